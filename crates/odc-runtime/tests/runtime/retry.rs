//! The table of retries, row by row.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::support::{Reply, Server, call, call_with};
use async_trait::async_trait;
use http::Extensions;
use odc_runtime::{CallOptions, Error, ErrorKind, Operation, RetryPolicy, Transport};
use reqwest::{Method, Request, Response};
use reqwest_middleware::{Middleware, Next};
use tokio::time::Instant;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");
static PUT: Operation = Operation::new("replace_user", "U", Method::PUT, "/users/1");
static DELETE: Operation = Operation::new("delete_user", "D", Method::DELETE, "/users/1");
static POST: Operation = Operation::new("create_user", "C", Method::POST, "/users");
static PATCH: Operation = Operation::new("update_user", "P", Method::PATCH, "/users/1");
static MARKED: Operation =
    Operation::new("count_users", "M", Method::POST, "/users/count").with_idempotent(true);

/// How often a call is sent if its first response is this one and the next one is a success.
async fn sends(first: Reply, operation: &'static Operation) -> usize {
    let server = Server::script([first, Reply::ok()]).await;
    let result = call(&server.transport(), operation).await;
    assert_eq!(result.is_ok(), server.calls() == 2, "{result:?}");
    server.calls()
}

#[tokio::test(start_paused = true)]
async fn idempotent_calls_are_retried_on_every_transient_status() {
    for operation in [&GET, &PUT, &DELETE, &MARKED] {
        for status in [408, 429, 500, 502, 503, 504] {
            assert_eq!(
                sends(Reply::new(status, ""), operation).await,
                2,
                "{operation:?} {status}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn post_and_patch_are_retried_only_on_429() {
    for operation in [&POST, &PATCH] {
        for status in [408, 500, 502, 503, 504] {
            assert_eq!(
                sends(Reply::new(status, ""), operation).await,
                1,
                "{operation:?} {status}"
            );
        }
        assert_eq!(
            sends(Reply::new(429, ""), operation).await,
            2,
            "{operation:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn other_statuses_are_final() {
    for status in [301, 400, 403, 404, 409, 422, 501, 505, 511] {
        assert_eq!(sends(Reply::new(status, ""), &GET).await, 1, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_idempotent_calls_are_retried_after_a_broken_connection() {
    for torn in [0, 10, 45] {
        let reply = Reply::new(200, r#"{"some":"thing"}"#).torn_after(torn);
        assert_eq!(sends(reply.clone(), &GET).await, 2, "{torn}");
        assert_eq!(sends(reply, &POST).await, 1, "{torn}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_idempotent_calls_are_retried_after_a_timeout() {
    let late = Reply::ok().after(Duration::from_secs(31));
    assert_eq!(sends(late.clone(), &GET).await, 2);
    assert_eq!(sends(late, &POST).await, 1);
}

#[tokio::test(start_paused = true)]
async fn only_idempotent_calls_are_retried_after_a_connection_reset() {
    assert_eq!(sends(Reply::reset(), &GET).await, 2);
    assert_eq!(sends(Reply::reset(), &PATCH).await, 1);
}

/// A user's own HTTP client would have no retries. Therefore this is a tenant with a token from a test source.
async fn unreachable() -> Transport {
    let server = Server::script([Reply::ok()]).await;
    let tenant = server.tenant();
    tenant.auth().token().await.unwrap();
    // A port that was free a short time ago, used with the layers of the tenant.
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    Transport::new(&format!("http://{free}"), tenant.http().clone()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn without_a_connection_every_call_is_retried() {
    let transport = unreachable().await;
    for operation in [&GET, &POST, &PATCH] {
        let error = call(&transport, operation).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert_eq!(error.attempts(), 4, "{operation:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_sent_at_most_four_times() {
    let server = Server::script([Reply::new(503, "")]).await;
    let error = call(&server.transport(), &GET).await.unwrap_err();
    assert_eq!(server.calls(), 4);
    assert_eq!(error.attempts(), 4);
    let text = error.to_string();
    assert!(
        text.starts_with("get_user: 503 Service Unavailable: an empty body, after 4 attempts in "),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn every_attempt_sends_the_same_body() {
    let server = Server::script([Reply::new(503, ""), Reply::ok()]).await;
    let transport = server.transport();
    let url = format!("{}/users/1", transport.base_url());
    let body = serde_json::json!({"name": "Ana"});
    let request = transport.put(url).json(&body).build().unwrap();
    transport
        .empty(&PUT, request, &CallOptions::new())
        .await
        .unwrap();
    let bodies: Vec<_> = server.seen().into_iter().map(|seen| seen.body).collect();
    assert_eq!(bodies, [r#"{"name":"Ana"}"#; 2]);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_honoured_in_seconds_and_as_a_date() {
    let date = Reply::new(429, "")
        .header("date", "Wed, 08 Jul 2026 00:00:00 GMT")
        .header("retry-after", "Wed, 08 Jul 2026 00:00:17 GMT");
    for reply in [
        date,
        Reply::new(429, "").header("retry-after", "17"),
        Reply::new(503, "").header("retry-after", "17"),
    ] {
        let started = Instant::now();
        assert_eq!(sends(reply, &GET).await, 2);
        let waited = started.elapsed().as_secs_f64();
        assert!((17.0..18.1).contains(&waited), "{waited}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_beyond_the_deadline_is_not_waited_for() {
    let started = Instant::now();
    let reply = Reply::new(503, "").header("retry-after", "3600");
    assert_eq!(sends(reply, &GET).await, 1);
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn the_deadline_limits_the_whole_call() {
    let server = Server::script([Reply::ok().after(Duration::from_secs(3600))]).await;
    let policy = RetryPolicy::new()
        .max_retries(100)
        .deadline(Duration::from_secs(45));
    let tenant = server.builder().retry(policy).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api");
    let started = Instant::now();
    let error = call(&transport, &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        started.elapsed() <= Duration::from_millis(45_100),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(server.calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn one_call_can_differ_from_its_tenant() {
    let server = Server::script([Reply::new(503, "")]).await;
    let transport = server.transport();
    let none = CallOptions::new().retry(RetryPolicy::none());
    call_with(&transport, &GET, &none).await.unwrap_err();
    assert_eq!(server.calls(), 1);
    call_with(&transport, &POST, &CallOptions::new().idempotent(true))
        .await
        .unwrap_err();
    assert_eq!(server.calls(), 1 + 4);
    call_with(&transport, &GET, &CallOptions::new().idempotent(false))
        .await
        .unwrap_err();
    assert_eq!(server.calls(), 1 + 4 + 1);
    let once = CallOptions::new().retry(RetryPolicy::new().max_retries(1));
    call_with(&transport, &GET, &once).await.unwrap_err();
    assert_eq!(server.calls(), 1 + 4 + 1 + 2);
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_a_call_replaces_the_timeout_of_the_tenant() {
    let server = Server::script([Reply::ok().after(Duration::from_secs(20))]).await;
    let transport = server.transport();
    let short = CallOptions::new()
        .timeout(Duration::from_secs(2))
        .retry(RetryPolicy::none());
    let started = Instant::now();
    let error = call_with(&transport, &GET, &short).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(started.elapsed().as_secs(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_costs_no_retry() {
    let server = Server::start(|seen| match seen.headers["authorization"].as_str() {
        "Bearer token-1" => Reply::new(401, ""),
        _ => Reply::ok(),
    })
    .await;
    let none = CallOptions::new().retry(RetryPolicy::none());
    call_with(&server.transport(), &POST, &none).await.unwrap();
    assert_eq!(server.calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_spawned() {
    let server = Server::script([Reply::ok()]).await;
    let transport = server.transport();
    let task = tokio::spawn(async move { call(&transport, &GET).await });
    let _: Result<_, Error> = task.await.unwrap();
}

/// A middleware of a user that makes an invalid request.
struct Unbuilt(Arc<AtomicU32>);

#[async_trait]
impl Middleware for Unbuilt {
    async fn handle(
        &self,
        _: Request,
        _: &mut Extensions,
        _: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let error = reqwest::Client::new().get("no URL").build().unwrap_err();
        Err(reqwest_middleware::Error::Reqwest(error))
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_built_is_not_tried_again() {
    let server = Server::script([Reply::ok()]).await;
    let attempts = Arc::new(AtomicU32::new(0));
    let unbuilt = Unbuilt(Arc::clone(&attempts));
    let tenant = server
        .builder()
        .middleware_per_attempt(unbuilt)
        .build()
        .unwrap();
    let error = call(&Transport::for_tenant(&tenant, "/api"), &GET)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Network, false)
    );
    assert_eq!(attempts.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn no_retry_begins_after_the_two_minutes_that_a_call_may_take() {
    let server = Server::start(|_| Reply::new(503, "").header("retry-after", "50")).await;
    let patient = RetryPolicy::new().max_retries(100);
    let tenant = server.builder().retry(patient).build().unwrap();
    let started = Instant::now();
    let error = call(&Transport::for_tenant(&tenant, "/api"), &GET)
        .await
        .unwrap_err();
    assert_eq!(
        (error.attempts(), error.status().unwrap().as_u16()),
        (3, 503)
    );
    assert!(started.elapsed() < Duration::from_secs(120));
}

#[tokio::test(start_paused = true)]
async fn a_policy_is_not_asked_about_a_success() {
    let server = Server::script([Reply::ok()]).await;
    let always = RetryPolicy::new().decide(|_| Some(Duration::from_secs(1)));
    let tenant = server.builder().retry(always).build().unwrap();
    call(&Transport::for_tenant(&tenant, "/api"), &GET)
        .await
        .unwrap();
    assert_eq!(server.calls(), 1);
}
