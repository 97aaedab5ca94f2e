//! Settings as they are used: complete and checked.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use crate::clock::{Clock, Now};
use crate::domain::PortalDomain;
use crate::protocol::token::Grant;
use crate::source::{CredentialSource, TokenSource, TokenStore};

pub(crate) struct Settings {
    pub portal: PortalDomain,
    pub origin: Url,
    pub allowed_hosts: Vec<PortalDomain>,
    pub source: Source,
    pub grant: Grant,
    pub store: Option<Arc<dyn TokenStore>>,
    pub clock: Arc<dyn Clock>,
    pub flight_timeout: Duration,
}

impl Settings {
    pub(crate) fn now(&self) -> Now {
        Now::of(&*self.clock)
    }
}

pub(crate) enum Source {
    Credentials(Arc<dyn CredentialSource>),
    Tokens(Arc<dyn TokenSource>),
}
