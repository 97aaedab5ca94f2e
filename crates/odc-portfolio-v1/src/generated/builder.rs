// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod deployed_assets;
pub use deployed_assets::*;
mod environments;
pub use environments::*;
