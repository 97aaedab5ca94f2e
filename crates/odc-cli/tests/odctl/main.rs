//! `odctl` as its users run it.

mod api;
mod behaviour;
mod look;
mod profiles;
mod start;
mod support;
