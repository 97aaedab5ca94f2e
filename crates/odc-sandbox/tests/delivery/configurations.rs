//! The configuration of apps, agents and stages, and when a new value is in use.

use crate::support::delivery::{NOBODY, Ready, three_stages};
use crate::support::{CONFIGURATIONS, Caller, Response, text};
use odc_sandbox::{Permission, Permissions};
use serde_json::{Value, json};
use uuid::Uuid;

fn app(stage: Uuid, asset: &str) -> String {
    format!("{CONFIGURATIONS}/environments/{stage}/applications/{asset}")
}

async fn read(caller: &Caller, stage: Uuid, asset: &str) -> Value {
    let path = format!("{}/revisions/deployed/configurations", app(stage, asset));
    caller.get(&path).await.ok()
}

async fn patch(caller: &Caller, stage: Uuid, asset: &str, body: &Value) -> Response {
    let path = format!("{}/configurations", app(stage, asset));
    caller.call("PATCH", &path, body).await
}

fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    let rows = list.as_array().expect("a list");
    rows.iter().find(|one| one["name"] == name).expect("there")
}

async fn apply(caller: &Caller, ready: &Ready, stage: Uuid) {
    let wanted =
        json!({ "operation": "ApplyConfigs", "assetKey": ready.asset, "environmentKey": stage });
    caller.deploy(&wanted).await.ok();
    caller.pass(3);
}

#[tokio::test]
async fn a_new_value_is_pending_until_configurations_are_applied() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let before = read(&caller, qa, &ready.asset).await;
    assert_eq!(before["revisionDeployed"], ready.revision - 1);
    let size = named(&before["settings"], "PageSize");
    assert_eq!(
        (&size["value"], &size["deployedValue"]),
        (&Value::Null, &json!("20"))
    );
    assert_eq!(size["valueOrigin"], "ApplicationLevelDefault");
    let body = json!({ "settings": [{ "key": size["key"], "value": "50" }] });
    let changed = patch(&caller, qa, &ready.asset, &body).await;
    assert_eq!(changed.status.as_u16(), 204);
    let pending = read(&caller, qa, &ready.asset).await;
    let size = named(&pending["settings"], "PageSize");
    assert_eq!(
        (&size["value"], &size["deployedValue"]),
        (&json!("50"), &json!("20"))
    );
    assert_eq!(size["valueOrigin"], "ApplicationLevelOverride");
    assert_eq!(size["deployedValueOrigin"], "ApplicationLevelDefault");
    assert!(size["updatedAt"].is_string());
    // Another stage has its own values.
    let other = read(&caller, ready.stages[2], &ready.asset).await;
    assert_eq!(named(&other["settings"], "PageSize")["value"], Value::Null);
    apply(&caller, &ready, qa).await;
    let running = read(&caller, qa, &ready.asset).await;
    let size = named(&running["settings"], "PageSize");
    assert_eq!(size["deployedValue"], "50");
    let reset = json!({ "settings": [{ "key": size["key"], "value": null }] });
    patch(&caller, qa, &ready.asset, &reset).await.ok();
    caller.deploy(&ready.deploy_to(qa)).await.ok();
    caller.pass(3);
    let running = read(&caller, qa, &ready.asset).await;
    let size = named(&running["settings"], "PageSize");
    assert_eq!(
        (&size["value"], &size["deployedValue"]),
        (&Value::Null, &json!("20"))
    );
}

#[tokio::test]
async fn no_response_shows_a_secret() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let before = read(&caller, qa, &ready.asset).await;
    let token = named(&before["settings"], "ServiceToken");
    assert_eq!(
        (&token["isSecret"], &token["valueSetAfterDeploy"]),
        (&json!(true), &json!(false))
    );
    let library = &before["libraries"][0];
    let license = named(&library["settings"], "LicenseKey");
    let rest = &before["integrations"][0];
    let secret = "hunter2-very-secret";
    let body = json!({
        "settings": [{ "key": token["key"], "value": secret }],
        "libraries": [{
            "key": library["key"],
            "revision": library["revision"],
            "settings": [{ "key": license["key"], "value": secret }],
        }],
        "integrations": [{ "key": rest["key"], "configs": [{ "key": "Password", "value": secret }] }],
    });
    patch(&caller, qa, &ready.asset, &body).await.ok();
    let after = read(&caller, qa, &ready.asset).await;
    for one in [
        named(&after["settings"], "ServiceToken"),
        named(&after["libraries"][0]["settings"], "LicenseKey"),
        named(&after["integrations"][0]["configs"], "Password"),
    ] {
        assert_eq!(one["valueSetAfterDeploy"], true);
        assert_eq!(
            (&one["value"], &one["deployedValue"]),
            (&Value::Null, &Value::Null)
        );
    }
    let snapshot = caller.control("GET", "/snapshot", Value::Null).await.ok();
    assert!(!snapshot.to_string().contains(secret));
    assert!(!format!("{:?}", caller.sandbox.journal()).contains(secret));
    apply(&caller, &ready, qa).await;
    let after = read(&caller, qa, &ready.asset).await;
    let token = named(&after["settings"], "ServiceToken");
    assert_eq!(token["valueSetAfterDeploy"], false);
}

