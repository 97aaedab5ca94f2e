//! Gives what all alternatives of a union share to each of them.
//!
//! Published: `{oneOf: [A, B], properties: {id: …}}`, or `allOf: [{oneOf: [A, B]}, {properties: {id: …}}]`. Typify makes
//! variants without types, of which nobody tells which is meant.
//! Lowered:   `{oneOf: [XA, XB]}`, where `XA` is an object with the properties of `A` and the shared ones.

use serde_json::{Map, Value, json};

use super::all_of::{Known, merge, object};
use super::inheritance::OF_THE_UNION;
use super::inline_schemas::free;
use super::unions::{alternatives, flat};
use super::{Changes, reference};
use crate::api::{component, resolve};
use crate::document::{Document, child};
use crate::names::objects;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let published = document.root.clone();
    let mut known = Known::new();
    let mut changes = Changes::new();
    for (name, schema) in objects(&published, "/components/schemas") {
        if let Some((union, shared)) = taken_apart(&published, schema, &mut known) {
            let lowered = distributed(
                document,
                (&published, &mut known),
                name,
                schema,
                (union, &shared),
            );
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

/// A union of objects that have it all.
fn distributed(
    document: &mut Document,
    (root, known): (&Value, &mut Known),
    name: &str,
    schema: &Value,
    (union, shared): (&Value, &Object),
) -> Value {
    let mut alternatives = Vec::new();
    let mut discriminator = union.get("discriminator").cloned();
    for alternative in flat(root, union) {
        let Some(mut whole) = object(root, &alternative, known) else {
            alternatives.push(alternative);
            continue;
        };
        merge(&mut whole, shared);
        let target = alternative
            .get("$ref")
            .and_then(Value::as_str)
            .map(component);
        let own = target.as_deref().unwrap_or("Alternative");
        let whole_name = free(&document.root, &format!("{name}{own}"));
        if let (Some(target), Some(discriminator)) = (&target, &mut discriminator) {
            renamed(discriminator, target, &whole_name);
        }
        alternatives.push(reference(&whole_name));
        document.root["components"]["schemas"][&whole_name] = Value::Object(whole);
    }
    one_of(schema, &alternatives, discriminator)
}

/// A union of these, with what the schema says of itself.
fn one_of(schema: &Value, alternatives: &[Value], discriminator: Option<Value>) -> Value {
    let mut lowered = json!({"oneOf": alternatives});
    for word in OF_THE_UNION {
        if let Some(value) = schema.get(word) {
            lowered[word] = value.clone();
        }
    }
    if let Some(discriminator) = discriminator {
        lowered["discriminator"] = discriminator;
    }
    lowered
}

/// Lets the tags of a schema, its name if it has no others, stand for another schema.
fn renamed(discriminator: &mut Value, from: &str, to: &str) {
    let Some(discriminator) = discriminator.as_object_mut() else {
        return;
    };
    let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
    let Some(mapping) = mapping.as_object_mut() else {
        return;
    };
    let mut found = false;
    for target in mapping.values_mut() {
        if target.as_str().map(component).as_deref() == Some(from) {
            *target = reference(to)["$ref"].take();
            found = true;
        }
    }
    if !found {
        mapping.insert(from.to_owned(), reference(to)["$ref"].take());
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
        let lowered =
            applied(&json!({"Circle": circle, "Union": union, "A": beside, "B": composed}));
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
                "type": "object", "properties": {"radius": text, "id": text}, "required": ["id"]
            });
            assert_eq!(lowered[&whole], object);
        }
        assert_eq!(lowered["Union"], union);
    }
}
