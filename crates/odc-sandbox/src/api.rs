//! What each API says about the tenant: one folder for each API, and the files that all of them share.

pub(crate) mod call;
pub(crate) mod identity;
pub(crate) mod json;
pub(crate) mod operation;
pub(crate) mod portfolio;
pub(crate) mod query;
pub(crate) mod table;
