//! Reads media types, and decides which of them are JSON.

pub(crate) use odc_http::body::essence;

/// Whether a media type is `*/*` or JSON. The clients decide in the same way whether a response is JSON.
pub(crate) fn is_json(media: &str) -> bool {
    odc_http::body::is_json(media) || essence(media) == "*/*"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_media_types_and_the_wildcard_are_json() {
        for media in [
            "Application/JSON; charset=utf-8",
            "a/b+JSON",
            "text/json",
            "*/*",
        ] {
            assert!(is_json(media), "{media}");
        }
        for media in ["text/html", "+json", "json"] {
            assert!(!is_json(media), "{media}");
        }
    }
}
