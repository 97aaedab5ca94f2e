//! The tenant's state. One consistent model that all APIs read and change.

mod access;
mod check;
mod creation;
mod groups;
mod libraries;
mod organization;
mod stages;
mod users;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use access::HeldRole;
pub(crate) use creation::{BulkOperation, BulkOperations, BulkResult, MOST_RECORDS, NewUser};
pub(crate) use groups::{ClaimMapping, Group, Membership, MembershipType};
pub(crate) use libraries::{Library, LibraryRevision, LibraryType};
pub(crate) use organization::{
    AssetContext, CataloguePermission, IdentityProvider, OrganizationGrant, OrganizationRole,
    Period, PermissionDetails, ProviderKind,
};
pub(crate) use stages::{
    ApplicationRole, Asset, AssetType, Deployment, Environment, HostingState, Portfolio, Purpose,
    Tag, check_name, check_orders,
};
pub(crate) use users::{Profile, User, UserStatus, Users};

use crate::seed::{Dice, Plan};

/// A whole tenant: people, roles, groups, stages, assets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tenant {
    pub(crate) plan: Plan,
    pub(crate) dice: Dice,
    pub(crate) portfolios: Vec<Portfolio>,
    /// By portfolio, then in their order.
    pub(crate) environments: Vec<Environment>,
    /// By name.
    pub(crate) assets: Vec<Asset>,
    /// By name.
    #[serde(default)]
    pub(crate) libraries: Vec<Library>,
    #[serde(deserialize_with = "crate::unique::map")]
    pub(crate) application_roles: BTreeMap<Uuid, ApplicationRole>,
    #[serde(deserialize_with = "crate::unique::map")]
    pub(crate) groups: BTreeMap<Uuid, Group>,
    #[serde(deserialize_with = "crate::unique::map")]
    pub(crate) organization_roles: BTreeMap<Uuid, OrganizationRole>,
    pub(crate) permissions: Vec<CataloguePermission>,
    pub(crate) providers: Vec<IdentityProvider>,
    pub(crate) users: Users,
    pub(crate) bulk: BulkOperations,
}

impl Tenant {
    /// A key that nothing in this tenant has yet.
    pub(crate) fn new_key(&mut self) -> Uuid {
        self.dice.key()
    }

    pub(crate) fn environment(&self, key: Uuid) -> Option<&Environment> {
        self.environments
            .iter()
            .find(|environment| environment.key == key)
    }

    /// The keys of all stages, for granting permissions in every one of them.
    pub(crate) fn environment_keys(&self) -> Vec<Uuid> {
        self.environments
            .iter()
            .map(|environment| environment.key)
            .collect()
    }

    /// The portfolio of a stage; nil for a stage that does not exist.
    pub(crate) fn portfolio_of(&self, environment: Uuid) -> Uuid {
        self.environment(environment)
            .map_or(Uuid::nil(), |environment| environment.portfolio)
    }

    pub(crate) fn provider(&self, key: Uuid) -> Option<&IdentityProvider> {
        self.providers.iter().find(|provider| provider.key == key)
    }

    pub(crate) fn permission(&self, key: Uuid) -> Option<&CataloguePermission> {
        self.permissions
            .iter()
            .find(|permission| permission.key == key)
    }

    /// The provider that the platform itself runs.
    pub(crate) fn built_in_provider(&self) -> Option<&IdentityProvider> {
        self.providers
            .iter()
            .find(|provider| provider.kind == ProviderKind::BuiltIn)
    }
}
