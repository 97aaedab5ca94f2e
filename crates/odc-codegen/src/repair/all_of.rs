//! Merges the objects of an `allOf` into one object.
//!
//! Published: `{allOf: [{$ref: Base}, {properties: {a: …}}], properties: {b: …}}`. Typify reads only `allOf`, and
//! removes descriptions and required fields when it merges.
//! Repaired:  one object with all properties. When two parts contradict each other about a property, the last one counts,
//! with a note. A schema that requires two kinds at the same time, such as string and number, becomes any JSON, with a
//! note. From such a schema, typify would generate a type without values. Integer and number together become integer.
//! `all_of_scalars.rs` settles parts of one kind that contradict each other. Any other composition is not changed.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use super::all_of_scalars::{Settled, settle};
use super::contradictions::contradicted_properties;
use crate::document::{
    Changes, Document, Result, USE_SITE_MEMBERS, child, component, each_object, resolve,
};

/// The components that were already looked up, each as one object. `None` means that a component is not an object.
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
            for name in contradicted_properties(&published, schema) {
                let note = format!(
                    "the parts of `allOf` declare `{name}` with schemas that contradict each other: the last one counts"
                );
                notes.push((pointer.to_owned(), note));
            }
            *schema = Value::Object(merged);
        } else {
            let Some(settled) = settle_scalars(&published, schema, pointer) else {
                return;
            };
            document.findings.forget_numbers(pointer);
            notes.extend(settled.note.map(|note| (pointer.to_owned(), note)));
            *schema = settled.schema.into();
        }
        changes.push(pointer.to_owned());
    });
    for (pointer, note) in notes {
        document.note(&pointer, note);
    }
    Ok(changes)
}

/// The schema in place of parts that are not all objects; `None` when they stay as they are.
fn settle_scalars(root: &Value, schema: &Value, pointer: &str) -> Option<Settled> {
    let mut kinds = BTreeSet::new();
    add_kinds(root, schema, &mut kinds);
    let kinds: Vec<&str> = kinds.into_iter().collect();
    if kinds.len() < 2 {
        return settle(root, schema, pointer);
    }
    let mut kept = schema.as_object()?.clone();
    kept.retain(|key, _| USE_SITE_MEMBERS.contains(&key.as_str()));
    if kinds == ["integer", "number"] {
        // An integer is a number too.
        kept.insert("type".to_owned(), json!("integer"));
        return Some(Settled {
            schema: kept,
            note: None,
        });
    }
    let kinds = kinds.join(" and ");
    let note = format!("`allOf` demands {kinds} at once: any JSON is accepted instead");
    Some(Settled {
        schema: kept,
        note: Some(note),
    })
}

/// Collects the kinds of value that a schema and its parts require.
fn add_kinds<'a>(root: &'a Value, schema: &'a Value, kinds: &mut BTreeSet<&'a str>) {
    let schema = resolve(root, schema);
    let implied = [("properties", "object"), ("items", "array")];
    let implied = implied.iter().find(|(key, _)| schema.get(key).is_some());
    let explicit = schema.get("type").and_then(Value::as_str);
    kinds.extend(explicit.or(implied.map(|(_, kind)| *kind)));
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

/// The schema as one object; `None` when a part of it is not an object.
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
        let has = |key: &str| own.contains_key(key);
        let constrains = has("type") || has("properties") || has("additionalProperties");
        // A part may have only a description or a list of required properties.
        let only_describes = own
            .keys()
            .all(|key| key == "required" || key == "description" || key == "title");
        return (constrains || only_describes).then(|| own.clone());
    };
    let mut merged = Map::from_iter([("type".to_owned(), json!("object"))]);
    for part in parts {
        let mut part = object(root, part, known)?;
        // The name, the description and `nullable` of a base describe only the base.
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
            all[name] = merge_property(all.get(name), property);
        }
    }
    if let Some(Value::Array(names)) = part.get("required") {
        let all = merged.entry("required").or_insert_with(|| json!([]));
        if let Some(all) = all.as_array_mut() {
            let mut distinct: IndexSet<Value> = all.drain(..).collect();
            distinct.extend(names.iter().cloned());
            all.extend(distinct);
        }
    }
    // Every object accepts unknown properties: see `open_objects`.
    if let Some(rest) = part
        .get("additionalProperties")
        .filter(|rest| **rest != false)
    {
        merged.insert("additionalProperties".to_owned(), rest.clone());
    }
}

