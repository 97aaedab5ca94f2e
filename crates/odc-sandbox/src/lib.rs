#![doc = include_str!("../README.md")]

mod api;
mod authority;
mod clock;
mod control;
mod files;
mod flaw;
mod handle;
mod model;
mod problem;
mod seed;
mod server;
mod snapshot;
mod unique;
mod wire_name;

pub use api::operation::{Api, Served};
pub use api::table::operations;
pub use clock::Clock;
pub use handle::{Builder, FaultControl, NewFault, Sandbox, Stage, StartError, Summary};
pub use model::client::{ClientError, ClientInfo, ClientStatus, Credentials, NewClient};
pub use model::failures::{Failure, FailureMessage, Process};
pub use model::pace::Pace;
pub use model::permission::{Permission, Permissions};
pub use server::api_clients::ApiClients;
pub use server::faults::{Effect, Fault};
pub use server::journal::Entry;
pub use snapshot::{Snapshot, SnapshotError};
