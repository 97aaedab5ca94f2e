//! Builds a tenant from its settings. They are checked before anything is sent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use odc_auth::{ClientSecret, ConfigError, OAuthMiddleware};
use reqwest_middleware::Middleware;

use super::handle::{Inner, Tenant};
use super::shared;
use crate::body;
use crate::budget::{BudgetPolicy, OnWait, RateBudget, SharedBudget};
use crate::error::{Error, SetupError};
use crate::headers::Headers;
use crate::layers::{AddHeaders, CountSends, Retry, WaitForRoom};
use crate::retry::RetryPolicy;
use crate::transfer::Transfers;
use crate::unread::OnUnread;

impl Tenant {
    /// A tenant from `ODC_PORTAL_DOMAIN`, `ODC_CLIENT_ID` and `ODC_CLIENT_SECRET`.
    ///
    /// `ODC_ALLOW_HTTP_LOOPBACK=1` allows plain http, but only to loopback addresses. `ODC_EXTRA_CA_CERTS` names a
    /// file with certificates of further authorities, in PEM. `ODC_SHARED_STORE` is the URL of a store that all
    /// processes of the organization share (`redis://…`). It needs the feature `redis`. This function connects to it,
    /// which takes at most 5 s.
    ///
    /// # Errors
    ///
    /// A variable is missing, empty or not valid; the shared store cannot be used; or the HTTP client cannot be built.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// A builder with credentials from the environment, for further settings.
    ///
    /// # Errors
    ///
    /// A variable is missing, empty or not valid, or the shared store cannot be used.
    pub fn builder_from_env() -> Result<TenantBuilder, Error> {
        let auth = odc_auth::Builder::from_env()?;
        Ok(TenantBuilder {
            auth: Auth::Builder(Box::new(auth)),
            store: shared::from_env()?,
            has_credentials: true,
            ..TenantBuilder::default()
        })
    }

    /// A builder without any setting.
    ///
    /// ```
    /// use std::time::Duration;
    /// use odc_runtime::{RetryPolicy, Tenant};
    ///
    /// let tenant = Tenant::builder()
    ///     .portal_domain("acme.outsystems.dev")
    ///     .client_id("5b6c1f0e")
    ///     .client_secret("from your secret store")
    ///     .retry(RetryPolicy::new().deadline(Duration::from_secs(30)))
    ///     .build()?;
    /// assert_eq!(tenant.origin().as_str(), "https://acme.outsystems.dev/");
    /// # Ok::<(), odc_runtime::Error>(())
    /// ```
    pub fn builder() -> TenantBuilder {
        TenantBuilder::default()
    }
}

type Configure = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

enum Auth {
    Builder(Box<odc_auth::Builder>),
    Given(OAuthMiddleware),
}

/// Builds a [`Tenant`].
#[must_use]
pub struct TenantBuilder {
    auth: Auth,
    http: Option<reqwest::ClientBuilder>,
    configure: Option<Configure>,
    retry: RetryPolicy,
    budget: BudgetPolicy,
    shared: Option<SharedBudget>,
    pub(super) store: Option<shared::Store>,
    timeout: Option<Duration>,
    connect_timeout: Duration,
    body_limit: usize,
    pub(super) headers: Headers,
    pub(super) application: Option<String>,
    pub(super) per_call: Vec<Arc<dyn Middleware>>,
    pub(super) per_attempt: Vec<Arc<dyn Middleware>>,
    pub(super) on_wait: OnWait,
    pub(super) on_unread: OnUnread,
    has_credentials: bool,
    conflict: bool,
}

impl Default for TenantBuilder {
    fn default() -> Self {
        Self {
            auth: Auth::Builder(Box::default()),
            http: None,
            configure: None,
            retry: RetryPolicy::default(),
            budget: BudgetPolicy::default(),
            shared: None,
            store: None,
            timeout: None,
            connect_timeout: Duration::from_secs(10),
            body_limit: body::LIMIT,
            headers: Headers::default(),
            application: None,
            per_call: Vec::new(),
            per_attempt: Vec::new(),
            on_wait: OnWait::default(),
            on_unread: OnUnread::default(),
            has_credentials: false,
            conflict: false,
        }
    }
}

