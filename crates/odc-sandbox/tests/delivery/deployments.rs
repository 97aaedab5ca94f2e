//! Publishing, deploying, undeploying, and applying configurations.

use crate::support::delivery::{NOBODY, three_stages};
use crate::support::{BUILDS, DEPENDENCIES, DEPLOYMENTS, text};
use odc_sandbox::{Permission, Permissions};
use serde_json::{Value, json};

#[tokio::test]
async fn a_deployment_runs_and_then_shows_in_the_portfolio() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let (qa, before) = (ready.stages[1], ready.revision - 1);
    let shown = caller.deployed(&ready.asset, qa).await.expect("deployed");
    assert_eq!(shown["revision"], before);
    let started = caller.deploy(&ready.deploy_to(qa)).await;
    assert_eq!(started.status.as_u16(), 201);
    let started = started.ok();
    assert_eq!(started["status"], "Running");
    assert_eq!(started["finishedDateTime"], Value::Null);
    assert_eq!(started["revisions"], json!([ready.revision]));
    let key = text(&started, "key").to_owned();
    assert_eq!(caller.deployment(&key).await, started);
    let shown = caller.deployed(&ready.asset, qa).await.expect("deployed");
    assert_eq!(shown["revision"], before, "it still runs what ran before");
    caller.pass(3);
    let ended = caller.deployment(&key).await;
    assert_eq!(ended["status"], "Finished");
    assert!(ended["finishedDateTime"].is_string());
    let shown = caller.deployed(&ready.asset, qa).await.expect("deployed");
    assert_eq!(shown["revision"], ready.revision);
    assert_eq!(shown["buildKey"], json!(ready.build));
    assert_eq!(shown["deploymentKey"], json!(key));
    let messages = caller
        .get(&format!(
            "{DEPLOYMENTS}/deployment-operations/{key}/messages"
        ))
        .await
        .results();
    assert_eq!(messages.last().expect("a message")["message"], "Done");
    // Another deployment of the same revision and build is a new operation.
    let again = caller.deploy(&ready.deploy_to(qa)).await.ok();
    assert_ne!(again["key"], json!(key));
}

#[tokio::test]
async fn undeploying_removes_an_asset_from_one_stage() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let production = ready.stages[2];
    let wanted =
        json!({ "operation": "Undeploy", "assetKey": ready.asset, "environmentKey": production });
    let started = caller.deploy(&wanted).await.ok();
    assert!(caller.deployed(&ready.asset, production).await.is_some());
    caller.pass(3);
    assert_eq!(
        caller.deployment(text(&started, "key")).await["status"],
        "Finished"
    );
    assert!(caller.deployed(&ready.asset, production).await.is_none());
    assert!(
        caller
            .deployed(&ready.asset, ready.stages[1])
            .await
            .is_some()
    );
    for operation in ["Undeploy", "ApplyConfigs"] {
        let wanted = json!({ "operation": operation, "assetKey": ready.asset, "environmentKey": production });
        let refused = caller.deploy(&wanted).await;
        assert!(refused.problem(400).contains("not deployed"), "{operation}");
    }
}

#[tokio::test]
async fn publishing_makes_both_builds_and_replaces_the_revision_in_development() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let before = caller
        .builds(&ready.asset, ready.revision, "Debug")
        .await
        .len();
    let wanted = json!({
        "operation": "Publish", "assetKey": ready.asset, "revision": ready.revision,
        "environmentKey": ready.stages[0],
    });
    let started = caller.publish(&wanted).await;
    assert_eq!(started.status.as_u16(), 201);
    let started = started.ok();
    assert_eq!(started["buildKey"], Value::Null);
    let path = format!("{DEPLOYMENTS}/publish-operations/{}", text(&started, "key"));
    caller.pass(2);
    let built = caller.get(&path).await.ok();
    assert_eq!(built["status"], "Running");
    let builds = caller.builds(&ready.asset, ready.revision, "Debug").await;
    assert_eq!(builds.len(), before + 1);
    assert_eq!(built["buildKey"], builds[0]["buildKey"]);
    assert_eq!(builds[0]["status"], "Finished");
    caller.pass(1);
    assert_eq!(caller.get(&path).await.ok()["status"], "Finished");
    let shown = caller
        .deployed(&ready.asset, ready.stages[0])
        .await
        .expect("deployed");
    assert_eq!(shown["buildKey"], builds[0]["buildKey"]);
    let messages = caller.get(&format!("{path}/messages")).await.results();
    assert_eq!(messages.len(), 2);
    // By default, the stage is Development of the asset's portfolio.
    let wanted = json!({ "assetKey": ready.asset, "revision": ready.revision });
    caller.publish(&wanted).await.ok();
}

