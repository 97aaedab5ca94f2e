//! The commands, one file each. A command is a struct of its arguments with a `run`.

pub mod api;
pub mod stages;
