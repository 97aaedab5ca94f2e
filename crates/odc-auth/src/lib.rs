//! OAuth 2.0 for the REST APIs of the OutSystems Developer Cloud (ODC).

mod cache;
mod clock;
mod config;

mod discovery;
mod domain;
mod error;
#[cfg(feature = "file-store")]
mod file_store;
mod flight;
mod middleware;
mod secret;
mod source;
mod supply;
mod token;
mod wire;

pub use async_trait::async_trait;
pub use clock::{Clock, SystemClock};
pub use config::{Builder, ConfigError};
pub use domain::{InvalidDomain, PortalDomain};
pub use error::{AuthError, OAuthErrorCode, SourceError, Step};
#[cfg(feature = "file-store")]
pub use file_store::FileTokenStore;
pub use flight::Counters;
pub use middleware::OAuthMiddleware;
pub use secret::{AccessToken, ClientSecret, Credentials, InvalidToken};
pub use source::{CacheKey, CredentialSource, IssuedToken, StoredToken, TokenSource, TokenStore};
pub use token::ClientAuthMethod;
