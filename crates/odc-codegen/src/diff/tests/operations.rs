//! Tests changes of methods, bodies and texts of the document.

use serde_json::{Value, json};

use super::*;

#[test]
fn a_document_does_not_differ_from_itself() {
    assert!(between(&things(), &things()).is_empty());
}

#[test]
fn a_new_operation_is_additive_and_a_removed_one_is_breaking() {
    assert_eq!(
        setting(PATCH, Value::Null),
        ["breaking: PATCH /things/{key}: operation removed"]
    );
    assert_eq!(
        setting(
            "/paths/~1invitations",
            json!({"post": {"responses": {"204": {}}}})
        ),
        ["additive: POST /invitations: operation added"]
    );
}

#[test]
fn operations_that_are_not_generated_do_not_count() {
    for method in ["options", "trace"] {
        let operation = json!({"operationId": "Thing_ReadThing", "responses": {"204": {}}});
        assert!(setting(&format!("/paths/~1things~1{{key}}/{method}"), operation).is_empty());
    }
}

#[test]
fn a_new_operation_id_is_breaking_only_if_the_method_name_changes() {
    let id = format!("{GET}/operationId");
    assert_eq!(
        setting(&id, json!("Things_QueryThing")),
        [
            "breaking: GET /things/{key}: method `get_thing` becomes `list_thing` \
             (`x-rust-name: get_thing` in the overlay keeps it)"
        ]
    );
    assert_eq!(
        setting(&id, json!("Things_GetThing")),
        [
            "text: GET /things/{key}: operationId of the operation is `Things_GetThing` now, was `Thing_ReadThing`"
        ]
    );
    assert_eq!(
        setting(&format!("{GET}/x-rust-name"), json!("fetch_thing")).len(),
        1,
        "the overlay name is not reported as a text too"
    );
}

#[test]
fn a_method_whose_name_a_new_operation_gets_is_renamed() {
    let mut old = things();
    set(
        &mut old,
        &format!("{GET}/operationId"),
        json!("Thing_ReadDetails"),
    );
    let mut new = old.clone();
    let added = json!({"get": {"operationId": "Group_ReadDetails", "responses": {"204": {}}}});
    set(&mut new, "/paths/~1groups", added);
    assert_eq!(
        between(&old, &new),
        [
            "breaking: GET /things/{key}: method `get_details` becomes `get_thing` \
             (`x-rust-name: get_details` in the overlay keeps it)",
            "additive: GET /groups: operation added"
        ]
    );
}

#[test]
fn a_moved_operation_is_found_by_its_id() {
    let moved = after(|root| {
        let item = root["paths"]["/things/{key}"].clone();
        root["paths"] = json!({"/stuff/{key}": item});
    });
    assert_eq!(
        moved,
        [
            "breaking: GET /stuff/{key}: moved here from GET /things/{key}",
            "breaking: PATCH /stuff/{key}: moved here from PATCH /things/{key}"
        ]
    );
}

#[test]
fn deprecation_summary_and_tags_of_an_operation_are_texts() {
    for (member, value, what) in [
        ("deprecated", json!(true), "the operation is deprecated now"),
        ("summary", json!("New."), "summary of the operation added"),
        (
            "tags",
            json!(["a", "b"]),
            "tags of the operation are `a`, `b` now, were not set",
        ),
        (
            "x-odc-idempotent",
            json!(true),
            "x-odc-idempotent of the operation is true now, was not set",
        ),
    ] {
        assert_eq!(
            setting(&format!("{GET}/{member}"), value),
            [format!("text: GET /things/{{key}}: {what}")]
        );
    }
    let [on, off] = flipped(&format!("{GET}/deprecated"), json!(true), json!(false));
    assert_eq!(
        on,
        ["text: GET /things/{key}: the operation is no longer deprecated"]
    );
    assert_eq!(
        off,
        ["text: GET /things/{key}: the operation is deprecated now"]
    );
}

