// @generated from openapi/identity-v1.json (SHA-256 7c03aff929c12fda05f3997f768ef289da94c78860bab856016e019a8badf0f4)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
