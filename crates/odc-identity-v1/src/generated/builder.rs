// @generated from openapi/identity-v1.json (SHA-256 33ef73c1671ff4ee9cbc887772ff226d3dc7735a0f77be6bca79793009753ee4)
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
