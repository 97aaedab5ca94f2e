//! The authorization server: discovery, keys, tokens, introspection.
//!
//! Its issuer is a Keycloak realm on the portal's host. Therefore the issuer is not the URL of the discovery
//! document.

mod credentials;
pub(crate) mod signing;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use odc_http::body::media_type;
use serde_json::{Value, json};
use uuid::Uuid;

use super::app::App;
use super::receive::read_body;
use crate::model::client::ApiClient;
use crate::model::clients::Refused;
use credentials::{Form, FormError};
use signing::Claims;

/// Larger token requests are refused.
const MOST_FORM_BYTES: usize = 64 * 1024;

pub(crate) fn routes(realm: Uuid) -> Router<Arc<App>> {
    let realm = format!("/auth/realms/{realm}");
    let connect = format!("{realm}/protocol/openid-connect");
    Router::new()
        .route("/identity/.well-known/openid-configuration", get(discovery))
        .route(
            &format!("{realm}/.well-known/openid-configuration"),
            get(discovery),
        )
        .route(&format!("{connect}/certs"), get(certs))
        .route(&format!("{connect}/token"), post(token))
        .route(&format!("{connect}/token/introspect"), post(introspect))
}

/// The issuer, with the host name that the caller uses. So `localhost` and the name of a container work too. The host
/// name was already checked.
fn issuer(app: &App, headers: &HeaderMap) -> String {
    let named = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!(
        "{}://{}/auth/realms/{}",
        app.scheme,
        named.unwrap_or(&app.domain),
        app.realm
    )
}

async fn discovery(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let issuer = issuer(&app, &headers);
    let connect = format!("{issuer}/protocol/openid-connect");
    let methods = ["client_secret_post", "client_secret_basic"];
    json_response(
        StatusCode::OK,
        &json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{connect}/auth"),
            "token_endpoint": format!("{connect}/token"),
            "introspection_endpoint": format!("{connect}/token/introspect"),
            "userinfo_endpoint": format!("{connect}/userinfo"),
            "end_session_endpoint": format!("{connect}/logout"),
            "jwks_uri": format!("{connect}/certs"),
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": ["none"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": methods,
            "introspection_endpoint_auth_methods_supported": methods,
        }),
    )
}

async fn certs(State(app): State<Arc<App>>) -> Response {
    json_response(StatusCode::OK, &json!({ "keys": [app.key.jwk()] }))
}

async fn token(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let granted = match read_form(&parts.headers, body).await {
        Ok(form) => grant(&app, &parts.headers, &form),
        Err(error) => Err(error.into()),
    };
    granted.unwrap_or_else(|refusal| refusal.response(&parts.headers))
}

fn grant(app: &App, headers: &HeaderMap, form: &Form) -> Result<Response, TokenError> {
    let wanted = form
        .get("grant_type")
        .ok_or_else(|| TokenError::request("grant_type is missing"))?;
    let client = authenticate(app, headers, form)?;
    if wanted != "client_credentials" {
        return Err(TokenError {
            code: "unsupported_grant_type",
            text: "only client_credentials is supported".to_owned(),
        });
    }
    let now = app.clock.now();
    let claims = claims(&issuer(app, headers), &client, now, app.token_lifetime);
    let token = app.key.sign(&claims).map_err(|_| TokenError {
        code: "server_error",
        text: "the token could not be signed".to_owned(),
    })?;
    Ok(json_response(
        StatusCode::OK,
        &json!({
            "access_token": token,
            "expires_in": app.token_lifetime.as_secs(),
            "token_type": "Bearer",
        }),
    ))
}

fn claims(issuer: &str, client: &ApiClient, now: DateTime<Utc>, lifetime: Duration) -> Claims {
    let life = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
    Claims {
        iss: issuer.to_owned(),
        sub: client.subject,
        azp: client.id.clone(),
        jti: Uuid::new_v4(),
        typ: "Bearer".to_owned(),
        iat: now.timestamp(),
        nbf: now.timestamp(),
        exp: now.timestamp().saturating_add(life),
    }
}

async fn introspect(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let inspected = match read_form(&parts.headers, body).await {
        Ok(form) => inspect(&app, &parts.headers, &form),
        Err(error) => Err(error.into()),
    };
    inspected.unwrap_or_else(|refusal| refusal.response(&parts.headers))
}

fn inspect(app: &App, headers: &HeaderMap, form: &Form) -> Result<Response, TokenError> {
    authenticate(app, headers, form)?;
    let token = form
        .get("token")
        .ok_or_else(|| TokenError::request("token is missing"))?;
    let Some((claims, _)) = verify_token(app, token) else {
        return Ok(json_response(StatusCode::OK, &json!({ "active": false })));
    };
    let described = json!({
        "active": true,
        "client_id": claims.azp,
        "sub": claims.sub,
        "iss": claims.iss,
        "jti": claims.jti,
        "token_type": "Bearer",
        "iat": claims.iat,
        "nbf": claims.nbf,
        "exp": claims.exp,
    });
    Ok(json_response(StatusCode::OK, &described))
}

/// The claims and the client of a valid token: the sandbox signed it, it has not expired, and its client is neither deleted
/// nor suspended.
pub(crate) fn verify_token(app: &App, token: &str) -> Option<(Claims, ApiClient)> {
    let claims = app.key.verify(token)?;
    let now = app.clock.now().timestamp();
    let of_here = claims.iss.ends_with(&format!("/auth/realms/{}", app.realm));
    if !of_here || claims.exp <= now || claims.nbf > now {
        return None;
    }
    let world = app.world();
    let client = world
        .clients
        .get(&claims.azp)
        .filter(|client| !client.suspended)?;
    Some((claims, client.clone()))
}

fn authenticate(app: &App, headers: &HeaderMap, form: &Form) -> Result<ApiClient, TokenError> {
    let (id, secret) = credentials::presented_credentials(headers, form)?;
    let world = app.world();
    let client = world.clients.authenticate(&id, &secret, app.clock.now());
    client.cloned().map_err(|refused: Refused| TokenError {
        code: "invalid_client",
        text: refused.to_string(),
    })
}

async fn read_form(headers: &HeaderMap, body: Body) -> Result<Form, FormError> {
    if media_type(headers) != "application/x-www-form-urlencoded" {
        return Err(FormError::new(
            "the body must be application/x-www-form-urlencoded",
        ));
    }
    let bytes = read_body(body, MOST_FORM_BYTES).await;
    Form::parse(&bytes.map_err(|_| FormError::new("the body is too large or was cut off"))?)
}

/// An error of the token endpoint (RFC 6749 section 5.2).
struct TokenError {
    code: &'static str,
    text: String,
}

impl From<FormError> for TokenError {
    fn from(error: FormError) -> Self {
        Self::request(&error.0)
    }
}

impl TokenError {
    fn request(text: &str) -> Self {
        Self {
            code: "invalid_request",
            text: text.to_owned(),
        }
    }

    fn response(&self, headers: &HeaderMap) -> Response {
        let status = match self.code {
            "invalid_client" => StatusCode::UNAUTHORIZED,
            "server_error" => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        let body = json!({ "error": self.code, "error_description": self.text });
        let mut response = json_response(status, &body);
        if status == StatusCode::UNAUTHORIZED && headers.contains_key(header::AUTHORIZATION) {
            let challenge = HeaderValue::from_static("Basic realm=\"odc-sandbox\"");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

fn json_response(status: StatusCode, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    response
}
