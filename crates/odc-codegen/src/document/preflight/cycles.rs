//! Schemas that are made of themselves, or of too much.
//!
//! Typify recurses over `$ref`, `allOf`, `oneOf` and `anyOf` without a guard: a cycle made of these alone overflows its
//! stack, which nothing can catch. And whatever is made of two things that are made of two things each grows without
//! bounds when it is written out.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::bounds::weight;
use crate::document::parse::Document;
use crate::document::pointer::child;
use crate::document::problem::Result;
use crate::document::references::inner_target;
use crate::document::walk::objects;

const COMPOSERS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// What a schema weighs with all that it is made of, by its place; none while that is being found out.
type Weights = HashMap<String, Option<usize>>;

/// Cycles of schemas that contain themselves without a property or an array in between, and schemas that would be too
/// large if they were written out.
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
    let all = written_out(document, &document.root, &done);
    document.has_room(
        all,
        "",
        "the document, with all references written out that are no types of their own,",
    )
}

/// What a value weighs with all that is written out in it.
fn written_out(document: &Document, value: &Value, done: &Weights) -> usize {
    let below = match value {
        Value::Object(object) => {
            let own = parts(value).chain(of_other_kind(value));
            let own = own.map(|target| match done.get(target) {
                Some(known) => known.unwrap_or_default(),
                None => document.root.pointer(target).map_or(0, weight),
            });
            let own = own.fold(0, usize::saturating_add);
            let members = object.values();
            members.fold(own, |sum, value| {
                sum.saturating_add(written_out(document, value, done))
            })
        }
        Value::Array(list) => list.iter().fold(0_usize, |sum, value| {
            sum.saturating_add(written_out(document, value, done))
        }),
        _ => 0,
    };
    below.saturating_add(if value.is_object() { 20 } else { 0 })
}

/// Where a reference leads to a parameter, a response or a body, of which each use gets a copy.
fn of_other_kind(value: &Value) -> impl Iterator<Item = &str> {
    let target = value.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| target.strip_prefix('#'));
    let is_copied = |target: &&str| {
        let kind = target.strip_prefix("/components/");
        kind.is_some_and(|kind| !kind.starts_with("schemas/"))
    };
    target.filter(is_copied).into_iter()
}

/// The places of the named parts of a composition.
fn parts(value: &Value) -> impl Iterator<Item = &str> {
    let lists = COMPOSERS
        .iter()
        .filter_map(|composer| value.get(composer)?.as_array());
    let targets = lists
        .flatten()
        .filter_map(|part| part.get("$ref")?.as_str());
    targets.filter_map(|target| target.strip_prefix('#'))
}

/// What references lead to besides components.
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

/// Depth-first search with an explicit stack: chains may be long.
fn visit(document: &Document, start: String, done: &mut Weights) -> Result<()> {
    let mut stack = vec![(start, false)];
    while let Some((pointer, left)) = stack.pop() {
        let mut made_of = Vec::new();
        let schema = document.root.pointer(&pointer);
        if let Some(schema) = schema {
            composed_of(schema, &mut made_of);
        }
        if left {
            let known = made_of.iter().filter_map(|part| *done.get(part)?);
            let all = known.fold(schema.map_or(0, weight), usize::saturating_add);
            document.has_room(all, &pointer, "the schema, with all that it is made of,")?;
            done.insert(pointer, Some(all));
            continue;
        }
        match done.get(&pointer) {
            Some(Some(_)) => continue,
            Some(None) => {
                return Err(document
                    .problem(&pointer, "the schema is made of itself")
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

/// The places of the schemas that `schema` is made of.
fn composed_of(schema: &Value, parts: &mut Vec<String>) {
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
            composed_of(part, parts);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::refused;
    use super::*;

    fn with(schemas: &Value) -> Option<String> {
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
        let refusal =
            with(&json!({"A": made_of(&["B"]), "B": made_of(&["C"]), "C": made_of(&["A"])}));
        assert!(refusal.unwrap().contains("is made of itself"));
    }

    #[test]
    fn a_cycle_of_schemas_inside_others_is_refused() {
        let made_of_c = made_of(&["A/properties/c"]);
        let refusal = with(&json!({"A": {"properties": {"c": made_of_c}}}));
        let place = "/components/schemas/A/properties/c: the schema is made of itself";
        assert!(refusal.unwrap().contains(place));
    }

    #[test]
    fn a_diamond_is_no_cycle() {
        let schemas =
            json!({"A": made_of(&["B", "C"]), "B": made_of(&["C"]), "C": {"type": "object"}});
        assert_eq!(with(&schemas), None);
    }

    #[test]
    fn what_doubles_at_each_step_is_refused_where_it_becomes_too_large() {
        for composer in COMPOSERS {
            let twice = |i: usize| {
                let part = json!({"$ref": format!("#/components/schemas/S{}", i + 1)});
                (format!("S{i}"), json!({composer: [part, part]}))
            };
            let mut schemas: serde_json::Map<String, Value> = (0..40).map(twice).collect();
            schemas.insert("S40".to_owned(), json!({"type": "object"}));
            let refusal = with(&schemas.into()).unwrap();
            let what = ": the schema, with all that it is made of, is larger than 1 MiB; no published document";
            assert!(
                refusal.starts_with("x.json:1: /components/schemas/S2") && refusal.contains(what),
                "{refusal}"
            );
        }
    }

    #[test]
    fn much_that_is_written_out_in_many_places_is_refused() {
        let long = "d".repeat(100_000);
        let inherited = |i: usize| (format!("S{i}"), made_of(&["Big"]));
        let mut schemas: serde_json::Map<String, Value> = (0..100).map(inherited).collect();
        schemas.insert("Big".to_owned(), json!({"description": long}));
        let refusal = with(&schemas.into()).unwrap();
        assert!(
            refusal.contains("written out that are no types of their own, is larger than 2 MiB"),
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
    fn recursion_through_a_property_is_fine() {
        let schemas = json!({"A": {"properties": {"next": {"$ref": "#/components/schemas/A"}}}});
        assert_eq!(with(&schemas), None);
    }
}
