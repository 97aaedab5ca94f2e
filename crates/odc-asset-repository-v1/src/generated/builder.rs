// @generated from openapi/asset-repository-v1.json (SHA-256 12c1dd54c79764b3e4f878696cd08fdd199e920adf674dffb5b2b80a1b07838b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod assets;
pub use assets::*;
mod revisions;
pub use revisions::*;
mod uploads;
pub use uploads::*;
