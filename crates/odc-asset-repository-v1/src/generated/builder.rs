// @generated from openapi/asset-repository-v1.json (SHA-256 050e28f255ede39329193e6cff32f2d944e90a3fb6bb3bce63774c6c0ecbe658)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod assets;
pub use assets::*;
mod revisions;
pub use revisions::*;
mod uploads;
pub use uploads::*;
