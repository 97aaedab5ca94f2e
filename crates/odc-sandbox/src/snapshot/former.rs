//! Tenants of the first two versions: assets had deployments but no revisions, and libraries were in a separate list.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::model::{
    Analyses, ApplicationRole, Asset, AssetType, Build, BuildType, BulkOperations,
    CataloguePermission, Deployment, Dice, Environment, Failures, Group, IdentityProvider,
    OrganizationRole, Pace, Plan, Portfolio, Revision, Settings, Tag, Tenant, Users, Version,
};
use crate::seed;
use crate::unique;

/// No asset gets more revisions. All assets together get about a thousand times this number.
const MOST_REVISIONS: usize = 1000;

#[derive(Deserialize)]
pub(super) struct FormerTenant {
    plan: Plan,
    dice: Dice,
    portfolios: Vec<Portfolio>,
    environments: Vec<Environment>,
    assets: Vec<FormerAsset>,
    /// The first version has no libraries.
    #[serde(default)]
    libraries: Option<Vec<FormerLibrary>>,
    #[serde(deserialize_with = "unique::map")]
    application_roles: BTreeMap<Uuid, ApplicationRole>,
    #[serde(deserialize_with = "unique::map")]
    groups: BTreeMap<Uuid, Group>,
    #[serde(deserialize_with = "unique::map")]
    organization_roles: BTreeMap<Uuid, OrganizationRole>,
    permissions: Vec<CataloguePermission>,
    providers: Vec<IdentityProvider>,
    users: Users,
    bulk: BulkOperations,
}

#[derive(Deserialize)]
struct FormerAsset {
    key: Uuid,
    name: String,
    kind: AssetType,
    is_built_in: bool,
    deployments: Vec<FormerDeployment>,
}

#[derive(Deserialize)]
struct FormerDeployment {
    environment: Uuid,
    revision: i32,
    build_key: Uuid,
    key: Uuid,
    at: DateTime<Utc>,
    description: Option<String>,
    icon_url: Option<String>,
    by: Option<Uuid>,
    tag: Option<Tag>,
}

#[derive(Deserialize)]
struct FormerLibrary {
    key: Uuid,
    kind: AssetType,
    is_built_in: bool,
    portfolio: Uuid,
    revisions: Vec<FormerRevision>,
}

#[derive(Deserialize)]
struct FormerRevision {
    number: i32,
    name: String,
    description: Option<String>,
    icon_url: Option<String>,
    at: DateTime<Utc>,
    by: Uuid,
    tag: Option<Tag>,
}

/// A revision that the snapshot mentions.
struct Known {
    number: i32,
    at: DateTime<Utc>,
    by: Uuid,
    tag: Option<Tag>,
    name: Option<String>,
}

impl FormerTenant {
    /// The tenant in the current form. Assets get all revisions up to the known ones, and deployments stay in the
    /// portfolio of the first deployment. A tenant without libraries gets those of the seed.
    pub(super) fn upgraded(self) -> Tenant {
        let plan = self.plan;
        let portfolio_of: BTreeMap<Uuid, Uuid> = self
            .environments
            .iter()
            .map(|one| (one.key, one.portfolio))
            .collect();
        let main = self.portfolios.first().map_or(Uuid::nil(), |one| one.key);
        let libraries = self.libraries.as_ref().map_or(0, Vec::len);
        let all = (self.assets.len() + libraries).max(1);
        // A small file must not become a large tenant.
        let most = (MOST_REVISIONS * MOST_REVISIONS / all).clamp(1, MOST_REVISIONS);
        let most = i32::try_from(most).unwrap_or(1);
        let mut assets = if let Some(libraries) = self.libraries {
            let upgraded = libraries.into_iter().map(|one| one.upgraded(most));
            upgraded.collect()
        } else {
            // The plan has not been checked yet.
            let revisions = Plan::REVISIONS;
            seed::libraries(Plan { revisions, ..plan }, &self.portfolios)
        };
        let apps = self.assets.into_iter();
        assets.extend(apps.map(|one| one.upgraded(main, &portfolio_of, most)));
        assets.sort_by(|a, b| a.name.cmp(&b.name));
        Tenant {
            plan,
            dice: self.dice,
            rollouts: seed::rollouts(&assets, &self.environments),
            portfolios: self.portfolios,
            environments: self.environments,
            assets,
            settings: Settings::default(),
            analyses: Analyses::default(),
            pace: Pace::default(),
            deletes_in_production: false,
            failures: Failures::default(),
            application_roles: self.application_roles,
            groups: self.groups,
            organization_roles: self.organization_roles,
            permissions: self.permissions,
            providers: self.providers,
            users: self.users,
            bulk: self.bulk,
        }
    }
}

