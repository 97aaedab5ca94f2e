//! Moves `nullable` from schemas to the places that refer to them.
//!
//! Published: `Thing: {type: object, nullable: true}`, and responses that may be null. Typify makes the component a
//! newtype of an `Option`, and adds another `Option` where the component is used.
//! Repaired:  the component is not nullable. A place that refers to it becomes `{$ref: Thing, nullable: true}`. A
//! response that may be null is optional. A request body is not nullable.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::document::{
    Changes, Document, Result, child, component, composer, each_object, is_component, objects,
    operations,
};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let nullable = nullable_components(&document.root);
    each_object(&mut document.root, "", &mut |value, pointer| {
        let Some(schema) = value.as_object_mut() else {
            return;
        };
        let target = schema.get("$ref").and_then(Value::as_str);
        let refers = target.is_some_and(|target| nullable.contains(&component(target)));
        let flag = json!(true);
        let is_changed = if is_component(pointer) {
            schema.shift_remove("nullable").is_some()
        } else if refers && composer(pointer).is_none() {
            schema.insert("nullable".to_owned(), flag.clone()) != Some(flag)
        } else {
            false
        };
        if is_changed {
            changes.push(pointer.to_owned());
        }
    });
    for operation in operations(&document.root) {
        repair_responses(document, &operation, &mut changes);
        repair_body(document, &operation, &mut changes);
    }
    Ok(changes)
}

/// The components that may be null: components that are declared nullable, references to such components, and unions
/// that contain one of them.
fn nullable_components(root: &Value) -> HashSet<String> {
    let mut found = HashSet::new();
    loop {
        let before = found.len();
        for (name, schema) in objects(root, "/components/schemas") {
            let is_one = |part: &Value| {
                let target = part.get("$ref").and_then(Value::as_str);
                part.get("nullable") == Some(&json!(true))
                    || target.is_some_and(|target| found.contains(&component(target)))
            };
            let parts = schema.get("oneOf").or_else(|| schema.get("anyOf"));
            let parts = parts.and_then(Value::as_array).into_iter().flatten();
            if is_one(schema) || parts.into_iter().any(is_one) {
                found.insert(name.clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn repair_responses(document: &mut Document, operation: &str, changes: &mut Changes) {
    let responses: Vec<String> = objects(&document.root, &format!("{operation}/responses"))
        .map(|(status, _)| status.clone())
        .filter(|status| status.starts_with('2'))
        .collect();
    for status in responses {
        let schema = format!(
            "{}/content/application~1json/schema",
            child(&format!("{operation}/responses"), &status)
        );
        if remove_nullable(document, &schema) {
            document.findings.record_optional_response(operation);
            changes.push(schema);
        }
    }
}

fn repair_body(document: &mut Document, operation: &str, changes: &mut Changes) {
    let content = format!("{operation}/requestBody/content");
    let media: Vec<String> = objects(&document.root, &content)
        .map(|(media, _)| media.clone())
        .collect();
    for media in media {
        let schema = format!("{}/schema", child(&content, &media));
        if remove_nullable(document, &schema) {
            changes.push(schema);
        }
    }
}

/// Removes `nullable`. Returns whether it was true.
fn remove_nullable(document: &mut Document, schema: &str) -> bool {
    let schema = document
        .root
        .pointer_mut(schema)
        .and_then(Value::as_object_mut);
    schema.and_then(|schema| schema.shift_remove("nullable")) == Some(json!(true))
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;
    use crate::document::reference;

    fn applied(root: &Value) -> Value {
        after_pass(apply, root).0.root
    }

    #[test]
    fn the_flag_moves_from_a_component_to_the_references_to_it() {
        let repaired = applied(&json!({"components": {"schemas": {
            "Null": {"type": "object", "nullable": true},
            "Alias": reference("Null"),
            "Union": {"oneOf": [reference("Null"), {"type": "string"}]},
            "Thing": {"properties": {
                "a": reference("Alias"), "u": reference("Union"), "l": {"items": reference("Null")}
            }},
        }}}));
        let nullable =
            |name: &str| json!({"$ref": format!("#/components/schemas/{name}"), "nullable": true});
        let schemas = &repaired["components"]["schemas"];
        assert_eq!(schemas["Null"], json!({"type": "object"}));
        assert_eq!(schemas["Alias"], reference("Null"));
        assert_eq!(schemas["Union"]["oneOf"][0], reference("Null"));
        let properties = json!({
            "a": nullable("Alias"), "u": nullable("Union"), "l": {"items": nullable("Null")}
        });
        assert_eq!(schemas["Thing"]["properties"], properties);
    }

    #[test]
    fn a_response_that_may_be_null_is_optional_and_a_request_body_is_not() {
        let nullable =
            json!({"application/json": {"schema": {"type": "string", "nullable": true}}});
        let plain = json!({"application/json": {"schema": {"type": "string"}}});
        let root = json!({"paths": {"/a": {"post": {
            "requestBody": {"content": nullable}, "responses": {"200": {"content": nullable}}
        }}}});
        let (repaired, _) = after_pass(apply, &root);
        let operation = json!({
            "requestBody": {"content": plain}, "responses": {"200": {"content": plain}},
        });
        assert_eq!(repaired.root["paths"]["/a"]["post"], operation);
        assert!(repaired.findings.has_optional_response("/paths/~1a/post"));
    }
}
