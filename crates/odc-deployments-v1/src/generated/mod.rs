// @generated from openapi/deployments-v1.json (SHA-256 ce680bb41e391c82e7d24b4bd6e4742d6f1f37ff48c3734a68d4bf49668c07dc)
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
pub mod waiting;
