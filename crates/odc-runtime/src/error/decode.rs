//! Why a response did not decode, without the values in it.

use odc_http::body::without_bom;
use odc_http::text::one_line;
use serde::de::DeserializeOwned;

/// How `serde_path_to_error` writes the path of the whole body.
const ROOT: &str = ".";

/// How many characters of a path or a message are kept: the names of members come from the response.
const LONGEST_TEXT: usize = 300;

/// Where and why a response does not have the shape that the API document promises.
///
/// `message` says what was found and what was expected, never the value itself. Path and message are one printable
/// line each, of at most 300 characters. What looks like a token is left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", if path == ROOT { String::new() } else { format!("at {path}: ") })]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
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

/// Decodes without tracking the path, which costs time. A body that fails is decoded once more with the path.
pub(crate) fn decode_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = without_bom(body);
    serde_json::from_slice(body).map_err(|plain| locate::<T>(body, &plain))
}

fn locate<T: DeserializeOwned>(body: &[u8], plain: &serde_json::Error) -> DecodeError {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => DecodeError {
            path: one_line(&error.path().to_string(), LONGEST_TEXT),
            message: printable_message(&error.inner().to_string()),
        },
        // The value is right, and something follows it.
        Ok(_) => DecodeError {
            path: ROOT.to_owned(),
            message: printable_message(&plain.to_string()),
        },
    }
}

fn printable_message(message: &str) -> String {
    one_line(&without_values(message), LONGEST_TEXT)
}

/// Removes what serde quotes of the body. The names of missing fields come from the API document and stay.
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
        decode_json::<Page>(body.as_bytes()).unwrap_err()
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
    fn what_is_quoted_is_removed_and_a_single_mark_is_not_a_quotation() {
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
        assert!(decode_json::<Page>(b"\xef\xbb\xbf{\"results\":[]}").is_ok());
    }

    #[test]
    fn a_body_that_ends_early_or_late_is_reported() {
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
