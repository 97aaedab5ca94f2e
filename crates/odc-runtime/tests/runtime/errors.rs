//! The parts that an error shows, and the parts that it hides.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use crate::support::{Reply, Server, call};
use odc_runtime::odc_auth::{AuthError, AuthStep};
use odc_runtime::{
    CallOptions, Error, ErrorKind, Operation, Requirement, RetryPolicy, Tenant, Transport, client,
};
use reqwest::Method;
use serde::Deserialize;

static LIST: Operation = Operation::new("list_users", "L", Method::GET, "/users").with_requirement(
    Requirement::AnyOf(&[
        Requirement::Permission("User management > View end users"),
        Requirement::Permission("User management > Manage users"),
    ]),
);
static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");

async fn failure(reply: Reply) -> Error {
    let server = Server::script([reply]).await;
    let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api");
    call(&transport, &LIST).await.unwrap_err()
}

const PROBLEM: &str = r#"{"type":"about:blank","title":"Forbidden","status":403,"detail":"no","traceId":"00-4bf9","errorCode":"OS-1"}"#;

#[tokio::test]
async fn the_error_for_a_403_names_the_needed_permissions() {
    let error = failure(Reply::new(403, PROBLEM)).await;
    assert!(error.is_permission_denied() && !error.is_retryable());
    assert_eq!(error.needed_permissions().len(), 2);
    assert_eq!(
        error.to_string(),
        "list_users: 403 Forbidden: the API client needs \"User management > View end users\" \
         or \"User management > Manage users\"; the service says: no (trace 00-4bf9, code OS-1)"
    );
    let error = failure(Reply::new(403, r#"{"title":"Forbidden"}"#)).await;
    assert!(error.to_string().ends_with("Manage users\""), "{error}");
}

#[tokio::test]
async fn an_error_has_the_wait_that_the_service_asks_for() {
    for status in [429, 503] {
        let error = failure(Reply::new(status, PROBLEM).header("retry-after", "7")).await;
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        assert_eq!(failure(Reply::new(status, "")).await.retry_after(), None);
    }
}

#[test]
fn an_error_has_the_wait_that_the_identity_service_asks_for() {
    let of = |retry_after| {
        Error::from(AuthError::Status {
            step: AuthStep::Token,
            host: "acme.dev".to_owned(),
            status: 503,
            body: "an empty body",
            retry_after,
            attempts: 3,
        })
    };
    let wait = Duration::from_secs(7);
    assert_eq!(of(Some(wait)).retry_after(), Some(wait));
    assert_eq!(of(None).retry_after(), None);
    assert!(of(None).is_retryable());
}

#[tokio::test(start_paused = true)]
async fn an_error_has_the_duration_of_its_call() {
    let reply = Reply::new(404, "").after(Duration::from_secs(3));
    let error = failure(reply).await;
    assert_eq!(error.elapsed().as_secs(), 3);
}

#[tokio::test]
async fn the_error_for_a_401_says_where_to_look() {
    let error = failure(Reply::new(401, "")).await;
    assert!(
        error.to_string().contains("check in the ODC portal"),
        "{error}"
    );
}

#[tokio::test]
async fn the_error_for_a_401_says_how_wrong_the_clock_is() {
    let six_hours = Duration::from_secs(6 * 3600);
    let now = SystemTime::now();
    for (date, words) in [
        (now, None),
        (now + six_hours, Some("6 h behind that of the service")),
        (now - six_hours, Some("6 h ahead of that of the service")),
    ] {
        let date = httpdate::fmt_http_date(date);
        let text = failure(Reply::new(401, "").header("date", date))
            .await
            .to_string();
        assert_eq!(text.contains("clock"), words.is_some(), "{text}");
        assert!(text.contains(words.unwrap_or("the token; check")), "{text}");
    }
}

#[tokio::test]
async fn the_error_for_a_401_names_a_known_cause() {
    let suspended = r#"{"error":"invalid_client","error_description":"suspended yesterday"}"#;
    let busy = Reply::new(503, "").header("retry-after", "50");
    for (token, words, is_retryable, wait) in [
        (
            Reply::new(401, suspended),
            "was refused: invalid_client: ",
            false,
            None,
        ),
        (busy, "returned status 503", true, Some(50)),
    ] {
        let server = Server::script([Reply::ok(), Reply::new(401, PROBLEM)]).await;
        let transport = server.transport();
        call(&transport, &LIST).await.unwrap();
        server.on_token_respond(token);
        let error = call(&transport, &LIST).await.unwrap_err();
        let text = error.to_string();
        let start = "list_users: 401 Unauthorized: the service no longer accepts the token, and there is no other: ";
        assert!(text.starts_with(start) && text.contains(words), "{text}");
        assert_eq!(error.kind(), ErrorKind::Status);
        assert!(error.auth().is_some() && error.problem().is_some());
        assert_eq!(error.is_retryable(), is_retryable);
        let left = error.retry_after().map(|left| left.as_secs());
        assert_eq!(left, wait);
        // The next call returns the same error, and is not sent.
        let next = call(&transport, &LIST).await.unwrap_err();
        assert!(next.to_string().contains(words), "{next}");
        assert_eq!((next.kind(), server.calls()), (ErrorKind::Auth, 2));
    }
}

#[tokio::test]
async fn a_problem_is_read_from_either_media_type() {
    for media in [
        "application/json",
        "application/problem+json; charset=utf-8",
    ] {
        let error = failure(Reply::new(409, PROBLEM).header("content-type", media)).await;
        assert_eq!(error.status().unwrap(), 409);
        assert_eq!(error.problem().unwrap().detail.as_deref(), Some("no"));
        assert_eq!(
            (error.trace_id(), error.error_code()),
            (Some("00-4bf9"), Some("OS-1"))
        );
        assert_eq!(
            error.to_string(),
            "list_users: 409 Conflict: no (trace 00-4bf9, code OS-1)"
        );
    }
}

#[tokio::test]
async fn the_status_is_kept_for_every_body_of_a_gateway() {
    let html = "<html><body>upstream 10.1.2.3 timed out</body></html>";
    for (body, words) in [
        (html, "an HTML page from a gateway"),
        ("upstream 10.1.2.3", "plain text from a gateway"),
        ("", "an empty body"),
        (
            r#"{"fault":"10.1.2.3"}"#,
            "JSON that is not a problem description",
        ),
    ] {
        let error = failure(Reply::new(502, body)).await;
        assert_eq!(error.status().unwrap(), 502);
        assert!(error.is_retryable());
        assert_eq!(
            error.to_string(),
            format!("list_users: 502 Bad Gateway: {words}")
        );
        assert!(!format!("{error:?} {error:#?}").contains("10.1.2.3"));
        assert_eq!(error.body_excerpt(), Some(body));
    }
}

#[tokio::test]
async fn a_huge_page_of_a_gateway_is_cut() {
    let error = failure(Reply::new(500, "x".repeat(2_000_000))).await;
    let excerpt = error.body_excerpt().unwrap();
    assert_eq!(excerpt.strip_suffix('…').unwrap().len(), 1023);
}

#[tokio::test]
async fn a_failure_with_an_incomplete_body_keeps_its_status() {
    let reply = Reply::new(404, PROBLEM).torn_after(80);
    let error = failure(reply).await;
    assert!(error.is_not_found());
}

#[tokio::test]
async fn a_404_with_the_page_of_a_gateway_is_not_the_404_of_the_api() {
    let page = "<!DOCTYPE html><title>Not here</title>";
    let error = failure(Reply::new(404, page).header("content-type", "text/html")).await;
    assert_eq!(error.status().unwrap(), 404);
    assert!(!error.is_not_found());
    assert!(failure(Reply::new(404, "")).await.is_not_found());
}

#[tokio::test]
async fn a_redirect_is_an_error_and_the_token_is_not_sent_on() {
    let elsewhere = Server::script([Reply::ok()]).await;
    let error =
        failure(Reply::new(302, "").header("location", format!("http://{}/", elsewhere.host)))
            .await;
    assert_eq!(error.status().unwrap(), 302);
    assert!(error.to_string().contains("not followed"), "{error}");
    assert_eq!(elsewhere.calls(), 0);
}

#[tokio::test]
async fn not_modified_is_not_a_redirect() {
    let error = failure(Reply::new(304, "")).await;
    assert_eq!(error.status().unwrap(), 304);
    let said = error.to_string();
    assert!(said.contains("304 Not Modified"), "{said}");
    assert!(!said.contains("redirect"), "{said}");
}

#[derive(Deserialize, Debug)]
struct Page {
    #[allow(dead_code)]
    results: Vec<User>,
}

#[derive(Deserialize, Debug)]
struct User {
    #[allow(dead_code)]
    email: Option<String>,
}

async fn decoded(body: &str) -> Error {
    let server = Server::script([Reply::new(200, body)]).await;
    let transport = server.transport();
    let request = transport.get(transport.base_url()).build().unwrap();
    transport
        .json::<Page>(&LIST, request, &CallOptions::new())
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_decode_failure_names_its_place_but_not_the_value() {
    let error = decoded(r#"{"results":[{"email":"a@b"},{"email":{"secret":"hunter2"}}]}"#).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.json_path(), Some("results[1].email"));
    let text = format!("{error} {error:?} {error:#?}");
    assert!(
        text.contains("results[1].email: invalid type: map, expected a string"),
        "{text}"
    );
    assert!(!text.contains("hunter2"));
    assert_eq!(error.body_excerpt(), None, "a success may hold secrets");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn an_array_with_a_byte_order_mark_is_not_an_object_either() {
    for body in ["[[]]", "\u{feff}[[]]", "\u{feff} [[]]"] {
        let server = Server::script([Reply::new(200, body)]).await;
        let transport = server.transport();
        let request = transport.get(transport.base_url()).build().unwrap();
        let error = transport
            .json_object::<Page>(&LIST, request, &CallOptions::new())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn the_error_for_a_success_without_content_says_so() {
    let error = decoded("").await;
    assert!(
        error
            .to_string()
            .starts_with("list_users: 200 OK, but the body is empty: "),
        "{error}"
    );
}

#[tokio::test]
async fn a_login_page_with_status_200_is_recognised() {
    let error = decoded("<html>sign in</html>").await;
    assert!(error.to_string().contains("an HTML page"), "{error}");
    // The same is true of a login page in place of a response without a body.
    let page =
        Reply::new(200, "<html>sign in</html>").header("content-type", "text/html; charset=utf-8");
    let error = deploy(page).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("an HTML page"), "{error}");
    assert!(error.may_have_taken_effect());
}

#[tokio::test]
async fn an_auth_failure_keeps_its_type() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let auth = odc_runtime::odc_auth::OAuthMiddleware::builder()
        .portal_domain(free.to_string())
        .client_id("id")
        .client_secret("hunter2")
        .allow_http_loopback(true)
        .retry_base(Duration::from_millis(1))
        .build()
        .unwrap();
    let tenant = Tenant::builder().oauth(auth).build().unwrap();
    let error = call(&Transport::for_tenant(&tenant, "/api"), &GET)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert!(error.auth().unwrap().is_transient() && error.is_retryable());
    assert_eq!(error.operation().unwrap().id(), "get_user");
    assert!(!format!("{error} {error:?} {error:#?}").contains("hunter2"));
}

#[tokio::test]
async fn no_text_shows_query_values_or_hosts() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let transport = Transport::new(&format!("http://{free}"), reqwest::Client::new()).unwrap();
    let request = transport
        .get(format!("{}/users", transport.base_url()))
        .query(&client::QueryParam::new("nameContains", &Some("hunter2")))
        .build()
        .unwrap();
    let error = transport
        .empty(&LIST, request, &CallOptions::new())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(
        error.to_string(),
        "list_users: no connection could be made: the host refuses it; \
         check ODC_PORTAL_DOMAIN and its port: Connection refused (os error 111)"
    );
    let text = format!("{error:?} {error:#?}");
    assert!(
        text.contains("caused by") && !text.contains("hunter2"),
        "{text}"
    );
}

#[tokio::test]
async fn a_value_that_is_not_allowed_in_a_path_is_an_invalid_request() {
    let transport = Transport::new("http://127.0.0.1:1/api", reqwest::Client::new()).unwrap();
    for key in ["", ".", ".."] {
        let url = format!(
            "{}/users/{}",
            transport.base_url(),
            client::encode_path(key)
        );
        let error = transport
            .delete(url)
            .build()
            .map_err(|error| Error::invalid_request(&GET, error));
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(
            error.to_string(),
            "get_user: the request cannot be built: a value in the path is empty, \".\" or \"..\", which a URL cannot hold"
        );
    }
}

#[test]
fn an_error_has_the_size_of_a_pointer_and_can_be_sent_to_other_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[test]
fn a_tenant_without_settings_says_what_is_missing() {
    let error = Tenant::builder().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.config().is_some());
    assert!(!error.to_string().contains('\n'));
    let error = Tenant::builder()
        .portal_domain("https://acme.outsystems.dev/")
        .client_id("id")
        .client_secret("secret")
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("portal_domain"), "{error}");
}

#[test]
fn an_invalid_base_url_is_refused_without_quoting_it() {
    for url in [
        "",
        "acme.dev",
        "ftp://acme.dev",
        "https://a:hunter2@acme.dev",
        "https://acme.dev/?q=1",
        "https://acme.dev/#a",
    ] {
        let error = Transport::new(url, reqwest::Client::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{url}");
        assert!(
            error
                .to_string()
                .starts_with("the base URL cannot be used: ")
        );
        assert!(!error.to_string().contains("hunter2"));
    }
}

#[tokio::test]
async fn an_incomplete_response_may_be_complete_later() {
    let cut = Reply::new(200, "{").announcing(9).torn_after(usize::MAX);
    let error = failure(cut).await;
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.is_retryable());
    let line = error.to_string();
    assert!(
        line.starts_with("list_users: the connection broke while the response was read: "),
        "{line}"
    );
}

#[tokio::test]
async fn a_redirect_that_a_users_http_client_refuses_is_refused_the_next_time_too() {
    let server = Server::start(|_| Reply::new(302, "").header("location", "/elsewhere")).await;
    let refusing = reqwest::redirect::Policy::custom(|attempt| attempt.error("not there"));
    let http = reqwest::Client::builder().redirect(refusing).build();
    let transport = Transport::new(&format!("http://{}", server.host), http.unwrap()).unwrap();
    let error = call(&transport, &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network, "{error}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn an_error_has_the_requirement_of_its_operation() {
    let error = failure(Reply::new(403, PROBLEM)).await;
    assert_eq!(error.requirement(), LIST.requirement());
    assert!(!error.is_rate_limited());
    assert!(failure(Reply::new(429, "")).await.is_rate_limited());
}

static DEPLOY: Operation = Operation::new("deploy", "D", Method::POST, "/stages/{environmentKey}")
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Lifecycle > Deploy assets"),
        place: "for this environment",
    });

/// The error of a deployment to stage `qa-1` when the service sends this response.
async fn deploy(reply: Reply) -> Error {
    let server = Server::script([reply]).await;
    let transport = server.transport();
    let url = format!("{}/stages/qa-1", transport.base_url());
    let request = transport.post(url).build().unwrap();
    transport
        .empty(&DEPLOY, request, &CallOptions::new())
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_403_names_the_stage_in_which_the_permission_is_missing() {
    let error = deploy(Reply::new(403, r#"{"title":"Forbidden"}"#)).await;
    assert_eq!(error.stage_key(), Some("qa-1"));
    assert_eq!(
        error.to_string(),
        "deploy: 403 Forbidden: the API client needs \"Lifecycle > Deploy assets\" for this environment (stage qa-1)"
    );
    let named = r#"{"detail":"Deploy assets is missing"}"#;
    let error = deploy(Reply::new(403, named)).await;
    let line = "deploy: 403 Forbidden: Deploy assets is missing (stage qa-1)";
    assert_eq!(error.to_string(), line);
    let named = r#"{"detail":"Deploy assets is missing in QA-1"}"#;
    let error = deploy(Reply::new(403, named)).await;
    let line = "deploy: 403 Forbidden: Deploy assets is missing in QA-1";
    assert_eq!(error.to_string(), line);
}

/// The error of the operation after a request to this base with a response body that cannot be read.
async fn deployed(
    transport: &Transport,
    options: &CallOptions,
    operation: &'static Operation,
) -> Error {
    let url = format!("{}/stages/qa-1", transport.base_url());
    let request = transport.post(url).build().unwrap();
    let sent = transport.json::<Page>(operation, request, options);
    sent.await.unwrap_err()
}

const LOOK: &str = "; the service may have carried it out: look before you send it again";

#[tokio::test(start_paused = true)]
async fn the_error_of_a_call_with_unknown_outcome_says_that_it_may_have_been_carried_out() {
    let five = Duration::from_secs(5);
    for reply in [
        Reply::reset(),
        Reply::ok().after(Duration::from_secs(300)),
        Reply::new(502, ""),
        Reply::new(507, ""),
        Reply::new(408, ""),
        // The service has carried it out, but its response cannot be read.
        Reply::new(201, "{"),
        Reply::new(201, vec![b' '; 2_000]),
    ] {
        let server = Server::script([reply]).await;
        let transport = Transport::for_tenant(&server.tenant(), "/api");
        let options = CallOptions::new()
            .body_limit(1_000)
            .retry(RetryPolicy::none().deadline(five));
        let error = deployed(&transport, &options, &DEPLOY).await;
        assert!(error.is_outcome_unknown(), "{error}");
        assert!(error.may_have_taken_effect(), "{error}");
        assert!(error.to_string().ends_with(LOOK), "{error}");
        // A GET can be sent again.
        let error = deployed(&transport, &options, &LIST).await;
        assert!(error.is_outcome_unknown(), "{error}");
        assert!(!error.may_have_taken_effect(), "{error}");
        assert!(!error.to_string().contains(LOOK), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_refused_or_not_sent_has_no_effect() {
    let options = CallOptions::new().retry(RetryPolicy::none());
    for status in [429, 400, 501, 505] {
        let server = Server::script([Reply::new(status, "")]).await;
        let transport = Transport::for_tenant(&server.tenant(), "/api");
        let error = deployed(&transport, &options, &DEPLOY).await;
        assert_eq!(error.attempts(), 1);
        assert!(!error.is_outcome_unknown(), "{error}");
        assert!(!error.may_have_taken_effect(), "{error}");
    }
    // Nothing listens on this port.
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let transport = Transport::new(&base, reqwest::Client::new()).unwrap();
    let error = deployed(&transport, &options, &DEPLOY).await;
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(!error.is_outcome_unknown(), "{error}");
    // The deadline passes before the token comes.
    let server = Server::script([Reply::ok()]).await;
    server.on_token_respond(Reply::ok().after(Duration::from_secs(300)));
    let transport = Transport::for_tenant(&server.tenant(), "/api");
    let options = CallOptions::new().retry(RetryPolicy::none().deadline(Duration::from_secs(5)));
    let error = deployed(&transport, &options, &DEPLOY).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
    assert!(!error.is_outcome_unknown(), "{error}");
}
