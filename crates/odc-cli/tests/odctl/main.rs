//! `odctl` as its users run it.

mod api;
mod behaviour;
mod config;
mod deliver;
mod failing;
mod impact;
#[cfg(unix)]
mod integrations;
mod look;
mod mcp;
mod people;
mod plans;
mod profiles;
mod promote;
mod release;
mod report;
mod resume;
mod shells;
mod start;
mod support;
mod writes;
