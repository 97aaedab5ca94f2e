//! Headers, queries and bodies without private data. An allow-list names the parts that are shown.

use http::HeaderMap;
use odc_http::body::from_json;
use odc_http::text::one_line;
use serde_json::Value;
use url::Url;

/// Replaces the parts that are not in the lists.
const REDACTED: &str = "…";

/// A longer body is not read.
const LONGEST_READ: usize = 256 * 1024;

/// How many characters of a body are shown.
const LONGEST_SHOWN: usize = 4096;

/// How many characters of one value are shown.
const LONGEST_VALUE: usize = 200;

/// Headers whose values are shown.
const HEADERS: [&str; 15] = [
    "accept",
    "cache-control",
    "content-length",
    "content-type",
    "date",
    "deprecation",
    "etag",
    "retry-after",
    "server",
    "sunset",
    "traceparent",
    "user-agent",
    "via",
    "x-correlation-id",
    "x-request-id",
];

/// Members of JSON and parameters of a query whose texts and numbers are shown.
const MEMBERS: [&str; 38] = [
    "applicationRoleKey",
    "assetKey",
    "assetKeys",
    "assignmentSources",
    "buildKey",
    "code",
    "count",
    "cursor",
    "deploymentKey",
    "detail",
    "embed",
    "environmentKey",
    "environmentKeys",
    "errorCode",
    "errorMessage",
    "groupKey",
    "groupKeys",
    "identityProviderKey",
    "key",
    "limit",
    "membershipType",
    "membershipTypes",
    "nextPageOffset",
    "offset",
    "operationKey",
    "order",
    "organizationRoleKey",
    "portfolioKey",
    "purpose",
    "revision",
    "sort",
    "state",
    "status",
    "title",
    "totalResults",
    "traceId",
    "type",
    "userKey",
];

fn is_shown(name: &str) -> bool {
    MEMBERS.binary_search(&name).is_ok()
}

/// The headers, as `name: value` with semicolons between them.
pub(super) fn headers(headers: &HeaderMap) -> String {
    let shown = headers.iter().map(|(name, value)| {
        let is_shown = HEADERS.contains(&name.as_str()) && !value.is_sensitive();
        let value = value.to_str().ok().filter(|_| is_shown);
        let value = value.map_or_else(|| REDACTED.to_owned(), |text| one_line(text, LONGEST_VALUE));
        format!("{name}: {value}")
    });
    shown.collect::<Vec<_>>().join("; ")
}

/// The query, with the names of all its parameters.
pub(super) fn query(url: &Url) -> String {
    let shown = url.query_pairs().map(|(name, value)| {
        let value = if is_shown(&name) {
            one_line(&value, LONGEST_VALUE)
        } else {
            REDACTED.to_owned()
        };
        format!("{}={value}", one_line(&name, LONGEST_VALUE))
    });
    shown.collect::<Vec<_>>().join("&")
}

/// The JSON of a body: all names, and the values of the names in the list. For another body, its length.
pub(super) fn body(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return String::new();
    }
    let value = (bytes.len() <= LONGEST_READ)
        .then(|| from_json::<Value>(bytes).ok())
        .flatten();
    match value {
        None => format!("({} bytes)", bytes.len()),
        Some(mut value) => {
            hide(&mut value, false);
            one_line(&value.to_string(), LONGEST_SHOWN)
        }
    }
}

/// Hides the texts and numbers of members that are not in the list. True, false and null stay.
fn hide(value: &mut Value, shown: bool) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::String(text) if shown => *text = one_line(text, LONGEST_VALUE),
        Value::Number(_) if shown => {}
        Value::String(_) | Value::Number(_) => *value = REDACTED.into(),
        Value::Array(values) => values.iter_mut().for_each(|value| hide(value, shown)),
        Value::Object(members) => {
            for (name, value) in members {
                hide(value, is_shown(name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_lists_are_sorted() {
        assert!(MEMBERS.is_sorted() && HEADERS.is_sorted());
    }

    #[test]
    fn only_values_of_listed_names_are_shown() {
        let text = r#"{"results":[{"key":"k1","email":"ana@x.example","isActive":true,
            "pin":1234,"clientSecret":"hush","status":{"name":"Ana"}}],"page":{"limit":100}}"#;
        let shown: Value = serde_json::from_str(&body(text.as_bytes())).unwrap();
        let row = json!({
            "key": "k1", "email": "…", "isActive": true, "pin": "…", "clientSecret": "…", "status": { "name": "…" },
        });
        assert_eq!(shown, json!({ "page": { "limit": 100 }, "results": [row] }));
        assert_eq!(body(b"not json"), "(8 bytes)");
        assert_eq!(body(b""), "");
        let url = Url::parse("https://x/a?limit=2&nameOrEmailContains=ana").unwrap();
        assert_eq!(query(&url), "limit=2&nameOrEmailContains=…");
        let mut map = HeaderMap::new();
        map.insert("x-request-id", "r1".parse().unwrap());
        map.insert("set-cookie", "hush".parse().unwrap());
        assert_eq!(headers(&map), "x-request-id: r1; set-cookie: …");
    }

    #[test]
    fn a_body_is_cut_at_its_limit() {
        let long = format!("[{}1]", "1,".repeat(10_000));
        assert!(body(long.as_bytes()).chars().count() <= LONGEST_SHOWN + 1);
        let longer = vec![b' '; LONGEST_READ + 1];
        assert_eq!(body(&longer), format!("({} bytes)", longer.len()));
    }
}
