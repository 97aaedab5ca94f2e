// @generated from openapi/portfolio-v2.json (SHA-256 8ea4e1ad1f845be186b3a4fb6ab9702438177d10d1ec7f71c7b7633be1f3faa6)
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
