//! `odctl` as its users run it.

mod behaviour;
mod look;
mod support;