impl TenantBuilder {
    /// The portal domain as `host` or `host:port`, without a scheme.
    pub fn portal_domain(self, domain: impl Into<String>) -> Self {
        self.auth(|auth| auth.portal_domain(domain))
    }

    /// The id of the API client.
    pub fn client_id(self, id: impl Into<String>) -> Self {
        self.auth(|auth| auth.client_id(id))
    }

    /// The secret of the API client.
    pub fn client_secret(self, secret: impl Into<ClientSecret>) -> Self {
        self.auth(|auth| auth.client_secret(secret))
    }

    /// Allows plain http, but only to loopback addresses. For tests.
    pub fn allow_http_loopback(self, allow: bool) -> Self {
        self.auth(|auth| auth.allow_http_loopback(allow))
    }

    /// Certificates of an authority, in PEM, that is accepted in addition to those of the system: for calls, tokens
    /// and files. May be called several times.
    ///
    /// Use it for a company's proxy that has its own certificates, and for a sandbox with TLS.
    /// `ODC_EXTRA_CA_CERTS=FILE` does the same for every program that reads the environment.
    pub fn extra_ca(self, pem: impl Into<Vec<u8>>) -> Self {
        self.auth(|auth| auth.extra_ca(pem))
    }

    /// A token middleware that you have built, for instance with a credential source or a token store.
    ///
    /// It contains the portal domain, the credentials and the certificate authorities. The five settings above must
    /// not be set together with it.
    pub fn oauth(mut self, middleware: OAuthMiddleware) -> Self {
        self.conflict |= self.has_credentials;
        self.auth = Auth::Given(middleware);
        self
    }

    /// Your own HTTP client for API calls, with its own timeouts.
    ///
    /// This is a builder, because some features are always turned off. Redirects: an API has none, and a token must
    /// not go to another place. reqwest's own retries: the rate budget cannot see them. `connection_verbose`: it
    /// would log the token. For plain http, proxies ([`OAuthMiddleware::protect`]). To change the proxy or the
    /// certificates for the identity service and for files too, use [`configure_http`](Self::configure_http).
    pub fn http_client(mut self, client: reqwest::ClientBuilder) -> Self {
        self.http = Some(client);
        self
    }

    /// Changes the HTTP clients for API calls, for tokens and for files before they are built: proxy, certificates, DNS.
    /// Features that [`OAuthMiddleware::protect`] turns off stay off, even if this function turns them on.
    ///
    /// ```
    /// # use odc_runtime::Tenant;
    /// let builder = Tenant::builder()
    ///     .configure_http(|http| http.no_proxy());
    /// ```
    pub fn configure_http(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.configure = Some(Box::new(configure));
        self
    }

    /// How calls are retried; see [`retry`](crate::retry) for the table.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// What calls do when the rate budget has no room: by default they wait.
    pub const fn budget(mut self, policy: BudgetPolicy) -> Self {
        self.budget = policy;
        self
    }

    /// A rate budget that other processes of the organization share.
    ///
    /// A program that calls [`Tenant::builder_from_env`] gets one from the variable `ODC_SHARED_STORE`
    /// (`redis://cache.example.com`).
    pub fn shared_budget(mut self, budget: SharedBudget) -> Self {
        self.shared = Some(budget);
        self
    }

