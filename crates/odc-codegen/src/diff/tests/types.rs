//! Tests changes of the Rust type of a schema.

use serde_json::{Value, json};

use super::*;

#[test]
fn nullable_elements_of_lists_are_options() {
    let [on, off] = flipped(
        &format!("{RESPONSE}/parts"),
        json!({"type": "array", "items": {"type": "string"}}),
        json!({"type": "array", "items": {"type": "string", "nullable": true}}),
    );
    assert_eq!(
        on,
        get(
            "breaking",
            "element of response field `parts` may be null now"
        )
    );
    assert_eq!(
        off,
        get(
            "breaking",
            "element of response field `parts` is never null now"
        )
    );
}

#[test]
fn a_component_that_becomes_nullable_is_one_change() {
    assert_eq!(
        setting("/components/schemas/Owner/nullable", json!(true)),
        patch("breaking", "schema `Owner` may be null now")
    );
    assert_eq!(
        setting("/components/schemas/Kind/nullable", json!(true)),
        get("text", "schema `Kind` may be null now")
    );
}

/// Pairs of documents with the same types in two spellings.
pub(super) fn spellings() -> Vec<[Value; 2]> {
    let owner = json!({"$ref": "#/components/schemas/Owner"});
    let text = json!({"type": "string"});
    let pairs = [
        (
            "key",
            json!({"type": "string", "format": "uuid"}),
            json!({"type": "string", "format": "guid"}),
        ),
        (
            "size",
            json!({"type": "integer", "format": "int32"}),
            json!({"format": "int32"}),
        ),
        (
            "traceID",
            text.clone(),
            json!({"type": "string", "enum": [], "oneOf": []}),
        ),
        (
            "parts",
            json!({"allOf": [owner], "nullable": true}),
            json!({"oneOf": [owner, {"nullable": true}]}),
        ),
        (
            "parts",
            json!({"type": "object", "properties": {"a": text}, "required": ["a"]}),
            json!({"type": "object", "properties": {"a": {"type": "string", "required": true}}}),
        ),
    ];
    let documents = pairs.map(|(field, one, other)| {
        [one, other].map(|schema| {
            let mut root = things();
            set(&mut root, &format!("{RESPONSE}/{field}"), schema);
            root
        })
    });
    documents.into()
}

#[test]
fn another_spelling_of_the_same_type_is_not_a_change() {
    for [one, other] in spellings() {
        let (there, back) = (between(&one, &other), between(&other, &one));
        assert!(there.is_empty() && back.is_empty(), "{there:?} {back:?}");
    }
}

#[test]
fn the_fields_of_an_object_with_alternative_required_fields_are_compared() {
    let object = |name: &str| {
        json!({"type": "object", "properties": {name: {"type": "string"}, "b": {"type": "string"}},
        "anyOf": [{"required": [name]}, {"required": ["b"]}]})
    };
    let [there, _] = flipped(&format!("{RESPONSE}/parts"), object("a"), object("c"));
    assert_eq!(
        there,
        [
            "breaking: GET /things/{key}: response field `a` removed",
            "additive: GET /things/{key}: response field `c` added"
        ]
    );
}

#[test]
fn another_type_or_format_is_breaking_if_the_rust_type_changes() {
    assert_eq!(
        setting(&format!("{RESPONSE}/key"), json!({"type": "string"})),
        get(
            "breaking",
            "response field `key` is string now, was string (uuid)"
        )
    );
    assert_eq!(
        setting(&format!("{RESPONSE}/traceID/format"), json!("byte")),
        get(
            "text",
            "format of response field `traceID` is `byte` now, was not set"
        )
    );
    assert_eq!(
        setting(&format!("{RESPONSE}/size/format"), json!("int64")),
        get(
            "breaking",
            "response field `size` is integer (int64) now, was integer (int32)"
        )
    );
    let [open, closed] = flipped(
        &format!("{RESPONSE}/parts"),
        json!({"type": "array"}),
        json!({"type": "array", "items": {"type": "string"}}),
    );
    assert_eq!(
        open,
        get(
            "breaking",
            "element of response field `parts` is string now, was any value"
        )
    );
    assert_eq!(
        closed,
        get(
            "breaking",
            "element of response field `parts` is any value now, was string"
        )
    );
}

