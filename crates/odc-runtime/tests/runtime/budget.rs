//! The rate budget with a server that enforces the service's limits, and a paused clock.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Reply, Seen, Server, call, call_with};
use futures_util::future::join_all;
use odc_runtime::{
    BudgetPolicy, CallOptions, ErrorKind, Operation, RateLimit, RetryPolicy, Transport,
};
use reqwest::Method;
use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);
const IDENTITY: RateLimit = RateLimit::per_minute("identity", 100);
static LIST: Operation =
    Operation::new("list_users", "L", Method::GET, "/users").with_rate_limits(&[IDENTITY]);
static BULK: Operation = Operation::new("create_users_in_bulk", "B", Method::POST, "/users/bulk")
    .with_rate_limits(&[IDENTITY, RateLimit::per_minute("users-bulk", 5)]);

static ONE: Operation = Operation::new("one", "O", Method::GET, "/one")
    .with_rate_limits(&[RateLimit::per_minute("one", 1)]);

/// A sliding window like that of the service.
#[derive(Default)]
struct Window(Mutex<VecDeque<Instant>>);

impl Window {
    fn admits(&self, limit: usize) -> bool {
        let now = Instant::now();
        let mut log = self.0.lock().unwrap();
        log.retain(|sent| now - *sent < MINUTE);
        let admits = log.len() < limit;
        if admits {
            log.push_back(now);
        }
        admits
    }
}

/// A server that allows `limit` calls in any minute.
async fn strict(limit: usize) -> Server {
    let window = Window::default();
    Server::start(move |_| {
        if window.admits(limit) {
            Reply::ok()
        } else {
            Reply::new(429, "")
        }
    })
    .await
}

