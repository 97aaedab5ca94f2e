//! The handle of a running sandbox.

use std::path::Path;
use std::sync::Arc;

use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::faults::FaultControl;
use crate::authority::Authority;
use crate::clock::Clock;
use crate::model::Tenant;
use crate::model::client::Credentials;
use crate::model::failures::Failure;
use crate::model::pace::Pace;
use crate::server::api_clients::ApiClients;
use crate::server::app::App;
use crate::server::journal::Entry;
use crate::snapshot::Snapshot;

/// A running tenant. It stops when this value is dropped.
#[derive(Debug)]
pub struct Sandbox {
    pub(super) app: Arc<App>,
    /// The authority, with TLS. It is here and not in the server, since the server's tasks may not be dropped when the
    /// program ends.
    pub(super) authority: Option<Authority>,
    pub(super) server: JoinHandle<()>,
    pub(super) files_server: JoinHandle<()>,
    pub(super) client: Credentials,
    pub(super) summary: Summary,
}

/// The contents of the tenant, counted at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The seed of the data.
    pub seed: u64,
    /// The number of users.
    pub users: usize,
    /// The number of groups.
    pub groups: usize,
    /// The number of stages in all portfolios.
    pub stages: usize,
    /// The number of assets that can be deployed: apps, agents and workflows.
    pub assets: usize,
}

impl Summary {
    pub(super) fn count(tenant: &Tenant) -> Self {
        Self {
            seed: tenant.plan.seed,
            users: tenant.users.len(),
            groups: tenant.groups.len(),
            stages: tenant.environments.len(),
            assets: tenant.deployable_assets(),
        }
    }
}

/// A stage. The APIs call it environment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stage {
    /// Its key.
    pub key: Uuid,
    /// Its name.
    pub name: String,
}

impl Sandbox {
    /// The address of the tenant, in the form of a portal domain: `127.0.0.1:PORT`.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.app.domain
    }

    /// The address as a URL without a path: `http://127.0.0.1:PORT`, or https with TLS.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}://{}", self.app.scheme, self.app.domain)
    }

    /// With [TLS](crate::Builder::tls), the certificate of the authority that callers must trust, in PEM.
    #[must_use]
    pub fn ca_pem(&self) -> Option<&str> {
        self.authority.as_ref().map(Authority::pem)
    }

    /// With [TLS](crate::Builder::tls), the file with that certificate. It is removed when the sandbox stops.
    #[must_use]
    pub fn ca_file(&self) -> Option<&Path> {
        self.authority.as_ref().map(Authority::path)
    }

    /// The origin of files. Pre-signed URLs begin with it. It is another port of the same host.
    #[must_use]
    pub fn files_origin(&self) -> String {
        self.app.files_origin(&HeaderMap::new())
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

    /// When that secret expires.
    #[must_use]
    pub fn secret_expires_at(&self) -> DateTime<Utc> {
        self.client.expires_at()
    }

    /// The tenant for the generated clients, with the credentials of the first API client.
    ///
    /// Each call of this method makes a tenant with its own token and rate budgets. Clones of a tenant share them.
    ///
    /// # Panics
    ///
    /// The sandbox has TLS, and the program was built without it: the features `rustls` and `native-tls` of
    /// `odc-runtime` are both off.
    #[must_use]
    pub fn tenant(&self) -> odc_runtime::Tenant {
        let tenant = odc_runtime::Tenant::builder()
            .portal_domain(self.domain())
            .client_id(self.client_id())
            .client_secret(self.client_secret().to_owned())
            .allow_http_loopback(self.ca_pem().is_none())
            .configure_http(reqwest::ClientBuilder::no_proxy);
        let tenant = match self.ca_pem() {
            Some(pem) => tenant.extra_ca(pem),
            None => tenant,
        };
        tenant
            .build()
            .expect("the sandbox's own address, credentials and certificate are valid")
    }

    /// Returns the API clients, for creating and changing them.
    #[must_use]
    pub fn clients(&self) -> ApiClients {
        ApiClients(self.app.clone())
    }

    /// Returns the faults, for setting what fails.
    #[must_use]
    pub fn faults(&self) -> FaultControl {
        FaultControl(self.app.clone())
    }

    /// The last thousand requests, oldest first, without parts that may be a secret. Requests to the control plane are
    /// not among them.
    #[must_use]
    pub fn journal(&self) -> Vec<Entry> {
        let entries = self.app.world().journal.entries();
        entries.iter().map(|entry| Entry::clone(entry)).collect()
    }

    /// Removes all requests from the journal.
    pub fn clear_journal(&self) {
        self.app.world().journal.clear();
    }

    /// Switches the request limits on or off.
    pub fn enforce_limits(&self, enforced: bool) {
        self.app.world().limits.enforced = enforced;
    }

    /// Sets whether the last page of a list has the offset after it (`offset` + `limit`) or null. See
    /// [`Builder::offset_past_end`](crate::Builder::offset_past_end).
    pub fn set_offset_past_end(&self, named: bool) {
        self.app.world().offset_past_end = named;
    }

    /// Changes the smallest number of bytes in a package of generated code. See
    /// [`Builder::package_bytes`](crate::Builder::package_bytes).
    pub fn set_package_bytes(&self, bytes: u64) {
        self.app.world().package_bytes = bytes;
    }

    /// Sets whether an asset can be deleted while it runs in Production. By default it cannot: it must first be
    /// undeployed there.
    pub fn set_deletion_in_production(&self, allowed: bool) {
        self.app.world().tenant.deletes_in_production = allowed;
    }

    /// Makes the next process of the kind in `failure` fail: a build, a publish or deployment operation, a package, or
    /// an analysis.
    ///
    /// # Panics
    ///
    /// A thousand failures are set already, or the failure has more than a hundred messages.
    pub fn fail_next(&self, failure: Failure) {
        let set = self.app.world().tenant.failures.set(failure);
        if let Err(problem) = set {
            panic!("{problem}");
        }
    }

    /// Changes the time that processes take, for processes that start later. See
    /// [`Builder::pace`](crate::Builder::pace).
    pub fn set_pace(&self, pace: Pace) {
        self.app.world().tenant.pace = pace;
    }

    /// Makes the data of the start again. API clients stay. Faults, the journal and used budgets are cleared.
    pub fn reset(&self) {
        let plan = self.app.world().tenant.plan;
        self.app.reset(plan);
    }

    /// Returns all data and API clients as they are now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.app.snapshot()
    }

    /// Goes back to a snapshot. The clock does not change.
    pub fn restore(&self, snapshot: Snapshot) {
        self.app.restore(snapshot);
    }

    /// The stages, in the order of portfolios. In each portfolio, Development is first and Production is last.
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

    /// The contents of the tenant at the start.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.summary
    }

    /// The tenant's clock. It can be moved ahead.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.app.clock.clone()
    }

    /// Waits until the server ends. This happens only when its async runtime shuts down.
    pub async fn stopped(&mut self) {
        // A server that was aborted or panicked has stopped too.
        let _ = (&mut self.server).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
        self.files_server.abort();
    }
}
