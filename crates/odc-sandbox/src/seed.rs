//! Makes a tenant from a seed. The same seed and sizes always give the same data, on every platform and with every version
//! of a dependency. Stages and assets do not depend on the number of users.

mod assets;
mod catalogue;
mod libraries;
mod people;
mod places;
mod time;
mod uses;

use uuid::Uuid;

use crate::model::{
    Analyses, Asset, BulkOperations, Dice, Environment, Failures, Pace, Plan, Portfolio, Rollouts,
    Settings, Tenant, Users,
};

/// Builds the tenant.
pub(crate) fn tenant(plan: Plan) -> Tenant {
    let streams = |name: &str| Dice::named(plan.seed, name);
    let (portfolios, environments) = places::stages(&mut streams("stages"), plan);
    let organization = catalogue::permissions(&mut streams("permissions"));
    let providers = catalogue::providers(&mut streams("providers"));
    let roles = catalogue::organization_roles(&mut streams("roles"), &organization);
    let mut assets = assets::assets(&mut streams("assets"), plan, &portfolios, &environments);
    let mut others = libraries(plan, &portfolios);
    let connections = libraries::connections(&mut streams("connections"), &portfolios);
    uses::link(&mut assets, &mut others, &connections, portfolios.len());
    let rollouts = rollouts(&assets, &environments);
    assets.extend(others.into_iter().chain(connections));
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    let application_roles = places::roles(&mut streams("application roles"), &assets);
    let mut tenant = Tenant {
        plan,
        dice: streams("later"),
        portfolios,
        environments,
        assets,
        rollouts,
        settings: Settings::default(),
        analyses: Analyses::default(),
        pace: Pace::default(),
        deletes_in_production: false,
        failures: Failures::default(),
        application_roles,
        groups: places::groups(&mut streams("groups"), plan),
        organization_roles: roles,
        permissions: organization,
        providers,
        users: Users::default(),
        bulk: BulkOperations::default(),
    };
    places::fill_groups(&mut streams("group roles"), &mut tenant);
    tenant.users = people::users(&mut streams("users"), &tenant, plan.users);
    people::join_groups(&mut streams("members"), &mut tenant);
    tenant
}

/// The libraries of the tenant of a plan, in these portfolios.
pub(crate) fn libraries(plan: Plan, portfolios: &[Portfolio]) -> Vec<Asset> {
    libraries::libraries(&mut Dice::named(plan.seed, "libraries"), plan, portfolios)
}

/// The operations that made the deployments of these assets.
pub(crate) fn rollouts(assets: &[Asset], environments: &[Environment]) -> Rollouts {
    assets::rollouts(assets, environments)
}

/// The id of the tenant's realm at the authorization server.
pub(crate) fn realm(seed: u64) -> Uuid {
    Dice::named(seed, "realm").key()
}

/// The id of the first API client, and the subject of its tokens.
pub(crate) fn first_client(seed: u64) -> (String, Uuid) {
    let mut dice = Dice::named(seed, "client");
    (dice.key().simple().to_string(), dice.key())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_always_gives_the_same_tenant() {
        let plan = Plan {
            seed: 7,
            users: 50,
            portfolios: 1,
            stages: 3,
            assets: Plan::ASSETS,
            revisions: Plan::REVISIONS,
        };
        let first = serde_json::to_string(&tenant(plan)).expect("serializable");
        let second = serde_json::to_string(&tenant(plan)).expect("serializable");
        assert_eq!(first, second);
        let other = tenant(Plan { seed: 8, ..plan });
        assert_ne!(first, serde_json::to_string(&other).expect("serializable"));
    }

    #[test]
    fn stages_and_assets_do_not_depend_on_the_number_of_users() {
        let small = tenant(Plan {
            seed: 1,
            users: 5,
            portfolios: 1,
            stages: 2,
            assets: Plan::ASSETS,
            revisions: Plan::REVISIONS,
        });
        let large = tenant(Plan {
            seed: 1,
            users: 500,
            portfolios: 1,
            stages: 2,
            assets: Plan::ASSETS,
            revisions: Plan::REVISIONS,
        });
        assert_eq!(small.environment_keys(), large.environment_keys());
        assert!(
            small
                .application_roles
                .keys()
                .eq(large.application_roles.keys())
        );
        assert_eq!((small.users.len(), large.users.len()), (5, 500));
    }
}
