//! `odctl` as its users run it.

mod api;
mod behaviour;
mod deliver;
#[cfg(unix)]
mod integrations;
mod look;
mod profiles;
mod promote;
mod resume;
mod start;
mod support;
