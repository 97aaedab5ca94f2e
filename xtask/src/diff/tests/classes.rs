//! What each kind of change is classed as.

use serde_json::{Value, json};

use super::*;

#[test]
fn a_document_does_not_differ_from_itself() {
    assert!(between(&things(), &things()).is_empty());
}

#[test]
fn operations_come_and_go() {
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
fn an_operation_id_counts_only_as_far_as_it_names_the_method() {
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
        ["text: GET /things/{key}: operationId of the operation changed"]
    );
}

#[test]
fn a_moved_operation_is_found_by_its_id() {
    let moved = after(|root| {
        let item = root["paths"]["/things/{key}"].clone();
        root["paths"] = json!({"/stuff/{key}": item});
    });
    assert_eq!(
        moved[0],
        "breaking: GET /stuff/{key}: moved here from GET /things/{key}"
    );
    assert_eq!(moved.len(), 2);
}

#[test]
fn parameters_are_arguments_and_setters() {
    let list = format!("{GET}/parameters");
    let embed = things().pointer(&format!("{list}/0")).unwrap().clone();
    let with = |parameter: Value| setting(&list, json!([embed, parameter]));
    let get = |rest: &str| {
        vec![format!(
            "{}: GET /things/{{key}}: {}",
            rest.split_once(": ").unwrap().0,
            rest.split_once(": ").unwrap().1
        )]
    };
    assert_eq!(
        with(json!({"name": "sort", "in": "query", "schema": {"type": "string"}})),
        get("additive: query parameter `sort` added")
    );
    assert_eq!(
        with(
            json!({"name": "sort", "in": "query", "required": true, "schema": {"type": "string"}})
        ),
        get("breaking: required query parameter `sort` added")
    );
    assert_eq!(
        setting(&list, json!([])),
        get("breaking: query parameter `embed` removed")
    );
    assert_eq!(
        setting(
            &list,
            json!([{"name": "Embed", "in": "query", "schema": embed["schema"]}])
        ),
        get("additive: query parameter `embed` is the query parameter `Embed` now")
    );
    assert_eq!(
        setting(
            &list,
            json!([{"name": "embed", "in": "query", "schema": {"type": "string"}}])
        ),
        get("breaking: query parameter `embed` is string now, was array")
    );
}

#[test]
fn a_renamed_path_parameter_breaks() {
    let renamed = after(|root| {
        let mut item = root["paths"]["/things/{key}"].clone();
        item["parameters"][0]["name"] = json!("thingKey");
        root["paths"] = json!({"/things/{thingKey}": item});
    });
    assert_eq!(
        renamed,
        ["breaking: GET /things/{thingKey}: path parameter `key` is called `thingKey` now"],
        "the parameter stands in one place, so it is reported once"
    );
}

#[test]
fn fields_of_answers_may_grow() {
    assert_eq!(
        setting(&format!("{ANSWER}/color"), json!({"type": "string"})),
        ["additive: GET /things/{key}: answer field `color` added"]
    );
    assert_eq!(
        setting(&format!("{ANSWER}/size"), Value::Null),
        ["breaking: GET /things/{key}: answer field `size` removed"]
    );
    assert_eq!(
        setting(
            "/components/schemas/ThingApiResponse/required",
            json!(["key"])
        ),
        ["text: GET /things/{key}: answer field `key` is required now"]
    );
    assert_eq!(
        setting(&format!("{ANSWER}/key/nullable"), json!(true)),
        ["text: GET /things/{key}: answer field `key` may be null now"]
    );
}

#[test]
fn a_null_in_a_field_that_the_client_insists_on_breaks() {
    let (mut old, mut new) = (things(), things());
    for root in [&mut old, &mut new] {
        set(root, &format!("{ANSWER}/key/x-odc-required"), json!(true));
    }
    set(&mut new, &format!("{ANSWER}/key/nullable"), json!(true));
    assert_eq!(
        between(&old, &new),
        ["breaking: GET /things/{key}: answer field `key` may be null now"]
    );
}

