//! `odctl` as its users run it.

mod api;
mod behaviour;
mod deliver;
mod look;
mod profiles;
mod promote;
mod resume;
mod start;
mod support;
