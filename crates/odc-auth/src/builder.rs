//! Settings, from the environment or from code, checked before anything is sent.

use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::authorities::{Authorities, InvalidCertificates};
use crate::clock::{Clock, SystemClock};
use crate::domain::{InvalidDomain, PortalDomain, without_password};
use crate::driver::Driver;
use crate::fetch::Fetcher;
use crate::http_client::protected;
use crate::middleware::OAuthMiddleware;
use crate::protocol::token::{ClientAuthMethod, Grant};
use crate::secret::{ClientSecret, Credentials};
use crate::settings::{Options, Settings, Source};
use crate::source::{CredentialSource, TokenSource, TokenStore};

const VARIABLES: [&str; 3] = ["ODC_PORTAL_DOMAIN", "ODC_CLIENT_ID", "ODC_CLIENT_SECRET"];
const LOOPBACK: &str = "ODC_ALLOW_HTTP_LOOPBACK";
const EXTRA_CA: &str = "ODC_EXTRA_CA_CERTS";

/// The longest flight that a caller can set: sums of times must not overflow.
const LONGEST_FLIGHT: Duration = Duration::from_secs(3600);

/// Why a middleware cannot be built. Each message is one line: what, where, what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// Values that are missing or empty.
    #[error("missing or empty: {}; set {} to what the ODC portal shows (Management, API clients)", .0.join(", "), if .0.len() == 1 { "it" } else { "them" })]
    Missing(Vec<&'static str>),
    /// An invalid portal domain or allowed host.
    #[error("{place}: {problem}")]
    Domain {
        /// The variable or the argument.
        place: &'static str,
        /// What is wrong with it.
        #[source]
        problem: InvalidDomain,
    },
    /// An invalid value.
    #[error("{place}: {problem}")]
    Invalid {
        /// The variable or the argument.
        place: &'static str,
        /// What is wrong with it, and what to do.
        problem: &'static str,
    },
    /// Certificates of an authority that cannot be used.
    #[error("{place}: {problem}")]
    Certificates {
        /// The variable or the argument.
        place: &'static str,
        /// What is wrong with them.
        #[source]
        problem: InvalidCertificates,
    },
    /// Settings that exclude each other.
    #[error("{0}")]
    Conflict(&'static str),
    /// The HTTP client cannot be built, for instance because there is no TLS library.
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
#[must_use]
pub struct Builder {
    /// The names of domain, id and secret in messages.
    names: [&'static str; 3],
    portal: Option<String>,
    client_id: Option<String>,
    client_secret: Option<ClientSecret>,
    allow_http_loopback: bool,
    allowed_hosts: Vec<String>,
    source: Option<Source>,
    authorities: Authorities,
    extra_ca: Vec<Vec<u8>>,
    http: reqwest::ClientBuilder,
    connect_timeout: Duration,
    options: Options,
}

impl Builder {
    /// Reads the environment: `ODC_PORTAL_DOMAIN` (`host` or `host:port`), `ODC_CLIENT_ID`, `ODC_CLIENT_SECRET`, and
    /// `ODC_ALLOW_HTTP_LOOPBACK`. The value `1` of the last one allows plain http to loopback addresses; `0`, empty
    /// or absent does not. `ODC_EXTRA_CA_CERTS` names a file that is read immediately: see
    /// [`extra_ca`](Self::extra_ca).
    ///
    /// Values that are missing there can still be given to the builder; [`Builder::build`] reports the rest.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Invalid`] for a variable that is not UTF-8, and for another value of `ODC_ALLOW_HTTP_LOOPBACK`.
    /// [`ConfigError::Certificates`] for an `ODC_EXTRA_CA_CERTS` that does not name a file of certificates.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_vars(|name| std::env::var_os(name))
    }

    /// Like [`Builder::from_env`], with variables from another place.
    ///
    /// # Errors
    ///
    /// As [`Builder::from_env`].
    pub fn from_vars(read: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let invalid = |place, problem| ConfigError::Invalid { place, problem };
        let text = |place| match read(place).map(OsString::into_string) {
            Some(Err(_)) => Err(invalid(place, "it is not UTF-8; set it again")),
            text => Ok(text.and_then(Result::ok).filter(|text| !text.is_empty())),
        };
        let portal = text(VARIABLES[0])?;
        let client_id = text(VARIABLES[1])?;
        let client_secret = text(VARIABLES[2])?.map(ClientSecret::from);
        let mut authorities = Authorities::default();
        if let Some(path) = read(EXTRA_CA).filter(|path| !path.is_empty()) {
            let added = authorities.add_file(path.as_ref());
            added.map_err(|problem| ConfigError::Certificates {
                place: EXTRA_CA,
                problem,
            })?;
        }
        Ok(Self {
            names: VARIABLES,
            authorities,
            portal,
            client_id,
            client_secret,
            allow_http_loopback: match text(LOOPBACK)?.as_deref() {
                Some("1") => true,
                Some("0") | None => false,
                Some(_) => {
                    let problem = "only 1 (plain http to loopback addresses) and 0 are known; set one of them or unset it";
                    return Err(invalid(LOOPBACK, problem));
                }
            },
            ..Self::default()
        })
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

    /// Client id and secret from another place, such as a vault.
    pub fn credential_source(mut self, source: impl CredentialSource) -> Self {
        self.source = Some(Source::Credentials(Arc::new(source)));
        self
    }

    /// Tokens from another place than the tenant's token endpoint.
    pub fn token_source(mut self, source: impl TokenSource) -> Self {
        self.source = Some(Source::Tokens(Arc::new(source)));
        self
    }

    /// A place to share tokens with other processes.
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.options.store = Some(Arc::new(store));
        self
    }

    /// Whether to use plain http when the portal domain is a loopback address. Off by default.
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

    /// How the client sends its secret. By default a method that the discovery document lists,
    /// [`ClientAuthMethod::Post`] first.
    pub fn client_auth_method(mut self, method: ClientAuthMethod) -> Self {
        self.options.grant.auth_method = Some(method);
        self
    }

    /// A scope to request (RFC 6749, section 3.3). ODC has no scopes.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.options.grant.scopes.push(scope.into());
        self
    }

    /// An `audience` parameter for the token request. ODC does not need one.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.options.grant.audience = Some(audience.into());
        self
    }

    /// How to reach the identity service: proxy, certificates, DNS. This is a builder and not a client, because this
    /// crate switches off three things. Redirects: a secret must never follow one. The retries of reqwest: the limits
    /// of this crate do not count them. `connection_verbose`: it would log the secret. Connections are not kept open.
    /// Plain http goes only to addresses of this machine; a proxy or a DNS resolver cannot change that.
    pub fn http_client(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = http;
        self
    }

    /// Certificates of an authority, in PEM. The HTTP client accepts it in addition to the authorities of the system.
    /// May be called several times.
    ///
    /// Use it for a company's proxy that has its own certificates, and for a sandbox with TLS.
    /// [`OAuthMiddleware::trust`] adds the same authorities to the client for the APIs.
    pub fn extra_ca(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.extra_ca.push(pem.into());
        self
    }

    /// How long connecting may take. 5 s by default.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long one request to the identity service may take. 10 s by default.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.options.attempt_timeout = limit;
        self
    }

    /// How long getting a token may take, with discovery, retries and pauses. 30 s by default.
    pub fn flight_timeout(mut self, limit: Duration) -> Self {
        self.options.flight_timeout = limit.min(LONGEST_FLIGHT);
        self
    }

    /// The pause before the first retry is at most two times this duration. It doubles with each retry, up to 4 s.
    /// 250 ms by default.
    pub fn retry_base(mut self, base: Duration) -> Self {
        self.options.retry_base = base;
        self
    }

    /// Where the time comes from; for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.options.clock = Arc::new(clock);
        self
    }

    /// Checks everything and builds the middleware. Does no I/O.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] for settings that are missing, invalid or contradictory.
    pub fn build(mut self) -> Result<OAuthMiddleware, ConfigError> {
        self.check_complete()?;
        let domain = |place, text: &str| {
            let parsed = text.parse::<PortalDomain>();
            parsed.map_err(|problem| ConfigError::Domain { place, problem })
        };
        let portal = domain(self.names[0], self.portal.as_deref().unwrap_or_default())?;
        let source = self.source()?;
        let hosts = self.allowed_hosts.iter();
        let allowed_hosts = hosts.map(|host| domain("allow_token_host", host));
        let allowed_hosts = allowed_hosts.collect::<Result<_, _>>()?;
        let origin = portal.origin(self.allow_http_loopback);
        for pem in &self.extra_ca {
            let added = self.authorities.add(pem);
            added.map_err(|problem| ConfigError::Certificates {
                place: "extra_ca",
                problem,
            })?;
        }
        let http = protected(self.authorities.trusted_by(self.http), &origin)
            .pool_max_idle_per_host(0)
            .connect_timeout(self.connect_timeout);
        let settings = Settings {
            portal,
            origin,
            allowed_hosts,
            source,
            authorities: self.authorities,
            http: http.build().map_err(ConfigError::Http)?,
            options: self.options,
        };
        Ok(OAuthMiddleware::new(Driver::new(Fetcher::new(settings))))
    }

    /// Reports all missing values at once.
    fn check_complete(&self) -> Result<(), ConfigError> {
        let secret = self.client_secret.as_ref();
        let secret = secret.map(|secret| secret.expose().as_str());
        let given = [self.portal.as_deref(), self.client_id.as_deref(), secret];
        let needed = if self.source.is_none() { 3 } else { 1 };
        let pairs = self.names.into_iter().zip(given).take(needed);
        let missing: Vec<_> = pairs
            .filter(|(_, value)| value.is_none_or(str::is_empty))
            .map(|(name, _)| name)
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(ConfigError::Missing(missing))
        }
    }

    fn source(&mut self) -> Result<Source, ConfigError> {
        match (
            self.source.take(),
            self.client_id.take(),
            self.client_secret.take(),
        ) {
            (Some(Source::Tokens(_)), None, None) if self.options.store.is_some() => Err(
                ConfigError::Conflict("token_store has no effect with token_source; leave it out"),
            ),
            (Some(source), None, None) => Ok(source),
            (None, Some(id), Some(secret)) => {
                for (place, value) in [
                    (self.names[1], id.as_str()),
                    (self.names[2], secret.expose()),
                ] {
                    if value.contains(char::is_control) {
                        let problem = "it holds a control character, perhaps a line break from a file; remove it";
                        return Err(ConfigError::Invalid { place, problem });
                    }
                }
                Ok(Source::Credentials(Arc::new(Credentials::new(id, secret))))
            }
            _ => Err(ConfigError::Conflict(
                "client_id and client_secret have no effect with a credential_source or token_source; leave them out",
            )),
        }
    }
}

