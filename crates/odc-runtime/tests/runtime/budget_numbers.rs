//! The numbers of the rate budget, and the callbacks for waits.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Reply, Server, call};
use futures_util::future::join_all;
use odc_runtime::{BudgetState, Operation, RateLimit, Transport};
use reqwest::Method;
use tokio::time::Instant;

static LIST: Operation = Operation::new("list_users", "L", Method::GET, "/users")
    .with_rate_limits(&[RateLimit::per_minute("identity", 100)]);
static TEN: Operation = Operation::new("ten", "T", Method::GET, "/ten")
    .with_rate_limits(&[RateLimit::per_minute("ten", 10)]);

/// The values that the callback gets, with the second of each call.
type Heard = Arc<Mutex<Vec<(u64, BudgetState)>>>;

fn listening(server: &Server) -> (Transport, odc_runtime::Tenant, Heard) {
    let heard = Heard::default();
    let (list, started) = (Arc::clone(&heard), Instant::now());
    let listener = move |state: &BudgetState| {
        let at = started.elapsed().as_secs();
        list.lock().unwrap().push((at, *state));
    };
    let tenant = server.builder().on_wait(listener).build().unwrap();
    (Transport::for_tenant(&tenant, "/api"), tenant, heard)
}

#[tokio::test(start_paused = true)]
async fn a_tenant_reports_used_calls_and_when_there_is_room() {
    let server = Server::script([Reply::ok()]).await;
    let (transport, tenant, _) = listening(&server);
    assert_eq!(tenant.budget(), []);
    for _ in 0..10 {
        call(&transport, &TEN).await.unwrap();
    }
    call(&transport, &LIST).await.unwrap();
    tokio::time::sleep(Duration::from_secs(20)).await;
    let waiting: Vec<_> = (0..15)
        .map(|_| {
            let transport = transport.clone();
            tokio::spawn(async move { call(&transport, &TEN).await.map(drop) })
        })
        .collect();
    tokio::time::sleep(Duration::from_secs(10)).await;
    let pools = tenant.budget();
    assert_eq!(pools.len(), 2);
    let (identity, ten) = (pools[0], pools[1]);
    assert_eq!(
        (identity.pool, identity.used, identity.limit),
        ("identity", 1, 100)
    );
    assert!(identity.next_room.is_zero() && identity.queued == 0);
    assert_eq!(
        (ten.pool, ten.used, ten.limit, ten.queued),
        ("ten", 10, 10, 15)
    );
    // Ten of the waiting calls are sent in 30 s. Five of the others and the next call are sent a minute later.
    let next = ten.next_room.as_secs();
    assert!((89..=91).contains(&next), "{next}");
    let mut shown = ten;
    shown.next_room = Duration::from_secs(90);
    let line = "ten: 10 of 10 calls used, 15 wait, room in 90.0 s";
    assert_eq!(shown.to_string(), line);
    shown.queued = 0;
    let line = "ten: 10 of 10 calls used, room in 90.0 s";
    assert_eq!(shown.to_string(), line);
    for task in waiting {
        task.await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_wait_is_reported_immediately_and_every_15_seconds() {
    let server = Server::script([Reply::ok()]).await;
    let (transport, _, heard) = listening(&server);
    let results = join_all((0..1_000).map(|_| call(&transport, &LIST))).await;
    assert!(results.iter().all(Result::is_ok));
    let heard = heard.lock().unwrap();
    let (first, state) = heard[0];
    assert_eq!((first, state.used, state.queued), (0, 100, 900));
    assert_eq!(state.pool, "identity");
    let gaps = heard.windows(2).map(|pair| pair[1].0 - pair[0].0);
    assert!(
        gaps.clone().all(|gap| gap >= 15),
        "{:?}",
        gaps.collect::<Vec<_>>()
    );
    assert!(
        (30..=37).contains(&heard.len()),
        "{} in 9 minutes",
        heard.len()
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_a_second_is_not_reported() {
    let server = Server::script([Reply::ok()]).await;
    let (transport, _, heard) = listening(&server);
    for _ in 0..10 {
        call(&transport, &TEN).await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(58_500)).await;
    let started = Instant::now();
    call(&transport, &TEN).await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 1);
    assert!(heard.lock().unwrap().is_empty());
}
