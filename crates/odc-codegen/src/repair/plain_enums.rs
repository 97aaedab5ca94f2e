//! Makes enums accept unknown values when they do not have `type: string`.
//!
//! Published: `{enum: [A, B]}` without a type, `{type: integer, enum: [1, 2], x-enum-varnames: [Low, High]}`. Typify
//! makes closed enums of both, and its code for numbers does not work as a field.
//! Repaired:  an enum of texts without a type gets `type: string`, so it becomes an open enum. The list of values of
//! any other enum is removed. The values of an integer enum are recorded in the findings, with the names and
//! descriptions beside them.

use serde_json::{Map, Value, json};

use crate::document::findings::Number;
use crate::document::{Changes, Document, Result, each_object, enum_value_description};

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
                document.findings.record_numbers(pointer, numbers);
                object.shift_remove("enum");
            }
            _ => drop(object.shift_remove("enum")),
        }
        changes.push(pointer.to_owned());
    });
    Ok(changes)
}

/// The integers of an enum with their names and descriptions. A list of names counts only when it has the same length.
fn numbers(schema: &Map<String, Value>, values: &[Value]) -> Vec<Number> {
    let beside = |names: &[&str], i: usize| {
        let list = names.iter().find_map(|name| schema.get(*name)?.as_array());
        list.filter(|list| list.len() == values.len())
            .map(|list| &list[i])
    };
    let integers = values.iter().enumerate();
    let numbers = integers.filter_map(|(i, value)| {
        let name = beside(&["x-enum-varnames", "x-enumNames"], i);
        Some(Number {
            value: value.as_i64()?,
            name: name.and_then(Value::as_str).map(str::to_owned),
            description: enum_value_description(schema, i),
        })
    });
    numbers.collect()
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
    fn numbers_lose_their_values_and_texts_get_a_type() {
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
    fn integers_become_findings_with_the_names_beside_them() {
        let root = json!({"components": {"schemas": {
            "Named": {"type": "integer", "enum": [1, null, 2], "x-enumNames": ["Low", "None", "High"]},
            "Nameless": {"type": "integer", "enum": [1], "x-enum-varnames": ["One", "Too many"]},
        }}});
        let (document, _) = after_pass(apply, &root);
        let number = |value, name: Option<&str>| Number {
            value,
            name: name.map(str::to_owned),
            description: String::new(),
        };
        let findings = document.findings;
        let named = findings.numbers("/components/schemas/Named");
        assert_eq!(named, [number(1, Some("Low")), number(2, Some("High"))]);
        let nameless = findings.numbers("/components/schemas/Nameless");
        assert_eq!(nameless, [number(1, None)]);
        let named = &document.root["components"]["schemas"]["Named"];
        assert!(named.get("enum").is_none());
    }
}
