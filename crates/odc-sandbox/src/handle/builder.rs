//! Configures and starts a sandbox.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::Utc;
use tokio::sync::Semaphore;

use super::sandbox::{Sandbox, Summary};
use crate::authority::Authority;
use crate::clock::Clock;
use crate::control;
use crate::files::Files;
use crate::model::client::{ClientError, NewClient};
use crate::model::clients::Clients;
use crate::model::permission::Permissions;
use crate::model::{Pace, Plan, Tenant};
use crate::seed;
use crate::server::app::{App, World};
use crate::server::connections::Connections;
use crate::server::faults::Faults;
use crate::server::host::Hosts;
use crate::server::journal::Journal;
use crate::server::limits::Limits;
use crate::server::oidc::signing::SigningKey;
use crate::server::{accept, routes, transfers};
use crate::snapshot::Snapshot;

/// The reason why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port is in use or not permitted.
    #[error("cannot listen on {address}: {source}; choose another port, or 0 for a free one")]
    Listen {
        /// The address that was tried.
        address: SocketAddr,
        /// The error of the system.
        source: std::io::Error,
    },
    /// A size is out of range.
    #[error("{0}")]
    Plan(String),
    /// A host name is not valid.
    #[error("{0:?} is neither a host name nor an IP address; give one without a scheme and a port")]
    HostName(String),
    /// The system did not start a thread.
    #[error("the system gave no thread to watch connections with: {0}")]
    Thread(#[source] std::io::Error),
    /// TLS cannot be set up.
    #[error("no TLS: {0}")]
    Tls(String),
    /// The system gave no random numbers.
    #[error("the system gave no random numbers for keys and secrets")]
    Random,
    /// The data has no API client.
    #[error("the data holds no API client")]
    NoClient,
    /// The first API client could not be created.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl Sandbox {
    /// Starts a tenant of 200 users on a free loopback port, without rate limits.
    ///
    /// # Errors
    ///
    /// No port is available.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Makes a builder to configure the tenant before it starts.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }
}

/// Configures and starts a tenant.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own"
)]
pub struct Builder {
    host: IpAddr,
    host_names: Vec<String>,
    port: u16,
    files_port: u16,
    tls: bool,
    package_bytes: u64,
    pace: Option<Pace>,
    plan: Plan,
    limits: bool,
    token_lifetime: Duration,
    patience: Duration,
    remote_control: bool,
    offset_past_end: bool,
    snapshot: Option<Box<Snapshot>>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            host_names: Vec::new(),
            port: 0,
            files_port: 0,
            tls: false,
            package_bytes: 0,
            pace: None,
            plan: Plan {
                seed: 1,
                users: 200,
                portfolios: 1,
                stages: 2,
                assets: Plan::ASSETS,
                revisions: Plan::REVISIONS,
            },
            limits: false,
            token_lifetime: Duration::from_secs(43_200),
            patience: Duration::from_secs(30),
            remote_control: false,
            offset_past_end: false,
            snapshot: None,
        }
    }
}

impl Builder {
    /// Sets the address to listen on. It is 127.0.0.1 by default.
    ///
    /// Our clients use plain http only with loopback addresses. Other addresses are for containers, and for
    /// [TLS](Self::tls).
    #[must_use]
    pub fn host(mut self, host: IpAddr) -> Self {
        self.host = host;
        self
    }

    /// Sets whether the control plane accepts requests from other machines too. It does not by default.
    #[must_use]
    pub fn remote_control(mut self, allowed: bool) -> Self {
        self.remote_control = allowed;
        self
    }

    /// Starts from a snapshot, with its API clients. Then the seed and the sizes have no effect.
    #[must_use]
    pub fn data(mut self, snapshot: Snapshot) -> Self {
        self.snapshot = Some(Box::new(snapshot));
        self
    }

