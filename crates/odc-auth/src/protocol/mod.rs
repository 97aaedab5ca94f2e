//! The protocol as functions. They read a response, and return a provider, a token or an error. They use no network, no
//! clock and no settings.

pub(crate) mod discovery;
mod members;
pub(crate) mod reply;
mod suspicion;
pub(crate) mod token;
