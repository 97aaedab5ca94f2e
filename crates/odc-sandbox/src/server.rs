//! The server: connections, requests, tokens, limits, the journal and faults.

pub(crate) mod accept;
pub(crate) mod api_clients;
pub(crate) mod app;
mod connection;
pub(crate) mod connections;
mod dispatch;
pub(crate) mod documents;
mod fault_effects;
pub(crate) mod faults;
pub(crate) mod host;
pub(crate) mod journal;
pub(crate) mod layers;
pub(crate) mod limits;
pub(crate) mod oidc;
pub(crate) mod problem_response;
pub(crate) mod receive;
mod record;
pub(crate) mod routes;
mod stream;
pub(crate) mod transfers;
mod wait;
