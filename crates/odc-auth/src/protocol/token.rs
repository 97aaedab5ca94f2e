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

use super::members::{Seconds, Words};
use super::reply::{Peer, Reply};
use super::suspicion::suspicion;
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

/// Encodes a text for a form. It allocates memory for the longest result at the beginning, since a text that grows
/// leaves a copy of the secret in its old memory.
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
        error_description: Words,
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
            .then(|| suspicion(credentials))
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

/// A server's text on one line. The secret and tokens are removed from it, in case the server repeats them.
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
mod tests {
    use super::*;
    use crate::error::Step;

    const PEER: Peer<'_> = Peer {
        step: Step::Token,
        host: "acme.dev",
    };

    fn credentials() -> Credentials {
        Credentials::new("id:1", "s3cret+/= ä")
    }

    fn read(status: u16, body: &str) -> Result<(AccessToken, Duration), AuthError> {
        let reply = Reply {
            status,
            media_type: "application/json".into(),
            body: Zeroizing::new(body.as_bytes().to_vec()),
            exceeds: None,
        };
        read_response(&reply, PEER, &credentials())
    }

    fn form_and_header(method: ClientAuthMethod, grant: &Grant) -> (String, Option<String>) {
        let endpoint = "https://acme.dev/token".parse().unwrap();
        let request = request(&endpoint, method, grant, &credentials());
        assert_eq!(
            (request.method(), request.url()),
            (&Method::POST, &endpoint)
        );
        let headers = request.headers();
        assert_eq!(headers[CONTENT_TYPE], "application/x-www-form-urlencoded");
        assert_eq!(headers[ACCEPT], "application/json");
        let header = headers.get(AUTHORIZATION);
        assert!(header.is_none_or(HeaderValue::is_sensitive));
        let form = request.body().and_then(reqwest::Body::as_bytes).unwrap();
        (
            String::from_utf8(form.to_vec()).unwrap(),
            header.map(|value| value.to_str().unwrap().to_owned()),
        )
    }

    #[test]
    fn the_request_carries_the_secret_in_the_form_or_in_the_header() {
        let encoded = "s3cret%2B%2F%3D+%C3%A4";
        let (form, header) = form_and_header(ClientAuthMethod::Post, &Grant::default());
        assert_eq!(
            form,
            format!("grant_type=client_credentials&client_id=id%3A1&client_secret={encoded}")
        );
        assert_eq!(header, None);
        let grant = Grant {
            auth_method: None,
            scopes: vec!["b".into(), "a".into()],
            audience: Some("x&y".into()),
        };
        let (form, header) = form_and_header(ClientAuthMethod::Basic, &grant);
        assert_eq!(
            form,
            "grant_type=client_credentials&scope=b+a&audience=x%26y"
        );
        let blob = STANDARD.encode(format!("id%3A1:{encoded}"));
        assert_eq!(header, Some(format!("Basic {blob}")));
    }

    #[test]
    fn encoding_a_secret_leaves_no_copy_behind() {
        for text in ["", "plain", "äöü+/=& %", "\u{0}"] {
            let out = encoded(text);
            let again: String = byte_serialize(text.as_bytes()).collect();
            assert_eq!(
                (out.as_str(), out.capacity()),
                (again.as_str(), 3 * text.len())
            );
        }
    }

    #[test]
    fn the_method_is_the_form_where_the_document_does_not_say_otherwise() {
        let listed = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            ClientAuthMethod::choose(Some(&names))
        };
        let (post, basic) = ("client_secret_post", "client_secret_basic");
        assert_eq!(ClientAuthMethod::choose(None), Some(ClientAuthMethod::Post));
        assert_eq!(listed(&[basic, post]), Some(ClientAuthMethod::Post));
        assert_eq!(listed(&["none", basic]), Some(ClientAuthMethod::Basic));
        assert_eq!(listed(&["none"]), None);
    }

    #[test]
    fn a_response_is_a_token_and_its_life() {
        for (members, life) in [
            (r#""expires_in":600"#, 600),
            (r#""expires_in":"600""#, 600),
            (r#""expires_in":1"#, 1),
            (r#""scope":"x""#, 300),
            (r#""expires_in":null"#, 300),
            (r#""expires_in":1e300"#, 30 * 24 * 3600),
        ] {
            let body = format!(r#"{{"access_token":"t","token_type":"bearer",{members}}}"#);
            for status in [200, 201, 299] {
                let (token, found) = read(status, &body).unwrap();
                assert_eq!(
                    (token.expose(), found),
                    ("t", Duration::from_secs(life)),
                    "{body}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_token_is_malformed() {
        for (body, problem) in [
            (r#"{"token_type":"Bearer"}"#, "no access_token"),
            (r#"{"access_token":"t"}"#, "no token_type"),
            (r#"{"access_token":"t","token_type":"mac"}"#, "not Bearer"),
            (
                r#"{"access_token":"a b","token_type":"Bearer"}"#,
                "characters",
            ),
            (
                r#"{"access_token":"t","token_type":"Bearer","expires_in":0.99}"#,
                "expires_in",
            ),
            (
                r#"{"access_token":"t","token_type":"Bearer","expires_in":"inf"}"#,
                "expires_in",
            ),
            (r#"{"access_token":7}"#, "wrong type (line 1, column 17)"),
            (r#"{"access_token":"t"#, "incomplete or empty JSON"),
            ("", "incomplete or empty JSON"),
            ("<p>", "not JSON"),
        ] {
            let error = read(200, body).unwrap_err();
            let AuthError::Malformed {
                problem: found,
                step: Step::Token,
                host,
            } = &error
            else {
                panic!("{body}: {error:?}");
            };
            assert!(
                found.contains(problem) && host == "acme.dev",
                "{body}: {found}"
            );
        }
        let cut = Reply {
            status: 200,
            media_type: String::new(),
            body: Zeroizing::default(),
            exceeds: Some(9),
        };
        let error = read_response(&cut, PEER, &credentials()).unwrap_err();
        assert!(error.to_string().contains("larger than 9 bytes"), "{error}");
    }

    #[test]
    fn an_error_response_is_a_refusal_and_anything_else_a_status() {
        let refusal = |status, body: &str| match read(status, body).unwrap_err() {
            AuthError::Refused {
                code,
                description,
                status: found,
                ..
            } => {
                assert_eq!(found, status);
                Some((code.as_str().to_owned(), description))
            }
            AuthError::Status { status: found, .. } => {
                assert_eq!(found, status);
                None
            }
            error => panic!("{body}: {error:?}"),
        };
        let code = |code: &str| Some((code.to_owned(), None));
        for status in [199, 300, 400, 401, 403] {
            let body = r#"{"error":"invalid_client","error_description":"no\nclient"}"#;
            let expected = Some(("invalid_client".to_owned(), Some("no client".to_owned())));
            assert_eq!(refusal(status, body), expected);
        }
        // A response with a success status and without a token may be an error response too.
        assert_eq!(refusal(200, r#"{"error":"odd"}"#), code("odd"));
        assert_eq!(
            refusal(400, r#"{"error":"odd","error_description":7}"#),
            code("odd")
        );
        assert_eq!(
            refusal(400, r#"{"error":"odd","error_description":" "}"#),
            code("odd")
        );
        let longest = "x".repeat(64);
        assert_eq!(
            refusal(400, &format!(r#"{{"error":"{longest}"}}"#)),
            code(&longest)
        );
        for body in [
            format!(r#"{{"error":"{longest}x"}}"#).as_str(),
            r#"{"error":""}"#,
            r#"{"error":"two words"}"#,
            r#"{"error":["odd"]}"#,
            r#"["odd"]"#,
            r#"{"title":"Forbidden"}"#,
            "no",
            "",
        ] {
            assert_eq!(refusal(400, body), None, "{body}");
        }
    }

    #[test]
    fn a_refusal_repeats_no_secret_in_whatever_form() {
        let secret = "s3cret+/= ä";
        let forms = [secret, &encoded(secret), &basic(&credentials())];
        for form in forms {
            let body =
                serde_json::json!({"error": "odd", "error_description": format!("<{form}>")});
            let AuthError::Refused { description, .. } = read(400, &body.to_string()).unwrap_err()
            else {
                panic!("{form}");
            };
            assert_eq!(description.as_deref(), Some("<[redacted]>"), "{form}");
        }
        // Every text contains the empty secret. It must not change the text.
        let text = without_secrets("as it was", &Credentials::new("", ""));
        assert_eq!(text, "as it was");
    }
}
