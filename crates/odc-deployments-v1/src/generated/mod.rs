// @generated from openapi/deployments-v1.json (SHA-256 d6790225b235fe7e0df40d5332282a99ce02025fbb42c8c9f1b18d0dc3a927e1)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

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
