//! Renames the component schemas to their Rust names.
//!
//! Published: `UserProfileApiResponse`. The service sometimes renames all its schemas.
//! Lowered:      `User`, in `components/schemas` and in every `$ref`.

use serde_json::{Map, Value};

use super::context::Context;
use crate::document::{Changes, Document, Result, child, component, each_object, reference};

pub(super) fn apply(document: &mut Document, context: &Context<'_>) -> Result<Changes> {
    let names = &context.names.schemas;
    let mut changes = Changes::new();
    // After the renaming, a key may be the published name of another schema.
    if document.findings.has_rust_names {
        return Ok(changes);
    }
    let Some(Value::Object(schemas)) = document
        .root
        .pointer_mut("/components/schemas")
        .map(Value::take)
    else {
        return Ok(changes);
    };
    document.findings.has_rust_names = true;
    let mut sorted: Vec<(String, Value)> = schemas
        .into_iter()
        .map(|(published, schema)| match names.get(&published) {
            Some(name) if *name != published => {
                changes.push(child("/components/schemas", &published));
                (name.clone(), schema)
            }
            _ => (published, schema),
        })
        .collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    document.root["components"]["schemas"] =
        Value::Object(sorted.into_iter().collect::<Map<_, _>>());
    if !changes.is_empty() {
        each_object(&mut document.root, "", &mut |value, _| {
            let target = value.get("$ref").and_then(Value::as_str).map(component);
            if let Some(name) = target.and_then(|published| names.get(&published)) {
                value["$ref"] = reference(name)["$ref"].take();
            }
        });
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::applied;
    use super::*;

    #[test]
    fn schemas_and_their_references_are_renamed_together() {
        let published = json!({
            "servers": [{"url": "https://x/api"}],
            "components": {"schemas": {
                "UserResponse": {"properties": {"next": {"$ref": "#/components/schemas/UserResponse"}}},
            }}
        });
        let lowered = applied(apply, &published).unwrap();
        let schemas = &lowered["components"]["schemas"];
        assert_eq!(
            schemas["User"]["properties"]["next"],
            json!({"$ref": "#/components/schemas/User"})
        );
        assert!(schemas.get("UserResponse").is_none());
    }
}