    /// How long each attempt may take, from connecting to the end of the response. 30 s by default. For your own
    /// [`http_client`](Self::http_client), its own timeouts and the deadline of the retry policy apply.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How many bytes the body of one success may have. They are counted after decompression, if the HTTP client
    /// decompresses. 64 MiB (67,108,864) by default.
    ///
    /// A larger body is not read to its end: the call fails with [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge).
    /// If the response announces a larger length, its body is not read at all. Reading takes up to one and a half
    /// times this limit in memory. The decoded value may take eight times this limit; decoding a larger value stops
    /// with an error. A response with [unread values](crate::ResponseValue::unread) may take the same amount again
    /// while it is decoded. A list with `prefetch(n)` holds up to n + 1 pages. A [`ByteStream`](crate::ByteStream)
    /// has no limit. Of the body of a failure, at most 64 KiB are read.
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// How long connecting may take. 10 s by default.
    pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Checks everything and builds the tenant. Does no I/O.
    ///
    /// # Errors
    ///
    /// A setting is missing or not valid, or the HTTP client cannot be built.
    pub fn build(self) -> Result<Tenant, Error> {
        if self.conflict {
            let message = "portal_domain, client_id, client_secret, allow_http_loopback and extra_ca have no effect with oauth; leave them out";
            return Err(ConfigError::Conflict(message).into());
        }
        let headers = self.headers.checked().map_err(SetupError::Header)?.clone();
        let agent = user_agent(self.application.as_deref())?;
        let configure = self.configure.unwrap_or_else(|| Box::new(|http| http));
        let auth = match self.auth {
            Auth::Given(auth) => auth,
            Auth::Builder(auth) => shared::with_tokens(*auth, self.store.as_ref())
                .http_client(configure(
                    reqwest::Client::builder().user_agent(agent.clone()),
                ))
                .build()?,
        };
        let timeout = match (&self.http, self.timeout) {
            (_, Some(timeout)) => Some(timeout),
            (Some(_), None) => None,
            (None, None) => Some(Duration::from_secs(30)),
        };
        let connect_timeout = self.connect_timeout;
        let own = self.http;
        let client = own.unwrap_or_else(|| configure(default_http(connect_timeout, agent.clone())));
        let client = auth
            .protect(auth.trust(client))
            .build()
            .map_err(|error| SetupError::Http(error.without_url()))?;
        let of_store = |store| shared::budget(store, auth.origin().as_str());
        let shared = self.shared.or_else(|| self.store.as_ref().map(of_store));
        let budget = Arc::new(RateBudget::new(shared, self.on_wait));
        let mut stack = reqwest_middleware::ClientBuilder::new(client).with(AddHeaders {
            origin: auth.origin().clone(),
            headers,
        });
        for middleware in self.per_call {
            stack = stack.with_arc(middleware);
        }
        stack = stack
            .with(Retry::new(self.retry.clone(), timeout))
            .with(WaitForRoom::new(Arc::clone(&budget), self.budget))
            .with(auth.clone())
            .with(CountSends);
        for middleware in self.per_attempt {
            stack = stack.with_arc(middleware);
        }
        let file_auth = auth.clone();
        let make = move || {
            let http = configure(default_http(connect_timeout, agent.clone()));
            file_auth.protect(file_auth.trust(http))
        };
        let allows_plain = auth.origin().scheme() == "http";
        Ok(Tenant {
            inner: Arc::new(Inner {
                transfers: Transfers::for_tenant(make, self.retry, allows_plain),
                auth,
                http: stack.build(),
                budget,
                timeout,
                body_limit: self.body_limit,
                on_unread: self.on_unread,
            }),
        })
    }

    fn auth(mut self, change: impl FnOnce(odc_auth::Builder) -> odc_auth::Builder) -> Self {
        self.has_credentials = true;
        match self.auth {
            Auth::Builder(auth) => self.auth = Auth::Builder(Box::new(change(*auth))),
            Auth::Given(_) => self.conflict = true,
        }
        self
    }
}

/// The name of the program, followed by the name of this library.
fn user_agent(application: Option<&str>) -> Result<HeaderValue, SetupError> {
    let own = concat!("odc-rust/", env!("CARGO_PKG_VERSION"));
    let agent = application.map_or_else(|| own.to_owned(), |name| format!("{name} {own}"));
    HeaderValue::from_str(&agent).map_err(|_| SetupError::Application)
}

fn default_http(connect_timeout: Duration, agent: HeaderValue) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(agent)
        // Gateways close idle connections after a minute, and a call may wait for the budget as long as that. A POST
        // must not be sent into a connection that is being closed.
        .pool_idle_timeout(Duration::from_secs(30))
        .connect_timeout(connect_timeout)
}

impl fmt::Debug for TenantBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TenantBuilder")
            .field("retry", &self.retry)
            .field("budget", &self.budget)
            .field("timeout", &self.timeout)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}
