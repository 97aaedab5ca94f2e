//! Opens enums that are not marked as strings.
//!
//! Published: `{enum: [A, B]}` without a type, `{type: integer, enum: [1, 2], x-enum-varnames: [Low, High]}`. Typify closes
//! both, and what it writes for numbers is no field of a struct.
//! Lowered:   texts alone get `type: string`, and become open enums; other values lose the list and stay what they are.
//! Integers are kept aside, with the names that generators write beside them.

use serde_json::{Map, Value, json};

use crate::document::findings::NUMBERS;
use crate::document::{Changes, Document, Result, each_object};

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
            Some("integer") => {
                let numbers = numbers(object, values);
                object.insert(NUMBERS.to_owned(), numbers);
                object.shift_remove("enum");
            }
            _ => drop(object.shift_remove("enum")),
        }
        changes.push(pointer.to_owned());
    });
    Ok(changes)
}

/// The values with their names and descriptions, which stand in lists of the same length.
fn numbers(schema: &Map<String, Value>, values: &[Value]) -> Value {
    let beside = |names: &[&str], i: usize| {
        let list = names.iter().find_map(|name| schema.get(*name)?.as_array());
        let list = list.filter(|list| list.len() == values.len());
        list.and_then(|list| list[i].as_str()).map(str::to_owned)
    };
    let integers = values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.is_i64());
    let numbers = integers.map(|(i, value)| {
        let name = beside(&["x-enum-varnames", "x-enumNames"], i);
        let about = beside(&["x-enum-descriptions", "x-enumDescriptions"], i);
        json!([value, name, about])
    });
    Value::Array(numbers.collect())
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    fn applied(schemas: &Value) -> (Value, usize) {
        let root = json!({"components": {"schemas": schemas}});
        let (document, changes) = after_pass(apply, &root);
        (
            document.root["components"]["schemas"].clone(),
            changes.len(),
        )
    }

    #[test]
    fn numbers_lose_their_list_and_texts_get_their_type() {
        let (schemas, changes) = applied(&json!({
            "Share": {"type": "number", "enum": [0.5, 1]},
            "Kind": {"enum": ["A", null]},
            "State": {"type": "string", "enum": ["On"]},
        }));
        assert_eq!(changes, 2);
        assert_eq!(schemas["Share"], json!({"type": "number"}));
        assert_eq!(
            schemas["Kind"],
            json!({"enum": ["A", null], "type": "string"})
        );
    }

    #[test]
    fn integers_are_kept_with_the_names_beside_them() {
        let (schemas, _) = applied(&json!({
            "Named": {"type": "integer", "enum": [1, null, 2], "x-enumNames": ["Low", "None", "High"]},
            "Nameless": {"type": "integer", "enum": [1], "x-enum-varnames": ["One", "Too many"]},
        }));
        let named = json!([[1, "Low", null], [2, "High", null]]);
        assert_eq!(schemas["Named"][NUMBERS], named);
        assert_eq!(schemas["Nameless"][NUMBERS], json!([[1, null, null]]));
        assert!(schemas["Named"].get("enum").is_none());
    }
}
