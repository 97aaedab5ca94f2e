//! Makes apps, agents and workflows, with revisions, builds, tags and deployments.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::time::within_days;
use crate::model::{
    Asset, AssetType, Build, BuildType, Deployment, Dice, Environment, Plan, Portfolio, Purpose,
    Revision, Rollout, RolloutKind, Rollouts, Tag,
};

const ASSET_SUBJECTS: [&str; 20] = [
    "Invoice",
    "Expense",
    "Order",
    "Customer",
    "Field Service",
    "Warehouse",
    "Fleet",
    "Claims",
    "Loan",
    "Onboarding",
    "Payroll",
    "Booking",
    "Inspection",
    "Supplier",
    "Contract",
    "Recruiting",
    "Energy",
    "Asset",
    "Loyalty",
    "Compliance",
];
const ASSET_FORMS: [&str; 2] = ["Portal", "Desk"];
/// The number of the app that is a template. Other apps can be created from it.
const TEMPLATE: usize = 34;
/// The number of newest revisions that have builds. Tagged and deployed revisions have builds too. Builds of other
/// revisions were removed.
const BUILT: i32 = 3;
const MESSAGES: [&str; 5] = [
    "Fix the totals of the overview",
    "Add a filter by date",
    "Speed up the search",
    "Correct the texts of the mails",
    "Follow the new library",
];

/// Makes the assets of a plan that can be deployed, each with its deployments in the stages of its portfolio. They are
/// not sorted.
pub(super) fn assets(
    dice: &mut Dice,
    plan: Plan,
    portfolios: &[Portfolio],
    environments: &[Environment],
) -> Vec<Asset> {
    (0..plan.assets)
        .filter_map(|number| {
            let portfolio = portfolios.get(number % portfolios.len().max(1))?;
            let place = number / portfolios.len().max(1);
            Some(asset(dice, plan, (number, place), portfolio, environments))
        })
        .collect()
}

fn name(number: usize) -> String {
    let subject = ASSET_SUBJECTS[(number / 2) % ASSET_SUBJECTS.len()];
    let form = ASSET_FORMS[number % 2];
    match number / (2 * ASSET_SUBJECTS.len()) {
        0 if number == TEMPLATE => format!("Template_{subject} {form}"),
        0 => format!("{subject} {form}"),
        round => format!("{subject} {form} {}", round + 1),
    }
}

fn asset(
    dice: &mut Dice,
    plan: Plan,
    (number, place): (usize, usize),
    portfolio: &Portfolio,
    environments: &[Environment],
) -> Asset {
    let kind = match place % 10 {
        0..=4 => AssetType::WebApplication,
        5 | 6 => AssetType::MobileApplication,
        7 | 8 => AssetType::Workflow,
        _ => AssetType::Agent,
    };
    let name = name(number);
    let mut asset = Asset {
        key: dice.key(),
        description: dice
            .percent(70)
            .then(|| format!("{name} of the sandbox tenant")),
        name,
        kind,
        portfolio: portfolio.key,
        is_built_in: number % 20 == 7,
        is_external: false,
        has_icon: dice.percent(80),
        template: None,
        revisions: Vec::new(),
        builds: Vec::new(),
        deployments: Vec::new(),
        uses: Vec::new(),
    };
    let stages: Vec<_> = environments
        .iter()
        .filter(|one| one.portfolio == portfolio.key)
        .collect();
    let planned = planned(dice, plan, &stages);
    revisions(dice, &mut asset, plan, &planned);
    for (stage, revision, at) in &planned {
        let kind = match stage.purpose {
            Purpose::Development => BuildType::Debug,
            _ => BuildType::Release,
        };
        deploy(dice, &mut asset, stage.key, (*revision, kind), *at);
    }
    asset
        .deployments
        .sort_by_key(|deployment| std::cmp::Reverse(deployment.at));
    asset
}

/// Plans which stage runs which revision, and since when. Development runs the newest revision. Later stages run older
/// revisions or nothing.
fn planned<'a>(
    dice: &mut Dice,
    plan: Plan,
    stages: &[&'a Environment],
) -> Vec<(&'a Environment, i32, DateTime<Utc>)> {
    let newest = i32::try_from(plan.revisions).unwrap_or(1);
    let mut at = within_days(dice, 60);
    let mut planned = Vec::new();
    for (behind, stage) in (0..).zip(stages) {
        if behind == 0 || dice.percent(75) {
            planned.push((*stage, (newest - behind).max(1), at));
            at -= TimeDelta::hours(i64::try_from(24 + dice.below(400)).unwrap_or(24));
        }
    }
    planned
}

