//! Each operation succeeds in one scenario. Each operation refuses a call without a token, without a permission,
//! above the limit, and for a key that does not exist or is invalid.

mod support;

use std::time::Duration;

use odc_sandbox::{Permissions, Sandbox, Served, operations};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use support::delivery::{NOBODY, Ready};
use support::{
    BUILDS, CONFIGURATIONS, Caller, DEPENDENCIES, DEPLOYMENTS, REPOSITORY, Response, text,
};

/// One success of each operation on users and their roles.
async fn live_as_user(caller: &Caller) {
    caller.all("/application-roles").await;
    let role = caller
        .identity("/application-roles?limit=1")
        .await
        .results()
        .remove(0);
    let made = caller
        .act("POST", "/users", &json!({ "email": "a@cover.example" }))
        .await
        .ok();
    let user = format!("/users/{}", text(&made, "key"));
    let grant = format!("{user}/application-roles/{}", text(&role, "key"));
    caller.act("POST", &grant, &Value::Null).await.ok();
    caller.all(&format!("{user}/application-roles")).await;
    caller
        .all(&format!("/application-roles/{}/users", text(&role, "key")))
        .await;
    caller.act("DELETE", &grant, &Value::Null).await.ok();
    caller.all("/users").await;
    caller.identity("/users/count").await.ok();
    caller.identity(&user).await.ok();
    caller.all(&format!("{user}/groups")).await;
    caller
        .act("PATCH", &user, &json!({ "name": "A" }))
        .await
        .ok();
    live_as_member(caller, &user).await;
    caller.act("DELETE", &user, &Value::Null).await.ok();
    let records = json!({ "records": [{ "email": "b@cover.example" }] });
    let bulk = caller.act("POST", "/users/bulk", &records).await.ok();
    caller
        .identity(&format!("/users/bulk/{}", text(&bulk, "key")))
        .await
        .ok();
}

/// One success of each operation on organization roles.
async fn live_as_member(caller: &Caller, user: &str) {
    let made = caller
        .act("POST", "/organization-roles", &json!({ "name": "Cover" }))
        .await
        .ok();
    let key = text(&made, "orgRoleKey");
    let role = format!("/organization-roles/{key}");
    caller
        .act("POST", &format!("{user}{role}"), &Value::Null)
        .await
        .ok();
    caller.all(&format!("{user}/organization-roles")).await;
    caller.all(&format!("{role}/users")).await;
    caller
        .act("DELETE", &format!("{user}{role}"), &Value::Null)
        .await
        .ok();
    caller.all("/organization-roles").await;
    caller.identity(&role).await.ok();
    caller
        .act("PATCH", &role, &json!({ "permissions": [] }))
        .await
        .ok();
    caller.act("DELETE", &role, &Value::Null).await.ok();
    for list in ["/permissions", "/identity-providers"] {
        let all = caller.all(list).await;
        caller
            .identity(&format!("{list}/{}", text(&all[0], "key")))
            .await
            .ok();
    }
}

/// One success of each operation on groups.
async fn live_as_group(caller: &Caller) {
    let groups = caller.all("/groups").await;
    let mapped = groups
        .iter()
        .find(|group| group["groupIdpClaimMappings"][0].is_object());
    let mapped = mapped.expect("a mapped group");
    let group = format!("/groups/{}", text(mapped, "key"));
    let mapping = text(&mapped["groupIdpClaimMappings"][0], "key");
    caller
        .act(
            "DELETE",
            &format!("{group}/claim-mappings/{mapping}"),
            &Value::Null,
        )
        .await
        .ok();
    caller.all(&format!("{group}/users")).await;
    caller
        .act("PATCH", &format!("{group}/users"), &json!({}))
        .await
        .ok();
    caller.all(&format!("{group}/application-roles")).await;
    caller
        .act("PATCH", &format!("{group}/application-roles"), &json!({}))
        .await
        .ok();
    caller
        .act("PATCH", &group, &json!({ "name": "Cover" }))
        .await
        .ok();
    let body = json!({ "name": "New", "environmentKey": mapped["environmentKey"] });
    caller.act("POST", "/groups", &body).await.ok();
    caller.identity(&group).await.ok();
    caller.act("DELETE", &group, &Value::Null).await.ok();
}

