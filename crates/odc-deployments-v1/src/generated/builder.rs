// @generated from openapi/deployments-v1.json (SHA-256 d6790225b235fe7e0df40d5332282a99ce02025fbb42c8c9f1b18d0dc3a927e1)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod deployment_operations;
pub use deployment_operations::*;
mod publish_operations;
pub use publish_operations::*;
pub use crate::generated::waiting::*;
