//! Removes component schemas that no operation uses.
//!
//! Published: `FooBar` beside `Foo_Bar`, which no operation uses; `ProblemDetails` and other schemas, which are unused
//! after the error responses are removed.
//! Repaired:  such schemas are removed, before names are given and again at the end. A type that no operation sends or
//! receives is not generated, and does not influence the names of other types.

use std::collections::BTreeSet;

use serde_json::Value;

use super::success_responses::drop_errors;
use crate::document::{Changes, Document, Result, child, operations, reach};
use crate::names::Names;

pub(crate) fn drop_unused_schemas(document: &mut Document) -> Result<Changes> {
    Ok(drop_unused(&mut document.root))
}

fn drop_unused(root: &mut Value) -> Changes {
    let mut used = BTreeSet::new();
    if let Some(paths) = root.get("paths") {
        reach(root, paths, &mut used);
    }
    let mut changes = Changes::new();
    let schemas = root.pointer_mut("/components/schemas");
    if let Some(schemas) = schemas.and_then(Value::as_object_mut) {
        schemas.retain(|name, _| {
            let keep = used.contains(name);
            if !keep {
                changes.push(child("/components/schemas", name));
            }
            keep
        });
    }
    changes
}

/// The names that the rules make. A schema that no operation sends or receives does not influence them.
pub(crate) fn names_of_used(root: &Value) -> Names {
    let mut used = root.clone();
    for operation in operations(root) {
        let responses = used.pointer_mut(&format!("{operation}/responses"));
        if let Some(responses) = responses.and_then(Value::as_object_mut) {
            drop_errors(responses);
        }
    }
    drop_unused(&mut used);
    Names::by_rule(&used)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::after_pass;
    use super::*;

    #[test]
    fn an_unused_schema_takes_no_name() {
        let published = json!({
            "paths": {"/a": {"get": {"operationId": "a", "responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/FooDto"}}}},
                "404": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/foo"}}}}
            }}}},
            "components": {"schemas": {
                "FooDto": {"type": "object"}, "Foo": {"type": "object"}, "foo": {"type": "object"}
            }}
        });
        let names = names_of_used(&published);
        assert_eq!(names.schemas["FooDto"], "Foo");
    }

    #[test]
    fn a_schema_that_is_used_through_others_is_kept() {
        let published = json!({
            "servers": [{"url": "https://x/api"}],
            "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"content":
                {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}},
            "components": {"schemas": {
                "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
                "B": {"type": "object"},
                "C": {"type": "object"},
            }}
        });
        let (repaired, _) = after_pass(drop_unused_schemas, &published);
        let left: Vec<&String> = repaired.root["components"]["schemas"]
            .as_object()
            .unwrap()
            .keys()
            .collect();
        assert_eq!(left, ["A", "B"]);
    }
}