#[tokio::test]
async fn a_library_is_published_and_runs_nowhere() {
    let caller = three_stages().await;
    let library = caller.assets("LowCodeLibrary").await.remove(0);
    let wanted = json!({
        "operation": "Publish", "assetKey": library["assetKey"], "revision": library["revision"],
    });
    let started = caller.publish(&wanted).await.ok();
    caller.pass(3);
    let path = format!("{DEPLOYMENTS}/publish-operations/{}", text(&started, "key"));
    assert_eq!(caller.get(&path).await.ok()["status"], "Finished");
    let key = text(&library, "assetKey");
    assert!(
        caller
            .deployed(key, caller.sandbox.stages()[0].key)
            .await
            .is_none()
    );
}

#[tokio::test]
async fn only_a_finished_release_build_of_the_revision_is_deployed() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let of_kind = async |asset: &str, kind: &str| {
        let builds = caller.builds(asset, ready.revision, kind).await;
        builds[0]["buildKey"].clone()
    };
    let others = caller.assets("WebApplication").await;
    let other = others
        .iter()
        .find(|one| one["assetKey"] != json!(ready.asset));
    let other = text(other.expect("another app"), "assetKey");
    let fresh =
        json!({ "assetKey": ready.asset, "assetRevision": ready.revision, "buildType": "Release" });
    let builds = format!("{BUILDS}/build-operations");
    let fresh = caller.call("POST", &builds, &fresh).await.ok();
    for (build, reason) in [
        (of_kind(&ready.asset, "Debug").await, "only a Release build"),
        (
            fresh["buildKey"].clone(),
            "not Finished, so it cannot be deployed; wait for it",
        ),
        (
            of_kind(other, "Release").await,
            "the build is of another asset",
        ),
    ] {
        let mut body = ready.deploy_to(ready.stages[1]);
        body["buildKey"] = build;
        let refused = caller.deploy(&body).await;
        assert!(refused.problem(400).contains(reason), "{}", refused.body);
    }
}

#[tokio::test]
async fn an_impossible_deployment_is_refused_with_the_reason() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let good = ready.deploy_to(qa);
    let with = |member: &str, value: Value| {
        let mut changed = good.clone();
        changed[member] = value;
        changed
    };
    let library = caller.assets("LowCodeLibrary").await.remove(0);
    let connection = caller.assets("MCPConnection").await.remove(0);
    for (body, reason) in [
        (
            json!({
                "operation": "Deploy", "assetKey": connection["assetKey"], "revision": 1,
                "buildKey": ready.build, "environmentKey": qa,
            }),
            "a connection is neither published nor deployed",
        ),
        (with("buildKey", Value::Null), "buildKey is missing"),
        (with("revision", Value::Null), "revision is missing"),
        (
            with("revision", json!(ready.revision - 1)),
            "the build is of revision",
        ),
        (
            with("assetKey", library["assetKey"].clone()),
            "is not deployed",
        ),
        (with("assetKey", Value::Null), "assetKey is missing"),
        (
            with("environmentKey", json!(ready.stages[0])),
            "published to Development",
        ),
        (
            with("environmentKey", Value::Null),
            "environmentKey is missing",
        ),
        (
            with("operation", json!("Promote")),
            "operation must be one of",
        ),
        (with("operation", Value::Null), "operation is missing"),
        (with("assetKey", json!("x")), "UUID"),
    ] {
        let refused = caller.deploy(&body).await;
        assert!(
            refused.problem(400).contains(reason),
            "{reason}: {}",
            refused.body
        );
    }
    for (body, what) in [
        (with("assetKey", json!(NOBODY)), "asset"),
        (with("environmentKey", json!(NOBODY)), "environment"),
        (with("buildKey", json!(NOBODY)), "build"),
        (with("revision", json!(999)), "revision"),
    ] {
        assert!(
            caller.deploy(&body).await.problem(404).contains(what),
            "{what}"
        );
    }
    let wanted = json!({
        "operation": "ApplyConfigs", "assetKey": ready.asset, "environmentKey": qa, "revision": ready.revision,
    });
    assert!(
        caller
            .deploy(&wanted)
            .await
            .problem(400)
            .contains("revision must be")
    );
    caller
        .call(
            "POST",
            &format!("{DEPLOYMENTS}/deployment-operations"),
            &Value::Null,
        )
        .await
        .problem(400);
}