#[test]
fn fields_of_requests_may_not_be_demanded() {
    assert_eq!(
        setting(
            &format!("{REQUEST}/properties/note"),
            json!({"type": "string"})
        ),
        ["additive: PATCH /things/{key}: request field `note` added"]
    );
    assert_eq!(
        setting(&format!("{REQUEST}/required"), json!(["name"])),
        ["breaking: PATCH /things/{key}: request field `name` is required now"]
    );
    assert_eq!(
        setting("/components/schemas/Owner/required", json!([])),
        ["additive: PATCH /things/{key}: request field `key` is optional now"]
    );
    assert_eq!(
        setting(&format!("{REQUEST}/properties/name/nullable"), json!(false)),
        ["breaking: PATCH /things/{key}: request field `name` is never null now"]
    );
    let demanded = after(|root| {
        set(
            root,
            &format!("{REQUEST}/properties/note"),
            json!({"type": "string"}),
        );
        set(root, &format!("{REQUEST}/required"), json!(["note"]));
    });
    assert_eq!(
        demanded,
        ["breaking: PATCH /things/{key}: required request field `note` added"]
    );
}

#[test]
fn types_and_formats_break_as_far_as_they_make_the_rust_type() {
    let key = format!("{ANSWER}/key");
    assert_eq!(
        setting(&key, json!({"type": "string"})),
        ["breaking: GET /things/{key}: answer field `key` is string now, was string (uuid)"]
    );
    assert_eq!(
        setting(&format!("{ANSWER}/traceID/format"), json!("byte")),
        ["text: GET /things/{key}: format of answer field `traceID` changed"]
    );
    assert_eq!(
        setting(&format!("{ANSWER}/size/format"), json!("int64")),
        [
            "breaking: GET /things/{key}: answer field `size` is integer (int64) now, was integer (int32)"
        ]
    );
}

#[test]
fn another_spelling_of_a_field_keeps_its_rust_name() {
    let respelt = after(|root| {
        let field = root.pointer(&format!("{ANSWER}/traceID")).unwrap().clone();
        set(root, &format!("{ANSWER}/traceID"), Value::Null);
        set(root, &format!("{ANSWER}/traceId"), field);
    });
    assert_eq!(
        respelt,
        ["additive: GET /things/{key}: answer field `traceID` is spelt `traceId` now"]
    );
}

#[test]
fn enums_are_open() {
    let values = |values: Value| setting("/components/schemas/Kind/enum", values);
    assert_eq!(
        values(json!(["SAME_STAGE", "Big", "Small"])),
        ["additive: GET /things/{key}: answer field `kind`: enum value `Small` added"]
    );
    assert_eq!(
        values(json!(["SAME_STAGE"])),
        ["breaking: GET /things/{key}: answer field `kind`: enum value `Big` removed"]
    );
    assert_eq!(
        values(json!(["SameStage", "Big"])),
        [
            "additive: GET /things/{key}: answer field `kind`: enum value `SAME_STAGE` is spelt `SameStage` now"
        ]
    );
}

#[test]
fn success_makes_the_type_and_errors_do_not() {
    let responses = format!("{PATCH}/responses");
    assert_eq!(
        setting(&responses, json!({"200": {"description": "Done."}})),
        ["additive: PATCH /things/{key}: success status is 200 now, was 204"]
    );
    let body = json!({"application/json": {"schema": {"type": "string"}}});
    assert_eq!(
        setting(&format!("{responses}/204/content"), body),
        ["breaking: PATCH /things/{key}: answer as `application/json` added"]
    );
    assert_eq!(
        setting(&format!("{GET}/responses/404"), Value::Null),
        ["text: GET /things/{key}: error answer 404 removed"]
    );
    assert_eq!(
        setting(
            &format!("{GET}/responses/409"),
            json!({"description": "No."})
        ),
        ["additive: GET /things/{key}: error answer 409 added"]
    );
}

#[test]
fn bodies_come_and_go() {
    let body = format!("{PATCH}/requestBody");
    assert_eq!(
        setting(&body, Value::Null),
        ["breaking: PATCH /things/{key}: request body removed"]
    );
    assert_eq!(
        setting(&format!("{body}/required"), json!(true)),
        ["breaking: PATCH /things/{key}: the request body is required now"]
    );
    let form = json!({"schema": {"type": "string"}});
    assert!(
        setting(&format!("{body}/content/text~1plain"), form).is_empty(),
        "JSON is still there"
    );
}

