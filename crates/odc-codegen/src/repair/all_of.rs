//! Merges objects that a schema is made of into one.
//!
//! Published: `{allOf: [{$ref: Base}, {properties: {a: …}}], properties: {b: …}}`. Typify looks at `allOf` alone, and what it
//! merges has no descriptions, no required fields and no page envelope for us.
//! Lowered:   one object with all properties. What would have to be a string and a number at once, which typify makes a type
//! without a value of, becomes any JSON, with a note. Any other composition stays.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use crate::document::{Changes, Document, PLACE, Result, child, component, each_object, resolve};

/// What a component is as an object, for each that has been asked for; none when it is anything else.
pub(super) type Known = HashMap<String, Option<Map<String, Value>>>;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let mut notes = Vec::new();
    let published = document.root.clone();
    let mut known = Known::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        if schema.get("allOf").is_none() {
            return;
        }
        if let Some(merged) = object(&published, schema, &mut known) {
            *schema = Value::Object(merged);
        } else {
            let mut kinds = BTreeSet::new();
            add_kinds(&published, schema, &mut kinds);
            let kinds: Vec<String> = kinds.into_iter().map(str::to_owned).collect();
            let Some(schema) = schema.as_object_mut().filter(|_| kinds.len() > 1) else {
                return;
            };
            schema.retain(|key, _| PLACE.contains(&key.as_str()));
            document.findings.has_no_numbers(pointer);
            if kinds == ["integer", "number"] {
                // Every integer is a number.
                schema.insert("type".to_owned(), json!("integer"));
            } else {
                let kinds = kinds.join(" and ");
                let note = format!("`allOf` asks for {kinds} at once: any JSON is taken instead");
                notes.push((pointer.to_owned(), note));
            }
        }
        changes.push(pointer.to_owned());
    });
    for (pointer, note) in notes {
        document.note(&pointer, note);
    }
    Ok(changes)
}

/// What a schema says that a value is, itself and in all of its parts.
fn add_kinds<'a>(root: &'a Value, schema: &'a Value, kinds: &mut BTreeSet<&'a str>) {
    let schema = resolve(root, schema);
    let implied = [("properties", "object"), ("items", "array")];
    let implied = implied.iter().find(|(key, _)| schema.get(key).is_some());
    let said = schema.get("type").and_then(Value::as_str);
    kinds.extend(said.or(implied.map(|(_, kind)| *kind)));
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        add_kinds(root, part, kinds);
    }
}

fn object_named(root: &Value, name: &str, known: &mut Known) -> Option<Map<String, Value>> {
    if let Some(found) = known.get(name) {
        return found.clone();
    }
    let schema = root.pointer(&child("/components/schemas", name));
    let found = schema.and_then(|schema| object(root, schema, known));
    known.insert(name.to_owned(), found.clone());
    found
}

/// The schema as one object, if it is an object or made of objects alone.
pub(super) fn object(
    root: &Value,
    schema: &Value,
    known: &mut Known,
) -> Option<Map<String, Value>> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return object_named(root, &component(reference), known);
    }
    let own = schema.as_object()?;
    let is_object = own.get("type").is_none_or(|ty| ty == "object");
    let other = ["oneOf", "anyOf", "enum", "items", "format"];
    if !is_object || other.iter().any(|key| own.contains_key(*key)) {
        return None;
    }
    let Some(parts) = own.get("allOf").and_then(Value::as_array) else {
        let says = |key: &str| own.contains_key(key);
        let constrains = says("type") || says("properties") || says("additionalProperties");
        // A part may only describe, or list what is required.
        let only_describes = own
            .keys()
            .all(|key| key == "required" || key == "description" || key == "title");
        return (constrains || only_describes).then(|| own.clone());
    };
    let mut merged = Map::from_iter([("type".to_owned(), json!("object"))]);
    for part in parts {
        let mut part = object(root, part, known)?;
        // A base has its own name, its own prose and its own null.
        part.retain(|key, _| MERGED.contains(&key.as_str()));
        merge(&mut merged, &part);
    }
    merge(&mut merged, own);
    let rest = own
        .iter()
        .filter(|(key, _)| *key != "allOf" && !MERGED.contains(&key.as_str()));
    merged.extend(rest.map(|(key, value)| (key.clone(), value.clone())));
    Some(merged)
}

