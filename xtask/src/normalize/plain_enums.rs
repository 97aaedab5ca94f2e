//! Opens enums that are not marked as strings.
//!
//! Published: `{enum: [A, B]}` without a type, `{type: integer, enum: [1, 2]}`. Typify closes both, and what it writes for
//! numbers is no field of a struct.
//! Lowered:   texts alone get `type: string`, and become open enums; other values lose the list and stay what they are.

use serde_json::{Value, json};

use super::{Changes, each_object};
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        let Some(values) = object.get("enum").and_then(Value::as_array) else {
            return;
        };
        let texts = values
            .iter()
            .all(|value| value.is_string() || value.is_null())
            && values.iter().any(Value::is_string);
        let wrapper = object.contains_key("allOf") || object.contains_key("$ref");
        match object.get("type").and_then(Value::as_str) {
            Some("string") if texts => return,
            None if wrapper => return,
            None if texts => drop(object.insert("type".to_owned(), json!("string"))),
            _ => drop(object.shift_remove("enum")),
        }
        changes.push(pointer.to_owned());
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_list_and_texts_get_their_type() {
        let root = json!({"components": {"schemas": {
            "Level": {"type": "integer", "enum": [1, 2]},
            "Kind": {"enum": ["A", null]},
            "State": {"type": "string", "enum": ["On"]},
        }}});
        let mut document = Document::parse("x.json", &root.to_string()).unwrap();
        assert_eq!(apply(&mut document).unwrap().len(), 2);
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        let schemas = &document.root["components"]["schemas"];
        assert_eq!(schemas["Level"], json!({"type": "integer"}));
        assert_eq!(
            schemas["Kind"],
            json!({"enum": ["A", null], "type": "string"})
        );
    }
}
