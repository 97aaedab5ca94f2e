//! Moves `required` from a property to the list of its schema.
//!
//! Published: `properties: {name: {type: string, required: true}}`, or the same flag on another schema. OpenAPI does
//! not define either form.
//! Repaired:  `required: [name]` on the schema, with a note. A flag on something else is removed, with a note.

use serde_json::{Value, json};

use crate::document::{Changes, Document, Result, child, each_object};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
            return;
        };
        let mut required = Vec::new();
        for (name, property) in properties.iter_mut() {
            let Some(property) = property.as_object_mut() else {
                continue;
            };
            if let Some(flag) = property.get("required").and_then(Value::as_bool) {
                property.shift_remove("required");
                changes.push(child(&format!("{pointer}/properties"), name));
                if flag {
                    required.push(name.clone());
                }
            }
        }
        if !required.is_empty() {
            if !schema.get("required").is_some_and(Value::is_array) {
                schema["required"] = json!([]);
            }
            if let Some(list) = schema["required"].as_array_mut() {
                list.extend(required.into_iter().map(Value::from));
            }
        }
    });
    for pointer in &changes {
        document.note(
            pointer,
            "`required` is a list of the schema, not a flag of a property; it was moved there"
                .to_owned(),
        );
    }
    let mut removed = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let is_flag = schema.get("required").is_some_and(Value::is_boolean);
        // In parameters and request bodies, OpenAPI defines such a flag.
        let is_schema = schema.get("in").is_none() && !is_request_body(pointer);
        if let Some(members) = schema.as_object_mut().filter(|_| is_flag && is_schema) {
            members.shift_remove("required");
            removed.push(pointer.to_owned());
        }
    });
    for pointer in &removed {
        let what = "`required` is a list of properties, not a flag; it was removed";
        document.note(pointer, what.to_owned());
    }
    changes.extend(removed);
    Ok(changes)
}

fn is_request_body(pointer: &str) -> bool {
    let tokens: Vec<&str> = pointer.split('/').collect();
    matches!(
        tokens[..],
        [_, "paths", _, _, "requestBody"] | [_, "components", "requestBodies", _]
    )
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    #[test]
    fn the_flag_becomes_an_entry_of_the_list() {
        let root = json!({"components": {"schemas": {"A": {"properties": {
            "a": {"type": "string", "required": true},
            "b": {"type": "string", "required": false},
        }}}}});
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes.len(), 2);
        let repaired = json!({
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
            "required": ["a"],
        });
        assert_eq!(document.root["components"]["schemas"]["A"], repaired);
        assert_eq!(document.notes.len(), 2);
    }

    #[test]
    fn a_flag_on_another_schema_is_removed_and_a_flag_of_a_parameter_is_kept() {
        let with = |schema: Value| {
            json!({
                "paths": {"/a": {"get": {
                    "parameters": [{"name": "q", "in": "query", "required": true, "schema": schema}],
                    "requestBody": {"required": true, "content": {}},
                }}},
                "components": {"schemas": {"A": {"type": "array", "items": schema}}},
            })
        };
        let published = with(json!({"type": "string", "required": true}));
        let (document, changes) = after_pass(apply, &published);
        assert_eq!(document.root, with(json!({"type": "string"})));
        assert_eq!(changes.len(), 2);
        assert_eq!(document.notes.len(), 2);
    }
}
