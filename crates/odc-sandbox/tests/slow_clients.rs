//! Clients that send and read slowly, and when the sandbox closes their connections.

mod support;

use std::time::{Duration, Instant};

use odc_sandbox::Sandbox;
use serde_json::json;
use support::raw::{connect, exchange, response, rest, status};
use support::{Caller, IDENTITY, token_endpoint};
use tokio::io::AsyncWriteExt;

async fn impatient() -> Caller {
    Caller::with(Sandbox::builder().patience(Duration::from_millis(50))).await
}

/// The head of a request for each part of the sandbox that reads a body.
async fn heads(caller: &Caller) -> Vec<String> {
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let token = &endpoint[caller.sandbox.origin().len()..];
    let head = |line: &str, kind: &str| {
        format!(
            "{line} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-type: {kind}\r\n\
             content-length: 100\r\n\r\n",
            caller.token
        )
    };
    let (form, json) = ("application/x-www-form-urlencoded", "application/json");
    vec![
        head(&format!("POST {token}"), form),
        head(&format!("POST {token}/introspect"), form),
        head(&format!("POST {IDENTITY}/users"), json),
        head("POST /_sandbox/reset", json),
        head("PUT /_sandbox/snapshot", json),
        head("POST /_sandbox/clients", json),
    ]
}

#[tokio::test]
async fn a_body_that_does_not_come_gets_a_408_everywhere() {
    let caller = impatient().await;
    for head in heads(&caller).await {
        let response = exchange(&caller.sandbox, &format!("{head}{{")).await;
        assert_eq!(status(&response), 408, "{head}{response}");
        assert!(response.contains("\"detail\":\"the body did not arrive in time\""));
        assert!(response.contains("\r\nconnection: close\r\n"), "{response}");
    }
    let operations = caller.sandbox.journal();
    let statuses: Vec<_> = operations
        .iter()
        .rev()
        .take(3)
        .map(|one| one.status)
        .collect();
    assert_eq!(statuses, [Some(408); 3]);
}

#[tokio::test]
async fn a_body_that_comes_byte_by_byte_gets_a_408() {
    let caller = impatient().await;
    for head in heads(&caller).await {
        let mut stream = connect(&caller.sandbox).await;
        stream.write_all(head.as_bytes()).await.expect("sent");
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_millis(5)).await;
            if stream.write_all(b" ").await.is_err() {
                break;
            }
        }
        let response = rest(&mut stream).await;
        // The reset of a connection with unread bytes may arrive before the response.
        assert!(
            response.is_empty() || status(&response) == 408,
            "{head}{response}"
        );
    }
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test]
async fn a_connection_closes_if_the_head_does_not_end() {
    let caller = impatient().await;
    for head in [
        "",
        "GET",
        &format!("GET {IDENTITY}/users HTTP/1.1\r\nhost: localhost\r\n"),
    ] {
        let response = exchange(&caller.sandbox, head).await;
        assert!(response.is_empty(), "{response}");
    }
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test]
async fn bytes_that_are_not_http_are_a_bad_request() {
    let caller = Caller::start().await;
    let response = exchange(&caller.sandbox, "HELLO\r\n\r\n").await;
    assert_eq!(status(&response), 400);
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test]
async fn a_pause_between_two_requests_does_not_count_as_slow() {
    let caller = impatient().await;
    let request = "GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let mut stream = connect(&caller.sandbox).await;
    for _ in 0..2 {
        stream.write_all(request.as_bytes()).await.expect("sent");
        assert_eq!(status(&response(&mut stream).await), 200);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

#[tokio::test]
async fn the_time_that_the_sandbox_needs_itself_does_not_count_as_slow() {
    let caller = impatient().await;
    let faults = caller.sandbox.faults();
    faults.on("list_users").latency(Duration::from_millis(300));
    caller.identity("/users?limit=1").await.ok();
    faults
        .on("list_users")
        .slow_body(Duration::from_millis(300));
    caller.identity("/users?limit=1").await.ok();
    faults.on("create_user").latency(Duration::from_millis(300));
    let body = json!({ "email": "late@slow.example" });
    caller.act("POST", "/users", &body).await.ok();
}

#[tokio::test]
async fn moving_the_clock_in_a_test_does_not_make_a_client_slow() {
    let caller = Caller::start().await;
    let heads = heads(&caller).await;
    tokio::time::pause();
    let mut stream = connect(&caller.sandbox).await;
    let (head, body) = (
        &heads[2],
        format!("{:100}", r#"{ "email": "a@slow.example" }"#),
    );
    for part in [&head[..20], &head[20..], &body[..50], &body[50..]] {
        stream.write_all(part.as_bytes()).await.expect("sent");
        tokio::time::advance(Duration::from_secs(3600)).await;
    }
    assert_eq!(status(&response(&mut stream).await), 201);
}

#[tokio::test]
async fn a_connection_closes_if_the_client_does_not_read_the_response() {
    let caller = impatient().await;
    let request = "GET /_sandbox/openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let stream = connect(&caller.sandbox).await;
    let asked = Instant::now();
    loop {
        // The buffers may be full; only a reset ends the connection.
        match stream.try_write(request.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::WouldBlock => break,
            _ => tokio::time::sleep(Duration::from_micros(100)).await,
        }
        assert!(
            asked.elapsed() < Duration::from_secs(60),
            "it was not cut off"
        );
    }
}