/// Makes all revisions. A revision that a stage runs is older than its deployment.
fn revisions(
    dice: &mut Dice,
    asset: &mut Asset,
    plan: Plan,
    planned: &[(&Environment, i32, DateTime<Utc>)],
) {
    let newest = i32::try_from(plan.revisions).unwrap_or(1);
    let author = dice.key();
    let mut at = planned
        .first()
        .map_or_else(|| within_days(dice, 60), |one| one.2);
    for number in (1..=newest).rev() {
        at -= TimeDelta::minutes(i64::try_from(60 + dice.below(4000)).unwrap_or(60));
        let here = || planned.iter().filter(|one| one.1 == number);
        if let Some(deployed) = here().map(|one| one.2).min() {
            at = at.min(deployed - TimeDelta::hours(2));
        }
        let mut revision = Revision::new(at, if dice.percent(70) { author } else { dice.key() });
        revision.message = dice.percent(60).then(|| dice.word(&MESSAGES).to_owned());
        let is_released = here().any(|one| one.0.purpose != Purpose::Development);
        if is_released
            || (number < newest && number % 5 == 0)
            || (number == newest && dice.percent(30))
        {
            revision.tag = Some(Box::new(Tag {
                name: format!("{}.{}.{}", 1 + number / 10, number % 10, dice.below(4)),
                by: dice.key(),
                at: at + TimeDelta::minutes(40),
                notes: dice
                    .percent(50)
                    .then(|| format!("What is new in revision {number}.")),
            }));
        }
        asset.revisions.push(revision);
    }
    asset.revisions.reverse();
    for number in 1..=newest {
        let is_tagged = asset.revision(number).is_some_and(|one| one.tag.is_some());
        if number > newest - BUILT {
            build(dice, asset, (number, BuildType::Debug));
        }
        if is_tagged || number > newest - BUILT {
            build(dice, asset, (number, BuildType::Release));
        }
    }
}

/// Adds a finished build of a revision. Returns its key.
fn build(dice: &mut Dice, asset: &mut Asset, (revision, kind): (i32, BuildType)) -> Uuid {
    let key = dice.key();
    let made = asset.revision(revision);
    let (at, by) = made.map_or((DateTime::UNIX_EPOCH, Uuid::nil()), |one| (one.at, one.by));
    let at = at + TimeDelta::minutes(5);
    let seconds = i64::try_from(60 + dice.below(200)).unwrap_or(60);
    asset.builds.push(Build {
        key,
        revision,
        kind,
        by,
        at,
        end: at + TimeDelta::seconds(seconds),
        failed: None,
        removal: None,
        package: None,
    });
    key
}

fn deploy(
    dice: &mut Dice,
    asset: &mut Asset,
    environment: Uuid,
    (revision, kind): (i32, BuildType),
    at: DateTime<Utc>,
) {
    let mut builds = asset.builds.iter();
    let known = builds.find(|one| one.revision == revision && one.kind == kind);
    let known = known.map(|one| one.key);
    let build = known.unwrap_or_else(|| build(dice, asset, (revision, kind)));
    asset.deployments.push(Deployment {
        environment,
        revision,
        build,
        key: dice.key(),
        at,
        by: dice.percent(90).then(|| dice.key()),
    });
}

/// Makes the operations that led to the deployments.
pub(super) fn rollouts(assets: &[Asset], environments: &[Environment]) -> Rollouts {
    let mut rollouts = Rollouts::default();
    for asset in assets {
        for one in &asset.deployments {
            let mut stages = environments.iter();
            let is_first =
                stages.any(|stage| stage.key == one.environment && stage.is_development());
            rollouts.insert(Rollout {
                key: one.key,
                kind: if is_first {
                    RolloutKind::Publish
                } else {
                    RolloutKind::Deploy
                },
                asset: asset.key,
                environment: one.environment,
                revision: one.revision,
                build: Some(one.build),
                by: one.by,
                at: one.at - TimeDelta::seconds(150),
                end: one.at,
                is_done: true,
                failed: None,
                warnings: Vec::new(),
            });
        }
    }
    rollouts
}
