//! Tests changes of responses. The content of a success is the type of the call. Statuses and errors are documentation.

use serde_json::{Value, json};

use super::*;

fn json_of(schema: &Value) -> Value {
    json!({"description": "It.", "content": {"application/json": {"schema": schema}}})
}

/// The changes from the first responses of the PATCH to the second responses, and back.
fn from_to(one: Value, other: Value) -> [Vec<String>; 2] {
    flipped(&format!("{PATCH}/responses"), one, other)
}

#[test]
fn another_success_status_is_a_text() {
    let none = json!({"description": "Done."});
    let [moved, _] = from_to(json!({"204": none}), json!({"200": none}));
    assert_eq!(moved, patch("text", "success status is 200 now, was 204"));
    let text = json_of(&json!({"type": "string"}));
    let [more, less] = from_to(json!({"200": text}), json!({"200": text, "201": text}));
    assert_eq!(more, patch("text", "success status 201 added"));
    assert_eq!(less, patch("text", "success status 201 removed"));
}

#[test]
fn another_form_of_the_success_is_breaking() {
    let none = json!({"description": "It."});
    let text = json_of(&json!({"type": "string"}));
    let bytes = json!({"description": "It.", "content": {"image/png": {}}});
    let [filled, emptied] = from_to(json!({"200": none}), json!({"200": text}));
    assert_eq!(
        filled,
        patch(
            "breaking",
            "a success returns JSON now, returned nothing before"
        )
    );
    assert_eq!(
        emptied,
        patch(
            "breaking",
            "a success returns nothing now, returned JSON before"
        )
    );
    let [to_bytes, _] = from_to(json!({"200": text}), json!({"200": bytes}));
    assert_eq!(
        to_bytes,
        patch(
            "breaking",
            "a success returns bytes (`image/png`) now, returned JSON before"
        )
    );
    let [optional, sure] = from_to(json!({"200": text}), json!({"200": text, "204": none}));
    assert_eq!(
        optional,
        patch(
            "breaking",
            "a success may return nothing now (an `Option` in Rust)"
        )
    );
    assert_eq!(
        sure,
        patch(
            "breaking",
            "a success always returns content now (no `Option` in Rust)"
        )
    );
    let number = json_of(&json!({"type": "integer"}));
    let [any, _] = from_to(json!({"200": text}), json!({"200": text, "202": number}));
    assert_eq!(
        any,
        patch(
            "breaking",
            "a success returns any JSON (its successes have different schemas) now, returned JSON before"
        )
    );
}

#[test]
fn json_with_another_media_type_is_json() {
    let schema = json!({"schema": {"type": "string"}});
    let as_media = |media: &str| json!({"200": {"description": "It.", "content": {media: schema}}});
    for media in ["application/vnd.x+json", "application/json; charset=utf-8"] {
        let [changed, _] = from_to(as_media("application/json"), as_media(media));
        assert!(changed.is_empty(), "{changed:?}");
    }
}

#[test]
fn a_file_is_bytes_with_every_media_type() {
    let text =
        |format: Value| json!({"200": json_of(&json!({"type": "string", "format": format}))});
    let [file, value] = from_to(text(json!("uri")), text(json!("binary")));
    let bytes = "bytes (`application/octet-stream`)";
    assert_eq!(
        file,
        patch(
            "breaking",
            &format!("a success returns {bytes} now, returned JSON before")
        )
    );
    assert_eq!(
        value,
        patch(
            "breaking",
            &format!("a success returns JSON now, returned {bytes} before")
        )
    );
}

#[test]
fn default_alone_is_the_success() {
    let text = json_of(&json!({"type": "string"}));
    let [named, _] = from_to(json!({"default": text}), json!({"200": text}));
    assert_eq!(
        named,
        patch("text", "success status is 200 now, was default")
    );
}

#[test]
fn declared_errors_are_documentation() {
    assert_eq!(
        setting(&format!("{GET}/responses/404"), Value::Null),
        ["text: GET /things/{key}: error response 404 removed"]
    );
    assert_eq!(
        setting(
            &format!("{GET}/responses/409"),
            json!({"description": "No."})
        ),
        ["text: GET /things/{key}: error response 409 added"]
    );
    assert_eq!(
        setting(
            &format!("{GET}/responses/404/content"),
            json!({"application/json": {}})
        ),
        [
            "text: GET /things/{key}: response 404 comes as `application/json` now, without content before"
        ]
    );
    assert_eq!(
        setting(
            &format!("{GET}/responses/404/description"),
            json!("Nothing.")
        ),
        ["text: GET /things/{key}: description of response 404 changed"]
    );
}

