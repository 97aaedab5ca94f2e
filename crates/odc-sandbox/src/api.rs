//! The operations of each API: one folder for each API, and the files that all of them share.

pub(crate) mod asset_configurations;
pub(crate) mod asset_repository;
pub(crate) mod builds;
pub(crate) mod call;
pub(crate) mod dependency_management;
pub(crate) mod deployments;
pub(crate) mod identity;
pub(crate) mod json;
pub(crate) mod operation;
mod permission_filter;
pub(crate) mod portfolio;
pub(crate) mod query;
pub(crate) mod table;
