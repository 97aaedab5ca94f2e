//! One token and one rate budget for all machines of an organization, in a Redis or Valkey that you already run.
//!
//! The service counts the requests of an organization per minute, from all its processes. Without a shared store each
//! process believes that the whole budget is its own. With one, all processes of the organization wait for each other,
//! and one of them fetches the token for all.
//!
//! Every program that reads the environment takes part when `odc-runtime` is built with the feature `redis`:
//!
//! ```text
//! ODC_SHARED_STORE=redis://user:password@cache.example.com:6379
//! ```
//!
//! In code, give a store to the tenant's builder (`shared_store`, with the same feature):
//!
//! ```no_run
//! # async fn connect() -> Result<(), odc_redis::ConnectError> {
//! let store = odc_redis::RedisStore::connect("redis://cache.example.com?name=nightly").await?;
//! # Ok(())
//! # }
//! ```
//!
//! The server is Redis 6.2 or later, or Valkey: one server (`redis://`, `rediss://` with TLS), Sentinel
//! (`redis-sentinel://host,host/?master=NAME`) or Cluster (`redis-cluster://host,host`), each with TLS by a further `s`
//! (`rediss-sentinel://`, `rediss-cluster://`). `valkey` may replace `redis`. [`RedisStore::connect`] lists what can
//! be set in the URL. If the store cannot be reached, nothing stops and no call fails: see
//! `odc_runtime::SharedBudget`.

mod budget;
mod connection;
mod error;
mod keys;
mod status;
mod store;
mod tokens;
mod url;

pub use budget::RedisBudget;
pub use error::ConnectError;
pub use status::{FleetStatus, Member, PoolStatus};
pub use store::RedisStore;
