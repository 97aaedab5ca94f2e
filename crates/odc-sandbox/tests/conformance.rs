//! Tests the check that all other tests use: it compares responses with the API documents.

mod support;

use std::panic::catch_unwind;

use odc_sandbox::operations;
use serde_json::json;
use support::conformance::check;

fn is_noticed(path: &str, status: u16, body: &str) -> bool {
    catch_unwind(|| check("GET", path, status, body)).is_err()
}

#[test]
fn the_check_finds_a_response_that_breaks_the_document() {
    let user = |member: &str, value: serde_json::Value| {
        let mut user = json!({ "key": uuid::Uuid::nil(), "status": "Active" });
        user[member] = value;
        user.to_string()
    };
    let path = "/api/identity/v1/users/00000000-0000-4000-8000-000000000000";
    assert!(!is_noticed(path, 200, &user("email", json!(null))));
    assert!(is_noticed(path, 200, &user("key", json!("no uuid"))));
    assert!(is_noticed(path, 200, &user("status", json!("Asleep"))));
    assert!(is_noticed(path, 200, &user("status", json!(null))));
    assert!(is_noticed(path, 200, &user("shoeSize", json!(42))));
    assert!(is_noticed(
        path,
        200,
        &user("lastLoginAt", json!("yesterday"))
    ));
    assert!(is_noticed(path, 204, ""));
    assert!(!is_noticed(path, 418, "{}"));
    assert!(is_noticed(path, 404, r#"{"status":"404"}"#));
}

#[test]
fn required_members_may_be_null_but_not_missing() {
    let page = |deployment: serde_json::Value| {
        let asset =
            json!({ "type": "Agent", "key": uuid::Uuid::nil(), "deployments": [deployment] });
        json!({ "results": [asset] }).to_string()
    };
    let mut deployment = json!({
        "environmentKey": uuid::Uuid::nil(), "name": null, "revision": 1,
        "buildKey": uuid::Uuid::nil(), "deploymentKey": uuid::Uuid::nil(),
        "deploymentDateTime": "2026-01-01T00:00:00Z", "description": null, "iconUrl": null,
        "deploymentUserId": null, "url": null, "tag": null, "taggingUserKey": null,
        "taggingDateTime": null,
    });
    let path = "/api/portfolios/v1/deployed-assets";
    assert!(!is_noticed(path, 200, &page(deployment.clone())));
    let path_v2 = "/api/portfolios/v2/deployed-assets";
    assert!(!is_noticed(path_v2, 200, &page(deployment.clone())));
    deployment["portfolioKey"] = json!(uuid::Uuid::nil());
    assert!(!is_noticed(path_v2, 200, &page(deployment.clone())));
    assert!(is_noticed(path, 200, &page(deployment.clone())));
    deployment
        .as_object_mut()
        .expect("an object")
        .remove("portfolioKey");
    deployment.as_object_mut().expect("an object").remove("tag");
    assert!(is_noticed(path, 200, &page(deployment.clone())));
    assert!(is_noticed(path_v2, 200, &page(deployment)));
}

#[test]
fn all_documents_are_served_completely() {
    assert_eq!(operations().count(), 95);
}
