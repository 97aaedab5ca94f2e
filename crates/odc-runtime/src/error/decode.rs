//! Why a response did not decode, without the values in it.

use std::rc::Rc;

use odc_http::body::without_bom;
use odc_http::text::one_line;
use serde::de::DeserializeOwned;

use crate::metered::{Meter, Metered};

/// How `serde_path_to_error` writes the path of the whole body.
const ROOT: &str = ".";

/// The largest length of a path or a message, in characters. The names of members come from the response.
const LONGEST_TEXT: usize = 300;

/// Bodies up to this size are small. A value of the APIs takes at most a few hundred times as much memory as its
/// body.
const SMALL: usize = 64 * 1024;

/// Where and why a response does not have the shape that the API document promises.
///
/// `message` says what was found and what was expected, but never shows the value itself. Path and message are each
/// one printable line of at most 300 characters. Parts that look like a token are removed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", if path == ROOT { String::new() } else { format!("at {path}: ") })]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
    /// An error at this place, with a message that has no values of the response.
    pub(crate) fn new(path: &str, message: String) -> Self {
        let path = if path.is_empty() { ROOT } else { path };
        Self {
            path: one_line(path, LONGEST_TEXT),
            message,
        }
    }

    /// The place, for example `results[3].email`. `.` is the whole body.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was found and what was expected.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// Why there is no value.
#[derive(Debug)]
pub(crate) enum Undecoded {
    /// The body does not have the form that the API document promises.
    Unlike(DecodeError),
    /// The value takes too much memory.
    TooLarge,
}

/// Decodes a body into a value that takes at most `room` bytes of memory.
///
/// Tracking the path and the memory takes time. Therefore a small body is first decoded without tracking, because its
/// value cannot take much memory. If that fails, it is decoded again with tracking.
pub(crate) fn decode_json<T: DeserializeOwned>(body: &[u8], room: usize) -> Result<T, Undecoded> {
    let body = without_bom(body);
    if body.len() <= SMALL
        && let Ok(value) = serde_json::from_slice(body)
    {
        return Ok(value);
    }
    decode_tracked(body, room)
}

fn decode_tracked<T: DeserializeOwned>(body: &[u8], room: usize) -> Result<T, Undecoded> {
    let meter = Rc::new(Meter::new(room));
    let mut json = serde_json::Deserializer::from_slice(body);
    let unlike = |path: &str, error: &serde_json::Error| {
        Undecoded::Unlike(DecodeError::new(
            path,
            printable_message(&error.to_string()),
        ))
    };
    let value = meter.during(|| serde_path_to_error::deserialize(Metered::new(&mut json, &meter)));
    match (value, json.end()) {
        (Err(_), _) if meter.exceeded() => Err(Undecoded::TooLarge),
        (Err(error), _) => Err(unlike(&error.path().to_string(), error.inner())),
        // The value is correct, but more text follows it.
        (Ok(_), Err(error)) => Err(unlike(ROOT, &error)),
        (Ok(value), Ok(())) => Ok(value),
    }
}

/// A message of serde as one printable line, without values of the response.
pub(crate) fn printable_message(message: &str) -> String {
    one_line(&without_values(message), LONGEST_TEXT)
}

/// Removes the parts of the body that serde quotes. The names of missing fields come from the API document, and stay.
fn without_values(message: &str) -> String {
    if message.starts_with("missing field") || message.starts_with("duplicate field") {
        return message.to_owned();
    }
    let message = without_quoted(message, '"', " \"");
    without_quoted(&message, '`', " `")
}

fn without_quoted(message: &str, quote: char, opening: &str) -> String {
    match (message.find(quote), message.rfind(quote)) {
        (Some(first), Some(last)) if first < last => {
            let start = message.find(opening).unwrap_or(first);
            format!(
                "{}{}",
                &message[..start],
                &message[last + quote.len_utf8()..]
            )
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Debug)]
    struct Page {
        #[allow(dead_code)]
        results: Vec<User>,
    }

    #[derive(Deserialize, Debug)]
    #[allow(dead_code)]
    struct User {
        key: String,
        age: Option<i32>,
    }

    fn failure(body: &str) -> DecodeError {
        match decode_json::<Page>(body.as_bytes(), usize::MAX) {
            Err(Undecoded::Unlike(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_large_body_is_decoded_only_into_the_allowed_memory() {
        let users = vec![r#"{"key":"a"}"#; 10_000].join(",");
        let body = format!(r#"{{"results":[{users}]}}"#);
        let page: Page = decode_json(body.as_bytes(), 10 * body.len()).unwrap();
        assert_eq!(page.results.len(), 10_000);
        let result = decode_json::<Page>(body.as_bytes(), body.len());
        assert!(matches!(result, Err(Undecoded::TooLarge)), "{result:?}");
        // Another error in a large body is found at its own place.
        let error = failure(&body.replace("}]", ",\"age\":\"old\"}]"));
        assert_eq!(error.path(), "results[9999].age");
        assert!(
            failure(&format!("{body} tail"))
                .message()
                .starts_with("trailing")
        );
    }

    #[test]
    fn a_failure_names_its_place() {
        let error =
            failure(r#"{"results":[{"key":"a"},{"key":"b","age":"secret \"quoted\" value"}]}"#);
        assert_eq!(error.path(), "results[1].age");
        assert!(
            error
                .message()
                .starts_with("invalid type: string, expected i32"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_field_is_named() {
        let error = failure(r#"{"results":[{}]}"#);
        assert_eq!(error.path(), "results[0]");
        assert!(error.message().starts_with("missing field `key`"));
    }

    #[test]
    fn a_number_is_not_quoted() {
        let error = failure(r#"{"results":[{"key":4711}]}"#);
        assert!(!error.to_string().contains("4711"), "{error}");
    }

    #[test]
    fn quoted_text_is_removed_and_a_single_quotation_mark_stays() {
        for (message, left) in [
            ("found \"a \"b\" c\", wanted d", "found, wanted d"),
            ("unknown variant `x`, wanted y", "unknown variant, wanted y"),
            ("one \" mark", "one \" mark"),
            ("missing field `key`", "missing field `key`"),
        ] {
            assert_eq!(without_values(message), left);
        }
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert!(decode_json::<Page>(b"\xef\xbb\xbf{\"results\":[]}", 0).is_ok());
    }

    #[test]
    fn a_body_that_ends_too_early_or_too_late_is_reported() {
        assert!(
            failure(r#"{"results":[{"key":"a"#)
                .message()
                .starts_with("EOF")
        );
        assert!(
            failure(r#"{"results":[]} tail"#)
                .message()
                .starts_with("trailing")
        );
    }
}
