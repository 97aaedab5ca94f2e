//! The state of a tenant: one consistent set of data that all APIs read and change.

mod access;
mod analyses;
mod analysing;
mod assets;
mod building;
mod builds;
mod bulk;
mod check;
mod check_assets;
pub(crate) mod client;
pub(crate) mod clients;
mod creation;
mod declared;
mod dependencies;
mod deployments;
mod dice;
pub(crate) mod failures;
mod groups;
mod membership;
mod organization;
pub(crate) mod pace;
pub(crate) mod permission;
mod plan;
mod removal;
mod revisions;
mod rollout;
mod settings;
mod settling;
mod stages;
mod tagging;
mod tenant;
mod users;

pub(crate) use access::HeldRole;
pub(crate) use analyses::{Analyses, Analysis, AnalysisKind};
pub(crate) use assets::{Asset, AssetType, Deployment, Digest, Use, derived_key};
pub(crate) use builds::{Build, BuildStatus, BuildType, PackageStatus, Removal};
pub(crate) use bulk::{BulkOperation, BulkOperations, BulkResult, MOST_RECORDS, NewUser};
pub(crate) use declared::{
    Declarations, Declared, DeclaredGroup, DeclaredLibrary, Level, of_stage,
};
pub(crate) use dependencies::{Element, Producer, elements_used, revision_used};
pub(crate) use deployments::{Rollout, RolloutKind, RolloutStatus, Rollouts};
pub(crate) use dice::{Dice, mix};
pub(crate) use failures::Failures;
pub(crate) use groups::{ClaimMapping, Group, Membership, MembershipType};
pub(crate) use organization::{
    AssetContext, CataloguePermission, IdentityProvider, OrganizationGrant, OrganizationRole,
    Period, PermissionDetails, ProviderKind,
};
pub(crate) use pace::Pace;
pub(crate) use plan::Plan;
pub(crate) use revisions::{Revision, SEEDED_BYTES, Tag, Version};
pub(crate) use rollout::{NewRollout, check_portfolio};
pub(crate) use settings::{DataType, NewValue, Settings, check_value};
pub(crate) use stages::{
    ApplicationRole, Environment, HostingState, Portfolio, Purpose, check_name, check_orders,
};
pub(crate) use tenant::Tenant;
pub(crate) use users::{Profile, User, UserStatus, Users};