#[tokio::test]
async fn an_impossible_publication_is_refused_with_the_reason() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let publish = |asset: Value, revision: Value, stage: Value| json!({ "operation": "Publish", "assetKey": asset, "revision": revision, "environmentKey": stage });
    let (asset, revision) = (json!(ready.asset), json!(ready.revision));
    let elsewhere = publish(asset.clone(), revision.clone(), json!(ready.stages[1]));
    assert!(
        caller
            .publish(&elsewhere)
            .await
            .problem(400)
            .contains("Development only")
    );
    let unknown = publish(asset.clone(), json!(999), Value::Null);
    caller.publish(&unknown).await.problem(404);
    caller
        .publish(&publish(json!(NOBODY), revision, Value::Null))
        .await
        .problem(404);
    caller
        .publish(&publish(asset.clone(), json!(1), json!(NOBODY)))
        .await
        .problem(404);
    caller
        .publish(&json!({ "assetKey": asset }))
        .await
        .problem(400);
    caller
        .publish(&json!({ "operation": "Deploy" }))
        .await
        .problem(400);
    let connection = caller.assets("MCPConnection").await.remove(0);
    let wanted = publish(connection["assetKey"].clone(), json!(1), Value::Null);
    let refused = caller.publish(&wanted).await;
    assert!(refused.problem(400).contains("connection"));
}

#[tokio::test]
async fn an_asset_can_be_deployed_only_to_stages_of_its_portfolio() {
    let caller =
        crate::support::Caller::with(odc_sandbox::Sandbox::builder().portfolios(2).stages(3)).await;
    let assets = caller.assets("WebApplication").await;
    let asset = &assets[0];
    let foreign = caller.portfolio_v2("/environments").await.results();
    let foreign = foreign
        .iter()
        .filter(|one| one["portfolioKey"] != asset["portfolioKey"]);
    let foreign: Vec<_> = foreign.map(|one| one["key"].clone()).collect();
    let (key, revision) = (
        text(asset, "assetKey"),
        asset["revision"].as_i64().expect("a number"),
    );
    let build = caller.builds(key, revision, "Release").await;
    let wanted = json!({
        "operation": "Deploy", "assetKey": key, "revision": revision,
        "buildKey": build[0]["buildKey"], "environmentKey": foreign[1],
    });
    assert!(
        caller
            .deploy(&wanted)
            .await
            .problem(400)
            .contains("another portfolio")
    );
    let analysis = json!({ "assetKey": key, "revision": revision, "environmentKey": foreign[1] });
    let path = format!("{DEPENDENCIES}/deployment-analyses");
    let started = caller.call("POST", &path, &analysis);
    assert!(started.await.problem(400).contains("another portfolio"));
    let wanted = json!({ "assetKey": key, "revision": revision, "environmentKey": foreign[0] });
    assert!(
        caller
            .publish(&wanted)
            .await
            .problem(400)
            .contains("another portfolio")
    );
}

#[tokio::test]
async fn one_operation_at_a_time_runs_on_an_asset_in_a_stage() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    let second = caller.deploy(&ready.deploy_to(ready.stages[1])).await;
    assert!(second.problem(400).contains("another operation"));
    caller.deploy(&ready.deploy_to(ready.stages[2])).await.ok();
    caller.pass(3);
    caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
}

