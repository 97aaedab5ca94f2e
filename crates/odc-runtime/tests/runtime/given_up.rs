//! Calls that are dropped after any number of polls.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use crate::support::{Reply, Server, call};
use futures_util::FutureExt as _;
use odc_runtime::{Operation, RateLimit, RetryPolicy, Transport};
use reqwest::Method;
use tokio::time::{Instant, timeout};

const PAIR: RateLimit = RateLimit::per_minute("pair", 2);
static LIST: Operation =
    Operation::new("list_users", "L", Method::GET, "/users").with_rate_limits(&[PAIR]);

/// Polls a future at most `polls` times, when it is woken. Returns whether it has ended by then.
async fn poll_at_most<T>(polls: usize, future: impl Future<Output = T>) -> bool {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        match future.poll_unpin(context) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending => {
                if left == 0 {
                    return Poll::Ready(false);
                }
                Poll::Pending
            }
        }
    })
    .await
}

/// What a server does with the first requests, before it responds to all others.
fn scenes() -> [Vec<Reply>; 5] {
    let slow = || Reply::ok().after(Duration::from_millis(20));
    [
        vec![slow()],
        vec![Reply::new(401, ""), slow()],
        vec![Reply::new(503, "later"), slow()],
        vec![
            Reply::new(200, "[1")
                .chunked()
                .after(Duration::from_millis(5)),
            slow(),
        ],
        vec![Reply::reset(), slow()],
    ]
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_after_any_number_of_polls_does_not_change_token_and_budget() {
    for scene in scenes() {
        let mut stages = 0;
        for polls in 0.. {
            let (turn, calm) = (AtomicUsize::new(0), Arc::new(AtomicBool::new(false)));
            let (own, scene) = (Arc::clone(&calm), scene.clone());
            let server = Server::start(move |_| {
                let reply = scene.get(turn.fetch_add(1, Ordering::Relaxed));
                let reply = reply.filter(|_| !own.load(Ordering::Relaxed));
                reply.cloned().unwrap_or_else(Reply::ok)
            })
            .await;
            let policy = RetryPolicy::new().base_delay(Duration::from_millis(10));
            let tenant = server.builder().retry(policy).build().unwrap();
            let transport = Transport::for_tenant(&tenant, "/api");
            let ended = poll_at_most(polls, call(&transport, &LIST)).await;
            calm.store(true, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_secs(61)).await;
            for _ in 0..2 {
                timeout(Duration::from_secs(50), call(&transport, &LIST))
                    .await
                    .unwrap_or_else(|_| panic!("no room after {polls} polls"))
                    .unwrap();
            }
            assert!(server.tokens.load(Ordering::Relaxed) <= 2);
            if ended {
                break;
            }
            stages += 1;
            assert!(polls < 200, "a call never ends");
        }
        assert!(stages > 3, "{stages} stages");
    }
}

#[test]
fn a_tenant_works_after_a_runtime_ended_with_calls_under_way() {
    const MANY: RateLimit = RateLimit::per_minute("many", 100);
    static BUSY: Operation =
        Operation::new("list_users", "L", Method::GET, "/users").with_rate_limits(&[MANY]);
    let servers = tokio::runtime::Runtime::new().unwrap();
    let slow = Arc::new(AtomicBool::new(true));
    let own = Arc::clone(&slow);
    let server = servers.block_on(Server::start(move |_| {
        let pause = u64::from(own.load(Ordering::Relaxed)) * 60;
        Reply::ok().after(Duration::from_secs(pause))
    }));
    let transport = server.transport();
    let first = tokio::runtime::Runtime::new().unwrap();
    for _ in 0..50 {
        let transport = transport.clone();
        first.spawn(async move { call(&transport, &BUSY).await });
    }
    while server.calls() < 50 {
        std::thread::yield_now();
    }
    first.shutdown_background();
    slow.store(false, Ordering::Relaxed);
    let second = tokio::runtime::Runtime::new().unwrap();
    second.block_on(async {
        for left in (0..50).rev() {
            let result = timeout(Duration::from_secs(20), call(&transport, &BUSY)).await;
            result
                .unwrap_or_else(|_| panic!("no room, {left} to go"))
                .unwrap();
        }
    });
    assert_eq!(server.tokens.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn dropped_calls_in_the_queue_do_not_block_the_others() {
    let server = Server::script([Reply::ok()]).await;
    let transport = server.transport();
    for _ in 0..2 {
        call(&transport, &LIST).await.unwrap();
    }
    let started = Instant::now();
    for _ in 0..50 {
        assert!(!poll_at_most(1, call(&transport, &LIST)).await);
    }
    call(&transport, &LIST).await.unwrap();
    let waited = started.elapsed().as_secs();
    assert!((59..=61).contains(&waited), "{waited} s");
}