#[tokio::test]
async fn an_entry_without_a_value_changes_nothing_and_null_clears_the_value() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let before = read(&caller, qa, &ready.asset).await;
    let key = &named(&before["settings"], "PageSize")["key"];
    for (entry, value) in [
        (json!({ "key": key, "value": "50" }), json!("50")),
        (json!({ "key": key }), json!("50")),
        (json!({ "key": key, "value": null }), Value::Null),
    ] {
        let changed = patch(&caller, qa, &ready.asset, &json!({ "settings": [entry] })).await;
        assert_eq!(changed.status.as_u16(), 204);
        let after = read(&caller, qa, &ready.asset).await;
        assert_eq!(named(&after["settings"], "PageSize")["value"], value);
    }
}

#[tokio::test]
async fn the_timeout_of_a_timer_is_at_most_an_hour() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let before = read(&caller, qa, &ready.asset).await;
    let timer = &before["timers"][0];
    let timeout = &named(&timer["configs"], "Timeout")["key"];
    for (minutes, status) in [("60", 204), ("61", 400), ("0", 400)] {
        let configs = json!([{ "key": timeout, "value": minutes }]);
        let body = json!({ "timers": [{ "key": timer["key"], "configs": configs }] });
        let changed = patch(&caller, qa, &ready.asset, &body).await;
        assert_eq!(changed.status.as_u16(), status, "{minutes}");
    }
}

#[tokio::test]
async fn timers_libraries_and_e_mail_are_configured_too() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let before = read(&caller, qa, &ready.asset).await;
    assert_eq!(before["timers"].as_array().map(Vec::len), Some(2));
    let timer = &before["timers"][0]["key"];
    let library = &before["libraries"][0];
    let language = named(&library["settings"], "Language");
    let body = json!({
        "key": ready.asset,
        "revisionBaseline": ready.revision.to_string(),
        "timers": [{ "key": timer, "configs": [{ "key": "IsActive", "value": "False" }] }],
        "libraries": [{
            "key": library["key"],
            "settings": [{ "key": language["key"], "value": "pt" }],
            "integrations": [{
                "key": library["integrations"][0]["key"],
                "configs": [{ "key": "BaseUrl", "value": "https://other.example" }],
            }],
        }],
        "systemConfigurations": [{ "key": "Email.Sender", "value": "app@sandbox.example" }],
    });
    patch(&caller, qa, &ready.asset, &body).await.ok();
    let after = read(&caller, qa, &ready.asset).await;
    let active = named(&after["timers"][0]["configs"], "IsActive");
    assert_eq!(active["value"], "False");
    let library = &after["libraries"][0];
    assert_eq!(
        named(&library["settings"], "Language")["valueOrigin"],
        "LibraryLevelOverride"
    );
    let url = named(&library["integrations"][0]["configs"], "BaseUrl");
    assert_eq!(url["value"], "https://other.example");
    let sender = named(&after["systemConfigurations"], "Email.Sender");
    assert_eq!(sender["valueOrigin"], "ApplicationLevelOverride");
    let server = named(&after["systemConfigurations"], "Email.Server");
    assert_eq!(server["valueOrigin"], "EnvironmentLevelDefault");
}

