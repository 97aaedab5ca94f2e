//! Hides the files of multipart forms from progenitor, which cannot send them.
//!
//! Repaired:     a file is a parameter `in: part`. A form that has only files has a body without properties.
//! Lowered:      the parameter is `in: header`, which progenitor accepts, and a body without properties is removed.
//! Later, `extract` gives the parameter the type of a file, and does not take over progenitor's headers.

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::document::findings::PART;
use crate::document::{Changes, Document, Result, operations, resolve};

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    let prepared = document.root.clone();
    for pointer in operations(&prepared) {
        let Some(operation) = document.root.pointer_mut(&pointer) else {
            continue;
        };
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        let files = parameters.into_iter().flatten().filter(|p| p["in"] == PART);
        let files = files.map(|file| file["in"] = json!("header")).count();
        if files == 0 {
            continue;
        }
        let schema = operation.pointer("/requestBody/content/application~1json/schema");
        let is_empty = schema.is_some_and(|schema| is_empty(resolve(&prepared, schema)));
        if let Some(operation) = operation.as_object_mut().filter(|_| is_empty) {
            operation.shift_remove("requestBody");
        }
        changes.push(pointer);
    }
    Ok(changes)
}

/// Whether an object has no properties.
fn is_empty(object: &Value) -> bool {
    let properties = object.get("properties").and_then(Value::as_object);
    let rest = object.get("additionalProperties");
    properties.is_none_or(Map::is_empty) && rest.is_none_or(|rest| *rest == json!(false))
}

#[cfg(test)]
mod tests {
    use super::super::applied;
    use super::*;

    #[test]
    fn a_file_is_a_header_and_a_form_of_files_has_no_body() {
        let document = |place: &str, body: Option<&Value>| {
            let file = json!({"name": "image", "in": place, "schema": {"type": "string"}});
            let mut operation = json!({"parameters": [file]});
            if let Some(body) = body {
                operation["requestBody"] =
                    json!({"content": {"application/json": {"schema": body}}});
            }
            json!({"servers": [{"url": "https://x/api"}], "paths": {"/a": {"post": operation}}})
        };
        let nothing = json!({"type": "object", "properties": {}});
        let lowered = applied(apply, &document(PART, Some(&nothing))).unwrap();
        assert_eq!(lowered, document("header", None));
        let some = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        let lowered = applied(apply, &document(PART, Some(&some))).unwrap();
        assert_eq!(lowered, document("header", Some(&some)));
    }
}
