//! Tests properties of the comparison of any two documents. It ends without a panic. One cause is one change. A thing
//! that is added in one direction is removed in the other direction.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::document::key_of;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn mutated_documents_compare_without_panic_and_equal_themselves(
        edits in proptest::collection::vec((any::<usize>(), 0u8..9, any::<usize>()), 1..12),
    ) {
        let mut root = things();
        for (place, how, other) in edits {
            mutate(&mut root, place, how, other);
            prop_assume!(root.is_object());
        }
        // A document that is nested too deeply is refused before the comparison.
        if let Ok(mutated) = Document::parse("x.json", &root.to_string()) {
            prop_assert_eq!(compare(&mutated, &mutated), Vec::new());
            let things = document(&things());
            let _ = compare(&things, &mutated);
            let _ = compare(&mutated, &things);
        }
    }

    #[test]
    fn what_is_added_one_way_is_removed_the_other_way(
        edits in proptest::collection::vec((any::<usize>(), 0u8..9, any::<usize>()), 1..6),
    ) {
        let mut root = things();
        for (place, how, other) in edits {
            mutate(&mut root, place, how, other);
            prop_assume!(root.is_object());
        }
        if let Ok(mutated) = Document::parse("x.json", &root.to_string()) {
            let things = document(&things());
            let of = |changes: &[Change], event: Event| -> std::collections::BTreeSet<(Element, String)> {
                let found = changes.iter().filter(|c| c.event == event);
                found.map(|c| (c.element, c.pointer.clone())).collect()
            };
            let (there, back) = (compare(&things, &mutated), compare(&mutated, &things));
            prop_assert_eq!(of(&there, Event::Added), of(&back, Event::Removed));
            prop_assert_eq!(of(&there, Event::Removed), of(&back, Event::Added));
        }
    }
}

/// For each member that is one change when it is removed: its pointer, and the full document without it.
pub(super) fn losses() -> Vec<(String, Value)> {
    let whole = full();
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    let removable = all
        .into_iter()
        .skip(1)
        .filter(|pointer| is_one_change(&whole, pointer));
    removable
        .map(|pointer| {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            let mut less = whole.clone();
            match less.pointer_mut(parent).unwrap() {
                Value::Object(object) => {
                    object.shift_remove(&key_of(key));
                }
                Value::Array(array) => drop(array.remove(key.parse().unwrap())),
                _ => unreachable!("a parent"),
            }
            (pointer, less)
        })
        .collect()
}

#[test]
fn every_added_or_removed_member_is_one_change() {
    let whole = full();
    let mut wrong = Vec::new();
    for (pointer, less) in losses() {
        for lines in [between(&whole, &less), between(&less, &whole)] {
            if lines.len() != 1 {
                wrong.push(format!("{pointer}: {lines:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The document with members of most kinds at each place.
pub(super) fn full() -> Value {
    let mut root = things();
    for (pointer, value) in [
        ("/info/description", json!("Things.")),
        ("/tags", json!([{"name": "things"}])),
        (
            "/components/securitySchemes",
            json!({"oauth": {"type": "oauth2", "flows": {}, "description": "d"}}),
        ),
        ("/security", json!([{"oauth": ["read"]}])),
        (&format!("{GET}/description"), json!("Reads.")),
        (&format!("{GET}/tags"), json!(["things"])),
        (
            &format!("{GET}/x-os-permissions"),
            json!("Needs **A > B**."),
        ),
        (&format!("{RESPONSE}/traceID/description"), json!("Trace.")),
        (&format!("{RESPONSE}/traceID/maxLength"), json!(40)),
        (&format!("{REQUEST}/properties/name/pattern"), json!("^a")),
        (&format!("{REQUEST}/properties/name/default"), json!("a")),
        (
            &format!("{RESPONSE}/pet"),
            json!({"oneOf": [
                {"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}
            ]}),
        ),
        (
            &format!("{RESPONSE}/sizes"),
            json!({"type": "object", "additionalProperties": {"type": "integer"}}),
        ),
        (
            "/components/schemas/Cat",
            json!({"type": "object", "required": ["meow"], "properties": {"meow": {"type": "string"}}}),
        ),
        (
            "/components/schemas/Dog",
            json!({"type": "object", "required": ["bark"], "properties": {"bark": {"type": "string"}}}),
        ),
        (
            "/components/schemas/NewThing",
            json!({"type": "object", "required": ["name", "note"], "properties": {
                "name": {"type": "string", "minLength": 1},
                "note": {"type": "string", "nullable": true},
                "size": {"type": "integer", "format": "int32", "maximum": 9},
                "tags": {"type": "array", "items": {"type": "string", "nullable": true}},
                "kind": {"type": "string", "enum": ["A", "B"]}
            }}),
        ),
        (
            "/paths/~1things",
            json!({"post": {
                "operationId": "Thing_CreateThing",
                "deprecated": true,
                "parameters": [
                    {"name": "place", "in": "query", "required": true, "schema": {"type": "string"}},
                    {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}
                ],
                "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}}},
                "responses": {"201": {"description": "d", "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}}
            }}),
        ),
    ] {
        set(&mut root, pointer, value);
    }
    root
}

/// Whether the removal of a member is one change for a client. This is not so for required structure, hosts, and types
/// that other members imply.
fn is_one_change(root: &Value, pointer: &str) -> bool {
    let silent = [
        "/paths",
        "/components",
        "/components/schemas",
        "/servers",
        "/servers/0",
        "/servers/0/url",
        "/info",
        "/paths/~1things~1{key}",
        "/components/securitySchemes",
        "/components/securitySchemes/oauth",
        "/components/securitySchemes/oauth/type",
        "/paths/~1things~1{key}/parameters/0/required",
        // These members contain several things. Each of the things has its own change.
        "/paths/~1things~1{key}/get/responses",
        "/paths/~1things/post/parameters",
        "/components/schemas/NewThing/required",
    ];
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let beside = |key: &str| root.pointer(&format!("{parent}/{key}")).is_some();
    let is_type = last == "type"
        && [
            "properties",
            "items",
            "enum",
            "additionalProperties",
            "format",
        ]
        .into_iter()
        .any(beside);
    let inside = |part: &str| pointer.contains(part);
    let names_a_place = matches!(last, "in" | "name" | "$ref" | "allOf");
    let component =
        pointer.starts_with("/components/schemas/") && pointer.matches('/').count() == 3;
    !(silent.contains(&pointer) || names_a_place || is_type || component || inside("/allOf/"))
}
