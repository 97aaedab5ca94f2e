//! Tests changes of Rust type names: a schema is renamed or moved.

use serde_json::{Value, json};

use super::*;

#[test]
fn a_renamed_schema_with_the_same_type_is_a_text() {
    assert_eq!(
        between(&things(), &renamed("ThingApiResponse", "ThingResponse")),
        ["text: schema `ThingApiResponse` is called `ThingResponse` now"]
    );
}

#[test]
fn a_renamed_type_is_breaking_and_the_change_says_how_to_keep_the_name() {
    assert_eq!(
        between(&things(), &renamed("ThingApiResponse", "Gadget")),
        ["breaking: type `Thing` becomes `Gadget` (`x-rust-name: Thing` in the overlay keeps it)"]
    );
    let kept = after(|root| {
        *root = renamed("ThingApiResponse", "Gadget");
        set(
            root,
            "/components/schemas/Gadget/x-rust-name",
            json!("Thing"),
        );
    });
    assert_eq!(
        kept,
        ["text: schema `ThingApiResponse` is called `Gadget` now"]
    );
    assert_eq!(
        setting(
            "/components/schemas/ThingApiResponse/x-rust-name",
            json!("Gadget")
        ),
        ["breaking: type `Thing` becomes `Gadget` (`x-rust-name: Thing` in the overlay keeps it)"]
    );
}

#[test]
fn a_schema_that_gets_the_name_of_another_one_renames_its_type() {
    let mut new = things();
    let old = new["components"]["schemas"].take();
    new["components"]["schemas"] = json!({"ThingModel": {"type": "object"}});
    for (name, schema) in old.as_object().unwrap() {
        new["components"]["schemas"][name] = schema.clone();
    }
    let model = json!({"$ref": "#/components/schemas/ThingModel"});
    set(&mut new, &format!("{RESPONSE}/model"), model);
    assert_eq!(
        between(&things(), &new),
        [
            "breaking: type `Thing` becomes `ThingApiResponse` (`x-rust-name: Thing` in the overlay keeps it)",
            "additive: GET /things/{key}: response field `model` added"
        ]
    );
}

#[test]
fn the_fields_of_a_renamed_schema_are_compared() {
    let mut new = renamed("ThingApiResponse", "ThingResponse");
    set(
        &mut new,
        "/components/schemas/ThingResponse/properties/size",
        Value::Null,
    );
    assert_eq!(
        between(&things(), &new),
        [
            "breaking: GET /things/{key}: response field `size` removed",
            "text: schema `ThingApiResponse` is called `ThingResponse` now"
        ]
    );
}

#[test]
fn another_schema_at_the_same_place_is_another_type() {
    assert_eq!(
        setting(
            &format!("{REQUEST}/properties/owner"),
            json!({"$ref": "#/components/schemas/Kind"})
        ),
        ["breaking: PATCH /things/{key}: request field `owner` is `Kind` now, was `Owner`"]
    );
}

/// The document with the enum of the field `kind` inline, or as the component `name`.
pub(super) fn kind_as(name: Option<&str>) -> Value {
    let mut root = things();
    let kind = json!({"type": "string", "enum": ["SAME_STAGE", "Big"]});
    set(&mut root, "/components/schemas/Kind", Value::Null);
    match name {
        None => set(&mut root, &format!("{RESPONSE}/kind"), kind),
        Some(name) => {
            set(&mut root, &format!("/components/schemas/{name}"), kind);
            let to = json!({"$ref": format!("#/components/schemas/{name}")});
            set(&mut root, &format!("{RESPONSE}/kind"), to);
        }
    }
    root
}

#[test]
fn a_schema_that_moves_into_or_out_of_the_components_is_breaking_if_its_type_name_changes() {
    let (inline, same, other) = (
        kind_as(None),
        kind_as(Some("ThingKind")),
        kind_as(Some("Kind")),
    );
    assert!(between(&inline, &same).is_empty());
    assert!(between(&same, &inline).is_empty());
    assert_eq!(
        between(&inline, &other),
        [
            "breaking: GET /things/{key}: type of response field `kind`: `ThingKind` becomes `Kind` \
             (`x-rust-name: ThingKind` in the overlay keeps it)"
        ]
    );
    assert_eq!(
        between(&other, &inline),
        ["breaking: GET /things/{key}: type of response field `kind`: `Kind` becomes `ThingKind`"]
    );
}

