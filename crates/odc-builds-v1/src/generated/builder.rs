// @generated from openapi/builds-v1.json (SHA-256 b01e3bff574650fe812c8725cacd11ec80c65fc62259faab13c7c228325743f4)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod build;
pub use build::*;
pub use crate::generated::waiting::*;
