//! OAuth 2.0 for the REST APIs of the OutSystems Developer Cloud (ODC): a middleware for [`reqwest`]
//! that finds a tenant's token endpoint, gets a token by client credentials, keeps it, renews it in time
//! and replaces it when the API turns it away.
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
//! [`reqwest_middleware`] and use that as ever:
//!
//! ```no_run
//! use odc_auth::OAuthMiddleware;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let auth = OAuthMiddleware::from_env()?; // no I/O yet
//! let users = auth.origin().join("api/identity/v1/users?limit=10")?;
//! let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(auth).build();
//! let answer = http.get(users).send().await?.text().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Keep one middleware per tenant and API client, and clone it: clones share the token. Any number of
//! clients may carry it. Without a middleware, [`OAuthMiddleware::token`] gives the token itself.
//!
//! # How a token lives
//!
//! The first request that needs a token starts a *flight*: the discovery document (kept for 24 h), then
//! the token. Everyone else waits for the same flight, and shares its error should it fail.
//!
//! | what is left of the token's life | what happens |
//! |---|---|
//! | more than min(300 s, 20 %) | it is used; nothing else happens |
//! | less than that | it is used, while one flight fetches the next; after a failure the next attempt comes in 30 s |
//! | less than min(60 s, 5 %) | callers wait for that flight; when it fails, the old token is used |
//! | nothing | no request goes out until a flight has succeeded |
//!
//! Both windows are shortened by up to a quarter at random. What is left is the smaller figure of the
//! monotonic and the wall clock, counted from before the token was asked for.
//!
//! When the API answers 401, exactly the token that was sent goes out of use, a new one is fetched, and the
//! request is sent once more. This is forced at most once in 10 s. A 403 changes nothing: it is about
//! permissions.
//!
//! At the identity service, connection errors, timeouts, torn answers, 408, 429 and a 5xx that may pass are tried three
//! times in all, honouring `Retry-After`. Connecting may take 5 s, an attempt 10 s, a flight 30 s. A
//! `Retry-After` that reaches beyond the flight ends it: callers get its error, without another request,
//! until that time has come, for at most 60 s. A refusal (RFC 6749, section 5.2) is not tried again; it is
//! repeated to callers for a few seconds, then asked anew, so that a secret that was put right is picked up.
//!
//! # Errors
//!
//! A request that gets no token is not sent. Its error carries an [`AuthError`]:
//!
//! ```
//! use odc_auth::AuthError;
//!
//! fn explain(error: &reqwest_middleware::Error) -> String {
//!     match AuthError::of(error) {
//!         Some(auth) if auth.is_transient() => format!("try again in {:?}: {auth}", auth.retry_after()),
//!         Some(auth) => format!("somebody has to act: {auth}"),
//!         None => error.to_string(),
//!     }
//! }
//! ```
//!
//! # Secrets
//!
//! A token goes to the tenant's own origin (scheme, host, port) and nowhere else: other URLs pass through
//! without one, and reqwest drops it when a redirect leaves the origin. The client secret goes to the token
//! endpoint alone, which must be on the portal's host or on one named with [`Builder::allow_token_host`];
//! no redirect is followed there. Everything is https, but for loopback addresses when
//! `ODC_ALLOW_HTTP_LOOPBACK=1` or [`Builder::allow_http_loopback`] says so.
//!
//! Secrets and tokens print as redacted, also in errors and logs; the memory that this crate keeps them in
//! is overwritten on drop, and header values are marked sensitive.
//!
//! # Your own parts
//!
//! | for | give | to |
//! |---|---|---|
//! | credentials from a vault | a [`CredentialSource`] | [`Builder::credential_source`] |
//! | tokens from elsewhere, or a fixed one | a [`TokenSource`] | [`Builder::token_source`] |
//! | sharing tokens between processes | a [`TokenStore`] | [`Builder::token_store`] |
//! | time in tests | a [`Clock`] | [`Builder::clock`] |
//! | a proxy, certificates, DNS | a [`reqwest::ClientBuilder`] | [`Builder::http_client`] |
//!
//! For command-line programs, whose runs should share one token, there is `FileTokenStore` behind the
//! feature `file-store`: an encrypted file.
//!
//! # Seeing it work
//!
//! [`OAuthMiddleware::counters`] counts tokens used and fetched, failures, and requests repeated after a
//! 401. Each flight is one [`tracing`] span, `odc_auth.flight`, with the fields `reason` (cold, advisory,
//! mandatory, rejected), `attempts` and `outcome`.
//!
//! # Features
//!
//! - `rustls` (default): TLS by rustls, with the platform's certificate verifier.
//! - `native-tls`: TLS by the operating system's library.
//! - `file-store`: `FileTokenStore`.

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
mod machine;
mod middleware;
mod protocol;
mod secret;
mod settings;
mod source;

pub use async_trait::async_trait;
pub use builder::{Builder, ConfigError};
pub use clock::{Clock, SystemClock};
pub use domain::{InvalidDomain, PortalDomain};
pub use driver::Counters;
pub use error::{AuthError, OAuthErrorCode, SourceError, Step};
#[cfg(feature = "file-store")]
pub use file_store::FileTokenStore;
pub use middleware::OAuthMiddleware;
pub use protocol::token::ClientAuthMethod;
pub use secret::{AccessToken, ClientSecret, Credentials, InvalidToken};
pub use source::{CacheKey, CredentialSource, IssuedToken, StoredToken, TokenSource, TokenStore};
