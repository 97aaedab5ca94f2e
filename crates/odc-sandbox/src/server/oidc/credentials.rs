//! The credentials of a token request: either in the form (`client_secret_post`), or in HTTP Basic with form-encoded
//! parts (`client_secret_basic`, RFC 6749 section 2.3.1). A request must not have both.

use std::collections::HashMap;

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

/// The mistake in a token request.
#[derive(Debug)]
pub(crate) struct FormError(pub(crate) String);

impl FormError {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The fields of a form. No field may be given twice (RFC 6749 section 3.2).
#[derive(Debug)]
pub(crate) struct Form(HashMap<String, String>);

impl Form {
    pub(crate) fn parse(body: &[u8]) -> Result<Self, FormError> {
        let mut fields = HashMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            if fields
                .insert(name.clone().into_owned(), value.into_owned())
                .is_some()
            {
                return Err(FormError(format!("{name} is given more than once")));
            }
        }
        Ok(Self(fields))
    }

    /// The value of a field. An empty value counts as missing.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

/// The id and the secret in a request.
pub(crate) fn presented_credentials(
    headers: &HeaderMap,
    form: &Form,
) -> Result<(String, String), FormError> {
    let id = form.get("client_id");
    let secret = form.get("client_secret");
    if headers.contains_key(header::AUTHORIZATION) {
        let (basic_id, basic_secret) = basic(headers)
            .ok_or_else(|| FormError::new("the Authorization header is not form-encoded Basic"))?;
        if secret.is_some() || id.is_some_and(|id| id != basic_id) {
            return Err(FormError::new(
                "credentials came both in the header and in the body",
            ));
        }
        return Ok((basic_id, basic_secret));
    }
    let id = id.ok_or_else(|| FormError::new("client_id is missing"))?;
    let secret = secret.ok_or_else(|| FormError::new("client_secret is missing"))?;
    Ok((id.to_owned(), secret.to_owned()))
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, blob) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(blob.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((form_decode(id)?, form_decode(secret)?))
}

/// Decodes one form-encoded value; None when the text is not form-encoded.
fn form_decode(text: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"*-._+%~!'()".contains(&byte);
    if !text.bytes().all(plain) {
        return None;
    }
    let pair = format!("v={text}");
    form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
}
