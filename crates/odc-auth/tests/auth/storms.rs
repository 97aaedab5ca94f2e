//! Many threads use one token that is rejected again and again.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use odc_auth::AccessToken;

use crate::support::*;

/// The number in `token-7`.
fn number(token: &AccessToken) -> u64 {
    token
        .expose()
        .strip_prefix("token-")
        .unwrap()
        .parse()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_thread_gets_a_token_after_it_was_dropped() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    auth.token().await.unwrap();
    // All tokens up to this number were dropped before.
    let dead = std::sync::Arc::new(AtomicU64::new(0));
    let over = std::sync::Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..8)
        .map(|_| {
            let (auth, dead, over) = (auth.clone(), dead.clone(), over.clone());
            tokio::spawn(async move {
                let mut reads = 0_u64;
                while !over.load(Ordering::SeqCst) {
                    let known = dead.load(Ordering::SeqCst);
                    let found = number(&auth.token().await.unwrap());
                    assert!(found > known, "token {found}, though {known} was dropped");
                    reads += 1;
                    if reads.is_multiple_of(64) {
                        tokio::task::yield_now().await;
                    }
                }
                reads
            })
        })
        .collect();
    for _ in 0..300 {
        let token = auth.token().await.unwrap();
        let was_in_use = auth.invalidate(&token);
        dead.fetch_max(number(&token), Ordering::SeqCst);
        assert!(was_in_use, "nobody else drops one");
    }
    over.store(true, Ordering::SeqCst);
    let mut reads = 0;
    for reader in readers {
        reads += reader.await.unwrap();
    }
    assert!(reads > 300, "{reads}");
    // One token for each dropped one, and the first token.
    let counters = auth.counters();
    assert!((300..=301).contains(&counters.fetched), "{counters:?}");
    assert_eq!(
        (counters.failed, server.posts() as u64),
        (0, counters.fetched)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_thousand_cancelled_callers_cause_one_flight_and_leave_nothing_behind() {
    let server = Server::apart();
    server.on_token(|_| Reply::Late(Duration::from_millis(50), Box::new(token("t", 3600))));
    let auth = server.builder().build().unwrap();
    let callers: Vec<_> = (0..5_000_u64)
        .map(|number| {
            let auth = auth.clone();
            let patience = Duration::from_micros(number * 7_919 % 100_000);
            tokio::spawn(async move { tokio::time::timeout(patience, auth.token()).await })
        })
        .collect();
    for caller in callers {
        if let Ok(result) = caller.await.unwrap() {
            assert_eq!(result.unwrap().expose(), "t");
        }
    }
    assert_eq!(auth.token().await.unwrap().expose(), "t");
    assert_eq!((server.discoveries(), server.posts()), (1, 1));
    until(|| server.open() == 0).await;
}
