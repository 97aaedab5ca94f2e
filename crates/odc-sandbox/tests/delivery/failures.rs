//! Failures on demand, and how long processes take.

use crate::support::delivery::{NOBODY, three_stages};
use crate::support::{BUILDS, Caller, DEPENDENCIES, DEPLOYMENTS, text};
use odc_sandbox::{Failure, Pace, Process, Sandbox};
use serde_json::{Value, json};

#[tokio::test]
async fn a_deployment_fails_with_the_messages_that_a_test_gave() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let failure = json!({
        "process": "deployment", "assetKey": ready.asset,
        "messages": [{ "code": "OS-DPL-50205", "message": "no room" }, { "code": "OS-DPL-50206", "message": "at all" }],
    });
    let set = caller.control("POST", "/failures", failure).await;
    assert_eq!(set.status.as_u16(), 201);
    let before = caller.deployed(&ready.asset, ready.stages[1]).await;
    let started = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    assert_eq!(started["status"], "Running");
    assert_eq!(
        caller.control("GET", "/failures", Value::Null).await.ok(),
        json!([])
    );
    caller.pass(3);
    let key = text(&started, "key");
    assert_eq!(caller.deployment(key).await["status"], "FinishedWithError");
    assert_eq!(caller.deployed(&ready.asset, ready.stages[1]).await, before);
    let path = format!("{DEPLOYMENTS}/deployment-operations/{key}/messages");
    let messages = caller.get(&path).await.results();
    let errors = messages.iter().filter(|one| one["severity"] == "Error");
    let errors: Vec<_> = errors
        .map(|one| (text(one, "type"), text(one, "message")))
        .collect();
    assert_eq!(
        errors,
        [("OS-DPL-50205", "no room"), ("OS-DPL-50206", "at all")]
    );
    // The next deployment succeeds.
    let started = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    caller.pass(3);
    assert_eq!(
        caller.deployment(text(&started, "key")).await["status"],
        "Finished"
    );
}

#[tokio::test]
async fn a_failure_waits_for_its_asset() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let other = NOBODY.parse().expect("a key");
    caller
        .sandbox
        .fail_next(Failure::of(Process::Deployment).asset(other));
    let started = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    caller.pass(3);
    assert_eq!(
        caller.deployment(text(&started, "key")).await["status"],
        "Finished"
    );
    assert_eq!(
        caller
            .control("GET", "/failures", Value::Null)
            .await
            .ok()
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    caller
        .control("DELETE", "/failures", Value::Null)
        .await
        .ok();
    assert_eq!(
        caller.control("GET", "/failures", Value::Null).await.ok(),
        json!([])
    );
}

#[tokio::test]
async fn an_operation_vanishes() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    caller
        .sandbox
        .fail_next(Failure::of(Process::Deployment).vanishing());
    let started = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    let key = text(&started, "key");
    caller.deployment(key).await;
    caller.pass(3);
    let path = format!("{DEPLOYMENTS}/deployment-operations/{key}");
    caller.get(&path).await.problem(404);
    caller
        .sandbox
        .fail_next(Failure::of(Process::Build).vanishing());
    let wanted = json!({ "assetKey": ready.asset, "assetRevision": 1 });
    let build = caller
        .call("POST", &format!("{BUILDS}/build-operations"), &wanted)
        .await
        .ok();
    let path = format!("{BUILDS}/build-operations/{}", text(&build, "buildKey"));
    caller.get(&path).await.ok();
    caller.pass(3);
    caller.get(&path).await.problem(404);
    assert!(caller.builds(&ready.asset, 1, "Debug").await.is_empty());
}

