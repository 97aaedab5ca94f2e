//! Tests changes of the fields of responses and requests: their types and rules.

use serde_json::{Value, json};

use super::*;

#[test]
fn a_new_response_field_is_additive_and_a_removed_one_is_breaking() {
    assert_eq!(
        setting(&format!("{RESPONSE}/color"), json!({"type": "string"})),
        get("additive", "response field `color` added")
    );
    assert_eq!(
        setting(&format!("{RESPONSE}/size"), Value::Null),
        get("breaking", "response field `size` removed")
    );
    let required = "/components/schemas/ThingApiResponse/required";
    assert_eq!(
        setting(required, json!(["key"])),
        get("text", "response field `key` is required now")
    );
    assert_eq!(
        setting(&format!("{RESPONSE}/key/nullable"), json!(true)),
        get("text", "response field `key` may be null now")
    );
}

#[test]
fn a_response_field_that_the_client_requires_must_stay_required() {
    let insist = |root: &mut Value| {
        set(root, &format!("{RESPONSE}/key/x-odc-required"), json!(true));
        set(
            root,
            "/components/schemas/ThingApiResponse/required",
            json!(["key"]),
        );
    };
    assert_eq!(
        prepared(insist, |root| set(
            root,
            &format!("{RESPONSE}/key/nullable"),
            json!(true)
        )),
        get("breaking", "response field `key` may be null now")
    );
    assert_eq!(
        prepared(insist, |root| set(
            root,
            "/components/schemas/ThingApiResponse/required",
            json!([])
        )),
        get(
            "breaking",
            "response field `key` is optional now (the client needs it)"
        )
    );
    assert_eq!(
        prepared(|_| {}, insist),
        get(
            "breaking",
            "response field `key` must be present now (no `Option` in Rust)"
        )
    );
}

#[test]
fn a_request_field_that_becomes_required_is_breaking() {
    assert_eq!(
        setting(
            &format!("{REQUEST}/properties/note"),
            json!({"type": "string"})
        ),
        patch("additive", "request field `note` added")
    );
    assert_eq!(
        setting(&format!("{REQUEST}/required"), json!(["name"])),
        patch("breaking", "request field `name` is required now")
    );
    assert_eq!(
        setting("/components/schemas/Owner/required", json!([])),
        patch("additive", "request field `key` is optional now")
    );
    assert_eq!(
        settings(&[
            (
                &format!("{REQUEST}/properties/note"),
                json!({"type": "string"})
            ),
            (&format!("{REQUEST}/required"), json!(["note"])),
        ]),
        patch("breaking", "required request field `note` added")
    );
}

#[test]
fn null_counts_in_a_request_only_if_a_setter_can_send_it() {
    let nullable = |field: &str| format!("{REQUEST}/properties/{field}/nullable");
    assert_eq!(
        setting(&nullable("name"), json!(false)),
        patch("breaking", "request field `name` is never null now")
    );
    assert_eq!(
        setting(&format!("{REQUEST}/properties/words/nullable"), json!(true)),
        patch("breaking", "request field `words` may be null now"),
        "its setter took any list of texts, and takes a `Patch` now"
    );
    assert_eq!(
        setting(&nullable("count"), json!(true)),
        patch("additive", "request field `count` may be null now"),
        "a number converts into a `Patch`"
    );
    let post = |root: &mut Value| {
        let operation = root["paths"]["/things/{key}"]["patch"].clone();
        root["paths"] = json!({"/things": {"post": operation}});
    };
    assert_eq!(
        prepared(post, |root| set(root, &nullable("name"), json!(false))),
        ["text: POST /things: request field `name` is never null now"],
        "a POST omits a field that is not set"
    );
}

#[test]
fn another_spelling_of_a_field_is_breaking() {
    let same_name = after(|root| {
        let field = root
            .pointer(&format!("{RESPONSE}/traceID"))
            .unwrap()
            .clone();
        set(root, &format!("{RESPONSE}/traceID"), Value::Null);
        set(root, &format!("{RESPONSE}/traceId"), field);
    });
    assert_eq!(
        same_name,
        get(
            "breaking",
            "response field `traceID` is spelled `traceId` now (one name in Rust)"
        )
    );
    assert_eq!(
        setting(&format!("{RESPONSE}/traceID/x-rust-name"), json!("trace")),
        get(
            "breaking",
            "response field `traceID` becomes `trace` in Rust, was `trace_id`"
        )
    );
}

