// @generated from openapi/identity-v1.json (SHA-256 5524fdad4820fde53a6fefdac5727b885e26a1506f67e4e3222662850bebce4d)
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
