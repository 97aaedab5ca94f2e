//! Refuses schemas that consist of themselves, or that become too large when references are replaced by copies.
//!
//! Typify follows `$ref`, `allOf`, `oneOf` and `anyOf` recursively and does not detect cycles. A cycle of only these
//! overflows its stack, and no code can catch that. When a schema has two parts, and each part has two parts, and so
//! on, replacing the references by copies doubles the size at each level.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::bounds::weight;
use crate::document::parse::Document;
use crate::document::pointer::child;
use crate::document::problem::Result;
use crate::document::references::inner_target;
use crate::document::walk::objects;

const COMPOSERS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// The weight of each schema with all its parts, by pointer; `None` while it is being computed.
type Weights = HashMap<String, Option<usize>>;

/// Refuses a schema that contains itself without a property or an array in between. Also refuses a schema that becomes
/// too large with copies of all its parts.
pub(super) fn check(document: &Document) -> Result<()> {
    let components = objects(&document.root, "/components/schemas");
    let mut starts: Vec<String> = components
        .map(|(name, _)| child("/components/schemas", name))
        .collect();
    inner_targets(&document.root, &mut starts);
    let mut done = Weights::new();
    for pointer in starts {
        visit(document, pointer, &mut done)?;
    }
    let all = copied_weight(document, &document.root, &done);
    document.check_weight(
        all,
        "",
        "the document, with a copy for each reference that needs one,",
    )
}

/// The weight of a value with copies in place of its references.
fn copied_weight(document: &Document, value: &Value, done: &Weights) -> usize {
    let below = match value {
        Value::Object(object) => {
            let own = referenced_parts(value).chain(copied_component(value));
            let own = own.map(|target| match done.get(target) {
                Some(known) => known.unwrap_or_default(),
                None => document.root.pointer(target).map_or(0, weight),
            });
            let own = own.fold(0, usize::saturating_add);
            let members = object.values();
            members.fold(own, |sum, value| {
                sum.saturating_add(copied_weight(document, value, done))
            })
        }
        Value::Array(list) => list.iter().fold(0_usize, |sum, value| {
            sum.saturating_add(copied_weight(document, value, done))
        }),
        _ => 0,
    };
    below.saturating_add(if value.is_object() { 20 } else { 0 })
}

/// The pointer of a reference to a parameter, a response or a body. Each such reference is replaced by a copy.
fn copied_component(value: &Value) -> impl Iterator<Item = &str> {
    let target = value.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| target.strip_prefix('#'));
    let is_copied = |target: &&str| {
        let kind = target.strip_prefix("/components/");
        kind.is_some_and(|kind| !kind.starts_with("schemas/"))
    };
    target.filter(is_copied).into_iter()
}

/// The pointers of the referenced parts of a composition.
fn referenced_parts(value: &Value) -> impl Iterator<Item = &str> {
    let lists = COMPOSERS
        .iter()
        .filter_map(|composer| value.get(composer)?.as_array());
    let targets = lists
        .flatten()
        .filter_map(|part| part.get("$ref")?.as_str());
    targets.filter_map(|target| target.strip_prefix('#'))
}

/// Collects the pointers of references that do not lead to components.
fn inner_targets(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            found.extend(inner_target(value).map(str::to_owned));
            object
                .values()
                .for_each(|value| inner_targets(value, found));
        }
        Value::Array(array) => array.iter().for_each(|value| inner_targets(value, found)),
        _ => {}
    }
}

/// Computes the weight of a schema and of all its parts. It is a depth-first search with its own stack, because a chain
/// of references may be too long for recursion.
fn visit(document: &Document, start: String, done: &mut Weights) -> Result<()> {
    let mut stack = vec![(start, false)];
    while let Some((pointer, left)) = stack.pop() {
        let mut made_of = Vec::new();
        let schema = document.root.pointer(&pointer);
        if let Some(schema) = schema {
            collect_parts(schema, &mut made_of);
        }
        if left {
            let known = made_of.iter().filter_map(|part| *done.get(part)?);
            let all = known.fold(schema.map_or(0, weight), usize::saturating_add);
            document.check_weight(all, &pointer, "the schema, with copies of all its parts,")?;
            done.insert(pointer, Some(all));
            continue;
        }
        match done.get(&pointer) {
            Some(Some(_)) => continue,
            Some(None) => {
                return Err(document
                    .problem(&pointer, "the schema consists of itself")
                    .fix(
                        "break the cycle of $ref, allOf, oneOf and anyOf with an overlay action",
                    ));
            }
            None => {}
        }
        done.insert(pointer.clone(), None);
        stack.push((pointer, true));
        let unknown = made_of.into_iter();
        let unknown = unknown.filter(|part| !matches!(done.get(part), Some(Some(_))));
        stack.extend(unknown.map(|part| (part, false)));
    }
    Ok(())
}