impl FormerAsset {
    fn upgraded(self, main: Uuid, portfolio_of: &BTreeMap<Uuid, Uuid>, most: i32) -> Asset {
        let first = self.deployments.first();
        let portfolio = first.and_then(|one| portfolio_of.get(&one.environment));
        let portfolio = portfolio.copied().unwrap_or(main);
        let mut deployments = self.deployments;
        // A stage that does not exist is kept, so that the check reports it.
        deployments.retain(|one| {
            portfolio_of
                .get(&one.environment)
                .is_none_or(|place| *place == portfolio)
        });
        let known = deployments.iter().map(|one| Known {
            number: one.revision,
            at: one.at,
            by: one.by.unwrap_or_default(),
            tag: one.tag.clone(),
            name: None,
        });
        let mut asset = Asset {
            key: self.key,
            name: self.name,
            description: deployments.iter().find_map(|one| one.description.clone()),
            kind: self.kind,
            portfolio,
            is_built_in: self.is_built_in,
            is_external: false,
            has_icon: deployments.iter().any(|one| one.icon_url.is_some()),
            template: None,
            revisions: revisions(known.collect(), most),
            builds: Vec::new(),
            deployments: Vec::new(),
            uses: Vec::new(),
        };
        for one in deployments {
            if asset.build(one.build_key).is_none() {
                asset.builds.push(Build {
                    key: one.build_key,
                    revision: one.revision,
                    kind: BuildType::Release,
                    by: one.by.unwrap_or_default(),
                    at: one.at,
                    end: one.at,
                    failed: None,
                    removal: None,
                    package: None,
                });
            }
            asset.deployments.push(Deployment {
                environment: one.environment,
                revision: one.revision,
                build: one.build_key,
                key: one.key,
                at: one.at,
                by: one.by,
            });
        }
        asset
    }
}

impl FormerLibrary {
    fn upgraded(self, most: i32) -> Asset {
        let newest = self.revisions.first();
        let name = newest.map(|one| one.name.clone()).unwrap_or_default();
        let known = self.revisions.iter().map(|one| Known {
            number: one.number,
            at: one.at,
            by: one.by,
            tag: one.tag.clone(),
            name: (one.name != name).then(|| one.name.clone()),
        });
        Asset {
            key: self.key,
            description: newest.and_then(|one| one.description.clone()),
            has_icon: newest.is_some_and(|one| one.icon_url.is_some()),
            kind: self.kind,
            portfolio: self.portfolio,
            is_built_in: self.is_built_in,
            is_external: self.kind == AssetType::ExternalLibrary,
            template: None,
            revisions: revisions(known.collect(), most),
            name,
            builds: Vec::new(),
            deployments: Vec::new(),
            uses: Vec::new(),
        }
    }
}

/// All revisions up to the highest known one. An unknown revision is an hour older than the next one. Tags that are
/// not a version, or that two revisions have, are removed.
fn revisions(mut known: Vec<Known>, most: i32) -> Vec<Revision> {
    known.sort_by_key(|one| one.number);
    let highest = known.last().map_or(1, |one| one.number);
    let mut tags = Vec::new();
    let mut at = known.last().map_or(DateTime::UNIX_EPOCH, |one| one.at);
    let mut revisions = Vec::new();
    for number in (1..=highest.min(most)).rev() {
        let here = known.iter().find(|one| one.number == number);
        let earliest = DateTime::UNIX_EPOCH;
        at = here.map_or_else(
            || {
                at.checked_sub_signed(TimeDelta::hours(1))
                    .unwrap_or(earliest)
                    .max(earliest)
            },
            |one| one.at,
        );
        let mut revision = Revision::new(at, here.map_or(Uuid::nil(), |one| one.by));
        revision.former_name = here.and_then(|one| one.name.clone());
        let tag = here.and_then(|one| one.tag.clone());
        revision.tag = tag
            .filter(|tag| {
                let version = Version::parse(&tag.name);
                let is_new = version.is_some_and(|version| !tags.contains(&version));
                tags.extend(version);
                is_new
            })
            .map(Box::new);
        revisions.push(revision);
    }
    revisions.reverse();
    revisions
}
