//! Makes a component of each enum, object or union inside another schema, so that it gets a name.
//!
//! Published: `properties: {kind: {type: string, enum: […]}, site: {type: object, properties: …}, pet: {oneOf: […]}}`.
//! From the enum, typify makes a closed enum. From the object and the union, it makes types whose names we do not know.
//! Repaired:  a `$ref` to a component schema named after the place. Parts of `allOf` are not moved.

use serde_json::Value;

use super::new_components::{FreeNames, move_to_component};
use super::unions;
use crate::document::{Changes, Document, Result, composer, each_object, is_component, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut found = Vec::new();
    let published = document.root.clone();
    // The deepest schemas come first, so inner schemas move before outer schemas.
    each_object(&mut document.root, "", &mut |value, pointer| {
        if needs_name(&published, value) && !has_name(pointer) {
            found.push(pointer.to_owned());
        }
    });
    let mut free_names = FreeNames::new(&document.root);
    let names = free_names.claim_for(document, &found);
    for (pointer, name) in found.iter().zip(names) {
        move_to_component(document, pointer, name);
    }
    Ok(found)
}

fn needs_name(root: &Value, schema: &Value) -> bool {
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

/// Whether a schema is a component, or a part of an `allOf`. A part is merged with the other parts, so it needs no
/// name.
fn has_name(pointer: &str) -> bool {
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
    fn a_property_named_like_a_keyword_is_part_of_the_type_name() {
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
    fn a_name_that_another_type_has_gets_a_number() {
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

    fn names_of(schemas: &Value) -> Vec<(String, Value)> {
        let (document, _) = after_pass(apply, &json!({"components": {"schemas": schemas}}));
        let schemas = document.root["components"]["schemas"].as_object().unwrap();
        let schemas = schemas.iter().filter(|(name, _)| *name != "Thing");
        let schemas = schemas.map(|(name, schema)| (name.clone(), schema.clone()));
        let mut schemas: Vec<_> = schemas.collect();
        schemas.sort_by(|a, b| a.0.cmp(&b.0));
        schemas
    }

    #[test]
    fn an_alternative_without_a_title_is_named_after_its_tag_in_any_order() {
        let alternative = |tag: &str, member: &str| {
            json!({"type": "object", "properties": {
                "kind": {"type": "string", "enum": [tag]},
                member: {"type": "string"},
            }})
        };
        let (file, link) = (alternative("file", "path"), alternative("link", "url"));
        let thing = |alternatives: [&Value; 2]| json!({"Thing": {"properties": {"source": {"oneOf": alternatives}}}});
        let names = names_of(&thing([&file, &link]));
        let published: Vec<_> = names.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            published,
            [
                "ThingSource",
                "ThingSourceFile",
                "ThingSourceFileKind",
                "ThingSourceLink",
                "ThingSourceLinkKind"
            ]
        );
        let reversed = names_of(&thing([&link, &file]));
        assert_eq!(reversed[1..], names[1..]);
    }

    #[test]
    fn an_alternative_without_a_title_and_a_tag_is_named_after_a_field_that_only_it_requires() {
        let alternative = |names: &[&str]| {
            let fields = names
                .iter()
                .map(|name| ((*name).to_owned(), json!({"type": "string"})));
            let fields: serde_json::Map<String, Value> = fields.collect();
            json!({"type": "object", "required": names, "properties": fields})
        };
        let [archive, repository, url] = [["archive", "at"], ["repository", "at"], ["url", "at"]]
            .map(|names| alternative(&names));
        let names = |alternatives: &[&Value]| -> Vec<String> {
            let thing = json!({"Thing": {"properties": {"source": {"oneOf": alternatives}}}});
            names_of(&thing).into_iter().map(|(name, _)| name).collect()
        };
        let two = ["ThingSource", "ThingSourceRepository", "ThingSourceUrl"];
        assert_eq!(names(&[&url, &repository]), two);
        let three = names(&[&archive, &url, &repository]);
        assert_eq!(three[1], "ThingSourceArchive");
        assert_eq!([&three[..1], &three[2..]].concat(), two);
    }

    #[test]
    fn the_contents_of_schemas_decide_the_order_of_their_numbers() {
        let object =
            |member: &str| json!({"type": "object", "properties": {member: {"type": "string"}}});
        let (a, b) = (object("a"), object("b"));
        let names = |alternatives: [&Value; 2]| {
            names_of(&json!({"Thing": {"properties": {"source": {"anyOf": alternatives}}}}))
        };
        let first = names([&a, &b]);
        assert_eq!(first[1], ("ThingSourceAlternative1".to_owned(), a.clone()));
        assert_eq!(first[2], ("ThingSourceAlternative2".to_owned(), b.clone()));
        assert_eq!(names([&b, &a])[1..], first[1..]);
    }

    #[test]
    fn texts_and_values_do_not_decide_the_order_of_numbers() {
        let types = |of_id: &Value, of_other: &Value| {
            let names = names_of(&json!({"Foo": {"properties": {"id": of_id, "iD": of_other}}}));
            let name = |schema: &Value| {
                let found = names.iter().find(|(_, other)| other == schema);
                found.map(|(name, _)| name.clone())
            };
            [name(of_id), name(of_other)]
        };
        let one = |values: &[&str], text: &str| json!({"type": "string", "enum": values, "description": text});
        let berry = one(&["b", "y"], "Berry.");
        let first = types(&one(&["a", "x"], "Apple."), &berry);
        assert!(first[0].is_some() && first[0] != first[1], "{first:?}");
        for other in [
            one(&["a", "x"], "The fruit."),
            one(&["x", "a"], "Apple."),
            one(&["z"], ""),
        ] {
            assert_eq!(types(&other, &berry), first, "{other}");
        }
    }
}
