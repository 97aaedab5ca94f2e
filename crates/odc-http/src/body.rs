//! The form of a body: by its media type, by its first bytes, and as JSON.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::{DeserializeOwned, IgnoredAny};

/// The media type of a message without its parameters, in lower case. Empty if the message has none.
#[must_use]
pub fn media_type(headers: &HeaderMap) -> String {
    let text = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    essence(text)
}

/// A media type without its parameters, in lower case (RFC 9110, section 8.3.1).
#[must_use]
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether a media type is JSON: `application/json`, `text/json`, or one with the suffix `+json` (RFC 6839, section 3.1).
/// Parameters and case make no difference.
///
/// ```
/// use odc_http::body::is_json;
///
/// assert!(is_json("application/problem+json; charset=utf-8"));
/// assert!(!is_json("text/html"));
/// ```
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    let media = essence(media_type);
    matches!(media.as_str(), "application/json" | "text/json")
        || media
            .strip_suffix("+json")
            .is_some_and(|rest| rest.contains('/'))
}

/// Decodes JSON. Skips a byte order mark at the beginning.
///
/// # Errors
///
/// The body is not JSON, or its JSON does not fit `T`. The message may quote the body.
pub fn from_json<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(without_bom(body))
}

/// Decodes a JSON object, as [`from_json`] does.
///
/// Serde also reads a struct from an array, member by member. No API means an array like that, so it is refused.
///
/// # Errors
///
/// The body is not an object, or the object does not fit `T`. The message may quote the body.
pub fn object_from_json<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    if without_bom(body).trim_ascii_start().starts_with(b"[") {
        from_json::<serde_json::Map<String, serde_json::Value>>(body)?;
    }
    from_json(body)
}

/// A body without the byte order mark at its beginning. Gateways add this mark, and a reader may ignore it (RFC 8259,
/// section 8.1).
#[must_use]
pub fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The form of a body, without the API document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Empty, or only white space.
    Empty,
    /// HTML, by its media type or its first character.
    Html,
    /// Complete JSON of any kind.
    Json,
    /// Any other body.
    Text,
}

impl Form {
    /// Guesses the form of a body. Its content counts more than its media type, because gateways send HTML with any
    /// media type.
    #[must_use]
    pub fn guess(media_type: &str, body: &[u8]) -> Self {
        let text = without_bom(body).trim_ascii();
        let media = essence(media_type);
        if text.is_empty() {
            Self::Empty
        } else if text.starts_with(b"<")
            || matches!(media.as_str(), "text/html" | "application/xhtml+xml")
        {
            Self::Html
        } else if serde_json::from_slice::<IgnoredAny>(text).is_ok() {
            Self::Json
        } else {
            Self::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_json_with_any_case_and_parameters() {
        for media in [
            "application/json",
            " Application/JSON ; charset=utf-8",
            "text/json",
            "application/problem+json",
            "application/vnd.odc.v1+json;profile=\"a+json\"",
            "image/svg+json",
        ] {
            assert!(is_json(media), "{media}");
        }
        for media in [
            "",
            "json",
            "+json",
            "text/html",
            "application/jsonp",
            "text/plain; a=application/json",
            "application/json-seq",
        ] {
            assert!(!is_json(media), "{media}");
        }
    }

    #[test]
    fn the_media_type_of_a_message_is_its_essence() {
        let mut headers = HeaderMap::new();
        assert_eq!(media_type(&headers), "");
        headers.insert(CONTENT_TYPE, "Text/HTML; charset=utf-8".parse().unwrap());
        assert_eq!(media_type(&headers), "text/html");
        let bytes = http::HeaderValue::from_bytes(b"text/\xff").unwrap();
        headers.insert(CONTENT_TYPE, bytes);
        assert_eq!(media_type(&headers), "");
    }

    #[test]
    fn a_byte_order_mark_is_skipped_and_a_second_one_is_not() {
        assert_eq!(from_json::<u8>(b"\xef\xbb\xbf 7").unwrap(), 7);
        assert!(from_json::<u8>(b"\xef\xbb\xbf\xef\xbb\xbf7").is_err());
    }

    #[test]
    fn an_array_is_not_an_object() {
        #[derive(serde::Deserialize)]
        struct Pair {
            left: u8,
            right: u8,
        }
        let read = |text: &str| object_from_json::<Pair>(text.as_bytes());
        let pair = read("\u{feff} {\"right\":2,\"left\":1}").unwrap();
        assert_eq!((pair.left, pair.right), (1, 2));
        for text in ["[1,2]", " \n[1,2]", "\u{feff}[1,2]"] {
            assert!(from_json::<Pair>(text.as_bytes()).is_ok());
            assert!(read(text).is_err_and(|error| error.is_data()), "{text}");
        }
    }

    #[test]
    fn the_form_of_a_body_is_guessed() {
        for (media, body, form) in [
            ("application/json", "", Form::Empty),
            ("text/html", " \r\n", Form::Empty),
            ("", "\u{feff}", Form::Empty),
            ("text/html; charset=utf-8", "oops", Form::Html),
            ("TEXT/HTML", "{}", Form::Html),
            ("application/json", "\u{feff} <!DOCTYPE html>", Form::Html),
            ("text/plain", " {\"a\": [1]} ", Form::Json),
            ("text/plain", "\u{feff}7", Form::Json),
            ("application/json", "{\"a\":", Form::Text),
            ("application/json", "upstream gone", Form::Text),
        ] {
            assert_eq!(Form::guess(media, body.as_bytes()), form, "{media} {body}");
        }
        assert_eq!(Form::guess("", b"\xff\xfe"), Form::Text);
        assert_eq!(Form::guess("", &b"[".repeat(100_000)), Form::Text);
    }
}
