// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
