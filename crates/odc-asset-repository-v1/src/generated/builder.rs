// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod assets;
pub use assets::*;
mod revisions;
pub use revisions::*;
mod uploads;
pub use uploads::*;