impl OAuthMiddleware {
    /// A middleware from `ODC_PORTAL_DOMAIN`, `ODC_CLIENT_ID`, `ODC_CLIENT_SECRET` and
    /// `ODC_ALLOW_HTTP_LOOPBACK`; see [`Builder::from_env`]. Does no I/O.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], in one line, naming each variable that is missing, empty or not valid.
    pub fn from_env() -> Result<Self, ConfigError> {
        Builder::from_env()?.build()
    }

    /// A middleware from values.
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            names: ["portal_domain", "client_id", "client_secret"],
            portal: None,
            client_id: None,
            client_secret: None,
            allow_http_loopback: false,
            allowed_hosts: Vec::new(),
            source: None,
            authorities: Authorities::default(),
            extra_ca: Vec::new(),
            http: reqwest::Client::builder()
                .user_agent(concat!("odc-auth/", env!("CARGO_PKG_VERSION"))),
            connect_timeout: Duration::from_secs(5),
            options: Options {
                grant: Grant::default(),
                store: None,
                clock: Arc::new(SystemClock),
                attempt_timeout: Duration::from_secs(10),
                flight_timeout: Duration::from_secs(30),
                retry_base: Duration::from_millis(250),
            },
        }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field(
                "portal_domain",
                &self.portal.as_deref().map(without_password),
            )
            .field("client_id", &self.client_id)
            .field("client_secret", &self.client_secret)
            .finish_non_exhaustive()
    }
}
