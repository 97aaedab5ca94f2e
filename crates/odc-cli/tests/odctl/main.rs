//! `odctl` as its users run it.

mod api;
mod behaviour;
mod look;
mod mcp;
mod profiles;
mod report;
mod shells;
mod start;
mod support;
