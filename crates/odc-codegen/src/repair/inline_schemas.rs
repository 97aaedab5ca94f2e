//! Gives enums, objects and unions that stand inside another schema a name of their own.
//!
//! Published: `properties: {kind: {type: string, enum: […]}, site: {type: object, properties: …}, pet: {oneOf: […]}}`. Typify
//! makes a closed enum of the first, and types of the others that we know nothing about.
//! Lowered:   `$ref` to a component schema named after the place. Parts of `allOf` stay.

use serde_json::Value;

use super::fresh::{Fresh, lift, name_for};
use super::unions;
use crate::document::{Changes, Document, Result, composer, each_object, is_component, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut found = Vec::new();
    let published = document.root.clone();
    // Deepest first, so that what is inside has its name before what is around it moves.
    each_object(&mut document.root, "", &mut |value, pointer| {
        if wants_a_name(&published, value) && !has_a_name(pointer) {
            found.push(pointer.to_owned());
        }
    });
    let mut fresh = Fresh::of(&document.root);
    for pointer in &found {
        let name = name_for(&document.root, pointer, &fresh.names);
        let name = fresh.name(&name);
        lift(document, pointer, name);
    }
    Ok(found)
}

fn wants_a_name(root: &Value, schema: &Value) -> bool {
    let is = |ty: &str| schema.get("type").is_some_and(|t| t == ty);
    let is_union = |schema: &Value| unions::alternatives(schema).is_some();
    let parts = schema.get("allOf").and_then(Value::as_array);
    let mut parts = parts.into_iter().flatten();
    let may_be_object = is("object") || schema.get("type").is_none();
    (is("string") && schema.get("enum").is_some_and(Value::is_array))
        || (may_be_object && schema.get("properties").is_some_and(Value::is_object))
        || is_union(schema)
        || parts.any(|part| is_union(resolve(root, part)))
}

/// A component of its own, or a part that its neighbours are merged with.
fn has_a_name(pointer: &str) -> bool {
    composer(pointer) == Some("allOf") || is_component(pointer)
}

#[cfg(test)]
mod tests {
    use crate::document::reference;
    use serde_json::json;

    use super::super::after_pass;
    use super::*;

    #[test]
    fn an_inline_schema_becomes_a_component() {
        let schema = json!({"type": "string", "enum": ["A"]});
        let published = json!({
            "paths": {"/a": {"get": {"operationId": "Thing_QueryThings", "parameters": [
                {"name": "order", "in": "query", "schema": schema}
            ]}}},
            "components": {"schemas": {"UserResponse": {"properties": {
                "kind": schema,
                "site": {"type": "object", "nullable": true, "properties": {"kind": schema}},
            }}}}
        });
        let (document, changes) = after_pass(apply, &published);
        assert_eq!(changes.len(), 4);
        let schemas = &document.root["components"]["schemas"];
        let reference = json!({"$ref": "#/components/schemas/UserKind"});
        assert_eq!(schemas["UserResponse"]["properties"]["kind"], reference);
        let place = "/components/schemas/UserResponse/properties/kind";
        assert_eq!(schemas["UserKind"], schema);
        assert_eq!(document.findings.origin("UserKind"), place);
        assert_eq!(
            schemas["UserSite"]["properties"]["kind"],
            json!({"$ref": "#/components/schemas/UserSiteKind"})
        );
        assert_eq!(
            schemas["UserResponse"]["properties"]["site"]["nullable"],
            true
        );
        let place = "/paths/~1a/get/parameters/0/schema";
        assert_eq!(schemas["ListThingsOrder"], schema);
        assert_eq!(document.findings.origin("ListThingsOrder"), place);
    }

    #[test]
    fn a_property_called_like_a_word_of_the_specification_gives_its_name() {
        let object = json!({"properties": {"a": {"type": "string"}}});
        let list = json!({"type": "array", "items": object});
        let published = json!({"components": {"schemas": {
            "ThingListModel": {"properties": {"items": list, "404": object, "properties": object}},
        }}});
        let (document, _) = after_pass(apply, &published);
        let schemas = document.root["components"]["schemas"].as_object().unwrap();
        let names: Vec<&String> = schemas.keys().collect();
        assert_eq!(
            names,
            [
                "ThingListModel",
                "ThingListItems",
                "ThingList404",
                "ThingListProperties"
            ]
        );
    }

    #[test]
    fn a_name_that_another_type_has_is_numbered() {
        let kind = json!({"type": "string", "enum": ["A"]});
        let published = json!({"components": {"schemas": {
            "User": {"properties": {"kind": kind}}, "user_kind": kind,
        }}});
        let (document, _) = after_pass(apply, &published);
        let schemas = &document.root["components"]["schemas"];
        assert_eq!(
            schemas["User"]["properties"]["kind"],
            reference("UserKind2")
        );
    }
}
