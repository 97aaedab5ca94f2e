//! The middleware for reqwest clients.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use http::{Extensions, StatusCode, header::AUTHORIZATION};
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next};
use url::Url;

use crate::domain::PortalDomain;
use crate::driver::{Counters, Driver};
use crate::error::AuthError;
use crate::http_client::protected;
use crate::runtime_check::check_runtime;
use crate::secret::AccessToken;

/// Gives every request to a tenant its bearer token. Clones share one token.
///
/// It works inside a tokio runtime with time and I/O enabled, as reqwest does. It can be used in several runtimes.
///
/// - A request to the tenant's origin (scheme, host and port) gets `Authorization: Bearer`. A request to any other
///   place is not changed. The same is true of a request with its own `Authorization` header.
/// - Without a token, or a runtime, the request is not sent; see [`AuthError::find_in`].
/// - After a 401, exactly the token that was sent is dropped, and the request is sent once more with a new one, at most
///   once in 10 s for all requests together. The caller gets the original 401 when there is no new token or when the
///   body is a stream, which cannot be sent twice. If getting a new token failed, the extensions of that response hold
///   the [`AuthError`].
#[derive(Clone)]
pub struct OAuthMiddleware {
    driver: Arc<Driver>,
}

impl OAuthMiddleware {
    pub(crate) fn new(driver: Driver) -> Self {
        Self {
            driver: Arc::new(driver),
        }
    }

    /// The portal domain of the tenant.
    #[must_use]
    pub fn portal_domain(&self) -> &PortalDomain {
        &self.driver.fetcher.settings.portal
    }

    /// The tenant's root URL: the only place that tokens go to.
    #[must_use]
    pub fn origin(&self) -> &Url {
        &self.driver.fetcher.settings.origin
    }

    /// Lets another HTTP client accept the certificate authorities that were added here, by
    /// [`Builder::extra_ca`](crate::Builder::extra_ca) or `ODC_EXTRA_CA_CERTS`.
    ///
    /// ```no_run
    /// let auth = odc_auth::OAuthMiddleware::from_env()?;
    /// let http = auth.trust(reqwest::Client::builder()).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trust(&self, http: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        self.driver.fetcher.settings.authorities.trusted_by(http)
    }

    /// The token endpoint that discovery found; `None` before the first token was needed.
    #[must_use]
    pub fn token_endpoint(&self) -> Option<Url> {
        self.driver.fetcher.token_endpoint()
    }

    /// The numbers of tokens, failures and repeated requests up to now.
    #[must_use]
    pub fn counters(&self) -> Counters {
        self.driver.counters()
    }

    /// A valid token, from the cache where possible.
    ///
    /// # Errors
    ///
    /// [`AuthError`] when there is none and none can be fetched.
    pub async fn token(&self) -> Result<AccessToken, AuthError> {
        self.driver.token().await
    }

    /// Drops `token` if it is the token in use, so that the next call fetches another one. Returns whether it was in
    /// use.
    pub fn invalidate(&self, token: &AccessToken) -> bool {
        self.driver.invalidate(token)
    }

    /// Prepares an HTTP client for requests to the tenant, after all other settings: turns off what would take a token
    /// to another place, or into a log.
    ///
    /// These are redirects, reqwest's own retries and `connection_verbose`; for plain http also proxies, and other
    /// addresses of `localhost`.
    ///
    /// ```
    /// # use odc_auth::OAuthMiddleware;
    /// # let auth = OAuthMiddleware::builder().portal_domain("acme.outsystems.dev").client_id("c").client_secret("s").build()?;
    /// let http = auth.protect(reqwest::Client::builder()).build()?;
    /// let http = reqwest_middleware::ClientBuilder::new(http).with(auth).build();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn protect(&self, http: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        protected(http, self.origin())
    }

    fn covers(&self, url: &Url) -> bool {
        url.origin() == self.origin().origin()
    }
}

impl fmt::Debug for OAuthMiddleware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthMiddleware")
            .field("origin", &self.origin().as_str())
            .field("counters", &self.counters())
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Middleware for OAuthMiddleware {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        if !self.covers(request.url()) || request.headers().contains_key(AUTHORIZATION) {
            return next.run(request, extensions).await;
        }
        let runtime = check_runtime().map_err(AuthError::NoRuntime);
        runtime.map_err(Error::middleware)?;
        let token = self.token().await.map_err(Error::middleware)?;
        let again = request.try_clone();
        request
            .headers_mut()
            .insert(AUTHORIZATION, token.header_value());
        let mut response = next.clone().run(request, extensions).await?;
        if response.status() != StatusCode::UNAUTHORIZED || self.is_foreign(response.url()) {
            return Ok(response);
        }
        let Some(mut again) = again else {
            self.driver.reject(&token);
            return Ok(response);
        };
        let fresh = match self.driver.replace(&token).await {
            Ok(Some(fresh)) => fresh,
            Ok(None) => return Ok(response),
            Err(error) => {
                response.extensions_mut().insert(error);
                return Ok(response);
            }
        };
        drop(response);
        again
            .headers_mut()
            .insert(AUTHORIZATION, fresh.header_value());
        next.run(again, extensions).await
    }
}

impl OAuthMiddleware {
    /// Whether a response came from another origin, after a redirect. A 401 from there says nothing about our token.
    ///
    /// If another middleware made a response, reqwest invents its URL.
    fn is_foreign(&self, url: &Url) -> bool {
        !self.covers(url) && url.host_str() != Some("no.url.provided.local")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_scheme_host_and_port_belong_to_the_tenant() {
        let auth = OAuthMiddleware::builder()
            .portal_domain("acme.outsystems.dev")
            .client_id("i")
            .client_secret("s");
        let auth = auth.build().unwrap();
        for (url, covered) in [
            (
                "https://acme.outsystems.dev/api/identity/v1/users?limit=1",
                true,
            ),
            ("https://ACME.outsystems.dev:443/", true),
            ("http://acme.outsystems.dev/", false),
            ("https://acme.outsystems.dev:8443/", false),
            ("https://acme.outsystems.dev./", false),
            ("https://acme.outsystems.dev.evil.example/", false),
            ("https://acme.outsystems.dev@evil.example/", false),
            ("https://evil.example/acme.outsystems.dev", false),
            ("https://other.outsystems.dev/", false),
            ("https://outsystems.dev/", false),
            ("data:text/plain,acme.outsystems.dev", false),
        ] {
            assert_eq!(auth.covers(&url.parse().unwrap()), covered, "{url}");
        }
    }
}