#[test]
fn texts_of_the_document_belong_to_no_operation() {
    for (pointer, value, line) in [
        (
            "/openapi",
            json!("3.0.4"),
            "text: openapi of the document is `3.0.4` now, was `3.0.3`",
        ),
        (
            "/info/version",
            json!("v2"),
            "text: version of the document is `v2` now, was `v1`",
        ),
        (
            "/info/description",
            json!("x"),
            "text: description of the document added",
        ),
        (
            "/info/contact",
            json!({"name": "x"}),
            "text: contact of the document added",
        ),
        (
            "/tags",
            json!([{"name": "a"}]),
            "text: tags of the document added",
        ),
        (
            "/externalDocs",
            json!({"url": "x"}),
            "text: externalDocs of the document added",
        ),
    ] {
        assert_eq!(setting(pointer, value), [line]);
    }
}

#[test]
fn a_new_optional_body_is_additive_and_a_removed_body_is_breaking() {
    let body = format!("{PATCH}/requestBody");
    assert_eq!(
        setting(&body, Value::Null),
        ["breaking: PATCH /things/{key}: request body removed"]
    );
    let content = json!({"application/json": {"schema": {"type": "object"}}});
    let added = |body: Value| setting(&format!("{GET}/requestBody"), body);
    assert_eq!(
        added(json!({"content": content})),
        ["additive: GET /things/{key}: request body added"]
    );
    assert_eq!(
        added(json!({"content": content, "required": true})),
        ["breaking: GET /things/{key}: required request body added"]
    );
    assert_eq!(
        setting(&format!("{body}/required"), json!(true)),
        ["breaking: PATCH /things/{key}: the request body is required now"],
        "a call without it sends none"
    );
    let [needed, optional] = flipped(&format!("{body}/required"), json!(false), json!(true));
    assert_eq!(
        needed,
        ["breaking: PATCH /things/{key}: the request body is required now"]
    );
    assert_eq!(
        optional,
        ["additive: PATCH /things/{key}: the request body is optional now"]
    );
}

#[test]
fn a_file_of_a_form_that_becomes_required_is_an_argument_of_the_method() {
    let body = |required: bool, listed: &Value| {
        let file = json!({"type": "string", "format": "binary"});
        let form = json!({"type": "object", "required": listed, "properties": {
            "image": file, "more": {"type": "array", "items": file},
        }});
        json!({"required": required, "content": {"multipart/form-data": {"schema": form}}})
    };
    let place = format!("{PATCH}/requestBody");
    let [needed, optional] = flipped(
        &place,
        body(true, &json!(["image"])),
        body(true, &json!(["image", "more"])),
    );
    let argument =
        "breaking: PATCH /things/{key}: the file `more` is an argument of the method now";
    assert!(needed.contains(&argument.to_owned()), "{needed:?}");
    let setter =
        "breaking: PATCH /things/{key}: the file `more` is no longer an argument of the method";
    assert!(optional.contains(&setter.to_owned()), "{optional:?}");
    let listed = json!(["image", "more"]);
    let [whole, _] = flipped(&place, body(false, &listed), body(true, &listed));
    assert_eq!(whole.len(), 3, "{whole:?}");
}

#[test]
fn a_part_of_a_form_that_becomes_a_file_or_a_text_is_another_type() {
    let form = |part: Value| {
        let schema = json!({"type": "object", "properties": {"a": part}});
        json!({"multipart/form-data": {"schema": schema}})
    };
    let (text, file) = (
        json!({"type": "string"}),
        json!({"type": "string", "format": "binary"}),
    );
    let list = |items: &Value| json!({"type": "array", "items": items});
    for (place, text, file) in [
        ("request field `a`", text.clone(), file.clone()),
        ("element of request field `a`", list(&text), list(&file)),
    ] {
        let [becomes_file, becomes_text] = flipped(
            &format!("{PATCH}/requestBody/content"),
            form(text),
            form(file),
        );
        let what = |is: &str, was: &str| format!("{place} is {is} now, was {was}");
        let bytes = "string (binary)";
        assert_eq!(becomes_file, patch("breaking", &what(bytes, "string")));
        assert_eq!(becomes_text, patch("breaking", &what("string", bytes)));
    }
}

