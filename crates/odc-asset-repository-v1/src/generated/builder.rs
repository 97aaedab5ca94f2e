// @generated from openapi/asset-repository-v1.json (SHA-256 8f58ca91eb0ba44c96c5c153151f8051d2399c6cff573babe661ac402e7f21b6)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod assets;
pub use assets::*;
mod revisions;
pub use revisions::*;
mod uploads;
pub use uploads::*;
