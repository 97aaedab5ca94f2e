// @generated from openapi/builds-v1.json (SHA-256 a7a28afb1ee02f2d353ff15b81481eee223e9906a86b6fb39328fd241f6dcd4c)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod build;
pub use build::*;
pub use crate::generated::waiting::*;
