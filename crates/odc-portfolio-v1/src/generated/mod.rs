// @generated from openapi/portfolio-v1.json (SHA-256 ae364fbe1a385d08f9eef56f00bc1623cb37b25ba23cb462b1ec5b2a8608e54d)
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
