//! The control plane, in the way that programs in other languages use it.

mod support;

use odc_sandbox::Sandbox;
use reqwest::Method;
use serde_json::{Value, json};
use support::{Caller, Response, text, token};

async fn control(caller: &Caller, method: &str, path: &str, body: Value) -> Response {
    caller.control(method, path, body).await
}

async fn changed(caller: &Caller, method: &str, path: &str, body: Value) {
    let response = control(caller, method, path, body).await;
    assert_eq!(
        response.status.as_u16(),
        204,
        "{method} {path}: {}",
        response.body
    );
}

#[tokio::test]
async fn the_tenant_describes_itself() {
    let caller = Caller::start().await;
    let tenant = control(&caller, "GET", "/tenant", Value::Null).await.ok();
    assert_eq!(text(&tenant, "domain"), caller.sandbox.domain());
    assert_eq!(
        (&tenant["users"], &tenant["seed"], &tenant["limits"]),
        (&json!(200), &json!(1), &json!(false))
    );
    assert_eq!(text(&tenant["stages"][1], "name"), "Production");
}

#[tokio::test]
async fn the_clock_moves_ahead_and_tokens_expire() {
    let caller = Caller::start().await;
    let before = caller.sandbox.clock().now();
    control(
        &caller,
        "POST",
        "/clock/advance",
        json!({ "seconds": 46_800.5 }),
    )
    .await
    .ok();
    assert!((caller.sandbox.clock().now() - before).num_milliseconds() >= 46_800_500);
    caller.identity("/users").await.problem(401);
    for bad in [
        json!({ "seconds": -1 }),
        json!({}),
        json!({ "seconds": 1, "minutes": 1 }),
    ] {
        control(&caller, "POST", "/clock/advance", bad)
            .await
            .problem(400);
    }
    control(
        &caller,
        "POST",
        "/clock/advance",
        json!({ "seconds": 1e300 }),
    )
    .await
    .problem(400);
    control(
        &caller,
        "POST",
        "/clock/advance",
        json!({ "seconds": 1e18 }),
    )
    .await
    .ok();
    control(&caller, "GET", "/clock", Value::Null).await.ok();
}

#[tokio::test]
async fn faults_are_set_listed_and_cleared() {
    let caller = Caller::start().await;
    let fault = json!({ "operation": "list_users", "times": 2, "effect": "status", "status": 503 });
    let set = control(&caller, "POST", "/faults", fault.clone()).await;
    assert_eq!((set.status.as_u16(), &set.body), (201, &fault));
    assert_eq!(
        control(&caller, "GET", "/faults", Value::Null).await.ok(),
        json!([fault])
    );
    caller.identity("/users").await.problem(503);
    changed(&caller, "DELETE", "/faults", Value::Null).await;
    caller.identity("/users").await.ok();
    for bad in [
        json!({ "operation": "nothing", "effect": "reset" }),
        json!({ "operation": "list_users", "effect": "status", "status": 200 }),
        json!({ "operation": "list_users", "effect": "smoke" }),
        json!({ "operation": "x".repeat(100_000), "effect": "reset" }),
        json!({ "operation": "list_users", "effect": "latency", "milliseconds": 86_400_001 }),
        json!({ "operation": "list_users", "effect": "slowBody", "milliseconds": u64::MAX }),
        json!({ "operation": "list_users", "effect": "latency", "milliseconds": -1 }),
        json!({ "operation": "list_users", "effect": "reset", "times": u64::MAX }),
    ] {
        control(&caller, "POST", "/faults", bad).await.problem(400);
    }
}

#[tokio::test]
async fn at_most_a_thousand_faults_can_be_set_at_the_same_time() {
    let caller = Caller::start().await;
    let fault = json!({ "operation": "count_users", "effect": "reset" });
    for _ in 0..1000 {
        let set = control(&caller, "POST", "/faults", fault.clone()).await;
        assert_eq!(set.status.as_u16(), 201);
    }
    let refused = control(&caller, "POST", "/faults", fault.clone()).await;
    assert!(refused.problem(409).contains("clear them first"));
    changed(&caller, "DELETE", "/faults", Value::Null).await;
    control(&caller, "POST", "/faults", fault).await.ok();
}

#[tokio::test]
async fn a_reset_with_sizes_out_of_range_changes_nothing() {
    let caller = Caller::start().await;
    let before = control(&caller, "GET", "/snapshot", Value::Null).await.ok();
    for bad in [
        json!({ "users": u64::MAX }),
        json!({ "users": 1_000_001 }),
        json!({ "users": -1 }),
        json!({ "users": 1e300 }),
        json!({ "stages": u64::MAX }),
        json!({ "portfolios": u64::MAX }),
        json!({ "seed": -1 }),
        json!([]),
    ] {
        control(&caller, "POST", "/reset", bad).await.problem(400);
    }
    let after = control(&caller, "GET", "/snapshot", Value::Null).await.ok();
    assert_eq!(after, before);
    control(
        &caller,
        "POST",
        "/reset",
        json!({ "seed": u64::MAX, "users": 0 }),
    )
    .await
    .ok();
    caller.identity("/users").await.ok();
}

