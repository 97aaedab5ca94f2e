// @generated from openapi/portfolio-v2.json (SHA-256 9fedf03dd517654919fcf8247145c84cfbfb61c5de61f54865546bce89422c82)
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
