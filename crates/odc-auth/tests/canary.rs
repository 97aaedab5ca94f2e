//! A secret and a token that must never be visible: not in `Debug`, errors, panics or logs at TRACE.

#[path = "auth/support.rs"]
mod support;

use std::error::Error;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use odc_auth::{
    AccessToken, AuthError, ClientAuthMethod, ClientSecret, CredentialSource, Credentials,
    FileTokenStore, OAuthMiddleware, SourceError, async_trait,
};
use support::*;

/// What this test has recorded: logs of all crates, panics, and lines that the test adds.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<Vec<u8>>>);

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl log::Log for Ear {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        self.hear(&format!("log {}: {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

impl Ear {
    fn hear(&self, text: &str) {
        writeln!(self.clone(), "{text}").unwrap();
    }

    fn hear_error(&self, error: &(dyn Error + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.hear(&format!("{error} {error:?} {error:#?}"));
            next = error.source();
        }
    }
}

const TOKEN: &str = "canary-token-eyJhbGciOiJSUzI1NiJ9";

struct Panics;

#[async_trait]
impl CredentialSource for Panics {
    async fn credentials(&self) -> Result<Credentials, SourceError> {
        let credentials = Credentials::new(ID, SECRET);
        panic!(
            "on purpose, in a test: {credentials:?} {:?}",
            credentials.client_secret()
        );
    }
}

/// Responses that repeat the request, or contain a token in an unexpected place.
fn nasty(seen: &Seen, turn: usize) -> Reply {
    let body = String::from_utf8_lossy(&seen.body).replace('"', "\\\"");
    let header = seen.header("authorization").unwrap_or_default();
    let quoted = SECRET.replace('"', "\\\"");
    match turn {
        0 => json(
            400,
            format!(
                r#"{{"error":"invalid_client","error_description":"{quoted} in {body} and {header}"}}"#
            ),
        ),
        1 => json(
            200,
            format!(r#"{{"access_token":["{TOKEN}"],"token_type":"Bearer"}}"#),
        ),
        2 => json(
            200,
            format!(r#"{{"access_token":"{TOKEN}","token_type":"{TOKEN}"}}"#),
        ),
        3 => json(
            200,
            format!(r#"{{"access_token":"{TOKEN}","token_type":"Bearer","expires_in":"{TOKEN}"}}"#),
        ),
        4 => json(
            200,
            format!(r#"{{"access_token":"{TOKEN}\r\n","token_type":"Bearer"}}"#),
        ),
        5 => json(200, format!(r#"{{"access_token":"{TOKEN}","#)),
        6 => json(200, format!("\"{TOKEN}\"")),
        7 => json(503, format!("{body} {header}")),
        8 => Reply::Full(403, vec![], format!("<p>{body} {header}").into()),
        9 => Reply::Torn,
        10 => Reply::Hangup,
        _ => token(TOKEN, 3600),
    }
}

#[test]
fn the_secret_and_the_token_are_never_visible() {
    let ear = Ear::default();
    let writer = ear.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    log::set_logger(Box::leak(Box::new(ear.clone()))).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let panics = ear.clone();
    std::panic::set_hook(Box::new(move |info| panics.hear(&format!("panic {info}"))));

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(live(&ear));

    let heard = String::from_utf8_lossy(&ear.0.lock().unwrap()).into_owned();
    assert!(
        heard.contains("odc_auth.flight")
            && heard.contains("panic ")
            && heard.contains("log reqwest"),
        "the ear works"
    );
    let encoded: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let blob = base64::engine::general_purpose::STANDARD.encode(format!("{ID}:{encoded}"));
    for canary in [
        SECRET,
        "canary-secret",
        &encoded,
        &blob,
        &blob[60..],
        TOKEN,
        "canary-token",
    ] {
        let at = heard.find(canary);
        assert!(
            at.is_none(),
            "{canary:?} in {:?}",
            &heard[at.unwrap().saturating_sub(300)..at.unwrap() + 20]
        );
    }
}

async fn live(ear: &Ear) {
    let directory = tempfile::tempdir().unwrap();
    for method in [ClientAuthMethod::Post, ClientAuthMethod::Basic] {
        for turn in 0..=11 {
            let server = Server::apart();
            server.on_token(move |seen| nasty(seen, turn));
            server.on_api(|seen| json(if seen.path == "/no" { 401 } else { 200 }, "{}"));
            let store = FileTokenStore::new(directory.path().join(format!("{turn}")));
            let builder = server
                .builder()
                .client_auth_method(method)
                .token_store(store)
                // With this setting, reqwest would log everything that is sent.
                .http_client(reqwest::Client::builder().connection_verbose(true))
                .attempt_timeout(Duration::from_millis(200));
            ear.hear(&format!("{builder:?} {builder:#?}"));
            let auth = builder.build().unwrap();
            let http = auth.protect(reqwest::Client::builder().connection_verbose(true));
            let client = reqwest_middleware::ClientBuilder::new(http.build().unwrap())
                .with(auth.clone())
                .build();
            for path in ["/api", "/no"] {
                let request = client.get(server.url(path));
                ear.hear(&format!("{request:?}"));
                match request.send().await {
                    Ok(response) => ear.hear(&format!("{response:?}")),
                    Err(error) => {
                        ear.hear_error(AuthError::find_in(&error).unwrap());
                        ear.hear_error(&error);
                    }
                }
            }
            match auth.token().await {
                Ok(token) => ear.hear(&format!("{token:?} {token:#?} {:?}", token.header_value())),
                Err(error) => ear.hear_error(&error),
            }
            ear.hear(&format!("{auth:?} {:?}", auth.counters()));
        }
    }
    let server = Server::apart();
    let auth = server.bare().credential_source(Panics).build().unwrap();
    ear.hear_error(&auth.token().await.unwrap_err());
    ear.hear_error(&AccessToken::new(format!("{TOKEN}\n")).unwrap_err());
    ear.hear(&format!(
        "{:?} {:#?}",
        ClientSecret::from(SECRET),
        Credentials::new(ID, SECRET)
    ));
    let broken = OAuthMiddleware::builder()
        .portal_domain("x")
        .client_id(ID)
        .client_secret(format!("{SECRET}\n"));
    ear.hear_error(&broken.build().unwrap_err());
}
