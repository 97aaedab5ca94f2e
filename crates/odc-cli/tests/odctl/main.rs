//! `odctl` as its users run it.

mod api;
mod behaviour;
mod deliver;
mod failing;
mod look;
mod plans;
mod profiles;
mod promote;
mod release;
mod resume;
mod start;
mod support;
