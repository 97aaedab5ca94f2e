//! What all requests share: the clock, the keys, and the world behind one lock.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use uuid::Uuid;

use crate::clients::Clients;
use crate::clock::Clock;
use crate::limits::Limits;
use crate::model::Tenant;
use crate::oidc::SigningKey;

/// The running sandbox.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) clock: Clock,
    /// `host:port` of the listener.
    pub(crate) domain: String,
    pub(crate) realm: Uuid,
    pub(crate) key: SigningKey,
    pub(crate) token_lifetime: Duration,
    /// How long a request may take to arrive; None waits for ever.
    pub(crate) patience: Option<Duration>,
    pub(crate) world: Mutex<World>,
}

/// Everything that calls read and change. Operations are short and never wait, so one lock is enough.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) tenant: Tenant,
    pub(crate) clients: Clients,
    pub(crate) limits: Limits,
}

impl App {
    /// Locks the world. A panic in an operation leaves it usable: operations change it last.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
