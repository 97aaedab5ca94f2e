//! `odctl` as its users run it.

mod api;
mod behaviour;
mod config;
mod impact;
mod look;
mod people;
mod profiles;
mod start;
mod support;
