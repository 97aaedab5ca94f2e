//! The commands, one file each. A command is a struct of its arguments with a `run`.

pub mod api;
pub mod assets;
pub mod builds;
pub mod completion;
mod deployed;
pub mod deployments;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod graph;
pub mod login;
pub mod logs;
pub mod man;
pub mod mcp;
pub mod profile;
pub mod revisions;
pub mod sandbox;
pub mod stages;
pub mod where_is;
pub mod whoami;
