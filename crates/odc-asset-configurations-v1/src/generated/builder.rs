// @generated from openapi/asset-configurations-v1.json (SHA-256 18e7f93f8d1c9ff6955f92afdf55fa1bab0e48ea86817b3ad2227d1330806d66)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod default;
pub use default::*;
