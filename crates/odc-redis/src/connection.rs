//! The connection to the store. It is made in the background, dropped when it does not work, and made again when a
//! caller needs it.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::cluster::ClusterClientBuilder;
use redis::cluster_async::ClusterConnection;
use redis::sentinel::{SentinelClientBuilder, SentinelServerType};
use redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionAddr, ConnectionInfo, ErrorKind,
    IntoConnectionInfo, Pipeline, RedisConnectionInfo, RedisFuture, RedisResult, TlsCertificates,
    TlsMode, Value,
};
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::error::is_read_only;
use crate::url::{Hidden, StoreUrl, Topology};

/// How long connecting may take, and how long a connection may wait for a response before it counts as dead.
const LIMIT: Duration = Duration::from_secs(5);

/// A connection is given up after this many requests without a response, even if their callers gave up early.
const MOST_WITHOUT_RESPONSE: u32 = 4;

/// One server, or a cluster.
#[derive(Clone)]
pub(crate) enum Connection {
    Node(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl ConnectionLike for Connection {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        match self {
            Self::Node(connection) => connection.req_packed_command(cmd),
            Self::Cluster(connection) => connection.req_packed_command(cmd),
        }
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        cmd: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        match self {
            Self::Node(connection) => connection.req_packed_commands(cmd, offset, count),
            Self::Cluster(connection) => connection.req_packed_commands(cmd, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        match self {
            Self::Node(connection) => connection.get_db(),
            Self::Cluster(connection) => connection.get_db(),
        }
    }
}

type Made = Option<RedisResult<Connection>>;

/// The one connection of a process.
pub(crate) struct Link {
    url: StoreUrl,
    state: Mutex<State>,
    /// The runtime in which the connection lives, unless this is the runtime of the first caller.
    runtime: Option<Handle>,
}

#[derive(Default)]
struct State {
    /// Rises with every connection that is given up.
    number: u64,
    connection: Option<watch::Receiver<Made>>,
    /// The number of consecutive requests on this connection whose callers gave up before the response.
    without_response: u32,
}

/// A connection in use. It is given up when a request fails, or when its caller gives up after a long time.
pub(crate) struct InUse<'a> {
    link: &'a Link,
    number: u64,
    begun: Instant,
    /// Whether the connection works. `None` until the request has ended.
    is_good: Option<bool>,
    pub(crate) connection: Connection,
}

impl InUse<'_> {
    /// Records the result of the request.
    pub(crate) fn ended<T>(mut self, result: RedisResult<T>) -> RedisResult<T> {
        // If the server returns an error, the connection works, unless this server is no longer the primary.
        self.is_good = Some(match &result {
            Ok(_) => true,
            Err(error) => {
                let is_said = error.code().is_some() && !error.is_unrecoverable_error();
                is_said && !is_read_only(error)
            }
        });
        result
    }
}

impl Drop for InUse<'_> {
    fn drop(&mut self) {
        match self.is_good {
            Some(true) => self.link.responded(self.number),
            Some(false) => self.link.give_up(self.number),
            None => self
                .link
                .without_response(self.number, self.begun.elapsed()),
        }
    }
}

impl Link {
    pub(crate) fn new(url: StoreUrl, runtime: Option<Handle>) -> Self {
        // Takes effect only if the process has chosen no provider: rustls does not choose when there are several.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        Self {
            url,
            state: Mutex::default(),
            runtime,
        }
    }

    pub(crate) const fn url(&self) -> &StoreUrl {
        &self.url
    }

    /// The connection. If the caller gives up, connecting continues.
    pub(crate) async fn get(&self) -> RedisResult<InUse<'_>> {
        let (mut number, mut made) = self.begin();
        let has_failed = matches!(&*made.borrow(), Some(Err(_)));
        if has_failed {
            // An earlier attempt failed after its caller had given up.
            self.give_up(number);
            (number, made) = self.begin();
        }
        let made = made.wait_for(Option::is_some).await;
        let result = match made {
            Ok(made) => made.clone(),
            // The runtime in which the connection was made has ended.
            Err(_) => None,
        };
        match result {
            Some(Ok(connection)) => Ok(InUse {
                link: self,
                number,
                begun: Instant::now(),
                is_good: None,
                connection,
            }),
            Some(Err(error)) => {
                self.give_up(number);
                Err(error)
            }
            None => {
                self.give_up(number);
                Err((ErrorKind::Io, "the connection was given up").into())
            }
        }
    }

    fn begin(&self) -> (u64, watch::Receiver<Made>) {
        let mut state = self.state();
        if let Some(made) = &state.connection {
            return (state.number, made.clone());
        }
        let (sender, made) = watch::channel(None);
        let url = self.url.clone();
        let connect = async move {
            sender.send_replace(Some(connect(&url).await));
        };
        match &self.runtime {
            Some(runtime) => drop(runtime.spawn(connect)),
            None => drop(tokio::spawn(connect)),
        }
        state.connection = Some(made.clone());
        (state.number, made)
    }

    fn give_up(&self, number: u64) {
        let mut state = self.state();
        if state.number == number {
            *state = State {
                number: number + 1,
                ..State::default()
            };
        }
    }

    fn responded(&self, number: u64) {
        let mut state = self.state();
        if state.number == number {
            state.without_response = 0;
        }
    }

    /// A caller gave up after this time. This says nothing about the connection, unless the time was long, or several
    /// callers in a row gave up.
    fn without_response(&self, number: u64, after: Duration) {
        let mut state = self.state();
        if state.number != number {
            return;
        }
        state.without_response += 1;
        if after >= self.url.patience / 2 || state.without_response >= MOST_WITHOUT_RESPONSE {
            drop(state);
            self.give_up(number);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({})", self.url.place())
    }
}