#[test]
fn a_plain_type_that_gets_a_name_is_another_type() {
    let named = settings(&[
        ("/components/schemas/Trace", json!({"type": "string"})),
        (
            &format!("{RESPONSE}/traceID"),
            json!({"$ref": "#/components/schemas/Trace"}),
        ),
    ]);
    assert_eq!(
        named,
        [
            "breaking: GET /things/{key}: response field `traceID` is the type `Trace` now, was a plain string"
        ]
    );
}

#[test]
fn a_component_that_takes_the_name_of_an_inline_type_is_breaking() {
    let object = |field: &str| json!({"type": "object", "properties": {field: {"type": "string"}}});
    let before = |root: &mut Value| set(root, &format!("{RESPONSE}/home"), object("street"));
    let after = |root: &mut Value| {
        set(root, "/components/schemas/ThingHome", object("town"));
        let to = json!({"$ref": "#/components/schemas/ThingHome"});
        set(root, &format!("{RESPONSE}/second"), to);
    };
    assert_eq!(
        prepared(before, after),
        [
            "breaking: GET /things/{key}: type of response field `home`: `ThingHome` gets a number, since another schema \
             has this name now (an `x-rust-name` of that schema in the overlay keeps it)",
            "additive: GET /things/{key}: response field `second` added"
        ]
    );
}

#[test]
fn an_inline_type_that_loses_its_number_with_a_component_is_breaking() {
    let object = |field: &str| json!({"type": "object", "properties": {field: {"type": "string"}}});
    let before = |root: &mut Value| {
        set(root, &format!("{RESPONSE}/home"), object("street"));
        set(root, "/components/schemas/ThingHome", object("town"));
        let to = json!({"$ref": "#/components/schemas/ThingHome"});
        set(root, &format!("{RESPONSE}/second"), to);
    };
    let after = |root: &mut Value| {
        set(root, &format!("{RESPONSE}/second"), Value::Null);
        set(root, "/components/schemas/ThingHome", Value::Null);
    };
    assert_eq!(
        prepared(before, after),
        [
            "breaking: GET /things/{key}: type of response field `home`: `ThingHome` loses its number, since no other schema \
             has this name now",
            "breaking: GET /things/{key}: response field `second` removed"
        ]
    );
}

#[test]
fn a_field_that_takes_the_name_of_the_map_of_further_fields_is_breaking() {
    let open = |root: &mut Value| {
        let number = json!({"type": "integer"});
        set(
            root,
            "/components/schemas/ThingApiResponse/additionalProperties",
            number,
        );
    };
    let extra = format!("{RESPONSE}/extra");
    let renamed = "breaking: GET /things/{key}: further fields of response are in `extra_2` in Rust now, were in `extra` \
                   (an `x-rust-name` in the overlay, of the field that took or had that name, keeps it)";
    assert_eq!(
        prepared(open, |root| set(root, &extra, json!({"type": "string"}))),
        [
            renamed,
            "additive: GET /things/{key}: response field `extra` added"
        ]
    );
    let kept = json!({"type": "string", "x-rust-name": "more"});
    assert_eq!(
        prepared(open, |root| set(root, &extra, kept)),
        get("additive", "response field `extra` added")
    );
}

#[test]
fn a_schema_that_no_operation_uses_renames_no_type_until_it_is_used() {
    let unused = |root: &mut Value| {
        set(
            root,
            "/components/schemas/Thing",
            json!({"type": "object", "properties": {"x": {}}}),
        );
    };
    assert_eq!(after(unused), [""; 0]);
    let error = |root: &mut Value| {
        unused(root);
        let content =
            json!({"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
        set(root, &format!("{GET}/responses/404/content"), content);
    };
    assert!(after(error).iter().all(|line| line.starts_with("text: ")));
    let used = |root: &mut Value| {
        set(
            root,
            &format!("{RESPONSE}/other"),
            json!({"$ref": "#/components/schemas/Thing"}),
        );
    };
    let lines = prepared(unused, used);
    assert_eq!(
        lines[0],
        "breaking: type `Thing` becomes `ThingApiResponse` (`x-rust-name: Thing` in the overlay keeps it)"
    );
}
