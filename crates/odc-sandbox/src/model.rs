//! The state of a tenant: one consistent set of data that all APIs read and change.

mod access;
mod bulk;
mod check;
pub(crate) mod client;
pub(crate) mod clients;
mod creation;
mod dice;
mod groups;
mod libraries;
mod membership;
mod organization;
pub(crate) mod permission;
mod plan;
mod stages;
mod tenant;
mod users;

pub(crate) use access::HeldRole;
pub(crate) use bulk::{BulkOperation, BulkOperations, BulkResult, MOST_RECORDS, NewUser};
pub(crate) use dice::{Dice, mix};
pub(crate) use groups::{ClaimMapping, Group, Membership, MembershipType};
pub(crate) use libraries::{Library, LibraryRevision, LibraryType};
pub(crate) use organization::{
    AssetContext, CataloguePermission, IdentityProvider, OrganizationGrant, OrganizationRole,
    Period, PermissionDetails, ProviderKind,
};
pub(crate) use plan::Plan;
pub(crate) use stages::{
    ApplicationRole, Asset, AssetType, Deployment, Environment, HostingState, Portfolio, Purpose,
    Tag, check_name, check_orders,
};
pub(crate) use tenant::Tenant;
pub(crate) use users::{Profile, User, UserStatus, Users};
