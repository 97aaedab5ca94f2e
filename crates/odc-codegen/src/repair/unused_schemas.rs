//! Drops component schemas that no operation reaches.
//!
//! Published: `FooBar` beside `Foo_Bar`, of which no operation knows; `ProblemDetails` and friends, unreachable once the
//! error responses are dropped.
//! Lowered:   gone, before names are given and once more at the end; a type that nobody can receive or send is not
//! generated, and takes no name from another.

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
    fn what_is_reached_through_others_stays() {
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
        let (lowered, _) = after_pass(drop_unused_schemas, &published);
        let left: Vec<&String> = lowered.root["components"]["schemas"]
            .as_object()
            .unwrap()
            .keys()
            .collect();
        assert_eq!(left, ["A", "B"]);
    }
}