#[tokio::test]
async fn the_journal_leaves_the_control_plane_out() {
    let caller = Caller::start().await;
    changed(&caller, "DELETE", "/journal", Value::Null).await;
    caller.identity("/users?limit=3").await.ok();
    let journal = control(&caller, "GET", "/journal", Value::Null).await.ok();
    assert_eq!(journal.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (text(&journal[0], "operation"), text(&journal[0], "query")),
        ("list_users", "limit=3")
    );
}

#[tokio::test]
async fn limits_can_be_switched_on_and_off() {
    let caller = Caller::start().await;
    changed(&caller, "PUT", "/limits", json!({ "enforced": true })).await;
    for _ in 0..100 {
        caller.identity("/users?limit=1").await.ok();
    }
    caller.identity("/users?limit=1").await.problem(429);
    changed(&caller, "PUT", "/limits", json!({ "enforced": false })).await;
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test]
async fn the_last_page_names_null_or_the_offset_after_it() {
    let caller = Caller::with(Sandbox::builder().offset_past_end(true)).await;
    let last = "limit=90&offset=180";
    for (named, next) in [(true, json!(270)), (false, Value::Null)] {
        let body = json!({ "offsetPastEnd": named });
        changed(&caller, "PUT", "/paging", body).await;
        let tenant = control(&caller, "GET", "/tenant", Value::Null).await.ok();
        assert_eq!(tenant["offsetPastEnd"], named);
        let page = caller.identity(&format!("/users?{last}")).await.ok();
        assert_eq!(page["page"]["nextPageOffset"], next);
        let page = caller.portfolio_v2("/libraries?limit=90&offset=180").await;
        assert_eq!(page.ok()["page"]["nextPageOffset"], next);
        let page = caller.portfolio("/deployed-assets?limit=90").await.ok();
        assert_eq!(page["page"]["nextPageOffset"], Value::Null);
    }
    caller.sandbox.set_offset_past_end(true);
    let page = caller.identity(&format!("/users?{last}")).await.ok();
    assert_eq!(page["page"]["nextPageOffset"], 270);
    for bad in [json!({}), json!({ "offsetPastEnd": 1 })] {
        control(&caller, "PUT", "/paging", bad).await.problem(400);
    }
}