#[test]
fn the_base_path_is_where_old_clients_call() {
    assert_eq!(
        setting("/servers", json!([{"url": "https://x/api/things/v2"}])),
        ["breaking: base path is `/api/things/v2` now, was `/api/things/v1`"]
    );
    let moved = after(|root| {
        let item = root["paths"]["/things/{key}"].clone();
        root["paths"] = json!({"/api/things/v1/things/{key}": item});
        root["servers"] = json!([{"url": "https://x/"}]);
    });
    assert_eq!(moved, ["text: base path is `` now, was `/api/things/v1`"]);
}

#[test]
fn a_renamed_schema_is_no_change_for_users() {
    assert_eq!(
        between(&things(), &renamed("ThingApiResponse", "ThingResponse")),
        ["text: schema `ThingApiResponse` is called `ThingResponse` now"]
    );
}

#[test]
fn a_renamed_schema_is_compared_like_any_other() {
    let mut new = renamed("ThingApiResponse", "ThingResponse");
    set(
        &mut new,
        "/components/schemas/ThingResponse/properties/size",
        Value::Null,
    );
    assert_eq!(
        between(&things(), &new),
        [
            "breaking: GET /things/{key}: answer field `size` removed",
            "text: schema `ThingApiResponse` is called `ThingResponse` now"
        ]
    );
}

#[test]
fn another_schema_in_its_place_is_another_type() {
    assert_eq!(
        setting(
            &format!("{REQUEST}/properties/owner"),
            json!({"$ref": "#/components/schemas/Kind"})
        ),
        ["breaking: PATCH /things/{key}: request field `owner` is `Kind` now, was `Owner`"]
    );
}

#[test]
fn a_schema_that_gets_a_name_gets_another_rust_name() {
    let named = after(|root| {
        let owner = root["components"]["schemas"]["Owner"].clone();
        set(root, "/components/schemas/Kind", Value::Null);
        set(
            root,
            &format!("{ANSWER}/kind"),
            json!({"type": "string", "enum": ["SAME_STAGE", "Big"], "nullable": true}),
        );
        set(root, &format!("{REQUEST}/properties/owner"), owner);
    });
    assert_eq!(
        named,
        [
            "breaking: GET /things/{key}: answer field `kind` is a schema of its own now, was `Kind`",
            "breaking: PATCH /things/{key}: request field `owner` is a schema of its own now, was `Owner`",
        ]
    );
}

#[test]
fn a_schema_that_nobody_reaches_is_nobodys_change() {
    assert!(setting("/components/schemas/Lonely", json!({"type": "object"})).is_empty());
}

#[test]
fn a_change_in_a_shared_schema_counts_once_in_its_gravest_class() {
    let (mut old, mut new) = (things(), things());
    for root in [&mut old, &mut new] {
        set(
            root,
            &format!("{ANSWER}/owner"),
            json!({"$ref": "#/components/schemas/Owner"}),
        );
    }
    set(
        &mut new,
        "/components/schemas/Owner/required",
        json!(["key", "mail"]),
    );
    assert_eq!(
        between(&old, &new),
        ["breaking: PATCH /things/{key}: request field `mail` is required now"]
    );
}

#[test]
fn fields_spread_over_compositions_are_one_list() {
    let split = after(|root| {
        set(
            root,
            "/components/schemas/Base",
            json!({"properties": {"key": {"type": "string"}}, "required": ["key"]}),
        );
        set(
            root,
            "/components/schemas/Owner",
            json!({"allOf": [
                {"$ref": "#/components/schemas/Base"}, {"properties": {"mail": {"type": "string"}}}
            ]}),
        );
    });
    assert!(split.is_empty(), "{split:?}");
}

#[test]
fn cycles_of_every_kind_end() {
    let to = |name: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}]});
    for (kind, other) in [
        (to("Kind"), json!({"$ref": "#/components/schemas/Kind"})),
        (
            json!({"allOf": [to("Kind")["allOf"][0], {"properties": {"a": to("Kind")}}]}),
            to("Owner"),
        ),
        (
            json!({"oneOf": [{"$ref": "#/components/schemas/Kind"}]}),
            json!({"anyOf": [to("Kind")]}),
        ),
        (
            json!({"items": {"$ref": "#/components/schemas/Kind"}}),
            json!({"additionalProperties": to("Kind")}),
        ),
    ] {
        let mut old = things();
        set(&mut old, "/components/schemas/Kind", kind);
        let mut new = old.clone();
        set(&mut new, "/components/schemas/Owner", other);
        between(&old, &new);
        assert!(between(&old, &old).is_empty());
    }
}
