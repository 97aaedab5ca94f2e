//! The parts that users can replace: where credentials come from, where tokens come from, and where tokens are
//! stored.

use std::fmt;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;

use crate::error::SourceError;
use crate::secret::{AccessToken, Credentials, DEFAULT_LIFETIME, MAX_LIFETIME};

/// Where client id and secret come from. It is called before every token request, so that it notices a changed
/// secret.
///
/// ```
/// use odc_auth::{Credentials, CredentialSource, OAuthMiddleware, SourceError, async_trait};
///
/// struct Vault;
///
/// #[async_trait]
/// impl CredentialSource for Vault {
///     async fn credentials(&self) -> Result<Credentials, SourceError> {
///         let secret = std::fs::read_to_string("/run/secrets/odc").map_err(SourceError::transient)?;
///         Ok(Credentials::new("0123456789abcdef0123456789abcdef", secret.trim_end()).identity("v3"))
///     }
/// }
///
/// let auth = OAuthMiddleware::builder().portal_domain("acme.outsystems.dev").credential_source(Vault).build()?;
/// # Ok::<(), odc_auth::ConfigError>(())
/// ```
#[async_trait]
pub trait CredentialSource: Send + Sync + 'static {
    /// The credentials to use now.
    ///
    /// # Errors
    ///
    /// Any error of the source; [`SourceError`] says whether it may pass by itself.
    async fn credentials(&self) -> Result<Credentials, SourceError>;
}

#[async_trait]
impl CredentialSource for Credentials {
    async fn credentials(&self) -> Result<Credentials, SourceError> {
        Ok(self.clone())
    }
}

/// Where tokens come from, if they do not come from the tenant's token endpoint: a fixed token, a sidecar, a broker.
///
/// Caching, sharing and renewal work as usual.
///
/// ```
/// use odc_auth::{AccessToken, IssuedToken, OAuthMiddleware, SourceError, TokenSource, async_trait};
///
/// struct Fixed(AccessToken);
///
/// #[async_trait]
/// impl TokenSource for Fixed {
///     async fn token(&self) -> Result<IssuedToken, SourceError> {
///         Ok(IssuedToken::new(self.0.clone(), None))
///     }
/// }
///
/// let token = AccessToken::new("eyJhbGciOi.eyJzdWIi.c2ln").unwrap();
/// let auth = OAuthMiddleware::builder().portal_domain("acme.outsystems.dev").token_source(Fixed(token)).build()?;
/// # Ok::<(), odc_auth::ConfigError>(())
/// ```
#[async_trait]
pub trait TokenSource: Send + Sync + 'static {
    /// A token to use from now on.
    ///
    /// # Errors
    ///
    /// Any error of the source; [`SourceError`] says whether it may pass by itself.
    async fn token(&self) -> Result<IssuedToken, SourceError>;
}

/// A fresh token and how long it lives.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    pub(crate) token: AccessToken,
    pub(crate) lifetime: Duration,
}

impl IssuedToken {
    /// A token with its remaining life; 300 s are assumed when that is not known.
    #[must_use]
    pub fn new(token: AccessToken, expires_in: Option<Duration>) -> Self {
        Self {
            token,
            lifetime: expires_in.unwrap_or(DEFAULT_LIFETIME).min(MAX_LIFETIME),
        }
    }
}

