// @generated from openapi/portfolio-v2.json (SHA-256 9fedf03dd517654919fcf8247145c84cfbfb61c5de61f54865546bce89422c82)
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
