//! Copies the shared properties of a union to each alternative.
//!
//! Published: `{oneOf: [A, B], properties: {id: …}}`, or `allOf: [{oneOf: [A, B]}, {properties: {id: …}}]`. Typify
//! makes variants without types, so a caller cannot distinguish the alternatives.
//! Repaired:  `{oneOf: [XA, XB]}`, where `XA` is an object with the properties of `A` and the shared properties.

use serde_json::{Map, Value, json};

use super::all_of::{Known, merge, object};
use super::inheritance::UNION_MEMBERS;
use super::new_components::FreeNames;
use super::unions::{Flat, alternatives};
use crate::document::{Changes, Document, Result, child, component, objects, reference, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let published = document.root.clone();
    let mut free_names = None;
    let mut known = Known::new();
    let mut changes = Changes::new();
    for (name, schema) in objects(&published, "/components/schemas") {
        if let Some((union, shared)) = union_and_shared(&published, schema, &mut known) {
            let free_names = free_names.get_or_insert_with(|| FreeNames::new(&published));
            let flat = Flat::flatten(&published, union);
            let discriminator = flat.discriminator(&published);
            let mut tags = discriminator.unwrap_or_default();
            let mut alternatives = Vec::new();
            for alternative in flat.alternatives {
                let Some(mut full) = object(&published, &alternative, &mut known) else {
                    alternatives.push(alternative);
                    continue;
                };
                merge(&mut full, &shared);
                alternatives.push(make_component(
                    document,
                    free_names,
                    name,
                    (&alternative, full),
                    &mut tags,
                ));
            }
            let repaired = one_of(schema, &alternatives, tags);
            let pointer = child("/components/schemas", name);
            if let Some(place) = document.root.pointer_mut(&pointer) {
                *place = repaired;
                changes.push(pointer);
            }
        }
    }
    Ok(changes)
}

type Object = Map<String, Value>;

/// The union in a schema, and the properties that the schema adds to each alternative; `None` for a schema without
/// both.
fn union_and_shared<'a>(
    root: &'a Value,
    schema: &'a Value,
    known: &mut Known,
) -> Option<(&'a Value, Object)> {
    let mut shared = Object::new();
    let union = if alternatives(schema).is_some() {
        schema
    } else {
        let parts = schema.get("allOf").and_then(Value::as_array)?;
        let is_union = |part: &&Value| alternatives(resolve(root, part)).is_some();
        let unions: Vec<&Value> = parts.iter().filter(is_union).collect();
        let [union] = unions.as_slice() else {
            return None;
        };
        for part in parts.iter().filter(|part| !is_union(part)) {
            merge(&mut shared, &object(root, part, known)?);
        }
        resolve(root, union)
    };
    merge(&mut shared, schema.as_object()?);
    shared.get("properties").and_then(Value::as_object)?;
    Some((union, shared))
}

/// Makes a component of an alternative with the shared properties. The tags of the alternative then refer to the
/// component.
fn make_component(
    document: &mut Document,
    free_names: &mut FreeNames,
    union: &str,
    (alternative, mut full): (&Value, Object),
    tags: &mut Value,
) -> Value {
    let target = alternative.get("$ref").and_then(Value::as_str);
    let target = target.map(component);
    let schemas = &free_names.names.schemas;
    let own = target.as_ref().map(|target| schemas[target].as_str());
    let name = format!("{}{}", schemas[union], own.unwrap_or("Alternative"));
    let full_name = free_names.claim(&name);
    let place = reference(&full_name);
    for word in ["x-rust-name", "x-odc-aliases"] {
        full.shift_remove(word);
    }
    if let Some(target) = target {
        let mapping = tags.get_mut("mapping").and_then(Value::as_object_mut);
        for tagged in mapping.into_iter().flatten().map(|(_, tagged)| tagged) {
            if tagged.as_str().map(component).as_ref() == Some(&target) {
                *tagged = place["$ref"].clone();
            }
        }
        let origin = document.findings.origin(&target);
        document.findings.record_origin(&full_name, origin);
    }
    document.root["components"]["schemas"][&full_name] = Value::Object(full);
    place
}

/// A union of these alternatives, with the members that describe the schema itself.
fn one_of(schema: &Value, alternatives: &[Value], discriminator: Value) -> Value {
    let mut repaired = json!({"oneOf": alternatives});
    for word in UNION_MEMBERS {
        if let Some(value) = schema.get(word) {
            repaired[word] = value.clone();
        }
    }
    if !discriminator.is_null() {
        repaired["discriminator"] = discriminator;
    }
    repaired
}

#[cfg(test)]
mod tests {
    use super::super::{after_pass, applied_to_schemas};
    use super::*;

    fn applied(schemas: &Value) -> Value {
        applied_to_schemas(apply, schemas)
    }

    #[test]
    fn properties_beside_a_union_become_properties_of_each_alternative() {
        let text = json!({"type": "string"});
        let circle = json!({"type": "object", "properties": {"radius": text}});
        let union = json!({
            "oneOf": [reference("Circle"), text],
            "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Circle"}},
        });
        let mut beside = union.clone();
        beside["properties"] = json!({"id": text});
        beside["required"] = json!(["id"]);
        let composed = json!({"allOf": [reference("Union"), {"properties": {"id": text}, "required": ["id"]}]});
        let schemas = json!({"Circle": circle, "Union": union, "A": beside, "B": composed});
        let (document, _) = after_pass(apply, &json!({"components": {"schemas": schemas}}));
        let repaired = &document.root["components"]["schemas"];
        for name in ["A", "B"] {
            let full = format!("{name}Circle");
            let union = json!({
                "oneOf": [reference(&full), text],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {"c": format!("#/components/schemas/{full}")}
                },
            });
            assert_eq!(repaired[name], union);
            let object = json!({
                "type": "object", "properties": {"radius": text, "id": text}, "required": ["id"],
            });
            assert_eq!(repaired[&full], object);
            assert_eq!(
                document.findings.origin(&full),
                "/components/schemas/Circle"
            );
        }
        assert_eq!(repaired["Union"], union);
    }

    #[test]
    fn an_alternative_keeps_its_tag_and_its_name_is_not_copied() {
        let kind = json!({"type": "string", "enum": ["c"]});
        let repaired = applied(&json!({
            "My.Circle": {"type": "object", "x-rust-name": "Ring", "properties": {"kind": kind}},
            "My.Union": {
                "oneOf": [reference("My.Circle")], "discriminator": {"propertyName": "kind"},
                "properties": {"id": {"type": "string"}},
            },
        }));
        let union = json!({
            "oneOf": [reference("UnionRing")],
            "discriminator": {
                "propertyName": "kind", "mapping": {"c": "#/components/schemas/UnionRing"}
            },
        });
        assert_eq!(repaired["My.Union"], union);
        assert!(repaired["UnionRing"].get("x-rust-name").is_none());
    }
}
