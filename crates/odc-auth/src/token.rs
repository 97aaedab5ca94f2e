//! The token request and its answer (RFC 6749, section 4.4 and 5).

use std::sync::atomic::AtomicU32;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use odc_http::text::{REDACTED, one_line};
use reqwest::{Method, Request};
use serde::Deserialize;
use tokio::time::Instant;
use url::form_urlencoded::byte_serialize;
use zeroize::Zeroizing;

use crate::clock::Now;
use crate::config::Config;
use crate::discovery::Provider;
use crate::error::{AuthError, Step};
use crate::secret::{AccessToken, Credentials, sealed, sealed_header};
use crate::source::{DEFAULT_LIFETIME, MAX_LIFETIME};
use crate::wire::{ATTEMPTS, Ask, Reply};

const LARGEST: usize = 1024 * 1024;

/// How the client shows its secret to the token endpoint (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthMethod {
    /// In the form body: `client_secret_post`. What ODC documents.
    Post,
    /// In an `Authorization: Basic` header, id and secret form-encoded first: `client_secret_basic`.
    Basic,
}

impl ClientAuthMethod {
    /// Picks from the methods that a discovery document lists.
    pub(crate) fn choose(listed: Option<&[String]>) -> Option<Self> {
        let has = |name| listed.is_none_or(|listed| listed.iter().any(|method| method == name));
        match (has("client_secret_post"), has("client_secret_basic")) {
            (true, _) => Some(Self::Post),
            (false, true) => Some(Self::Basic),
            (false, false) => None,
        }
    }
}

/// A token as the endpoint issued it.
pub(crate) struct Fetched {
    pub token: AccessToken,
    pub lifetime: Duration,
    /// Before the request was sent.
    pub asked: Now,
}

pub(crate) async fn fetch(
    config: &Config,
    provider: &Provider,
    credentials: &Credentials,
    deadline: Instant,
    count: &AtomicU32,
) -> Result<Fetched, AuthError> {
    let ask = Ask {
        step: Step::Token,
        host: &provider.host,
        limit: LARGEST,
        attempts: ATTEMPTS,
        deadline,
        count,
    };
    let request = request(config, provider, credentials);
    let reply = config.wire.exchange(&ask, &*config.clock, &request).await?;
    if !(200..300).contains(&reply.status) {
        return Err(
            refused(&reply, &ask, credentials).unwrap_or_else(|| reply.unexpected(&ask, None, 1))
        );
    }
    let answer: Answer =
        serde_json::from_slice(reply.whole(&ask)?).map_err(|error| ask.bad_json(&error))?;
    let Some(token) = answer.access_token else {
        return Err(refused(&reply, &ask, credentials)
            .unwrap_or_else(|| ask.malformed("it has no access_token")));
    };
    let token = AccessToken::new(&*token.0).map_err(|error| ask.malformed(error.to_string()))?;
    match answer.token_type {
        Some(kind) if kind.eq_ignore_ascii_case("bearer") => {}
        Some(_) => return Err(ask.malformed("its token_type is not Bearer")),
        None => return Err(ask.malformed("it has no token_type")),
    }
    let lifetime = match answer.expires_in {
        None => DEFAULT_LIFETIME,
        Some(seconds) => seconds
            .lifetime()
            .ok_or_else(|| ask.malformed("its expires_in is not a positive number of seconds"))?,
    };
    Ok(Fetched {
        token,
        lifetime,
        asked: reply.asked,
    })
}

fn request(config: &Config, provider: &Provider, credentials: &Credentials) -> Request {
    let mut request = Request::new(Method::POST, provider.token_endpoint.clone());
    let mut form = Form::default();
    form.pair("grant_type", "client_credentials");
    let headers = request.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    match provider.method {
        ClientAuthMethod::Post => {
            form.pair("client_id", credentials.client_id());
            form.pair("client_secret", credentials.client_secret().expose());
        }
        ClientAuthMethod::Basic => {
            let blob = basic(credentials);
            let line = Zeroizing::new([b"Basic ", blob.as_bytes()].concat());
            let value = sealed_header(line).expect("Base64 is visible ASCII");
            headers.insert(AUTHORIZATION, value);
        }
    }
    if !config.scopes.is_empty() {
        form.pair("scope", &config.scopes.join(" "));
    }
    if let Some(audience) = &config.audience {
        form.pair("audience", audience);
    }
    *request.body_mut() = Some(sealed(form.0).into());
    request
}

