//! Calls to paths that no client has.

use crate::support::{Reply, Server};
use odc_runtime::client::Method;
use odc_runtime::{CallOptions, ErrorKind, Operation, RateLimit, RetryPolicy};
use serde_json::{Value, json};
use tokio::time::Instant;

static TWO: Operation = Operation::new("list_things", "T", Method::GET, "/things")
    .with_rate_limits(&[RateLimit::per_minute("two", 2)]);

#[tokio::test(start_paused = true)]
async fn a_call_to_any_path_has_token_retries_query_body_and_budget() {
    let busy = Reply::new(503, "").header("retry-after", "0");
    let server = Server::script([busy, Reply::new(200, r#"{"results":[1]}"#)]).await;
    let tenant = server.builder().header("x-tenant", "t").build().unwrap();
    let call = tenant.call(Method::GET, "/api/future/v1/things");
    let page = call
        .query(&[("limit", "10")])
        .json::<Value>()
        .await
        .unwrap();
    assert_eq!(page["results"][0], 1);
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for request in seen {
        assert_eq!(request.target, "/api/future/v1/things?limit=10");
        assert_eq!(request.headers["authorization"], "Bearer token-1");
        assert_eq!(request.headers["x-tenant"], "t");
    }

    let call = tenant.call(Method::POST, "/api/future/v1/things");
    call.body(&json!({ "name": "a" })).empty().await.unwrap();
    let last = server.seen().pop().unwrap();
    assert_eq!(
        (last.method.as_str(), last.body.as_str()),
        ("POST", r#"{"name":"a"}"#)
    );

    let started = Instant::now();
    for _ in 0..3 {
        let call = tenant.call(Method::GET, "/api/future/v1/things").like(&TWO);
        call.empty().await.unwrap();
    }
    assert_eq!(started.elapsed().as_secs(), 60, "two a minute");
}

#[tokio::test]
async fn an_error_names_method_and_path_without_the_query() {
    let server = Server::script([Reply::new(404, "")]).await;
    let tenant = server.tenant();
    let call = tenant.call(Method::DELETE, "/api/future/v1/things/7?secret=hush");
    let error = call.empty().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "DELETE /api/future/v1/things/7: 404 Not Found: an empty body"
    );
    let none = CallOptions::new().retry(RetryPolicy::none());
    let call = tenant.call(Method::GET, "/x").options(none);
    assert!(call.bytes().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn another_host_is_not_a_path_of_the_tenant() {
    let server = Server::script([Reply::ok()]).await;
    let tenant = server.tenant();
    for path in ["https://evil.example/", "@evil.example/", "api/x", ""] {
        let error = tenant.call(Method::GET, path).empty().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{path}: {error}");
    }
    assert_eq!(server.calls(), 0);
}