/// One success of each operation on stages and their assets.
async fn live_as_portfolio(caller: &Caller) {
    caller.portfolio("/environments").await.ok();
    caller.portfolio("/deployed-assets").await.ok();
    let stages = caller.portfolio_v2("/environments").await.results();
    caller.portfolio_v2("/deployed-assets").await.ok();
    caller.portfolio_v2("/libraries").await.ok();
    let portfolios = caller.portfolio_v2("/portfolios").await.results();
    let name = json!({ "name": "Cover" });
    let portfolio = format!("/portfolios/{}", text(&portfolios[0], "key"));
    caller.change(&portfolio, &name).await.ok();
    let stage = format!("/environments/{}", text(&stages[0], "key"));
    caller.change(&stage, &name).await.ok();
    let batch = json!({ "environments": [{ "key": stages[1]["key"], "name": "Live" }] });
    caller.change("/environments", &batch).await.ok();
}

/// One success of each operation on assets, builds and deployments.
async fn live_as_delivery(caller: &Caller) {
    let ready = caller.ready().await;
    let get = async |path: String| {
        caller.get(&path).await.ok();
    };
    let upload = format!("{REPOSITORY}/uploads");
    caller.call("POST", &upload, &Value::Null).await.ok();
    let new =
        json!({ "assetCreationDetails": { "assetName": "Cover", "assetType": "WebApplication" } });
    let new = caller
        .call("POST", &format!("{REPOSITORY}/assets"), &new)
        .await
        .ok();
    let new = format!("{REPOSITORY}/assets/{}", text(&new, "applicationKey"));
    let body = json!({ "tag": "1.0.0" });
    caller
        .call("PATCH", &format!("{new}/revisions/1"), &body)
        .await
        .ok();
    for below in [
        "",
        "/latest-revision",
        "/highest-tag-revision",
        "/revisions",
        "/revisions/1",
        "/revisions/1/icon",
        "/revisions/1/metadata",
        "/revisions/1/release-notes",
        "/revisions/1/signature",
        "/revisions/1/source-code",
    ] {
        get(format!("{new}{below}")).await;
    }
    caller.call("DELETE", &new, &Value::Null).await.ok();
    let search = format!("{REPOSITORY}/assets/search");
    caller.call("POST", &search, &json!({})).await.ok();
    let builds = format!("{BUILDS}/build-operations");
    let wanted = json!({ "assetKey": ready.asset, "assetRevision": 1 });
    caller.call("POST", &builds, &wanted).await.ok();
    let build = format!("{builds}/{}", ready.build);
    get(build.clone()).await;
    get(format!("{build}/log-messages")).await;
    caller
        .call("POST", &format!("{build}/generated-code"), &Value::Null)
        .await
        .ok();
    get(format!("{build}/generated-code")).await;
    for (kind, started) in [
        (
            "deployment",
            caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok(),
        ),
        (
            "publish",
            caller
                .publish(&json!({ "assetKey": ready.asset, "revision": 1 }))
                .await
                .ok(),
        ),
    ] {
        let operations = format!("{DEPLOYMENTS}/{kind}-operations");
        get(operations.clone()).await;
        get(format!("{operations}/{}", text(&started, "key"))).await;
        get(format!("{operations}/{}/messages", text(&started, "key"))).await;
    }
    live_as_analyst(caller, &ready).await;
}

