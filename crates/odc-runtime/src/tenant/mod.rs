//! The handle for users: one organization's portal domain, credentials and settings.

mod builder;
mod handle;
mod open;
mod shared;

pub use builder::TenantBuilder;
pub use handle::Tenant;
