// @generated from openapi/asset-repository-v1.json (SHA-256 12c1dd54c79764b3e4f878696cd08fdd199e920adf674dffb5b2b80a1b07838b)
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
