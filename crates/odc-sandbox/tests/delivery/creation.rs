//! New assets and revisions: from an uploaded file, from an attached one, from a template, or empty.

use crate::support::delivery::{NOBODY, three_stages};
use crate::support::{Caller, REPOSITORY, Response, text};
use odc_sandbox::{Permission, Permissions};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

async fn create(caller: &Caller, body: &Value) -> Response {
    caller
        .call("POST", &format!("{REPOSITORY}/assets"), body)
        .await
}

/// Uploads a file, and returns the URL that leads to it.
async fn upload(caller: &Caller, file: &[u8]) -> String {
    let place = caller
        .call("POST", &format!("{REPOSITORY}/uploads"), &Value::Null)
        .await;
    assert_eq!(place.status.as_u16(), 201);
    let url = text(&place.ok(), "uploadUrl").to_owned();
    let sent = caller
        .http
        .put(&url)
        .body(file.to_vec())
        .send()
        .await
        .expect("a response");
    assert_eq!(sent.status().as_u16(), 200);
    url
}

/// The source code of an asset's newest revision.
async fn source(caller: &Caller, asset: &Value) -> Vec<u8> {
    let path = format!(
        "{REPOSITORY}/assets/{}/revisions/{}/source-code",
        text(asset, "assetKey"),
        asset["revision"]
    );
    let place = caller.get(&path).await.ok();
    let file = caller
        .http
        .get(text(&place, "sourceCodeBinaryUrl"))
        .send()
        .await
        .expect("a response");
    file.bytes().await.expect("bytes").to_vec()
}

fn file(key: &str, name: &str, kind: &str) -> Vec<u8> {
    json!({ "odcSandboxAsset": { "key": key, "name": name, "type": kind } })
        .to_string()
        .into_bytes()
}

