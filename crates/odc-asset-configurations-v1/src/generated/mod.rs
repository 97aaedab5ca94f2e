// @generated from openapi/asset-configurations-v1.json (SHA-256 dac3b25baf797ad5c5cce48bcdbbee37caacfe7edab144ef4b69aed62f2dd027)
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
