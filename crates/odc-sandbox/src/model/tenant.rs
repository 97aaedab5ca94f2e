//! The whole tenant, and functions that find things in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::analyses::Analyses;
use super::assets::Asset;
use super::bulk::BulkOperations;
use super::deployments::Rollouts;
use super::dice::Dice;
use super::failures::Failures;
use super::groups::Group;
use super::organization::{CataloguePermission, IdentityProvider, OrganizationRole, ProviderKind};
use super::pace::Pace;
use super::plan::Plan;
use super::settings::Settings;
use super::stages::{ApplicationRole, Environment, Portfolio};
use super::users::Users;

/// A whole tenant: people, roles, groups, stages, assets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tenant {
    pub(crate) plan: Plan,
    pub(crate) dice: Dice,
    pub(crate) portfolios: Vec<Portfolio>,
    /// The stages, sorted by portfolio, and then by their order.
    pub(crate) environments: Vec<Environment>,
    /// The assets, sorted by name.
    pub(crate) assets: Vec<Asset>,
    /// The publish and deployment operations.
    pub(crate) rollouts: Rollouts,
    pub(crate) settings: Settings,
    pub(crate) analyses: Analyses,
    pub(crate) pace: Pace,
    /// Whether an asset can be deleted while it runs in Production.
    #[serde(default)]
    pub(crate) deletes_in_production: bool,
    /// The failures that a test set and that will happen next.
    pub(crate) failures: Failures,
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
    /// A new key.
    pub(crate) fn new_key(&mut self) -> Uuid {
        self.dice.key()
    }

    pub(crate) fn environment(&self, key: Uuid) -> Option<&Environment> {
        self.environments
            .iter()
            .find(|environment| environment.key == key)
    }

    pub(crate) fn asset(&self, key: Uuid) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.key == key)
    }

    pub(crate) fn asset_mut(&mut self, key: Uuid) -> Option<&mut Asset> {
        self.assets.iter_mut().find(|asset| asset.key == key)
    }

    /// The number of assets that can be deployed.
    pub(crate) fn deployable_assets(&self) -> usize {
        let assets = self.assets.iter();
        assets.filter(|one| one.kind.is_deployable()).count()
    }

    /// Adds an asset at its place in the order of names.
    pub(crate) fn add_asset(&mut self, asset: Asset) {
        let place = self.assets.partition_point(|one| one.name <= asset.name);
        self.assets.insert(place, asset);
    }

    /// The stage of a portfolio to which assets are published.
    pub(crate) fn development_of(&self, portfolio: Uuid) -> Option<&Environment> {
        let mut stages = self.environments.iter();
        stages.find(|one| one.portfolio == portfolio && one.is_development())
    }

    /// The keys of all stages.
    pub(crate) fn environment_keys(&self) -> Vec<Uuid> {
        self.environments
            .iter()
            .map(|environment| environment.key)
            .collect()
    }

    /// The portfolio of a stage, or the nil UUID for a stage that does not exist.
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

    /// The identity provider of the platform itself.
    pub(crate) fn built_in_provider(&self) -> Option<&IdentityProvider> {
        self.providers
            .iter()
            .find(|provider| provider.kind == ProviderKind::BuiltIn)
    }
}