#[tokio::test]
async fn a_change_sets_all_values_or_none() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let before = read(&caller, qa, &ready.asset).await;
    let size = &named(&before["settings"], "PageSize")["key"];
    let letterhead = &named(&before["settings"], "Letterhead")["key"];
    let good = json!({ "key": size, "value": "10" });
    for (bad, reason) in [
        (
            json!({ "settings": [good, { "key": size, "value": "ten" }] }),
            "of the type Integer",
        ),
        (
            json!({ "settings": [good, { "key": NOBODY, "value": "1" }] }),
            "settings has no",
        ),
        (
            json!({ "settings": [good, { "value": "1" }] }),
            "settings has no",
        ),
        (
            json!({ "settings": [good, { "key": letterhead, "value": "?" }] }),
            "base64",
        ),
        (
            json!({ "settings": [good, { "key": letterhead, "value": "A".repeat(8000) }] }),
            "5.8 KB",
        ),
        (
            json!({ "settings": [good], "timers": [{ "key": "x" }] }),
            "timers has no",
        ),
        (
            json!({ "settings": [good], "timers": [{ "key": before["timers"][0]["key"], "configs": [{ "key": "Color" }] }] }),
            "timers has no",
        ),
        (
            json!({ "settings": [good], "integrations": [{ "key": "x" }] }),
            "integrations has no",
        ),
        (
            json!({ "settings": [good], "libraries": [{ "key": "x" }] }),
            "libraries has no",
        ),
        (
            json!({ "settings": [good], "libraries": [{ "key": before["libraries"][0]["key"], "revision": 99 }] }),
            "the revision of the library",
        ),
        (
            json!({ "settings": [good], "systemConfigurations": [{ "key": "x" }] }),
            "systemConfigurations has no",
        ),
        (
            json!({ "settings": [good], "revisionBaseline": 99 }),
            "no revision",
        ),
        (
            json!({ "settings": [good], "revisionBaseline": "x" }),
            "whole number",
        ),
        (
            json!({ "settings": [good], "key": NOBODY }),
            "key of the path",
        ),
        // The first revision did not have this setting yet.
        (
            json!({ "settings": [good, { "key": letterhead, "value": "aGk=" }], "revisionBaseline": 1 }),
            "settings has no",
        ),
    ] {
        let refused = patch(&caller, qa, &ready.asset, &bad).await;
        assert!(
            refused.problem(400).contains(reason),
            "{reason}: {}",
            refused.body
        );
        assert_eq!(read(&caller, qa, &ready.asset).await, before);
    }
    let binary =
        json!({ "settings": [{ "key": letterhead, "value": "aGk=", "filename": "hi.png" }] });
    patch(&caller, qa, &ready.asset, &binary).await.ok();
    let shown = read(&caller, qa, &ready.asset).await;
    let row = named(&shown["settings"], "Letterhead");
    assert_eq!(
        (&row["value"], &row["filename"]),
        (&Value::Null, &json!("hi.png"))
    );
    let path = format!(
        "{}/revisions/deployed/configurations?showBinaryValues=true",
        app(qa, &ready.asset)
    );
    let shown = caller.get(&path).await.ok();
    assert_eq!(named(&shown["settings"], "Letterhead")["value"], "aGk=");
    patch(&caller, qa, &ready.asset, &Value::Null).await.ok();
}

