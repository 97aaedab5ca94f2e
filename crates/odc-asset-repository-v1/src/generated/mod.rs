// @generated from openapi/asset-repository-v1.json (SHA-256 050e28f255ede39329193e6cff32f2d944e90a3fb6bb3bce63774c6c0ecbe658)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
