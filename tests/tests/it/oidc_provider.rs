//! Tests the token crate with a certified OpenID provider that is not ours: `oidc-provider` from npm.
//! `tests/oidc-provider/server.mjs` starts it.
//!
//! Without Node or the modules of the provider these tests print the reason and pass; with `ODC_REQUIRE_NODE=1` they
//! fail. Every wait has a limit: the start of the server, each request, and each attempt to get a token.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Once, mpsc};
use std::thread;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use odc_runtime::odc_auth::{
    AuthError, Builder, ClientAuthMethod, Clock, OAuthErrorCode, OAuthMiddleware,
};
use reqwest::StatusCode;
use reqwest_middleware::ClientWithMiddleware;
use serde_json::{Value, json};
use tokio::time::Instant;
use url::form_urlencoded::byte_serialize;

const POST: &str = "client_secret_post";
const BASIC: &str = "client_secret_basic";

/// Secrets with the symbols that have a meaning in forms, percent-encoding and Basic, one by one and all together.
const SECRETS: [&str; 10] = [
    "a+b",
    "a/b",
    "a=b",
    "a&b",
    "a%b",
    "a%41b",
    "a:b",
    "a~b",
    "a\" b",
    r#" +/=&%:~"% 41+ "#,
];
/// Characters outside ASCII, of two, three and four bytes.
const FOREIGN: &str = "sécret-密-🔑+%";

/// In seconds. It differs from the defaults of the crate and of the provider.
const LIFETIME: u64 = 60;

#[tokio::test]
async fn each_secret_gets_a_token_by_form_and_by_basic() {
    for method in [POST, BASIC] {
        let Some(provider) = Provider::start(&[method], &SECRETS) else {
            return;
        };
        for (n, secret) in SECRETS.into_iter().enumerate() {
            // The discovery document names the method; this server accepts only this one.
            let auth = provider.client(n).build().unwrap();
            let token = auth.token().await;
            let token = token.unwrap_or_else(|error| panic!("{method}, {secret:?}: {error}"));
            let found = provider.introspect(n, token.expose()).await;
            assert_eq!(found["active"], true, "{method}, {secret:?}");
            assert_eq!(found["client_id"], id(n));
        }
        assert_eq!(provider.issued().await, SECRETS.len());
    }
}

#[tokio::test]
async fn basic_requires_a_form_encoded_secret() {
    let Some(provider) = Provider::start(&[BASIC], &SECRETS) else {
        return;
    };
    let endpoint = provider.token_endpoint().await;
    for (n, secret) in SECRETS.into_iter().enumerate() {
        let encoded = form_encoded(secret);
        let status = provider.request_with_basic(&endpoint, n, &encoded).await;
        assert_eq!(status, StatusCode::OK, "{secret:?}, form-encoded");
        // Without encoding, such a secret decodes to a different one or to nothing valid.
        if secret.contains(['+', '%']) {
            let status = provider.request_with_basic(&endpoint, n, secret).await;
            let refused = [StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED];
            assert!(refused.contains(&status), "{secret:?}, raw: {status}");
        }
    }
}