#[test]
fn stricter_rules_of_requests_are_breaking_and_looser_ones_additive() {
    for (rule, loose, strict) in [
        ("minLength", json!(1), json!(3)),
        ("maxLength", json!(9), json!(5)),
        ("minimum", json!(-4), json!(0)),
        ("maximum", json!(2.5), json!(2)),
        ("pattern", Value::Null, json!("^a")),
        ("multipleOf", Value::Null, json!(5)),
        ("uniqueItems", json!(false), json!(true)),
        ("format", Value::Null, json!("email")),
    ] {
        let pointer = format!("{REQUEST}/properties/name/{rule}");
        let [tighter, wider] = flipped(&pointer, loose.clone(), strict.clone());
        assert!(tighter[0].starts_with("breaking: PATCH"), "{tighter:?}");
        assert!(wider[0].starts_with("additive: PATCH"), "{wider:?}");
        assert_eq!((tighter.len(), wider.len()), (1, 1));
        let [read, _] = flipped(&format!("{RESPONSE}/traceID/{rule}"), loose, strict);
        assert!(read[0].starts_with("text: GET"), "{read:?}");
    }
    assert_eq!(
        setting(&format!("{REQUEST}/properties/name/minLength"), json!(3)),
        patch(
            "breaking",
            "minLength of request field `name` is 3 now, was not set"
        )
    );
}

#[test]
fn a_rule_that_excludes_no_value_is_a_text() {
    assert_eq!(
        setting(&format!("{REQUEST}/properties/name/minLength"), json!(0)),
        patch(
            "text",
            "minLength of request field `name` is 0 now, was not set"
        )
    );
}

#[test]
fn a_changed_default_of_a_request_field_is_breaking_and_a_new_one_is_a_text() {
    let default = format!("{REQUEST}/properties/name/default");
    assert_eq!(
        setting(&default, json!("a")),
        patch(
            "text",
            "default of request field `name` is `a` now, was not set"
        )
    );
    let [changed, _] = flipped(&default, json!("a"), json!("b"));
    assert_eq!(
        changed,
        patch(
            "breaking",
            "default of request field `name` is `b` now, was `a`"
        )
    );
}

#[test]
fn read_only_counts_in_requests_and_write_only_in_responses() {
    let name = format!("{REQUEST}/properties/name");
    let [on, off] = flipped(&format!("{name}/readOnly"), json!(false), json!(true));
    assert_eq!(
        on,
        patch("breaking", "request field `name` is readOnly now")
    );
    assert_eq!(
        off,
        patch("additive", "request field `name` is readOnly no longer")
    );
    let [on, off] = flipped(
        &format!("{RESPONSE}/size/writeOnly"),
        json!(false),
        json!(true),
    );
    assert_eq!(
        on,
        get("breaking", "response field `size` is writeOnly now")
    );
    assert_eq!(
        off,
        get("additive", "response field `size` is writeOnly no longer")
    );
    assert_eq!(
        setting(&format!("{RESPONSE}/size/readOnly"), json!(true)),
        get("text", "response field `size` is readOnly now")
    );
}

#[test]
fn a_read_only_field_is_not_part_of_a_request() {
    let id = json!({"type": "string", "readOnly": true});
    let [came, went] = flipped(&format!("{REQUEST}/properties/id"), Value::Null, id.clone());
    assert!(came.is_empty() && went.is_empty(), "{came:?} {went:?}");
    let with_id = |root: &mut Value| set(root, &format!("{REQUEST}/properties/id"), id.clone());
    let demanded = prepared(with_id, |root| {
        set(root, &format!("{REQUEST}/required"), json!(["id"]));
    });
    assert!(demanded.is_empty(), "only responses need it: {demanded:?}");
    let demanded = |root: &mut Value| {
        with_id(root);
        set(root, &format!("{REQUEST}/required"), json!(["id"]));
    };
    assert_eq!(
        prepared(demanded, |root| {
            set(
                root,
                &format!("{REQUEST}/properties/id/readOnly"),
                json!(false),
            );
        }),
        [
            "breaking: PATCH /things/{key}: request field `id` is required now",
            "additive: PATCH /things/{key}: request field `id` is readOnly no longer"
        ]
    );
}

#[test]
fn additional_properties_are_kept_if_the_document_allows_them() {
    let further = "/components/schemas/ThingApiResponse/additionalProperties";
    assert!(
        setting(further, json!(false)).is_empty(),
        "the service adds fields anyway"
    );
    let [on, off] = flipped(further, json!(false), json!(true));
    assert_eq!(
        on,
        get("additive", "further fields of response are kept now")
    );
    assert_eq!(
        off,
        get("breaking", "further fields of response are no longer kept")
    );
    let map = |of: Value| json!({"type": "object", "additionalProperties": of});
    let [typed, _] = flipped(
        &format!("{RESPONSE}/parts"),
        map(json!(true)),
        map(json!({"type": "string"})),
    );
    assert_eq!(
        typed,
        get(
            "breaking",
            "further fields of response field `parts` is string now, was any value"
        )
    );
}
