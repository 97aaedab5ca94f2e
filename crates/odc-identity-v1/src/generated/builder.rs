// @generated from openapi/identity-v1.json (SHA-256 7c03aff929c12fda05f3997f768ef289da94c78860bab856016e019a8badf0f4)
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