#[tokio::test]
async fn the_permission_to_deploy_is_needed_in_the_stage() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let [_, qa, production] = ready.stages[..] else {
        panic!("three stages");
    };
    let held = Permissions::none()
        .with(Permission::ViewStage, &[production])
        .with(Permission::DeployAssets, &[qa]);
    let limited = caller.only(held).await;
    limited.deploy(&ready.deploy_to(qa)).await.ok();
    let refused = limited.deploy(&ready.deploy_to(production)).await;
    assert!(refused.problem(403).contains("Deploy assets"));
    assert!(refused.problem(403).contains("Production"));
    // For a caller, a hidden stage does not exist.
    limited
        .deploy(&ready.deploy_to(ready.stages[0]))
        .await
        .problem(404);
}

#[tokio::test]
async fn operations_in_hidden_stages_are_left_out() {
    let caller = three_stages().await;
    let path = format!("{DEPLOYMENTS}/deployment-operations");
    let all = caller.get(&path).await.results();
    let production = caller.sandbox.stages()[2].key;
    let there = caller
        .get(&format!("{path}?environmentKey={production}"))
        .await
        .results();
    assert!(!there.is_empty() && there.len() < all.len());
    let held = Permissions::none().with(Permission::ViewStage, &[production]);
    let limited = caller.only(held).await;
    assert_eq!(limited.get(&path).await.results(), there);
    let hidden = all
        .iter()
        .find(|one| !there.contains(one))
        .expect("a hidden one");
    limited
        .get(&format!("{path}/{}", text(hidden, "key")))
        .await
        .problem(404);
    limited
        .get(&format!("{path}/{}/messages", text(hidden, "key")))
        .await
        .problem(404);
}

#[tokio::test]
async fn operations_are_filtered_sorted_and_paged() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    let wanted = json!({ "operation": "ApplyConfigs", "assetKey": ready.asset, "environmentKey": ready.stages[2] });
    caller.deploy(&wanted).await.ok();
    let path = format!("{DEPLOYMENTS}/deployment-operations");
    let list = async |query: &str| caller.get(&format!("{path}?{query}")).await.results();
    let running = list("status=Running").await;
    assert_eq!(running.len(), 2);
    assert_eq!(running[0]["operation"], "ApplyConfigs", "the newest first");
    assert_eq!(list("status=Running&operations=Deploy").await.len(), 1);
    assert_eq!(
        list("operations=ApplyConfigs&operations=Undeploy")
            .await
            .len(),
        1
    );
    let of_asset = list(&format!("assetKey={}", ready.asset)).await;
    assert_eq!(of_asset.len(), 4);
    let revision = format!("assetKey={}&revision={}", ready.asset, ready.revision);
    assert_eq!(list(&revision).await.len(), 1);
    let times = |rows: &[Value]| -> Vec<String> {
        rows.iter()
            .map(|one| text(one, "startedDateTime").to_owned())
            .collect()
    };
    assert!(times(&list("limit=100").await).is_sorted_by(|a, b| a >= b));
    assert!(times(&list("sort=CreatedAt").await).is_sorted());
    let names: Vec<_> = list("sort=assetname,-CreatedAt").await;
    let names: Vec<_> = names
        .iter()
        .map(|one| text(one, "assetName").to_lowercase())
        .collect();
    assert!(names.is_sorted());
    let second = text(&of_asset[1], "startedDateTime");
    let since = list(&format!(
        "assetKey={}&createdDateSince={second}",
        ready.asset
    ))
    .await;
    assert_eq!(since, of_asset[..2]);
    let to = list(&format!("assetKey={}&createdDateTo={second}", ready.asset)).await;
    assert_eq!(to, of_asset[1..]);
    let page = caller.get(&format!("{path}?limit=3&offset=2")).await.ok();
    assert_eq!(
        page["page"],
        json!({ "count": 3, "limit": 3, "offset": 2, "nextPageOffset": 5 })
    );
    assert_eq!(
        list("permissionFilter=AppMonitor").await,
        Vec::<Value>::new()
    );
    assert!(
        !list(&format!("permissionFilter=AppDeploy.{}", ready.stages[1]))
            .await
            .is_empty()
    );
    for bad in [
        "limit=0",
        "limit=101",
        "sort=Revision",
        "status=Done",
        "operations=Publish",
        "createdDateSince=today",
        "assetKey=x",
        "revision=one",
        "permissionFilter=Nonsense",
    ] {
        caller.get(&format!("{path}?{bad}")).await.problem(400);
    }
    let nowhere = format!("{path}?permissionFilter=AppDeploy.{NOBODY}");
    caller.get(&nowhere).await.problem(422);
    let published = format!("{DEPLOYMENTS}/publish-operations");
    let all = caller.get(&published).await.results();
    assert_eq!(all.len(), 40);
    let portfolio = all[0]["portfolioKey"].clone();
    let path = format!(
        "{published}?portfolioKey={}&status=finished",
        portfolio.as_str().expect("a key")
    );
    assert_eq!(caller.get(&path).await.results().len(), 40);
    caller
        .get(&format!("{published}?sort=x"))
        .await
        .problem(400);
}

