// @generated from openapi/portfolio-v2.json (SHA-256 8ea4e1ad1f845be186b3a4fb6ab9702438177d10d1ec7f71c7b7633be1f3faa6)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod deployed_assets;
pub use deployed_assets::*;
mod environments;
pub use environments::*;
mod libraries;
pub use libraries::*;
mod portfolios;
pub use portfolios::*;
