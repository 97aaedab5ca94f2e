// @generated from openapi/portfolio-v1.json (SHA-256 ae364fbe1a385d08f9eef56f00bc1623cb37b25ba23cb462b1ec5b2a8608e54d)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod deployed_assets;
pub use deployed_assets::*;
mod environments;
pub use environments::*;
