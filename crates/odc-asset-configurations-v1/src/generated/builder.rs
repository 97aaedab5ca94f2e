// @generated from openapi/asset-configurations-v1.json (SHA-256 dac3b25baf797ad5c5cce48bcdbbee37caacfe7edab144ef4b69aed62f2dd027)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod default;
pub use default::*;
