//! The portal domain in the forms that people paste.

use odc_auth::PortalDomain;
use url::Url;

use crate::exit::Failure;

/// Accepts `acme.outsystems.dev`, `https://acme.outsystems.dev` and `https://acme.outsystems.dev/`.
///
/// # Errors
/// The text is not a portal domain, or has a path.
pub fn domain(text: &str) -> Result<PortalDomain, Failure> {
    let text = text.trim();
    let bare = match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "https" | "http") && url.username().is_empty() => {
            let is_root = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
            if is_root {
                let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
                rest.trim_end_matches('/')
            } else {
                text
            }
        }
        _ => text.strip_suffix('/').unwrap_or(text),
    };
    bare.parse().map_err(Failure::usage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_that_people_paste_are_accepted() {
        for text in [
            "acme.outsystems.dev",
            "acme.outsystems.dev/",
            "https://acme.outsystems.dev",
            "https://acme.outsystems.dev/",
            " https://acme.outsystems.dev/\n",
            "http://acme.outsystems.dev/",
        ] {
            assert_eq!(
                domain(text).unwrap().to_string(),
                "acme.outsystems.dev",
                "{text:?}"
            );
        }
        assert_eq!(
            domain("http://127.0.0.1:8080/").unwrap().to_string(),
            "127.0.0.1:8080"
        );
    }

    #[test]
    fn a_path_and_a_password_are_refused_in_one_line() {
        for (text, words) in [
            (
                "https://acme.outsystems.dev/Portal/Home",
                "write acme.outsystems.dev",
            ),
            ("acme.outsystems.dev/path", "leave the path out"),
            (
                "https://acme.outsystems.dev/?a=b",
                "write acme.outsystems.dev",
            ),
            (
                "https://user:pw@acme.outsystems.dev/",
                "write acme.outsystems.dev",
            ),
            ("", "it is empty"),
        ] {
            let failure = domain(text).unwrap_err();
            let line = failure.line().unwrap();
            assert!(
                line.contains(words) && !line.contains("pw"),
                "{text}: {line}"
            );
        }
    }
}
