//! Creating many users at once.

mod support;

use std::time::Duration;

use odc_sandbox::Sandbox;
use serde_json::{Value, json};
use support::{Caller, text};

async fn accept(caller: &Caller, records: &Value) -> String {
    let accepted = caller
        .act("POST", "/users/bulk", &json!({ "records": records }))
        .await;
    assert_eq!(accepted.status.as_u16(), 202, "{}", accepted.body);
    assert_eq!(text(&accepted.body, "status"), "Pending");
    assert_eq!(accepted.body["operations"], json!([]));
    text(&accepted.body, "key").to_owned()
}

async fn status(caller: &Caller, key: &str) -> Value {
    caller.identity(&format!("/users/bulk/{key}")).await.ok()
}

/// The tenant's clock moves only when the test moves it.
async fn still() -> Caller {
    let caller = Caller::start().await;
    tokio::time::pause();
    caller
}

#[tokio::test]
async fn an_operation_goes_from_pending_to_finished_on_the_tenants_clock() {
    let caller = still().await;
    let records = json!([{ "email": "a@bulk.example" }, { "email": "b@bulk.example" }]);
    let key = accept(&caller, &records).await;
    assert_eq!(text(&status(&caller, &key).await, "status"), "Pending");
    assert!(caller.all("/users?domains=bulk.example").await.is_empty());
    caller.sandbox.clock().advance(Duration::from_millis(210));
    let processing = status(&caller, &key).await;
    assert_eq!(
        (text(&processing, "status"), &processing["operations"]),
        ("Processing", &json!([]))
    );
    caller.sandbox.clock().advance(Duration::from_secs(1));
    let finished = status(&caller, &key).await;
    assert_eq!(text(&finished, "status"), "Finished");
    let made = caller.all("/users?domains=bulk.example&sort=email").await;
    let results = finished["operations"].as_array().expect("results");
    assert_eq!((results.len(), made.len()), (2, 2));
    for (result, user) in results.iter().zip(&made) {
        assert_eq!(text(result, "status"), "Inserted");
        assert_eq!(result["record"]["key"], user["key"]);
        assert_eq!(result["record"]["email"], user["email"]);
    }
}

#[tokio::test]
async fn the_control_plane_counts_the_users_of_an_operation_that_has_just_ended() {
    let caller = still().await;
    let users = async || caller.control("GET", "/tenant", Value::Null).await.ok()["users"].clone();
    let before = users().await.as_u64().expect("a number");
    accept(
        &caller,
        &json!([{ "email": "a@bulk.example" }, { "email": "b@bulk.example" }]),
    )
    .await;
    assert_eq!(users().await, before);
    caller.sandbox.clock().advance(Duration::from_secs(10));
    assert_eq!(users().await, before + 2);
}

#[tokio::test]
async fn bad_records_are_reported_one_by_one() {
    let caller = still().await;
    caller
        .act("POST", "/users", &json!({ "email": "old@bulk.example" }))
        .await
        .ok();
    let records = json!([
        { "email": "new@bulk.example" },
        { "email": "not an address" },
        { "email": "NEW@bulk.example" },
        { "email": "old@bulk.example" },
        { "email": "old@bulk.example", "addToBuiltInIdentityProvider": true },
        { "name": "nobody" },
    ]);
    let key = accept(&caller, &records).await;
    caller.sandbox.clock().advance(Duration::from_secs(2));
    let finished = status(&caller, &key).await;
    assert_eq!(text(&finished, "status"), "FinishedWithErrors");
    let results = finished["operations"].as_array().expect("results");
    let statuses: Vec<_> = results
        .iter()
        .map(|result| text(result, "status"))
        .collect();
    assert_eq!(
        statuses,
        ["Inserted", "Error", "Error", "Error", "Updated", "Error"]
    );
    for result in results.iter().filter(|result| result["status"] == "Error") {
        assert!(text(result, "errorCode").starts_with("OS-ID-BIZ-400"));
        assert!(!text(result, "errorMessage").is_empty());
        assert_eq!(result["record"]["key"], Value::Null);
    }
    assert_eq!(caller.all("/users?domains=bulk.example").await.len(), 2);
}

#[tokio::test]
async fn an_operation_takes_1_to_100_records() {
    let caller = Caller::start().await;
    let record = |number: usize| json!({ "email": format!("u{number}@bulk.example") });
    let many: Vec<_> = (0..101).map(record).collect();
    for bad in [json!([]), json!(many), Value::Null] {
        caller
            .act("POST", "/users/bulk", &json!({ "records": bad }))
            .await
            .problem(400);
    }
    caller
        .act("POST", "/users/bulk", &json!({}))
        .await
        .problem(400);
    accept(&caller, &json!(many[..100])).await;
    caller
        .identity("/users/bulk/00000000-0000-4000-8000-000000000000")
        .await
        .problem(404);
    caller.identity("/users/bulk/none").await.problem(404);
}

#[tokio::test]
async fn bulk_creation_has_its_own_limit_within_the_common_one() {
    let caller = Caller::with(Sandbox::builder().limits(true)).await;
    for _ in 0..5 {
        accept(&caller, &json!([{ "name": "x" }])).await;
    }
    caller
        .act(
            "POST",
            "/users/bulk",
            &json!({ "records": [{ "name": "x" }] }),
        )
        .await
        .problem(429);
    for _ in 0..95 {
        caller.identity("/users?limit=1").await.ok();
    }
    caller.identity("/users?limit=1").await.problem(429);
    caller.sandbox.clock().advance(Duration::from_secs(60));
    accept(&caller, &json!([{ "name": "x" }])).await;
}

#[tokio::test]
async fn an_operation_finishes_by_itself_in_real_time() {
    let caller = Caller::start().await;
    let key = accept(&caller, &json!([{ "email": "a@bulk.example" }])).await;
    let finish = async {
        while text(&status(&caller, &key).await, "status") != "Finished" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), finish)
        .await
        .expect("an end");
}
