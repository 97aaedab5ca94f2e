//! Tests `odctl` in the way that its users run it.

mod api;
mod behaviour;
mod config;
mod deliver;
#[cfg(unix)]
mod examples;
mod failing;
#[cfg(unix)]
mod files;
mod filters;
mod fleet;
mod hostile;
mod impact;
#[cfg(unix)]
mod integrations;
#[cfg(target_os = "linux")]
mod keychain;
mod look;
mod mcp;
mod people;
mod plans;
mod profiles;
mod promote;
mod reads;
mod release;
mod report;
mod reports;
mod resume;
mod shells;
mod start;
mod support;
#[cfg(unix)]
mod svg;
#[cfg(unix)]
mod tables;
#[cfg(unix)]
mod terminal;
mod transcripts;
mod writes;
