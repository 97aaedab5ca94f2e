//! OAuth 2.0 for the REST APIs of the OutSystems Developer Cloud (ODC): a middleware for [`reqwest`]
//! that finds a tenant's token endpoint, gets a token by client credentials, keeps it, renews it in time
//! and replaces it when the API rejects it.
//!
//! # Start
//!
//! Create an API client in the ODC portal (Management, API clients) and set
//!
//! ```text
//! ODC_PORTAL_DOMAIN=acme.outsystems.dev
//! ODC_CLIENT_ID=…
//! ODC_CLIENT_SECRET=…
//! ```
//!
//! [`OAuthMiddleware`] needs no other crate of this workspace. Add it to a client of
//! [`reqwest_middleware`] and use that client as usual:
//!
//! ```no_run
//! use odc_auth::OAuthMiddleware;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let auth = OAuthMiddleware::from_env()?; // no I/O yet
//! let users = auth.origin().join("api/identity/v1/users?limit=10")?;
//! let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(auth).build();
//! let users = http.get(users).send().await?.text().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Keep one middleware per tenant and API client, and clone it: clones share the token. Any number of
//! HTTP clients may use it. [`OAuthMiddleware::token`] gives the token itself.
//!
//! # How a token lives
//!
//! The first request that needs a token starts a *flight*: the discovery document (kept for 24 h), then
//! the token. All other callers wait for the same flight. If it fails, they all get its error.
//!
//! | the token's life still lasts | what happens |
//! |---|---|
//! | more than min(300 s, 20 %) | the token is used |
//! | less than that | the token is used, and one flight fetches the next; after a failure the next flight starts in 30 s |
//! | less than min(60 s, 5 %) | callers wait for that flight; if it fails, the old token is used |
//! | 0 s (expired) | no request is sent until a flight has succeeded |
//!
//! Both times are shortened by up to a quarter at random. A life counts from before the token was requested,
//! by the stricter of the monotonic and the wall clock.
//!
//! When the API returns 401, exactly the token that was sent is dropped, a new one is fetched, and the request is sent
//! once more. This happens at most once in 10 s. Without a new one the caller gets the 401, whose extensions hold the
//! reason as an [`AuthError`]. A 403 changes nothing: it is about permissions.
//!
//! A request to the identity service is sent up to three times when the connection fails or breaks off, when it
//! times out, and after 408, 429 and most 5xx; `Retry-After` is obeyed. Connecting may take 5 s, an attempt 10 s,
//! a flight 30 s. If a `Retry-After` goes beyond the end of the flight, the flight ends at once. Until that time, for
//! at most 60 s, callers get its error without another request. A refusal (RFC 6749, section 5.2) is not retried.
//! Callers get the same refusal for a few seconds. Then the next request goes to the server, so that a corrected
//! secret is noticed.
//!
//! # Errors
//!
//! Without a token a request is not sent. Its error holds an [`AuthError`]:
//!
//! ```
//! use odc_auth::AuthError;
//!
//! fn explain(error: &reqwest_middleware::Error) -> String {
//!     match AuthError::find_in(error) {
//!         Some(auth) if auth.is_transient() => format!("try again in {:?}: {auth}", auth.retry_after()),
//!         Some(auth) => format!("this does not pass by itself: {auth}"),
//!         None => error.to_string(),
//!     }
//! }
//! ```
//!
//! # Secrets
//!
//! A token goes only to the tenant's own origin (scheme, host, port). Requests to other URLs are sent without it, and
//! reqwest drops it when a redirect leaves the origin. The client secret goes only to the token endpoint. This
//! endpoint must be on the portal's host or on a host that you allowed with [`Builder::allow_token_host`]; no
//! redirect is followed there. Everything is https. Only loopback addresses may be http, with
//! `ODC_ALLOW_HTTP_LOOPBACK=1` or [`Builder::allow_http_loopback`]. If a company's proxy has its own certificates,
//! `ODC_EXTRA_CA_CERTS` or [`Builder::extra_ca`] adds its authority to those of the system.
//!
//! Secrets and tokens print as redacted, also in errors and logs. This crate overwrites their memory on drop and
//! marks their header values as sensitive.
//!
//! # Your own parts
//!
//! | for | give | to |
//! |---|---|---|
//! | credentials from a vault | a [`CredentialSource`] | [`Builder::credential_source`] |
//! | tokens from another place, or a fixed one | a [`TokenSource`] | [`Builder::token_source`] |
//! | sharing tokens between processes | a [`TokenStore`] | [`Builder::token_store`] |
//! | time in tests | a [`Clock`] | [`Builder::clock`] |
//! | a proxy, certificates, DNS | a [`reqwest::ClientBuilder`] | [`Builder::http_client`] |
//!
//! For command-line programs, whose runs should share one token, there is `FileTokenStore` behind the
//! feature `file-store`: an encrypted file.
//!
//! # Observe it
//!
//! [`OAuthMiddleware::counters`] counts tokens used and fetched, failures, and requests sent again after a
//! 401. Each flight is one [`tracing`] span, `odc_auth.flight`, with the fields `reason` (cold, advisory,
//! mandatory, rejected), `attempts` and `outcome`.
//!
//! # Features
//!
//! - `rustls` (default): TLS by rustls, with the platform's certificate verifier.
//! - `native-tls`: TLS by the operating system's library.
//! - `file-store`: `FileTokenStore`.
//! - `sealed`: `StoredToken::seal` and `StoredToken::open`, for a store of your own that others can look into.

mod authorities;
mod builder;
mod clock;
mod copies;
mod domain;
mod driver;
mod error;
mod exchange;
mod fetch;
#[cfg(feature = "file-store")]
mod file_store;
mod http_client;
mod machine;
mod middleware;
mod protocol;
mod runtime_check;
#[cfg(feature = "sealed")]
mod sealed;
mod secret;
mod settings;
mod source;

pub use async_trait::async_trait;
pub use authorities::InvalidCertificates;
pub use builder::{Builder, ConfigError};
pub use clock::{Clock, SystemClock};
pub use domain::{InvalidDomain, PortalDomain};
pub use driver::Counters;
pub use error::{AuthError, AuthStep, OAuthErrorCode, SourceError};
#[cfg(feature = "file-store")]
pub use file_store::FileTokenStore;
pub use middleware::OAuthMiddleware;
pub use protocol::token::ClientAuthMethod;
pub use runtime_check::{RuntimeError, check_runtime};
pub use secret::{AccessToken, ClientSecret, Credentials, InvalidToken};
pub use source::{
    CacheKey, CredentialSource, IssuedToken, StoredToken, TokenSource, TokenStore, Turn,
};
