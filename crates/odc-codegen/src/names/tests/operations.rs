//! Checks the names that operations get from their published ids and paths.

use serde_json::json;

use super::*;

/// The names of the methods, in the order of the paths.
fn methods_of(paths: &Value) -> Vec<String> {
    let names = Names::by_rule(&json!({"paths": paths}));
    names.operations.into_values().collect()
}

/// The method name of one operation with these parts.
fn method(verb: &str, path: &str, id: &str, response: &Value) -> String {
    let response = json!({"content": {"application/json": {"schema": response}}});
    let mut operation = json!({"responses": {"200": response}});
    if !id.is_empty() {
        operation["operationId"] = id.into();
    }
    methods_of(&json!({path: {verb: operation}})).swap_remove(0)
}

fn list() -> Value {
    json!({"type": "array", "items": {"type": "object"}})
}

fn one() -> Value {
    json!({"type": "object"})
}

/// Checks each line of `METHOD PATH ID -> NAME` against the rules; `-` means no id.
fn assert_names(response: &Value, table: &str) {
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (operation, name) = line.split_once(" -> ").unwrap();
        let mut parts = operation.splitn(3, ' ').map(str::trim);
        let [verb, path, id] = [(); 3].map(|()| parts.next().unwrap());
        let id = if id == "-" { "" } else { id };
        assert_eq!(method(verb, path, id, response), name, "{line}");
    }
}

#[test]
fn operation_names_begin_with_one_of_our_verbs() {
    assert_names(
        &one(),
        "
        get /groups Group_QueryGroups -> list_groups
        get /groups/{key} Group_ReadGroup -> get_group
        patch /users/{key} UserProfile_PatchUser -> update_user
        get /environments Environments_ListEnvironments -> list_environments
        get /users list_users -> list_users
        put /users/{key} PutUser -> replace_user
        post /tags Tags_AddTag -> add_tag
        ",
    );
}

#[test]
fn a_bare_verb_takes_its_noun_from_the_controller() {
    assert_names(
        &one(),
        "
        get /operations/{key} Operations_Get -> get_operation
        get /operations Operations_GetAll -> list_operations
        get /operations/{type}/{name} Operations_GetOne -> get_operation
        delete /environments/{key}/lock Environments_Unlock -> unlock_environment
        post /operations Operations_Post -> create_operation
        post /operations/{key}/abort Operations_Abort -> abort_operation
        post /operations:validate Operations_Validate -> validate_operations
        get /health Health_Get -> get_health
        get /metrics/{name} Metrics_Query -> query_metric
        get /pages/{key} Pages_GetPage -> get_page
        get /pages Pages_GetPage -> list_pages
        get /logs/export Logs_Export -> export_logs
        get /logs Logs_Error -> get_error
        put /subscriptions/{subscriptionId} Subscriptions_Replace -> replace_subscription
        patch /subscriptions/{subscriptionId} Subscriptions_Patch -> update_subscription
        post /subscriptions/{id}/deliveries/{id2}/redeliver Deliveries_Redeliver -> redeliver_delivery
        delete /jobs Jobs_DeleteMany -> delete_jobs
        get /mobile-builds/latest MobileBuilds_GetLatest -> get_latest_mobile_build
        get /users/{key} Users_GetById -> get_user_by_id
        post /upload Upload_Upload -> upload
        ",
    );
}

#[test]
fn the_noun_comes_from_the_tag_or_the_path_when_there_is_no_controller() {
    let operation = |tag: &str| json!({"operationId": "Get", "tags": [tag]});
    let name = |tag: &str| {
        methods_of(&json!({"/a/gadgets/{key}": {"get": operation(tag)}})).swap_remove(0)
    };
    assert_eq!(name("Things"), "get_thing");
    assert_eq!(name("My.Api"), "get_gadget");
    assert_eq!(name(""), "get_gadget");
}

#[test]
fn a_get_that_returns_a_list_is_named_list() {
    let page = json!({"type": "object", "properties": {"items": {"type": "array"}, "totalCount": {"type": "integer"}}});
    let order = json!({"type": "object", "properties": {"items": {"type": "array"}}});
    for (path, id, response, name) in [
        ("/builds", "Builds_GetBuilds", list(), "list_builds"),
        ("/builds", "Builds_GetBuilds", page, "list_builds"),
        (
            "/builds",
            "Builds_GetBuilds",
            json!({"$ref": "#/components/schemas/BuildPagedList"}),
            "list_builds",
        ),
        ("/order", "Orders_GetOrder", order, "get_order"),
        ("/logs", "Logs_Get", list(), "list_logs"),
        ("/traces/{traceId}", "Traces_Get", list(), "get_trace"),
        ("/builds", "Builds_GetBuilds", one(), "get_builds"),
    ] {
        assert_eq!(method("get", path, id, &response), name);
    }
}

