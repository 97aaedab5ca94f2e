//! What happens when the API rejects a token.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use odc_auth::AuthError;
use tokio::task::JoinSet;

use crate::support::*;

fn rejects(name: &'static str) -> impl Fn(&Seen) -> Reply + Send + Sync {
    move |seen| match seen.bearer() {
        Some(bearer) if bearer != name => json(200, "{}"),
        bearer => json(401, format!("rejected {bearer:?}")),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_concurrent_401s_cause_one_post_and_a_rejected_token_is_never_sent_again() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    auth.token().await.unwrap();
    let response = rejects("token-1");
    server.on_api(move |seen| Reply::Late(Duration::from_millis(10), Box::new(response(seen))));
    let client = client(&auth);
    let mut tasks = JoinSet::new();
    for _ in 0..100 {
        let (client, url) = (client.clone(), server.url("/api"));
        tasks.spawn(async move { client.get(url).send().await.unwrap().status() });
    }
    assert!(tasks.join_all().await.iter().all(|status| *status == 200));
    let sent = |name| {
        server
            .calls()
            .iter()
            .filter(|call| call.bearer() == Some(name))
            .count()
    };
    assert_eq!(
        (server.posts(), sent("token-1") + sent("token-2")),
        (2, 100 + sent("token-1"))
    );
    assert_eq!(auth.counters().retried_401, sent("token-1") as u64);
    assert_eq!(sent("token-2"), 100);
}

#[tokio::test]
async fn a_second_401_reaches_the_caller_unchanged() {
    let server = Server::apart();
    server.on_api(|seen| json(401, format!("rejected {}", seen.bearer().unwrap())));
    let auth = server.builder().build().unwrap();
    let response = client(&auth).get(server.url("/api")).send().await.unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(response.text().await.unwrap(), "rejected token-2");
    assert_eq!((server.posts(), server.calls().len()), (2, 2));
}

#[tokio::test]
async fn a_403_never_causes_a_refresh() {
    let server = Server::apart();
    server.on_api(|_| json(403, "{}"));
    let auth = server.builder().build().unwrap();
    for _ in 0..3 {
        assert_eq!(
            client(&auth)
                .get(server.url("/api"))
                .send()
                .await
                .unwrap()
                .status(),
            403
        );
    }
    assert_eq!((server.posts(), server.calls().len()), (1, 3));
}

#[tokio::test]
async fn an_api_that_always_returns_401_causes_one_forced_refresh_in_10_s() {
    let (server, hands) = (Server::apart(), Hands::new());
    server.on_api(|_| json(401, "no"));
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    let client = client(&auth);
    let mut posts = Vec::new();
    for _ in 0..10 {
        for _ in 0..5 {
            assert_eq!(
                client
                    .get(server.url("/api"))
                    .send()
                    .await
                    .unwrap()
                    .status(),
                401
            );
        }
        posts.push(server.posts());
        hands.forward(2.5);
    }
    assert_eq!(posts, [2, 2, 2, 2, 3, 3, 3, 3, 4, 4]);
}

#[tokio::test]
async fn when_refreshing_fails_the_caller_gets_the_original_401() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    auth.token().await.unwrap();
    server.on_token(|_| json(401, r#"{"error":"invalid_client"}"#));
    server.on_api(|_| json(401, "the original"));
    let client = client(&auth);
    let response = client.get(server.url("/api")).send().await.unwrap();
    let why = response.extensions().get::<AuthError>();
    assert!(matches!(why, Some(AuthError::Refused { .. })), "{why:?}");
    assert_eq!(
        (
            response.status().as_u16(),
            response.text().await.unwrap().as_str()
        ),
        (401, "the original")
    );
    assert_eq!((server.posts(), server.calls().len()), (2, 1));
    // From here on there is no token. Therefore no request is sent.
    let error = client.get(server.url("/api")).send().await.unwrap_err();
    assert!(matches!(
        AuthError::find_in(&error),
        Some(AuthError::Refused { .. })
    ));
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn an_endpoint_that_issues_the_rejected_token_again_causes_no_retry() {
    let server = Server::apart();
    server.on_token(|_| token("same", 3600));
    server.on_api(|_| json(401, "no"));
    let auth = server.builder().build().unwrap();
    assert_eq!(
        client(&auth)
            .get(server.url("/api"))
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
    assert_eq!(
        (
            server.posts(),
            server.calls().len(),
            auth.counters().retried_401
        ),
        (2, 1, 0)
    );
}

#[tokio::test]
async fn only_the_rejected_token_is_dropped() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    let first = auth.token().await.unwrap();
    assert!(auth.invalidate(&first));
    let second = auth.token().await.unwrap();
    assert!(!auth.invalidate(&first));
    assert_eq!(auth.token().await.unwrap(), second);
    assert_eq!(server.posts(), 2);
}

#[tokio::test]
async fn the_retry_carries_the_same_bytes() {
    let server = Server::apart();
    server.on_api(rejects("token-1"));
    let auth = server.builder().build().unwrap();
    let body: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    let request = client(&auth)
        .patch(server.url("/api?a=1&a=2"))
        .header("x-own", "kept")
        .body(body.clone());
    assert_eq!(request.send().await.unwrap().status(), 200);
    let calls = server.calls();
    assert_eq!(calls.len(), 2);
    for call in &calls {
        assert_eq!(
            (call.method.as_str(), call.path.as_str()),
            ("PATCH", "/api?a=1&a=2")
        );
        assert_eq!((&call.body, call.header("x-own")), (&body, Some("kept")));
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_cloned_returns_the_original_401() {
    let server = Server::apart();
    server.on_api(rejects("token-1"));
    let auth = server.builder().build().unwrap();
    let client = client(&auth);
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>("once")]);
    let request = client
        .post(server.url("/api"))
        .body(reqwest::Body::wrap_stream(stream));
    assert_eq!(request.send().await.unwrap().status(), 401);
    assert_eq!((server.posts(), server.calls().len()), (1, 1));
    // The token is still out of use.
    assert_eq!(
        client
            .get(server.url("/api"))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn no_request_is_sent_without_a_token() {
    let server = Server::apart();
    let count = AtomicU64::new(0);
    server.on_token(move |_| match count.fetch_add(1, Ordering::SeqCst) % 3 {
        0 => json(400, r#"{"error":"invalid_client"}"#),
        1 => html(403),
        _ => json(200, "{}"),
    });
    let hands = Hands::new();
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    for _ in 0..3 {
        let error = client(&auth)
            .get(server.url("/api"))
            .send()
            .await
            .unwrap_err();
        assert!(AuthError::find_in(&error).is_some(), "{error:?}");
        hands.forward(6.0);
    }
    assert_eq!((server.posts(), server.calls().len()), (3, 0));
}