const MERGED: [&str; 3] = ["properties", "required", "additionalProperties"];

pub(super) fn merge(merged: &mut Map<String, Value>, part: &Map<String, Value>) {
    if let Some(Value::Object(properties)) = part.get("properties") {
        let all = merged.entry("properties").or_insert_with(|| json!({}));
        for (name, property) in properties {
            all[name] = narrowed(all.get(name), property);
        }
    }
    if let Some(Value::Array(names)) = part.get("required") {
        let all = merged.entry("required").or_insert_with(|| json!([]));
        for name in names {
            if let Some(all) = all.as_array_mut().filter(|all| !all.contains(name)) {
                all.push(name.clone());
            }
        }
    }
    // Nothing is closed: see `open_objects`.
    if let Some(rest) = part
        .get("additionalProperties")
        .filter(|rest| **rest != false)
    {
        merged.insert("additionalProperties".to_owned(), rest.clone());
    }
}

/// A property that is given again: the later says what it is, or only more about it.
fn narrowed(earlier: Option<&Value>, later: &Value) -> Value {
    let says_what = ["$ref", "type", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|key| later.get(key).is_some());
    match (earlier, later) {
        (Some(Value::Object(earlier)), Value::Object(more)) if !says_what => {
            let mut all = earlier.clone();
            all.extend(more.clone());
            Value::Object(all)
        }
        _ => later.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{after_pass, applied_to_schemas};
    use super::*;
    use crate::document::reference;

    fn applied(schemas: &Value) -> Value {
        applied_to_schemas(apply, schemas)
    }

    #[test]
    fn parts_and_what_stands_beside_them_are_one_object() {
        let text = json!({"type": "string"});
        let lowered = applied(&json!({
            "Base": {"type": "object", "description": "b", "required": ["a"], "properties": {"a": text, "b": text}},
            "Middle": {"allOf": [reference("Base"), {"properties": {"c": text}}]},
            "Thing": {
                "allOf": [reference("Middle")], "description": "d", "required": ["d"],
                "properties": {"b": {"description": "more"}, "d": text},
            },
        }));
        let thing = json!({
            "type": "object",
            "properties": {"a": text, "b": {"type": "string", "description": "more"}, "c": text, "d": text},
            "required": ["a", "d"],
            "description": "d",
        });
        assert_eq!(lowered["Thing"], thing);
    }

    #[test]
    fn what_is_no_object_is_left_to_the_generator() {
        let schemas = json!({
            "Kind": {"type": "string", "enum": ["A"]},
            "Thing": {"allOf": [reference("Kind"), {"type": "string"}]},
            "Choice": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
            "Other": {"allOf": [reference("Choice"), {"properties": {"a": {"type": "string"}}}]},
        });
        assert_eq!(applied(&schemas), schemas);
    }

    #[test]
    fn a_number_that_is_an_integer_too_is_one() {
        let parts = json!([{"type": "number"}, {"type": "integer"}]);
        let lowered = applied(&json!({"Count": {"allOf": parts, "description": "d"}}));
        let count = json!({"description": "d", "type": "integer"});
        assert_eq!(lowered["Count"], count);
    }

    #[test]
    fn what_no_value_can_be_is_any_json_with_a_note() {
        let root = json!({"components": {"schemas": {
            "Text": {"type": "string"},
            "Thing": {"allOf": [{"allOf": [reference("Text")]}, {"properties": {}}], "nullable": true},
        }}});
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes, ["/components/schemas/Thing"]);
        let thing = document.root.pointer("/components/schemas/Thing").unwrap();
        assert_eq!(*thing, json!({"nullable": true}));
        let notes: Vec<String> = document.notes.iter().map(ToString::to_string).collect();
        let note = "`allOf` asks for object and string at once: any JSON is taken instead";
        assert_eq!(notes.len(), 1);
        assert!(notes[0].ends_with(note), "{notes:?}");
    }
}