#[test]
fn a_field_that_becomes_a_secret_has_another_type() {
    assert_eq!(
        setting(&format!("{RESPONSE}/traceID/x-odc-secret"), json!(true)),
        get("breaking", "response field `traceID` is a `Secret` now")
    );
}

#[test]
fn passwords_and_write_only_texts_are_secrets() {
    let name = format!("{REQUEST}/properties/name");
    for (member, value) in [("format", json!("password")), ("writeOnly", json!(true))] {
        let [on, off] = flipped(&format!("{name}/{member}"), Value::Null, value);
        assert_eq!(
            [&on[0], &off[0]],
            [
                &patch("breaking", "request field `name` is a `Secret` now")[0],
                &patch("breaking", "request field `name` is a `Secret` no longer")[0]
            ]
        );
    }
}

#[test]
fn the_fields_of_all_parts_of_a_composition_are_compared() {
    let split = settings(&[
        (
            "/components/schemas/Base",
            json!({"properties": {"key": {"type": "string"}}, "required": ["key"]}),
        ),
        (
            "/components/schemas/Owner",
            json!({"allOf": [
                {"$ref": "#/components/schemas/Base"}, {"properties": {"mail": {"type": "string"}}}
            ]}),
        ),
    ]);
    assert!(split.is_empty(), "{split:?}");
}

#[test]
fn a_wrapper_that_requires_a_field_is_a_separate_object() {
    let patched = |required: Value| {
        let base = json!({"$ref": "#/components/schemas/Owner"});
        json!({"allOf": [base], "required": required})
    };
    let [demanded, released] = flipped(
        REQUEST,
        patched(json!(["key"])),
        patched(json!(["key", "mail"])),
    );
    assert_eq!(
        demanded,
        patch("breaking", "request field `mail` is required now")
    );
    assert_eq!(
        released,
        patch("additive", "request field `mail` is optional now")
    );
}

#[test]
fn the_last_of_several_parts_that_declare_a_field_counts() {
    let text = json!({"type": "string"});
    let number = json!({"type": "integer", "format": "int32"});
    let thing = |base: &Value, part: Value, own: Value| {
        let mut root = things();
        set(
            &mut root,
            "/components/schemas/Base",
            json!({"properties": {"a": base}}),
        );
        let schema = json!({"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": part}], "properties": own});
        set(&mut root, "/components/schemas/ThingApiResponse", schema);
        root
    };
    let base = thing(&text, json!({}), json!({}));
    for other in [
        thing(&text, json!({"a": number}), json!({})),
        thing(&text, json!({}), json!({"a": number})),
    ] {
        assert_eq!(
            between(&base, &other),
            get(
                "breaking",
                "response field `a` is integer (int32) now, was string"
            )
        );
    }
    // A later part that only describes the field does not change its type.
    let described = thing(&text, json!({"a": {"maxLength": 9}}), json!({}));
    assert_eq!(between(&base, &described), [""; 0]);
    let overruled = thing(&number, json!({"a": text}), json!({}));
    assert_eq!(between(&base, &overruled), [""; 0]);
    let named = thing(&text, json!({"a": {"x-rust-name": "b"}}), json!({}));
    assert_eq!(
        between(&base, &named),
        get(
            "breaking",
            "response field `a` becomes `b` in Rust, was `a`"
        )
    );
}

#[test]
fn a_type_inside_a_part_of_a_composition_is_called_after_the_whole() {
    let kind = |values: Value| {
        let part = json!({"properties": {"form": {"type": "string", "enum": values}}});
        let mut root = things();
        set(
            &mut root,
            "/components/schemas/ThingApiResponse",
            json!({"allOf": [part]}),
        );
        set(
            &mut root,
            "/components/schemas/ThingApiResponse/properties",
            json!({"key": {"type": "string"}}),
        );
        document(&root)
    };
    let changes = compare(&kind(json!(["A", "B"])), &kind(json!(["B"])));
    assert_eq!(changes[0].rust.as_deref(), Some("ThingForm::A"));
}
