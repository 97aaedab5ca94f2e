// @generated from openapi/deployments-v1.json (SHA-256 1335a29dc0a42556078ffce62581bb6caa081005df034812aef6ac6355cf6326)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
