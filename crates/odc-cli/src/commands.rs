//! The commands, one file each. A command is a struct of its arguments with a `run`.

pub mod api;
pub mod assets;
pub mod builds;
mod deployed;
pub mod deployments;
pub mod diff;
pub mod graph;
pub mod logs;
pub mod revisions;
pub mod stages;
pub mod where_is;
