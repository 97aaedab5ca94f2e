//! Moves the members beside `allOf` into a new part of it.
//!
//! Published: `{allOf: [{$ref: Union}, {$ref: Other}], properties: {extra: …}, required: […]}`, where some parts are
//! not objects (see `all_of`). Typify reads only `allOf`.
//! Repaired:  `{allOf: [{$ref: Union}, {$ref: Other}, {type: object, properties: {extra: …}, required: […]}]}`.

use serde_json::{Map, Value, json};

use crate::document::{Changes, Document, Result, each_object};

const MOVED: [&str; 3] = ["properties", "required", "additionalProperties"];

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        let is_composed = object.get("allOf").is_some_and(Value::is_array);
        let adds = object.get("properties").is_some_and(Value::is_object)
            || object.get("required").is_some_and(Value::is_array);
        if !(is_composed && adds) {
            return;
        }
        let mut part = Map::from_iter([("type".to_owned(), json!("object"))]);
        for key in MOVED {
            if let Some(value) = object.shift_remove(key) {
                part.insert(key.to_owned(), value);
            }
        }
        if let Some(parts) = object.get_mut("allOf").and_then(Value::as_array_mut) {
            parts.push(Value::Object(part));
        }
        object.shift_remove("type");
        changes.push(pointer.to_owned());
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    #[test]
    fn properties_and_required_become_another_part() {
        let base = json!({"$ref": "#/components/schemas/Base"});
        let root = json!({"components": {"schemas": {
            "Base": {"type": "object"},
            "Thing": {"type": "object", "allOf": [base], "required": ["a"], "properties": {"a": {"type": "string"}}},
        }}});
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes, ["/components/schemas/Thing"]);
        let part =
            json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]});
        assert_eq!(
            document.root["components"]["schemas"]["Thing"],
            json!({"allOf": [base, part]})
        );
    }
}
