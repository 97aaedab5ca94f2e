//! Keeps the JSON form of a request body.
//!
//! Published: `content: {application/json: S, application/*+json: S}`. Progenitor takes one media type.
//! Lowered:   `content: {application/json: S}` when all schemas are equal; otherwise the operation is refused.

use serde_json::Value;

use super::{Changes, Context, operations};
use crate::document::Document;
use crate::problem::Result;

const JSON: &str = "application/json";

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    for operation in operations(&document.root) {
        let pointer = format!("{operation}/requestBody/content");
        let Some(content) = document
            .root
            .pointer(&pointer)
            .and_then(Value::as_object)
            .filter(|c| c.len() > 1)
        else {
            continue;
        };
        let json = content.get(JSON).and_then(|media| media.get("schema"));
        let other = content
            .iter()
            .find(|(_, media)| json.is_none() || media.get("schema") != json);
        if let Some((other, _)) = other {
            return Err(document
                .problem(
                    &pointer,
                    format!("a request body that is not the same for {JSON} and {other}"),
                )
                .fix("keep one media type with an overlay action"));
        }
        if let Some(content) = document
            .root
            .pointer_mut(&pointer)
            .and_then(Value::as_object_mut)
        {
            content.retain(|media, _| media == JSON);
        }
        changes.push(pointer);
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::applied;
    use super::*;

    fn document(content: &Value) -> Value {
        json!({
            "servers": [{"url": "https://x/api"}],
            "paths": {"/a": {"post": {"operationId": "a", "requestBody": {"content": content}}}}
        })
    }

    #[test]
    fn equal_schemas_leave_the_json_form() {
        let schema = json!({"schema": {"type": "string"}});
        let published =
            document(&json!({"application/json": schema, "application/*+json": schema}));
        assert_eq!(
            applied(apply, &published).unwrap(),
            document(&json!({"application/json": schema}))
        );
    }

    #[test]
    fn different_schemas_are_refused_with_the_place() {
        let content = json!({"application/json": {"schema": {}}, "text/plain": {"schema": {"type": "string"}}});
        let refused = applied(apply, &document(&content)).unwrap_err().to_string();
        assert!(
            refused.contains("/paths/~1a/post/requestBody/content"),
            "{refused}"
        );
        assert!(refused.contains("text/plain"), "{refused}");
    }
}
