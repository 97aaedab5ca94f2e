//! Retries at the token endpoint, and refusals that are not retried.

use std::sync::Mutex;
use std::time::Duration;

use odc_auth::{AuthError, OAuthErrorCode};
use tokio::time::Instant;

use crate::support::*;

/// Gives these replies in turn, then tokens.
fn script(replies: Vec<Reply>) -> impl Fn(&Seen) -> Reply + Send + Sync {
    let replies = Mutex::new(replies.into_iter());
    move |_| {
        replies
            .lock()
            .unwrap()
            .next()
            .unwrap_or_else(|| token("token", 3600))
    }
}

fn faults() -> Vec<(&'static str, Reply)> {
    let mut faults = vec![
        ("hangup", Reply::Hangup),
        ("torn", Reply::Torn),
        ("stall", Reply::Stall),
    ];
    faults.extend([408, 429, 500, 502, 503, 504].map(|code| ("status", status(code, vec![]))));
    faults.push((
        "a 5xx that talks OAuth",
        json(503, r#"{"error":"invalid_client"}"#),
    ));
    faults
}

#[tokio::test(start_paused = true)]
async fn transient_faults_are_tried_three_times_at_most() {
    for (name, fault) in faults() {
        let server = Server::here().await;
        let build = || server.builder().build().unwrap();
        server.on_token(script(vec![fault.clone(); 2]));
        assert!(build().token().await.is_ok(), "{name}");
        assert_eq!(server.posts(), 3, "{name}");

        server.on_token(script(vec![fault; 9]));
        let error = build().token().await.expect_err(name);
        assert!(error.is_transient(), "{name}: {error}");
        assert_eq!(server.posts(), 6, "{name}");
        assert!(error.to_string().contains("after 3 attempts"), "{error}");
    }
}

#[tokio::test]
async fn reqwests_own_retries_are_off_with_any_setting_of_the_http_client() {
    let retrying = || {
        let again = reqwest::retry::for_host("127.0.0.1").classify_fn(|seen| {
            if seen.status().is_some_and(|status| status == 500) {
                seen.retryable()
            } else {
                seen.success()
            }
        });
        reqwest::Client::builder().no_proxy().retry(again)
    };
    let server = Server::apart();
    server.on_api(|_| status(500, vec![]));
    server.on_token(|_| status(500, vec![]));
    let plain = retrying().build().unwrap();
    plain.get(server.url("/api")).send().await.unwrap();
    assert!(server.calls().len() > 1, "such a client repeats a request");

    let auth = server.builder().http_client(retrying()).build().unwrap();
    auth.token().await.unwrap_err();
    assert_eq!((server.discoveries(), server.posts()), (1, 3));
}

#[tokio::test]
async fn a_refused_connection_is_tried_three_times_at_most() {
    // A port that nothing listens on any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let server = Server::apart();
    server.on_discovery(move |_| json(200, document(port)));
    let auth = server
        .builder()
        .allow_token_host(format!("127.0.0.1:{port}"))
        .build()
        .unwrap();
    let error = auth.token().await.unwrap_err();
    assert!(
        matches!(error, AuthError::Transport { attempts: 3, .. }),
        "{error:?}"
    );
    assert!(std::error::Error::source(&error).is_some());
    let hint = ": no connection could be made: the host refuses it; check ODC_PORTAL_DOMAIN ";
    assert!(error.to_string().contains(hint), "{error}");
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_honoured_in_both_forms() {
    let server = Server::here().await;
    let seconds = vec![("retry-after", "7".to_owned())];
    let date = vec![
        ("date", "Wed, 21 Oct 2015 07:28:00 GMT".to_owned()),
        ("retry-after", "Wed, 21 Oct 2015 07:28:05 GMT".to_owned()),
    ];
    server.on_token(script(vec![status(429, seconds), status(503, date)]));
    let auth = server.builder().build().unwrap();
    let start = Instant::now();
    auth.token().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 12);
    assert_eq!(server.posts(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_beyond_the_deadline_ends_the_flight_at_once_and_is_reported() {
    let server = Server::here().await;
    server.on_token(script(vec![
        status(
            503,
            vec![("retry-after", "3600".to_owned())]
        );
        3
    ]));
    let start = Instant::now();
    let error = server.builder().build().unwrap().token().await.unwrap_err();
    assert_eq!(
        (error.retry_after(), server.posts()),
        (Some(Duration::from_secs(3600)), 1)
    );
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn a_retry_after_beyond_the_deadline_is_kept_for_a_minute_at_most() {
    for (asked, kept) in [(45, 45), (3600, 60), (u64::MAX, 60)] {
        let (server, hands) = (Server::apart(), Hands::new());
        let auth = server.builder().clock(hands.clone()).build().unwrap();
        server.on_token(move |_| status(429, vec![("retry-after", asked.to_string())]));
        for passed in [0, 0, 10, 20, 30, kept - 1] {
            hands.forward((passed - hands.passed()) as f64);
            let error = auth.token().await.unwrap_err();
            assert!(error.is_transient(), "{error}");
            assert_eq!(
                (error.retry_after(), server.posts()),
                (
                    Some(Duration::from_secs(asked.min(366 * 86_400) - passed)),
                    1
                ),
                "{asked} s, {passed} s of them have passed"
            );
        }
        server.on_token(tokens(3600));
        hands.forward(1.0);
        auth.token().await.unwrap();
        assert_eq!(server.posts(), 2);
        // The whole wait is over.
        hands.forward(3601.0);
        auth.token().await.unwrap();
    }
}

#[tokio::test]
async fn a_retry_after_is_kept_while_an_old_token_is_used_and_when_it_expires() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    auth.token().await.unwrap();
    server.on_token(|_| status(503, vec![("retry-after", "50".to_owned())]));
    hands.forward(3600.0 - 40.0);
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    server.on_token(tokens(3600));
    // Later than the 30 s between renewals.
    hands.forward(35.0);
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    // The token has expired, but the wait is not over.
    hands.forward(10.0);
    let error = auth.token().await.unwrap_err();
    assert_eq!(
        (error.retry_after(), server.posts()),
        (Some(Duration::from_secs(5)), 2)
    );
    hands.forward(5.0);
    auth.token().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn pauses_between_attempts_are_fully_jittered() {
    let mut pauses = Vec::new();
    for _ in 0..12 {
        let server = Server::here().await;
        server.on_token(script(vec![status(500, vec![]); 2]));
        let start = Instant::now();
        server
            .builder()
            .retry_base(Duration::from_millis(250))
            .build()
            .unwrap()
            .token()
            .await
            .unwrap();
        pauses.push(start.elapsed().as_millis());
    }
    pauses.sort_unstable();
    assert!(pauses[11] <= 1520, "at most 0.5 s and 1 s: {pauses:?}");
    assert!(pauses[11] - pauses[0] > 100, "spread: {pauses:?}");
}

#[tokio::test]
async fn a_refusal_needs_one_post_and_callers_get_it_for_a_few_seconds() {
    for code in [
        "invalid_client",
        "unauthorized_client",
        "invalid_request",
        "invalid_grant",
        "something_new",
    ] {
        let (server, hands) = (Server::apart(), Hands::new());
        let auth = server.builder().clock(hands.clone()).build().unwrap();
        let body = format!(r#"{{"error":"{code}","error_description":"no"}}"#);
        server.on_token(move |_| json(401, body.clone()));
        for _ in 0..5 {
            let error = auth.token().await.unwrap_err();
            assert!(
                matches!(&error, AuthError::Refused { code: found, status: 401, .. } if found.as_str() == code),
                "{error}"
            );
        }
        hands.forward(0.9);
        auth.token().await.unwrap_err();
        assert_eq!(server.posts(), 1, "{code}: replayed for at least a second");
        hands.forward(4.2);
        auth.token().await.unwrap_err();
        assert_eq!(server.posts(), 2, "{code}: and for at most five");
        // After the secret was corrected, the same middleware works.
        server.on_token(tokens(3600));
        hands.forward(5.1);
        auth.token().await.unwrap();
    }
}

#[tokio::test]
async fn jitter_changes_how_long_callers_get_a_refusal() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    server.on_token(|_| json(400, r#"{"error":"invalid_client"}"#));
    let mut early = 0;
    for _ in 0..20 {
        auth.token().await.unwrap_err();
        let before = server.posts();
        hands.forward(3.0);
        auth.token().await.unwrap_err();
        early += server.posts() - before;
        hands.forward(6.0);
    }
    assert!((1..20).contains(&early), "{early}");
}

#[tokio::test]
async fn the_error_for_an_invalid_client_names_a_wrongly_pasted_secret_without_printing_it() {
    for (secret, words) in [
        ("hu5h hu5h", "holds a blank"),
        ("\"hu5h\"", "a quote"),
        ("hu\u{200b}5h", "an invisible character"),
        ("hu5h%3D", "URL-encoded"),
        ("hu5h****", "masked"),
        ("ODC_CLIENT_SECRET=hu5h", "name of the variable, too"),
        ("hu5h&#43;", "HTML entity"),
        ("5b6c1f0e-0000-4000-8000-000000000001", "swapped"),
        ("5b6c1f0e000040008000000000000001", "swapped"),
    ] {
        let server = Server::apart();
        server.on_token(|_| json(401, r#"{"error":"invalid_client"}"#));
        let auth = server
            .builder()
            .client_id("id")
            .client_secret(secret)
            .build()
            .unwrap();
        let error = auth.token().await.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(!text.contains("hu5h") && !text.contains(secret), "{text}");

        // An error about something else does not concern the secret.
        server.on_token(|_| json(400, r#"{"error":"invalid_scope"}"#));
        let auth = server
            .builder()
            .client_id("id")
            .client_secret(secret)
            .build()
            .unwrap();
        let error = auth.token().await.unwrap_err();
        assert!(!error.to_string().contains(words), "{error}");
    }
}

#[tokio::test]
async fn the_error_for_a_429_of_the_token_endpoint_says_how_long_to_wait() {
    let server = Server::apart();
    server.on_token(|_| Reply::Full(429, vec![("retry-after", "47".into())], Vec::new()));
    let error = server.builder().build().unwrap().token().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the server asks to wait for 47 s"),
        "{error}"
    );
}

#[tokio::test]
async fn every_code_of_rfc_6749_has_its_advice() {
    for (code, word) in [
        ("invalid_client", "suspended"),
        ("invalid_client", "create a new secret"),
        ("unauthorized_client", "suspended"),
        ("invalid_grant", "clock"),
        ("invalid_request", "client id"),
        ("unsupported_grant_type", "ODC_PORTAL_DOMAIN"),
        ("invalid_scope", "scope"),
    ] {
        let server = Server::apart();
        server.on_token(move |_| json(400, format!(r#"{{"error":"{code}"}}"#)));
        let auth = server.builder().client_secret("plain").build().unwrap();
        let error = auth.token().await.unwrap_err();
        let AuthError::Refused { code: found, .. } = &error else {
            panic!("{error:?}")
        };
        assert!(!matches!(found, OAuthErrorCode::Other(_)) && found.as_str() == code);
        assert!(!error.is_transient());
        let text = error.to_string();
        assert!(
            text.contains(word) && text.contains(&server.domain()) && !text.contains('\n'),
            "{text}"
        );
    }
}
