//! Makes stages, the application roles of assets, and the groups that hold them.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::time::within_days;
use crate::model::{
    ApplicationRole, Asset, Dice, Environment, Group, HostingState, Plan, Portfolio, Purpose,
    Tenant,
};

const MIDDLE_STAGES: [&str; 9] = [
    "QA",
    "Staging",
    "Acceptance",
    "Training",
    "Performance",
    "Integration",
    "Preview",
    "Hotfix",
    "Regression",
];
/// The states that self-hosted stages have, in turn.
const SELF_HOSTED_STATES: [HostingState; 3] = [
    HostingState::Hibernated,
    HostingState::Ready,
    HostingState::Pending,
];
const ROLES: [&str; 6] = [
    "Administrator",
    "Approver",
    "Auditor",
    "Editor",
    "Manager",
    "Viewer",
];
const TEAMS: [&str; 12] = [
    "Accounting",
    "Back Office",
    "Call Center",
    "Contractors",
    "Field Engineers",
    "Finance",
    "Logistics",
    "Management",
    "Night Shift",
    "Partners",
    "Sales",
    "Support",
];

/// Makes portfolios and their stages. Development is first, and Production is last. The main portfolio is in the
/// vendor's cloud. In the other portfolios, the stages between Development and Production are self-hosted.
pub(super) fn stages(dice: &mut Dice, plan: Plan) -> (Vec<Portfolio>, Vec<Environment>) {
    let mut portfolios = Vec::new();
    let mut environments = Vec::new();
    for number in 0..plan.portfolios.max(1) {
        let name = if number == 0 {
            "Main".to_owned()
        } else {
            format!("Portfolio {number}")
        };
        let portfolio = Portfolio {
            key: dice.key(),
            name,
        };
        let last = plan.stages.clamp(2, 11) - 1;
        for order in 0..=last {
            let (name, purpose) = match order {
                0 => ("Development", Purpose::Development),
                _ if order == last => ("Production", Purpose::Production),
                _ => (
                    MIDDLE_STAGES[(order - 1) % MIDDLE_STAGES.len()],
                    Purpose::NonProduction,
                ),
            };
            environments.push(environment(
                dice.key(),
                &portfolio,
                number,
                name,
                purpose,
                order,
            ));
        }
        portfolios.push(portfolio);
    }
    (portfolios, environments)
}

fn environment(
    key: Uuid,
    portfolio: &Portfolio,
    number: usize,
    name: &str,
    purpose: Purpose,
    order: usize,
) -> Environment {
    let suffix = if number == 0 {
        String::new()
    } else {
        format!("-p{number}")
    };
    let is_elsewhere = number > 0 && purpose == Purpose::NonProduction;
    let state = is_elsewhere.then(|| SELF_HOSTED_STATES[order % SELF_HOSTED_STATES.len()]);
    Environment {
        key,
        portfolio: portfolio.key,
        name: name.to_owned(),
        hostname: format!("sandbox{suffix}-{}.outsystems.app", name.to_lowercase()),
        // The purpose of a stage is unknown until the stage is set up.
        purpose: match state {
            Some(HostingState::Pending) => Purpose::Unknown,
            _ => purpose,
        },
        order: i32::try_from(order).unwrap_or_default(),
        region: "eu-central-1".to_owned(),
        hosting: if state.is_some() {
            "selfhosted".to_owned()
        } else {
            "oscloud".to_owned()
        },
        custom_domain: (purpose == Purpose::Production)
            .then(|| format!("apps{suffix}.sandbox.example")),
        state,
    }
}

/// Makes one to three roles for each app, in every stage that has the app.
pub(super) fn roles(dice: &mut Dice, assets: &[Asset]) -> BTreeMap<Uuid, ApplicationRole> {
    let mut roles = BTreeMap::new();
    for asset in assets {
        if !asset.kind.has_address() || asset.is_built_in {
            continue;
        }
        let first = dice.below(ROLES.len());
        for number in 0..=dice.below(3) {
            let name = ROLES[(first + number) % ROLES.len()];
            let external_key = dice.key();
            for deployment in &asset.deployments {
                let role = role(
                    dice.key(),
                    name,
                    asset,
                    deployment.environment,
                    external_key,
                );
                roles.insert(role.key, role);
            }
        }
    }
    roles
}

fn role(
    key: Uuid,
    name: &str,
    asset: &Asset,
    environment: Uuid,
    external: Uuid,
) -> ApplicationRole {
    let app: String = asset.name.split(' ').collect();
    ApplicationRole {
        key,
        name: name.to_owned(),
        environment,
        asset: asset.key,
        external_key: external,
        claim: format!("{app}.{name}"),
    }
}

/// Makes twelve groups. They have no stage, no roles and no members yet.
pub(super) fn groups(dice: &mut Dice, _: Plan) -> BTreeMap<Uuid, Group> {
    let groups = TEAMS.iter().map(|team| Group {
        key: dice.key(),
        name: (*team).to_owned(),
        description: dice.percent(60).then(|| format!("Everyone in {team}")),
        environment: Uuid::nil(),
        updated_at: within_days(dice, 300),
        roles: BTreeSet::new(),
        members: BTreeMap::new(),
        mappings: Vec::new(),
    });
    groups.map(|group| (group.key, group)).collect()
}

/// Puts each group into a stage, in turn, with some of that stage's roles.
pub(super) fn fill_groups(dice: &mut Dice, tenant: &mut Tenant) {
    let stages = tenant.environment_keys();
    for (number, group) in tenant.groups.values_mut().enumerate() {
        let Some(stage) = stages.get(number % stages.len().max(1)) else {
            continue;
        };
        group.environment = *stage;
        let here = tenant
            .application_roles
            .values()
            .filter(|role| role.environment == *stage);
        let here: Vec<_> = here.map(|role| role.key).collect();
        for _ in 0..dice.below(5) {
            group.roles.extend(dice.pick(&here));
        }
    }
}
