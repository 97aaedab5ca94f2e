// @generated from openapi/portfolio-v2.json (SHA-256 3750a69bb2e30b5596c73a5bcd4dc61e7e71016e759edf92c936713e4984c5d0)
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
