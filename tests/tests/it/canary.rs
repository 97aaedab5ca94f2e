//! No log and no error of any crate, at any level, contains a secret, a token or an encoded form of them.

use std::error::Error as _;
use std::io;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::TryStreamExt as _;
use odc_identity_v1::types::UserPage;
use odc_runtime::{Error, RetryPolicy};
use serde_json::{Value, json};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::support::KEY;
use crate::support::logs::listen;
use crate::support::portal::{ApiCall, CLIENT_ID, Portal, Script};

/// The first part has only letters, so form encoding does not change it. Form encoding changes the second part.
const SECRET: &str = "CanarySecretThatNobodyMayRead+/=&% \"~é";
const SECRET_CORE: &str = "CanarySecretThatNobodyMayRead";
/// Begins like every JWT.
const TOKEN: &str = "eyJhbGciOiJub25lIn0.CanaryTokenThatNobodyMayRead";
const TOKEN_CORE: &str = "CanaryTokenThatNobodyMayRead";
/// The secret of an identity provider, which is part of the data.
const DATA: &str = "CanaryDataThatNobodyMayRead";
/// Part of a query and of a path, which must not be in a log at INFO and above.
const PERSON: &str = "canary.person@x.example";

/// Collects the whole log of this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    /// Starts to log everything on this thread.
    fn keep(level: LevelFilter) -> (Self, tracing::subscriber::DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_ansi(false)
            .with_span_events(FmtSpan::FULL)
            .with_writer(log.clone())
            .finish();
        (log, listen(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

/// The forms in which a secret may appear.
fn canaries() -> Vec<String> {
    let form: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let basic = |secret: &str| STANDARD.encode(format!("{CLIENT_ID}:{secret}"));
    vec![
        SECRET_CORE.to_owned(),
        TOKEN_CORE.to_owned(),
        DATA.to_owned(),
        basic(SECRET),
        basic(&form),
        // The beginning alone, because the end may be encoded in another way.
        basic(SECRET_CORE)[..30].to_owned(),
    ]
}

fn assert_clean(what: &str, text: &str) {
    for canary in canaries() {
        let Some(at) = text.find(&canary) else {
            continue;
        };
        let line = text[..at].rfind('\n').map_or(0, |start| start + 1);
        panic!("{what} shows {canary}: {}", &text[line..at + canary.len()]);
    }
}

/// Checks everything that can be read from an error.
fn assert_clean_error(error: &Error) {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}\n{cause}\n{cause:?}\n{cause:#?}");
        source = cause.source();
    }
    if let Some(auth) = error.auth() {
        text = format!("{text}\n{auth}\n{auth:?}");
    }
    if let Some(config) = error.config() {
        text = format!("{text}\n{config}\n{config:?}");
    }
    assert_clean("an error", &text);
}

/// A service whose messages contain the token and the secret.
struct Indiscreet {
    basic: bool,
    token_status: u16,
    api: fn(usize, &ApiCall) -> (u16, String),
}

impl Script for Indiscreet {
    fn token(&self, n: usize) -> String {
        format!("{TOKEN}{n}")
    }

    fn token_response(&self, n: usize) -> (u16, Value) {
        if self.token_status == 200 {
            let token = self.token(n);
            return (
                200,
                json!({ "access_token": token, "token_type": "bearer", "expires_in": "600" }),
            );
        }
        let body = json!({
            "error": "invalid_client",
            "error_description": format!("no client has the secret {SECRET} or {TOKEN}"),
            "access_token": TOKEN,
        });
        (self.token_status, body)
    }

    fn api(&self, n: usize, call: &ApiCall) -> (u16, String) {
        (self.api)(n, call)
    }

    fn auth_methods(&self) -> Value {
        let method = if self.basic { "basic" } else { "post" };
        json!([format!("client_secret_{method}")])
    }
}

fn page() -> String {
    json!({ "results": [{ "key": KEY }], "page": { "totalResults": 1 } }).to_string()
}

#[tokio::test]
async fn a_run_of_successes_and_failures_shows_no_secret_at_any_level() {
    for basic in [false, true] {
        let (log, guard) = Log::keep(LevelFilter::TRACE);
        let portal = Portal::start(Indiscreet {
            basic,
            token_status: 200,
            api: |n, call| match n {
                // The first token is rejected once; the second is good.
                1 => (
                    401,
                    json!({ "detail": format!("not {:?}", call.token) }).to_string(),
                ),
                3 => (403, json!({ "title": "no" }).to_string()),
                4 => (500, format!("<html>{:?}</html>", call.token)),
                5 => (
                    200,
                    format!("{{\"results\":[{{\"key\":{:?}}}]}}", call.token),
                ),
                6 => (
                    409,
                    json!({ "detail": format!("{:?}", call.token) }).to_string(),
                ),
                7 => (404, String::new()),
                _ => (200, page()),
            },
        })
        .await;
        let builder = portal.tenant(SECRET).retry(RetryPolicy::none());
        assert_clean("a builder", &format!("{builder:?} {builder:#?}"));
        let tenant = builder.build().expect("a tenant");
        let client = odc_identity_v1::Client::connect(&tenant);
        let call = client.list_users().name_or_email_contains(PERSON);
        assert_clean(
            "handles",
            &format!(
                "{tenant:?} {tenant:#?} {client:?} {call:?} {:?}",
                tenant.auth()
            ),
        );

        let list = || client.list_users().name_or_email_contains(PERSON);
        list().send().await.expect("a page");
        list()
            .stream()
            .try_collect::<Vec<_>>()
            .await
            .expect("users, after a 401");
        assert_eq!(
            portal.token_requests().len(),
            2,
            "the rejected token was replaced"
        );
        for status in [Some(403), Some(500), Some(200)] {
            let error = list().send().await.expect_err("a failure");
            assert_eq!(error.status().map(|status| status.as_u16()), status);
            assert_clean_error(&error);
        }
        let error = list().send().await.expect_err("a conflict");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(409));
        assert_clean_error(&error);
        let error = client.delete_user(KEY).send().await.expect_err("not found");
        assert_clean_error(&error);

        drop(guard);
        let text = log.text();
        assert_clean("the log", &text);
        for other in ["TRACE", "reqwest::connect", "hyper_util"] {
            assert!(text.contains(other), "everything was logged: {other}");
        }
        assert!(text.contains("odc_call"), "calls were logged");
        // This shows that the check can find something: the secret was sent in a form that the check looks for.
        let requests = portal.token_requests();
        if basic {
            let sent = requests[0].authorization.as_deref().expect("a header");
            assert!(canaries().iter().any(|one| sent.contains(one)), "{sent}");
        } else {
            assert!(requests[0].body.contains(SECRET_CORE));
        }
    }
}

#[tokio::test]
async fn a_refused_client_gets_the_reason_but_no_secret() {
    for (basic, token_status) in [(false, 401), (true, 400), (false, 503)] {
        let (log, guard) = Log::keep(LevelFilter::TRACE);
        let portal = Portal::start(Indiscreet {
            basic,
            token_status,
            api: |_, _| (200, page()),
        })
        .await;
        let auth = odc_runtime::odc_auth::OAuthMiddleware::builder()
            .portal_domain(portal.domain())
            .client_id(CLIENT_ID)
            .client_secret(SECRET)
            .allow_http_loopback(true)
            .retry_base(std::time::Duration::from_millis(1))
            .build()
            .expect("a middleware");
        let tenant = odc_runtime::Tenant::builder()
            .oauth(auth)
            .build()
            .expect("a tenant");
        let client = odc_portfolio_v1::Client::connect(&tenant);
        let error = client
            .list_environments()
            .send()
            .await
            .expect_err("refused");
        assert_eq!(error.kind(), odc_runtime::ErrorKind::Auth, "{error}");
        assert_eq!(portal.api_calls(), 0, "without a token nothing is sent");
        assert_clean_error(&error);
        drop(guard);
        assert_clean("the log", &log.text());
    }
}

#[tokio::test]
async fn the_error_of_an_unreachable_server_shows_no_secret() {
    let (log, guard) = Log::keep(LevelFilter::TRACE);
    let (base, _socket) = crate::support::raw::refusing();
    let auth = odc_runtime::odc_auth::OAuthMiddleware::builder()
        .portal_domain(base.trim_start_matches("http://"))
        .client_id(CLIENT_ID)
        .client_secret(SECRET)
        .allow_http_loopback(true)
        .retry_base(std::time::Duration::from_millis(1))
        .build()
        .expect("a middleware");
    let tenant = odc_runtime::Tenant::builder()
        .oauth(auth)
        .build()
        .expect("a tenant");
    let client = odc_identity_v1::Client::connect(&tenant);
    let error = client.get_user(KEY).send().await.expect_err("no server");
    assert_clean_error(&error);
    drop(guard);
    assert_clean("the log", &log.text());
}

#[tokio::test]
async fn the_error_of_a_wrong_setting_shows_no_secret() {
    let wrong = odc_runtime::Tenant::builder().client_secret(SECRET).build();
    assert_clean_error(&wrong.expect_err("no domain"));
    let wrong = odc_runtime::Tenant::builder()
        .portal_domain(format!("https://{CLIENT_ID}:{SECRET_CORE}@acme.test/"))
        .client_id(CLIENT_ID)
        .client_secret(SECRET)
        .build();
    assert_clean_error(&wrong.expect_err("no domain"));
    let wrong = odc_identity_v1::Client::new(
        &format!("https://{CLIENT_ID}:{SECRET_CORE}@acme.test/"),
        reqwest::Client::new(),
    );
    assert_clean_error(&wrong.expect_err("credentials in a URL"));
}

#[tokio::test]
async fn a_secret_in_a_response_prints_redacted_and_can_be_read() {
    let provider = json!({
        "key": KEY,
        "oidcConfiguration": { "clientId": "id", "clientSecret": DATA },
    });
    let (log, guard) = Log::keep(LevelFilter::TRACE);
    let recorder = crate::support::recorder::Recorder::json(&provider).await;
    let call = recorder.identity().get_identity_provider(KEY);
    let provider = call.send().await.expect("a provider");
    assert_clean("a response", &format!("{provider:?} {provider:#?}"));
    let oidc = provider
        .oidc_configuration
        .as_ref()
        .expect("a configuration");
    let secret = oidc.client_secret.as_ref().expect("a secret");
    assert_eq!(secret.expose(), DATA);
    let encoded = serde_json::to_value(oidc).expect("JSON");
    assert_eq!(encoded["clientSecret"], DATA);
    drop(guard);
    assert_clean("the log", &log.text());

    let wrong = json!({ "key": KEY, "oidcConfiguration": { "clientSecret": [DATA] } });
    let recorder = crate::support::recorder::Recorder::json(&wrong).await;
    let call = recorder.identity().get_identity_provider(KEY);
    let error = call.send().await.expect_err("no text");
    assert_eq!(error.json_path(), Some("oidcConfiguration.clientSecret"));
    assert_clean_error(&error);
}

#[tokio::test]
async fn the_log_at_info_contains_no_query_no_filled_path_and_no_body() {
    let (log, guard) = Log::keep(LevelFilter::INFO);
    let portal = Portal::start(Indiscreet {
        basic: false,
        token_status: 200,
        api: |n, _| match n {
            0 => (200, page()),
            1 => (404, json!({ "detail": PERSON }).to_string()),
            _ => (204, String::new()),
        },
    })
    .await;
    let tenant = portal.tenant(SECRET).build().expect("a tenant");
    let client = odc_identity_v1::Client::connect(&tenant);
    let call = client.list_users().name_or_email_contains(PERSON);
    let _: UserPage = call.send().await.expect("a page").into_inner();
    client.get_user(KEY).send().await.expect_err("not found");
    let call = client.update_user(KEY).name(PERSON);
    call.send().await.expect("done");
    drop(guard);
    let text = log.text();
    assert_clean("the log", &text);
    for private in [PERSON, "canary.person", &KEY.to_string()] {
        assert!(!text.contains(private), "{text}");
    }
    for logged in [
        "odc_call",
        "list_users",
        "get_user",
        "/users/{key}",
        "status=404",
    ] {
        assert!(text.contains(logged), "{logged} in {text}");
    }
}

#[tokio::test]
async fn no_log_and_no_error_of_a_transfer_shows_the_query_of_its_url() {
    let (log, _guard) = Log::keep(LevelFilter::TRACE);
    let server = httpmock::MockServer::start_async().await;
    let refused = |then: httpmock::Then| {
        then.status(403).body(format!(
            "<Error><Code>AccessDenied</Code><Url>{DATA}</Url></Error>"
        ))
    };
    server
        .mock_async(|when, then| drop((when.path("/refused"), refused(then))))
        .await;
    server
        .mock_async(|when, then| drop((when.path("/file"), then.status(200).body("orders"))))
        .await;
    let http = reqwest::Client::builder().no_proxy();
    let transfers = odc_runtime::Transfers::new(http, RetryPolicy::none()).unwrap();
    let url = |path: &str| -> odc_runtime::PresignedUrl {
        let url = format!("{}{path}?X-Signature={DATA}", server.base_url());
        url.parse().unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("orders.oml");
    let (download, upload) = (
        transfers.download(url("/file")),
        transfers.upload(url("/file")),
    );
    assert_clean("a transfer", &format!("{download:#?} {upload:#?}"));
    assert_eq!(download.to_file(&file).await.unwrap(), 6);
    let sent = upload.from_file(&file).await.unwrap();
    assert_clean("an upload", &format!("{sent:#?}"));
    for error in [
        transfers
            .download(url("/refused"))
            .to_file(&file)
            .await
            .unwrap_err(),
        transfers
            .upload(url("/refused"))
            .from_file(&file)
            .await
            .unwrap_err(),
    ] {
        assert_clean_error(&error);
    }
    let http = reqwest::Client::builder().no_proxy();
    let nobody = odc_runtime::Transfers::new(http, RetryPolicy::new().max_retries(1)).unwrap();
    let url: odc_runtime::PresignedUrl = format!("http://127.0.0.1:9/?X-Signature={DATA}")
        .parse()
        .unwrap();
    assert_clean_error(&nobody.download(url).to_file(&file).await.unwrap_err());
    assert!(
        log.text().contains("trying the transfer again"),
        "the log is kept"
    );
    assert_clean("the log", &log.text());
}
