//! Shared by all requests: the clock, the keys, and the data behind one lock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::faults::Faults;
use super::host::Hosts;
use super::journal::Journal;
use super::limits::Limits;
use super::oidc::signing::SigningKey;
use crate::clock::Clock;
use crate::files::Files;
use crate::model::clients::Clients;
use crate::model::{Plan, Tenant};
use crate::snapshot::Snapshot;

/// The running sandbox.
pub(crate) struct App {
    pub(crate) clock: Clock,
    /// `host:port` of the listener.
    pub(crate) domain: String,
    /// The beginning of the sandbox's URLs: `http`, or `https` with TLS.
    pub(crate) scheme: &'static str,
    pub(crate) realm: Uuid,
    pub(crate) key: SigningKey,
    pub(crate) token_lifetime: Duration,
    /// The hosts that requests may name.
    pub(crate) hosts: Hosts,
    /// Whether the control plane serves callers on other machines.
    pub(crate) remote_control: bool,
    pub(crate) files: Files,
    /// The port of the origin of files.
    pub(crate) files_port: u16,
    /// The caller that restores a snapshot holds this.
    pub(crate) restoring: Arc<Semaphore>,
    /// The work that makes, reads or writes a whole tenant holds this.
    pub(crate) working: Arc<Semaphore>,
    pub(crate) world: Mutex<World>,
}

/// The data that calls read and change. Operations are short and never wait, so one lock is enough.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) tenant: Tenant,
    pub(crate) clients: Clients,
    pub(crate) limits: Limits,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    /// Whether the last page of a list contains the offset after it.
    pub(crate) offset_past_end: bool,
    /// The smallest size of a package of generated code, in bytes.
    pub(crate) package_bytes: u64,
}

impl std::fmt::Debug for App {
    /// Shows the address, but not the thousands of records.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("domain", &self.domain)
            .finish_non_exhaustive()
    }
}

impl App {
    /// The origin of files, with the host name that the caller uses. The host name was checked before.
    pub(crate) fn files_origin(&self, headers: &HeaderMap) -> String {
        let named = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let named = named.unwrap_or(&self.domain);
        // The port is after the last colon, unless this colon belongs to an IPv6 address.
        let host = match named.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => host,
            _ => named,
        };
        format!("{}://{host}:{}", self.scheme, self.files_port)
    }

    /// Makes the data of a plan. API clients stay: the first one gets every permission, the others lose permissions for
    /// stages that no longer exist. Faults, the journal and used budgets are cleared.
    pub(crate) fn reset(&self, plan: Plan) {
        let tenant = crate::seed::tenant(plan);
        let stages = tenant.environment_keys();
        let mut world = self.world();
        world.clients.move_to_stages(&stages);
        let old = std::mem::replace(&mut world.tenant, tenant);
        world.faults.clear();
        world.journal.clear();
        world.limits = Limits::new(world.limits.enforced);
        // Others wait for the lock, and freeing the memory of a large tenant takes a long time.
        drop(world);
        drop(old);
    }

    /// Data and API clients as they are now.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let world = self.world();
        Snapshot::take(
            self.clock.ahead(),
            world.clients.clone(),
            world.tenant.clone(),
        )
    }

    /// Replaces data and API clients. The clock stays: it never goes back.
    pub(crate) fn restore(&self, snapshot: Snapshot) {
        let mut world = self.world();
        let old = std::mem::replace(&mut world.tenant, snapshot.tenant);
        world.clients = snapshot.clients;
        drop(world);
        drop(old);
    }

    /// Locks the data. It is usable after a panic in an operation, because operations change it in their last step.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
