// @generated from openapi/identity-v1.json (SHA-256 33ef73c1671ff4ee9cbc887772ff226d3dc7735a0f77be6bca79793009753ee4)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