async fn all(calls: usize, transport: &Transport) -> Vec<Result<(), odc_runtime::Error>> {
    let calls = (0..calls).map(|_| async { call(transport, &LIST).await.map(drop) });
    join_all(calls).await
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_take_540_seconds_without_a_429() {
    let server = strict(100).await;
    let transport = server.transport();
    let started = Instant::now();
    let results = all(1_000, &transport).await;
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(server.calls(), 1_000, "nothing was sent twice");
    let took = started.elapsed().as_secs_f64();
    assert!((540.0..541.0).contains(&took), "{took}");
}

#[tokio::test(start_paused = true)]
async fn the_limit_holds_with_slow_responses() {
    static TEN: Operation = Operation::new("ten", "T", Method::GET, "/ten")
        .with_rate_limits(&[RateLimit::per_minute("ten", 10)]);
    let window = Window::default();
    let turn = AtomicU32::new(0);
    // Two out of three calls are slow on their way to the service, which counts them late.
    let travel =
        move || Duration::from_secs(u64::from(turn.fetch_add(1, Ordering::Relaxed) % 3) * 4);
    let server = Server::far_away(travel, move |_| {
        if window.admits(10) {
            Reply::ok()
        } else {
            Reply::new(429, "")
        }
    })
    .await;
    let transport = server.transport();
    let results = join_all((0..50).map(|_| call(&transport, &TEN))).await;
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(server.calls(), 50);
}

#[tokio::test(start_paused = true)]
async fn calls_are_sent_in_the_order_in_which_they_were_made() {
    let server = strict(100).await;
    let transport = server.transport();
    let order = Mutex::new(Vec::new());
    join_all((0..300).map(|number| {
        let (transport, order) = (&transport, &order);
        async move {
            call(transport, &LIST).await.unwrap();
            order.lock().unwrap().push(number / 100);
        }
    }))
    .await;
    assert!(order.lock().unwrap().is_sorted());
}

#[tokio::test(start_paused = true)]
async fn all_clients_of_a_tenant_and_their_clones_share_one_budget() {
    let server = strict(100).await;
    let tenant = server.tenant();
    let one = Transport::for_tenant(&tenant, "/api/identity/v1");
    let two = Transport::for_tenant(&tenant.clone(), "/api/identity/v1").clone();
    let started = Instant::now();
    let (a, b) = tokio::join!(all(100, &one), all(100, &two));
    assert!(a.iter().chain(&b).all(Result::is_ok));
    assert_eq!(server.calls(), 200);
    assert!(started.elapsed() >= MINUTE);
}

#[tokio::test(start_paused = true)]
async fn a_call_counts_in_every_pool_of_its_operation() {
    let server = strict(100).await;
    let transport = server.transport();
    let started = Instant::now();
    for _ in 0..6 {
        call(&transport, &BULK).await.unwrap();
    }
    assert_eq!(
        started.elapsed().as_secs(),
        60,
        "the sixth waited for its own pool"
    );
    // Six of the hundred places of the wide pool are taken, and five of them are a minute old.
    let results = all(99, &transport).await;
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(started.elapsed().as_secs(), 60);
    call(&transport, &LIST).await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 120);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_taken_out_of_use_during_the_wait_is_never_sent() {
    let server = strict(100).await;
    let tenant = server.tenant();
    let transport = Transport::for_tenant(&tenant, "/api/identity/v1");
    all(100, &transport).await;
    let waiting = tokio::spawn({
        let transport = transport.clone();
        async move { call(&transport, &LIST).await.map(drop) }
    });
    tokio::time::advance(Duration::from_secs(30)).await;
    let old = tenant.auth().token().await.unwrap();
    assert!(tenant.auth().invalidate(&old));
    waiting.await.unwrap().unwrap();
    let last = server.seen().pop().unwrap();
    assert_eq!(last.headers["authorization"], "Bearer token-2");
}

#[tokio::test(start_paused = true)]
async fn a_second_send_with_a_new_token_counts_and_never_exceeds_the_limit() {
    // The server rejects the first token after ninety calls have had a response.
    let window = Window::default();
    let calls = AtomicU32::new(0);
    let server = Server::start(move |seen: &Seen| {
        if !window.admits(100) {
            return Reply::new(429, "");
        }
        let revoked = calls.fetch_add(1, Ordering::Relaxed) >= 90;
        match seen.headers["authorization"].as_str() {
            "Bearer token-1" if revoked => Reply::new(401, ""),
            _ => Reply::ok(),
        }
    })
    .await;
    let transport = server.transport();
    let results = all(300, &transport).await;
    assert!(results.iter().all(Result::is_ok));
    let replays = server.calls() - 300;
    assert!(
        (1..=10).contains(&replays),
        "{replays} replays, and no 429 that would add to them"
    );
}

#[tokio::test(start_paused = true)]
async fn fail_fast_sends_nothing_and_says_when_there_is_room() {
    let server = strict(100).await;
    let transport = server.transport();
    all(100, &transport).await;
    tokio::time::advance(Duration::from_secs(20)).await;
    let options = CallOptions::new().budget(BudgetPolicy::FailFast);
    let error = call_with(&transport, &LIST, &options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateBudget);
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!(error.attempts(), 0, "nothing was sent");
    let text = error.to_string();
    assert!(
        text.starts_with("list_users: the rate budget of 100 calls per 60 s is spent"),
        "{text}"
    );
    assert!(
        text.contains("in about 40.0 s") || text.contains("in about 39.9 s"),
        "{text}"
    );
    assert_eq!(server.calls(), 100);
}

#[tokio::test(start_paused = true)]
async fn fail_fast_sends_no_second_time_beyond_the_limit() {
    let server = Server::start(|seen| match seen.headers["authorization"].as_str() {
        "Bearer token-1" if seen.method == "POST" => Reply::new(401, ""),
        _ => Reply::ok(),
    })
    .await;
    let transport = server.transport();
    let options = CallOptions::new().budget(BudgetPolicy::FailFast);
    all(99, &transport).await;
    let error = call_with(&transport, &BULK, &options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateBudget, "{error}");
    assert_eq!(error.attempts(), 1, "what drew the 401 was sent");
    assert_eq!(server.calls(), 100);
    tokio::time::advance(MINUTE).await;
    for _ in 0..5 {
        call_with(&transport, &BULK, &options).await.unwrap();
    }
    assert_eq!(
        server.calls(),
        105,
        "nothing is left of the room that the replay did not use"
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_if_the_service_rejects_every_token() {
    let server = Server::start(|_| Reply::new(401, "")).await;
    let transport = server.transport();
    let error = call(&transport, &ONE).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401, "{error}");
    assert_eq!(server.calls(), 5);
}

#[tokio::test(start_paused = true)]
async fn without_a_budget_nothing_waits() {
    let server = Server::script([Reply::ok()]).await;
    let tenant = server
        .builder()
        .budget(BudgetPolicy::Ignore)
        .build()
        .unwrap();
    let transport = Transport::for_tenant(&tenant, "/api/identity/v1");
    let started = Instant::now();
    all(300, &transport).await;
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn an_unexpected_429_narrows_the_budget_for_some_time() {
    let turn = AtomicU32::new(0);
    let server = Server::start(move |_| match turn.fetch_add(1, Ordering::Relaxed) {
        0 => Reply::new(429, ""),
        _ => Reply::ok(),
    })
    .await;
    let transport = server.transport();
    let started = Instant::now();
    let results = all(800, &transport).await;
    assert!(results.iter().all(Result::is_ok));
    let sent_in = |minute: u32| {
        let sent = server.seen();
        let sent = sent
            .iter()
            .filter(|seen| (seen.at - started).as_secs() / 60 == u64::from(minute));
        sent.count()
    };
    assert_eq!(sent_in(0), 100, "what was under way is not called back");
    assert!((75..=90).contains(&sent_in(1)), "{}", sent_in(1));
    assert!(sent_in(2) > sent_in(1), "{}", sent_in(2));
    assert_eq!(sent_in(5), 100);
}

#[tokio::test(start_paused = true)]
async fn a_429_of_a_narrow_pool_does_not_narrow_the_wide_pool() {
    let server = Server::start(|seen| match seen.method.as_str() {
        "POST" => Reply::new(429, "").header("retry-after", "30"),
        _ => Reply::ok(),
    })
    .await;
    let transport = server.transport();
    let none = CallOptions::new().retry(RetryPolicy::none());
    call_with(&transport, &BULK, &none).await.unwrap_err();
    let started = Instant::now();
    call(&transport, &LIST).await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 0);
}

#[tokio::test(start_paused = true)]
async fn the_budget_adapts_to_a_limit_that_others_use_too() {
    // Another program uses sixty of the hundred calls of the organization.
    let server = strict(40).await;
    let transport = server.transport();
    let started = Instant::now();
    let results = all(400, &transport).await;
    assert!(started.elapsed() < 20 * MINUTE, "{:?}", started.elapsed());
    let refused = server.calls() - results.iter().filter(|result| result.is_ok()).count();
    assert!(
        refused < 300,
        "{refused} of {} calls were refused",
        server.calls()
    );
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_delays_the_other_calls_too() {
    let server =
        Server::script([Reply::new(429, "").header("retry-after", "30"), Reply::ok()]).await;
    let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api/identity/v1");
    let started = Instant::now();
    assert!(call(&transport, &LIST).await.unwrap_err().is_rate_limited());
    call(&transport, &LIST).await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_in_the_queue_leaves_no_trace() {
    let server = strict(100).await;
    let transport = server.transport();
    all(100, &transport).await;
    let given_up = tokio::time::timeout(Duration::from_secs(5), all(50, &transport)).await;
    assert!(given_up.is_err());
    let started = Instant::now();
    let results = all(100, &transport).await;
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(started.elapsed().as_secs(), 55);
    assert_eq!(server.calls(), 200);
}

#[tokio::test(start_paused = true)]
async fn five_thousand_cancelled_calls_leave_no_trace() {
    // Responses take two seconds. Calls are cancelled in the queue, during sending, and while they wait for a
    // response.
    let window = Window::default();
    let refused = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&refused);
    let server = Server::start(move |_| {
        if window.admits(100) {
            return Reply::ok().after(Duration::from_secs(2));
        }
        count.fetch_add(1, Ordering::Relaxed);
        Reply::new(429, "")
    })
    .await;
    let transport = server.transport();
    let calls = (0..5_000_u64).map(|number| {
        let patience = Duration::from_millis(number * 7_919 % 150_000);
        tokio::time::timeout(patience, call(&transport, &LIST))
    });
    let succeeded = join_all(calls).await;
    let succeeded = succeeded.iter().filter(|result| result.is_ok()).count();
    assert!((100..400).contains(&succeeded), "{succeeded} succeeded");
    assert_eq!(refused.load(Ordering::Relaxed), 0);

    tokio::time::sleep(MINUTE).await;
    let started = Instant::now();
    assert!(all(100, &transport).await.iter().all(Result::is_ok));
    assert_eq!(started.elapsed().as_secs(), 2, "all the room is there");
    call(&transport, &LIST).await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 64, "and no more than that");
    assert_eq!(refused.load(Ordering::Relaxed), 0);
}
