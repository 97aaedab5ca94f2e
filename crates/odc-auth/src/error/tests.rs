//! Tests the text of each error.

use super::*;

#[derive(Debug, thiserror::Error)]
#[error("vault 7 is\nsealed")]
struct Sealed(#[source] fmt::Error);

#[test]
fn a_failed_source_says_why_and_what_to_do() {
    let wrap = AuthError::from_source("credential source");
    let text = wrap(SourceError::transient(Sealed(fmt::Error))).to_string();
    assert!(
        text.starts_with("the credential source failed: vault 7 is sealed;")
            && text.contains("try again"),
        "{text}"
    );
    let wrap = AuthError::from_source("token source");
    let text = wrap(SourceError::permanent("no\u{1b}such file")).to_string();
    assert!(
        text.starts_with(r"the token source failed: no\u{1b}such file;")
            && text.contains("correct it at the source"),
        "{text}"
    );
}

fn status(status: u16, attempts: u32) -> AuthError {
    AuthError::Status {
        step: AuthStep::Token,
        host: "acme.dev".into(),
        status,
        body: "a text",
        retry_after: None,
        attempts,
    }
}

#[test]
fn a_status_has_its_advice() {
    for (code, word, transient) in [
        (302, "redirect", false),
        (401, "refused the client", false),
        (403, "refused the client", false),
        (404, "nothing is there", false),
        (410, "nothing is there", false),
        (407, "HTTPS_PROXY=http://user:password@host:port", false),
        (408, "in trouble", true),
        (429, "too many requests", true),
        (500, "in trouble", true),
        (503, "in trouble", true),
        (501, "check ODC_PORTAL_DOMAIN and the client", false),
        (418, "check ODC_PORTAL_DOMAIN and the client", false),
    ] {
        let error = status(code, 1);
        assert!(error.to_string().contains(word), "{code}: {error}");
        assert_eq!(error.is_transient(), transient, "{code}");
        assert_eq!(error.would_recur(), !transient, "{code}");
    }
    assert!(status(500, 2).to_string().contains(" after 2 attempts: "));
    assert!(!status(500, 1).to_string().contains("attempts"));
}

#[test]
fn a_refusal_is_transient_only_if_its_code_says_so() {
    for (code, transient) in [
        ("temporarily_unavailable", true),
        ("server_error", true),
        ("invalid_client", false),
        ("slow_down", false),
    ] {
        let error = AuthError::Refused {
            host: "acme.dev".into(),
            code: code.into(),
            description: Some("words".into()),
            status: 400,
            hint: None,
        };
        assert_eq!(error.is_transient(), transient, "{code}");
        assert!(error.would_recur() && error.retry_after().is_none());
        assert!(
            error.to_string().ends_with(" (the server said: words)"),
            "{error}"
        );
    }
}

#[test]
fn the_rest_of_a_wait_becomes_shorter_with_time() {
    let mut error = status(503, 1);
    assert_eq!(
        error
            .with_wait_shortened(Duration::from_secs(1))
            .retry_after(),
        None
    );
    let AuthError::Status { retry_after, .. } = &mut error else {
        unreachable!()
    };
    *retry_after = Some(Duration::from_secs(9));
    assert_eq!(
        error
            .with_wait_shortened(Duration::from_secs(4))
            .retry_after(),
        Some(Duration::from_secs(5))
    );
    assert_eq!(
        error
            .with_wait_shortened(Duration::from_secs(10))
            .retry_after(),
        Some(Duration::ZERO)
    );
}

#[test]
fn each_kind_of_error_has_its_word_and_is_transient_or_not() {
    let source = |error| AuthError::from_source("token source")(error);
    let timed_out = AuthError::TimedOut {
        step: AuthStep::Token,
        host: "acme.dev".into(),
        after: Duration::from_secs(1),
        attempts: 1,
    };
    let malformed = AuthError::Malformed {
        step: AuthStep::Token,
        host: "acme.dev".into(),
        problem: "odd".into(),
    };
    for (error, kind, transient) in [
        (status(503, 1), "status", true),
        (timed_out, "timed out", true),
        (malformed, "malformed", false),
        (source(SourceError::transient("x")), "source failed", true),
        (source(SourceError::permanent("x")), "source failed", false),
        (AuthError::Interrupted, "interrupted", true),
        (AuthError::Expired, "expired", true),
        (
            AuthError::NoRuntime(RuntimeError::Missing),
            "no runtime",
            false,
        ),
    ] {
        assert_eq!((error.kind(), error.is_transient()), (kind, transient));
    }
}

#[test]
fn an_error_of_this_crate_is_found_in_the_error_of_a_request() {
    let error = reqwest_middleware::Error::middleware(AuthError::Expired);
    assert!(matches!(
        AuthError::find_in(&error),
        Some(AuthError::Expired)
    ));
    let error = reqwest_middleware::Error::middleware(fmt::Error);
    assert!(AuthError::find_in(&error).is_none());
}

#[test]
fn the_error_for_a_429_says_how_long_to_wait() {
    let mut error = status(429, 1);
    assert!(
        error
            .to_string()
            .ends_with("too many requests; wait for a minute"),
        "{error}"
    );
    let AuthError::Status { retry_after, .. } = &mut error else {
        unreachable!()
    };
    *retry_after = Some(Duration::from_secs(30));
    let text = error.to_string();
    assert!(text.ends_with("the server asks to wait for 30 s"), "{text}");
}

#[test]
fn the_error_for_a_page_of_a_firewall_does_not_mention_the_credentials() {
    let mut error = status(403, 1);
    let AuthError::Status { body, .. } = &mut error else {
        unreachable!()
    };
    *body = HTML;
    let text = error.to_string();
    assert!(
        text.contains("a firewall") && !text.contains("ODC_CLIENT_SECRET"),
        "{text}"
    );
}