#[test]
fn unusual_ids_make_the_same_names() {
    assert_names(
        &one(),
        "
        get /api/v1/things ThingsController_GetAllThingsAsync -> list_things
        get /api/v1/things My.Api.Controllers.ThingsController.GetThing (My.Api) -> get_thing
        get /api/v1/things things-list -> list_things
        get /api/v1/things apiV1ThingsGet -> get_things
        get /api/v1/things ThingsGETAll -> list_things
        get /api/v1/things Things_GetAll2 -> list_things
        get /api/v1/things api/v1/things_GET -> get_things
        get /api/v1/things 1st -> get_1st
        get /api/v1/things 日本 -> ri_ben
        ",
    );
    assert_eq!(method("get", "/things", "  ", &one()), "get_things");
}

#[test]
fn the_name_comes_from_method_and_path_when_there_is_no_id() {
    assert_names(
        &list(),
        "
        get /api/v{version}/dependencies/consumers/{assetKey} - -> list_dependency_consumers
        ",
    );
    assert_names(
        &one(),
        "
        get /api/v{version}/dependencies/{producerKey}/{consumerKey} - -> get_dependency
        post /api/x/v1/dependencies/{assetKey}/refresh - -> refresh_dependency
        post /api/dependencies/analyze - -> analyze_dependencies
        post /dependencies - -> create_dependency
        put /dependencies/{assetKey}/pins/{producerKey} - -> replace_dependency_pin
        patch /dependencies/{key} - -> update_dependency
        delete /dependencies/{assetKey}/cache - -> delete_dependency_cache
        get /environments({key})/assets({assetKey}) - -> get_environment_asset
        get /files/{**path} - -> get_file
        get / - -> get_root
        head /things/{key} - -> head_thing
        get /users/count - -> count_users
        ",
    );
}

#[test]
fn operations_with_the_same_candidate_all_take_longer_names_in_any_order() {
    let id = |id: &str| json!({"operationId": id});
    let (assets, asset, tags, asset_tags) = (
        ("/assets", json!({"get": {}})),
        (
            "/assets/{key}",
            json!({"put": id("A_UpdateAsset"), "patch": id("A_PatchAsset")}),
        ),
        ("/revisions/{id}/tags", json!({"post": id("R_AddTag")})),
        ("/assets/{key}/tags", json!({"post": id("A_AddTag")})),
    );
    let mut all = [assets, asset, tags, asset_tags];
    let by_place = |paths: &[(&str, Value)]| {
        let paths: serde_json::Map<String, Value> = paths
            .iter()
            .map(|(path, item)| ((*path).to_owned(), item.clone()))
            .collect();
        let mut names: Vec<(String, String)> = Names::by_rule(&json!({"paths": paths}))
            .operations
            .into_iter()
            .collect();
        names.sort();
        names
    };
    let first = by_place(&all);
    let names: Vec<&str> = first.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "get_assets",
            "update_asset",
            "replace_asset",
            "add_asset_tag",
            "add_revision_tag"
        ]
    );
    all.reverse();
    assert_eq!(by_place(&all), first);
}

#[test]
fn operations_with_equal_things_have_their_path_parameters_or_the_whole_path_in_their_names() {
    let names = methods_of(&json!({
        "/things/{key}": {"get": {}},
        "/things/{owner}/{name}": {"get": {}},
        "/v1/parts": {"get": {}},
        "/v2/parts": {"get": {}},
    }));
    assert_eq!(
        names,
        [
            "get_thing_by_key",
            "get_thing_by_owner_and_name",
            "get_v1_parts",
            "get_v2_parts"
        ]
    );
}

#[test]
fn operations_with_numbered_ids_are_distinguished_by_their_paths() {
    let id = |id: &str| json!({"get": {"operationId": id}});
    let names =
        methods_of(&json!({"/jobs": id("Jobs_GetAll"), "/jobs/by-range": id("Jobs_GetAll2")}));
    assert_eq!(names, ["list_jobs", "list_jobs_by_range"]);
}

#[test]
fn a_name_from_the_overlay_wins_over_a_name_by_rule() {
    let names = methods_of(&json!({
        "/a/users": {"get": {"operationId": "A_ListUsers"}},
        "/b": {"get": {"x-rust-name": "list_users"}},
    }));
    assert_eq!(names, ["list_a_users", "list_users"]);
}

#[test]
fn a_builder_never_has_the_name_of_a_type_that_generated_code_uses() {
    for (method, builder) in [
        ("list_users", "ListUsers"),
        ("error", "ErrorCall"),
        ("self_", "SelfCall"),
        ("_3d", "Call3d"),
    ] {
        assert_eq!(call_name(method), builder);
    }
}
