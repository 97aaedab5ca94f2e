//! The discovery document: which documents are accepted, which are refused, and how long one is kept.

use std::time::Duration;

use odc_auth::{AuthError, AuthStep, OAuthMiddleware};

use crate::support::*;

fn document_with(server: &Server, change: impl Fn(&mut serde_json::Value)) -> String {
    let mut document = serde_json::from_str(&document(server.port)).unwrap();
    change(&mut document);
    document.to_string()
}

async fn refusal(server: &Server) -> String {
    refusal_by(server, &server.builder().build().unwrap()).await
}

async fn refusal_by(server: &Server, auth: &OAuthMiddleware) -> String {
    let error = auth
        .token()
        .await
        .expect_err("the document must be refused");
    assert!(
        matches!(
            &error,
            AuthError::Malformed {
                step: AuthStep::Discovery,
                ..
            } | AuthError::Status {
                step: AuthStep::Discovery,
                ..
            }
        ),
        "{error:?}"
    );
    assert!(!error.is_transient() && server.posts() == 0);
    error.to_string()
}

#[tokio::test]
async fn a_document_that_sends_secrets_elsewhere_is_refused() {
    let elsewhere = [
        "https://evil.example/token",
        "http://evil.example/token",
        "http://127.0.0.1:1/token",
        "https://127.0.0.1.evil.example/token",
        "not a url",
        "ftp://127.0.0.1/",
        "http://user:pw@127.0.0.1:PORT/token",
        "http://127.0.0.2:PORT/token",
        "file:///etc/passwd",
        "",
    ];
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    for member in ["issuer", "token_endpoint", "jwks_uri"] {
        for url in elsewhere {
            // The refusal of the previous case is no longer repeated at this time.
            hands.forward(6.0);
            let url = url.replace("PORT", &server.port.to_string());
            let text = document_with(&server, |document| document[member] = url.clone().into());
            server.on_discovery(move |_| json(200, text.clone()));
            let message = refusal_by(&server, &auth).await;
            assert!(message.contains(member), "{member} {url}: {message}");
        }
    }
}

#[tokio::test]
async fn issuer_endpoint_and_keys_must_share_one_host_even_when_several_are_allowed() {
    let (server, other) = (Server::apart(), Server::apart());
    let foreign = other.url("/auth/realms/r");
    let text = document_with(&server, |document| {
        document["issuer"] = foreign.clone().into();
    });
    server.on_discovery(move |_| json(200, text.clone()));
    let auth = server
        .builder()
        .allow_token_host(other.domain())
        .build()
        .unwrap();
    assert!(
        auth.token()
            .await
            .unwrap_err()
            .to_string()
            .contains("one host")
    );
}

#[tokio::test]
async fn a_token_host_that_the_user_allowed_is_used() {
    let (server, issuer) = (Server::apart(), Server::apart());
    let text = document(issuer.port);
    server.on_discovery(move |_| json(200, text.clone()));
    let auth = server
        .builder()
        .allow_token_host(issuer.domain())
        .build()
        .unwrap();
    auth.token().await.unwrap();
    assert_eq!((server.posts(), issuer.posts()), (0, 1));
}

