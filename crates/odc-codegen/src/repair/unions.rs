//! Brings every union to one form.
//!
//! Published: `anyOf`; unions of unions; alternatives in the discriminator's mapping alone, or without the property that it
//! names; an alternative that is any JSON. Typify makes a struct of options of an `anyOf`, and knows no discriminators.
//! Lowered:   a component `{oneOf: […], discriminator: …}` of references and scalars, each of them once, every object with
//! the property that tells it apart, so that reading and writing a value loses nothing.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::document::{Changes, Document, Result, child, component, objects, reference, resolve};

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
    let flat = Flat::of(root, union);
    let mut lowered = union.clone();
    let object = lowered.as_object_mut()?;
    for word in ["oneOf", "anyOf", "type", "title", "discriminator"] {
        object.shift_remove(word);
    }
    if !flat.alternatives.iter().any(says_nothing) {
        if let Some(discriminator) = flat.discriminator(root) {
            object.insert("discriminator".to_owned(), discriminator);
        }
        object.insert("oneOf".to_owned(), Value::Array(flat.alternatives));
    }
    Some(lowered)
}

/// A union without unions in it.
pub(super) struct Flat<'a> {
    /// Those of unions among them in the place of these, and those that only a mapping names; each of them once.
    pub(super) alternatives: Vec<Value>,
    /// The union, and those in it.
    unions: Vec<&'a Value>,
}

impl<'a> Flat<'a> {
    pub(super) fn of(root: &'a Value, union: &'a Value) -> Self {
        let mut found: IndexMap<String, Value> = IndexMap::new();
        let mut unions = vec![union];
        let mut opened = HashSet::new();
        let mut next = members(root, union);
        next.reverse();
        while let Some(alternative) = next.pop() {
            let key = alternative.to_string();
            let inner = target(root, &alternative).filter(|inner| alternatives(inner).is_some());
            if let Some(inner) = inner {
                if opened.insert(key) {
                    unions.push(inner);
                    next.extend(members(root, inner).into_iter().rev());
                }
            } else {
                found.entry(key).or_insert(alternative);
            }
        }
        Self {
            alternatives: found.into_values().collect(),
            unions,
        }
    }

    /// The discriminator with a tag for every reference: from the mapping, or the one value that the alternative's
    /// property may have, or the name of the schema (`OpenAPI` 3.0.3, "Discriminator Object"). A property with one value
    /// in each alternative is a discriminator whether or not the document says so.
    pub(super) fn discriminator(&self, root: &Value) -> Option<Value> {
        let property = self.unions[0].pointer("/discriminator/propertyName");
        let property = match property.and_then(Value::as_str) {
            Some(property) => property.to_owned(),
            None => constant_in_all(root, &self.alternatives)?,
        };
        let mut mapping = self.mapping(&property);
        for alternative in &self.alternatives {
            let target = alternative
                .get("$ref")
                .and_then(Value::as_str)
                .map(component);
            let is_mapped = |target: &String| {
                let mut mapped = mapping.values().filter_map(Value::as_str);
                mapped.any(|mapped| component(mapped) == *target)
            };
            if let Some(target) = target.filter(|target| !is_mapped(target)) {
                let tag = constant(root, alternative, &property).unwrap_or(target);
                mapping
                    .entry(tag)
                    .or_insert_with(|| alternative["$ref"].clone());
            }
        }
        Some(json!({"propertyName": property, "mapping": mapping}))
    }

    /// The mapping of the union, and those of the unions in it.
    fn mapping(&self, property: &str) -> Map<String, Value> {
        let mut all = Map::new();
        for union in &self.unions {
            let is_same = union
                .pointer("/discriminator/propertyName")
                .is_some_and(|p| p == property);
            let mapping = union.pointer("/discriminator/mapping").filter(|_| is_same);
            for (tag, target) in mapping.and_then(Value::as_object).into_iter().flatten() {
                all.entry(tag.clone()).or_insert_with(|| target.clone());
            }
        }
        all
    }
}

