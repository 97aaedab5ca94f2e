//! What the token crate promises, each promise a test. Servers are real sockets on free ports.
#![allow(clippy::unwrap_used, missing_docs)]

mod cache;
mod config;
mod discovery;
mod extension;
mod flight;
mod observation;
mod origin;
mod protocol;
mod rejection;
mod retry;
mod support;
