// @generated from openapi/dependency-management-v1.json (SHA-256 9af404a80bdc96324411e07459ec1f5f488b960e771c48d2ff4f0f5e8cb65636)
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
pub mod waiting;
