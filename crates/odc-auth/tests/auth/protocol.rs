//! The token request and its responses, valid and invalid.

use std::time::Duration;

use base64::Engine as _;
use odc_auth::{AuthError, AuthStep, ClientAuthMethod};

use crate::support::*;

const SECRETS: [&str; 9] = [
    "plain",
    "+",
    "a+b/c=d&e%f:g~h",
    "\"quoted\"",
    " spaces within ",
    "ümläut-密码-🔑",
    "%2B%20",
    "a:b:c",
    "~+/=&%: \"",
];

#[tokio::test]
async fn secrets_of_any_characters_arrive_in_the_form_and_in_basic() {
    let decoded = |text: &str| {
        let pair = format!("v={text}");
        url::form_urlencoded::parse(pair.as_bytes())
            .next()
            .unwrap()
            .1
            .into_owned()
    };
    for secret in SECRETS {
        let server = Server::apart();
        let auth = server
            .bare()
            .client_id("id:with+signs")
            .client_secret(secret)
            .build()
            .unwrap();
        auth.token().await.unwrap();
        let request = &server.token_requests()[0];
        assert_eq!(
            request.header("content-type"),
            Some("application/x-www-form-urlencoded")
        );
        assert_eq!(request.header("authorization"), None);
        assert!(
            request
                .header("user-agent")
                .unwrap()
                .starts_with("odc-auth/")
        );
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", "id:with+signs"),
            ("client_secret", secret),
        ];
        assert_eq!(
            request.form(),
            form.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert!(
            request.body.iter().all(u8::is_ascii_graphic),
            "every character that needs it is encoded"
        );

        let server = Server::apart();
        let basic = server
            .bare()
            .client_id("id:with+signs")
            .client_secret(secret);
        basic
            .client_auth_method(ClientAuthMethod::Basic)
            .build()
            .unwrap()
            .token()
            .await
            .unwrap();
        let request = &server.token_requests()[0];
        let blob = request
            .header("authorization")
            .unwrap()
            .strip_prefix("Basic ")
            .unwrap();
        let pair = String::from_utf8(
            base64::engine::general_purpose::STANDARD
                .decode(blob)
                .unwrap(),
        )
        .unwrap();
        let (id, password) = pair.split_once(':').unwrap();
        assert_eq!(
            (decoded(id).as_str(), decoded(password).as_str()),
            ("id:with+signs", secret)
        );
        assert_eq!(
            request.form(),
            [("grant_type".to_owned(), "client_credentials".to_owned())]
        );
    }
}