/// Where tokens are kept between processes.
///
/// A store may fail, panic or hang: after a second the token is fetched without it. Run blocking code in
/// `spawn_blocking`, as in any async code, because all other work on its thread waits for it. A stored token gives
/// the same access as the credentials: encrypt it. A store for command-line use is
#[cfg_attr(feature = "file-store", doc = "[`crate::FileTokenStore`].")]
#[cfg_attr(not(feature = "file-store"), doc = "behind the feature `file-store`.")]
#[async_trait]
pub trait TokenStore: Send + Sync + 'static {
    /// The token under `key`, if there is one. The credentials can help to decrypt it.
    ///
    /// # Errors
    ///
    /// Any error of the store. It is logged, and a token is fetched.
    async fn load(
        &self,
        key: &CacheKey,
        credentials: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError>;

    /// Keeps a token under `key`, and replaces an older one. Callers do not wait for it: if the runtime ends first,
    /// nothing is kept. After [`Turn::FetchAlone`] they wait for at most 50 ms.
    ///
    /// # Errors
    ///
    /// Any error of the store. It is logged, and the token is used.
    async fn save(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError>;

    /// Whether this process must fetch a token, because there is none under `key`. A store that only one process at a
    /// time uses returns [`Turn::Fetch`]. This is the default.
    ///
    /// After [`Turn::FetchAlone`] this process calls [`save`](Self::save) or [`give_up`](Self::give_up). A killed process calls
    /// neither: the store lets another process fetch after a while.
    ///
    /// # Errors
    ///
    /// Any error of the store. It is logged, and a token is fetched.
    async fn turn(&self, key: &CacheKey, credentials: &Credentials) -> Result<Turn, SourceError> {
        let _ = (key, credentials);
        Ok(Turn::Fetch)
    }

    /// The fetch that [`turn`](Self::turn) allowed has failed. Another process may try now.
    ///
    /// # Errors
    ///
    /// Any error of the store. It is logged.
    async fn give_up(&self, key: &CacheKey, credentials: &Credentials) -> Result<(), SourceError> {
        let _ = (key, credentials);
        Ok(())
    }

    /// Removes this token, which the API has rejected, if it is still the token under `key`. Does not remove another
    /// token.
    ///
    /// # Errors
    ///
    /// Any error of the store. It is logged.
    async fn forget(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        let _ = (key, token, credentials);
        Ok(())
    }
}

/// Who fetches a token when a [`TokenStore`] has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This process, and perhaps other processes too: the store makes no difference between them.
    Fetch,
    /// Only this process. It looks into the store once more first, because another process may have saved a token
    /// just now.
    FetchAlone,
    /// Another process is already fetching a token. Look for that token after this time.
    Wait(Duration),
}

/// A token as a [`TokenStore`] keeps it.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// The token.
    pub token: AccessToken,
    /// When it was requested.
    pub issued_at: SystemTime,
    /// When it expires.
    pub expires_at: SystemTime,
}

/// Identifies a token by its tenant, its client and its grant. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CacheKey(String);

impl CacheKey {
    /// The key of tokens of `client_id` at the tenant with this origin, such as `https://acme.outsystems.dev/`.
    ///
    /// `identity` separates credentials of one client ([`Credentials::identity`]). The order of scopes, and repeated
    /// ones, make no difference.
    #[must_use]
    pub fn new(
        origin: &str,
        client_id: &str,
        identity: &str,
        scopes: &[String],
        audience: Option<&str>,
    ) -> Self {
        let mut scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        scopes.sort_unstable();
        scopes.dedup();
        let (scopes, audience) = (scopes.join(" "), audience.unwrap_or_default());
        let parts = [origin, client_id, identity, &scopes, audience];
        // The length before each part keeps the parts separate: no part can look like another one.
        Self(parts.map(|part| format!("{}:{part};", part.len())).concat())
    }

    /// The origin of the tenant.
    #[must_use]
    pub fn origin(&self) -> &str {
        // The first part, after its length.
        let (length, rest) = self.0.split_once(':').unwrap_or_default();
        let length = length.parse().unwrap_or_default();
        rest.get(..length).unwrap_or_default()
    }
}

impl fmt::Display for CacheKey {
    /// One text per key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_key_differs_by_tenant_client_identity_scopes_and_audience() {
        let scopes = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let base = CacheKey::new("https://i", "c", "v1", &scopes("a b"), Some("x"));
        assert_eq!(
            base,
            CacheKey::new("https://i", "c", "v1", &scopes("b a b"), Some("x"))
        );
        assert_eq!(base.origin(), "https://i");
        for other in [
            CacheKey::new("https://j", "c", "v1", &scopes("a b"), Some("x")),
            CacheKey::new("https://i", "d", "v1", &scopes("a b"), Some("x")),
            CacheKey::new("https://i", "c", "v2", &scopes("a b"), Some("x")),
            CacheKey::new("https://i", "c", "v1", &scopes("a"), Some("x")),
            CacheKey::new("https://i", "c", "v1", &scopes("a b"), None),
            CacheKey::new("https://i", "cv", "1", &scopes("a b"), Some("x")),
        ] {
            assert_ne!(base, other);
            assert_ne!(base.to_string(), other.to_string());
        }
    }
}
