//! Schemas that are made of themselves.
//!
//! Typify recurses over `$ref`, `allOf`, `oneOf` and `anyOf` without a guard: a cycle made of these alone overflows its
//! stack, which nothing can catch.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::{Document, child, key_of};
use crate::names::objects;
use crate::problem::Result;

const COMPOSERS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Cycles of schemas that contain themselves without a property or an array in between.
pub(super) fn check(document: &Document) -> Result<()> {
    let mut done: HashMap<String, bool> = HashMap::new();
    for (name, _) in objects(&document.root, "/components/schemas") {
        visit(document, name, &mut done)?;
    }
    Ok(())
}

/// Depth-first search with an explicit stack; `done` is false while a schema is being visited.
fn visit(document: &Document, start: &str, done: &mut HashMap<String, bool>) -> Result<()> {
    let mut stack = vec![(start.to_owned(), false)];
    while let Some((name, left)) = stack.pop() {
        if left {
            done.insert(name, true);
            continue;
        }
        match done.get(&name) {
            Some(true) => continue,
            Some(false) => {
                return Err(document
                    .problem(
                        &child("/components/schemas", &name),
                        "the schema is made of itself",
                    )
                    .fix(
                        "break the cycle of $ref, allOf, oneOf and anyOf with an overlay action",
                    ));
            }
            None => {}
        }
        done.insert(name.clone(), false);
        stack.push((name.clone(), true));
        let pointer = child("/components/schemas", &name);
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

/// The component schemas that `schema` is made of.
fn composed_of(schema: &Value, parts: &mut Vec<String>) {
    if let Some(name) = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|r| r.strip_prefix("#/components/schemas/"))
    {
        parts.push(key_of(name));
    }
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
