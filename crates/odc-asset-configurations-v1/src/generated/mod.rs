// @generated from openapi/asset-configurations-v1.json (SHA-256 a9d40831040fd680c8b99143fb0b28d5728a6140771bb9c1f49e6ec5e9ea2b76)
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
