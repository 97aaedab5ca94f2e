//! Snapshots: take, save and restore them, also in another sandbox and in a later version.

mod support;

use odc_sandbox::{NewClient, Permission, Permissions, Sandbox, Snapshot};
use serde_json::{Value, json};
use support::{Caller, text};

#[tokio::test]
async fn a_snapshot_restores_data_and_clients() {
    let caller = Caller::start().await;
    caller
        .act("POST", "/users", &json!({ "email": "a@snap.example" }))
        .await
        .ok();
    let snapshot = caller.control("GET", "/snapshot", Value::Null).await.ok();
    let users = caller
        .all("/users?embed=ApplicationRoles&embed=UserIdentityProviders")
        .await;
    caller
        .act(
            "DELETE",
            &format!("/users/{}", text(&users[3], "key")),
            &Value::Null,
        )
        .await
        .ok();
    caller
        .control("PUT", "/snapshot", snapshot.clone())
        .await
        .ok();
    assert_eq!(
        caller
            .all("/users?embed=ApplicationRoles&embed=UserIdentityProviders")
            .await,
        users
    );
    caller
        .control("PUT", "/snapshot", json!({ "version": 1 }))
        .await
        .problem(400);
    let json = serde_json::to_vec(&snapshot).expect("JSON");
    let other = Sandbox::builder().data(Snapshot::from_json(&json).expect("a snapshot"));
    let other = Caller::with(other).await;
    assert_eq!(
        other.sandbox.client_secret(),
        caller.sandbox.client_secret()
    );
    assert_eq!(
        other
            .all("/users?embed=ApplicationRoles&embed=UserIdentityProviders")
            .await,
        users
    );
}

#[tokio::test]
async fn a_snapshot_can_be_saved_and_loaded() {
    let sandbox = Sandbox::builder()
        .users(20)
        .start()
        .await
        .expect("a sandbox");
    sandbox
        .clock()
        .advance(std::time::Duration::from_secs(86_400));
    let file = std::env::temp_dir().join(format!("odc-sandbox-{}.json", uuid::Uuid::new_v4()));
    sandbox.snapshot().save(&file).expect("written");
    let again = Sandbox::builder()
        .data(Snapshot::load(&file).expect("read"))
        .start()
        .await
        .expect("a sandbox");
    std::fs::remove_file(&file).expect("removed");
    assert_eq!(again.summary(), sandbox.summary());
    assert!(
        (sandbox.clock().now() - again.clock().now())
            .num_seconds()
            .abs()
            < 60
    );
    let missing = Snapshot::load(&file).expect_err("gone").to_string();
    assert!(missing.contains("odc-sandbox-"), "{missing}");
}

/// A snapshot that the program wrote when its version was 2: two portfolios of two stages, two users.
const OF_VERSION_2: &str = include_str!("data/snapshot-v2.json");

/// The same snapshot as the first version wrote it.
fn of_version_1() -> Value {
    let mut old: Value = serde_json::from_str(OF_VERSION_2).expect("JSON");
    old["version"] = json!(1);
    let tenant = old["tenant"].as_object_mut().expect("an object");
    tenant.remove("libraries").expect("libraries");
    for stage in tenant["environments"].as_array_mut().expect("stages") {
        let stage = stage.as_object_mut().expect("an object");
        stage.remove("custom_domain").expect("a member");
        stage.remove("state").expect("a member");
    }
    for client in old["clients"].as_array_mut().expect("clients") {
        let held = client["permissions"]["organization"].as_array_mut();
        held.expect("a list")
            .retain(|one| one != "ManageStages" && one != "ManagePortfolio");
    }
    old
}

