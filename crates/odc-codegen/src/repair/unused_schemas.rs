//! Removes component schemas that no operation uses.
//!
//! Published: `FooBar` beside `Foo_Bar`, which no operation uses; `ProblemDetails` and other schemas, which are unused
//! after the error responses are removed.
//! Repaired:  such schemas are removed, before names are given and again at the end. A type that no operation sends or
//! receives is not generated, and does not influence the names of other types.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{Changes, Document, Result, child, reach};

pub(crate) fn drop_unused_schemas(document: &mut Document) -> Result<Changes> {
    let mut used = BTreeSet::new();
    if let Some(paths) = document.root.get("paths") {
        reach(&document.root, paths, &mut used);
    }
    let mut changes = Changes::new();
    if let Some(schemas) = document
        .root
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    {
        schemas.retain(|name, _| {
            let keep = used.contains(name);
            if !keep {
                changes.push(child("/components/schemas", name));
            }
            keep
        });
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::after_pass;
    use super::*;

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
