// @generated from openapi/deployments-v1.json (SHA-256 ce680bb41e391c82e7d24b4bd6e4742d6f1f37ff48c3734a68d4bf49668c07dc)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod deployment_operations;
pub use deployment_operations::*;
mod publish_operations;
pub use publish_operations::*;
pub use crate::generated::waiting::*;