#[tokio::test]
async fn a_snapshot_of_the_first_version_can_still_be_loaded() {
    let mut old = of_version_1();
    let mut some = old["clients"][0].clone();
    some["id"] = json!("some");
    some["permissions"] = json!({ "organization": ["ViewMembers"], "stages": {} });
    old["clients"].as_array_mut().expect("clients").push(some);
    let json = serde_json::to_vec(&old).expect("JSON");
    let snapshot = Snapshot::from_json(&json).expect("a snapshot");
    let again = Caller::with(Sandbox::builder().data(snapshot)).await;
    let libraries = again
        .portfolio_v2("/libraries?revisions=All")
        .await
        .results();
    assert_eq!(libraries.len(), 16);
    let stages = again.portfolio_v2("/environments").await.results();
    assert_eq!(stages.len(), 4);
    for stage in &stages {
        assert_eq!(stage["defaultDomain"], stage["builtinDomain"]);
    }
    let path = format!("/environments/{}", text(&stages[1], "key"));
    again.change(&path, &json!({ "name": "Tests" })).await.ok();
    let clients = again.sandbox.clients();
    let every = clients.get(again.sandbox.client_id()).expect("there");
    let keys: Vec<_> = again.sandbox.stages().iter().map(|one| one.key).collect();
    assert_eq!(every.permissions, Permissions::every(&keys));
    let some = clients.get("some").expect("there");
    assert!(!some.permissions.holds(Permission::ManageStages));
    assert!(!some.permissions.holds(Permission::OpenAssets));
    again.control("PUT", "/snapshot", old).await.ok();
    let newer = json!({ "version": 4 });
    again.control("PUT", "/snapshot", newer).await.problem(400);
}

#[tokio::test]
async fn a_snapshot_without_revisions_keeps_its_deployments_and_libraries() {
    let snapshot = Snapshot::from_json(OF_VERSION_2.as_bytes()).expect("a snapshot");
    let old: Value = serde_json::from_str(OF_VERSION_2).expect("JSON");
    let caller = Caller::with(Sandbox::builder().data(snapshot)).await;
    let main = &old["tenant"]["portfolios"][0]["key"];
    let rows = caller.portfolio_v2("/deployed-assets").await.results();
    assert_eq!(rows.len(), 40);
    let assets = old["tenant"]["assets"].as_array().expect("assets");
    for (row, asset) in rows.iter().zip(assets) {
        assert_eq!(row["key"], asset["key"]);
        // Now an asset stays in one portfolio.
        let shown = row["deployments"].as_array().expect("deployments");
        let stages = old["tenant"]["environments"].as_array().expect("stages");
        let is_main = |one: &&Value| {
            let key = &one["environment"];
            let stage = stages.iter().find(|stage| stage["key"] == *key);
            stage.expect("a stage")["portfolio"] == *main
        };
        let kept = asset["deployments"].as_array().expect("deployments");
        let kept: Vec<_> = kept.iter().filter(is_main).collect();
        assert_eq!(shown.len(), kept.len());
        for (shown, kept) in shown.iter().zip(kept) {
            assert_eq!(shown["revision"], kept["revision"]);
            assert_eq!(shown["buildKey"], kept["build_key"]);
            assert_eq!(shown["deploymentKey"], kept["key"]);
            assert_eq!(shown["tag"], kept["tag"]["name"]);
        }
    }
    let path = "/libraries?revisions=All";
    let libraries = caller.portfolio_v2(path).await.results();
    for (shown, kept) in libraries
        .iter()
        .zip(old["tenant"]["libraries"].as_array().expect("a list"))
    {
        assert_eq!(shown["key"], kept["key"]);
        let (shown, kept) = (&shown["revisions"], &kept["revisions"]);
        for place in 0..kept.as_array().expect("revisions").len() {
            assert_eq!(shown[place]["revision"], kept[place]["number"]);
            assert_eq!(shown[place]["name"], kept[place]["name"]);
            assert_eq!(shown[place]["tag"], kept[place]["tag"]["name"]);
        }
    }
}

