//! The settings in use: complete and checked.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use crate::authorities::Authorities;
use crate::clock::{Clock, Now};
use crate::domain::PortalDomain;
use crate::protocol::token::Grant;
use crate::source::{CredentialSource, TokenSource, TokenStore};

pub(crate) struct Settings {
    pub portal: PortalDomain,
    pub origin: Url,
    pub allowed_hosts: Vec<PortalDomain>,
    pub source: Source,
    /// Authorities in addition to those of the system.
    pub authorities: Authorities,
    pub http: reqwest::Client,
    pub options: Options,
}

/// Settings that need no check.
pub(crate) struct Options {
    pub grant: Grant,
    pub store: Option<Arc<dyn TokenStore>>,
    pub clock: Arc<dyn Clock>,
    pub attempt_timeout: Duration,
    pub flight_timeout: Duration,
    pub retry_base: Duration,
}

pub(crate) enum Source {
    Credentials(Arc<dyn CredentialSource>),
    Tokens(Arc<dyn TokenSource>),
}

impl Options {
    pub(crate) fn now(&self) -> Now {
        Now::read(&*self.clock)
    }
}
