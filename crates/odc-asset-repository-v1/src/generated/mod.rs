// @generated from openapi/asset-repository-v1.json (SHA-256 8f58ca91eb0ba44c96c5c153151f8051d2399c6cff573babe661ac402e7f21b6)
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