/// One success of each operation on dependencies and configurations.
async fn live_as_analyst(caller: &Caller, ready: &Ready) {
    let (asset, stage) = (&ready.asset, ready.stages[1]);
    let target = json!({ "assetKey": asset, "revision": 1, "environmentKey": stage });
    for kind in ["deletion", "deployment"] {
        caller.analyse(kind, &target).await;
    }
    for below in [
        "consumers",
        "revisions/1/producer-graph",
        "revisions/1/producers",
        "revisions/1/consumers",
        "revisions/1/public-elements",
        "revisions/1/referenced-elements",
    ] {
        let path = format!("{DEPENDENCIES}/assets/{asset}/{below}");
        caller.get(&path).await.ok();
    }
    let search = format!("{DEPENDENCIES}/public-elements/search");
    caller.call("POST", &search, &json!({})).await.ok();
    let stage = format!("{CONFIGURATIONS}/environments/{}", ready.stages[0]);
    let agent = caller.assets("Agent").await.remove(0);
    let agent = format!("{stage}/agents/{}", text(&agent, "assetKey"));
    for one in [agent, format!("{stage}/applications/{asset}")] {
        for revision in ["deployed", "1"] {
            let path = format!("{one}/revisions/{revision}/configurations");
            caller.get(&path).await.ok();
        }
        let path = format!("{one}/configurations");
        caller.call("PATCH", &path, &json!({})).await.ok();
    }
    let path = format!("{stage}/default-system-configurations");
    caller.get(&path).await.ok();
    caller.call("PATCH", &path, &json!({})).await.ok();
}

