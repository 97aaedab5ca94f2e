// @generated from openapi/portfolio-v1.json (SHA-256 8397e804fe05b44a573d817d469c60fb645e00c1adf7625e3fa2828bf1d4655c)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Everything generated for this API.

pub mod builder;
pub mod client;
pub mod enums;

#[cfg(feature = "mock")]
pub mod mock;
pub mod operations;
pub mod type_builders;
pub mod types;
