//! Settings, from the environment or from code, checked before anything is sent.

use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use crate::clock::{Clock, SystemClock};
use crate::flight::Core;
use crate::wire::Wire;
use crate::{
    ClientAuthMethod, ClientSecret, CredentialSource, Credentials, InvalidDomain, OAuthMiddleware,
    PortalDomain, TokenSource, TokenStore,
};

const DOMAIN: &str = "ODC_PORTAL_DOMAIN";
const CLIENT_ID: &str = "ODC_CLIENT_ID";
const CLIENT_SECRET: &str = "ODC_CLIENT_SECRET";
const LOOPBACK: &str = "ODC_ALLOW_HTTP_LOOPBACK";

/// No flight takes longer, whatever is asked for: sums of times must not overflow.
const LONGEST_FLIGHT: Duration = Duration::from_secs(3600);

/// Settings as they are used.
pub(crate) struct Config {
    pub portal: PortalDomain,
    pub origin: Url,
    pub allowed_hosts: Vec<PortalDomain>,
    pub source: Source,
    pub auth_method: Option<ClientAuthMethod>,
    pub scopes: Vec<String>,
    pub audience: Option<String>,
    pub store: Option<Arc<dyn TokenStore>>,
    pub clock: Arc<dyn Clock>,
    pub wire: Wire,
    pub flight_timeout: Duration,
}

pub(crate) enum Source {
    Credentials(Arc<dyn CredentialSource>),
    Tokens(Arc<dyn TokenSource>),
}

