//! Tests changes of arguments and setters.

use serde_json::{Value, json};

use super::*;

/// The changes when the GET gets this list of parameters.
fn listed(list: Value) -> Vec<String> {
    setting(&format!("{GET}/parameters"), list)
}

/// The changes from the first list of parameters to the second list, and back.
fn from_to(one: Value, other: Value) -> [Vec<String>; 2] {
    flipped(&format!("{GET}/parameters"), one, other)
}

fn embed() -> Value {
    things()
        .pointer(&format!("{GET}/parameters/0"))
        .unwrap()
        .clone()
}

/// The parameter `embed` with this member.
fn embed_with(member: &str, value: Value) -> Value {
    let mut parameter = embed();
    parameter[member] = value;
    parameter
}

fn query(name: &str, required: bool) -> Value {
    json!({"name": name, "in": "query", "required": required, "schema": {"type": "string"}})
}

#[test]
fn a_new_optional_parameter_is_additive_and_a_removed_one_is_breaking() {
    assert_eq!(
        listed(json!([embed(), query("sort", false)])),
        get("additive", "query parameter `sort` added")
    );
    assert_eq!(
        listed(json!([embed(), query("sort", true)])),
        get("breaking", "required query parameter `sort` added")
    );
    assert_eq!(
        listed(json!([])),
        get("breaking", "query parameter `embed` removed")
    );
}

#[test]
fn a_parameter_that_becomes_required_or_optional_is_breaking() {
    let [demanded, released] = from_to(json!([query("q", false)]), json!([query("q", true)]));
    assert_eq!(
        demanded,
        get(
            "breaking",
            "query parameter `q` is required now (an argument, was a setter)"
        )
    );
    assert_eq!(
        released,
        get(
            "breaking",
            "query parameter `q` is optional now (a setter, was an argument)"
        )
    );
}

#[test]
fn another_order_of_arguments_is_breaking_and_of_setters_is_not() {
    let (a, b) = (query("a", true), query("b", true));
    let [swapped, _] = from_to(json!([a, b]), json!([b, a]));
    assert_eq!(
        swapped,
        get(
            "breaking",
            "arguments are `key`, `b`, `a` now, were `key`, `a`, `b`"
        )
    );
    let (a, b) = (query("a", false), query("b", false));
    let [swapped, _] = from_to(json!([a, b]), json!([b, a]));
    assert!(swapped.is_empty(), "{swapped:?}");
}

#[test]
fn path_parameters_that_swap_their_positions_are_breaking() {
    let at = |path: &str| {
        let path_parameter = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        json!({"openapi": "3.0.3", "paths": {path: {"get": {"operationId": "X_Get", "parameters": [path_parameter("a"), path_parameter("b")], "responses": {}}}}})
    };
    assert_eq!(
        between(&at("/x/{a}/{b}"), &at("/x/{b}/{a}")),
        ["breaking: GET /x/{b}/{a}: arguments are `b`, `a` now, were `a`, `b`"]
    );
}

#[test]
fn another_spelling_of_a_parameter_is_breaking_although_its_setter_stays() {
    assert_eq!(
        listed(json!([embed_with("name", json!("Embed"))])),
        get(
            "breaking",
            "query parameter `embed` is spelled `Embed` now (the same setter)"
        )
    );
    let header = json!({"name": "embed", "in": "header", "schema": embed()["schema"]});
    assert_eq!(
        listed(json!([header])),
        get(
            "breaking",
            "query parameter `embed` is the header parameter `embed` now (the same setter)"
        )
    );
}

#[test]
fn another_overlay_name_of_a_setter_is_breaking_and_of_an_argument_is_not() {
    assert_eq!(
        listed(json!([embed_with("x-rust-name", json!("with"))])),
        get(
            "breaking",
            "query parameter `embed` becomes `with` in Rust, was `embed`"
        )
    );
    let called = |name: &str| {
        let mut parameter = query("q", true);
        parameter["x-rust-name"] = json!(name);
        json!([parameter])
    };
    let [argument, _] = from_to(called("a"), called("b"));
    assert_eq!(
        argument,
        get(
            "text",
            "query parameter `q` becomes `b` in Rust, was `a` (identified by position)"
        )
    );
    let mut kept = query("filter", false);
    kept["x-rust-name"] = json!("embed");
    let [same_name, _] = from_to(json!([query("embed", false)]), json!([kept]));
    assert_eq!(
        same_name,
        get(
            "breaking",
            "query parameter `embed` is spelled `filter` now (the same setter)"
        )
    );
}

#[test]
fn a_setter_whose_name_another_parameter_gets_is_breaking() {
    let header = json!({"name": "embed", "in": "header", "schema": {"type": "string"}});
    let alone = json!([header]);
    let [gives_way, _] = from_to(alone, json!([header, embed()]));
    assert_eq!(
        gives_way,
        [
            "breaking: GET /things/{key}: header parameter `embed` becomes `embed_header` in Rust, was `embed`",
            "additive: GET /things/{key}: query parameter `embed` added"
        ]
    );
}

