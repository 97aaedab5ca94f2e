// @generated from openapi/portfolio-v2.json (SHA-256 3750a69bb2e30b5596c73a5bcd4dc61e7e71016e759edf92c936713e4984c5d0)
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
