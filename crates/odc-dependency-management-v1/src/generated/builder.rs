// @generated from openapi/dependency-management-v1.json (SHA-256 6c6e25cdc6767db3ef07665f9ef76c2352c26c78ed08bd31e48d5646362e0082)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod default;
pub use default::*;
pub use crate::generated::waiting::*;
