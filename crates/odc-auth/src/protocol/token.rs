//! Makes the token request and reads its response (RFC 6749, sections 4.4 and 5).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use odc_http::body::object_from_json;
use odc_http::text::{REDACTED, one_line};
use reqwest::{Method, Request};
use serde::Deserialize;
use url::Url;
use url::form_urlencoded::byte_serialize;
use zeroize::Zeroizing;

use super::credential_hint::credential_hint;
use super::members::{OptionalText, Seconds};
use super::reply::{Peer, Reply};
use crate::error::{AuthError, OAuthErrorCode};
use crate::secret::{AccessToken, Credentials, DEFAULT_LIFETIME, wiped_bytes, wiped_header};

/// How the client sends its secret to the token endpoint (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthMethod {
    /// In the form body: `client_secret_post`. The documentation of ODC describes this method.
    Post,
    /// In an `Authorization: Basic` header, after form-encoding the id and the secret: `client_secret_basic`.
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

/// The parts of a token request other than the credentials.
#[derive(Default)]
pub(crate) struct Grant {
    /// The method for sending the secret. It overrides the discovery document.
    pub auth_method: Option<ClientAuthMethod>,
    pub scopes: Vec<String>,
    pub audience: Option<String>,
}

/// Makes the token request.
pub(crate) fn request(
    endpoint: &Url,
    method: ClientAuthMethod,
    grant: &Grant,
    credentials: &Credentials,
) -> Request {
    let mut request = Request::new(Method::POST, endpoint.clone());
    let headers = request.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let scopes = grant.scopes.join(" ");
    let mut pairs = vec![("grant_type", "client_credentials")];
    match method {
        ClientAuthMethod::Post => {
            pairs.push(("client_id", credentials.client_id()));
            pairs.push(("client_secret", credentials.client_secret().expose()));
        }
        ClientAuthMethod::Basic => {
            let line = Zeroizing::new([b"Basic ", basic(credentials).as_bytes()].concat());
            let value = wiped_header(line).expect("Base64 is visible ASCII");
            headers.insert(AUTHORIZATION, value);
        }
    }
    if !scopes.is_empty() {
        pairs.push(("scope", &scopes));
    }
    pairs.extend(grant.audience.as_deref().map(|name| ("audience", name)));
    let pair = |(name, value): &(&str, &str)| Zeroizing::new([name, "=", &encoded(value)].concat());
    let pairs: Vec<_> = pairs.iter().map(pair).collect();
    let pairs: Vec<_> = pairs.iter().map(|pair| pair.as_bytes()).collect();
    *request.body_mut() = Some(wiped_bytes(Zeroizing::new(pairs.join(&b'&'))).into());
    request
}

/// Reads the response to a token request. Returns a token and its lifetime.
pub(crate) fn read_response(
    reply: &Reply,
    peer: Peer<'_>,
    credentials: &Credentials,
) -> Result<(AccessToken, Duration), AuthError> {
    let refused = || read_refusal(reply, peer, credentials);
    if !(200..300).contains(&reply.status) {
        return Err(refused().unwrap_or_else(|| reply.unexpected_status(peer, None, 1)));
    }
    let body: Body = reply.json(peer)?;
    let Some(token) = body.access_token else {
        return Err(refused().unwrap_or_else(|| peer.malformed("it has no access_token")));
    };
    let token = AccessToken::new(&*token.0).map_err(|error| peer.malformed(error.to_string()))?;
    match body.token_type {
        Some(kind) if kind.eq_ignore_ascii_case("bearer") => {}
        Some(_) => return Err(peer.malformed("its token_type is not Bearer")),
        None => return Err(peer.malformed("it has no token_type")),
    }
    let lifetime = match body.expires_in {
        None => DEFAULT_LIFETIME,
        Some(seconds) => seconds
            .lifetime()
            .ok_or_else(|| peer.malformed("its expires_in is not a positive number of seconds"))?,
    };
    Ok((token, lifetime))
}

/// Encodes a text for a form. Allocates enough memory for the longest result at the beginning: when a text grows, a
/// copy of the secret stays in its old memory.
fn encoded(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(3 * text.len()));
    out.extend(byte_serialize(text.as_bytes()));
    out
}

/// Base64 of the form-encoded id and secret (RFC 6749, section 2.3.1, and RFC 7617).
fn basic(credentials: &Credentials) -> Zeroizing<String> {
    let id = encoded(credentials.client_id());
    let secret = encoded(credentials.client_secret().expose());
    let pair = Zeroizing::new([&id, ":", &*secret].concat());
    Zeroizing::new(STANDARD.encode(&*pair))
}

#[derive(Deserialize)]
struct Body {
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

/// An error response (RFC 6749, section 5.2), if the body is one.
fn read_refusal(reply: &Reply, peer: Peer<'_>, credentials: &Credentials) -> Option<AuthError> {
    #[derive(Deserialize)]
    struct Body {
        error: String,
        #[serde(default)]
        error_description: OptionalText,
    }
    let body: Body = object_from_json(&reply.body).ok()?;
    let code = body.error.as_str();
    if !(1..=64).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    let code: OAuthErrorCode = without_secrets(code, credentials).as_str().into();
    Some(AuthError::Refused {
        host: peer.host.to_owned(),
        hint: (code == OAuthErrorCode::InvalidClient)
            .then(|| credential_hint(credentials))
            .flatten(),
        code,
        description: body
            .error_description
            .0
            .map(|text| without_secrets(&text, credentials))
            .filter(|text| !text.is_empty()),
        status: reply.status,
    })
}

/// A text of a server on one line. The secret and tokens are removed from it, because the server may repeat them.
fn without_secrets(text: &str, credentials: &Credentials) -> String {
    let mut clean = text.to_owned();
    let secret = credentials.client_secret().expose();
    for needle in [secret, &encoded(secret), &basic(credentials)] {
        if !needle.is_empty() {
            clean = clean.replace(needle, REDACTED);
        }
    }
    one_line(&clean, 200)
}

#[cfg(test)]
mod tests;
