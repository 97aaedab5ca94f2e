// @generated from openapi/dependency-management-v1.json (SHA-256 015f0a435c9e639938a7c777a7677a4118a529e57184b3cda9693aa8deb028d1)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