/// The document with an error response for both operations, with the same schema.
fn with_problems(root: &mut Value) {
    let problem = json_of(&json!({"$ref": "#/components/schemas/Problem"}));
    set(root, &format!("{GET}/responses/403"), problem.clone());
    set(root, &format!("{PATCH}/responses/400"), problem);
    set(
        root,
        "/components/schemas/Problem",
        json!({"type": "object", "required": ["title"], "properties": {
            "title": {"type": "string"},
            "traceID": {"type": "string"},
            "kind": {"$ref": "#/components/schemas/ProblemKind"}
        }}),
    );
    set(
        root,
        "/components/schemas/ProblemKind",
        json!({"type": "string", "enum": ["A", "B"]}),
    );
}

#[test]
fn each_change_of_an_error_response_is_one_text() {
    const PROBLEM: &str = "/components/schemas/Problem";
    let both = |what: &str| [format!("text: GET /things/{{key}} and 1 more: {what}")];
    let changed = |pointer: &str, value: Value| {
        prepared(with_problems, |root| {
            set(root, &format!("{PROBLEM}{pointer}"), value);
        })
    };
    assert_eq!(
        changed("/properties/traceID", Value::Null),
        both("error response field `traceID` removed")
    );
    assert_eq!(
        changed("/properties/title", json!({"type": "integer"})),
        both("error response field `title` is integer now, was string")
    );
    assert_eq!(
        changed("/properties/code", json!({"type": "string"})),
        both("error response field `code` added")
    );
    assert_eq!(
        changed("Kind/enum", json!(["A"])),
        both("error response field `kind`: enum value `B` removed")
    );
    let same_name = json!({"title": {"type": "string"}, "traceId": {"type": "string"},
        "kind": {"$ref": "#/components/schemas/ProblemKind"}});
    assert_eq!(
        changed("/properties", same_name),
        both("error response field `traceID` is spelled `traceId` now")
    );
}

#[test]
fn another_name_of_a_schema_of_errors_is_a_text() {
    let mut old = things();
    with_problems(&mut old);
    let text = old.to_string().replace("Problem\"", "ProblemDetails\"");
    let new = serde_json::from_str(&text).unwrap();
    assert_eq!(
        between(&old, &new),
        ["text: schema `Problem` is called `ProblemDetails` now"]
    );
}

#[test]
fn a_schema_of_successes_and_errors_counts_as_a_schema_of_successes() {
    let shared = |root: &mut Value| {
        let thing = json_of(&json!({"$ref": "#/components/schemas/ThingApiResponse"}));
        set(root, &format!("{GET}/responses/409"), thing);
    };
    assert_eq!(
        prepared(shared, |root| set(
            root,
            &format!("{RESPONSE}/size"),
            Value::Null
        )),
        get("breaking", "response field `size` removed")
    );
    let (mut old, mut new) = (things(), renamed("ThingApiResponse", "Item"));
    shared(&mut old);
    let item = json_of(&json!({"$ref": "#/components/schemas/Item"}));
    set(&mut new, &format!("{GET}/responses/409"), item);
    assert_eq!(
        between(&old, &new),
        ["breaking: type `Thing` becomes `Item` (`x-rust-name: Thing` in the overlay keeps it)"]
    );
}

#[test]
fn headers_and_examples_are_texts() {
    let ok = format!("{GET}/responses/200");
    assert_eq!(
        setting(&format!("{ok}/headers"), json!({"X-A": {}})),
        ["text: GET /things/{key}: headers of response 200 added"]
    );
    assert_eq!(
        setting(
            &format!("{ok}/content/application~1json/example"),
            json!({"key": 1})
        ),
        ["text: GET /things/{key}: example of response 200 added"]
    );
}

#[test]
fn a_whole_response_that_may_be_null_is_breaking() {
    let schema = format!("{GET}/responses/200/content/application~1json/schema");
    let to = json!([{"$ref": "#/components/schemas/ThingApiResponse"}]);
    let [on, off] = flipped(
        &schema,
        json!({"allOf": to}),
        json!({"allOf": to, "nullable": true}),
    );
    assert_eq!(
        on,
        ["breaking: GET /things/{key}: response may be null now"]
    );
    assert_eq!(off, ["text: GET /things/{key}: response is never null now"]);
}

#[test]
fn text_that_becomes_a_file_is_another_type() {
    let plain = |schema: Value| json!({"200": {"description": "It.", "content": {"text/plain": {"schema": schema}}}});
    let [file, text] = from_to(
        plain(json!({"type": "string"})),
        plain(json!({"type": "string", "format": "binary"})),
    );
    let what = "a success returns bytes (`text/plain`) now, returned text before";
    assert_eq!(file, patch("breaking", what));
    let what = "a success returns text now, returned bytes (`text/plain`) before";
    assert_eq!(text, patch("breaking", what));
}
