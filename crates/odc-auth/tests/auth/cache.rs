//! The cache: one fetch serves all callers, a token is renewed before it expires, and an old token is used until it
//! expires and not longer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use odc_auth::{AuthError, Counters, OAuthMiddleware, SourceError};

use crate::support::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_clients_with_a_hundred_tasks_each_need_one_discovery_and_one_token() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let client = client(&auth);
        for _ in 0..100 {
            let (client, url) = (client.clone(), server.url("/api"));
            tasks.spawn(async move { client.get(url).send().await.unwrap().status() });
        }
    }
    while let Some(status) = tasks.join_next().await {
        assert_eq!(status.unwrap(), 200);
    }
    assert_eq!(
        (server.discoveries(), server.posts(), server.calls().len()),
        (1, 1, 800)
    );
    assert!(
        server
            .calls()
            .iter()
            .all(|call| call.bearer() == Some("token-1"))
    );
    let Counters {
        used,
        fetched,
        failed,
        retried_401,
        ..
    } = auth.counters();
    assert_eq!((used, fetched, failed, retried_401), (800, 1, 0, 0));
}

/// A middleware with a simulated source, its clock, and the number of calls of the source.
fn played(lifetime: u64) -> (OAuthMiddleware, Hands, Arc<AtomicU64>, Arc<AtomicBool>) {
    let (hands, asked, down) = (
        Hands::new(),
        Arc::new(AtomicU64::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let (count, broken) = (Arc::clone(&asked), Arc::clone(&down));
    let auth = OAuthMiddleware::builder()
        .portal_domain("acme.outsystems.dev")
        .clock(hands.clone())
        .token_source(Play(move || {
            let n = count.fetch_add(1, Ordering::SeqCst) + 1;
            if broken.load(Ordering::SeqCst) {
                return Err(SourceError::permanent("down"));
            }
            Ok(issued(&format!("token-{n}"), lifetime))
        }))
        .build()
        .unwrap();
    (auth, hands, asked, down)
}

#[tokio::test]
async fn tokens_are_fetched_at_most_once_per_half_lifetime() {
    for lifetime in [30, 300, 3600, 43200] {
        let (auth, hands, asked, _) = played(lifetime);
        let step = lifetime as f64 / 200.0;
        let mut fetched_at = Vec::new();
        for n in 0..2000 {
            let before = asked.load(Ordering::SeqCst);
            auth.token().await.unwrap();
            settle().await;
            if asked.load(Ordering::SeqCst) > before {
                fetched_at.push(f64::from(n) * step);
            }
            hands.forward(step);
        }
        assert!(
            (10..=13).contains(&fetched_at.len()),
            "{lifetime} s: {} fetches in ten lives",
            fetched_at.len()
        );
        for pair in fetched_at.windows(2) {
            assert!(
                pair[1] - pair[0] >= lifetime as f64 / 2.0,
                "{lifetime} s: {pair:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_token_is_renewed_in_the_last_fifth_of_its_life_or_the_last_five_minutes() {
    for (lifetime, advisory, mandatory) in [
        (30.0, 6.0, 1.5),
        (300.0, 60.0, 15.0),
        (3600.0, 300.0, 60.0),
        (43200.0, 300.0, 60.0),
    ] {
        // Jitter makes a window shorter by up to a quarter.
        let (auth, hands, asked, _) = played(lifetime as u64);
        auth.token().await.unwrap();
        hands.forward(lifetime - advisory - 0.1);
        auth.token().await.unwrap();
        settle().await;
        assert_eq!(
            asked.load(Ordering::SeqCst),
            1,
            "{lifetime}: before the advisory window"
        );
        hands.forward(advisory * 0.25 + 0.2);
        assert_eq!(
            auth.token().await.unwrap().expose(),
            "token-1",
            "{lifetime}: the old one meanwhile"
        );
        settle().await;
        assert_eq!(
            asked.load(Ordering::SeqCst),
            2,
            "{lifetime}: in the advisory window"
        );

        let (auth, hands, ..) = played(lifetime as u64);
        auth.token().await.unwrap();
        hands.forward(lifetime - mandatory * 0.75 + 0.01);
        assert_eq!(
            auth.token().await.unwrap().expose(),
            "token-2",
            "{lifetime}: in the mandatory window callers wait"
        );
    }
}

#[tokio::test]
async fn renewal_times_are_jittered() {
    let mut moments = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let (auth, hands, asked, _) = played(43200);
        auth.token().await.unwrap();
        hands.forward(43200.0 - 300.0);
        for second in 0..80 {
            auth.token().await.unwrap();
            settle().await;
            if asked.load(Ordering::SeqCst) > 1 {
                moments.insert(second);
                break;
            }
            hands.forward(1.0);
        }
    }
    assert!(moments.len() >= 5, "{moments:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_callers_get_the_old_token_while_an_early_renewal_stalls() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    auth.token().await.unwrap();
    server.on_token(|_| Reply::Stall);
    hands.forward(3600.0 - 200.0);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..1000 {
        let auth = auth.clone();
        tasks.spawn(async move {
            tokio::time::timeout(Duration::from_secs(1), auth.token())
                .await
                .unwrap()
                .unwrap()
        });
    }
    while let Some(token) = tasks.join_next().await {
        assert_eq!(token.unwrap().expose(), "token-1");
    }
    until(|| server.posts() == 2).await;
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    assert_eq!(server.posts(), 2);
}

#[tokio::test]
async fn after_a_failed_early_renewal_the_old_token_is_used_and_the_next_attempt_comes_after_30_s()
{
    let (auth, hands, asked, down) = played(3600);
    auth.token().await.unwrap();
    down.store(true, Ordering::SeqCst);
    hands.forward(3600.0 - 200.0);
    for (wait, total) in [
        (0.0, 2),
        (29.0, 2),
        (1.5, 3),
        (29.0, 3),
        (1.5, 4),
        (100.0, 5),
    ] {
        hands.forward(wait);
        for _ in 0..3 {
            assert_eq!(auth.token().await.unwrap().expose(), "token-1");
            settle().await;
        }
        assert_eq!(asked.load(Ordering::SeqCst), total, "{wait}");
    }
    hands.forward(38.9);
    assert_eq!(
        auth.token().await.unwrap().expose(),
        "token-1",
        "until it expires"
    );
    settle().await;
    hands.forward(0.2);
    auth.token().await.expect_err("never past its expiry");
}

#[tokio::test]
async fn a_token_of_30_s_stays_usable_after_a_failed_early_renewal() {
    for fails_at in [24.1, 28.0, 29.9] {
        let (auth, hands, asked, down) = played(30);
        auth.token().await.unwrap();
        down.store(true, Ordering::SeqCst);
        hands.forward(fails_at);
        let mut now = fails_at;
        loop {
            auth.token().await.unwrap();
            settle().await;
            if asked.load(Ordering::SeqCst) == 2 {
                break;
            }
            // Because of jitter the window begins a little later.
            hands.forward(0.1);
            now += 0.1;
        }
        down.store(false, Ordering::SeqCst);
        hands.forward(30.0 - now - 0.05);
        assert_eq!(auth.token().await.unwrap().expose(), "token-1");
        hands.forward(0.2);
        assert_eq!(
            auth.token().await.unwrap().expose(),
            "token-3",
            "the next attempt comes at the true expiry"
        );
    }
}

#[tokio::test]
async fn the_wall_clock_can_shorten_a_life_but_not_lengthen_it() {
    let two_hours = 2.0 * 3600.0;
    let (auth, hands, ..) = played(3600);
    auth.token().await.unwrap();
    hands.turn_wall(two_hours);
    assert_eq!(
        auth.token().await.unwrap().expose(),
        "token-2",
        "two hours ahead: renewed"
    );

    let (auth, hands, ..) = played(3600);
    auth.token().await.unwrap();
    hands.turn_wall(-two_hours);
    assert_eq!(
        auth.token().await.unwrap().expose(),
        "token-1",
        "two hours back: nothing happens"
    );
    hands.forward(3601.0);
    assert_eq!(
        auth.token().await.unwrap().expose(),
        "token-2",
        "and nothing is gained"
    );
}

#[tokio::test]
async fn a_machine_that_was_suspended_sends_no_expired_token() {
    let (auth, hands, ..) = played(43200);
    auth.token().await.unwrap();
    // While the machine sleeps, the monotonic clock does not move.
    hands.turn_wall(13.0 * 3600.0);
    assert_eq!(auth.token().await.unwrap().expose(), "token-2");
}

#[tokio::test]
async fn a_life_counts_from_before_the_request_was_sent() {
    let (server, hands) = (Server::here().await, Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    let issue = tokens(100);
    let turned = hands.clone();
    server.on_token(move |seen| {
        turned.forward(60.0);
        issue(seen)
    });
    auth.token().await.unwrap();
    hands.forward(39.0);
    // 99 of 100 seconds are over, not 39: the mandatory window.
    assert_eq!(auth.token().await.unwrap().expose(), "token-2");
}

#[tokio::test]
async fn a_token_that_expired_before_it_arrived_is_not_sent_and_another_is_fetched() {
    // The machine sleeps during the exchange: only the first time, or every time.
    for sleeps in [1, 9] {
        let (server, hands) = (Server::here().await, Hands::new());
        let auth = server.builder().clock(hands.clone()).build().unwrap();
        let (issue, turned) = (tokens(3600), hands.clone());
        let left = AtomicU64::new(sleeps);
        server.on_token(move |seen| {
            let sleep = |n: u64| n.checked_sub(1);
            if (left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, sleep)).is_ok() {
                turned.turn_wall(2.0 * 3600.0);
            }
            issue(seen)
        });
        let result = auth.token().await;
        assert_eq!(server.posts(), 2);
        if sleeps == 1 {
            assert_eq!(result.unwrap().expose(), "token-2");
        } else {
            let error = result.unwrap_err();
            assert!(
                matches!(error, AuthError::Expired) && error.is_transient(),
                "{error:?}"
            );
            assert!(error.to_string().contains("clock"), "{error}");
        }
    }
}

#[tokio::test]
async fn a_renewal_that_brings_an_expired_token_leaves_the_old_one_in_use() {
    let (server, hands) = (Server::here().await, Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    auth.token().await.unwrap();
    hands.forward(3600.0 - 30.0);
    let turned = hands.clone();
    server.on_token(move |_| {
        turned.forward(2.0);
        token("brief", 1)
    });
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    assert_eq!(server.posts(), 2);
}
