//! Decides which properties exist and which are required.
//!
//! Published: `required` lists and `nullable` flags, which have changed without notice, and `readOnly`.
//! Lowered:      in schemas of responses, only properties that the overlay marks with `x-odc-required` are required. In
//! schemas of requests, the document's own list is kept. `nullable` is removed, since an optional field reads null as
//! absent, and `emit` gives the fields of PATCH bodies their third state. A schema of requests has no read-only
//! properties.

use serde_json::{Value, json};

use super::context::Context;
use crate::document::{Changes, Document, Result, child};

pub(super) fn apply(document: &mut Document, context: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    for schema in context.api.schemas.values() {
        let pointer = child("/components/schemas", &schema.published);
        let Some(object) = document
            .root
            .pointer_mut(&pointer)
            .and_then(Value::as_object_mut)
        else {
            continue;
        };
        let required: Vec<&String> = schema
            .properties
            .iter()
            .filter(|(_, p)| p.required)
            .map(|(name, _)| name)
            .collect();
        let before = object.clone();
        if required.is_empty() {
            object.shift_remove("required");
        } else {
            object.insert("required".to_owned(), json!(required));
        }
        if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
            properties.retain(|name, _| schema.properties.contains_key(name));
            for property in properties.values_mut().filter_map(Value::as_object_mut) {
                property.shift_remove("nullable");
                property.shift_remove("readOnly");
            }
        }
        if *object != before {
            changes.push(pointer);
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::super::applied;
    use super::*;

    fn document(response: &Value, request: &Value) -> Value {
        let media = |name: &str| json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
        json!({
            "servers": [{"url": "https://x/api"}],
            "paths": {"/a": {"post": {
                "operationId": "a",
                "requestBody": {"content": media("In")},
                "responses": {"200": {"content": media("Out")}}
            }}},
            "components": {"schemas": {"In": request, "Out": response}}
        })
    }

    #[test]
    fn a_response_requires_only_properties_that_the_overlay_marks() {
        let published = json!({
            "required": ["name"],
            "properties": {"key": {"type": "string", "x-odc-required": true}, "name": {"type": "string", "nullable": true}}
        });
        let lowered = json!({
            "required": ["key"],
            "properties": {"key": {"type": "string", "x-odc-required": true}, "name": {"type": "string"}}
        });
        let request = json!({"required": ["b"], "properties": {"b": {"type": "string"}}});
        assert_eq!(
            applied(apply, &document(&published, &request)).unwrap(),
            document(&lowered, &request)
        );
    }

    #[test]
    fn a_schema_of_requests_has_no_read_only_properties() {
        let published = json!({
            "required": ["id", "name"],
            "properties": {"id": {"type": "string", "readOnly": true}, "name": {"type": "string"}}
        });
        let sent = json!({"required": ["name"], "properties": {"name": {"type": "string"}}});
        let received =
            json!({"properties": {"id": {"type": "string"}, "name": {"type": "string"}}});
        assert_eq!(
            applied(apply, &document(&published, &published)).unwrap(),
            document(&received, &sent)
        );
    }
}
