//! The handle of a shared store. One connection serves the token and the budgets of all organizations.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use odc_budget::{RateLimit, StepRequest};
use redis::{RedisResult, Value};
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::budget::RedisBudget;
use crate::connection::Link;
use crate::error::{ConnectError, describe};
use crate::keys::Keys;
use crate::status::{self, FleetStatus};
use crate::url::StoreUrl;

/// How long the first contact may take.
const FIRST_CONTACT: Duration = Duration::from_secs(5);

/// The oldest version of the server that has all necessary commands.
const OLDEST: (u32, u32) = (6, 2);

/// A Redis or Valkey that the processes of an organization share.
///
/// It is cheap to clone; clones share one connection. It is a [`TokenStore`](odc_auth::TokenStore), and
/// [`budget`](Self::budget) makes the [`BudgetStore`](odc_budget::BudgetStore) of one organization.
///
/// The user needs these rights: `+hello +select +evalsha +script|load +eval +time +get +set +del +strlen +exists +pexpire`
/// `+zadd +zrem +zcard +zscore +zrange +zrangebyscore +zremrangebyscore +zremrangebyrank +hget +hset +hdel +hlen +hmget`
/// `+hgetall` on the keys `~odc:*` (or the prefix of the URL).
#[derive(Clone)]
pub struct RedisStore {
    inner: Arc<Inner>,
}

struct Inner {
    link: Arc<Link>,
    /// The identity of this process: its name and a random number.
    process: String,
    /// The number of budgets made up to now. Each budget holds its own places.
    budgets: AtomicU32,
    /// The runtime in which the connection lives, if the store was made outside of a runtime.
    _runtime: Option<Background>,
}

