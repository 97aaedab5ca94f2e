//! The body of an answer that is not a success: a problem description, or whatever a gateway wrote.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

/// How much of a body that is no problem description is kept.
const EXCERPT_CHARS: usize = 1024;

/// The service's description of what went wrong (RFC 9457 with the service's own two fields).
///
/// Every field is optional, since nothing promises any. `trace_id` and `error_code` are what
/// support asks for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ProblemDetails {
    /// `type`: a URI that names the kind of problem.
    pub type_uri: Option<String>,
    /// `title`: the kind of problem in a few words.
    pub title: Option<String>,
    /// `status`: the status as the body has it; [`Error::status`](crate::Error::status) is what came over HTTP.
    pub status: Option<u16>,
    /// `detail`: what went wrong this time.
    pub detail: Option<String>,
    /// `instance`: a URI that names this occurrence.
    pub instance: Option<String>,
    /// `traceId`: finds the call in the service's logs.
    pub trace_id: Option<String>,
    /// `errorCode`: the service's code of the problem.
    pub error_code: Option<String>,
    /// Every other member, for example `errors` by field.
    pub extensions: Map<String, Value>,
}

impl ProblemDetails {
    /// Reads a problem description leniently: a member of another type than expected goes to `extensions`.
    ///
    /// `None` when the text is no JSON object, or one that has none of the members of a problem description.
    pub(crate) fn from_json(body: &[u8]) -> Option<Self> {
        let Ok(Value::Object(mut members)) =
            serde_json::from_slice(super::decode::without_bom(body))
        else {
            return None;
        };
        let known = members.len();
        let mut text = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| match members.get(*name)? {
                    Value::String(_) => members.remove(*name),
                    Value::Null => members.remove(*name).and(None),
                    _ => None,
                })
                .and_then(|value| match value {
                    Value::String(text) => Some(text),
                    _ => None,
                })
        };
        let mut problem = Self {
            type_uri: text(&["type"]),
            title: text(&["title"]),
            status: None,
            detail: text(&["detail"]),
            instance: text(&["instance"]),
            trace_id: text(&["traceId", "traceID"]),
            error_code: text(&["errorCode"]),
            extensions: Map::new(),
        };
        if let Some(status) = members.get("status") {
            problem.status = match status {
                Value::String(text) => text.parse().ok(),
                other => other.as_u64().and_then(|n| n.try_into().ok()),
            };
            members.remove("status");
        }
        let is_problem = members.len() < known || members.contains_key("errors");
        problem.extensions = members;
        is_problem.then_some(problem)
    }
}

/// What an answer that is no problem description holds instead.
#[derive(Clone, Debug)]
pub(crate) struct OpaqueBody {
    form: Form,
    excerpt: String,
}

/// What a body is, as far as one sees without a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Empty,
    Html,
    Json,
    Text,
}

impl OpaqueBody {
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        Self {
            form: Form::of(headers, body),
            excerpt: text.trim().chars().take(EXCERPT_CHARS).collect(),
        }
    }

    /// What the body is, in words, without quoting it.
    pub(crate) const fn describe(&self) -> &'static str {
        match self.form {
            Form::Empty => "an empty body",
            Form::Html => "an HTML page from a gateway",
            Form::Json => "JSON that is no problem description",
            Form::Text => "plain text from a gateway",
        }
    }

    pub(crate) fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl Form {
    pub(crate) fn of(headers: &HeaderMap, body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        let text = text.trim();
        let media = headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if text.is_empty() {
            Self::Empty
        } else if text.starts_with('<') || media.starts_with("text/html") {
            Self::Html
        } else if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
            Self::Json
        } else {
            Self::Text
        }
    }

    /// What the body of a success is that does not decode.
    pub(crate) const fn describe_success(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Html => "an HTML page, perhaps from a gateway",
            Self::Json => "not what the API document promises",
            Self::Text => "no JSON",
        }
    }
}

/// One line out of the service's words: bounded, without control characters, without anything like a token.
pub(crate) fn one_line(text: &str) -> String {
    const MOST: usize = 300;
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        // A JWT begins with the Base64 of `{"`.
        if let Some(start) = word.find("eyJ").filter(|start| word.len() - start > 20) {
            line.push_str(&word[..start]);
            line.push_str("[redacted]");
        } else {
            line.extend(word.chars().filter(|c| !c.is_control()));
        }
        if line.chars().count() > MOST {
            line = line.chars().take(MOST).collect();
            line.push('…');
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_read_whatever_members_it_has() {
        let problem = ProblemDetails::from_json(
            br#"{"title":"Bad","status":"400","traceID":"00-4b","errorCode":7,"errors":{"name":["long"]}}"#,
        )
        .unwrap();
        assert_eq!(problem.title.as_deref(), Some("Bad"));
        assert_eq!(problem.status, Some(400));
        assert_eq!(problem.trace_id.as_deref(), Some("00-4b"));
        assert_eq!(problem.error_code, None);
        assert_eq!(problem.extensions["errorCode"], 7);
        assert!(problem.extensions.contains_key("errors"));
    }

    #[test]
    fn other_json_is_no_problem() {
        for body in ["[]", "7", "{}", r#"{"message":"no"}"#, "<html>", ""] {
            assert_eq!(ProblemDetails::from_json(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn a_body_is_described_without_being_quoted() {
        let read = |media: &'static str, body: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, media.parse().unwrap());
            OpaqueBody::read(&headers, body.as_bytes()).describe()
        };
        assert_eq!(read("text/html", "oops"), "an HTML page from a gateway");
        assert_eq!(read("text/plain", " <html>"), "an HTML page from a gateway");
        assert_eq!(read("text/plain", "\n"), "an empty body");
        assert_eq!(
            read("text/plain", "upstream gone"),
            "plain text from a gateway"
        );
        assert_eq!(
            read("application/json", "{}"),
            "JSON that is no problem description"
        );
    }

    #[test]
    fn an_excerpt_is_bounded() {
        let body = OpaqueBody::read(&HeaderMap::new(), "é".repeat(100_000).as_bytes());
        assert_eq!(body.excerpt().chars().count(), EXCERPT_CHARS);
    }

    #[test]
    fn the_services_words_become_one_line_without_tokens() {
        let line =
            one_line("first\r\nsecond \u{1b}[31mBearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y");
        assert_eq!(line, "first second [31mBearer [redacted]");
        assert_eq!(one_line(&"word ".repeat(1000)).chars().count(), 301);
    }
}
