//! The data behind the delivery APIs: all APIs show the same data, also in large tenants.

use std::time::{Duration, Instant};

use crate::support::delivery::three_stages;
use crate::support::{BUILDS, Caller, DEPLOYMENTS, PORTFOLIO_V2, REPOSITORY, text};
use odc_sandbox::Sandbox;
use serde_json::{Value, json};

#[tokio::test]
async fn the_repository_the_builds_and_the_operations_agree_on_what_runs() {
    let caller = three_stages().await;
    let rows = caller
        .get(&format!("{PORTFOLIO_V2}/deployed-assets"))
        .await
        .results();
    assert_eq!(rows.len(), 40);
    for row in &rows {
        let key = text(row, "key");
        for deployment in row["deployments"].as_array().expect("deployments") {
            let path = format!(
                "{REPOSITORY}/assets/{key}/revisions/{}",
                deployment["revision"]
            );
            let revision = caller.get(&path).await.ok();
            assert_eq!(revision["tag"], deployment["tag"]);
            assert_eq!(revision["name"], deployment["name"]);
            assert!(text(&revision, "createdAt") < text(deployment, "deploymentDateTime"));
            let path = format!("{BUILDS}/build-operations/{}", text(deployment, "buildKey"));
            let build = caller.get(&path).await.ok();
            assert_eq!(build["assetRevision"], deployment["revision"]);
            assert_eq!(build["status"], "Finished");
            let kind = if deployment["environmentKey"] == json!(caller.sandbox.stages()[0].key) {
                "publish"
            } else {
                "deployment"
            };
            let operation = text(deployment, "deploymentKey");
            let path = format!("{DEPLOYMENTS}/{kind}-operations/{operation}");
            let operation = caller.get(&path).await.ok();
            assert_eq!(operation["status"], "Finished");
            assert_eq!(operation["buildKey"], deployment["buildKey"]);
        }
    }
}

#[tokio::test]
async fn a_snapshot_contains_all_data_and_processes_continue_after_it() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let started = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    let path = format!(
        "{DEPLOYMENTS}/deployment-operations/{}",
        text(&started, "key")
    );
    let body = json!({ "systemConfigurations": [{ "key": "Email.Port", "value": "588" }] });
    let defaults = format!(
        "{}/environments/{}/default-system-configurations",
        crate::support::CONFIGURATIONS,
        ready.stages[1]
    );
    caller.call("PATCH", &defaults, &body).await.ok();
    let configured = caller.get(&defaults).await.ok();
    let repository = caller
        .get(&format!("{REPOSITORY}/assets?limit=1000"))
        .await
        .ok();
    let snapshot = caller.control("GET", "/snapshot", Value::Null).await.ok();
    caller.sandbox.reset();
    caller.get(&path).await.problem(404);
    caller.control("PUT", "/snapshot", snapshot).await.ok();
    assert_eq!(caller.get(&path).await.ok(), started);
    assert_eq!(caller.get(&defaults).await.ok(), configured);
    assert_eq!(
        caller
            .get(&format!("{REPOSITORY}/assets?limit=1000"))
            .await
            .ok(),
        repository
    );
    caller.pass(3);
    assert_eq!(caller.get(&path).await.ok()["status"], "Finished");
}

/// `docs/benchmarks.md` has the measured time. The limit here is twenty times longer.
#[tokio::test]
async fn two_thousand_assets_of_fifty_revisions_start_and_respond_within_two_seconds() {
    let start = Instant::now();
    let caller = Caller::with(Sandbox::builder().assets(2000).revisions(50)).await;
    let took = start.elapsed();
    eprintln!("started in {took:?}");
    assert!(took < Duration::from_secs(2), "{took:?}");
    let page = caller
        .get(&format!(
            "{REPOSITORY}/assets?limit=1000&metadata.isDeployable=true"
        ))
        .await
        .ok();
    assert_eq!(page["page"]["totalResults"], 2000);
    let last = &page["results"][999];
    assert_eq!(last["revision"], 50);
    let path = format!("{REPOSITORY}/assets/{}/revisions", text(last, "assetKey"));
    assert_eq!(caller.get(&path).await.results().len(), 50);
    let start = Instant::now();
    caller
        .get(&format!("{DEPLOYMENTS}/deployment-operations?limit=100"))
        .await
        .ok();
    eprintln!("listed in {:?}", start.elapsed());
}

#[tokio::test]
async fn sizes_out_of_range_are_refused() {
    for builder in [
        Sandbox::builder().assets(0),
        Sandbox::builder().assets(10_001),
        Sandbox::builder().revisions(0),
        Sandbox::builder().revisions(1001),
    ] {
        builder.start().await.expect_err("out of range");
    }
    let caller = Caller::start().await;
    caller
        .control("POST", "/reset", json!({ "assets": 5, "revisions": 2 }))
        .await
        .ok();
    let rows = caller
        .get(&format!("{REPOSITORY}/assets?metadata.isDeployable=true"))
        .await
        .results();
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|one| one["revision"] == 2));
    caller
        .control("POST", "/reset", json!({ "assets": 10_001 }))
        .await
        .problem(400);
    // One asset and one revision are enough.
    caller
        .control(
            "POST",
            "/reset",
            json!({ "assets": 1, "revisions": 1, "stages": 11 }),
        )
        .await
        .ok();
    caller.control("GET", "/snapshot", Value::Null).await.ok();
}