#[tokio::test]
async fn a_secret_outside_ascii_is_accepted_by_form_and_refused_by_basic() {
    let Some(provider) = Provider::start(&[POST, BASIC], &[FOREIGN]) else {
        return;
    };
    let post = provider.client(0).build().unwrap();
    let token = post.token().await.expect("a token");
    let found = provider.introspect(0, token.expose()).await;
    assert_eq!(found["active"], true);
    // RFC 6749, appendix A.2: a secret is printable ASCII. This provider enforces that for Basic.
    let basic = provider
        .client(0)
        .client_auth_method(ClientAuthMethod::Basic);
    let error = basic.build().unwrap().token().await.unwrap_err();
    assert!(
        matches!(
            &error,
            AuthError::Refused {
                code: OAuthErrorCode::InvalidRequest,
                status: 400,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn the_api_accepts_the_token() {
    let Some(provider) = Provider::start(&[POST, BASIC], &["secret"]) else {
        return;
    };
    let without = plain().get(provider.api()).send().await.unwrap();
    assert_eq!(without.status(), StatusCode::UNAUTHORIZED);

    let auth = provider.client(0).build().unwrap();
    let http = with(&auth);
    for _ in 0..3 {
        let response = http.get(provider.api()).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let response: Value = response.json().await.unwrap();
        assert_eq!(response, json!({ "client": id(0), "body": "" }));
    }
    assert_eq!(provider.issued().await, 1);
}

#[tokio::test]
async fn a_revoked_token_is_replaced_once_and_the_request_is_retried() {
    let Some(provider) = Provider::start(&[POST, BASIC], &["secret"]) else {
        return;
    };
    let auth = provider.client(0).build().unwrap();
    let old = auth.token().await.expect("a token");
    provider.revoke_all().await;
    let found = provider.introspect(0, old.expose()).await;
    assert_eq!(found, json!({ "active": false }));

    let call = with(&auth).post(provider.api()).body("höhe=1+1&x=%");
    let response = call.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let response: Value = response.json().await.unwrap();
    assert_eq!(response["body"], "höhe=1+1&x=%");

    assert_eq!(provider.issued().await, 2);
    let counters = auth.counters();
    assert_eq!((counters.fetched, counters.retried_401), (2, 1));
    assert!(auth.token().await.expect("a token") != old);
}

#[tokio::test]
async fn the_error_of_a_wrong_secret_says_what_to_do() {
    for method in [POST, BASIC] {
        let Some(provider) = Provider::start(&[method], &["right"]) else {
            return;
        };
        let auth = provider.client(0).client_secret("wrong+%41").build();
        let auth = auth.unwrap();
        let error = with(&auth).get(provider.api()).send().await.unwrap_err();
        let error = AuthError::find_in(&error).expect("an error of the token crate");
        let AuthError::Refused { code, status, .. } = error else {
            panic!("{method}: {error:?}");
        };
        assert_eq!((code, *status), (&OAuthErrorCode::InvalidClient, 401));
        assert!(!error.is_transient());
        let text = error.to_string();
        for part in [
            provider.domain.as_str(),
            "invalid_client",
            "the client secret is wrong, expired or was regenerated",
            "set ODC_CLIENT_SECRET",
            "the server said: client authentication failed",
        ] {
            assert!(text.contains(part), "{method}: {part:?} is not in: {text}");
        }
        assert!(!text.contains("wrong+%41"), "{text}");
        assert_eq!(provider.issued().await, 0);
    }
}

#[tokio::test]
async fn a_token_is_used_for_the_lifetime_that_the_provider_gives() {
    let Some(provider) = Provider::start(&[POST, BASIC], &["secret"]) else {
        return;
    };
    let hands = Hands::default();
    let auth = provider.client(0).clock(hands.clone()).build().unwrap();
    let first = auth.token().await.expect("a token");
    let found = provider.introspect(0, first.expose()).await;
    let seconds = |member: &str| found[member].as_u64().expect("a time");
    assert_eq!(seconds("exp") - seconds("iat"), LIFETIME);

    // Before the last fifth of the lifetime, in which the token is renewed early, and after its end.
    hands.forward(LIFETIME * 4 / 5 - 1);
    assert!(auth.token().await.expect("a token") == first);
    assert_eq!(provider.issued().await, 1);
    hands.forward(LIFETIME / 5 + 1);
    assert!(auth.token().await.expect("a token") != first);
    assert_eq!(provider.issued().await, 2);

    let response = with(&auth).get(provider.api()).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(auth.counters().retried_401, 0);
}

/// The id of the n-th client. Basic form-encodes it too.
fn id(n: usize) -> String {
    format!("urn:client:{n}+%")
}

fn form_encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

fn plain() -> reqwest::Client {
    let limit = Duration::from_secs(20);
    let http = reqwest::Client::builder().no_proxy().timeout(limit);
    http.build().expect("an HTTP client")
}

fn with(auth: &OAuthMiddleware) -> ClientWithMiddleware {
    reqwest_middleware::ClientBuilder::new(plain())
        .with(auth.clone())
        .build()
}

/// Clocks that a test can move.
#[derive(Clone, Debug)]
struct Hands {
    start: (Instant, SystemTime),
    seconds: Arc<AtomicU64>,
}

impl Default for Hands {
    fn default() -> Self {
        Self {
            start: (Instant::now(), SystemTime::now()),
            seconds: Arc::default(),
        }
    }
}

impl Hands {
    fn forward(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    fn passed(&self) -> Duration {
        Duration::from_secs(self.seconds.load(Ordering::SeqCst))
    }
}

impl Clock for Hands {
    fn monotonic(&self) -> Instant {
        self.start.0 + self.passed()
    }

    fn wall(&self) -> SystemTime {
        self.start.1 + self.passed()
    }
}

/// The provider, with one client for each secret. Dropping this kills the provider. It also ends when the process of
/// the test ends.
struct Provider {
    server: Child,
    domain: String,
    secrets: Vec<String>,
}

impl Provider {
    /// Starts the provider, which then accepts secrets by these methods. Without an installed provider this returns `None`
    /// and prints the reason on stderr.
    fn start(methods: &[&str], secrets: &[&str]) -> Option<Self> {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/oidc-provider"));
        if !folder.join("node_modules/oidc-provider").is_dir() {
            return skip(
                "its modules are not installed; run `npm ci --prefix tests/oidc-provider`",
            );
        }
        let node = Command::new("node")
            .arg(folder.join("server.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let server = match node {
            Ok(server) => server,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return skip("there is no `node`; install Node.js 20 or later");
            }
            Err(error) => panic!("node does not start: {error}"),
        };
        let mut provider = Self {
            server,
            domain: String::new(),
            secrets: secrets.iter().map(ToString::to_string).collect(),
        };
        let clients = secrets.iter().enumerate();
        let clients: Vec<_> = clients
            .map(|(n, secret)| json!({ "id": id(n), "secret": secret }))
            .collect();
        let settings = json!({ "methods": methods, "lifetime": LIFETIME, "clients": clients });
        let port = provider.handshake(&settings);
        provider.domain = format!("127.0.0.1:{port}");
        Some(provider)
    }

    /// Sends the settings and waits for the port.
    fn handshake(&mut self, settings: &Value) -> u64 {
        let input = self.server.stdin.as_mut().expect("a pipe");
        // If the server has ended, the missing line leads to a better error below.
        let _ = writeln!(input, "{settings}");
        let output = self.server.stdout.take().expect("a pipe");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let _ = BufReader::new(output).read_line(&mut line);
            let _ = sender.send(line);
        });
        let line = receiver
            .recv_timeout(Duration::from_secs(60))
            .unwrap_or_default();
        let ready: Option<Value> = serde_json::from_str(&line).ok();
        ready
            .and_then(|ready| ready["port"].as_u64())
            .unwrap_or_else(|| {
                let _ = self.server.kill();
                let mut printed = String::new();
                let errors = self.server.stderr.as_mut().expect("a pipe");
                let _ = errors.read_to_string(&mut printed);
                panic!("the provider does not start: it wrote {line:?}, and on stderr:\n{printed}")
            })
    }

    /// The n-th client, with its secret.
    fn client(&self, n: usize) -> Builder {
        OAuthMiddleware::builder()
            .portal_domain(&self.domain)
            .client_id(id(n))
            .client_secret(self.secrets[n].as_str())
            .allow_http_loopback(true)
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.domain)
    }

    fn api(&self) -> String {
        self.url("api/identity/v1/users")
    }

    /// The number of tokens that the provider has issued.
    async fn issued(&self) -> usize {
        let response = plain().get(self.url("control/issued")).send().await;
        response.unwrap().json().await.expect("a number")
    }

    async fn revoke_all(&self) {
        let response = plain().post(self.url("control/revoke")).send().await;
        response.unwrap().error_for_status().expect("a success");
    }

    async fn discovery(&self) -> Value {
        let url = self.url("identity/.well-known/openid-configuration");
        let response = plain().get(url).send().await.unwrap();
        response.json().await.expect("a discovery document")
    }

    async fn token_endpoint(&self) -> String {
        let found = self.discovery().await;
        found["token_endpoint"].as_str().expect("a URL").to_owned()
    }

    /// The state of a token at the provider (RFC 7662), requested by the n-th client.
    async fn introspect(&self, n: usize, token: &str) -> Value {
        let found = self.discovery().await;
        let endpoint = found["introspection_endpoint"].as_str().expect("a URL");
        let request = plain().post(endpoint);
        let methods = found["token_endpoint_auth_methods_supported"].as_array();
        let request = if methods.expect("a list").iter().any(|method| method == POST) {
            request.form(&[
                ("token", token),
                ("client_id", &id(n)),
                ("client_secret", &self.secrets[n]),
            ])
        } else {
            let blob = basic(&form_encoded(&id(n)), &form_encoded(&self.secrets[n]));
            request
                .header("authorization", blob)
                .form(&[("token", token)])
        };
        let response = request.send().await.unwrap().error_for_status();
        response.expect("a success").json().await.expect("JSON")
    }

    /// Requests a token by Basic, with this form of the secret of the n-th client.
    async fn request_with_basic(&self, endpoint: &str, n: usize, secret: &str) -> StatusCode {
        let request = plain()
            .post(endpoint)
            .header("authorization", basic(&form_encoded(&id(n)), secret))
            .form(&[("grant_type", "client_credentials")]);
        request.send().await.unwrap().status()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

/// Prints the reason for skipping once, outside the captured output of the test harness. Fails if CI requires the
/// provider.
fn skip<T>(reason: &str) -> Option<T> {
    static SAID: Once = Once::new();
    let required = std::env::var_os("ODC_REQUIRE_NODE").is_some_and(|value| value == "1");
    assert!(
        !required,
        "ODC_REQUIRE_NODE=1 requires the OpenID provider, but {reason}"
    );
    SAID.call_once(|| {
        let _ = writeln!(
            io::stderr(),
            "skipped: the tests with an OpenID provider, because {reason}"
        );
    });
    None
}
