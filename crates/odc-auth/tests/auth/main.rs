//! The promises of the token crate: each one is a test. The servers are real sockets on free ports.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "times in tests are small"
)]

#[cfg(feature = "rustls")]
mod authorities;
mod cache;
mod config;
mod discovery;
mod extension;
mod file_faults;
mod file_store;
mod flight;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod network;
mod origin;
mod protocol;
mod rejection;
mod retry;
mod storms;
mod support;
mod surroundings;
mod turns;
mod wire;
