//! The extensions of users for a tenant: headers, names, middlewares, decisions about retries. Also what they read
//! from responses.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Reply, Server, call, call_with};
use odc_runtime::client::{
    Extensions, Middleware, MiddlewareResult, Next, Request, Response, async_trait,
};
use odc_runtime::{
    CallOptions, Error, ErrorKind, Operation, ProblemDetails, RetryPolicy, Transport,
};
use reqwest::Method;
use tokio::time::Instant;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");
static POST: Operation = Operation::new("create_user", "C", Method::POST, "/users");

fn transport(builder: odc_runtime::TenantBuilder) -> Transport {
    Transport::for_tenant(&builder.build().unwrap(), "/api")
}

#[tokio::test]
async fn headers_of_tenant_and_call_are_sent_with_every_attempt_but_not_to_the_identity_service() {
    let server =
        Server::script([Reply::new(503, "").header("retry-after", "0"), Reply::ok()]).await;
    let builder = server
        .builder()
        .header("x-tenant", "t")
        .header("x-both", "tenant");
    let options = CallOptions::new()
        .header("X-Both", "call")
        .header("x-call", "c");
    call_with(&transport(builder), &GET, &options)
        .await
        .unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for request in seen {
        assert_eq!(request.headers["x-tenant"], "t");
        assert_eq!(request.headers["x-both"], "call");
        assert_eq!(request.headers["x-call"], "c");
    }
    let identity = server.identity();
    assert_eq!(identity.len(), 2, "discovery and a token");
    assert!(
        identity
            .iter()
            .all(|request| !request.headers.contains_key("x-tenant"))
    );
    assert!(!format!("{options:?}").contains("\"c\""), "{options:?}");
}

#[tokio::test]
async fn a_header_that_http_does_not_allow_is_refused_and_its_value_is_not_printed() {
    let server = Server::script([Reply::ok()]).await;
    for (name, value) in [("x y", "hush"), ("x-a", "hush\nx: y")] {
        let error = server.builder().header(name, value).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(!error.to_string().contains("hush"), "{error}");
        let options = CallOptions::new().header(name, value);
        let error = call_with(&server.transport(), &GET, &options)
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidRequest, 0)
        );
        assert!(
            error.to_string().contains("cannot be sent") && !error.to_string().contains("hush")
        );
    }
    assert_eq!(server.calls(), 0);
    let error = server.builder().application("a\nb").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn the_name_of_the_program_is_in_every_request_also_for_tokens() {
    let server = Server::script([Reply::ok()]).await;
    call(
        &transport(server.builder().application("acme-audit/1.4")),
        &GET,
    )
    .await
    .unwrap();
    let requests: Vec<_> = server.identity().into_iter().chain(server.seen()).collect();
    assert_eq!(requests.len(), 3);
    for request in requests {
        let agent = &request.headers["user-agent"];
        assert!(
            agent.starts_with("acme-audit/1.4 odc-rust/"),
            "{}: {agent}",
            request.target
        );
    }
}

/// Records each request that passes.
#[derive(Clone, Default)]
struct Note(Arc<Mutex<Vec<String>>>);

