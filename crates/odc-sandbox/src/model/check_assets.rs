//! Checks the assets of a whole tenant, and the data that belongs to them, by the rules that apply to calls.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::assets::Asset;
use super::revisions::{Revision, Version};
use super::tenant::Tenant;
use crate::flaw::{Checked, check_time, ensure};

/// The largest number of revisions of an asset.
const MOST_REVISIONS: usize = 100_000;

impl Tenant {
    /// Checks all assets, operations, settings, analyses and failures.
    pub(super) fn check_assets(&self) -> Checked {
        let stages = self.environment_keys();
        let assets: BTreeMap<Uuid, &Asset> =
            self.assets.iter().map(|asset| (asset.key, asset)).collect();
        let are_once = assets.len() == self.assets.len();
        ensure(are_once, "assets", "the key is given twice")?;
        let are_sorted = self.assets.is_sorted_by_key(|one| &one.name);
        ensure(are_sorted, "assets", "they are not sorted by name")?;
        let mut builds = BTreeSet::new();
        for (number, asset) in self.assets.iter().enumerate() {
            let below = |flaw: crate::flaw::Flaw| flaw.below(&format!("assets[{number}]"));
            self.check_asset(asset, &assets).map_err(below)?;
            check_revisions(asset).map_err(below)?;
            check_builds(asset, &mut builds).map_err(below)?;
            self.check_deployments(asset).map_err(below)?;
        }
        let rollouts = self.rollouts.check(&assets, &stages);
        rollouts.map_err(|flaw| flaw.below("rollouts"))?;
        let is_known = |stage: Uuid, asset: Option<Uuid>| {
            stages.contains(&stage) && asset.is_none_or(|key| assets.contains_key(&key))
        };
        let settings = self.settings.check(is_known);
        settings.map_err(|flaw| flaw.below("settings"))?;
        let analyses = self.analyses.check();
        analyses.map_err(|flaw| flaw.below("analyses"))?;
        let pace = self.pace.checked();
        pace.map_err(|what| crate::flaw::Flaw::new("pace", what))?;
        let failures = self.failures.check();
        failures.map_err(|flaw| flaw.below("failures"))
    }

    fn check_asset(&self, asset: &Asset, assets: &BTreeMap<Uuid, &Asset>) -> Checked {
        let mut portfolios = self.portfolios.iter();
        let is_portfolio = portfolios.any(|one| one.key == asset.portfolio);
        ensure(is_portfolio, "portfolio", "there is no such portfolio")?;
        ensure(!asset.name.is_empty(), "name", "name must not be empty")?;
        let template = asset.template.is_none_or(|key| assets.contains_key(&key));
        ensure(template, "template", "there is no such asset")?;
        let mut producers = BTreeSet::new();
        for one in &asset.uses {
            let is_known = assets.contains_key(&one.producer) && one.producer != asset.key;
            ensure(is_known, "uses", "there is no such other asset")?;
            ensure(
                producers.insert(one.producer),
                "uses",
                "the producer is given twice",
            )?;
        }
        Ok(())
    }

    fn check_deployments(&self, asset: &Asset) -> Checked {
        let mut stages = BTreeSet::new();
        for (place, one) in asset.deployments.iter().enumerate() {
            let at = format!("deployments[{place}]");
            let stage = self.environment(one.environment);
            let stage_at = format!("{at}.environment");
            ensure(stage.is_some(), &stage_at, "there is no such stage")?;
            let is_here = stage.is_some_and(|stage| stage.portfolio == asset.portfolio);
            ensure(is_here, &stage_at, "the stage is of another portfolio")?;
            let is_first = stages.insert(one.environment);
            ensure(is_first, &stage_at, "the stage is given twice")?;
            check_time(format!("{at}.at"), Some(one.at))?;
            let build = asset.build(one.build);
            let is_built = build.is_some_and(|build| build.revision == one.revision);
            ensure(
                is_built,
                format!("{at}.build"),
                "there is no such build of the revision",
            )?;
        }
        let are_deployable = asset.kind.is_deployable() || asset.deployments.is_empty();
        ensure(
            are_deployable,
            "deployments",
            "an asset of this type is not deployed",
        )
    }
}

fn check_revisions(asset: &Asset) -> Checked {
    let number = (1..=MOST_REVISIONS).contains(&asset.revisions.len());
    ensure(number, "revisions", "an asset has 1 to 100000 revisions")?;
    let mut tags = BTreeSet::new();
    for (place, one) in asset.revisions.iter().enumerate() {
        let at = format!("revisions[{place}]");
        check_time(format!("{at}.at"), Some(one.at))?;
        check_tag(one, &mut tags).map_err(|flaw| flaw.below(&at))?;
    }
    Ok(())
}

fn check_tag(revision: &Revision, tags: &mut BTreeSet<Version>) -> Checked {
    let Some(tag) = &revision.tag else {
        return Ok(());
    };
    check_time("tag.at", Some(tag.at))?;
    let version = Version::parse(&tag.name).filter(|one| one.to_string() == tag.name);
    ensure(
        version.is_some_and(|version| tags.insert(version)),
        "tag.name",
        "it is not a version, or is given twice",
    )
}

fn check_builds(asset: &Asset, seen: &mut BTreeSet<Uuid>) -> Checked {
    for (place, build) in asset.builds.iter().enumerate() {
        let at = format!("builds[{place}]");
        ensure(
            seen.insert(build.key),
            format!("{at}.key"),
            "the key is given twice",
        )?;
        let revision = asset.revision(build.revision);
        ensure(
            revision.is_some(),
            format!("{at}.revision"),
            "there is no such revision",
        )?;
        check_time(format!("{at}.at"), Some(build.at))?;
        check_time(format!("{at}.end"), Some(build.end))?;
        let package = build.package.as_ref().map(|package| package.end);
        check_time(format!("{at}.package.end"), package)?;
    }
    Ok(())
}
