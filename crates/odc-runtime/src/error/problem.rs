//! The body of a response that is not a success: a problem description, or what a gateway wrote.

use std::fmt;

use http::HeaderMap;
use odc_http::body::{Form, from_json, media_type};
use odc_http::text::{one_line, printable};
use serde_json::{Map, Value};

/// How many characters of an identifier are kept.
const LONGEST_ID: usize = 200;

/// How many characters of a body that is not a problem description are kept.
const EXCERPT_CHARS: usize = 1024;

/// The service's description of what went wrong (RFC 9457 with the service's own two fields).
///
/// Every field is optional, because no document promises any of them. Support asks for `trace_id` and `error_code`.
/// Each of these has at most 200 characters.
///
/// The texts can be printed: each is one line, control characters are escaped, and parts that look like a token are
/// removed. Only `extensions` are not changed.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ProblemDetails {
    /// `type`: a URI that names the kind of problem.
    pub type_uri: Option<String>,
    /// `title`: the kind of problem in a few words.
    pub title: Option<String>,
    /// `status`: the status in the body. [`Error::status`](crate::Error::status) is the status of the response.
    pub status: Option<u16>,
    /// `detail`: what went wrong this time.
    pub detail: Option<String>,
    /// `instance`: a URI that names this occurrence.
    pub instance: Option<String>,
    /// `traceId`: the id of the call in the service's logs.
    pub trace_id: Option<String>,
    /// `errorCode`: the service's code of the problem.
    pub error_code: Option<String>,
    /// Every other member, for example `errors` by field.
    pub extensions: Map<String, Value>,
}

impl ProblemDetails {
    /// Reads a problem description. A member of an unexpected type goes to `extensions`.
    ///
    /// `None` when the text is not a JSON object, or if it has no member of a problem description.
    pub(crate) fn from_json(body: &[u8]) -> Option<Self> {
        let Ok(Value::Object(mut members)) = from_json(body) else {
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
                    Value::String(text) => Some(one_line(&text, usize::MAX)),
                    _ => None,
                })
        };
        let mut problem = Self {
            type_uri: text(&["type"]),
            title: text(&["title"]),
            status: None,
            detail: text(&["detail"]),
            instance: text(&["instance"]),
            trace_id: text(&["traceId", "traceID"]).map(|id| one_line(&id, LONGEST_ID)),
            error_code: text(&["errorCode"]).map(|code| one_line(&code, LONGEST_ID)),
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

impl fmt::Debug for ProblemDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extensions = serde_json::to_string(&self.extensions).unwrap_or_default();
        f.debug_struct("ProblemDetails")
            .field("type_uri", &self.type_uri)
            .field("title", &self.title)
            .field("status", &self.status)
            .field("detail", &self.detail)
            .field("instance", &self.instance)
            .field("trace_id", &self.trace_id)
            .field("error_code", &self.error_code)
            .field("extensions", &format_args!("{}", printable(&extensions)))
            .finish()
    }
}

/// A body that is not a problem description.
#[derive(Clone, Debug)]
pub(crate) struct OpaqueBody {
    form: Form,
    excerpt: String,
}

impl OpaqueBody {
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        Self {
            form: Form::guess(&media_type(headers), body),
            excerpt: one_line(&String::from_utf8_lossy(body), EXCERPT_CHARS - 1),
        }
    }

    /// Whether a gateway or proxy has written it: no API of the service sends HTML or plain text.
    pub(crate) const fn is_of_gateway(&self) -> bool {
        matches!(self.form, Form::Html | Form::Text)
    }

    pub(crate) const fn is_html(&self) -> bool {
        matches!(self.form, Form::Html)
    }

    /// Describes the form of the body, without quoting it.
    pub(crate) const fn describe(&self) -> &'static str {
        match self.form {
            Form::Empty => "an empty body",
            Form::Html => "an HTML page from a gateway",
            Form::Json => "JSON that is not a problem description",
            Form::Text => "plain text from a gateway",
        }
    }

    pub(crate) fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

/// Describes the form of the body of a success that does not decode.
pub(crate) const fn describe_success(form: Form) -> &'static str {
    match form {
        Form::Empty => "empty",
        Form::Html => "an HTML page, perhaps from a gateway",
        Form::Json => "not what the API document promises",
        Form::Text => "not JSON",
    }
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;

    use super::*;

    #[test]
    fn a_problem_is_read_with_any_set_of_members() {
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
    fn one_known_member_is_enough_for_a_problem() {
        for (body, extensions) in [
            (r#"{"detail":"long"}"#, 0),
            (r#"{"title":null}"#, 0),
            (r#"{"status":400}"#, 0),
            (r#"{"errors":{}}"#, 1),
            (r#"{"instance":"/a","other":1}"#, 1),
        ] {
            let problem = ProblemDetails::from_json(body.as_bytes());
            let found = problem.map(|problem| problem.extensions.len());
            assert_eq!(found, Some(extensions), "{body}");
        }
    }

    #[test]
    fn debug_prints_every_member_and_no_control_character() {
        let body = br#"{"title":"T","detail":"D","traceId":"00-4b","x":"\u001b[2J"}"#;
        let text = format!("{:?}", ProblemDetails::from_json(body).unwrap());
        for member in ["\"T\"", "\"D\"", "00-4b", "\"x\":"] {
            assert!(text.contains(member), "{text}");
        }
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn the_body_of_a_success_is_described_by_its_form() {
        for (form, word) in [
            (Form::Empty, "empty"),
            (Form::Html, "HTML"),
            (Form::Json, "API document"),
            (Form::Text, "not JSON"),
        ] {
            assert!(describe_success(form).contains(word), "{form:?}");
        }
    }

    #[test]
    fn other_json_is_not_a_problem() {
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
            "JSON that is not a problem description"
        );
    }

    #[test]
    fn an_excerpt_has_a_limit() {
        let body = OpaqueBody::read(&HeaderMap::new(), "é".repeat(100_000).as_bytes());
        assert_eq!(body.excerpt().chars().count(), EXCERPT_CHARS);
    }
}
