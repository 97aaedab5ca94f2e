// @generated from openapi/asset-repository-v1.json (SHA-256 c1b65afa24b0d5bcf37b1c6f27200cf223fe560af5a0f03f29b93b15a62aca57)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod assets;
pub use assets::*;
mod revisions;
pub use revisions::*;
mod uploads;
pub use uploads::*;
