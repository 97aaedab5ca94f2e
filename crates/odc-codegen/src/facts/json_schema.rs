//! Writes the JSON schema of a request body, with all schemas that it refers to.
//!
//! `OpenAPI` 3.0 has its own dialect of JSON Schema. The text here is JSON Schema 2020-12: `nullable` becomes the type
//! `null`, and components become `$defs`. It has no read-only properties, since the service ignores them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::document::{child, component, flag, one_line, reach};

/// The schema as a text on one line.
pub(super) fn text(root: &Value, schema: &Value) -> String {
    let mut whole = converted(schema);
    let mut reached = BTreeSet::new();
    reach(root, schema, &mut reached);
    let schemas = root
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let defs: Map<String, Value> = reached
        .into_iter()
        .filter_map(|name| {
            let schema = schemas?.get(&name)?;
            Some((name, converted(schema)))
        })
        .collect();
    if let Some(whole) = whole.as_object_mut().filter(|_| !defs.is_empty()) {
        whole.insert("$defs".to_owned(), defs.into());
    }
    whole.to_string()
}

fn converted(schema: &Value) -> Value {
    let Some(members) = schema.as_object() else {
        return schema.clone();
    };
    if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
        return json!({"$ref": child("#/$defs", &component(reference))});
    }
    let mut made = Map::new();
    for (key, member) in members {
        let made_of = match key.as_str() {
            "type" | "format" | "enum" => member.clone(),
            "required" => {
                let names = member.as_array().into_iter().flatten();
                names
                    .filter(|name| !is_read_only(members, name))
                    .cloned()
                    .collect()
            }
            "description" => one_line(Some(member)).into(),
            "items" | "additionalProperties" => converted(member),
            "allOf" | "oneOf" | "anyOf" => {
                let parts = member.as_array().into_iter().flatten();
                parts.map(converted).collect()
            }
            "properties" => {
                let properties = member.as_object().into_iter().flatten();
                let sent = properties.filter(|(_, property)| !flag(property, "readOnly"));
                let sent = sent.map(|(name, property)| (name.clone(), converted(property)));
                sent.collect::<Map<_, _>>().into()
            }
            _ => continue,
        };
        made.insert(key.clone(), made_of);
    }
    if flag(schema, "nullable") {
        return or_null(made);
    }
    made.into()
}

/// Whether the property with this name is read-only.
fn is_read_only(schema: &Map<String, Value>, name: &Value) -> bool {
    let properties = schema.get("properties");
    let property = name.as_str().and_then(|name| properties?.get(name));
    property.is_some_and(|property| flag(property, "readOnly"))
}

fn or_null(mut schema: Map<String, Value>) -> Value {
    match schema.get("type").cloned() {
        Some(ty @ Value::String(_)) => {
            schema.insert("type".to_owned(), json!([ty, "null"]));
            if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut)
                && !values.contains(&Value::Null)
            {
                values.push(Value::Null);
            }
            schema.into()
        }
        _ if schema.keys().all(|key| key == "description") => schema.into(),
        _ => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_in_the_dialect_of_json_schema_and_holds_what_it_refers_to() {
        let root = json!({"components": {"schemas": {
            "A": {"type": "object", "required": ["b", "e"], "additionalProperties": false, "properties": {
                "b": {"$ref": "#/components/schemas/B"},
                "c": {"type": "string", "nullable": true, "enum": ["x"], "x-rust-name": "d", "description": "A\n text."},
                "e": {"type": "string", "readOnly": true},
                "f": {"allOf": [{"$ref": "#/components/schemas/B"}], "nullable": true}
            }},
            "B": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
            "C": {"type": "string"}
        }}});
        let made: Value =
            serde_json::from_str(&text(&root, &json!({"$ref": "#/components/schemas/A"}))).unwrap();
        let expected = json!({
            "$ref": "#/$defs/A",
            "$defs": {
                "A": {"type": "object", "required": ["b"], "additionalProperties": false, "properties": {
                    "b": {"$ref": "#/$defs/B"},
                    "c": {"type": ["string", "null"], "enum": ["x", null], "description": "A text."},
                    "f": {"anyOf": [{"allOf": [{"$ref": "#/$defs/B"}]}, {"type": "null"}]}
                }},
                "B": {"type": "array", "items": {"$ref": "#/$defs/A"}}
            }
        });
        assert_eq!(made, expected);
    }
}
