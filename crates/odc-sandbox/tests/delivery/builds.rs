//! Builds, their messages, and packages of their generated code.

use crate::support::delivery::{NOBODY, three_stages};
use crate::support::{BUILDS, Caller, Response, text};
use serde_json::{Value, json};

async fn start(caller: &Caller, body: &Value) -> Response {
    caller
        .call("POST", &format!("{BUILDS}/build-operations"), body)
        .await
}

async fn build(caller: &Caller, key: &str) -> Value {
    caller
        .get(&format!("{BUILDS}/build-operations/{key}"))
        .await
        .ok()
}

#[tokio::test]
async fn a_build_is_pending_then_running_then_finished() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let wanted = json!({ "assetKey": ready.asset, "assetRevision": 1, "buildType": "Release" });
    let started = start(&caller, &wanted).await;
    assert_eq!(started.status.as_u16(), 201);
    let started = started.ok();
    assert_eq!(started["isSuccessful"], true);
    let key = text(&started, "buildKey");
    let pending = build(&caller, key).await;
    assert_eq!(pending["status"], "Pending");
    assert_eq!(
        (&pending["startedDateTime"], &pending["finishedDateTime"]),
        (&Value::Null, &Value::Null)
    );
    caller.pass(1);
    let running = build(&caller, key).await;
    assert_eq!(running["status"], "Running");
    assert!(running["startedDateTime"].is_string());
    caller.pass(2);
    let finished = build(&caller, key).await;
    assert_eq!(finished["status"], "Finished");
    assert!(finished["finishedDateTime"].is_string());
    let path = format!("{BUILDS}/build-operations/{key}/log-messages");
    assert_eq!(caller.get(&path).await.results().len(), 2);
    assert_eq!(caller.builds(&ready.asset, 1, "Release").await[0], finished);
    let older = json!({ "assetKey": ready.asset, "assetRevision": 1 });
    let debug = start(&caller, &older).await.ok();
    assert_eq!(
        build(&caller, text(&debug, "buildKey")).await["buildType"],
        "Debug"
    );
}

#[tokio::test]
async fn an_asset_that_cannot_be_built_is_refused() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let wanted =
        |asset: Value, revision: Value| json!({ "assetKey": asset, "assetRevision": revision });
    start(&caller, &wanted(json!(NOBODY), json!(1)))
        .await
        .problem(404);
    start(&caller, &wanted(json!(ready.asset), json!(999)))
        .await
        .problem(404);
    start(&caller, &wanted(Value::Null, json!(1)))
        .await
        .problem(400);
    start(&caller, &wanted(json!(ready.asset), Value::Null))
        .await
        .problem(400);
    let kind = json!({ "assetKey": ready.asset, "assetRevision": 1, "buildType": "Fast" });
    start(&caller, &kind).await.problem(400);
    let connection = caller.assets("MCPConnection").await.remove(0);
    start(&caller, &wanted(connection["assetKey"].clone(), json!(1)))
        .await
        .problem(400);
    for query in [
        "",
        "assetRevision=1",
        &format!("assetKey={}", ready.asset),
        &format!("assetKey={}&assetRevision=1&byBuildType=x", ready.asset),
    ] {
        caller
            .get(&format!("{BUILDS}/build-operations?{query}"))
            .await
            .problem(400);
    }
    caller
        .get(&format!(
            "{BUILDS}/build-operations?assetKey={NOBODY}&assetRevision=1"
        ))
        .await
        .problem(404);
    let path = format!(
        "{BUILDS}/build-operations?assetKey={}&assetRevision=999",
        ready.asset
    );
    caller.get(&path).await.problem(404);
}

#[tokio::test]
async fn old_revisions_have_no_builds_any_more_and_some_builds_have_vulnerabilities() {
    let caller = three_stages().await;
    let mut kinds = std::collections::BTreeSet::new();
    let mut has_none = false;
    for asset in caller.assets("WebApplication").await {
        let key = text(&asset, "assetKey");
        for revision in 1..=asset["revision"].as_i64().expect("a number") {
            let builds = caller.builds(key, revision, "Release").await;
            has_none |= builds.is_empty();
            for one in builds {
                let found = one["securityAudit"]["vulnerabilities"]
                    .as_array()
                    .map(Vec::len);
                kinds.insert(found);
            }
        }
    }
    assert!(has_none);
    assert!(
        kinds.contains(&None) && kinds.contains(&Some(0)) && kinds.contains(&Some(2)),
        "{kinds:?}"
    );
}

#[tokio::test]
async fn generated_code_is_packed_once_and_downloaded() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let path = format!("{BUILDS}/build-operations/{}/generated-code", ready.build);
    caller.get(&path).await.problem(404);
    let started = caller.call("POST", &path, &Value::Null).await;
    assert_eq!(started.status.as_u16(), 201);
    started.ok();
    let running = caller.get(&path).await.ok();
    assert_eq!(
        (&running["status"], &running["uri"]),
        (&json!("Running"), &Value::Null)
    );
    caller.pass(1);
    caller.call("POST", &path, &Value::Null).await.ok();
    caller.pass(1);
    let finished = caller.get(&path).await.ok();
    assert_eq!(
        finished["status"], "Finished",
        "a second start changes nothing"
    );
    let zip = caller
        .http
        .get(text(&finished, "uri"))
        .send()
        .await
        .expect("a response");
    assert_eq!(zip.headers()["content-type"], "application/zip");
    assert!(zip.bytes().await.expect("bytes").starts_with(b"PK"));
    let wanted = json!({ "assetKey": ready.asset, "assetRevision": 1 });
    let fresh = start(&caller, &wanted).await.ok();
    let path = format!(
        "{BUILDS}/build-operations/{}/generated-code",
        text(&fresh, "buildKey")
    );
    caller.call("POST", &path, &Value::Null).await.problem(422);
}

#[tokio::test]
async fn a_build_that_was_cleaned_up_cannot_be_used() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let control = format!("/builds/{}", ready.build);
    for removal in ["ToBeDeleted", "Deleted"] {
        let body = json!({ "removal": removal });
        caller.control("PUT", &control, body).await.ok();
        assert_eq!(build(&caller, &ready.build).await["status"], removal);
        let refused = caller.deploy(&ready.deploy_to(ready.stages[1])).await;
        assert!(refused.problem(400).contains("not Finished"));
        let path = format!("{BUILDS}/build-operations/{}/generated-code", ready.build);
        caller.call("POST", &path, &Value::Null).await.problem(422);
    }
    caller
        .control("PUT", &control, json!({ "removal": null }))
        .await
        .ok();
    caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    let unknown = format!("/builds/{NOBODY}");
    caller
        .control("PUT", &unknown, json!({ "removal": null }))
        .await
        .problem(404);
}
