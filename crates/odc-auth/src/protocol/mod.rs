//! The protocol as functions: a response in; a provider, a token or an error out. No network, no clock, no settings.

pub(crate) mod discovery;
mod members;
pub(crate) mod reply;
pub(crate) mod token;
