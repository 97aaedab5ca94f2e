//! Gives all unions the same form.
//!
//! Published: `anyOf`; unions of unions; alternatives that only the mapping of the discriminator names, or that do not
//! have its property; an alternative that is any JSON. From an `anyOf`, typify makes a struct of optional fields. It
//! ignores discriminators.
//! Repaired:  a component `{oneOf: […], discriminator: …}` of distinct references and scalars. Every object with
//! declared properties has the property of the discriminator, so nothing is lost when a value is read and written. A
//! union with an alternative that is any JSON becomes any JSON. A union may have a discriminator with a property that
//! is not the outer union's. Then it stays one alternative of the outer union, because other alternatives may lack this
//! property, and the tag would not be read.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::document::{Changes, Document, Result, child, component, objects, reference, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let published = document.root.clone();
    let mut changes = Changes::new();
    for (name, schema) in objects(&published, "/components/schemas") {
        let Some(repaired) = normalized(&published, schema) else {
            continue;
        };
        let mut targets = references(&repaired);
        let mut known: HashSet<String> = targets.iter().cloned().collect();
        while let Some(target) = targets.pop() {
            add_tag_property(document, &target, &repaired);
            // The alternatives of an inner union have the tag of the outer one too.
            let inner = published.pointer(&child("/components/schemas", &target));
            let inner = inner.map(references).unwrap_or_default();
            targets.extend(
                inner
                    .into_iter()
                    .filter(|inner| known.insert(inner.clone())),
            );
        }
        let pointer = child("/components/schemas", name);
        if let Some(place) = document.root.pointer_mut(&pointer)
            && *place != repaired
        {
            *place = repaired;
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

/// The union in the common form; `None` for a schema that is not a union.
fn normalized(root: &Value, union: &Value) -> Option<Value> {
    alternatives(union)?;
    let flat = Flat::flatten_same_tag(root, union);
    let mut repaired = union.clone();
    let object = repaired.as_object_mut()?;
    for word in ["oneOf", "anyOf", "type", "title", "discriminator"] {
        object.shift_remove(word);
    }
    if !flat.alternatives.iter().any(is_any_json) {
        if let Some(discriminator) = flat.discriminator(root) {
            object.insert("discriminator".to_owned(), discriminator);
        }
        object.insert("oneOf".to_owned(), Value::Array(flat.alternatives));
    }
    Some(repaired)
}

/// A union whose alternatives are not unions.
pub(super) struct Flat<'a> {
    /// The distinct alternatives, also the alternatives of inner unions and those that only a mapping names.
    pub(super) alternatives: Vec<Value>,
    /// The union and its inner unions.
    unions: Vec<&'a Value>,
}

impl<'a> Flat<'a> {
    /// Also replaces inner unions with another discriminator by their alternatives.
    pub(super) fn flatten(root: &'a Value, union: &'a Value) -> Self {
        Self::open(root, union, &|_| true)
    }

    fn flatten_same_tag(root: &'a Value, union: &'a Value) -> Self {
        let outer = published_tag(union);
        Self::open(root, union, &|inner| {
            published_tag(inner).is_none_or(|tag| outer == Some(tag))
        })
    }

    fn open(root: &'a Value, union: &'a Value, opens: &dyn Fn(&Value) -> bool) -> Self {
        let mut found: IndexMap<String, Value> = IndexMap::new();
        let mut unions = vec![union];
        let mut opened = HashSet::new();
        let mut next = members(root, union);
        next.reverse();
        while let Some(alternative) = next.pop() {
            let key = alternative_key(&alternative);
            let inner = target(root, &alternative).filter(|inner| alternatives(inner).is_some());
            let inner = inner.filter(|inner| std::ptr::eq(*inner, union) || opens(inner));
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

    /// Returns the discriminator, with a tag for each alternative that is a reference. The mapping gives the tag. When
    /// the mapping has no tag for an alternative, the tag is the only value of its property. When the property has not
    /// exactly one value, the tag is the name of the schema (`OpenAPI` 3.0.3, "Discriminator Object"). Without a
    /// published discriminator, a property with a different single value in each alternative is the discriminator.
    pub(super) fn discriminator(&self, root: &Value) -> Option<Value> {
        let property = self.unions[0].pointer("/discriminator/propertyName");
        let property = match property.and_then(Value::as_str) {
            Some(property) => property.to_owned(),
            None => distinguishing_property(root, &self.alternatives)?,
        };
        let mut mapping = self.mapping(&property);
        let targets = mapping.values().filter_map(Value::as_str);
        let mut mapped: HashSet<String> = targets.map(component).collect();
        for alternative in &self.alternatives {
            let target = alternative
                .get("$ref")
                .and_then(Value::as_str)
                .map(component);
            if let Some(target) = target.filter(|target| !mapped.contains(target)) {
                let tag = constant(root, alternative, &property);
                let tag = tag.unwrap_or_else(|| target.clone());
                mapping.entry(tag).or_insert_with(|| {
                    mapped.insert(target);
                    alternative["$ref"].clone()
                });
            }
        }
        Some(json!({"propertyName": property, "mapping": mapping}))
    }

    /// The mappings of all discriminators with this property, in the union and its inner unions.
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

/// The key of an alternative. Two alternatives are different when their keys differ. Texts and the order of members do
/// not count.
fn alternative_key(alternative: &Value) -> String {
    let mut key = alternative.clone();
    if let Some(members) = key.as_object_mut() {
        members.retain(|name, _| !TEXTS.contains(&name.as_str()));
    }
    key.sort_all_objects();
    key.to_string()
}

/// The members of a schema that say nothing about its type.
const TEXTS: [&str; 5] = ["default", "deprecated", "description", "example", "title"];

/// The property of the discriminator that a union publishes.
fn published_tag(union: &Value) -> Option<&str> {
    union.pointer("/discriminator/propertyName")?.as_str()
}

/// The alternatives of a union, also the alternatives that only its mapping names.
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

/// The tag of an alternative that is written inside a union: the only value of the property that distinguishes the
/// alternatives.
pub(super) fn tag(root: &Value, union: &Value, alternative: &Value) -> Option<String> {
    let published = union.pointer("/discriminator/propertyName");
    let property = match published.and_then(Value::as_str) {
        Some(property) => property.to_owned(),
        None => distinguishing_property(root, alternatives(union)?)?,
    };
    constant(root, alternative, &property)
}

/// The first required property, by name, that no other alternative has. A new alternative does not change it.
pub(super) fn own_field(root: &Value, union: &Value, alternative: &Value) -> Option<String> {
    let has = |schema: &Value, name: &str| {
        let properties = resolve(root, schema).get("properties");
        properties.is_some_and(|properties| properties.get(name).is_some())
    };
    let all = alternatives(union)?;
    let is_own = |name: &&str| {
        has(alternative, name) && all.iter().filter(|other| has(other, name)).count() == 1
    };
    let required = alternative.get("required")?.as_array()?.iter();
    let own = required.filter_map(Value::as_str).filter(is_own).min();
    own.map(str::to_owned)
}

/// The property that has a different single value in each alternative. If there are several, it is the first by name.
fn distinguishing_property(root: &Value, alternatives: &[Value]) -> Option<String> {
    let first = resolve(root, alternatives.first()?);
    let mut properties: Vec<&String> = first.get("properties")?.as_object()?.keys().collect();
    properties.sort();
    let is_distinguishing = |property: &&String| {
        let values = alternatives
            .iter()
            .map(|alternative| constant(root, alternative, property));
        let values: Option<HashSet<String>> = values.collect();
        values.is_some_and(|values| values.len() == alternatives.len())
    };
    properties.into_iter().find(is_distinguishing).cloned()
}

/// The only value that a property of an alternative may have.
fn constant(root: &Value, alternative: &Value, property: &str) -> Option<String> {
    let property = resolve(root, alternative)
        .get("properties")?
        .get(property)?;
    match resolve(root, property).get("enum")?.as_array()?.as_slice() {
        [only] => only.as_str().map(str::to_owned),
        _ => None,
    }
}

/// The schema that a reference leads to.
fn target<'a>(root: &'a Value, alternative: &Value) -> Option<&'a Value> {
    let target = alternative.get("$ref").and_then(Value::as_str)?;
    root.pointer(&child("/components/schemas", &component(target)))
}

/// Whether an alternative is any JSON.
fn is_any_json(alternative: &Value) -> bool {
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

/// Adds the property of the discriminator to an alternative.
fn add_tag_property(document: &mut Document, alternative: &str, union: &Value) {
    let property = union
        .pointer("/discriminator/propertyName")
        .and_then(Value::as_str);
    let schema = document
        .root
        .pointer_mut(&child("/components/schemas", alternative));
    let (Some(property), Some(schema)) = (property, schema.and_then(Value::as_object_mut)) else {
        return;
    };
    // The type of an object without declared properties keeps all members, so it needs no such property.
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
    fn unions_of_unions_become_one_union_of_distinct_alternatives() {
        let repaired = applied(&json!({
            "A": {}, "B": {}, "C": {},
            "Inner": {"oneOf": [reference("A"), reference("B")]},
            "Outer": {"anyOf": [reference("B"), reference("Inner"), reference("C")], "type": "object"},
        }));
        let outer = json!({"oneOf": [reference("B"), reference("A"), reference("C")]});
        assert_eq!(repaired["Outer"], outer);
    }

    #[test]
    fn an_inner_union_adds_its_tags_and_the_alternatives_of_its_mapping() {
        let thing = json!({"type": "object"});
        let union = |names: &[&str], mapping: Value| {
            let alternatives = names.iter().map(|name| reference(name));
            json!({
                "oneOf": alternatives.collect::<Vec<_>>(),
                "discriminator": {"propertyName": "kind", "mapping": mapping},
            })
        };
        let repaired = applied(&json!({
            "A": thing, "B": thing, "C": thing,
            "Inner": union(&["A"], json!({"a": "A", "b": "B"})),
            "Middle": union(&["Inner"], json!({})),
            "Outer": union(&["Middle", "C"], json!({})),
        }));
        let tags = json!({"a": "A", "b": "B", "C": "#/components/schemas/C"});
        assert_eq!(repaired["Outer"], union(&["A", "B", "C"], tags));
    }

    #[test]
    fn an_alternative_with_another_description_or_order_of_keys_is_the_same() {
        let number = json!({"type": "integer", "format": "int32"});
        let other = json!({"format": "int32", "type": "integer"});
        let text = json!({"type": "string"});
        let described = json!({"description": "d", "type": "string"});
        let repaired = applied(&json!({"Union": {"oneOf": [number, text, described, other]}}));
        assert_eq!(repaired["Union"]["oneOf"], json!([number, text]));
    }

    #[test]
    fn an_inner_union_with_another_tag_stays_an_alternative() {
        let thing = json!({"type": "object", "properties": {}});
        let tagged = |property: &str, names: &[&str]| {
            let alternatives: Vec<Value> = names.iter().map(|name| reference(name)).collect();
            json!({"oneOf": alternatives, "discriminator": {"propertyName": property}})
        };
        let repaired = applied(&json!({
            "A": thing, "B": thing, "C": thing,
            "Inner": tagged("kind", &["A", "B"]),
            "Untagged": {"oneOf": [reference("Inner"), {"type": "string"}]},
            "Other": tagged("type", &["Inner", "C"]),
        }));
        let untagged = json!({"oneOf": [reference("Inner"), {"type": "string"}]});
        assert_eq!(repaired["Untagged"], untagged);
        assert_eq!(
            repaired["Other"]["oneOf"],
            json!([reference("Inner"), reference("C")])
        );
        let text = json!({"type": "string"});
        assert_eq!(
            repaired["A"]["properties"],
            json!({"kind": text, "type": text})
        );
        assert_eq!(repaired["C"]["properties"], json!({"type": text}));
    }

    #[test]
    fn a_schema_in_the_mapping_becomes_an_alternative_with_the_tag() {
        let thing = json!({"type": "object", "properties": {}});
        let discriminator = json!({
            "propertyName": "kind",
            "mapping": {"a": "#/components/schemas/A", "b": "B", "gone": "Gone"}
        });
        let repaired = applied(&json!({
            "A": thing, "B": thing, "C": thing,
            "Union": {"oneOf": [reference("A"), reference("C")], "discriminator": discriminator},
        }));
        let mut discriminator = discriminator;
        discriminator["mapping"]["C"] = json!("#/components/schemas/C");
        let union = json!({
            "discriminator": discriminator,
            "oneOf": [reference("A"), reference("C"), reference("B")]
        });
        assert_eq!(repaired["Union"], union);
        let tagged = json!({"type": "object", "properties": {"kind": {"type": "string"}}});
        assert_eq!(repaired["A"], tagged);
        assert_eq!(repaired["B"], tagged);
    }

    #[test]
    fn a_property_with_a_different_value_in_each_alternative_is_the_discriminator() {
        let alternative = |kind: &str| {
            let kind = json!({"type": "string", "enum": [kind]});
            json!({"properties": {"id": {"type": "string"}, "kind": kind}})
        };
        let repaired = applied(&json!({
            "A": alternative("a"), "B": alternative("b"), "Union": {"oneOf": [reference("A"), reference("B")]},
        }));
        let discriminator = json!({
            "propertyName": "kind",
            "mapping": {"a": "#/components/schemas/A", "b": "#/components/schemas/B"}
        });
        assert_eq!(repaired["Union"]["discriminator"], discriminator);
    }

    #[test]
    fn a_union_with_any_json_is_any_json() {
        let repaired = applied(&json!({
            "Union": {"oneOf": [{"type": "string"}, {"description": "d"}], "description": "u"},
        }));
        assert_eq!(repaired["Union"], json!({"description": "u"}));
    }
}
