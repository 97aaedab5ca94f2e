// @generated from openapi/dependency-management-v1.json (SHA-256 015f0a435c9e639938a7c777a7677a4118a529e57184b3cda9693aa8deb028d1)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod default;
pub use default::*;