#[tokio::test]
async fn builds_publications_packages_and_analyses_fail_too() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let fail = |process| {
        caller
            .sandbox
            .fail_next(Failure::of(process).message("OS-BLD-FE-40001", "broken"));
    };
    fail(Process::Build);
    let wanted = json!({ "assetKey": ready.asset, "assetRevision": 1, "buildType": "Release" });
    let build = caller
        .call("POST", &format!("{BUILDS}/build-operations"), &wanted)
        .await
        .ok();
    let path = format!("{BUILDS}/build-operations/{}", text(&build, "buildKey"));
    caller.pass(3);
    assert_eq!(caller.get(&path).await.ok()["status"], "FinishedWithErrors");
    let log = caller.get(&format!("{path}/log-messages")).await.results();
    assert!(
        log.iter()
            .any(|one| one["errorCode"] == "OS-BLD-FE-40001" && one["message"] == "broken")
    );
    fail(Process::Package);
    let path = format!("{BUILDS}/build-operations/{}/generated-code", ready.build);
    caller.call("POST", &path, &Value::Null).await.ok();
    caller.pass(2);
    let failed = caller.get(&path).await.ok();
    assert_eq!(
        (&failed["status"], &failed["uri"]),
        (&json!("Failed"), &Value::Null)
    );
    assert_eq!(failed["errors"][0]["message"], "broken");
    caller.call("POST", &path, &Value::Null).await.ok();
    caller.pass(2);
    assert_eq!(
        caller.get(&path).await.ok()["status"],
        "Finished",
        "it starts anew after a failure"
    );
    for process in [Process::Publish, Process::Build] {
        fail(process);
        let wanted = json!({ "assetKey": ready.asset, "revision": ready.revision });
        let started = caller.publish(&wanted).await.ok();
        caller.pass(3);
        let path = format!("{DEPLOYMENTS}/publish-operations/{}", text(&started, "key"));
        assert_eq!(
            caller.get(&path).await.ok()["status"],
            "FinishedWithError",
            "{process:?}"
        );
    }
    fail(Process::Analysis);
    let done = caller
        .analyse("deletion", &json!({ "assetKey": ready.asset }))
        .await;
    assert_eq!(
        (&done["processStatus"], &done["report"]),
        (&json!("Failed"), &Value::Null)
    );
    assert_eq!(done["error"]["detail"], "broken");
}

#[tokio::test]
async fn processes_take_as_long_as_a_test_says() {
    let caller = Caller::with(Sandbox::builder().stages(3).pace(Pace::instant())).await;
    let ready = caller.ready().await;
    let done = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    assert_eq!(done["status"], "Finished");
    let wanted = json!({ "assetKey": ready.asset, "assetRevision": 1 });
    let build = caller
        .call("POST", &format!("{BUILDS}/build-operations"), &wanted)
        .await
        .ok();
    let path = format!("{BUILDS}/build-operations/{}", text(&build, "buildKey"));
    assert_eq!(caller.get(&path).await.ok()["status"], "Finished");
    let path = format!("{DEPENDENCIES}/deletion-analyses");
    let analysis = caller
        .call("POST", &path, &json!({ "assetKey": ready.asset }))
        .await
        .ok();
    let path = format!("{path}/{}", text(&analysis, "analysisKey"));
    assert_eq!(caller.get(&path).await.ok()["processStatus"], "Finished");
    caller
        .control("PUT", "/pace", json!({ "deployment": 60_000 }))
        .await
        .ok();
    let pace = caller.control("GET", "/pace", Value::Null).await.ok();
    assert_eq!(
        (&pace["deployment"], &pace["build"]),
        (&json!(60_000), &json!(3000))
    );
    let started = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    caller.pass(59);
    assert_eq!(
        caller.deployment(text(&started, "key")).await["status"],
        "Running"
    );
    caller.pass(1);
    assert_eq!(
        caller.deployment(text(&started, "key")).await["status"],
        "Finished"
    );
    caller
        .control("PUT", "/pace", json!({ "deployment": 86_400_001 }))
        .await
        .problem(400);
    caller
        .control("POST", "/failures", json!({ "process": "lunch" }))
        .await
        .problem(400);
}
