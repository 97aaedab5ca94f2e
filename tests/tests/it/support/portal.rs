//! A small portal: discovery, tokens, and APIs whose responses a test chooses. It counts the requests.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use odc_runtime::{Tenant, TenantBuilder};
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub const CLIENT_ID: &str = "5b6c1f0e";

/// A request to one of the APIs.
#[derive(Debug)]
pub struct ApiCall {
    /// The token in the request.
    pub token: Option<String>,
    pub method: String,
    pub path: String,
    /// Null if there is no body.
    pub body: Value,
}

/// A request to the token endpoint.
#[derive(Clone, Debug)]
pub struct TokenRequest {
    pub authorization: Option<String>,
    pub body: String,
}

/// The behaviour of the portal. The numbers count from zero.
pub trait Script: Send + Sync + 'static {
    /// The response to the n-th token request; by default it contains the token of [`token`](Self::token).
    fn token_response(&self, n: usize) -> (u16, Value) {
        let token = self.token(n);
        (
            200,
            json!({ "access_token": token, "token_type": "Bearer", "expires_in": 43200 }),
        )
    }

    /// The n-th token.
    fn token(&self, n: usize) -> String {
        format!("token-{n}")
    }

    /// The response to the n-th API request.
    fn api(&self, n: usize, call: &ApiCall) -> (u16, String);

    /// The methods by which clients must authenticate.
    fn auth_methods(&self) -> Value {
        json!(["client_secret_post"])
    }
}

struct Shared {
    script: Box<dyn Script>,
    domain: String,
    discoveries: AtomicUsize,
    tokens: Mutex<Vec<TokenRequest>>,
    calls: AtomicUsize,
}

/// A running portal; it lives as long as the runtime.
#[derive(Clone)]
pub struct Portal {
    shared: Arc<Shared>,
}

impl Portal {
    pub async fn start(script: impl Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let shared = Arc::new(Shared {
            script: Box::new(script),
            domain: listener.local_addr().expect("an address").to_string(),
            discoveries: AtomicUsize::new(0),
            tokens: Mutex::default(),
            calls: AtomicUsize::new(0),
        });
        let state = shared.clone();
        let app = Router::new().fallback(move |request| respond(state.clone(), request));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { shared }
    }

    /// A tenant of this portal.
    pub fn tenant(&self, secret: &str) -> TenantBuilder {
        Tenant::builder()
            .portal_domain(&self.shared.domain)
            .client_id(CLIENT_ID)
            .client_secret(secret)
            .allow_http_loopback(true)
    }

    /// The domain of the portal, as `host:port`.
    pub fn domain(&self) -> &str {
        &self.shared.domain
    }

    pub fn discoveries(&self) -> usize {
        self.shared.discoveries.load(Ordering::SeqCst)
    }

    pub fn token_requests(&self) -> Vec<TokenRequest> {
        self.shared.tokens.lock().unwrap().clone()
    }

    pub fn api_calls(&self) -> usize {
        self.shared.calls.load(Ordering::SeqCst)
    }
}

async fn respond(shared: Arc<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let authorization = parts.headers.get("authorization");
    let authorization = authorization.map(|value| value.to_str().expect("text").to_owned());
    match parts.uri.path() {
        "/identity/.well-known/openid-configuration" => {
            shared.discoveries.fetch_add(1, Ordering::SeqCst);
            axum::Json(discovery(&shared)).into_response()
        }
        "/auth/realms/r/protocol/openid-connect/token" => {
            let body = to_bytes(body, 65_536).await.expect("a form");
            let body = String::from_utf8(body.to_vec()).expect("a form");
            let n = {
                let mut tokens = shared.tokens.lock().unwrap();
                tokens.push(TokenRequest {
                    authorization,
                    body,
                });
                tokens.len() - 1
            };
            let (status, body) = shared.script.token_response(n);
            (
                StatusCode::from_u16(status).expect("a status"),
                axum::Json(body),
            )
                .into_response()
        }
        _ => {
            let n = shared.calls.fetch_add(1, Ordering::SeqCst);
            let body = to_bytes(body, 1_048_576).await.expect("a body");
            let call = ApiCall {
                method: parts.method.to_string(),
                path: parts.uri.path().to_owned(),
                body: serde_json::from_slice(&body).unwrap_or_default(),
                token: authorization
                    .and_then(|value| value.strip_prefix("Bearer ").map(str::to_owned)),
            };
            let (status, body) = shared.script.api(n, &call);
            let status = StatusCode::from_u16(status).expect("a status");
            (status, [("content-type", "application/json")], body).into_response()
        }
    }
}

fn discovery(shared: &Shared) -> Value {
    let issuer = format!("http://{}/auth/realms/r", shared.domain);
    json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}/protocol/openid-connect/token"),
        "jwks_uri": format!("{issuer}/protocol/openid-connect/certs"),
        "token_endpoint_auth_methods_supported": shared.script.auth_methods(),
    })
}
