// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the calls, one file per group of operations.

mod application_roles;
pub use application_roles::*;
mod groups;
pub use groups::*;
mod identity_providers;
pub use identity_providers::*;
mod organization_roles;
pub use organization_roles::*;
mod permissions;
pub use permissions::*;
mod users;
pub use users::*;
