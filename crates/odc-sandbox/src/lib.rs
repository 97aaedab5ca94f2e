#![doc = include_str!("../README.md")]

mod answer;
mod app;
mod call;
mod clients;
mod clock;
mod control;
mod dispatch;
mod edge;
mod faults;
mod flaw;
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
mod unique;

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
