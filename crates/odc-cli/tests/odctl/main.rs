//! `odctl` as its users run it.

mod api;
mod behaviour;
#[cfg(unix)]
mod integrations;
mod look;
mod profiles;
mod start;
mod support;