async fn connect(url: &StoreUrl) -> RedisResult<Connection> {
    let limited = async {
        match &url.topology {
            Topology::Single => single(url).await,
            Topology::Cluster => cluster(url).await,
            Topology::Sentinel {
                master,
                user,
                password,
            } => primary(url, master, user.as_deref(), password.as_ref()).await,
        }
    };
    match tokio::time::timeout(LIMIT, limited).await {
        Ok(result) => result,
        Err(_) => Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()),
    }
}

fn config() -> AsyncConnectionConfig {
    AsyncConnectionConfig::new()
        .set_connection_timeout(Some(LIMIT))
        .set_response_timeout(Some(LIMIT))
}

fn certificates(url: &StoreUrl) -> TlsCertificates {
    let none = || TlsCertificates {
        client_tls: None,
        root_cert: None,
    };
    url.certificates.clone().unwrap_or_else(none)
}

/// The address of a node, the database, and the user and password.
fn node(url: &StoreUrl, (host, port): &(String, u16)) -> RedisResult<ConnectionInfo> {
    let mut redis = RedisConnectionInfo::default().set_db(url.database);
    if let Some(user) = &url.user {
        redis = redis.set_username(user);
    }
    if let Some(password) = &url.password {
        redis = redis.set_password(&password.0);
    }
    Ok(address(url.tls, host, *port)
        .into_connection_info()?
        .set_redis_settings(redis))
}

fn address(tls: bool, host: &str, port: u16) -> ConnectionAddr {
    let host = host.to_owned();
    if tls {
        ConnectionAddr::TcpTls {
            host,
            port,
            insecure: false,
            tls_params: None,
        }
    } else {
        ConnectionAddr::Tcp(host, port)
    }
}

async fn single(url: &StoreUrl) -> RedisResult<Connection> {
    let node = node(url, &url.nodes[0])?;
    let client = if url.tls {
        Client::build_with_tls(node, certificates(url))?
    } else {
        Client::open(node)?
    };
    let config = config();
    let connection = client.get_multiplexed_async_connection_with_config(&config);
    Ok(Connection::Node(connection.await?))
}

async fn cluster(url: &StoreUrl) -> RedisResult<Connection> {
    let nodes = url
        .nodes
        .iter()
        .map(|it| node(url, it))
        .collect::<RedisResult<Vec<_>>>()?;
    let mut builder = ClusterClientBuilder::new(nodes)
        .connection_timeout(LIMIT)
        .response_timeout(LIMIT)
        .retries(1);
    if url.tls {
        builder = builder.tls(TlsMode::Secure).certs(certificates(url));
    }
    Ok(Connection::Cluster(
        builder.build()?.get_async_connection().await?,
    ))
}

async fn primary(
    url: &StoreUrl,
    master: &str,
    user: Option<&str>,
    password: Option<&Hidden>,
) -> RedisResult<Connection> {
    let sentinels = url
        .nodes
        .iter()
        .map(|(host, port)| address(url.tls, host, *port));
    let mut builder = SentinelClientBuilder::new(sentinels, master, SentinelServerType::Master)?
        .set_client_to_redis_db(url.database);
    if let Some(user) = &url.user {
        builder = builder.set_client_to_redis_username(user);
    }
    if let Some(password) = &url.password {
        builder = builder.set_client_to_redis_password(&password.0);
    }
    if let Some(user) = user {
        builder = builder.set_client_to_sentinel_username(user);
    }
    if let Some(password) = password {
        builder = builder.set_client_to_sentinel_password(&password.0);
    }
    if url.tls {
        builder = builder
            .set_client_to_redis_tls_mode(TlsMode::Secure)
            .set_client_to_sentinel_tls_mode(TlsMode::Secure)
            .set_client_to_redis_certificates(certificates(url))
            .set_client_to_sentinel_certificates(certificates(url));
    }
    let mut client = builder.build()?;
    let connection = client.get_async_connection_with_config(&config()).await?;
    Ok(Connection::Node(connection))
}
