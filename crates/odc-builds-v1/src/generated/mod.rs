// @generated from openapi/builds-v1.json (SHA-256 a7a28afb1ee02f2d353ff15b81481eee223e9906a86b6fb39328fd241f6dcd4c)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

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
