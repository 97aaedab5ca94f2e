//! A local ODC (`OutSystems` Developer Cloud) tenant to develop and test against.
//!
//! A real HTTP server with a real authorization server in front of it: discovery, client credentials,
//! signed tokens, permissions, request limits, and the operations of the identity and portfolio APIs on
//! one consistent set of data. Everything is in memory and comes out of a seed, so that a test can rely
//! on what it finds.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use odc_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::builder().seed(7).users(500).start().await?;
//! println!("portal domain {}", sandbox.domain());
//!
//! sandbox.clock().advance(Duration::from_secs(13 * 3600)); // every token has expired now
//! # Ok(())
//! # }
//! ```
//!
//! The same from a shell, for programs in any language: `odc-sandbox --port 0` prints the lines to
//! export.

mod answer;
mod app;
mod call;
mod clients;
mod clock;
mod control;
mod dispatch;
mod edge;
mod faults;
mod handle;
mod identity;
mod journal;
mod limits;
mod model;
mod named;
mod oidc;
mod operation;
mod permission;
mod portfolio;
mod problem;
mod query;
mod seed;
mod server;
mod snapshot;

pub use clients::{ClientError, ClientInfo, ClientStatus, Credentials, NewClient};
pub use clock::Clock;
pub use faults::{Effect, Fault};
pub use handle::{
    ApiClients, Builder, FaultControl, NewFault, Sandbox, Stage, StartError, Summary,
};
pub use journal::Entry;
pub use operation::{Api, Served, operations};
pub use permission::{Permission, Permissions};
pub use snapshot::{Snapshot, SnapshotError};
