//! `odctl` as its users run it.

mod api;
mod behaviour;
mod config;
mod deliver;
mod impact;
#[cfg(unix)]
mod integrations;
mod look;
mod people;
mod profiles;
mod promote;
mod resume;
mod start;
mod support;
