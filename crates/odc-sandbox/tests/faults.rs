//! Faults, and the journal.

mod support;

use std::time::Duration;

use odc_sandbox::Effect;
use reqwest::Method;
use serde_json::json;
use support::{Caller, IDENTITY, Response, ask_for_token};

#[tokio::test]
async fn a_fault_happens_the_set_number_of_times_and_only_to_its_operation() {
    let caller = Caller::start().await;
    caller
        .sandbox
        .faults()
        .on("list_users")
        .times(2)
        .status(503);
    caller.identity("/application-roles").await.ok();
    for _ in 0..2 {
        caller.identity("/users").await.problem(503);
    }
    caller.identity("/users").await.ok();
    assert!(caller.sandbox.faults().pending().is_empty());
}

#[tokio::test]
async fn faults_happen_one_after_the_other_and_can_be_cleared() {
    let caller = Caller::start().await;
    let faults = caller.sandbox.faults();
    faults.on("UserProfile_QueryUsers").status(500);
    faults
        .on("*")
        .always()
        .status_with_retry_after(429, Duration::from_secs(7));
    caller.identity("/users").await.problem(500);
    let limited = caller.portfolio("/environments").await;
    limited.problem(429);
    assert_eq!(limited.headers["retry-after"], "7");
    caller.identity("/users").await.problem(429);
    assert_eq!(
        faults.pending()[0].effect,
        Effect::Status {
            status: 429,
            retry_after: Some(7)
        }
    );
    faults.clear();
    caller.identity("/users").await.ok();
}

#[tokio::test]
async fn the_authorization_server_has_faults_of_its_own() {
    let caller = Caller::start().await;
    let faults = caller.sandbox.faults();
    faults.on("token").status(500);
    faults.on("discovery").html(502);
    let discovery = format!(
        "{}/identity/.well-known/openid-configuration",
        caller.sandbox.origin()
    );
    let page = caller
        .http
        .get(&discovery)
        .send()
        .await
        .expect("a response");
    assert_eq!(
        (page.status().as_u16(), &page.headers()["content-type"]),
        (502, &"text/html".parse().expect("a value"))
    );
    assert!(page.text().await.expect("a page").contains("<h1>"));
    let (id, secret) = (caller.sandbox.client_id(), caller.sandbox.client_secret());
    ask_for_token(&caller.http, &caller.sandbox, id, secret)
        .await
        .problem(500);
    ask_for_token(&caller.http, &caller.sandbox, id, secret)
        .await
        .ok();
}

#[tokio::test]
async fn a_call_with_a_reset_connection_has_no_effect() {
    let caller = Caller::start().await;
    caller.sandbox.faults().on("create_user").reset();
    let post = || {
        let request = caller.request(Method::POST, &format!("{IDENTITY}/users"));
        request.json(&json!({ "email": "a@fault.example" })).send()
    };
    let error = post().await.expect_err("no response");
    assert!(!error.is_timeout() && error.status().is_none(), "{error:?}");
    assert!(caller.all("/users?domains=fault.example").await.is_empty());
    assert_eq!(post().await.expect("a response").status().as_u16(), 201);
}

#[tokio::test]
async fn a_call_with_a_truncated_response_has_its_effect() {
    let caller = Caller::start().await;
    caller.sandbox.faults().on("create_user").truncate();
    let request = caller.request(Method::POST, &format!("{IDENTITY}/users"));
    let response = request
        .json(&json!({ "email": "a@fault.example" }))
        .send()
        .await
        .expect("a head");
    assert_eq!(response.status().as_u16(), 201);
    assert!(response.bytes().await.is_err());
    assert_eq!(caller.all("/users?domains=fault.example").await.len(), 1);
}

#[tokio::test]
async fn slow_responses_arrive_completely() {
    let caller = Caller::start().await;
    tokio::time::pause();
    let started = tokio::time::Instant::now();
    caller
        .sandbox
        .faults()
        .on("list_users")
        .latency(Duration::from_secs(5));
    let late = caller.identity("/users").await.ok();
    assert!(started.elapsed() >= Duration::from_secs(5));
    caller
        .sandbox
        .faults()
        .on("list_users")
        .slow_body(Duration::from_secs(20));
    assert_eq!(caller.identity("/users").await.ok(), late);
    assert!(started.elapsed() >= Duration::from_secs(24));
}

#[tokio::test]
#[should_panic(expected = "no operation is called list_usres")]
async fn a_fault_of_an_unknown_operation_fails_the_test_that_sets_it() {
    Caller::start()
        .await
        .sandbox
        .faults()
        .on("list_usres")
        .status(500);
}

#[tokio::test]
async fn the_journal_shows_what_was_sent_and_keeps_no_credentials() {
    let caller = Caller::start().await;
    caller.sandbox.clear_journal();
    caller
        .identity("/users?nameOrEmailContains=a%2Bb&limit=1")
        .await
        .ok();
    caller
        .act("POST", "/users", &json!({ "email": "a@j.example" }))
        .await
        .ok();
    caller.identity("/users/x").await.problem(400);
    Response::to(
        caller
            .http
            .get(format!("{}/nowhere", caller.sandbox.origin())),
    )
    .await
    .problem(404);
    let (id, secret) = (caller.sandbox.client_id(), caller.sandbox.client_secret());
    ask_for_token(&caller.http, &caller.sandbox, id, secret)
        .await
        .ok();
    let journal = caller.sandbox.journal();
    let reported: Vec<_> = journal
        .iter()
        .map(|one| (one.operation, one.status))
        .collect();
    let expected = [
        (Some("list_users"), Some(200)),
        (Some("create_user"), Some(201)),
        (Some("get_user"), Some(400)),
        (None, Some(404)),
        (Some("discovery"), Some(200)),
        (Some("token"), Some(200)),
    ];
    assert_eq!(reported, expected);
    assert_eq!(
        journal[0].query.as_deref(),
        Some("nameOrEmailContains=a%2Bb&limit=1")
    );
    assert_eq!(
        journal[1].body.as_deref(),
        Some("{\"email\":\"a@j.example\"}")
    );
    let authorization = journal[0]
        .headers
        .iter()
        .find(|(name, _)| name == "authorization");
    assert_eq!(authorization.expect("the header").1, "Bearer (redacted)");
    let printed = serde_json::to_string(&journal).expect("JSON");
    assert!(!printed.contains(secret) && !printed.contains(&caller.token));
}

#[tokio::test]
async fn the_journal_has_a_limit() {
    let caller = Caller::start().await;
    for _ in 0..1100 {
        caller.identity("/users/x").await.problem(400);
    }
    let journal = caller.sandbox.journal();
    assert_eq!(journal.len(), 1000);
    assert!(
        journal
            .windows(2)
            .all(|pair| pair[0].number + 1 == pair[1].number)
    );
    assert_eq!(journal[0].path, "/api/identity/v1/users/(redacted)");
}
