//! How the APIs say what is true of the tenant: one folder an API, and below them what they share.

pub(crate) mod call;
pub(crate) mod identity;
pub(crate) mod json;
pub(crate) mod operation;
pub(crate) mod portfolio;
pub(crate) mod query;
pub(crate) mod table;
