//! Drops parameters that a client of HTTP APIs does not send.
//!
//! Published: `in: cookie`. Progenitor refuses the document.
//! Lowered:   an optional cookie parameter is left out, with a note; an operation that demands one is skipped.

use serde_json::Value;

use super::{Changes, operations, skip};
use crate::api::resolve;
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let mut lists: Vec<(String, String)> = Vec::new();
    for operation in operations(&document.root) {
        let item = operation
            .rsplit_once('/')
            .map_or("", |(item, _)| item)
            .to_owned();
        lists.push((format!("{item}/parameters"), operation.clone()));
        lists.push((format!("{operation}/parameters"), operation));
    }
    let published = document.root.clone();
    for (pointer, operation) in lists {
        let is_cookie =
            |parameter: &Value| parameter.get("in").is_some_and(|place| place == "cookie");
        let Some(list) = document
            .root
            .pointer(&pointer)
            .and_then(Value::as_array)
            .cloned()
        else {
            continue;
        };
        let cookies: Vec<Value> = list
            .iter()
            .map(|p| resolve(&published, p).clone())
            .filter(|p| is_cookie(p))
            .collect();
        for cookie in &cookies {
            let name = cookie
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or("?")
                .to_owned();
            if cookie
                .get("required")
                .is_some_and(|required| required == true)
            {
                skip(
                    document,
                    &operation,
                    &format!("it demands the cookie `{name}`"),
                );
            } else {
                document.note(&pointer, format!("the cookie `{name}` is not sent"));
            }
        }
        if !cookies.is_empty() {
            if let Some(list) = document
                .root
                .pointer_mut(&pointer)
                .and_then(Value::as_array_mut)
            {
                list.retain(|parameter| !is_cookie(resolve(&published, parameter)));
            }
            changes.push(pointer);
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_optional_cookie_is_left_out_and_a_demanded_one_skips_the_operation() {
        let cookie = |required: bool| json!({"name": "sid", "in": "cookie", "required": required});
        let root = json!({"paths": {
            "/a": {"get": {"parameters": [cookie(false), {"name": "q", "in": "query"}]}},
            "/b": {"get": {"parameters": [cookie(true)]}},
        }});
        let mut document = Document::parse("x.json", &root.to_string()).unwrap();
        apply(&mut document).unwrap();
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        let left = json!({"/a": {"get": {"parameters": [{"name": "q", "in": "query"}]}}, "/b": {}});
        assert_eq!(document.root["paths"], left);
        assert_eq!(document.notes.len(), 2);
    }
}
