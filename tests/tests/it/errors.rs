//! Tests the errors of failed calls. An error always contains the status, and the service's message if there is one. It
//! never contains data that must not be in a log.

use std::error::Error as _;

use http::StatusCode;
use odc_identity_v1::Client;
use odc_runtime::{Error, ErrorKind, Operation};
use serde_json::{Value, json};

use crate::support::calls::Parameters;
use crate::support::canned::canned;
use crate::support::recorder::Recorder;
use crate::support::{KEY, apis, raw};

const PROBLEM: &str = "application/json";
const SECRETS: [&str; 3] = ["hunter2", "eyJhbGciOiJSUzI1NiJ9", "ana@x.example"];

/// The error of one call with this response.
async fn error_of(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Error {
    let recorder = Recorder::responding(status, media_type, body).await;
    let call = recorder.identity().list_users();
    call.name_or_email_contains("ana@x.example")
        .send()
        .await
        .expect_err("a failure")
}

/// Checks what must be true for every error.
fn assert_readable(error: &Error) {
    let line = error.to_string();
    assert!(!line.is_empty() && line.len() < 600, "{line}");
    assert!(!line.chars().any(char::is_control), "one line: {line:?}");
    let mut everything = format!("{line}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        everything = format!("{everything}\n{cause}\n{cause:?}");
        source = cause.source();
    }
    for secret in SECRETS {
        assert!(!everything.contains(secret), "{everything}");
    }
}

fn problem(status: u16) -> Value {
    json!({
        "type": "https://tools.ietf.org/html/rfc9110",
        "title": "What it is",
        "status": status,
        "detail": "What went wrong this time",
        "instance": "/users",
        "traceId": "00-4bf92f3577b34da6-00",
        "errorCode": "OS-ID-4711",
    })
}

#[tokio::test]
async fn every_failure_of_every_operation_keeps_its_status_and_its_operation() {
    let statuses = [
        301, 400, 401, 403, 404, 408, 409, 418, 422, 429, 500, 502, 503, 504, 599,
    ];
    for call in apis::calls() {
        let id = call.operation.id();
        for status in statuses {
            let base = format!("http://tenant.test{}", call.base_path);
            let http = canned(status, &problem(status));
            let error = (call.send)(base, http, Parameters::Required).await;
            let error = error.expect_err("a failure");
            assert_eq!(error.kind(), ErrorKind::Status);
            assert_eq!(error.status().map(|one| one.as_u16()), Some(status));
            assert_eq!(error.operation().map(Operation::id), Some(id));
            assert!(
                error.to_string().starts_with(&format!("{id}: {status}")),
                "{error}"
            );
            assert_readable(&error);
        }
    }
}

#[tokio::test]
async fn the_error_contains_the_whole_problem_description() {
    for media_type in [
        "application/json",
        "application/problem+json",
        "application/problem+json; charset=utf-8",
        "text/plain",
    ] {
        let error = error_of(409, media_type, problem(409).to_string()).await;
        assert_eq!(error.status(), Some(StatusCode::CONFLICT));
        assert_eq!(error.trace_id(), Some("00-4bf92f3577b34da6-00"));
        assert_eq!(error.error_code(), Some("OS-ID-4711"));
        let problem = error.problem().expect("a problem description");
        assert_eq!(problem.title.as_deref(), Some("What it is"));
        assert_eq!(problem.detail.as_deref(), Some("What went wrong this time"));
        assert_eq!(problem.instance.as_deref(), Some("/users"));
        assert_eq!(problem.status, Some(409));
        assert!(problem.extensions.is_empty());
        assert_eq!(
            error.to_string(),
            "list_users: 409 Conflict: What went wrong this time (trace 00-4bf92f3577b34da6-00, code OS-ID-4711)"
        );
        assert_readable(&error);
    }
}

#[tokio::test]
async fn a_missing_permission_is_named() {
    let error = error_of(403, PROBLEM, problem(403).to_string()).await;
    assert!(error.is_permission_denied() && !error.is_retryable());
    assert_eq!(
        error.needed_permissions(),
        [
            "User management > View end users",
            "User management > View members",
            "User management > Manage users",
        ]
    );
    let line = error.to_string();
    for permission in error.needed_permissions() {
        assert!(line.contains(permission), "{line}");
    }
    assert!(line.contains("OS-ID-4711"), "{line}");
    // If any permission is enough, the error names no permission and contains the service's message.
    let recorder = Recorder::responding(403, PROBLEM, problem(403).to_string()).await;
    let error = recorder
        .identity()
        .list_permissions()
        .send()
        .await
        .expect_err("forbidden");
    assert_eq!(error.needed_permissions(), [""; 0]);
    assert!(
        error.to_string().contains("What went wrong this time"),
        "{error}"
    );
}

#[tokio::test]
async fn predicates_classify_the_status() {
    for (status, not_found, retryable, limited) in [
        (400, false, false, false),
        (404, true, false, false),
        (408, false, true, false),
        (409, false, false, false),
        (422, false, false, false),
        (429, false, true, true),
        (500, false, true, false),
        (502, false, true, false),
        (503, false, true, false),
        (504, false, true, false),
    ] {
        let error = error_of(status, PROBLEM, problem(status).to_string()).await;
        assert_eq!(error.is_not_found(), not_found, "{error}");
        assert_eq!(error.is_retryable(), retryable, "{error}");
        assert_eq!(error.is_rate_limited(), limited, "{error}");
        assert!(!error.is_permission_denied());
        assert_eq!(
            error.attempts(),
            1,
            "a client of the caller has no retries of ours"
        );
    }
}

#[tokio::test]
async fn a_gateway_may_send_any_body_and_the_error_keeps_the_status() {
    let page = "<!DOCTYPE html>\n<html><body>hunter2</body></html>";
    for (media_type, body, words) in [
        ("text/html", page, "an HTML page from a gateway"),
        ("application/json", page, "an HTML page from a gateway"),
        ("", "", "an empty body"),
        ("application/json", "   ", "an empty body"),
        (
            "text/plain",
            "upstream hunter2",
            "plain text from a gateway",
        ),
        (
            "application/json",
            r#"{"title":"hunter2", "det"#,
            "plain text from a gateway",
        ),
        (
            "application/json",
            r#"["hunter2"]"#,
            "JSON that is not a problem description",
        ),
        (
            "application/json",
            "\"hunter2\"",
            "JSON that is not a problem description",
        ),
        (
            "application/json",
            r#"{"password":"hunter2"}"#,
            "JSON that is not a problem description",
        ),
    ] {
        for status in [403, 404, 502] {
            let error = error_of(status, media_type, body).await;
            assert_eq!(
                error.status().map(|one| one.as_u16()),
                Some(status),
                "{body:?}"
            );
            assert!(error.problem().is_none(), "{body:?}");
            assert_readable(&error);
            // A 403 without a problem description does not come from the permission check.
            assert!(error.to_string().contains(words), "{body:?}: {error}");
            assert!(!error.to_string().contains("lacks"), "{error}");
            assert_eq!(
                error.body_excerpt().map(str::to_owned),
                Some(body.trim().replace('\n', " ")),
                "the caller may read it"
            );
        }
    }
}

#[tokio::test]
async fn a_problem_description_with_unusual_members_is_read() {
    for (body, detail) in [
        (json!({ "title": "T" }), "T"),
        (
            json!({ "title": "T", "detail": null, "status": "404" }),
            "T",
        ),
        (json!({ "title": 7, "detail": "D" }), "D"),
        (
            json!({ "detail": "two\nlines\r\n\tand a tab" }),
            "two lines and a tab",
        ),
        (
            json!({ "detail": "D", "errors": { "limit": ["too large"] } }),
            "D",
        ),
    ] {
        let error = error_of(404, PROBLEM, body.to_string()).await;
        assert!(error.problem().is_some(), "{body}");
        assert_eq!(
            error.to_string(),
            format!("list_users: 404 Not Found: {detail}")
        );
        assert_readable(&error);
    }
    let body = json!({ "traceID": "old spelling", "status": 200 }).to_string();
    let error = error_of(500, PROBLEM, body).await;
    assert_eq!(error.trace_id(), Some("old spelling"));
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
}

#[tokio::test]
async fn a_very_long_response_makes_a_short_message() {
    let long = "long ".repeat(200_000);
    let error = error_of(500, PROBLEM, json!({ "detail": long }).to_string()).await;
    assert_eq!(error.status().map(|one| one.as_u16()), Some(500));
    assert_readable(&error);
    let error = error_of(502, "text/plain", long).await;
    let excerpt = error.body_excerpt().expect("an excerpt");
    assert_eq!(excerpt.chars().count(), 1024);
    assert_readable(&error);
}

#[tokio::test]
async fn a_token_in_the_message_of_the_service_is_not_printed() {
    let detail = "the token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln is not valid";
    let error = error_of(400, PROBLEM, json!({ "detail": detail }).to_string()).await;
    assert_readable(&error);
    assert!(error.to_string().contains("is not valid"), "{error}");
}

async fn raw_error(response: &str) -> Error {
    let base = raw::responding(response).await;
    let client = Client::new(&base, reqwest::Client::new()).expect("a client");
    let call = client.list_users().name_or_email_contains("ana@x.example");
    call.send().await.expect_err("a failure")
}

#[tokio::test]
async fn a_failure_with_a_truncated_body_keeps_its_status() {
    let error = raw_error(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json\r\n\
         content-length: 1000\r\n\r\n{\"title\":\"hunter2",
    )
    .await;
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    assert_readable(&error);
}

#[tokio::test]
async fn a_success_with_a_truncated_body_is_a_network_error() {
    let error = raw_error(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
         content-length: 1000\r\n\r\n{\"results\":[",
    )
    .await;
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.is_retryable());
    assert_readable(&error);
}

#[tokio::test]
async fn an_empty_response_and_a_response_that_is_not_http_are_network_errors() {
    for response in ["", "SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 2"] {
        let error = raw_error(response).await;
        assert_eq!(error.kind(), ErrorKind::Network, "{response:?}");
        assert_eq!(error.status(), None);
        assert_readable(&error);
    }
}

#[tokio::test]
async fn the_error_of_a_refused_connection_does_not_show_the_query() {
    let (base, _socket) = raw::refusing();
    let client = Client::new(&base, reqwest::Client::new()).expect("a client");
    let call = client.list_users().name_or_email_contains("ana@x.example");
    let error = call.send().await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_retryable());
    let start = "list_users: no connection could be made: the host refuses it; ";
    assert!(error.to_string().starts_with(start), "{error}");
    assert_readable(&error);
}

#[tokio::test]
async fn the_error_of_an_undecodable_success_names_the_place() {
    let users = |third: Value| json!({ "results": [{ "key": KEY }, { "key": KEY }, third] });
    for (body, path) in [
        ("[]".to_owned(), "."),
        (
            users(json!({ "key": "hunter2" })).to_string(),
            "results[2].key",
        ),
        (
            users(json!({ "key": KEY, "access": "hunter2" })).to_string(),
            "results[2].access",
        ),
        (
            users(json!({ "key": KEY, "_embedded": { "applicationRoles": [{}] } })).to_string(),
            "results[2]._embedded.applicationRoles[0]",
        ),
        (
            users(json!({ "name": "hunter2" })).to_string(),
            "results[2]",
        ),
        (
            json!({ "results": { "hunter2": 1 } }).to_string(),
            "results",
        ),
        (
            json!({ "results": [], "page": { "nextPageOffset": 99_999_999_999_u64 } }).to_string(),
            "page.nextPageOffset",
        ),
        ("\"hunter2\"".to_owned(), "."),
        (r#"{"results":[]} hunter2"#.to_owned(), "."),
        (
            format!(r#"{{"results":[{{"key":"{KEY}"}},{{"key":"hun"#),
            "results[1].key",
        ),
    ] {
        let error = error_of(200, PROBLEM, body.clone()).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.json_path(), Some(path), "{body}: {error}");
        assert_eq!(
            error.decode().map(odc_runtime::DecodeError::path),
            Some(path)
        );
        if path != "." {
            let line = error.to_string();
            assert!(line.contains(&format!("at {path}: ")), "{line}");
        }
        assert!(!error.is_retryable());
        assert_readable(&error);
    }
}

#[tokio::test]
async fn the_error_of_a_success_without_json_names_the_content() {
    for (status, media_type, body, words) in [
        (200, "text/html", "<html>hunter2</html>", "an HTML page"),
        (200, "", "", "empty"),
        (204, "", "", "empty"),
        (203, "text/plain", "hunter2", "not JSON"),
    ] {
        let error = error_of(status, media_type, body).await;
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.status().map(|one| one.as_u16()), Some(status));
        assert!(error.to_string().contains(words), "{error}");
        assert_readable(&error);
    }
}

#[tokio::test]
async fn the_error_of_a_failed_middleware_has_its_own_kind() {
    struct Failing;
    #[async_trait::async_trait]
    impl reqwest_middleware::Middleware for Failing {
        async fn handle(
            &self,
            _: reqwest::Request,
            _: &mut http::Extensions,
            _: reqwest_middleware::Next<'_>,
        ) -> reqwest_middleware::Result<reqwest::Response> {
            let reason = std::io::Error::other("no vault today");
            Err(reqwest_middleware::Error::middleware(reason))
        }
    }
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(Failing)
        .build();
    let client = Client::new("http://tenant.test", http).expect("a client");
    let error = client.list_users().send().await.expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::Middleware);
    assert!(format!("{error:?}").contains("no vault today"));
    assert_readable(&error);
}

#[tokio::test]
async fn an_error_can_be_boxed_sent_between_tasks_and_downcast() {
    async fn fails(client: Client) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        client.list_users().send().await?;
        Ok(())
    }
    let client = Client::new("http://tenant.test", canned(404, &json!({}))).expect("a client");
    let error = tokio::spawn(fails(client))
        .await
        .expect("a task")
        .expect_err("a failure");
    let error: Box<Error> = error.downcast().expect("the error of a call");
    assert!(error.is_not_found());
    assert!(size_of::<Error>() <= 16, "a Result stays small");
}