#[tokio::test]
async fn names_and_orders_and_permissions_on_portfolios_are_in_a_snapshot() {
    let caller = Caller::with(Sandbox::builder().stages(4)).await;
    let stages = caller.portfolio_v2("/environments").await.results();
    let batch = json!({ "environments": [
        { "key": stages[1]["key"], "order": 2, "name": "Tests" },
        { "key": stages[2]["key"], "order": 1 },
    ] });
    caller.change("/environments", &batch).await.ok();
    let held = Permissions::none().with(Permission::ManagePortfolio, &[]);
    let made = NewClient::named("namer").permissions(held.clone());
    let made = caller.sandbox.clients().create(made).expect("a client");
    let expected = caller.portfolio_v2("/environments").await.results();
    let snapshot = caller.control("GET", "/snapshot", Value::Null).await.ok();
    caller.sandbox.reset();
    assert_eq!(caller.portfolio_v2("/environments").await.results(), stages);
    caller.control("PUT", "/snapshot", snapshot).await.ok();
    assert_eq!(
        caller.portfolio_v2("/environments").await.results(),
        expected
    );
    let client = caller.sandbox.clients().get(made.client_id());
    assert_eq!(client.expect("there").permissions, held);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_a_snapshot_file_and_saving_replaces_it_completely() {
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::builder()
        .users(1)
        .start()
        .await
        .expect("a sandbox");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tenant.json");
    std::fs::write(&file, "of before").expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o666)).expect("set");
    sandbox.snapshot().save(&file).expect("written");
    let mode = std::fs::metadata(&file)
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600, "it holds secrets");
    Snapshot::load(&file).expect("a snapshot");
    assert_eq!(std::fs::read_dir(folder.path()).expect("read").count(), 1);
    let nowhere = folder.path().join("no/such/folder.json");
    let error = sandbox.snapshot().save(&nowhere).expect_err("no folder");
    assert!(error.to_string().contains("folder.json"), "{error}");
}

#[tokio::test]
async fn the_error_for_a_file_that_is_not_a_snapshot_names_file_and_place() {
    let sandbox = Sandbox::builder()
        .users(1)
        .start()
        .await
        .expect("a sandbox");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tenant.json");
    let json = String::from_utf8(sandbox.snapshot().to_json().expect("JSON")).expect("text");
    for (text, expected) in [
        (
            String::new(),
            "not a snapshot of a sandbox: line 1, column 0",
        ),
        (json[..json.len() / 2].to_owned(), "EOF while parsing"),
        (format!("{json} x"), "the end: trailing characters"),
        (
            json.replace("\"users\":1,", "\"users\":-1,"),
            "tenant.plan.users: expected usize",
        ),
        (
            json.replace("\"users\":1,", "\"users\":1000001,"),
            "tenant.plan: a sandbox has at most",
        ),
        (
            json.replace("\"aheadMilliseconds\":0,", ""),
            "missing field `aheadMilliseconds`",
        ),
    ] {
        std::fs::write(&file, text).expect("written");
        let error = Snapshot::load(&file).expect_err("no snapshot").to_string();
        assert!(
            error.contains("tenant.json: ") && error.contains(expected),
            "{error}"
        );
        assert_eq!(error.lines().count(), 1);
    }
}

#[tokio::test]
async fn one_snapshot_is_restored_at_a_time() {
    let caller = Caller::start().await;
    let snapshot = caller.control("GET", "/snapshot", Value::Null).await.ok();
    let head =
        "PUT /_sandbox/snapshot HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9999\r\n\r\n{";
    let mut slow = support::raw::connect(&caller.sandbox).await;
    tokio::io::AsyncWriteExt::write_all(&mut slow, head.as_bytes())
        .await
        .expect("sent");
    let refused = async {
        loop {
            let response = caller.control("PUT", "/snapshot", snapshot.clone()).await;
            if response.status.as_u16() != 204 {
                return response;
            }
        }
    };
    assert!(refused.await.problem(409).contains("another snapshot"));
    drop(slow);
    while caller
        .control("PUT", "/snapshot", snapshot.clone())
        .await
        .status
        .as_u16()
        != 204
    {}
}
