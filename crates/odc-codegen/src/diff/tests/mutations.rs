//! Property tests of the comparison: it never panics; one cause is one change; a thing that is added in one direction
//! is removed in the other direction.

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
    fn a_thing_that_is_added_in_one_direction_is_removed_in_the_other(
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

/// The pointer of each member whose removal is one change, and the full document without this member.
pub(super) fn losses() -> Vec<(String, Value)> {
    losses_of(&full())
}

/// The pointer of each member whose removal is one change, and this document without this member.
pub(super) fn losses_of(whole: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    pointers(whole, "", &mut all);
    let removable = all
        .into_iter()
        .skip(1)
        .filter(|pointer| is_one_change(whole, pointer));
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

/// A document whose calls have arguments of one type from all places: the path, the path item, the operation, headers, the
/// properties of an object, and the files of a form.
pub(super) fn with_arguments() -> Value {
    let text = json!({"type": "string"});
    let at = |name: &str, place: &str| json!({"name": name, "in": place, "required": true, "schema": text});
    let mut filter = at("filter", "query");
    filter["style"] = json!("deepObject");
    filter["schema"] =
        json!({"type": "object", "required": ["a", "b"], "properties": {"a": text, "b": text}});
    let file = json!({"type": "string", "format": "binary"});
    let form = json!({"type": "object", "required": ["f", "g"], "properties": {"f": file, "g": file, "note": text}});
    let responses = json!({"204": {"description": "d"}});
    let mut root = things();
    root["paths"] = json!({
        "/a/{x}/{y}": {
            "parameters": [at("q", "query"), at("z", "query"), at("x", "path"), at("y", "path")],
            "get": {"operationId": "A_GetA", "parameters": [at("X-A", "header"), at("X-B", "header")],
                "responses": responses}
        },
        "/b": {
            "parameters": [at("q", "query"), at("z", "query")],
            "post": {"operationId": "B_MakeB", "parameters": [at("q", "query"), filter],
                "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": form}}},
                "responses": responses}
        }
    });
    root
}

/// Variants of the document with parameters in other orders. The flag says whether the order of the arguments of a call
/// changes.
pub(super) fn reordered_arguments() -> Vec<(String, Value, bool)> {
    let whole = with_arguments();
    let mut all = Vec::new();
    for list in [
        "/paths/~1a~1{x}~1{y}/parameters",
        "/paths/~1a~1{x}~1{y}/get/parameters",
        "/paths/~1b/post/parameters",
        "/paths/~1b/post/parameters/1/schema/properties",
        "/paths/~1b/post/requestBody/content/multipart~1form-data/schema/properties",
    ] {
        let mut other = whole.clone();
        match other.pointer_mut(list).unwrap() {
            Value::Array(list) => list.swap(0, 1),
            Value::Object(members) => {
                let first = members.keys().next().unwrap().clone();
                let first = members.shift_remove_entry(&first);
                members.extend(first);
            }
            _ => unreachable!("a list"),
        }
        all.push((format!("{list} in another order"), other, true));
    }
    let mut edited = |what: &str, is_swap: bool, edit: &dyn Fn(&mut Value)| {
        let mut other = whole.clone();
        edit(&mut other);
        all.push((what.to_owned(), other, is_swap));
    };
    let path = |path: &'static str, first: &'static str, second: &'static str| {
        move |root: &mut Value| {
            let mut item = root["paths"]["/a/{x}/{y}"].take();
            item["parameters"][2]["name"] = json!(first);
            item["parameters"][3]["name"] = json!(second);
            let made = root["paths"]["/b"].take();
            root["paths"] = json!({path: item, "/b": made});
        }
    };
    edited("an override", true, &|root| {
        let z = root["paths"]["/b"]["parameters"][1].clone();
        root["paths"]["/b"]["post"]["parameters"][0] = z;
    });
    edited("headers in another spelling", true, &|root| {
        let headers = &mut root["paths"]["/a/{x}/{y}"]["get"]["parameters"];
        headers[0]["name"] = json!("x-b");
        headers[1]["name"] = json!("x-a");
    });
    edited(
        "a path parameter in place of another",
        true,
        &path("/a/{userId}/{x}", "x", "userId"),
    );
    edited(
        "another name in place",
        false,
        &path("/a/{x}/{userId}", "x", "userId"),
    );
    edited("the headers in small letters", false, &|root| {
        let headers = &mut root["paths"]["/a/{x}/{y}"]["get"]["parameters"];
        headers[0]["name"] = json!("x-a");
        headers[1]["name"] = json!("x-b");
    });
    edited("the path before the query", false, &|root| {
        root["paths"]["/a/{x}/{y}"]["parameters"]
            .as_array_mut()
            .unwrap()
            .reverse();
        root["paths"]["/a/{x}/{y}"]["parameters"]
            .as_array_mut()
            .unwrap()
            .swap(2, 3);
    });
    all
}

/// Whether the removal of a member is one change for a client. The removal of a required part, a host, or a type that
/// other members imply is not.
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