#[async_trait]
impl Middleware for Note {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> MiddlewareResult<Response> {
        let operation = extensions
            .get::<&'static Operation>()
            .expect("an operation");
        let with_token = request.headers().contains_key("authorization");
        let line = format!("{} {with_token}", operation.id());
        self.0.lock().unwrap().push(line);
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn an_outer_middleware_sees_each_call_and_an_inner_one_each_attempt() {
    let busy = Reply::new(503, "").header("retry-after", "0");
    let server = Server::script([busy.clone(), busy, Reply::ok()]).await;
    let (outside, inside) = (Note::default(), Note::default());
    let builder = server
        .builder()
        .middleware_per_call(outside.clone())
        .middleware_per_attempt(inside.clone());
    call(&transport(builder), &GET).await.unwrap();
    assert_eq!(*outside.0.lock().unwrap(), ["get_user false"]);
    assert_eq!(*inside.0.lock().unwrap(), ["get_user true"; 3]);
}

#[tokio::test(start_paused = true)]
async fn users_decide_about_retries_within_the_number_and_the_deadline() {
    let server = Server::script([Reply::new(409, "").header("x-why", "busy")]).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let list = Arc::clone(&seen);
    let policy = RetryPolicy::new().max_retries(2).decide(move |failed| {
        let why = failed.headers()?.get("x-why")?.to_str().ok()?.to_owned();
        let status = failed.status()?.as_u16();
        list.lock().unwrap().push((
            failed.retries(),
            status,
            failed.is_idempotent(),
            failed.pause(),
            why,
        ));
        Some(Duration::from_secs(7))
    });
    let transport = transport(server.builder().retry(policy));
    let started = Instant::now();
    let error = call(&transport, &POST).await.unwrap_err();
    assert_eq!((error.attempts(), started.elapsed().as_secs()), (3, 14));
    let expected = |retries| (retries, 409, false, None, "busy".to_owned());
    assert_eq!(*seen.lock().unwrap(), [expected(0), expected(1)]);

    let once = RetryPolicy::new().decide(|failed| {
        assert!(failed.is_idempotent(), "a GET");
        None
    });
    let never = CallOptions::new().retry(once);
    let error = call_with(&transport, &GET, &never).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    let long = RetryPolicy::new().decide(|_| Some(Duration::from_secs(200)));
    let error = call_with(&transport, &GET, &CallOptions::new().retry(long))
        .await
        .unwrap_err();
    assert_eq!(error.attempts(), 1, "the pause is longer than the deadline");
}

#[tokio::test]
async fn members_that_no_type_knows_are_in_the_raw_json() {
    #[derive(serde::Deserialize)]
    struct User {
        name: String,
    }
    let server = Server::script([Reply::new(200, r#"{"name":"Ana","new":7}"#)]).await;
    let transport = server.transport();
    let request = transport.get(format!("{}/users/1", transport.base_url()));
    let request = request.build().unwrap();
    let options = CallOptions::new();
    let sent = transport.json_object::<User>(&GET, request, &options);
    let response = sent.await.unwrap();
    assert_eq!(response.name, "Ana");
    assert_eq!(response.raw_json().unwrap()["new"], 7);
    assert_eq!(response.map(|_| ()).raw_json().unwrap()["new"], 7);
}

#[tokio::test]
async fn the_callback_gets_every_response_with_its_headers_and_its_body() {
    let replies = [
        Reply::new(200, r#"{"a":1}"#).header("x-request-id", "r1"),
        Reply::new(404, r#"{"detail":"no"}"#).header("x-request-id", "r2"),
    ];
    let server = Server::script(replies).await;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let list = Arc::clone(&heard);
    let options = CallOptions::new().on_response(move |response| {
        let id = response.headers()["x-request-id"]
            .to_str()
            .unwrap()
            .to_owned();
        let json = response.json().unwrap().to_string();
        list.lock()
            .unwrap()
            .push((response.status().as_u16(), id, json));
    });
    let transport = server.transport();
    call_with(&transport, &GET, &options).await.unwrap();
    let error = call_with(&transport, &GET, &options).await.unwrap_err();
    let expected = |status, id: &str, json: &str| (status, id.to_owned(), json.to_owned());
    assert_eq!(
        *heard.lock().unwrap(),
        [
            expected(200, "r1", r#"{"a":1}"#),
            expected(404, "r2", r#"{"detail":"no"}"#)
        ]
    );
    assert_eq!(error.headers().unwrap()["x-request-id"], "r2");
}

#[derive(Debug, serde::Deserialize)]
struct Aged {
    age: Option<i32>,
}

#[tokio::test]
async fn the_callbacks_of_tenant_and_call_get_a_value_that_cannot_be_read() {
    let server = Server::script([Reply::new(200, r#"{"age":"old"}"#)]).await;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = |who: &'static str| {
        let list = Arc::clone(&heard);
        move |operation: &'static Operation, odd: &odc_runtime::UnreadValue| {
            let reported = (
                who,
                operation.id(),
                odd.place().to_owned(),
                odd.value().clone(),
            );
            list.lock().unwrap().push(reported);
        }
    };
    let transport = transport(server.builder().on_unread(listener("tenant")));
    let options = CallOptions::new().on_unread(listener("call"));
    let request = transport.get(transport.base_url()).build().unwrap();
    let sent = transport.json_object::<Aged>(&GET, request, &options);
    assert_eq!(sent.await.unwrap().age, None);
    let reported = |who| (who, "get_user", "age".to_owned(), serde_json::json!("old"));
    assert_eq!(
        *heard.lock().unwrap(),
        [reported("tenant"), reported("call")]
    );
}

#[test]
fn users_make_errors_for_their_tests() {
    let error = Error::for_test(&GET, 404);
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), "get_user: 404 Not Found");
    assert_eq!(error.attempts(), 1);
    let mut problem = ProblemDetails::default();
    problem.detail = Some("a user with this email exists already".to_owned());
    problem.error_code = Some("OS-ID-BIZ-40002".to_owned());
    let error = Error::for_test(&POST, 400).with_problem(problem);
    assert_eq!(error.error_code(), Some("OS-ID-BIZ-40002"));
    assert_eq!(
        error.to_string(),
        "create_user: 400 Bad Request: a user with this email exists already (code OS-ID-BIZ-40002)"
    );
    assert!(Error::for_test(&GET, 503).is_retryable());
    assert!(Error::for_test(&GET, 403).is_permission_denied());
}

/// Sends the request and then fails.
struct FailsAfterSending;

#[async_trait]
impl Middleware for FailsAfterSending {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> MiddlewareResult<Response> {
        next.run(request, extensions).await?;
        let full = std::io::Error::other("my audit log is full");
        Err(reqwest_middleware::Error::middleware(full))
    }
}

#[tokio::test]
async fn the_error_of_a_failed_middleware_says_its_cause_and_that_the_outcome_is_unknown() {
    static POST: Operation = Operation::new("start", "S", Method::POST, "/starts");
    let server = Server::start(|_| Reply::ok()).await;
    let per_call = server.builder().middleware_per_call(FailsAfterSending);
    let per_attempt = server.builder().middleware_per_attempt(FailsAfterSending);
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new());
    let own = client.with(FailsAfterSending).build();
    let base = format!("http://{}/api", server.host);
    for transport in [
        transport(per_call),
        transport(per_attempt),
        Transport::new(&base, own).unwrap(),
    ] {
        let error = call(&transport, &POST).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Middleware, 1));
        assert!(error.may_have_taken_effect(), "{error}");
        let line = error.to_string();
        let says = "start: a middleware failed: my audit log is full; the service may have";
        assert!(line.starts_with(says), "{line}");
    }
}
