//! Clients that take their time, and the end of the sandbox's patience with them.

mod support;

use std::time::Duration;

use odc_sandbox::Sandbox;
use support::Caller;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn impatient() -> Caller {
    Caller::with(Sandbox::builder().patience(Duration::from_millis(50))).await
}

async fn answer_to(caller: &Caller, request: &str) -> String {
    let mut stream = TcpStream::connect(caller.sandbox.domain())
        .await
        .expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    // The other side may reset instead of closing.
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

#[tokio::test]
async fn a_body_that_does_not_come_is_answered_408() {
    let caller = impatient().await;
    let request = format!(
        "POST /api/identity/v1/users HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{",
        caller.token
    );
    let answer = answer_to(&caller, &request).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"status\":408"));
}

#[tokio::test]
async fn a_head_that_does_not_end_is_hung_up_on() {
    let caller = impatient().await;
    let answer = answer_to(
        &caller,
        "GET /api/identity/v1/users HTTP/1.1\r\nhost: x\r\n",
    )
    .await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
        "{answer}"
    );
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test]
async fn what_is_no_http_is_a_bad_request() {
    let caller = Caller::start().await;
    assert!(
        answer_to(&caller, "HELLO\r\n\r\n")
            .await
            .starts_with("HTTP/1.1 400 ")
    );
    caller.identity("/users?limit=1").await.ok();
}