/// A runtime on a thread of its own.
struct Background(Option<Runtime>);

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl RedisStore {
    /// Connects, and checks the server: it must be Redis 6.2 or later, or Valkey, and it must allow all commands that
    /// are needed.
    ///
    /// The URL is `redis://user:password@host:port/database`. Other schemes mean TLS, Sentinel and Cluster (see the
    /// [crate](crate)). Its query can set these values:
    ///
    /// | name | default | meaning |
    /// |---|---|---|
    /// | `name` | that of the program | the name of this program in `odctl fleet status` |
    /// | `prefix` | `odc` | the beginning of the names of all keys |
    /// | `share` | `0.25` | the part of each budget that this process uses while the store is away |
    /// | `patience_ms` | `50` | how long a call waits for the store |
    /// | `required` | `true` | with `false`, a store that is away at the start is not an error |
    /// | `ca` | | a file with the certificate, in PEM, of the authority that signs the server's; no other is trusted then |
    /// | `master` | | the name of the primary, for Sentinel |
    /// | `sentinel_user`, `sentinel_password` | | user and password for the Sentinels |
    ///
    /// # Errors
    ///
    /// The URL cannot be read, or the server cannot be reached or used. With `required=false`, a server that cannot
    /// be reached or used is only a warning in the log.
    pub async fn connect(url: &str) -> Result<Self, ConnectError> {
        let store = Self::new(StoreUrl::parse(url)?, None);
        store.checked().await?;
        Ok(store)
    }

    /// Like [`connect`](Self::connect), for a program that does not run in an async runtime: the connection lives on
    /// a thread of its own.
    ///
    /// # Errors
    ///
    /// As [`connect`](Self::connect), and when the thread cannot be started.
    pub fn connect_blocking(url: &str) -> Result<Self, ConnectError> {
        let url = StoreUrl::parse(url)?;
        let place = url.place();
        let failed = |problem: String| ConnectError::Server {
            place: place.clone(),
            problem,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("odc-redis")
            .enable_all()
            .build()
            .map_err(|error| {
                failed(format!(
                    "cannot be used: no thread can be started ({error})"
                ))
            })?;
        let handle = runtime.handle().clone();
        let store = Self::new(url, Some(runtime));
        let checked = store.clone();
        let (sender, receiver) = std::sync::mpsc::channel();
        handle.spawn(async move {
            // Sending fails only if the caller has panicked.
            let _ = sender.send(checked.checked().await);
        });
        match receiver.recv() {
            Ok(result) => result.map(|()| store),
            Err(_) => Err(failed("cannot be used: its thread has ended".to_owned())),
        }
    }

    fn new(url: StoreUrl, runtime: Option<Runtime>) -> Self {
        let number = RandomState::new().hash_one(std::process::id());
        let process = format!("{}#{number:016x}", url.name);
        let handle = runtime.as_ref().map(|runtime| runtime.handle().clone());
        Self {
            inner: Arc::new(Inner {
                link: Arc::new(Link::new(url, handle)),
                process,
                budgets: AtomicU32::default(),
                _runtime: runtime.map(|runtime| Background(Some(runtime))),
            }),
        }
    }

    /// The rate budget of the organization with this origin, for example `https://acme.outsystems.dev/`.
    ///
    /// It belongs to one tenant. For each further tenant, also of the same organization, call this again.
    #[must_use]
    pub fn budget(&self, origin: &str) -> RedisBudget {
        let keys = Keys::new(&self.link().url().prefix, origin);
        let number = self.inner.budgets.fetch_add(1, Relaxed);
        let holder = format!("{}.{number}", self.inner.process);
        RedisBudget::new(Arc::clone(&self.inner.link), keys, holder)
    }

    /// The part of each budget that this process uses while the store cannot be reached. The URL sets it.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        self.link().url().share
    }

    /// How long a call waits for the store.
    #[must_use]
    pub fn patience(&self) -> Duration {
        self.link().url().patience
    }

    /// How the processes of the organization with this origin use these pools now.
    ///
    /// # Errors
    ///
    /// The server cannot be reached or refuses.
    pub async fn status(
        &self,
        origin: &str,
        limits: &[RateLimit],
    ) -> Result<FleetStatus, ConnectError> {
        let keys = Keys::new(&self.link().url().prefix, origin);
        let mut status = FleetStatus::default();
        for limit in limits {
            let pool = timeout(FIRST_CONTACT, status::of_pool(self.link(), &keys, *limit)).await;
            let pool = pool.map_err(|_| self.problem("does not respond in time"))?;
            let pool = pool.map_err(|error| self.problem(&describe(&error)))?;
            if !pool.members.is_empty() || pool.narrowed_by > 0 {
                status.pools.push(pool);
            }
        }
        status.pools.sort_by(|a, b| a.pool.cmp(&b.pool));
        Ok(status)
    }

    pub(crate) fn link(&self) -> &Link {
        &self.inner.link
    }

    pub(crate) fn process(&self) -> &str {
        &self.inner.process
    }

    async fn checked(&self) -> Result<(), ConnectError> {
        let check = match timeout(FIRST_CONTACT, self.check()).await {
            Ok(check) => check,
            Err(_) => Err(self.problem("does not respond within 5 s; check host, port and scheme")),
        };
        match check {
            Err(error) if !self.link().url().required => {
                tracing::warn!(%error, "continuing without the shared store until it can be used");
                Ok(())
            }
            check => check,
        }
    }

    async fn check(&self) -> Result<(), ConnectError> {
        let failed = |error: redis::RedisError| self.problem(&describe(&error));
        let hello = self.hello().await.map_err(failed)?;
        self.check_version(&hello)?;
        // Takes a place and returns it, under keys that only this check uses. This needs every right that normal use
        // needs.
        let budget = self
            .budget("check")
            .as_process(&format!("{}-check", self.process()));
        let limit = RateLimit::per_minute("check", 1_000_000);
        let mut step = StepRequest::default();
        (step.wanted, step.waiting) = (1, 1);
        budget.try_step(limit, &step).await.map_err(failed)?;
        budget
            .try_step(limit, &StepRequest::default())
            .await
            .map_err(failed)?;
        self.check_tokens().await.map_err(failed)
    }

    async fn check_tokens(&self) -> RedisResult<()> {
        let [token, _] = Keys::new(&self.link().url().prefix, "check").of_token("check");
        let mut pipe = redis::pipe();
        pipe.cmd("SET")
            .arg(&token)
            .arg("1")
            .arg("PX")
            .arg(1000)
            .ignore();
        pipe.cmd("STRLEN").arg(&token).ignore();
        pipe.cmd("EXISTS").arg(&token).ignore();
        pipe.cmd("DEL").arg(&token).ignore();
        let mut used = self.link().get().await?;
        let result = pipe.query_async::<()>(&mut used.connection).await;
        used.ended(result)
    }

    /// The information that the server gives about itself.
    async fn hello(&self) -> RedisResult<HashMap<String, Value>> {
        let mut used = self.link().get().await?;
        let result = redis::cmd("HELLO").query_async(&mut used.connection).await;
        used.ended(result)
    }

    fn check_version(&self, hello: &HashMap<String, Value>) -> Result<(), ConnectError> {
        let text = |name: &str| match hello.get(name) {
            Some(Value::BulkString(text)) => String::from_utf8_lossy(text).into_owned(),
            Some(Value::SimpleString(text)) => text.clone(),
            _ => String::new(),
        };
        let version = text("version");
        let mut parts = version
            .split('.')
            .map_while(|part| part.parse::<u32>().ok());
        let number = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        if text("server") == "valkey" || number >= OLDEST {
            return Ok(());
        }
        let version = odc_http::text::one_line(&version, 40);
        Err(self.problem(&format!(
            "is version {version}, which is too old; Redis 6.2 or later, or Valkey, is needed"
        )))
    }

    fn problem(&self, problem: &str) -> ConnectError {
        ConnectError::Server {
            place: self.link().url().place(),
            problem: problem.to_owned(),
        }
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("place", &self.link().url().place())
            .field("process", &self.inner.process)
            .finish_non_exhaustive()
    }
}