#[tokio::test]
async fn messages_are_read_by_a_text_cursor() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let started = caller.deploy(&ready.deploy_to(ready.stages[1])).await.ok();
    let path = format!(
        "{DEPLOYMENTS}/deployment-operations/{}/messages",
        text(&started, "key")
    );
    let running = caller.get(&path).await.ok();
    assert_eq!(running["page"]["nextPageOffset"], Value::Null);
    caller.pass(3);
    let all = caller.get(&path).await.results();
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let glue = if next.is_empty() {
            String::new()
        } else {
            format!("&offset={next}")
        };
        let page = caller.get(&format!("{path}?limit=1{glue}")).await.ok();
        seen.extend(page["results"].as_array().expect("results").iter().cloned());
        match page["page"]["nextPageOffset"].as_str() {
            Some(cursor) => next = cursor.to_owned(),
            None => break,
        }
    }
    assert!(all.len() >= 2);
    assert_eq!(seen, all);
    caller.get(&format!("{path}?offset=2")).await.problem(400);
    caller.get(&format!("{path}?limit=0")).await.problem(400);
}

#[tokio::test]
async fn a_new_stage_of_an_asset_gets_its_application_roles() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let roles = format!(
        "/application-roles?assetKey={}&environmentKey={qa}",
        ready.asset
    );
    let before = caller.all(&roles).await;
    let undeploy =
        json!({ "operation": "Undeploy", "assetKey": ready.asset, "environmentKey": qa });
    caller.deploy(&undeploy).await.ok();
    caller.pass(3);
    caller.deploy(&ready.deploy_to(qa)).await.ok();
    caller.pass(3);
    assert_eq!(caller.all(&roles).await, before);
}

#[tokio::test]
async fn a_workflow_needs_its_agent_in_the_stage() {
    let caller = three_stages().await;
    let workflow = caller.assets("Workflow").await.remove(0);
    let qa = caller.sandbox.stages()[1].key;
    let agents = caller.assets("Agent").await;
    for agent in &agents {
        let undeploy =
            json!({ "operation": "Undeploy", "assetKey": agent["assetKey"], "environmentKey": qa });
        caller.deploy(&undeploy).await;
    }
    caller.pass(3);
    let (key, revision) = (
        text(&workflow, "assetKey"),
        workflow["revision"].as_i64().expect("a number"),
    );
    let build = caller.builds(key, revision, "Release").await;
    let started = caller
        .deploy(&json!({
            "operation": "Deploy", "assetKey": key, "revision": revision,
            "buildKey": build[0]["buildKey"], "environmentKey": qa,
        }))
        .await
        .ok();
    let before = caller.deployed(key, qa).await;
    caller.pass(3);
    let ended = caller.deployment(text(&started, "key")).await;
    assert_eq!(ended["status"], "FinishedWithError");
    assert_eq!(
        caller.deployed(key, qa).await,
        before,
        "the stage keeps what ran"
    );
    let path = format!(
        "{DEPLOYMENTS}/deployment-operations/{}/messages",
        text(&started, "key")
    );
    let messages = caller.get(&path).await.results();
    let error = messages
        .iter()
        .find(|one| one["severity"] == "Error")
        .expect("an error");
    assert!(text(error, "message").contains("which is not deployed"));
}
