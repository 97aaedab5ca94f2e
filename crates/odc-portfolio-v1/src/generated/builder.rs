// @generated from openapi/portfolio-v1.json (SHA-256 8397e804fe05b44a573d817d469c60fb645e00c1adf7625e3fa2828bf1d4655c)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod deployed_assets;
pub use deployed_assets::*;
mod environments;
pub use environments::*;
