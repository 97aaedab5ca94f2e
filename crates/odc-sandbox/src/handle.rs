//! Starting a sandbox and holding on to it.

mod clients;
mod faults;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use uuid::Uuid;

pub use clients::ApiClients;
pub use faults::{FaultControl, NewFault};

use crate::app::{App, World};
use crate::clients::{ClientError, Clients, Credentials, NewClient};
use crate::clock::Clock;
use crate::faults::Faults;
use crate::journal::{Entry, Journal};
use crate::limits::Limits;
use crate::model::Tenant;
use crate::oidc::SigningKey;
use crate::permission::Permissions;
use crate::seed::{self, Plan};
use crate::server;
use crate::snapshot::Snapshot;

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port is taken or not permitted.
    #[error("cannot listen on {address}: {source}; choose another port, or 0 for a free one")]
    Listen {
        /// The address that was tried.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The size asked for is out of range.
    #[error("{0}")]
    Plan(String),
    /// The system gave no random numbers.
    #[error("the system gave no random numbers for keys and secrets")]
    Random,
    /// The data holds no API client.
    #[error("the data holds no API client")]
    NoClient,
    /// The first API client could not be made.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// A running tenant. It stops when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    app: Arc<App>,
    server: JoinHandle<()>,
    client: Credentials,
    summary: Summary,
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
    fn of(tenant: &Tenant) -> Self {
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
    /// A tenant of 200 users on a free loopback port, without rate limits.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// A tenant to be configured first.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

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

    /// The last thousand requests, oldest first, without credentials. The control plane's are left out.
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

    /// Seeds the data anew as at the start; faults, journal and spent budgets go, API clients stay.
    pub fn reset(&self) {
        let plan = self.app.world().tenant.plan;
        self.app.reset(plan);
    }

    /// All data and API clients as they are now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::of(&self.app)
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

/// How a tenant starts.
#[derive(Debug, Clone)]
pub struct Builder {
    host: IpAddr,
    port: u16,
    plan: Plan,
    limits: bool,
    token_lifetime: Duration,
    patience: Option<Duration>,
    remote_control: bool,
    snapshot: Option<Box<Snapshot>>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            plan: Plan {
                seed: 1,
                users: 200,
                portfolios: 1,
                stages: 2,
            },
            limits: false,
            token_lifetime: Duration::from_secs(43_200),
            patience: None,
            remote_control: false,
            snapshot: None,
        }
    }
}

impl Builder {
    /// The address to listen on, 127.0.0.1 by default.
    ///
    /// Plain http is for loopback alone in our clients; other addresses are for containers.
    #[must_use]
    pub fn host(mut self, host: IpAddr) -> Self {
        self.host = host;
        self
    }

    /// Whether the control plane answers callers from other machines too; off by default.
    #[must_use]
    pub fn remote_control(mut self, allowed: bool) -> Self {
        self.remote_control = allowed;
        self
    }

    /// Starts from a snapshot, with its API clients; seed and sizes do not matter then.
    #[must_use]
    pub fn data(mut self, snapshot: Snapshot) -> Self {
        self.snapshot = Some(Box::new(snapshot));
        self
    }

    /// The port to listen on; 0, the default, takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The seed of the data, 1 by default: the same seed gives the same tenant.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.plan.seed = seed;
        self
    }

    /// How many users, 200 by default, at most a million.
    #[must_use]
    pub fn users(mut self, users: usize) -> Self {
        self.plan.users = users;
        self
    }

    /// How many stages in each portfolio, 2 to 11; 2 by default, Development and Production.
    #[must_use]
    pub fn stages(mut self, stages: usize) -> Self {
        self.plan.stages = stages;
        self
    }

    /// How many portfolios, 1 to 10; 1 by default, the main one.
    #[must_use]
    pub fn portfolios(mut self, portfolios: usize) -> Self {
        self.plan.portfolios = portfolios;
        self
    }

    /// Whether the service's request limits hold: 100 per minute for each API, 5 for bulk creation.
    ///
    /// Off by default, so that a test suite is not slowed; the program has them on.
    #[must_use]
    pub fn limits(mut self, enforced: bool) -> Self {
        self.limits = enforced;
        self
    }

    /// How long access tokens live, in whole seconds; 12 hours by default.
    #[must_use]
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// How long a request may take to arrive before it is refused. By default there is no limit, since
    /// a test that pauses tokio's clock would run into it.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = Some(patience);
        self
    }

    /// Builds the data and listens. Calls are answered as soon as this returns.
    ///
    /// The server runs in the caller's runtime, of whatever flavour.
    ///
    /// # Errors
    ///
    /// When the port cannot be had, or a size is out of range.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        self.check()?;
        let address = SocketAddr::new(self.host, self.port);
        let listen = |source| StartError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let domain = listener.local_addr().map_err(listen)?.to_string();
        let key = SigningKey::generate().map_err(|_| StartError::Random)?;
        let clock = Clock::new(Utc::now());
        let (tenant, clients) = match self.snapshot {
            Some(snapshot) => {
                clock.advance(snapshot.ahead());
                (snapshot.tenant, snapshot.clients)
            }
            None => seeded(self.plan, &clock)?,
        };
        let client = clients.first().ok_or(StartError::NoClient)?;
        let summary = Summary::of(&tenant);
        let app = Arc::new(App {
            clock,
            domain,
            realm: seed::realm(tenant.plan.seed),
            key,
            token_lifetime: self.token_lifetime,
            patience: self.patience,
            remote_control: self.remote_control,
            world: Mutex::new(World {
                tenant,
                clients,
                limits: Limits::new(self.limits),
                faults: Faults::default(),
                journal: Journal::default(),
            }),
        });
        let server = tokio::spawn(server::serve(listener, app.clone()));
        Ok(Sandbox {
            app,
            server,
            client,
            summary,
        })
    }

    fn check(&self) -> Result<(), StartError> {
        self.plan
            .checked()
            .map_err(|text| StartError::Plan(text.to_owned()))?;
        if (1..=31_536_000).contains(&self.token_lifetime.as_secs()) {
            return Ok(());
        }
        Err(StartError::Plan(
            "a token lives one second to one year".to_owned(),
        ))
    }
}

/// The data of a plan, and the first API client.
fn seeded(plan: Plan, clock: &Clock) -> Result<(Tenant, Clients), StartError> {
    let tenant = seed::tenant(plan);
    let permissions = Permissions::every(&tenant.environment_keys());
    let first = NewClient::named("quickstart").permissions(permissions);
    let mut clients = Clients::default();
    clients.create(seed::first_client(plan.seed), first, clock.now())?;
    Ok((tenant, clients))
}