#[tokio::test]
async fn an_api_client_goes_through_its_whole_life() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[0].key;
    let wanted = json!({
        "name": "ci", "description": "for tests", "secretDays": 30,
        "permissions": { "organization": ["ManageUsers"], "stages": { stage.to_string(): ["ViewStage"] } },
    });
    let made = control(&caller, "POST", "/clients", wanted).await;
    assert_eq!(made.status.as_u16(), 201);
    let (id, secret) = (
        text(&made.body, "clientId"),
        text(&made.body, "clientSecret"),
    );
    token(&caller.http, &caller.sandbox, id, secret).await;
    let path = format!("/clients/{id}");
    let shown = control(&caller, "GET", &path, Value::Null).await.ok();
    assert_eq!(
        (text(&shown, "name"), text(&shown, "status")),
        ("ci", "Available")
    );
    assert!(
        shown["permissions"]["organization"]
            .as_array()
            .expect("a list")
            .contains(&json!("ViewMembers"))
    );
    assert!(!shown.to_string().contains(secret));
    changed(&caller, "PATCH", &path, json!({ "name": "cd" })).await;
    changed(&caller, "PUT", &format!("{path}/permissions"), json!({})).await;
    let shown = control(&caller, "GET", &path, Value::Null).await.ok();
    assert_eq!(
        (text(&shown, "name"), text(&shown, "description")),
        ("cd", "for tests")
    );
    assert_eq!(text(&shown, "status"), "NeedsAttention");
    let renewed = control(&caller, "POST", &format!("{path}/secret"), Value::Null)
        .await
        .ok();
    assert_ne!(text(&renewed, "clientSecret"), secret);
    let copy = control(&caller, "POST", &format!("{path}/duplicate"), Value::Null).await;
    assert_eq!(copy.status.as_u16(), 201);
    control(&caller, "DELETE", &path, Value::Null)
        .await
        .problem(409);
    changed(&caller, "POST", &format!("{path}/suspend"), Value::Null).await;
    changed(&caller, "POST", &format!("{path}/resume"), Value::Null).await;
    changed(&caller, "POST", &format!("{path}/suspend"), Value::Null).await;
    changed(&caller, "DELETE", &path, Value::Null).await;
    control(&caller, "GET", &path, Value::Null)
        .await
        .problem(404);
    let left = control(&caller, "GET", "/clients", Value::Null).await.ok();
    assert_eq!(left.as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn api_clients_are_refused_with_the_reason() {
    let caller = Caller::start().await;
    for (body, reason) in [
        (json!({}), "name"),
        (json!({ "name": "" }), "name"),
        (json!({ "name": "x", "secretDays": 1000 }), "24 months"),
        (
            json!({ "name": "x", "secretDays": u64::MAX }),
            "1 day to 24 months",
        ),
        (json!({ "name": "x", "secretDays": -1 }), "secretDays"),
        (
            json!({ "name": "x", "permissions": { "organization": ["ManageUsers", "ManageUsers"] } }),
            "given twice",
        ),
        (
            json!({ "name": "x", "permissions": { "organization": ["ViewStage"] } }),
            "stages",
        ),
        (
            json!({ "name": "x", "permissions": { "organization": ["Fly"] } }),
            "Fly",
        ),
        (
            json!({ "name": "x", "permissions": { "stages": { "00000000-0000-4000-8000-000000000000": ["ViewStage"] } } }),
            "stage",
        ),
    ] {
        let refused = control(&caller, "POST", "/clients", body.clone()).await;
        assert!(refused.problem(400).contains(reason), "{body}");
    }
}

#[tokio::test]
async fn a_reset_brings_the_seeded_data_back_and_keeps_api_clients() {
    let caller = Caller::start().await;
    let before = caller.all("/users").await;
    caller
        .act("POST", "/users", &json!({ "email": "a@reset.example" }))
        .await
        .ok();
    control(&caller, "POST", "/reset", Value::Null).await.ok();
    assert_eq!(caller.all("/users").await, before);
    let larger = json!({ "users": 250, "seed": 5, "stages": 3 });
    let tenant = control(&caller, "POST", "/reset", larger).await.ok();
    assert_eq!(
        (&tenant["users"], tenant["stages"].as_array().map(Vec::len)),
        (&json!(250), Some(3))
    );
    assert_eq!(caller.portfolio("/environments").await.results().len(), 3);
    control(&caller, "POST", "/reset", json!({ "stages": 1 }))
        .await
        .problem(400);
    control(&caller, "POST", "/reset", json!({ "usres": 1 }))
        .await
        .problem(400);
}

#[tokio::test]
async fn web_pages_are_refused() {
    let caller = Caller::start().await;
    let url = format!("{}/_sandbox/snapshot", caller.sandbox.origin());
    let page = caller.http.get(url).header("origin", "http://127.0.0.1");
    assert!(Response::to(page).await.problem(403).contains("web pages"));
}

#[tokio::test]
async fn callers_on_other_machines_are_refused_by_default() {
    let outside = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    });
    let Ok(outside) = outside.map(|address| address.ip()) else {
        eprintln!("skipped: this machine has no address but loopback");
        return;
    };
    for (allowed, status) in [(false, 403), (true, 200)] {
        let sandbox = Sandbox::builder().host(outside).remote_control(allowed);
        let sandbox = sandbox.start().await.expect("a sandbox");
        let url = format!("{}/_sandbox/tenant", sandbox.origin());
        let response = Response::to(support::http().get(url)).await;
        assert_eq!(response.status.as_u16(), status);
    }
}

#[tokio::test]
async fn the_documents_are_served_and_describe_existing_paths() {
    let caller = Caller::start().await;
    for (path, operations) in [
        ("/api/identity/v1/openapi.json", 37),
        ("/api/portfolios/v1/openapi.json", 2),
        ("/api/portfolios/v2/openapi.json", 7),
        ("/api/asset-repository/v1/openapi.json", 16),
        ("/api/builds/v1/openapi.json", 6),
        ("/api/deployments/v1/openapi.json", 8),
        ("/api/dependency-management/v1/openapi.json", 11),
        ("/api/asset-configurations/v1/openapi.json", 8),
        ("/_sandbox/openapi.json", 31),
    ] {
        let document = Response::to(
            caller
                .http
                .get(format!("{}{path}", caller.sandbox.origin())),
        )
        .await
        .ok();
        let paths = document["paths"].as_object().expect("paths");
        let methods = paths
            .values()
            .flat_map(|item| item.as_object().expect("methods").keys());
        let methods = methods
            .filter(|name| ["get", "post", "put", "patch", "delete"].contains(&name.as_str()));
        assert_eq!(methods.count(), operations, "{path}");
        let served = paths.keys().filter(|path| !path.contains('{')).map(|path| {
            let url = format!("{}/_sandbox{path}", caller.sandbox.origin());
            caller.http.request(Method::OPTIONS, url).send()
        });
        if path.starts_with("/_sandbox") {
            for response in served {
                assert_eq!(response.await.expect("a response").status().as_u16(), 405);
            }
        }
    }
}