#[tokio::test]
async fn plain_http_needs_the_opt_in() {
    let server = Server::apart();
    let auth = server.builder().allow_http_loopback(false).build().unwrap();
    assert_eq!(auth.origin().scheme(), "https");
    let error = auth.token().await.unwrap_err().to_string();
    assert!(error.contains("ODC_ALLOW_HTTP_LOOPBACK=1"), "{error}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn only_a_json_document_of_at_most_64_kib_with_status_200_is_read() {
    fn typed(server: &Server, media: &str) -> Reply {
        Reply::Full(
            200,
            vec![("content-type", media.to_owned())],
            document(server.port).into(),
        )
    }
    type Case = (&'static str, bool, fn(&Server) -> Reply);
    let cases: [Case; 15] = [
        ("at the limit", true, |server| {
            sized(&document(server.port), 64 * 1024)
        }),
        ("above the limit", false, |server| {
            sized(&document(server.port), 64 * 1024 + 1)
        }),
        ("with a charset", true, |server| {
            typed(server, "application/json; charset=utf-8")
        }),
        ("as a JSON dialect", true, |server| {
            typed(server, "application/jrd+json")
        }),
        ("without a type", true, |server| {
            Reply::Full(200, vec![], document(server.port).into())
        }),
        ("as HTML", false, |server| typed(server, "text/html")),
        ("as text", false, |server| typed(server, "text/plain")),
        ("a page", false, |_| html(200)),
        ("half", false, |_| json(200, r#"{"issuer":"#)),
        ("trailing comma", false, |_| {
            json(200, r#"{"issuer":"https://x",}"#)
        }),
        ("empty object", false, |_| json(200, "{}")),
        ("wrong type", false, |_| json(200, r#"{"issuer":1}"#)),
        ("redirect", false, |s| {
            status(302, vec![("location", s.url("/elsewhere"))])
        }),
        ("not found", false, |_| json(404, "{}")),
        ("created", false, |s| json(201, document(s.port))),
    ];
    for (name, fits, reply) in cases {
        let server = Server::apart();
        let reply = reply(&server);
        server.on_discovery(move |_| reply.clone());
        if fits {
            assert!(
                server.builder().build().unwrap().token().await.is_ok(),
                "{name}"
            );
        } else {
            refusal(&server).await;
            assert!(server.calls().is_empty(), "{name}: no redirect is followed");
        }
    }
}

#[tokio::test]
async fn members_that_are_not_used_may_be_absent() {
    let server = Server::apart();
    let text = document_with(&server, |document| {
        document.as_object_mut().unwrap().remove("jwks_uri");
        document["grant_types_supported"] = serde_json::json!(["password", 7]);
    });
    server.on_discovery(move |_| json(200, text.clone()));
    assert!(server.builder().build().unwrap().token().await.is_ok());
}

#[tokio::test]
async fn a_document_is_kept_for_24_h_and_longer_when_it_cannot_be_renewed() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    for hour in 0..24 {
        auth.token().await.unwrap();
        assert_eq!(server.discoveries(), 1, "{hour} h");
        hands.forward(3601.0);
    }
    auth.token().await.unwrap();
    assert_eq!(server.discoveries(), 2);

    hands.forward(25.0 * 3600.0);
    server.on_discovery(|_| json(500, "{}"));
    auth.token().await.unwrap();
    assert_eq!(
        server.discoveries(),
        3,
        "one attempt, then the old document"
    );
    hands.forward(3601.0);
    let port = server.port;
    server.on_discovery(move |_| json(200, document(port)));
    auth.token().await.unwrap();
    assert_eq!(server.discoveries(), 4, "and it is asked for again soon");
}

#[tokio::test]
async fn a_removed_token_endpoint_is_looked_up_again() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    server.on_token(|_| status(404, vec![]));
    auth.token().await.unwrap_err();
    hands.forward(5.1);
    server.on_token(tokens(3600));
    auth.token().await.unwrap();
    assert_eq!(server.discoveries(), 2);
}

#[tokio::test]
async fn a_failing_discovery_is_tried_three_times_at_most() {
    let server = Server::apart();
    server.on_discovery(|_| Reply::Hangup);
    let auth = server
        .builder()
        .attempt_timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let error = auth.token().await.unwrap_err();
    assert!(
        matches!(
            error,
            AuthError::Transport {
                step: AuthStep::Discovery,
                attempts: 3,
                ..
            }
        ),
        "{error:?}"
    );
    assert_eq!((server.discoveries(), server.posts()), (3, 0));
}

#[tokio::test]
async fn a_renewal_that_hangs_leaves_time_for_the_token() {
    let (server, hands) = (Server::apart(), Hands::new());
    let limit = Duration::from_millis(600);
    let auth = server
        .builder()
        .flight_timeout(limit)
        .clock(hands.clone())
        .build()
        .unwrap();
    auth.token().await.unwrap();
    hands.forward(25.0 * 3600.0);
    server.on_discovery(|_| Reply::Stall);
    assert_eq!(auth.token().await.unwrap().expose(), "token-2");
}

#[tokio::test]
async fn the_token_endpoint_is_known_after_the_first_token() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    assert_eq!(auth.token_endpoint(), None);
    auth.token().await.unwrap();
    let endpoint = auth.token_endpoint();
    assert_eq!(
        endpoint.as_ref().map(url::Url::as_str),
        Some(&*server.url(TOKEN))
    );
}