#[tokio::test]
async fn the_way_to_authenticate_is_read_from_discovery_and_never_guessed() {
    for (listed, basic) in [
        (None, Some(false)),
        (Some(r#"["client_secret_post"]"#), Some(false)),
        (
            Some(r#"["client_secret_basic","client_secret_post"]"#),
            Some(false),
        ),
        (
            Some(r#"["private_key_jwt","client_secret_basic"]"#),
            Some(true),
        ),
        (Some(r#"["private_key_jwt"]"#), None),
    ] {
        let server = Server::apart();
        let text = document(server.port);
        let text = match listed {
            Some(list) => text.replacen(
                '{',
                &format!(r#"{{"token_endpoint_auth_methods_supported":{list},"#),
                1,
            ),
            None => text,
        };
        server.on_discovery(move |_| json(200, text.clone()));
        let result = server.builder().build().unwrap().token().await;
        assert_eq!(result.is_ok(), basic.is_some(), "{listed:?}");
        if let Some(basic) = basic {
            assert_eq!(
                server.token_requests()[0].header("authorization").is_some(),
                basic,
                "{listed:?}"
            );
        }
        // The setting of the user takes precedence over the document.
        let auth = server
            .builder()
            .client_auth_method(ClientAuthMethod::Basic)
            .build()
            .unwrap();
        auth.token().await.unwrap();
        assert!(
            server
                .token_requests()
                .last()
                .unwrap()
                .header("authorization")
                .is_some()
        );

        server.on_token(|_| json(401, r#"{"error":"invalid_client"}"#));
        let before = server.posts();
        server
            .builder()
            .client_auth_method(ClientAuthMethod::Post)
            .build()
            .unwrap()
            .token()
            .await
            .unwrap_err();
        assert_eq!(
            server.posts(),
            before + 1,
            "no second try with the other method"
        );
    }
}

#[tokio::test]
async fn scope_and_audience_are_sent_when_given() {
    let server = Server::apart();
    server
        .builder()
        .scope("b")
        .scope("a")
        .audience("https://x")
        .build()
        .unwrap()
        .token()
        .await
        .unwrap();
    let form = server.token_requests()[0].form();
    assert!(
        form.contains(&("scope".into(), "b a".into()))
            && form.contains(&("audience".into(), "https://x".into()))
    );
}

#[tokio::test]
async fn an_expires_in_that_is_not_a_positive_json_number_of_seconds_is_refused() {
    for seconds in [
        r#""inf""#,
        r#""infinity""#,
        r#""-inf""#,
        r#""nan""#,
        r#""1e400""#,
        "1e400",
        r#""-1e400""#,
        r#""+600""#,
        r#""0x10""#,
        r#""600s""#,
        r#""""#,
        "0.5",
        "-0.0",
        "true",
        "{}",
        "NaN",
        "Infinity",
    ] {
        let response =
            format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{seconds}}}"#);
        lives(response.leak(), None).await;
    }
    // However large the value is, the life is at most a month.
    let month = 30 * 24 * 3600;
    for seconds in ["1e300", r#""1e300""#, r#"" 2592001 ""#] {
        let response =
            format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{seconds}}}"#);
        lives(response.leak(), Some(month)).await;
    }
    let response = r#"{"access_token":"t","token_type":"Bearer","expires_in":1}"#;
    lives(response, Some(1)).await;
}

#[tokio::test]
async fn a_byte_order_mark_before_json_is_skipped() {
    let marked = |text: &str| json(200, format!("\u{feff}{text}"));
    let server = Server::apart();
    let port = server.port;
    server.on_discovery(move |_| marked(&document(port)));
    server.on_token(move |_| marked(r#"{"access_token":"t","token_type":"Bearer"}"#));
    assert_eq!(
        server
            .builder()
            .build()
            .unwrap()
            .token()
            .await
            .unwrap()
            .expose(),
        "t"
    );
    server.on_token(|_| json(400, "\u{feff}{\"error\":\"invalid_client\"}"));
    let error = server.builder().build().unwrap().token().await.unwrap_err();
    assert!(matches!(error, AuthError::Refused { .. }), "{error:?}");
    // Only the first one is skipped. A second one is an error.
    server.on_token(move |_| marked("\u{feff}{}"));
    let error = server.builder().build().unwrap().token().await.unwrap_err();
    assert!(matches!(error, AuthError::Malformed { .. }), "{error:?}");
}

#[tokio::test]
async fn text_of_a_server_is_printed_on_one_line_without_control_characters_or_tokens() {
    let server = Server::apart();
    let jwt = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y";
    let words = format!("no\\r\\n\\u001b[31mclient\\u202e {jwt} {}", "x".repeat(300));
    server.on_token(move |_| {
        json(
            400,
            format!(r#"{{"error":"odd{jwt}","error_description":"{words}"}}"#),
        )
    });
    let error = server.builder().build().unwrap().token().await.unwrap_err();
    let AuthError::Refused {
        code,
        description: Some(description),
        ..
    } = &error
    else {
        panic!("{error:?}")
    };
    assert_eq!(code.as_str(), "[redacted]");
    assert!(
        description.starts_with(r"no \u{1b}[31mclient\u{202e} [redacted] xxx"),
        "{description}"
    );
    assert_eq!(description.chars().count(), 201);
    let text = format!("{error} {error:?}");
    assert!(
        !text.contains(char::is_control) && !text.contains("eyJhbGci"),
        "{text}"
    );
}

/// Asserts that a token with this response is used for this many seconds. `None` means that the response is refused.
async fn lives(response: &'static str, life: Option<u32>) {
    let (server, hands) = (Server::apart(), Hands::new());
    server.on_token(move |_| json(200, response));
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    let Some(life) = life else {
        for _ in 0..2 {
            let error = auth.token().await.expect_err(response);
            assert!(
                matches!(
                    error,
                    AuthError::Malformed {
                        step: AuthStep::Token,
                        ..
                    }
                ),
                "{error:?}"
            );
            assert!(
                !error.is_transient() && server.posts() == 1,
                "no loop: {response}"
            );
        }
        return;
    };
    assert_eq!(auth.token().await.unwrap().expose(), "t");
    server.on_token(|_| status(400, vec![]));
    hands.forward(f64::from(life) - 0.1);
    auth.token().await.expect(response);
    hands.forward(0.2);
    auth.token().await.expect_err(response);
}

#[tokio::test]
async fn small_mistakes_in_token_responses_are_accepted_where_that_is_safe() {
    let month = 30 * 24 * 3600;
    for (response, life) in [
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":600}"#,
            Some(600),
        ),
        (
            r#"{"access_token":"t","token_type":"bearer","expires_in":"600"}"#,
            Some(600),
        ),
        (
            r#"{"access_token":"t","token_type":"BEARER","expires_in":600.0,"scope":"x"}"#,
            Some(600),
        ),
        (r#"{"access_token":"t","token_type":"Bearer"}"#, Some(300)),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":null}"#,
            Some(300),
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":99999999999999999999}"#,
            Some(month),
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":0}"#,
            None,
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":-5}"#,
            None,
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":"0"}"#,
            None,
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":"-1"}"#,
            None,
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":"NaN"}"#,
            None,
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":"soon"}"#,
            None,
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":[1]}"#,
            None,
        ),
        (
            r#"{"access_token":"t","token_type":"mac","expires_in":600}"#,
            None,
        ),
        (r#"{"access_token":"t","expires_in":600}"#, None),
        (r#"{"access_token":"","token_type":"Bearer"}"#, None),
        (r#"{"access_token":null,"token_type":"Bearer"}"#, None),
        (
            r#"{"access_token":"a\r\nX-Evil: 1","token_type":"Bearer"}"#,
            None,
        ),
        (r#"{"access_token":"a b","token_type":"Bearer"}"#, None),
        (r#"{"access_token":"ä","token_type":"Bearer"}"#, None),
        (r#"{"access_token":7,"token_type":"Bearer"}"#, None),
        (r#"{"token_type":"Bearer"}"#, None),
        (r#"{"access_token":"t","#, None),
        ("[]", None),
        ("", None),
        ("<html>", None),
    ] {
        lives(response, life).await;
    }
}

#[tokio::test]
async fn a_token_response_is_read_up_to_one_mebibyte() {
    for (size, fits) in [(1024 * 1024, true), (1024 * 1024 + 1, false)] {
        let server = Server::apart();
        server.on_token(move |_| sized(r#"{"access_token":"t","token_type":"Bearer"}"#, size));
        let result = server.builder().build().unwrap().token().await;
        assert_eq!(result.is_ok(), fits, "{size}");
        assert_eq!(server.posts(), 1);
    }
}

/// The error for a status and a body: its kind, whether it is transient, and the number of attempts.
#[tokio::test]
async fn every_status_with_every_body_maps_to_one_error() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server
        .builder()
        .retry_base(Duration::ZERO)
        .clock(hands.clone())
        .build()
        .unwrap();
    let bodies = [
        (
            "oauth",
            r#"{"error":"invalid_client","error_description":"no such\nclient"}"#,
        ),
        ("html", "<html>no</html>"),
        ("empty", ""),
        ("half", r#"{"error":"inval"#),
        ("types", r#"{"error":["invalid_client"]}"#),
        ("problem", r#"{"title":"Forbidden","status":403}"#),
        ("text", "go away"),
    ];
    for code in [
        200, 204, 302, 400, 401, 403, 404, 408, 415, 429, 500, 502, 503, 504,
    ] {
        for (name, body) in bodies {
            // The error of the previous case is no longer repeated at this time.
            hands.forward(6.0);
            let before = server.posts();
            let body = if code == 204 { "" } else { body };
            server.on_token(move |_| Reply::Full(code, vec![], body.into()));
            let error = auth.token().await.unwrap_err();
            let transient = matches!(code, 408 | 429 | 500..);
            let (kind, oauth) = match &error {
                AuthError::Refused {
                    status,
                    description,
                    ..
                } => {
                    assert_eq!(
                        (*status, description.as_deref()),
                        (code, Some("no such client"))
                    );
                    ("refused", true)
                }
                AuthError::Status { status, .. } => {
                    assert_eq!(*status, code);
                    ("status", false)
                }
                AuthError::Malformed { .. } => ("malformed", false),
                other => panic!("{code} {name}: {other:?}"),
            };
            let expected = match (code, name) {
                (200, "oauth") => "refused",
                (200 | 204, _) => "malformed",
                (c, "oauth") if c >= 300 && !transient => "refused",
                _ => "status",
            };
            assert_eq!(kind, expected, "{code} {name}");
            assert_eq!(error.is_transient(), transient, "{code} {name}");
            assert_eq!(
                server.posts() - before,
                if transient { 3 } else { 1 },
                "{code} {name}"
            );
            let text = error.to_string();
            assert!(
                !text.contains('\n') && text.contains(&server.domain()),
                "{text}"
            );
            assert!(
                oauth || !text.contains("no such"),
                "a body is not quoted: {text}"
            );
        }
    }
}

#[tokio::test]
async fn error_codes_for_a_temporary_problem_are_transient() {
    let server = Server::apart();
    server.on_token(|_| json(400, r#"{"error":"temporarily_unavailable"}"#));
    assert!(
        server
            .builder()
            .build()
            .unwrap()
            .token()
            .await
            .unwrap_err()
            .is_transient()
    );
}

#[tokio::test]
async fn the_next_caller_tries_again_after_a_transient_failure_without_retry_after() {
    let server = Server::apart();
    let auth = server
        .builder()
        .attempt_timeout(Duration::from_secs(5))
        .build()
        .unwrap();
    server.on_token(|_| status(503, vec![]));
    auth.token().await.unwrap_err();
    server.on_token(tokens(60));
    auth.token().await.unwrap();
}
