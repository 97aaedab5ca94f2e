//! The deadline of a call holds for any behaviour of the HTTP client, the service and the rate budget.

use std::time::Duration;

use crate::support::{Reply, Server, call, call_with};
use odc_runtime::{
    BudgetPolicy, CallOptions, Error, ErrorKind, Operation, RateLimit, RetryPolicy, Transport,
};
use reqwest::Method;
use tokio::time::Instant;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");
static ONE: Operation = Operation::new("one", "O", Method::GET, "/one")
    .with_rate_limits(&[RateLimit::per_minute("one", 1)]);

const FIVE: Duration = Duration::from_secs(5);

fn within_five() -> RetryPolicy {
    RetryPolicy::new().deadline(FIVE)
}

/// The error of a call, and the number of milliseconds until it came.
async fn failed(transport: &Transport, options: &CallOptions) -> (Error, u128) {
    let started = Instant::now();
    let error = call_with(transport, &GET, options).await.unwrap_err();
    (error, started.elapsed().as_millis())
}

#[tokio::test(start_paused = true)]
async fn the_deadline_holds_for_a_client_of_the_user_that_has_no_timeout() {
    let slow = Reply::ok().after(Duration::from_secs(33));
    let hangs = Reply::new(200, "{").announcing(100);
    for reply in [slow, hangs] {
        let server = Server::script([reply]).await;
        let builder = server.builder().http_client(reqwest::Client::builder());
        let tenant = builder.retry(within_five()).build().unwrap();
        let own = Transport::for_tenant(&tenant, "/api");
        let base = format!("http://{}/api", server.host);
        let over_http = Transport::new(&base, tenant.http().clone()).unwrap();
        let plain = Transport::new(&base, reqwest::Client::new()).unwrap();
        let none = CallOptions::new();
        let by_call = CallOptions::new().retry(within_five());
        for (transport, options) in [(&own, &none), (&over_http, &none), (&plain, &by_call)] {
            let (error, took) = failed(transport, options).await;
            assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
            assert!((5_000..5_010).contains(&took), "{took}");
            assert_eq!(error.attempts(), 1, "{error}");
            assert!(error.is_retryable());
            let says = "get_user: no complete response came before the deadline of the call";
            assert_eq!(error.to_string(), says);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_a_tenant_holds_for_all_requests_of_its_client() {
    let server = Server::script([Reply::ok().after(Duration::from_secs(33))]).await;
    let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let base = format!("http://{}/api", server.host);
    let transport = Transport::new(&base, tenant.http().clone()).unwrap();
    let (error, took) = failed(&transport, &CallOptions::new()).await;
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!((30_000..30_010).contains(&took), "{took}");

    let started = Instant::now();
    let sent = tenant.http().get(&base).send().await;
    assert!(sent.unwrap_err().is_timeout());
    assert_eq!(started.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_the_budget_ends_at_the_deadline() {
    let server = Server::script([Reply::ok()]).await;
    let tenant = server.builder().retry(within_five()).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api");
    call(&transport, &ONE).await.unwrap();
    let started = Instant::now();
    let error = call(&transport, &ONE).await.unwrap_err();
    assert_eq!(started.elapsed().as_secs(), 5);
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateBudget, 0));
    assert_eq!(error.retry_after().unwrap().as_secs(), 55);
    assert_eq!(error.waited().as_secs(), 5);
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!(server.calls(), 1, "nothing was sent");
    // A caller that no longer waits does not block others.
    assert_eq!(tenant.budget()[0].queued, 0);

    // The default deadline of two minutes does not include the wait for the budget.
    let patient = CallOptions::new().retry(RetryPolicy::new());
    call_with(&transport, &ONE, &patient).await.unwrap();
    assert!((60..62).contains(&started.elapsed().as_secs()));
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_for_the_budget_as_long_as_its_policy_says() {
    let server = Server::script([Reply::ok()]).await;
    let transport = server.transport();
    call(&transport, &ONE).await.unwrap();
    for (policy, waited) in [
        (BudgetPolicy::WaitAtMost(Duration::from_secs(10)), 10),
        (BudgetPolicy::WaitAtMost(Duration::ZERO), 0),
        (BudgetPolicy::FailFast, 0),
    ] {
        let started = Instant::now();
        let options = CallOptions::new().budget(policy);
        let error = call_with(&transport, &ONE, &options).await.unwrap_err();
        assert_eq!(started.elapsed().as_secs(), waited, "{policy:?}");
        assert_eq!(error.kind(), ErrorKind::RateBudget);
        let next = error.retry_after().unwrap().as_secs();
        assert!((49..=60).contains(&next), "{next}");
        let says_so = error.to_string().contains("and the call has waited 10.0 s");
        assert_eq!(says_so, waited == 10, "{error}");
    }
    let started = Instant::now();
    let options = CallOptions::new().budget(BudgetPolicy::WaitAtMost(Duration::MAX));
    call_with(&transport, &ONE, &options).await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 50);
}

#[tokio::test(start_paused = true)]
async fn the_body_of_a_failure_has_no_deadline_of_its_own() {
    let slow = Reply::new(500, "{").announcing(100);
    let server = Server::script([slow.after(Duration::from_secs(3))]).await;
    let base = format!("http://{}/api", server.host);
    let plain = Transport::new(&base, reqwest::Client::new()).unwrap();
    let (error, took) = failed(&plain, &CallOptions::new().retry(within_five())).await;
    assert_eq!(error.status().unwrap(), 500);
    assert!((5_000..5_010).contains(&took), "{took}");
}

#[tokio::test(start_paused = true)]
async fn a_call_over_the_http_client_of_a_tenant_that_waits_for_the_budget_says_so() {
    let server = Server::script([Reply::ok()]).await;
    let tenant = server.builder().build().unwrap();
    let base = format!("http://{}/api", server.host);
    let over_http = Transport::new(&base, tenant.http().clone()).unwrap();
    call(&over_http, &ONE).await.unwrap();
    let options = CallOptions::new().retry(within_five());
    let error = call_with(&over_http, &ONE, &options).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateBudget, 0));
    assert_eq!(error.waited().as_secs(), 5);
}