#[tokio::test]
async fn a_downloaded_file_becomes_the_next_revision() {
    let caller = three_stages().await;
    let asset = caller.assets("WebApplication").await.remove(0);
    let source = source(&caller, &asset).await;
    assert_eq!(source.len(), 4096);
    let url = upload(&caller, &source).await;
    let wanted = json!({ "fileUri": url, "commitMessage": "Copied", "tag": "90.0.0", "releaseNotes": "All" });
    let made = create(&caller, &wanted).await;
    assert_eq!(made.status.as_u16(), 201);
    let made = made.ok();
    let next = asset["revision"].as_i64().expect("a number") + 1;
    assert_eq!(
        (&made["applicationKey"], &made["revision"]),
        (&asset["assetKey"], &json!(next))
    );
    assert_eq!(made["tag"], "90.0.0");
    let path = format!("{REPOSITORY}/assets/{}", text(&asset, "assetKey"));
    let newest = caller.get(&path).await.ok();
    assert_eq!(
        (&newest["revision"], &newest["commitMessage"]),
        (&json!(next), &json!("Copied"))
    );
    assert_ne!(newest["modelDigest"], asset["modelDigest"]);
    // It is only stored, but neither built nor published.
    assert!(
        caller
            .builds(text(&asset, "assetKey"), next, "Debug")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn a_file_with_an_unknown_key_becomes_a_new_asset() {
    let caller = three_stages().await;
    let key = "5bb0b5c2-8d1f-4f5c-9e1e-0c9d2f7a1b11";
    let url = upload(&caller, &file(key, "Fresh App", "WebApplication")).await;
    let made = create(&caller, &json!({ "fileUri": url })).await.ok();
    assert_eq!(
        (&made["applicationKey"], &made["revision"]),
        (&json!(key), &json!(1))
    );
    assert_eq!(made["urlPath"], "FreshApp");
    // A second revision with another name renames the asset. The first revision keeps its name.
    let url = upload(&caller, &file(key, "Fresher App", "WebApplication")).await;
    create(&caller, &json!({ "fileUri": url })).await.ok();
    let revisions = caller
        .get(&format!("{REPOSITORY}/assets/{key}/revisions"))
        .await
        .results();
    let names: Vec<_> = revisions.iter().map(|one| text(one, "name")).collect();
    assert_eq!(names, ["Fresher App", "Fresh App"]);
    // It runs after it is published.
    caller
        .publish(&json!({ "assetKey": key, "revision": 2 }))
        .await
        .ok();
    caller.pass(3);
    let development = caller.sandbox.stages()[0].key;
    let shown = caller.deployed(key, development).await.expect("deployed");
    assert_eq!(shown["revision"], 2);
}

#[tokio::test]
async fn a_publication_with_the_path_of_another_asset_fails() {
    let caller = three_stages().await;
    let taken = caller.assets("WebApplication").await.remove(0);
    let key = "5bb0b5c2-8d1f-4f5c-9e1e-0c9d2f7a1b11";
    let name = text(&taken, "name").replace(' ', "-");
    let url = upload(&caller, &file(key, &name, "WebApplication")).await;
    create(&caller, &json!({ "fileUri": url })).await.ok();
    let started = caller
        .publish(&json!({ "assetKey": key, "revision": 1 }))
        .await
        .ok();
    caller.pass(3);
    let path = format!(
        "{}/publish-operations/{}",
        crate::support::DEPLOYMENTS,
        text(&started, "key")
    );
    assert_eq!(caller.get(&path).await.ok()["status"], "FinishedWithError");
    let messages = caller.get(&format!("{path}/messages")).await.results();
    assert!(messages.iter().any(|one| one["type"] == "OS-APPS-40047"));
}

#[tokio::test]
async fn the_second_of_two_simultaneous_publications_with_one_name_fails() {
    let caller = three_stages().await;
    let mut started = Vec::new();
    for key in [
        "5bb0b5c2-8d1f-4f5c-9e1e-0c9d2f7a1b11",
        "5bb0b5c2-8d1f-4f5c-9e1e-0c9d2f7a1b12",
    ] {
        let url = upload(&caller, &file(key, "Twin", "WebApplication")).await;
        create(&caller, &json!({ "fileUri": url })).await.ok();
        let operation = caller
            .publish(&json!({ "assetKey": key, "revision": 1 }))
            .await
            .ok();
        started.push(text(&operation, "key").to_owned());
        caller.pass(1);
    }
    caller.pass(3);
    let mut ends = Vec::new();
    for key in started {
        let path = format!("{}/publish-operations/{key}", crate::support::DEPLOYMENTS);
        ends.push(caller.get(&path).await.ok()["status"].clone());
    }
    assert_eq!(ends, ["Finished", "FinishedWithError"]);
}

#[tokio::test]
async fn a_file_can_come_with_the_call() {
    let caller = three_stages().await;
    let asset = caller.assets("WebApplication").await.remove(0);
    let source = source(&caller, &asset).await;
    let next = asset["revision"].as_i64().expect("a number") + 1;
    let post = || caller.request(reqwest::Method::POST, &format!("{REPOSITORY}/assets"));
    let octets = post()
        .header("content-type", "application/octet-stream")
        .body(source.clone());
    let made = Response::to(octets).await.ok();
    assert_eq!(made["revision"], next);
    let request = Part::text(json!({ "tag": "91.0.0" }).to_string());
    let request = request.mime_str("application/json").expect("a type");
    let form = Form::new()
        .part("creationRequest", request)
        .part("assetFile", Part::bytes(source.clone()));
    let made = Response::to(post().multipart(form)).await.ok();
    assert_eq!(
        (&made["revision"], &made["tag"]),
        (&json!(next + 1), &json!("91.0.0"))
    );
    // Two sources in one call.
    let url = upload(&caller, &source).await;
    let both = Part::text(json!({ "fileUri": url }).to_string());
    let both = both.mime_str("application/json").expect("a type");
    let form = Form::new()
        .part("creationRequest", both)
        .part("assetFile", Part::bytes(source));
    Response::to(post().multipart(form)).await.problem(400);
    let broken = post()
        .header("content-type", "multipart/form-data; boundary=x")
        .body("--x\r\n");
    Response::to(broken).await.problem(400);
    let without = post()
        .header("content-type", "multipart/form-data")
        .body("--x\r\n");
    Response::to(without).await.problem(400);
}

#[tokio::test]
async fn assets_are_created_from_a_template_or_empty() {
    let caller = three_stages().await;
    let path = format!("{REPOSITORY}/assets?metadata.templateType=ApplicationTemplate");
    let template = caller.get(&path).await.results().remove(0);
    let details = |name: &str, kind: &str, template: &Value| json!({ "assetCreationDetails": { "assetName": name, "assetType": kind, "templateKey": template } });
    let made = create(
        &caller,
        &details("Copy", "WebApplication", &template["assetKey"]),
    )
    .await
    .ok();
    assert_eq!(made["fromTemplateKey"], template["assetKey"]);
    for kind in [
        "Agent",
        "Workflow",
        "MobileApplication",
        "LowCodeLibrary",
        "MobileLibrary",
    ] {
        let made = create(
            &caller,
            &details(&format!("Empty {kind}"), kind, &Value::Null),
        )
        .await
        .ok();
        assert_eq!(made["revision"], 1);
        let key = text(&made, "applicationKey");
        let read = caller.get(&format!("{REPOSITORY}/assets/{key}")).await.ok();
        assert_eq!(read["assetType"], kind);
    }
    for bad in [
        details("", "WebApplication", &Value::Null),
        details("X", "WidgetLibrary", &Value::Null),
        details("X", "App", &Value::Null),
        details("X", "WebApplication", &json!(NOBODY)),
        details("X", "WebApplication", &json!("x")),
        details("X", "Agent", &template["assetKey"]),
        json!({ "assetCreationDetails": { "assetName": "X", "assetType": "Agent", "iconBase64": "?" } }),
        json!({ "assetCreationDetails": { "assetName": "X", "assetType": "Agent" }, "portfolioKey": NOBODY }),
        json!({ "assetCreationDetails": { "assetName": "X", "assetType": "Agent" }, "releaseNotes": "x" }),
        json!({ "assetCreationDetails": { "assetName": "X", "assetType": "Agent" }, "tag": "1.2" }),
        json!({ "assetCreationDetails": { "assetName": "X", "assetType": "Agent" }, "commitMessage": "x".repeat(2001) }),
        json!({}),
    ] {
        create(&caller, &bad).await.problem(400);
    }
}

#[tokio::test]
async fn an_unusable_file_is_refused_with_its_error_code() {
    let caller = three_stages().await;
    let asset = caller.assets("WebApplication").await.remove(0);
    let key = text(&asset, "assetKey");
    for useless in [
        b"PK\x03\x04 not one of ours".to_vec(),
        file(key, " ", "WebApplication"),
    ] {
        let url = upload(&caller, &useless).await;
        let refused = create(&caller, &json!({ "fileUri": url })).await;
        refused.problem(400);
        assert_eq!(refused.body["errorCode"], "OS-APPS-40028");
    }
    let mut large = file(key, "Large", "WebApplication");
    large.resize(100 * 1024 * 1024 + 1, b' ');
    let url = upload(&caller, &large).await;
    let refused = create(&caller, &json!({ "fileUri": url })).await;
    refused.problem(400);
    assert_eq!(refused.body["errorCode"], "OS-APPS-40008");
    let place = caller
        .call("POST", &format!("{REPOSITORY}/uploads"), &Value::Null)
        .await
        .ok();
    let empty = create(&caller, &json!({ "fileUri": place["uploadUrl"] })).await;
    assert!(empty.problem(400).contains("a file was uploaded"));
    let foreign = json!({ "fileUri": "https://elsewhere.example/uploads/1" });
    create(&caller, &foreign).await.problem(400);
    let good = upload(&caller, &file(key, "Good", "WebApplication")).await;
    for bad in [
        json!({ "fileUri": good, "portfolioKey": NOBODY }),
        json!({ "fileUri": good, "tag": "0.0.1" }),
        json!({ "fileUri": good, "assetCreationDetails": { "assetName": "X", "assetType": "Agent" } }),
    ] {
        create(&caller, &bad).await.problem(400);
    }
    let other = upload(&caller, &file(key, "Good", "Agent")).await;
    create(&caller, &json!({ "fileUri": other }))
        .await
        .problem(400);
    let path =
        format!("{REPOSITORY}/assets?metadata.isBuiltInAsset=true&metadata.isDeployable=true");
    let built_in = caller.get(&path).await.results().remove(0);
    let locked = upload(
        &caller,
        &file(
            text(&built_in, "assetKey"),
            "X",
            text(&built_in, "assetType"),
        ),
    )
    .await;
    assert!(
        create(&caller, &json!({ "fileUri": locked }))
            .await
            .problem(400)
            .contains("cannot be changed")
    );
    let low = json!({ "fileUri": good, "tag": "0.0.1", "skipSequentialVersionValidation": true });
    create(&caller, &low).await.ok();
}

#[tokio::test]
async fn a_new_asset_and_a_new_revision_need_different_permissions() {
    let caller = three_stages().await;
    let asset = caller.assets("WebApplication").await.remove(0);
    let known = file(text(&asset, "assetKey"), "Known", "WebApplication");
    let new = file(
        "5bb0b5c2-8d1f-4f5c-9e1e-0c9d2f7a1b11",
        "New",
        "WebApplication",
    );
    let post = async |caller: &Caller, file: &[u8]| {
        let request = caller.request(reqwest::Method::POST, &format!("{REPOSITORY}/assets"));
        let request = request.header("content-type", "application/octet-stream");
        Response::to(request.body(file.to_vec())).await
    };
    let caller = caller
        .only(Permissions::none().with(Permission::CreateAssets, &[]))
        .await;
    assert!(post(&caller, &known).await.problem(403).contains("Change"));
    post(&caller, &new).await.ok();
    let caller = caller
        .only(Permissions::none().with(Permission::ChangeAssets, &[]))
        .await;
    post(&caller, &known).await.ok();
    let other = file(
        "6bb0b5c2-8d1f-4f5c-9e1e-0c9d2f7a1b11",
        "New",
        "WebApplication",
    );
    assert!(post(&caller, &other).await.problem(403).contains("Create"));
    let details = json!({ "assetCreationDetails": { "assetName": "X", "assetType": "Agent" } });
    create(&caller, &details).await.problem(403);
}
