// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
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
