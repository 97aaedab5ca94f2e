// @generated from openapi/deployments-v1.json (SHA-256 1335a29dc0a42556078ffce62581bb6caa081005df034812aef6ac6355cf6326)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod deployment_operations;
pub use deployment_operations::*;
mod publish_operations;
pub use publish_operations::*;