#[test]
fn a_parameter_that_takes_the_setter_of_a_field_of_the_body_is_breaking() {
    let owner = json!([{"name": "owner", "in": "query", "schema": {"type": "string"}}]);
    assert_eq!(
        setting(&format!("{PATCH}/parameters"), owner),
        [
            "breaking: PATCH /things/{key}: setter of request field `owner` becomes `owner_body`, was `owner`",
            "additive: PATCH /things/{key}: query parameter `owner` added"
        ]
    );
}

#[test]
fn header_names_are_compared_without_case() {
    let header = |name: &str| json!([{"name": name, "in": "header", "schema": {"type": "string"}}]);
    let [changed, _] = from_to(header("X-Trace"), header("x-trace"));
    assert_eq!(
        changed,
        get(
            "text",
            "name of header parameter `x-trace` is `x-trace` now, was `X-Trace`"
        )
    );
}

#[test]
fn another_type_of_a_parameter_is_breaking() {
    assert_eq!(
        listed(json!([embed_with("schema", json!({"type": "string"}))])),
        get(
            "breaking",
            "query parameter `embed` is string now, was array"
        )
    );
}

#[test]
fn another_style_is_breaking_for_lists_and_not_for_single_values() {
    assert_eq!(
        listed(json!([embed_with("explode", json!(false))])),
        get(
            "breaking",
            "query parameter `embed` is written `embed=a,b` now, was `embed=a&embed=b`"
        )
    );
    assert_eq!(
        listed(json!([embed_with("style", json!("pipeDelimited"))])),
        get(
            "breaking",
            "query parameter `embed` is written `embed=a|b` now, was `embed=a&embed=b`"
        )
    );
    assert_eq!(
        listed(json!([embed_with("explode", json!(true))])),
        get(
            "text",
            "explode of query parameter `embed` is true now, was not set"
        ),
        "the default value, given explicitly"
    );
    let mut single = query("q", false);
    let plain = json!([single]);
    single["explode"] = json!(false);
    let [off, _] = from_to(json!([single]), plain);
    assert!(off.is_empty(), "{off:?}");
    assert_eq!(
        setting("/paths/~1things~1{key}/parameters/0/style", json!("matrix")),
        [
            "breaking: GET /things/{key} and 1 more: path parameter `key` is written `;key=a` now, was `a`"
        ]
    );
}

#[test]
fn allow_reserved_is_a_text_because_our_clients_encode_and_services_decode() {
    assert_eq!(
        listed(json!([embed_with("allowReserved", json!(true))])),
        get(
            "text",
            "allowReserved of query parameter `embed` is true now, was not set"
        )
    );
}

#[test]
fn a_parameter_that_becomes_json_is_breaking() {
    let content = json!({"name": "embed", "in": "query", "content": {"application/json": {"schema": embed()["schema"]}}});
    assert_eq!(
        listed(json!([content])),
        get(
            "breaking",
            "query parameter `embed` is written as application/json now, was plain text"
        )
    );
}

#[test]
fn a_list_in_one_string_has_another_setter() {
    let [changed, _] = from_to(
        json!([query("keys", false)]),
        json!([{"name": "keys", "in": "query", "schema": {"type": "string"}, "x-odc-comma-list": true}]),
    );
    assert_eq!(
        changed,
        get(
            "breaking",
            "x-odc-comma-list of query parameter `keys` is true now, was not set"
        )
    );
}

#[test]
fn optional_cookies_are_a_text_because_our_clients_do_not_send_them() {
    let cookie = |required: bool| json!({"name": "sid", "in": "cookie", "required": required, "schema": {"type": "string"}});
    assert_eq!(
        listed(json!([embed(), cookie(false)])),
        get(
            "text",
            "cookie parameter `sid` added (our clients send no cookies)"
        )
    );
    assert_eq!(
        listed(json!([embed(), cookie(true)])),
        get("breaking", "required cookie parameter `sid` added")
    );
}

#[test]
fn a_renamed_path_parameter_is_identified_by_its_position() {
    let renamed = after(|root| {
        let mut item = root["paths"]["/things/{key}"].clone();
        item["parameters"][0]["name"] = json!("thingKey");
        root["paths"] = json!({"/things/{thingKey}": item});
    });
    assert_eq!(
        renamed,
        [
            "text: GET /things/{thingKey} and 1 more: path parameter `key` is called `thingKey` now (identified by position)"
        ],
        "the parameter stands in one place, so it is reported once"
    );
}

#[test]
fn nullable_parameters_are_a_text() {
    assert_eq!(
        listed(json!([embed_with(
            "schema",
            json!({"type": "array", "nullable": true, "items": {"type": "string"}})
        )])),
        get(
            "text",
            "nullable of query parameter `embed` is true now, was not set"
        )
    );
}
