//! Containers of secrets: they print as redacted and are overwritten when dropped.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use odc_http::text::REDACTED;
use zeroize::Zeroizing;

/// A client secret. `Debug` prints a placeholder; the memory is overwritten on drop.
pub type ClientSecret = odc_http::secret::Secret<String>;

/// The assumed life of a token whose issuer does not say how long it lives.
pub(crate) const DEFAULT_LIFETIME: Duration = Duration::from_secs(300);

/// No token is trusted for longer than this, so that no sum of times overflows.
pub(crate) const MAX_LIFETIME: Duration = Duration::from_secs(30 * 24 * 3600);

/// The id and the secret of an API client.
#[derive(Clone)]
pub struct Credentials {
    client_id: String,
    client_secret: ClientSecret,
    identity: String,
}

impl Credentials {
    /// A client id and its secret.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<ClientSecret>) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            identity: String::new(),
        }
    }

    /// A name for these credentials that is not a secret, such as the version number in a vault.
    ///
    /// In a [`crate::TokenStore`], each identity has its own tokens.
    #[must_use]
    pub fn identity(mut self, identity: impl Into<String>) -> Self {
        self.identity = identity.into();
        self
    }

    /// The client id.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The client secret.
    #[must_use]
    pub fn client_secret(&self) -> &ClientSecret {
        &self.client_secret
    }

    pub(crate) fn identity_name(&self) -> &str {
        &self.identity
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("client_id", &self.client_id)
            .field("identity", &self.identity)
            .finish_non_exhaustive()
    }
}

/// A bearer token (RFC 6750). `Debug` prints a placeholder. The memory is overwritten when the last clone is dropped.
/// The clones inside requests count too.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(HeaderValue);

/// A text that cannot be a bearer token: it is empty, or contains a character that is not visible ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access token is empty or holds characters that a header cannot carry")]
pub struct InvalidToken;

const SCHEME: &str = "Bearer ";

impl AccessToken {
    /// Takes a token exactly as a token endpoint issued it.
    ///
    /// # Errors
    ///
    /// [`InvalidToken`] when it is empty or has a character that is not visible ASCII (RFC 6749, appendix A.12, but
    /// without the space, which would end the token in a header).
    pub fn new(token: impl AsRef<str>) -> Result<Self, InvalidToken> {
        let token = token.as_ref();
        if token.is_empty() || !token.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(InvalidToken);
        }
        let line = Zeroizing::new([SCHEME, token].concat().into_bytes());
        wiped_header(line).map(Self).ok_or(InvalidToken)
    }

    /// The token itself. The caller must make sure that it goes only to the right place.
    #[must_use]
    pub fn expose(&self) -> &str {
        let line = self.0.to_str().expect("`new` admits visible ASCII alone");
        &line[SCHEME.len()..]
    }

    /// The value of an `Authorization` header, marked sensitive.
    #[must_use]
    pub fn header_value(&self) -> HeaderValue {
        self.0.clone()
    }

    /// The same token in memory of its own, so that threads do not share a reference count.
    pub(crate) fn detached(&self) -> Self {
        Self::new(self.expose()).expect("the text comes from a token")
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccessToken({REDACTED})")
    }
}

/// Bytes that are overwritten when the last handle to them is dropped.
///
/// The alignment keeps reference counts of different threads on different cache lines.
#[repr(align(128))]
struct Wiped(Zeroizing<Vec<u8>>);

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

pub(crate) fn wiped_bytes(bytes: Zeroizing<Vec<u8>>) -> Bytes {
    Bytes::from_owner(Wiped(bytes))
}

pub(crate) fn wiped_header(bytes: Zeroizing<Vec<u8>>) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(wiped_bytes(bytes)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_tokens_are_zeroized_on_drop() {
        fn zeroized<T: zeroize::ZeroizeOnDrop>(_: &T) {}
        zeroized(&ClientSecret::from("hush"));
        zeroized(&Wiped(Zeroizing::new(vec![1])).0);
    }

    #[test]
    fn tokens_that_a_header_cannot_carry_are_errors() {
        for text in ["", " ", "a b", "a\r\nX: y", "ä", "a\u{0}", "\u{7f}"] {
            assert_eq!(AccessToken::new(text), Err(InvalidToken), "{text:?}");
        }
        let token = AccessToken::new("abc.def-_~+/=").unwrap();
        assert_eq!(token.header_value(), "Bearer abc.def-_~+/=");
        assert!(token.header_value().is_sensitive());
        assert_eq!(token.detached(), token);
        assert_eq!(format!("{token:?}"), "AccessToken([redacted])");
        let credentials = Credentials::new("id", "hush").identity("v1");
        assert_eq!(credentials.identity_name(), "v1");
        let expected = r#"Credentials { client_id: "id", identity: "v1", .. }"#;
        assert_eq!(format!("{credentials:?}"), expected);
    }
}