    /// Sets the port to listen on. 0, the default, takes a free port.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets the seed of the data. It is 1 by default. The same seed gives the same tenant.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.plan.seed = seed;
        self
    }

    /// Sets the number of users: 200 by default, at most a million.
    #[must_use]
    pub fn users(mut self, users: usize) -> Self {
        self.plan.users = users;
        self
    }

    /// Sets the number of stages in each portfolio, from 2 to 11. The default is 2: Development and Production.
    #[must_use]
    pub fn stages(mut self, stages: usize) -> Self {
        self.plan.stages = stages;
        self
    }

    /// Sets the number of portfolios, from 1 to 10. The default is 1: the main portfolio.
    #[must_use]
    pub fn portfolios(mut self, portfolios: usize) -> Self {
        self.plan.portfolios = portfolios;
        self
    }

    /// Sets the number of apps, agents and workflows, from 1 to 10,000. It is 40 by default. Libraries and connections
    /// are added to these.
    #[must_use]
    pub fn assets(mut self, assets: usize) -> Self {
        self.plan.assets = assets;
        self
    }

    /// Sets the number of revisions of each asset, from 1 to 1,000. It is 8 by default. Connections have two.
    #[must_use]
    pub fn revisions(mut self, revisions: usize) -> Self {
        self.plan.revisions = revisions;
        self
    }

    /// Sets whether the service's request limits apply: 100 per minute for each API, 5 for bulk creation.
    ///
    /// They do not apply by default, so that tests are not slower. In the program they apply.
    #[must_use]
    pub fn limits(mut self, enforced: bool) -> Self {
        self.limits = enforced;
        self
    }

    /// Sets whether the last page of a list has the offset after it (`offset` + `limit`) as `nextPageOffset`. By
    /// default, this property is null. The service's documentation describes both.
    ///
    /// Version 1 of the portfolio API always sends null, as its document describes.
    #[must_use]
    pub fn offset_past_end(mut self, named: bool) -> Self {
        self.offset_past_end = named;
        self
    }

    /// Sets the lifetime of access tokens, in whole seconds. It is 12 hours by default.
    #[must_use]
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// Sets the longest time in which the sandbox waits for a client: until the head or the body of a request comes, or
    /// until the client reads more of a response. It is 30 seconds by default, and at least one millisecond. With
    /// [TLS](Self::tls), the handshake is a part of the first head.
    ///
    /// For every 64 bytes that a client sends or reads, a millisecond of waiting before them does not count. When a
    /// body takes too long, the response is a 408. In the other cases the connection closes. The sandbox serves 512
    /// connections at a time. When more callers want to connect and none of the connections closes, a client gets only
    /// a sixth of this time. The time is that of the machine's clock, not of tokio's clock or the tenant's clock.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Adds a host name or an address, without a port, that requests may have in `Host`. Loopback and the address that
    /// the sandbox listens on are always allowed.
    ///
    /// A request with another `Host` gets a 421. Otherwise a web page could read from the sandbox, since the host name
    /// of the page may have the address of this machine. A container with the host name `tenant` needs
    /// `host_name("tenant")`.
    #[must_use]
    pub fn host_name(mut self, name: impl Into<String>) -> Self {
        self.host_names.push(name.into());
        self
    }

    /// Sets the port of the origin for downloads and uploads of files. It is a free port by default.
    #[must_use]
    pub fn files_port(mut self, port: u16) -> Self {
        self.files_port = port;
        self
    }

    /// Sets whether the sandbox uses https, on both ports. It does not by default.
    ///
    /// An authority that is made at the start signs the sandbox's certificate. [`Sandbox::ca_pem`] and
    /// [`Sandbox::ca_file`] give the authority's certificate to clients. The authority's key is stored nowhere. It is
    /// discarded before the sandbox listens.
    #[must_use]
    pub fn tls(mut self, enabled: bool) -> Self {
        self.tls = enabled;
        self
    }

    /// Sets the smallest number of bytes in a package of generated code. It is 0 by default, which gives a package of
    /// some hundred bytes.
    ///
    /// The bytes are made while they are sent, so a package of gigabytes needs little memory.
    #[must_use]
    pub fn package_bytes(mut self, bytes: u64) -> Self {
        self.package_bytes = bytes;
        self
    }

    /// Sets the time that builds, deployments and other processes take on the tenant's clock.
    #[must_use]
    pub fn pace(mut self, pace: Pace) -> Self {
        self.pace = Some(pace);
        self
    }

    /// Makes the data and listens. The sandbox serves calls as soon as this returns.
    ///
    /// The server runs in the caller's async runtime, which may have one thread or many.
    ///
    /// # Errors
    ///
    /// The port is not available, or a setting is out of range.
    #[expect(
        clippy::unused_async,
        reason = "it needs a runtime, and a later version may wait for something"
    )]
    pub async fn start(self) -> Result<Sandbox, StartError> {
        self.check()?;
        let hosts = Hosts::new(self.host, &self.host_names).map_err(StartError::HostName)?;
        let address = SocketAddr::new(self.host, self.port);
        let listen = |source| StartError::Listen { address, source };
        let listener = accept::listen(address).map_err(listen)?;
        let domain = reachable(listener.local_addr().map_err(listen)?).to_string();
        let files_address = SocketAddr::new(self.host, self.files_port);
        let listen_for_files = |source| StartError::Listen {
            address: files_address,
            source,
        };
        let files_listener = accept::listen(files_address).map_err(listen_for_files)?;
        let files_local = files_listener.local_addr().map_err(listen_for_files)?;
        let files = Files::generate().ok_or(StartError::Random)?;
        let connections = Connections::watched(self.patience).map_err(StartError::Thread)?;
        let key = SigningKey::generate().map_err(|_| StartError::Random)?;
        let clock = Clock::new(Utc::now());
        let authority = self.authority()?;
        let acceptor = authority.as_ref().map(Authority::acceptor);
        let (mut tenant, clients) = match self.snapshot {
            Some(snapshot) => {
                clock.advance(snapshot.ahead());
                (snapshot.tenant, snapshot.clients)
            }
            None => seeded(self.plan, &clock)?,
        };
        if let Some(pace) = self.pace {
            tenant.pace = pace;
        }
        let client = clients.first().ok_or(StartError::NoClient)?;
        let summary = Summary::count(&tenant);
        let app = Arc::new(App {
            clock,
            domain,
            scheme: if authority.is_some() { "https" } else { "http" },
            realm: seed::realm(tenant.plan.seed),
            key,
            token_lifetime: self.token_lifetime,
            hosts,
            files,
            files_port: files_local.port(),
            remote_control: self.remote_control,
            restoring: Arc::new(Semaphore::new(1)),
            working: Arc::new(Semaphore::new(1)),
            world: Mutex::new(World {
                tenant,
                clients,
                limits: Limits::new(self.limits),
                faults: Faults::default(),
                journal: Journal::default(),
                offset_past_end: self.offset_past_end,
                package_bytes: self.package_bytes,
            }),
        });
        let router = routes::routes(&app).merge(control::routes(&app));
        let router = routes::guarded(router, app.clone());
        let files_router = routes::guarded(transfers::routes(&app), app.clone());
        let files_server = accept::serve(
            files_listener,
            files_router,
            connections.clone(),
            acceptor.clone(),
        );
        let files_server = tokio::spawn(files_server);
        let server = tokio::spawn(accept::serve(listener, router, connections, acceptor));
        Ok(Sandbox {
            app,
            authority,
            server,
            files_server,
            client,
            summary,
        })
    }

    fn authority(&self) -> Result<Option<Authority>, StartError> {
        if !self.tls {
            return Ok(None);
        }
        let made = Authority::new(self.host, &self.host_names, Utc::now());
        made.map(Some)
            .map_err(|failure| StartError::Tls(failure.to_string()))
    }

    fn check(&self) -> Result<(), StartError> {
        self.plan
            .checked()
            .map_err(|text| StartError::Plan(text.to_owned()))?;
        if let Some(pace) = self.pace {
            let checked = pace.checked();
            checked.map_err(|text| StartError::Plan(text.to_owned()))?;
        }
        if self.patience < Duration::from_millis(1) {
            return Err(StartError::Plan(
                "the patience with clients is at least one millisecond".to_owned(),
            ));
        }
        if (1..=31_536_000).contains(&self.token_lifetime.as_secs()) {
            return Ok(());
        }
        Err(StartError::Plan(
            "a token lives one second to one year".to_owned(),
        ))
    }
}

/// The address for callers. It is loopback when the sandbox listens on all addresses.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

/// The data of a plan, and the first API client.
fn seeded(plan: Plan, clock: &Clock) -> Result<(Tenant, Clients), StartError> {
    let tenant = seed::tenant(plan);
    let permissions = Permissions::every(&tenant.environment_keys());
    let first = NewClient::named("quickstart").permissions(permissions);
    let mut clients = Clients::default();
    clients.create_first(seed::first_client(plan.seed), first, clock.now())?;
    Ok((tenant, clients))
}
