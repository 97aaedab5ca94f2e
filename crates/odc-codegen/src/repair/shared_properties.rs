//! Gives what all alternatives of a union share to each of them.
//!
//! Published: `{oneOf: [A, B], properties: {id: …}}`, or `allOf: [{oneOf: [A, B]}, {properties: {id: …}}]`. Typify makes
//! variants without types, of which nobody tells which is meant.
//! Lowered:   `{oneOf: [XA, XB]}`, where `XA` is an object with the properties of `A` and the shared ones.

use serde_json::{Map, Value, json};

use super::all_of::{Known, merge, object};
use super::fresh::Fresh;
use super::inheritance::OF_THE_UNION;
use super::unions::{Flat, alternatives};
use crate::document::{Changes, Document, Result, child, component, objects, reference, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let published = document.root.clone();
    let mut fresh = None;
    let mut known = Known::new();
    let mut changes = Changes::new();
    for (name, schema) in objects(&published, "/components/schemas") {
        if let Some((union, shared)) = taken_apart(&published, schema, &mut known) {
            let fresh = fresh.get_or_insert_with(|| Fresh::of(&published));
            let flat = Flat::of(&published, union);
            let discriminator = flat.discriminator(&published);
            let mut tags = discriminator.unwrap_or_default();
            let mut alternatives = Vec::new();
            for alternative in flat.alternatives {
                let Some(mut whole) = object(&published, &alternative, &mut known) else {
                    alternatives.push(alternative);
                    continue;
                };
                merge(&mut whole, &shared);
                alternatives.push(named(
                    document,
                    fresh,
                    name,
                    (&alternative, whole),
                    &mut tags,
                ));
            }
            let lowered = one_of(schema, &alternatives, tags);
            let pointer = child("/components/schemas", name);
            if let Some(place) = document.root.pointer_mut(&pointer) {
                *place = lowered;
                changes.push(pointer);
            }
        }
    }
    Ok(changes)
}

type Object = Map<String, Value>;

/// The union that a schema is, and what it adds to each alternative.
fn taken_apart<'a>(
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

/// Makes a component of an alternative that has it all, which the tags of the alternative stand for from now on.
fn named(
    document: &mut Document,
    fresh: &mut Fresh,
    union: &str,
    (alternative, mut whole): (&Value, Object),
    tags: &mut Value,
) -> Value {
    let target = alternative.get("$ref").and_then(Value::as_str);
    let target = target.map(component);
    let schemas = &fresh.names.schemas;
    let own = target.as_ref().map(|target| schemas[target].as_str());
    let name = format!("{}{}", schemas[union], own.unwrap_or("Alternative"));
    let whole_name = fresh.name(&name);
    let place = reference(&whole_name);
    for word in ["x-rust-name", "x-odc-aliases"] {
        whole.shift_remove(word);
    }
    if let Some(target) = target {
        let mapping = tags.get_mut("mapping").and_then(Value::as_object_mut);
        for tagged in mapping.into_iter().flatten().map(|(_, tagged)| tagged) {
            if tagged.as_str().map(component).as_ref() == Some(&target) {
                *tagged = place["$ref"].clone();
            }
        }
        let origin = document.findings.origin(&target);
        document.findings.comes_from(&whole_name, origin);
    }
    document.root["components"]["schemas"][&whole_name] = Value::Object(whole);
    place
}

/// A union of these, with what the schema says of itself.
fn one_of(schema: &Value, alternatives: &[Value], discriminator: Value) -> Value {
    let mut lowered = json!({"oneOf": alternatives});
    for word in OF_THE_UNION {
        if let Some(value) = schema.get(word) {
            lowered[word] = value.clone();
        }
    }
    if !discriminator.is_null() {
        lowered["discriminator"] = discriminator;
    }
    lowered
}

#[cfg(test)]
mod tests {
    use super::super::{after_pass, applied_to_schemas};
    use super::*;

    fn applied(schemas: &Value) -> Value {
        applied_to_schemas(apply, schemas)
    }

    #[test]
    fn properties_beside_a_union_are_those_of_each_alternative() {
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
        let lowered = &document.root["components"]["schemas"];
        for name in ["A", "B"] {
            let whole = format!("{name}Circle");
            let union = json!({
                "oneOf": [reference(&whole), text],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {"c": format!("#/components/schemas/{whole}")}
                },
            });
            assert_eq!(lowered[name], union);
            let object = json!({
                "type": "object", "properties": {"radius": text, "id": text}, "required": ["id"],
            });
            assert_eq!(lowered[&whole], object);
            assert_eq!(
                document.findings.origin(&whole),
                "/components/schemas/Circle"
            );
        }
        assert_eq!(lowered["Union"], union);
    }

    #[test]
    fn an_alternative_keeps_its_tag_and_gives_its_name_to_no_other() {
        let kind = json!({"type": "string", "enum": ["c"]});
        let lowered = applied(&json!({
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
        assert_eq!(lowered["My.Union"], union);
        assert!(lowered["UnionRing"].get("x-rust-name").is_none());
    }
}
