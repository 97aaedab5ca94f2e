//! Tests changes of security requirements and permissions.

use serde_json::{Value, json};

use super::*;

/// The document with a bearer scheme, an OAuth scheme and a key. The whole document needs `requirement`.
fn secured(requirement: &Value) -> Value {
    let mut root = things();
    root["components"]["securitySchemes"] = json!({
        "bearer": {"type": "http", "scheme": "bearer"},
        "oauth": {"type": "oauth2", "flows": {}},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    });
    root["security"] = requirement.clone();
    root
}

fn changed(one: &Value, other: &Value) -> Vec<String> {
    between(&secured(one), &secured(other))
}

#[test]
fn a_new_or_removed_requirement_of_the_document_is_one_change() {
    let (none, bearer) = (json!([]), json!([{"bearer": []}]));
    assert_eq!(
        changed(&none, &bearer),
        ["text: security is `bearer` now, was not needed (our calls always carry a bearer token)"]
    );
    assert_eq!(
        changed(&bearer, &none),
        ["text: security is not needed now, was `bearer` (our calls always carry a bearer token)"]
    );
    let mut without = secured(&bearer);
    set(&mut without, "/security", Value::Null);
    assert_eq!(
        between(&secured(&bearer), &without),
        ["text: security is not needed now, was `bearer` (our calls always carry a bearer token)"]
    );
}

#[test]
fn new_scopes_and_api_keys_are_breaking() {
    let (bearer, read) = (json!([{"bearer": []}]), json!([{"oauth": ["read"]}]));
    assert_eq!(
        changed(&bearer, &read),
        ["breaking: security is `oauth(read)` now, was `bearer`"]
    );
    assert_eq!(
        changed(&read, &bearer),
        ["additive: security is `bearer` now, was `oauth(read)`"]
    );
    assert_eq!(
        changed(&bearer, &json!([{"bearer": [], "key": []}])),
        ["breaking: security is `bearer and key` now, was `bearer`"]
    );
    assert_eq!(
        changed(&read, &json!([{"oauth": ["read"]}, {"oauth": ["write"]}])),
        ["additive: security is `oauth(read)` or `oauth(write)` now, was `oauth(read)`"]
    );
}

#[test]
fn the_own_requirement_of_an_operation_is_compared() {
    let old = secured(&json!([{"bearer": []}]));
    let mut new = old.clone();
    set(&mut new, &format!("{GET}/security"), json!([{"key": []}]));
    assert_eq!(
        between(&old, &new),
        ["breaking: GET /things/{key}: security is `key` now, was `bearer`"]
    );
    assert_eq!(
        between(&new, &old),
        ["additive: GET /things/{key}: security is `bearer` now, was `key`"]
    );
    set(
        &mut new,
        &format!("{GET}/security"),
        json!([{"bearer": []}]),
    );
    assert!(
        between(&old, &new).is_empty(),
        "the requirement of the document, repeated"
    );
}

#[test]
fn another_scheme_with_the_same_name_is_one_change() {
    let mut old = secured(&json!([{"bearer": []}]));
    set(
        &mut old,
        &format!("{GET}/security"),
        json!([{"bearer": []}]),
    );
    let mut new = old.clone();
    new["components"]["securitySchemes"]["bearer"] = json!({"type": "http", "scheme": "basic"});
    assert_eq!(
        between(&old, &new),
        ["breaking: security scheme `bearer` is HTTP basic now, was a bearer token"]
    );
    new["components"]["securitySchemes"]["bearer"] =
        json!({"type": "http", "scheme": "Bearer", "description": "x"});
    assert_eq!(
        between(&old, &new),
        ["text: description of the security scheme `bearer` added"]
    );
}

#[test]
fn one_of_several_permissions_is_enough() {
    let needs = |sentence: &str| json!(format!("Needs {sentence}."));
    let from_to = |one: &str, other: &str| {
        let [there, _] = flipped(&format!("{GET}/x-os-permissions"), needs(one), needs(other));
        there
    };
    assert_eq!(
        from_to("**A > B**", "**A > B** or **A > C**"),
        [
            "additive: GET /things/{key}: needs the permission `A > B` or `A > C` now, needed the permission `A > B` before"
        ]
    );
    assert_eq!(
        from_to("**A > B** or **A > C**", "**A > C**"),
        [
            "breaking: GET /things/{key}: needs the permission `A > C` now, needed the permission `A > B` or `A > C` before"
        ]
    );
    assert_eq!(
        from_to("nothing", "**A > C**"),
        [
            "breaking: GET /things/{key}: needs the permission `A > C` now, needed no particular permission before"
        ]
    );
    assert_eq!(
        from_to("**A > B** or **A > C**", "either **A > C** or **A > B**").len(),
        1
    );
    assert!(from_to("**A > B**", "just **A > B**")[0].starts_with("text: "));
    assert_eq!(
        from_to("**A > B**", "nothing"),
        [
            "additive: GET /things/{key}: needs no particular permission now, needed the permission `A > B` before"
        ]
    );
}

#[test]
fn a_sentence_about_permissions_that_cannot_be_read_is_breaking() {
    let any = "Needs **A > B**, **A > C** or **A > D**.";
    let pointer = format!("{GET}/x-os-permissions");
    for unread in [
        "Does **not** need **A > B**, **A > C** or **A > D**.",
        "Needs any **two** of **A > B**, **A > C** or **A > D**.",
        "Needs **A > B**, **A > C** or **A > D** **together**.",
    ] {
        for lines in flipped(&pointer, json!(any), json!(unread)) {
            assert!(lines[0].starts_with("breaking: "), "{lines:?}");
            let end = " (a sentence that cannot be read; compare the two)";
            assert!(lines[0].ends_with(end), "{lines:?}");
        }
    }
    let [one, other] = ["**A > B** (legacy)", "**A > B** (for now)"].map(|text| json!(text));
    for lines in flipped(&pointer, one, other) {
        assert!(lines[0].starts_with("text: "), "{lines:?}");
    }
}
