//! The protocol as functions. They read a response, and return a provider, a token or an error. They use no network, no
//! clock and no settings.

mod credential_hint;
pub(crate) mod discovery;
mod members;
pub(crate) mod reply;
pub(crate) mod token;
