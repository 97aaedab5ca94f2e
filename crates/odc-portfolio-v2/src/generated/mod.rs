// @generated from openapi/portfolio-v2.json (SHA-256 36cf3bf83b0193a5665f5ac111529dda459cd001b894212eb3519e0013d7468e)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
