//! Schemas that are made of themselves.
//!
//! Typify recurses over `$ref`, `allOf`, `oneOf` and `anyOf` without a guard: a cycle made of these alone overflows its
//! stack, which nothing can catch.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::{Document, child};
use crate::names::objects;
use crate::normalize::inner_target;
use crate::problem::Result;

const COMPOSERS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Cycles of schemas that contain themselves without a property or an array in between.
pub(super) fn check(document: &Document) -> Result<()> {
    let components = objects(&document.root, "/components/schemas");
    let mut starts: Vec<String> = components
        .map(|(name, _)| child("/components/schemas", name))
        .collect();
    inner_targets(&document.root, &mut starts);
    let mut done: HashMap<String, bool> = HashMap::new();
    for pointer in starts {
        visit(document, pointer, &mut done)?;
    }
    Ok(())
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

/// Depth-first search with an explicit stack; `done` is false while a schema is being visited.
fn visit(document: &Document, start: String, done: &mut HashMap<String, bool>) -> Result<()> {
    let mut stack = vec![(start, false)];
    while let Some((pointer, left)) = stack.pop() {
        if left {
            done.insert(pointer, true);
            continue;
        }
        match done.get(&pointer) {
            Some(true) => continue,
            Some(false) => {
                return Err(document
                    .problem(&pointer, "the schema is made of itself")
                    .fix(
                        "break the cycle of $ref, allOf, oneOf and anyOf with an overlay action",
                    ));
            }
            None => {}
        }
        done.insert(pointer.clone(), false);
        stack.push((pointer.clone(), true));
        if let Some(schema) = document.root.pointer(&pointer) {
            let mut parts = Vec::new();
            composed_of(schema, &mut parts);
            stack.extend(
                parts
                    .into_iter()
                    .filter(|part| done.get(part) != Some(&true))
                    .map(|part| (part, false)),
            );
        }
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
    fn recursion_through_a_property_is_fine() {
        let schemas = json!({"A": {"properties": {"next": {"$ref": "#/components/schemas/A"}}}});
        assert_eq!(with(&schemas), None);
    }
}