/// Why a middleware cannot be built. Each message is one line: what, where, what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// Values that are missing or empty.
    #[error("missing or empty: {}; set {} to what the ODC portal shows (Management, API clients)", .0.join(", "), if .0.len() == 1 { "it" } else { "them" })]
    Missing(Vec<&'static str>),
    /// A portal domain or an allowed host that is none.
    #[error("{place}: {problem}")]
    Domain {
        /// The variable or the argument.
        place: &'static str,
        /// What is wrong with it.
        #[source]
        problem: InvalidDomain,
    },
    /// A value that cannot be right.
    #[error("{place}: {problem}")]
    Invalid {
        /// The variable or the argument.
        place: &'static str,
        /// What is wrong with it, and what to do.
        problem: &'static str,
    },
    /// Settings that exclude each other.
    #[error("{0}")]
    Conflict(&'static str),
    /// The HTTP client cannot be built, for instance for want of a TLS library.
    #[error("the HTTP client for the identity service cannot be built: {0}")]
    Http(#[source] reqwest::Error),
}

/// Builds an [`OAuthMiddleware`].
///
/// ```
/// use odc_auth::OAuthMiddleware;
/// use std::time::Duration;
///
/// let auth = OAuthMiddleware::builder()
///     .portal_domain("acme.outsystems.dev")
///     .client_id("0123456789abcdef0123456789abcdef")
///     .client_secret("s3cret+/=")
///     .flight_timeout(Duration::from_secs(15))
///     .build()?;
/// assert_eq!(auth.origin().as_str(), "https://acme.outsystems.dev/");
/// # Ok::<(), odc_auth::ConfigError>(())
/// ```
#[derive(Default)]
#[must_use]
pub struct Builder {
    from_env: bool,
    portal: Option<String>,
    client_id: Option<String>,
    client_secret: Option<ClientSecret>,
    allow_http_loopback: bool,
    allowed_hosts: Vec<String>,
    source: Option<Source>,
    auth_method: Option<ClientAuthMethod>,
    scopes: Vec<String>,
    audience: Option<String>,
    store: Option<Arc<dyn TokenStore>>,
    clock: Option<Arc<dyn Clock>>,
    http: Option<reqwest::ClientBuilder>,
    connect_timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    flight_timeout: Option<Duration>,
    retry_base: Option<Duration>,
}

impl Builder {
    /// Reads the environment: `ODC_PORTAL_DOMAIN` (`host` or `host:port`), `ODC_CLIENT_ID`,
    /// `ODC_CLIENT_SECRET`, and `ODC_ALLOW_HTTP_LOOPBACK`, where `1` admits plain http to loopback
    /// addresses, and `0`, empty or absent does not.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] naming each variable that is missing, empty or not valid.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_vars(|name| std::env::var_os(name))
    }

    /// The same with variables from elsewhere.
    ///
    /// # Errors
    ///
    /// As [`Builder::from_env`].
    pub fn from_vars(read: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let text = |place: &'static str| match read(place).unwrap_or_default().into_string() {
            Ok(text) => Ok(text),
            Err(_) => Err(ConfigError::Invalid {
                place,
                problem: "it is not UTF-8; set it again",
            }),
        };
        let (domain, id, secret) = (
            text(DOMAIN)?,
            text(CLIENT_ID)?,
            ClientSecret::from(text(CLIENT_SECRET)?),
        );
        let given = [
            (DOMAIN, domain.as_str()),
            (CLIENT_ID, &id),
            (CLIENT_SECRET, secret.expose()),
        ];
        let missing: Vec<_> = given
            .iter()
            .filter(|(_, value)| value.is_empty())
            .map(|(name, _)| *name)
            .collect();
        if !missing.is_empty() {
            return Err(ConfigError::Missing(missing));
        }
        let allow = match text(LOOPBACK)?.as_str() {
            "1" => true,
            "" | "0" => false,
            _ => {
                let problem = "only 1 (plain http to loopback addresses) and 0 are known; set one of them or unset it";
                return Err(ConfigError::Invalid {
                    place: LOOPBACK,
                    problem,
                });
            }
        };
        let mut builder = Self::default()
            .portal_domain(domain)
            .client_id(id)
            .client_secret(secret)
            .allow_http_loopback(allow);
        builder.from_env = true;
        // Said here, and not first by `build`, so that the caller hears of it before adding to it.
        builder.checked_domain()?;
        Ok(builder)
    }

    /// The portal domain of the tenant, as `host` or `host:port`.
    pub fn portal_domain(mut self, domain: impl Into<String>) -> Self {
        self.portal = Some(domain.into());
        self
    }

    /// The id of the API client.
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self
    }

    /// The secret of the API client.
    pub fn client_secret(mut self, secret: impl Into<ClientSecret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Client id and secret from a vault or the like, in place of fixed ones or a token source.
    pub fn credential_source(mut self, source: impl CredentialSource) -> Self {
        self.source = Some(Source::Credentials(Arc::new(source)));
        self
    }

    /// Tokens from elsewhere, in place of the tenant's token endpoint.
    pub fn token_source(mut self, source: impl TokenSource) -> Self {
        self.source = Some(Source::Tokens(Arc::new(source)));
        self
    }

    /// A place to share tokens with other processes.
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Whether to speak plain http when the portal domain is a loopback address. Off by default.
    pub fn allow_http_loopback(mut self, allow: bool) -> Self {
        self.allow_http_loopback = allow;
        self
    }

    /// Another host that the discovery document may name as issuer and token endpoint, as `host` or
    /// `host:port`. The client secret goes there.
    pub fn allow_token_host(mut self, host: impl Into<String>) -> Self {
        self.allowed_hosts.push(host.into());
        self
    }

    /// How the client shows its secret. By default what the discovery document offers,
    /// [`ClientAuthMethod::Post`] first.
    pub fn client_auth_method(mut self, method: ClientAuthMethod) -> Self {
        self.auth_method = Some(method);
        self
    }

    /// A scope to ask for (RFC 6749, section 3.3). ODC knows none.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// An `audience` parameter for the token request. ODC knows none.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// How to reach the identity service: proxy, certificates, DNS. It is a builder, so that redirects can
    /// be switched off: a secret never follows one. Connections are not kept.
    pub fn http_client(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// How long connecting may take. 5 s by default.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = Some(limit);
        self
    }

    /// How long one request to the identity service may take. 10 s by default.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// How long getting a token may take, with discovery, retries and pauses. 30 s by default.
    pub fn flight_timeout(mut self, limit: Duration) -> Self {
        self.flight_timeout = Some(limit);
        self
    }

    /// The pause before the first retry is at most twice this; it doubles each time, up to 4 s. 250 ms by default.
    pub fn retry_base(mut self, base: Duration) -> Self {
        self.retry_base = Some(base);
        self
    }

    /// Where the time comes from; for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Checks everything and builds the middleware. Does no I/O.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] for what is missing, not valid or contradictory.
    pub fn build(mut self) -> Result<OAuthMiddleware, ConfigError> {
        let source = self.source()?;
        let portal = self.checked_domain()?;
        let place = "allow_token_host";
        let hosts = self.allowed_hosts.iter().map(|host| host.parse());
        let allowed_hosts = hosts
            .collect::<Result<_, _>>()
            .map_err(|problem| ConfigError::Domain { place, problem })?;
        let origin = portal.origin(self.allow_http_loopback);
        let mut http = self
            .http
            .unwrap_or_default()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .pool_max_idle_per_host(0)
            .connect_timeout(self.connect_timeout.unwrap_or(Duration::from_secs(5)));
        if origin.scheme() == "http" {
            // Plain http stays on this machine.
            http = http.no_proxy();
        }
        let wire = Wire {
            http: http.build().map_err(ConfigError::Http)?,
            attempt_timeout: self.attempt_timeout.unwrap_or(Duration::from_secs(10)),
            retry_base: self.retry_base.unwrap_or(Duration::from_millis(250)),
        };
        Ok(OAuthMiddleware::new(Core::new(Config {
            portal,
            origin,
            allowed_hosts,
            source,
            auth_method: self.auth_method,
            scopes: self.scopes,
            audience: self.audience,
            store: self.store,
            clock: self.clock.unwrap_or_else(|| Arc::new(SystemClock)),
            wire,
            flight_timeout: self
                .flight_timeout
                .unwrap_or(Duration::from_secs(30))
                .min(LONGEST_FLIGHT),
        })))
    }

    fn checked_domain(&self) -> Result<PortalDomain, ConfigError> {
        let place = if self.from_env {
            DOMAIN
        } else {
            "portal_domain"
        };
        let text = self
            .portal
            .as_deref()
            .filter(|text| !text.is_empty())
            .ok_or(ConfigError::Missing(vec![place]))?;
        text.parse()
            .map_err(|problem| ConfigError::Domain { place, problem })
    }

    fn source(&mut self) -> Result<Source, ConfigError> {
        let fixed = self.client_id.is_some() || self.client_secret.is_some();
        match self.source.take() {
            None => self.fixed_credentials(),
            Some(_) if fixed => Err(ConfigError::Conflict(
                "client_id and client_secret are of no use beside a credential_source or token_source; leave them out",
            )),
            Some(Source::Tokens(_)) if self.store.is_some() => Err(ConfigError::Conflict(
                "token_store is of no use beside token_source; leave it out",
            )),
            Some(source) => Ok(source),
        }
    }

    fn fixed_credentials(&mut self) -> Result<Source, ConfigError> {
        let names = if self.from_env {
            [CLIENT_ID, CLIENT_SECRET]
        } else {
            ["client_id", "client_secret"]
        };
        let id = self.client_id.take().unwrap_or_default();
        let secret = self
            .client_secret
            .take()
            .unwrap_or_else(|| ClientSecret::from(""));
        let values = [id.as_str(), secret.expose()];
        let missing: Vec<_> = names
            .into_iter()
            .zip(values)
            .filter(|(_, value)| value.is_empty())
            .map(|(name, _)| name)
            .collect();
        if !missing.is_empty() {
            return Err(ConfigError::Missing(missing));
        }
        for (place, value) in names.into_iter().zip(values) {
            if value.contains(char::is_control) {
                let problem =
                    "it holds a control character, perhaps a line break from a file; remove it";
                return Err(ConfigError::Invalid { place, problem });
            }
        }
        Ok(Source::Credentials(Arc::new(Credentials::new(id, secret))))
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("portal_domain", &self.portal)
            .field("client_id", &self.client_id)
            .field("client_secret", &self.client_secret)
            .finish_non_exhaustive()
    }
}
