//! Brings every union to one form.
//!
//! Published: `anyOf`; unions of unions; alternatives in the discriminator's mapping alone, or without the property that it
//! names; an alternative that is any JSON. Typify makes a struct of options of an `anyOf`, and knows no discriminators.
//! Lowered:   a component `{oneOf: […], discriminator: …}` of references and scalars, each of them once, every object with
//! the property that tells it apart, so that reading and writing a value loses nothing.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::{Changes, reference};
use crate::api::component;
use crate::document::{Document, child};
use crate::names::objects;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let published = document.root.clone();
    let mut changes = Changes::new();
    for (name, schema) in objects(&published, "/components/schemas") {
        let Some(lowered) = lowered(&published, schema) else {
            continue;
        };
        for target in references(&lowered) {
            tag(document, &target, &lowered);
        }
        let pointer = child("/components/schemas", name);
        if let Some(place) = document.root.pointer_mut(&pointer)
            && *place != lowered
        {
            *place = lowered;
            changes.push(pointer);
        }
    }
    Ok(changes)
}

pub(super) fn alternatives(schema: &Value) -> Option<&Vec<Value>> {
    schema
        .get("oneOf")
        .or_else(|| schema.get("anyOf"))?
        .as_array()
}

/// The union in its one form; none for what is no union.
fn lowered(root: &Value, union: &Value) -> Option<Value> {
    alternatives(union)?;
    let alternatives = flat(root, union);
    let mut lowered = union.clone();
    let object = lowered.as_object_mut()?;
    for word in ["oneOf", "anyOf", "type", "title"] {
        object.shift_remove(word);
    }
    if alternatives.iter().any(says_nothing) {
        object.shift_remove("discriminator");
    } else {
        object.insert("oneOf".to_owned(), Value::Array(alternatives));
    }
    Some(lowered)
}

/// The alternatives, those of unions among them in the place of these, and those that only the mapping names.
pub(super) fn flat(root: &Value, union: &Value) -> Vec<Value> {
    let mapping = union
        .pointer("/discriminator/mapping")
        .and_then(Value::as_object);
    let mapped = mapping
        .into_iter()
        .flatten()
        .filter_map(|(_, target)| target.as_str());
    let mapped = mapped.map(|target| reference(&component(target)));
    let known = mapped.filter(|alternative| target(root, alternative).is_some());
    let listed = alternatives(union).into_iter().flatten().cloned();
    let mut found: IndexMap<String, Value> = IndexMap::new();
    let mut next: Vec<Value> = listed.chain(known).rev().collect();
    let mut opened = Vec::new();
    while let Some(alternative) = next.pop() {
        let inner = target(root, &alternative).and_then(self::alternatives);
        match inner {
            Some(inner) if !opened.contains(&alternative) => {
                next.extend(inner.iter().rev().cloned());
                opened.push(alternative);
            }
            Some(_) => {}
            None => drop(found.entry(alternative.to_string()).or_insert(alternative)),
        }
    }
    found.into_values().collect()
}

/// What a reference leads to.
fn target<'a>(root: &'a Value, alternative: &Value) -> Option<&'a Value> {
    let target = alternative.get("$ref").and_then(Value::as_str)?;
    root.pointer(&child("/components/schemas", &component(target)))
}

/// Any JSON.
fn says_nothing(alternative: &Value) -> bool {
    let says = |key: &str| alternative.get(key).is_some();
    ![
        "$ref",
        "type",
        "enum",
        "allOf",
        "oneOf",
        "anyOf",
        "items",
        "properties",
        "additionalProperties",
    ]
    .into_iter()
    .any(says)
}

fn references(union: &Value) -> Vec<String> {
    let alternatives = alternatives(union).into_iter().flatten();
    let targets = alternatives.filter_map(|alternative| alternative.get("$ref")?.as_str());
    targets.map(component).collect()
}

/// Gives an alternative the property of the discriminator.
fn tag(document: &mut Document, alternative: &str, union: &Value) {
    let property = union
        .pointer("/discriminator/propertyName")
        .and_then(Value::as_str);
    let schema = document
        .root
        .pointer_mut(&child("/components/schemas", alternative));
    let (Some(property), Some(schema)) = (property, schema.and_then(Value::as_object_mut)) else {
        return;
    };
    // An object without any keeps whatever it holds.
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let tag = || json!({"type": "string"});
        properties.entry(property).or_insert_with(tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(schemas: &Value) -> Value {
        let root = json!({"components": {"schemas": schemas}});
        let mut document = Document::parse("x.json", &root.to_string()).unwrap();
        apply(&mut document).unwrap();
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        document.root["components"]["schemas"].clone()
    }

    #[test]
    fn unions_of_unions_are_one_union_of_each_alternative_once() {
        let lowered = applied(&json!({
            "A": {}, "B": {}, "C": {},
            "Inner": {"oneOf": [reference("A"), reference("B")]},
            "Outer": {"anyOf": [reference("B"), reference("Inner"), reference("C")], "type": "object"},
        }));
        let outer = json!({"oneOf": [reference("B"), reference("A"), reference("C")]});
        assert_eq!(lowered["Outer"], outer);
    }

    #[test]
    fn what_the_mapping_names_is_an_alternative_and_has_the_tag() {
        let thing = json!({"type": "object", "properties": {}});
        let discriminator = json!({
            "propertyName": "kind",
            "mapping": {"a": "#/components/schemas/A", "b": "B", "gone": "Gone"}
        });
        let lowered = applied(&json!({
            "A": thing, "B": thing,
            "Union": {"oneOf": [reference("A")], "discriminator": discriminator},
        }));
        let union = json!({
            "discriminator": discriminator, "oneOf": [reference("A"), reference("B")]
        });
        assert_eq!(lowered["Union"], union);
        let tagged = json!({"type": "object", "properties": {"kind": {"type": "string"}}});
        assert_eq!(lowered["A"], tagged);
        assert_eq!(lowered["B"], tagged);
    }

    #[test]
    fn a_union_with_any_json_is_any_json() {
        let lowered = applied(&json!({
            "Union": {"oneOf": [{"type": "string"}, {"description": "d"}], "description": "u"},
        }));
        assert_eq!(lowered["Union"], json!({"description": "u"}));
    }
}