#[tokio::test]
async fn one_scenario_succeeds_with_every_operation() {
    let caller = Caller::start().await;
    live_as_delivery(&caller).await;
    live_as_user(&caller).await;
    live_as_group(&caller).await;
    live_as_portfolio(&caller).await;
    let journal = caller.sandbox.journal();
    let has_succeeded = |served: &Served| {
        journal.iter().any(|one| {
            one.operation == Some(served.operation.id())
                && one.path.starts_with(served.api.prefix())
                && one.status.is_some_and(|status| status < 300)
        })
    };
    let missing: Vec<_> = operations()
        .filter(|one| !has_succeeded(one))
        .map(|one| (one.api, one.operation.id()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The operation's request with this key at each parameter of its path.
fn request(caller: &Caller, served: &Served, key: &str) -> RequestBuilder {
    let path = served.operation.path();
    let path = path
        .replace("{key}", key)
        .replace("{roleKey}", key)
        .replace("{mappingKey}", key)
        .replace("{environmentKey}", key)
        .replace("{portfolioKey}", key)
        .replace("{assetKey}", key)
        .replace("{applicationKey}", key)
        .replace("{agentKey}", key)
        .replace("{operationKey}", key)
        .replace("{analysisKey}", key)
        .replace("{baselineRevision}", "1")
        .replace("{revisionNumber}", if key == "x" { "x" } else { "1" });
    let path = format!("{}{path}", served.api.prefix());
    caller.request(served.operation.method().clone(), &path)
}

#[tokio::test]
async fn every_operation_refuses_a_caller_without_a_token() {
    let mut caller = Caller::start().await;
    caller.token = "x.y.z".to_owned();
    for served in operations() {
        let refused = Response::to(request(&caller, served, NOBODY)).await;
        refused.problem(401);
        let challenge = refused.headers.get("www-authenticate");
        assert!(challenge.is_some(), "{}", served.operation.id());
    }
}

#[tokio::test]
async fn every_operation_refuses_a_caller_without_permission() {
    let caller = Caller::start().await.only(Permissions::none()).await;
    for served in operations() {
        let refused = Response::to(request(&caller, served, NOBODY)).await;
        for permission in served.gate().permissions() {
            assert!(
                refused.problem(403).contains(permission),
                "{}",
                served.operation.id()
            );
        }
        refused.problem(403);
    }
}

#[tokio::test]
async fn every_operation_refuses_calls_above_the_limit() {
    let caller = Caller::with(Sandbox::builder().limits(true)).await;
    for _ in 0..100 {
        caller.identity("/users?limit=1").await.ok();
        caller.portfolio("/environments").await.ok();
        for path in [
            format!("{REPOSITORY}/assets?limit=1"),
            format!("{BUILDS}/build-operations"),
            format!("{DEPLOYMENTS}/deployment-operations?limit=1"),
            format!("{DEPENDENCIES}/deletion-analyses/{NOBODY}"),
            format!("{CONFIGURATIONS}/environments/{NOBODY}/default-system-configurations"),
        ] {
            caller.get(&path).await;
        }
    }
    for served in operations() {
        Response::to(request(&caller, served, NOBODY))
            .await
            .problem(429);
    }
    caller.sandbox.clock().advance(Duration::from_secs(60));
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test]
async fn operations_that_start_a_process_have_their_own_limit_of_ten() {
    let caller = Caller::with(Sandbox::builder().limits(true)).await;
    let mut budgets = 0;
    for served in operations() {
        let limits = served.operation.rate_limits();
        if !limits.iter().any(|limit| limit.calls() == 10) {
            continue;
        }
        budgets += 1;
        for _ in 0..10 {
            let response = Response::to(request(&caller, served, NOBODY)).await;
            assert_ne!(response.status.as_u16(), 429, "{}", served.operation.id());
        }
        Response::to(request(&caller, served, NOBODY))
            .await
            .problem(429);
    }
    assert_eq!(budgets, 5);
}

#[tokio::test]
async fn every_operation_refuses_an_unknown_and_an_invalid_key() {
    let caller = Caller::start().await;
    for served in operations().filter(|one| one.operation.path().contains('{')) {
        let id = served.operation.id();
        let with_body = |request: RequestBuilder| match id {
            _ if id.starts_with("update_") || id.starts_with("modify_") => request.json(&json!({})),
            _ => request,
        };
        Response::to(with_body(request(&caller, served, NOBODY)))
            .await
            .problem(404);
        let no_key = Response::to(with_body(request(&caller, served, "x"))).await;
        no_key.problem(if id == "get_bulk_user_operation" {
            404
        } else {
            400
        });
    }
}

#[tokio::test]
async fn lists_refuse_a_limit_out_of_range_and_bodies_must_be_json() {
    let caller = Caller::start().await;
    for served in operations().filter(|one| !one.operation.path().contains('{')) {
        let id = served.operation.id();
        let request = request(&caller, served, "");
        match id {
            "list_environments" | "count_users" | "create_upload" => {}
            _ if id.starts_with("list_") => {
                Response::to(request.query(&[("limit", "0")]))
                    .await
                    .problem(400);
            }
            _ => {
                let broken = request.header("content-type", "application/json").body("{");
                Response::to(broken).await.problem(400);
            }
        }
    }
}

/// For one second, or for `ODC_LOAD_SECONDS` seconds. CI sets 20.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_connections_with_mixed_calls_get_no_error() {
    let seconds =
        std::env::var("ODC_LOAD_SECONDS").map_or(1, |text| text.parse().expect("seconds"));
    let caller = std::sync::Arc::new(Caller::with(Sandbox::builder().users(5000)).await);
    let end = tokio::time::Instant::now() + Duration::from_secs(seconds);
    let callers = (0..64).map(|number| {
        let caller = caller.clone();
        tokio::spawn(async move {
            let mut round = number;
            while tokio::time::Instant::now() < end {
                round += 64;
                let path = match round % 7 {
                    0 => format!("/users?limit=20&offset={}", round % 4000),
                    1 => "/application-roles?sort=-name".to_owned(),
                    2 => "/users?nameOrEmailContains=silva&embed=ApplicationRoles".to_owned(),
                    3 => "/users/count?hasApplicationRoles=true".to_owned(),
                    4 => "/groups".to_owned(),
                    5 => "/permissions".to_owned(),
                    _ => {
                        let body = json!({ "email": format!("u{round}@load.example") });
                        caller.act("POST", "/users", &body).await.ok();
                        continue;
                    }
                };
                caller.identity(&path).await.ok();
            }
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.expect("no failure");
    }
}
