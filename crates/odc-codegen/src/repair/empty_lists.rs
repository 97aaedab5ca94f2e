//! Removes empty lists of schemas or values.
//!
//! Published: `allOf: []`, `oneOf: []`, `anyOf: []`, `enum: []`. JSON Schema expects at least one element in each of
//! them. Typify panics on some of them.
//! Repaired:  the list is removed.

use crate::document::{Changes, Document, Result, each_object};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return;
        };
        let before = members.len();
        members.retain(|key, value| {
            let is_list = matches!(key.as_str(), "allOf" | "oneOf" | "anyOf" | "enum");
            !(is_list && value.as_array().is_some_and(Vec::is_empty))
        });
        if members.len() < before {
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::after_pass;
    use super::*;

    #[test]
    fn empty_lists_are_removed() {
        let schemas = |a: Value| json!({"components": {"schemas": {"A": a}}});
        let root = schemas(json!({"allOf": [], "oneOf": [{}], "enum": []}));
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes, ["/components/schemas/A"]);
        assert_eq!(document.root, schemas(json!({"oneOf": [{}]})));
    }
}
