// @generated from openapi/asset-configurations-v1.json (SHA-256 18e7f93f8d1c9ff6955f92afdf55fa1bab0e48ea86817b3ad2227d1330806d66)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
