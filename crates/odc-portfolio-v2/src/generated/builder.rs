// @generated from openapi/portfolio-v2.json (SHA-256 36cf3bf83b0193a5665f5ac111529dda459cd001b894212eb3519e0013d7468e)
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