/// Whether a property says what its values are, and does not only describe or restrict them.
pub(crate) fn says_what(property: &Value) -> bool {
    ["$ref", "type", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|key| property.get(key).is_some())
}

/// Merges a property that two parts have. The later property replaces the earlier one. A later property without a type
/// only adds its members to the earlier one.
fn merge_property(earlier: Option<&Value>, later: &Value) -> Value {
    match (earlier, later) {
        (Some(Value::Object(earlier)), Value::Object(more)) if !says_what(later) => {
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
    fn parts_and_siblings_of_all_of_become_one_object() {
        let text = json!({"type": "string"});
        let repaired = applied(&json!({
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
        assert_eq!(repaired["Thing"], thing);
    }

    #[test]
    fn compositions_of_other_kinds_are_not_changed() {
        let schemas = json!({
            "Kind": {"type": "string", "enum": ["A"]},
            "Thing": {"allOf": [reference("Kind"), {"type": "string"}]},
            "Choice": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
            "Other": {"allOf": [reference("Choice"), {"properties": {"a": {"type": "string"}}}]},
        });
        assert_eq!(applied(&schemas), schemas);
    }

    #[test]
    fn integer_and_number_become_integer() {
        let parts = json!([{"type": "number"}, {"type": "integer"}]);
        let repaired = applied(&json!({"Count": {"allOf": parts, "description": "d"}}));
        let count = json!({"description": "d", "type": "integer"});
        assert_eq!(repaired["Count"], count);
    }

    #[test]
    fn a_schema_without_any_valid_value_becomes_any_json_with_a_note() {
        let root = json!({"components": {"schemas": {
            "Text": {"type": "string"},
            "Thing": {"allOf": [{"allOf": [reference("Text")]}, {"properties": {}}], "nullable": true},
        }}});
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes, ["/components/schemas/Thing"]);
        let thing = document.root.pointer("/components/schemas/Thing").unwrap();
        assert_eq!(*thing, json!({"nullable": true}));
        let notes: Vec<String> = document.notes.iter().map(ToString::to_string).collect();
        let note = "`allOf` demands object and string at once: any JSON is accepted instead";
        assert_eq!(notes.len(), 1);
        assert!(notes[0].ends_with(note), "{notes:?}");
    }

    #[test]
    fn parts_that_contradict_each_other_about_a_property_are_noted() {
        let text = json!({"type": "string"});
        let notes = |one: &Value, other: &Value| {
            let parts = json!([reference("Base"), {"properties": {"a": other}}]);
            let root = json!({"components": {"schemas": {
                "Base": {"type": "object", "properties": {"a": one, "b": text}},
                "Thing": {"allOf": parts},
            }}});
            let (document, _) = after_pass(apply, &root);
            let notes: Vec<String> = document.notes.iter().map(ToString::to_string).collect();
            notes
        };
        let kinds = |values: &[&str]| json!({"type": "string", "enum": values});
        let list = |of: &Value| json!({"type": "array", "items": of});
        let number = json!({"type": "integer"});
        for (one, other) in [
            (&text, &number),
            (&kinds(&["x"]), &kinds(&["y"])),
            (&list(&text), &list(&number)),
            (
                &json!({"type": "string", "format": "uuid"}),
                &json!({"type": "string", "format": "date"}),
            ),
        ] {
            let notes = notes(one, other);
            assert_eq!(notes.len(), 1, "{one} {other}");
            let place = "x.json:1: /components/schemas/Thing: the parts of `allOf` declare `a`";
            assert!(notes[0].starts_with(place), "{notes:?}");
        }
        for (one, other) in [
            (&text, &json!({"description": "more"})),
            (&text, &json!({"type": "string", "description": "more"})),
            (&text, &kinds(&["x"])),
            (&json!({"type": "number"}), &number),
        ] {
            assert_eq!(notes(one, other), [""; 0], "{one} {other}");
        }
    }
}
