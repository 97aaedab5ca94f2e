// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
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
