// @generated from openapi/dependency-management-v1.json (SHA-256 9af404a80bdc96324411e07459ec1f5f488b960e771c48d2ff4f0f5e8cb65636)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod default;
pub use default::*;
pub use crate::generated::waiting::*;
