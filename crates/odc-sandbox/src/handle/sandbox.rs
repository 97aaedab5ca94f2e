//! Holding on to a running sandbox.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::faults::FaultControl;
use crate::clock::Clock;
use crate::model::Tenant;
use crate::model::client::Credentials;
use crate::server::api_clients::ApiClients;
use crate::server::app::App;
use crate::server::journal::Entry;
use crate::snapshot::Snapshot;

/// A running tenant. It stops when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    pub(super) app: Arc<App>,
    pub(super) server: JoinHandle<()>,
    pub(super) client: Credentials,
    pub(super) summary: Summary,
}

/// What the tenant holds, as counted at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The seed of the data.
    pub seed: u64,
    /// How many users.
    pub users: usize,
    /// How many groups.
    pub groups: usize,
    /// How many stages, over all portfolios.
    pub stages: usize,
    /// How many assets.
    pub assets: usize,
}

impl Summary {
    pub(super) fn count(tenant: &Tenant) -> Self {
        Self {
            seed: tenant.plan.seed,
            users: tenant.users.len(),
            groups: tenant.groups.len(),
            stages: tenant.environments.len(),
            assets: tenant.assets.len(),
        }
    }
}

/// A stage, which the APIs call environment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stage {
    /// Its key.
    pub key: Uuid,
    /// Its name.
    pub name: String,
}

impl Sandbox {
    /// Where the tenant is: `127.0.0.1:PORT`, as the portal domain is written.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.app.domain
    }

    /// The same as a URL without a path: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.app.domain)
    }

    /// The id of the first API client, which holds every permission.
    #[must_use]
    pub fn client_id(&self) -> &str {
        self.client.client_id()
    }

    /// The secret of that client.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        self.client.client_secret()
    }

    /// Until when that secret gives tokens.
    #[must_use]
    pub fn secret_expires_at(&self) -> DateTime<Utc> {
        self.client.expires_at()
    }

    /// The tenant as the generated clients take it, with the first API client's credentials.
    ///
    /// Each call makes one with a token and rate budgets of its own; clones share them.
    #[must_use]
    pub fn tenant(&self) -> odc_runtime::Tenant {
        odc_runtime::Tenant::builder()
            .portal_domain(self.domain())
            .client_id(self.client_id())
            .client_secret(self.client_secret().to_owned())
            .allow_http_loopback(true)
            .configure_http(reqwest::ClientBuilder::no_proxy)
            .build()
            .expect("the sandbox's own address and credentials are valid")
    }

    /// All API clients, to create further ones and lead them through their life.
    #[must_use]
    pub fn clients(&self) -> ApiClients {
        ApiClients(self.app.clone())
    }

    /// What is to go wrong.
    #[must_use]
    pub fn faults(&self) -> FaultControl {
        FaultControl(self.app.clone())
    }

    /// The last thousand requests, oldest first, with nothing that may be a secret. The control plane's are left out.
    #[must_use]
    pub fn journal(&self) -> Vec<Entry> {
        self.app.world().journal.entries()
    }

    /// Forgets the requests so far.
    pub fn clear_journal(&self) {
        self.app.world().journal.clear();
    }

    /// Switches the request limits on or off.
    pub fn enforce_limits(&self, enforced: bool) {
        self.app.world().limits.enforced = enforced;
    }

    /// Has the last page of a list name the offset after it (`offset` + `limit`), or null again.
    pub fn set_offset_past_end(&self, named: bool) {
        self.app.world().past_end = named;
    }

    /// Seeds the data anew as at the start; faults, journal and spent budgets go, API clients stay.
    pub fn reset(&self) {
        let plan = self.app.world().tenant.plan;
        self.app.reset(plan);
    }

    /// All data and API clients as they are now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.app.snapshot()
    }

    /// Goes back to a snapshot. The clock stays where it is.
    pub fn restore(&self, snapshot: Snapshot) {
        self.app.restore(snapshot);
    }

    /// The stages, portfolio by portfolio, Development first and Production last.
    #[must_use]
    pub fn stages(&self) -> Vec<Stage> {
        let world = self.app.world();
        let stages = world.tenant.environments.iter();
        stages
            .map(|one| Stage {
                key: one.key,
                name: one.name.clone(),
            })
            .collect()
    }

    /// What the tenant holds.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.summary
    }

    /// The tenant's clock, which can be moved ahead.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.app.clock.clone()
    }

    /// Ends when the server has, which it does only when its runtime shuts down.
    pub async fn stopped(&mut self) {
        // An aborted or panicked server has stopped as well.
        let _ = (&mut self.server).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}