#[test]
fn another_encoding_of_a_form_is_breaking() {
    let form = |explode: bool| {
        let list = json!({"type": "array", "items": {"type": "string"}});
        let schema = json!({"type": "object", "properties": {"tags": list}});
        json!({"application/x-www-form-urlencoded": {
            "schema": schema, "encoding": {"tags": {"explode": explode}},
        }})
    };
    let [changed, _] = flipped(
        &format!("{PATCH}/requestBody/content"),
        form(false),
        form(true),
    );
    let what = "the fields of the form are written in another way now";
    assert_eq!(
        changed,
        [format!("breaking: PATCH /things/{{key}}: {what}")]
    );
}

#[test]
fn only_the_form_in_which_a_body_is_sent_counts() {
    let content = format!("{PATCH}/requestBody/content");
    let json = things()
        .pointer(&format!("{content}/application~1json"))
        .unwrap()
        .clone();
    let text = json!({"schema": {"type": "string"}});
    let set_to = |forms: Value| setting(&content, forms);
    assert!(set_to(json!({"application/json": json, "text/plain": text})).is_empty());
    assert!(set_to(json!({"application/json; charset=utf-8": json})).is_empty());
    assert!(set_to(json!({"application/*+json": json})).is_empty());
    assert_eq!(
        set_to(json!({"application/vnd.x+json": json})),
        [
            "breaking: PATCH /things/{key}: the request body is `application/vnd.x+json` now, was `application/json`"
        ],
        "under a name of its own it is sent so, and nothing else is taken"
    );
    let vendors = "application/vnd.x+json";
    let [wider, _] = flipped(
        &content,
        json!({vendors: json}),
        json!({"application/json": json, "application/*+json": json}),
    );
    assert_eq!(
        wider,
        [format!(
            "additive: PATCH /things/{{key}}: the request body is `application/json` now, was `{vendors}`"
        )]
    );
    assert_eq!(
        set_to(json!({"text/plain": text})),
        [
            "breaking: PATCH /things/{key}: the request body is `text/plain` now, was `application/json`"
        ]
    );
    assert_eq!(
        set_to(json!({"multipart/form-data": json})),
        [
            "breaking: PATCH /things/{key}: the request body is `multipart/form-data` now, was `application/json`"
        ]
    );
    assert_eq!(
        set_to(json!({"multipart/related": text})),
        [
            "breaking: PATCH /things/{key}: the request body is a form that we cannot send now, was `application/json`"
        ]
    );
    let form = "application/x-www-form-urlencoded";
    let [more, less] = flipped(
        &content,
        json!({form: json}),
        json!({form: json, "application/json": json}),
    );
    assert_eq!(
        more,
        [format!(
            "additive: PATCH /things/{{key}}: the request body is `application/json` now, was `{form}`"
        )]
    );
    assert_eq!(
        less,
        [format!(
            "breaking: PATCH /things/{{key}}: the request body is `{form}` now, was `application/json`"
        )]
    );
}

#[test]
fn another_base_path_is_breaking() {
    assert_eq!(
        setting("/servers", json!([{"url": "https://x/api/things/v2"}])),
        ["breaking: base path is `/api/things/v2` now, was `/api/things/v1`"]
    );
    let moved = after(|root| {
        let item = root["paths"]["/things/{key}"].clone();
        root["paths"] = json!({"/api/things/v1/things/{key}": item});
        root["servers"] = json!([{"url": "https://x/"}]);
    });
    assert_eq!(
        moved,
        ["text: base path is empty now, was `/api/things/v1` (the paths compensate for it)"]
    );
}

#[test]
fn other_hosts_and_variables_with_the_same_path_are_no_change() {
    for servers in [
        json!([{"url": "https://other.example/api/things/v1/"}]),
        json!([{"url": "https://{odc-portal-domain}/api/things/v1", "variables": {"odc-portal-domain": {"default": "x"}}}]),
        json!([{"url": "https://x/{base}", "variables": {"base": {"default": "api/things/v1"}}}]),
    ] {
        let changed = setting("/servers", servers);
        assert!(changed.is_empty(), "{changed:?}");
    }
}

#[test]
fn own_servers_of_an_operation_are_breaking() {
    assert_eq!(
        setting(
            &format!("{GET}/servers"),
            json!([{"url": "https://elsewhere/x"}])
        ),
        ["breaking: GET /things/{key}: servers of the operation added"]
    );
}
