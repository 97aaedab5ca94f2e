//! Encodes the segments of a URL's path, and refuses segments that a URL cannot contain.

/// Replaces a path segment that a URL cannot contain. No encoded segment contains this text.
const UNSENDABLE: &str = "\0";

/// Percent-encodes one segment of a path.
///
/// A URL cannot contain the segments `.` and `..`, in any spelling: URL parsers remove them, and the call would reach
/// another resource. An empty segment changes `/users/{key}` into the list of users. For these three segments, the
/// result makes the transport refuse the request when it is built.
///
/// ```
/// use odc_runtime::client::encode_path;
///
/// assert_eq!(encode_path("a/b ?"), "a%2Fb%20%3F");
/// ```
#[must_use]
pub fn encode_path(segment: &str) -> String {
    match segment {
        "" | "." | ".." => UNSENDABLE.to_owned(),
        // The URL parser reads a backslash as a slash, and progenitor does not encode it.
        _ => progenitor_client::encode_path(segment).replace('\\', "%5C"),
    }
}

/// Returns a URL if every segment of its path can be sent.
pub(crate) fn sendable(url: &str) -> Option<&str> {
    (!url.contains(UNSENDABLE)).then_some(url)
}

/// Says why reqwest could not build a request, without the URL.
///
/// The base URL was already parsed, and segments are encoded. Therefore only [`sendable`] can have refused a URL that
/// does not parse.
pub(crate) fn explain_build_error(
    error: reqwest::Error,
) -> Box<dyn std::error::Error + Send + Sync> {
    let cause = std::error::Error::source(&error);
    let is_url = cause.is_some_and(<dyn std::error::Error>::is::<url::ParseError>);
    if is_url {
        "a value in the path is empty, \".\" or \"..\", which a URL cannot hold".into()
    } else {
        error.without_url().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_that_a_url_cannot_contain_is_refused() {
        for segment in ["", ".", ".."] {
            let url = format!("https://acme.test/users/{}", encode_path(segment));
            assert_eq!(sendable(&url), None, "{segment:?}");
        }
    }

    #[test]
    fn every_other_segment_arrives_as_a_single_segment() {
        for segment in [
            "...", "%2e", "%2E%2e", "a/../b", "ä?#", "..;", "\u{0}", "\\", "a b",
        ] {
            let text = format!("https://acme.test/users/{}", encode_path(segment));
            let url = url::Url::parse(sendable(&text).unwrap()).unwrap();
            assert_eq!(
                url.path_segments().unwrap().count(),
                2,
                "{segment:?} in {url}"
            );
            assert!(url.query().is_none() && url.fragment().is_none());
        }
    }
}
