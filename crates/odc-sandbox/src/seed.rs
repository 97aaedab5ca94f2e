//! A tenant out of a number: the same seed and sizes always give the same data, whatever the platform
//! or the version of a dependency, and the same stages and assets whatever the number of users.

mod catalogue;
mod libraries;
mod people;
mod places;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::{BulkOperations, Library, Portfolio, Tenant, Users};

/// How large the tenant is and where it starts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) users: usize,
    pub(crate) portfolios: usize,
    pub(crate) stages: usize,
}

impl Plan {
    /// A plan within the bounds of the service and of this machine, or the bound that it breaks.
    pub(crate) fn checked(self) -> Result<Self, &'static str> {
        if self.users > 1_000_000 {
            Err("a sandbox has at most 1,000,000 users")
        } else if !(2..=11).contains(&self.stages) {
            Err("a portfolio has 2 to 11 stages")
        } else if !(1..=10).contains(&self.portfolios) {
            Err("a tenant has 1 to 10 portfolios")
        } else {
            Ok(self)
        }
    }
}

/// Everything in the seeded data happened before this.
pub(crate) fn data_time() -> DateTime<Utc> {
    DateTime::from_timestamp(1_782_864_000, 0).unwrap_or_default()
}

/// Builds the tenant.
pub(crate) fn tenant(plan: Plan) -> Tenant {
    let streams = |name: &str| Dice::named(plan.seed, name);
    let (portfolios, environments) = places::stages(&mut streams("stages"), plan);
    let organization = catalogue::permissions(&mut streams("permissions"));
    let providers = catalogue::providers(&mut streams("providers"));
    let roles = catalogue::organization_roles(&mut streams("roles"), &organization);
    let assets = places::assets(&mut streams("assets"), &environments);
    let application_roles = places::roles(&mut streams("application roles"), &assets);
    let mut tenant = Tenant {
        plan,
        dice: streams("later"),
        libraries: libraries(plan, &portfolios),
        portfolios,
        environments,
        assets,
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

/// The libraries of a plan's tenant, listed under these portfolios.
pub(crate) fn libraries(plan: Plan, portfolios: &[Portfolio]) -> Vec<Library> {
    libraries::libraries(&mut Dice::named(plan.seed, "libraries"), portfolios)
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

/// One step of the splitmix64 sequence.
pub(crate) fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// A small generator of our own: a library's may change its sequence with a version. Not for secrets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Dice(u64);

impl Dice {
    /// An independent sequence for each name, so that one kind of data does not shift another.
    fn named(seed: u64, name: &str) -> Self {
        Self(
            name.bytes()
                .fold(mix(seed), |state, byte| mix(state ^ u64::from(byte))),
        )
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `bound`; 0 when that is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// True in so many of a hundred cases.
    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// A key in the form of a random UUID.
    pub(crate) fn key(&mut self) -> Uuid {
        let bits = (u128::from(self.next()) << 64) | u128::from(self.next());
        uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
    }

    /// A time in the last so many days of the data.
    fn within_days(&mut self, days: usize) -> DateTime<Utc> {
        let back = i64::try_from(self.below(days * 86_400)).unwrap_or_default();
        data_time() - TimeDelta::seconds(back)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_tenant_every_time() {
        let plan = Plan {
            seed: 7,
            users: 50,
            portfolios: 1,
            stages: 3,
        };
        let first = serde_json::to_string(&tenant(plan)).expect("serializable");
        let second = serde_json::to_string(&tenant(plan)).expect("serializable");
        assert_eq!(first, second);
        let other = tenant(Plan { seed: 8, ..plan });
        assert_ne!(first, serde_json::to_string(&other).expect("serializable"));
    }

    #[test]
    fn more_users_change_neither_stages_nor_assets() {
        let small = tenant(Plan {
            seed: 1,
            users: 5,
            portfolios: 1,
            stages: 2,
        });
        let large = tenant(Plan {
            seed: 1,
            users: 500,
            portfolios: 1,
            stages: 2,
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