#[tokio::test]
async fn parts_can_be_chosen_and_other_revisions_can_be_read() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let base = app(ready.stages[1], &ready.asset);
    let path = format!("{base}/revisions/1/configurations");
    let first = caller.get(&path).await.ok();
    assert_eq!(first["revisionBaseline"], 1);
    assert_eq!(first["settings"].as_array().map(Vec::len), Some(2));
    let some = caller
        .get(&format!("{path}?fields=settings,baseProperties,Timers"))
        .await
        .ok();
    assert!(some["settings"].is_array() && some["timers"].is_array());
    for part in ["libraries", "integrations", "systemConfigurations"] {
        assert_eq!(some[part], Value::Null);
    }
    caller
        .get(&format!("{path}?fields=secrets"))
        .await
        .problem(400);
    caller
        .get(&format!("{path}?showBinaryValues=2"))
        .await
        .problem(400);
    for revision in ["99", "x"] {
        caller
            .get(&format!("{base}/revisions/{revision}/configurations"))
            .await
            .problem(404);
    }
    let undeploy = json!({ "operation": "Undeploy", "assetKey": ready.asset, "environmentKey": ready.stages[1] });
    caller.deploy(&undeploy).await.ok();
    caller.pass(3);
    caller
        .get(&format!("{base}/revisions/deployed/configurations"))
        .await
        .problem(404);
    let shown = caller.get(&path).await.ok();
    assert_eq!(
        (&shown["revisionDeployed"], &shown["deployedAt"]),
        (&Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn agents_have_their_own_paths_and_no_e_mail() {
    let caller = three_stages().await;
    let agent = caller.assets("Agent").await.remove(0);
    let ready = caller.ready().await;
    let development = ready.stages[0];
    let key = text(&agent, "assetKey");
    let agents = format!("{CONFIGURATIONS}/environments/{development}/agents");
    let shown = caller
        .get(&format!("{agents}/{key}/revisions/deployed/configurations"))
        .await
        .ok();
    assert!(shown.get("systemConfigurations").is_none());
    let size = &named(&shown["settings"], "PageSize")["key"];
    caller
        .get(&format!("{agents}/{key}/revisions/1/configurations"))
        .await
        .ok();
    let path = format!("{agents}/{key}/configurations");
    let body = json!({ "settings": [{ "key": size, "value": "1" }] });
    caller.call("PATCH", &path, &body).await.ok();
    let body = json!({ "systemConfigurations": [{ "key": "Email.Port", "value": "1" }] });
    caller.call("PATCH", &path, &body).await.problem(400);
    caller
        .get(&format!(
            "{agents}/{}/revisions/deployed/configurations",
            ready.asset
        ))
        .await
        .problem(404);
    let wrong = format!(
        "{}/revisions/deployed/configurations",
        app(development, key)
    );
    caller.get(&wrong).await.problem(404);
}

#[tokio::test]
async fn defaults_of_a_stage_apply_immediately_to_its_apps() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let qa = ready.stages[1];
    let path = format!("{CONFIGURATIONS}/environments/{qa}/default-system-configurations");
    let update = async |key: &str, value: Value| {
        let body = json!({ "systemConfigurations": [{ "key": key, "value": value }] });
        caller.call("PATCH", &path, &body).await
    };
    update("Email.Server", json!("mail.example")).await.ok();
    let shown = caller.get(&path).await.ok();
    let server = named(&shown["systemConfigurations"], "Email.Server");
    assert_eq!(
        (&server["value"], &server["deployedValue"]),
        (&json!("mail.example"), &json!("mail.example"))
    );
    assert_eq!(server["valueOrigin"], "EnvironmentLevelOverride");
    let of_app = read(&caller, qa, &ready.asset).await;
    let inherited = named(&of_app["systemConfigurations"], "Email.Server");
    assert_eq!(
        (&inherited["value"], &inherited["valueOrigin"]),
        (&json!("mail.example"), &json!("EnvironmentLevelOverride"))
    );
    update("Email.Port", json!("25")).await.problem(400);
    update("Email.Port", json!("x")).await.problem(400);
    update("Email.Color", json!("x")).await.problem(400);
    update("Email.Password", json!("secret")).await.ok();
    let shown = caller.get(&path).await.ok();
    assert_eq!(
        named(&shown["systemConfigurations"], "Email.Password")["value"],
        Value::Null
    );
}

#[tokio::test]
async fn each_permission_applies_to_its_stage_and_e_mail_has_its_own_permission() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let [_, qa, production] = ready.stages[..] else {
        panic!("three stages");
    };
    let held = Permissions::none()
        .with(Permission::EditConfigurations, &[qa])
        .with(Permission::ManageEmailConfiguration, &[production]);
    let caller = caller.only(held).await;
    read(&caller, qa, &ready.asset).await;
    let elsewhere = format!(
        "{}/revisions/deployed/configurations",
        app(production, &ready.asset)
    );
    assert!(
        caller
            .get(&elsewhere)
            .await
            .problem(403)
            .contains("Production")
    );
    patch(&caller, production, &ready.asset, &json!({}))
        .await
        .problem(403);
    let unknown = NOBODY.parse().expect("a key");
    patch(&caller, unknown, &ready.asset, &json!({}))
        .await
        .problem(404);
    let update = async |stage: Uuid, key: &str| {
        let path = format!("{CONFIGURATIONS}/environments/{stage}/default-system-configurations");
        let body = json!({ "systemConfigurations": [{ "key": key, "value": "587" }] });
        caller.call("PATCH", &path, &body).await
    };
    update(qa, "Session.TimeoutMinutes").await.ok();
    assert!(
        update(qa, "Email.Port")
            .await
            .problem(403)
            .contains("Manage Email")
    );
    update(production, "Email.Port").await.ok();
    update(production, "Session.TimeoutMinutes")
        .await
        .problem(403);
    update(ready.stages[0], "Email.Port").await.problem(403);
}
