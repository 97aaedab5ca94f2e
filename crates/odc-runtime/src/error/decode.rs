//! Why an answer did not decode, without a word of what it says.

use odc_http::body::without_bom;
use odc_http::text::one_line;
use serde::de::DeserializeOwned;

/// How `serde_path_to_error` writes the path of the whole.
const WHOLE: &str = ".";

/// How many characters of a path or a message are kept: names of members are the other side's.
const MOST: usize = 300;

/// Where and why an answer does not have the shape that the API document promises.
///
/// `message` says what was found and what was expected, never the value itself. Path and message are one line each, of
/// at most 300 characters, in which nothing acts on a terminal and what looks like a token is left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", if path == WHOLE { String::new() } else { format!("at {path}: ") })]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
    /// The place, for example `results[3].email`; `.` is the whole answer.
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

/// Decodes plainly; only a failure is decoded again with the path tracked, which costs more.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = without_bom(body);
    serde_json::from_slice(body).map_err(|plain| locate::<T>(body, &plain))
}

fn locate<T: DeserializeOwned>(body: &[u8], plain: &serde_json::Error) -> DecodeError {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => DecodeError {
            path: one_line(&error.path().to_string(), MOST),
            message: shown(&error.inner().to_string()),
        },
        // The value was fine: what follows it is not.
        Ok(_) => DecodeError {
            path: WHOLE.to_owned(),
            message: shown(&plain.to_string()),
        },
    }
}

fn shown(message: &str) -> String {
    one_line(&without_values(message), MOST)
}

/// Cuts what serde quotes out of the data; the names of fields are the document's and stay.
fn without_values(message: &str) -> String {
    if message.starts_with("missing field") || message.starts_with("duplicate field") {
        return message.to_owned();
    }
    let message = cut(message, '"', " \"");
    cut(&message, '`', " `")
}

fn cut(message: &str, quote: char, opening: &str) -> String {
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
        json::<Page>(body.as_bytes()).unwrap_err()
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
    fn a_byte_order_mark_is_skipped() {
        assert!(json::<Page>(b"\xef\xbb\xbf{\"results\":[]}").is_ok());
    }

    #[test]
    fn a_body_that_ends_early_or_late_is_told() {
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