/// The alternatives of a union, and those that only its mapping names.
fn members(root: &Value, union: &Value) -> Vec<Value> {
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
    listed.chain(known).collect()
}

/// The property that has one value in each alternative, and another in each.
fn constant_in_all(root: &Value, alternatives: &[Value]) -> Option<String> {
    let first = target(root, alternatives.first()?)?;
    let mut properties = first.get("properties")?.as_object()?.keys();
    let tells_apart = |property: &&String| {
        let values = alternatives
            .iter()
            .map(|alternative| constant(root, alternative, property));
        let values: Option<HashSet<String>> = values.collect();
        values.is_some_and(|values| values.len() == alternatives.len())
    };
    properties.find(tells_apart).cloned()
}

/// The only value that a property of an alternative may have.
fn constant(root: &Value, alternative: &Value, property: &str) -> Option<String> {
    let property = target(root, alternative)?
        .get("properties")?
        .get(property)?;
    match resolve(root, property).get("enum")?.as_array()?.as_slice() {
        [only] => only.as_str().map(str::to_owned),
        _ => None,
    }
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
    use super::super::applied_to_schemas;
    use super::*;

    fn applied(schemas: &Value) -> Value {
        applied_to_schemas(apply, schemas)
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
    fn a_union_in_a_union_brings_its_tags_and_those_that_only_its_mapping_names() {
        let thing = json!({"type": "object"});
        let union = |names: &[&str], mapping: Value| {
            let alternatives = names.iter().map(|name| reference(name));
            json!({
                "oneOf": alternatives.collect::<Vec<_>>(),
                "discriminator": {"propertyName": "kind", "mapping": mapping},
            })
        };
        let lowered = applied(&json!({
            "A": thing, "B": thing, "C": thing,
            "Inner": union(&["A"], json!({"a": "A", "b": "B"})),
            "Middle": union(&["Inner"], json!({})),
            "Outer": union(&["Middle", "C"], json!({})),
        }));
        let tags = json!({"a": "A", "b": "B", "C": "#/components/schemas/C"});
        assert_eq!(lowered["Outer"], union(&["A", "B", "C"], tags));
    }

    #[test]
    fn what_the_mapping_names_is_an_alternative_and_has_the_tag() {
        let thing = json!({"type": "object", "properties": {}});
        let discriminator = json!({
            "propertyName": "kind",
            "mapping": {"a": "#/components/schemas/A", "b": "B", "gone": "Gone"}
        });
        let lowered = applied(&json!({
            "A": thing, "B": thing, "C": thing,
            "Union": {"oneOf": [reference("A"), reference("C")], "discriminator": discriminator},
        }));
        let mut discriminator = discriminator;
        discriminator["mapping"]["C"] = json!("#/components/schemas/C");
        let union = json!({
            "discriminator": discriminator,
            "oneOf": [reference("A"), reference("C"), reference("B")]
        });
        assert_eq!(lowered["Union"], union);
        let tagged = json!({"type": "object", "properties": {"kind": {"type": "string"}}});
        assert_eq!(lowered["A"], tagged);
        assert_eq!(lowered["B"], tagged);
    }

    #[test]
    fn a_property_with_one_value_in_each_alternative_tells_them_apart() {
        let of = |kind: &str| {
            let kind = json!({"type": "string", "enum": [kind]});
            json!({"properties": {"id": {"type": "string"}, "kind": kind}})
        };
        let lowered = applied(&json!({
            "A": of("a"), "B": of("b"), "Union": {"oneOf": [reference("A"), reference("B")]},
        }));
        let discriminator = json!({
            "propertyName": "kind",
            "mapping": {"a": "#/components/schemas/A", "b": "#/components/schemas/B"}
        });
        assert_eq!(lowered["Union"]["discriminator"], discriminator);
    }

    #[test]
    fn a_union_with_any_json_is_any_json() {
        let lowered = applied(&json!({
            "Union": {"oneOf": [{"type": "string"}, {"description": "d"}], "description": "u"},
        }));
        assert_eq!(lowered["Union"], json!({"description": "u"}));
    }
}
