// @generated from openapi/portfolio-v2.json (SHA-256 f5c4b0112470da018b6cce18999c4fa31c0c8a1217fdfac6eca3b4ce67b6e1c8)
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