/// Collects the pointers of the referenced schemas that `schema` consists of.
fn collect_parts(schema: &Value, parts: &mut Vec<String>) {
    let reference = schema.get("$ref").and_then(Value::as_str);
    let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
    parts.extend(pointer.map(str::to_owned));
    for composer in COMPOSERS {
        for part in schema
            .get(composer)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            collect_parts(part, parts);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::refused;
    use super::*;

    fn refusal_with(schemas: &Value) -> Option<String> {
        refused(|root| root["components"]["schemas"] = schemas.clone())
    }

    fn made_of(names: &[&str]) -> Value {
        let parts = names
            .iter()
            .map(|name| json!({"$ref": format!("#/components/schemas/{name}")}));
        json!({"allOf": parts.collect::<Vec<_>>()})
    }

    #[test]
    fn a_cycle_of_compositions_is_refused() {
        let refusal = refusal_with(
            &json!({"A": made_of(&["B"]), "B": made_of(&["C"]), "C": made_of(&["A"])}),
        );
        assert!(refusal.unwrap().contains("consists of itself"));
    }

    #[test]
    fn a_cycle_of_schemas_inside_others_is_refused() {
        let made_of_c = made_of(&["A/properties/c"]);
        let refusal = refusal_with(&json!({"A": {"properties": {"c": made_of_c}}}));
        let place = "/components/schemas/A/properties/c: the schema consists of itself";
        assert!(refusal.unwrap().contains(place));
    }

    #[test]
    fn a_diamond_is_not_a_cycle() {
        let schemas =
            json!({"A": made_of(&["B", "C"]), "B": made_of(&["C"]), "C": {"type": "object"}});
        assert_eq!(refusal_with(&schemas), None);
    }

    #[test]
    fn a_schema_that_doubles_at_each_level_is_refused_where_it_becomes_too_large() {
        for composer in COMPOSERS {
            let twice = |i: usize| {
                let part = json!({"$ref": format!("#/components/schemas/S{}", i + 1)});
                (format!("S{i}"), json!({composer: [part, part]}))
            };
            let mut schemas: serde_json::Map<String, Value> = (0..40).map(twice).collect();
            schemas.insert("S40".to_owned(), json!({"type": "object"}));
            let refusal = refusal_with(&schemas.into()).unwrap();
            let what = ": the schema, with copies of all its parts, is larger than 1 MiB; no published document";
            assert!(
                refusal.starts_with("x.json:1: /components/schemas/S2") && refusal.contains(what),
                "{refusal}"
            );
        }
    }

    #[test]
    fn a_large_schema_that_is_copied_to_many_places_is_refused() {
        let long = "d".repeat(100_000);
        let inherited = |i: usize| (format!("S{i}"), made_of(&["Big"]));
        let mut schemas: serde_json::Map<String, Value> = (0..100).map(inherited).collect();
        schemas.insert("Big".to_owned(), json!({"description": long}));
        let refusal = refusal_with(&schemas.into()).unwrap();
        assert!(
            refusal.contains("with a copy for each reference that needs one, is larger than 2 MiB"),
            "{refusal}"
        );
        let refusal = refused(|root| {
            root["components"]["responses"] = json!({"Big": {"description": long}});
            let responses = (200..300).map(|status| {
                (
                    status.to_string(),
                    json!({"$ref": "#/components/responses/Big"}),
                )
            });
            root["paths"]["/a/{key}"]["get"]["responses"] = responses.collect();
        });
        assert!(refusal.unwrap().contains("is larger than 1 MiB"));
    }

    #[test]
    fn recursion_through_a_property_is_accepted() {
        let schemas = json!({"A": {"properties": {"next": {"$ref": "#/components/schemas/A"}}}});
        assert_eq!(refusal_with(&schemas), None);
    }
}
