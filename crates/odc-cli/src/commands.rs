//! The commands, one file each. A command is a struct of its arguments with a `run`.

pub mod api;
pub mod assets;
pub mod audit;
pub mod builds;
pub mod completion;
pub mod config;
mod confirm;
mod deployed;
pub mod deployments;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod grant;
pub mod graph;
pub mod groups;
pub mod impact;
pub mod login;
pub mod logs;
mod people;
pub mod profile;
pub mod revisions;
pub mod roles;
pub mod sandbox;
pub mod stages;
pub mod users;
pub mod where_is;
pub mod whoami;