/// `application/x-www-form-urlencoded`, in memory that is overwritten.
#[derive(Default)]
struct Form(Zeroizing<Vec<u8>>);

impl Form {
    fn pair(&mut self, name: &str, value: &str) {
        // Room for the worst case at once: a growing `Vec` leaves its old memory behind as it is.
        let mut longer = Zeroizing::new(Vec::with_capacity(
            self.0.len() + name.len() + 3 * value.len() + 2,
        ));
        longer.extend_from_slice(&self.0);
        if !longer.is_empty() {
            longer.push(b'&');
        }
        longer.extend_from_slice(name.as_bytes());
        longer.push(b'=');
        longer.extend_from_slice(encoded(value).as_bytes());
        self.0 = longer;
    }
}

fn encoded(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(3 * text.len()));
    out.extend(byte_serialize(text.as_bytes()));
    out
}

/// Base64 of the form-encoded id and secret (RFC 6749, section 2.3.1, and RFC 7617).
fn basic(credentials: &Credentials) -> Zeroizing<String> {
    let id = encoded(credentials.client_id());
    let secret = encoded(credentials.client_secret().expose());
    let mut pair = Zeroizing::new(String::with_capacity(id.len() + secret.len() + 1));
    pair.push_str(&id);
    pair.push(':');
    pair.push_str(&secret);
    Zeroizing::new(STANDARD.encode(&*pair))
}

#[derive(Deserialize)]
struct Answer {
    access_token: Option<SecretText>,
    token_type: Option<String>,
    expires_in: Option<Seconds>,
}

#[derive(Deserialize)]
#[serde(from = "String")]
struct SecretText(Zeroizing<String>);

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

/// `expires_in` as servers write it: a number, or a number in quotes.
#[derive(Deserialize)]
#[serde(untagged)]
enum Seconds {
    Number(f64),
    Text(String),
}

impl Seconds {
    fn lifetime(self) -> Option<Duration> {
        let seconds = match self {
            Self::Number(seconds) => seconds,
            // Rust's own numbers include `inf`, JSON's do not.
            Self::Text(text) => serde_json::from_str(&text).ok()?,
        };
        (seconds >= 1.0).then(|| Duration::from_secs_f64(seconds.min(MAX_LIFETIME.as_secs_f64())))
    }
}

/// An error answer (RFC 6749, section 5.2), if the body is one.
fn refused(reply: &Reply, ask: &Ask<'_>, credentials: &Credentials) -> Option<AuthError> {
    #[derive(Deserialize)]
    struct Body {
        error: String,
        #[serde(default)]
        error_description: Option<serde_json::Value>,
    }
    let body: Body = serde_json::from_slice(reply.text()).ok()?;
    let plausible = !body.error.is_empty()
        && body.error.len() <= 64
        && body.error.bytes().all(|b| b.is_ascii_graphic());
    if !plausible {
        return None;
    }
    let description = body
        .error_description
        .as_ref()
        .and_then(|text| text.as_str());
    Some(AuthError::Refused {
        host: ask.host.to_owned(),
        code: scrubbed(&body.error, credentials).as_str().into(),
        description: description
            .map(|text| scrubbed(text, credentials))
            .filter(|text| !text.is_empty()),
        status: reply.status,
    })
}

/// A server's words on one line, without the secret or a token should the server repeat one.
fn scrubbed(text: &str, credentials: &Credentials) -> String {
    let mut clean = text.to_owned();
    let secret = credentials.client_secret().expose();
    for needle in [secret, &encoded(secret), &basic(credentials)] {
        if !needle.is_empty() {
            clean = clean.replace(needle, REDACTED);
        }
    }
    one_line(&clean, 200)
}
