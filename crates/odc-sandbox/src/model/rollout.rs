//! Starts and ends publish and deployment operations. Checks what they need, and changes the stage.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::assets::{Asset, AssetType, Deployment};
use super::builds::{BuildStatus, BuildType};
use super::deployments::{Rollout, RolloutKind};
use super::failures::{Failed, Process};
use super::stages::Environment;
use super::tenant::Tenant;
use crate::problem::Problem;

/// The operation that a call requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewRollout {
    pub(crate) kind: RolloutKind,
    pub(crate) asset: Uuid,
    pub(crate) environment: Uuid,
    pub(crate) revision: Option<i32>,
    pub(crate) build: Option<Uuid>,
    pub(crate) by: Uuid,
    pub(crate) at: DateTime<Utc>,
}

fn bad(detail: impl Into<String>) -> Problem {
    Problem::bad_request(detail)
}

impl Tenant {
    /// Starts an operation, or refuses it.
    pub(crate) fn start_rollout(&mut self, wanted: NewRollout) -> Result<&Rollout, Problem> {
        let (revision, build) = self.check_rollout(&wanted)?;
        if self.rollouts.is_busy(wanted.asset, wanted.environment) {
            return Err(bad(
                "another operation on the asset is running in the stage; wait until it ends",
            )
            .with_number(2));
        }
        let process = match wanted.kind {
            RolloutKind::Publish => Process::Publish,
            _ => Process::Deployment,
        };
        let takes = match wanted.kind {
            RolloutKind::Publish => self.pace.publish(),
            _ => self.pace.deployment(),
        };
        let failed = self.failures.take(process, wanted.asset);
        let warnings = self.missing_producers(&wanted, revision);
        let key = self.new_key();
        let mut rollout = Rollout {
            key,
            kind: wanted.kind,
            asset: wanted.asset,
            environment: wanted.environment,
            revision,
            build,
            by: Some(wanted.by),
            at: wanted.at,
            end: wanted.at + takes,
            is_done: false,
            failed: failed.map(Box::new),
            warnings,
        };
        if wanted.kind == RolloutKind::Publish {
            self.build_for_publish(&mut rollout, wanted.by);
        }
        self.rollouts.insert(rollout);
        self.settle_rollouts(wanted.at);
        self.rollouts
            .get(key)
            .ok_or_else(|| bad("the operation vanished"))
    }

    /// Starts the two builds of a publish operation. The Debug build is deployed. A build that fails makes the
    /// operation fail.
    fn build_for_publish(&mut self, rollout: &mut Rollout, by: Uuid) {
        let takes = rollout.built_at() - rollout.at;
        for kind in [BuildType::Debug, BuildType::Release] {
            let started = (by, rollout.at, takes);
            let key = self.start_build(rollout.asset, rollout.revision, kind, started);
            let build = key.and_then(|key| self.asset(rollout.asset)?.build(key));
            if let Some(failed) = build.and_then(|build| build.failed.clone()) {
                rollout.failed.get_or_insert(Box::new(Failed {
                    vanish: false,
                    ..*failed
                }));
            }
            if kind == BuildType::Debug {
                rollout.build = key;
            }
        }
    }

    /// The revision and the build of an operation, or why it cannot start.
    fn check_rollout(&self, wanted: &NewRollout) -> Result<(i32, Option<Uuid>), Problem> {
        let asset = self
            .asset(wanted.asset)
            .ok_or_else(|| Problem::not_found("asset"))?;
        let stage = self
            .environment(wanted.environment)
            .ok_or_else(|| Problem::not_found("environment"))?;
        let known = wanted.revision.map(|number| asset.revision(number));
        if known.is_some_and(|revision| revision.is_none()) {
            return Err(Problem::not_found("revision"));
        }
        check_portfolio(asset, stage)?;
        if !asset.kind.is_deployable() && !asset.kind.is_library() {
            return Err(bad("a connection is neither published nor deployed"));
        }
        if wanted.kind == RolloutKind::Publish {
            let revision = wanted.revision.ok_or_else(|| bad("revision is missing"))?;
            if !stage.is_development() {
                return Err(bad(
                    "an asset is published to Development only; deploy it to other stages",
                ));
            }
            return Ok((revision, None));
        }
        if !asset.kind.is_deployable() {
            return Err(bad(
                "an asset of this type is not deployed, because the assets that use it contain it; deploy one of those",
            ));
        }
        if wanted.kind == RolloutKind::Deploy {
            return self.check_deploy(asset, stage.is_development(), wanted);
        }
        let deployed = asset.deployment(wanted.environment);
        let deployed = deployed.ok_or_else(|| bad("the asset is not deployed in the stage"))?;
        if wanted
            .revision
            .is_some_and(|number| number != deployed.revision)
        {
            return Err(bad(format!(
                "revision must be {}, which is the one that is deployed in the stage",
                deployed.revision
            )));
        }
        Ok((deployed.revision, Some(deployed.build)))
    }

    /// The revision and the build of a deployment, or why it cannot start.
    fn check_deploy(
        &self,
        asset: &Asset,
        is_development: bool,
        wanted: &NewRollout,
    ) -> Result<(i32, Option<Uuid>), Problem> {
        let revision = wanted.revision.ok_or_else(|| bad("revision is missing"))?;
        let key = wanted.build.ok_or_else(|| bad("buildKey is missing"))?;
        let (owner, build) = self.build(key, wanted.at)?;
        if is_development {
            return Err(bad("an asset is published to Development, not deployed"));
        }
        if owner.key != asset.key {
            return Err(bad("the build is of another asset"));
        }
        if build.revision != revision {
            return Err(bad(format!(
                "the build is of revision {}, not {revision}",
                build.revision
            )));
        }
        if build.kind != BuildType::Release {
            return Err(bad("only a Release build can be deployed; start one"));
        }
        if build.status(wanted.at) != BuildStatus::Finished {
            return Err(bad(
                "the build is not Finished, so it cannot be deployed; wait for it, or start another one",
            ));
        }
        Ok((revision, Some(key)))
    }

    /// Why an asset cannot run in a stage. Another asset has its name or its path there, or an agent that a workflow
    /// needs is missing there.
    fn collision(&self, rollout: &Rollout) -> Option<Failed> {
        if !matches!(rollout.kind, RolloutKind::Publish | RolloutKind::Deploy) {
            return None;
        }
        let asset = self
            .asset(rollout.asset)
            .filter(|one| one.kind.is_deployable())?;
        if let Some(agent) = self.missing_agent(asset, rollout.revision, rollout.environment) {
            let detail = format!("the workflow needs {agent}, which is not deployed in the stage");
            return Some(Failed::new("OS-DPL-40010", detail));
        }
        let others = self.assets.iter().filter(|one| one.key != asset.key);
        let mut others = others.filter(|one| one.deployment(rollout.environment).is_some());
        let path = asset.url_path();
        let clash =
            |one: &&Asset| one.name == asset.name || (path.is_some() && one.url_path() == path);
        let other = others.find(clash)?;
        let detail = format!(
            "the name or the URL path of the asset is taken in the stage by {}",
            other.name
        );
        Some(Failed::new("OS-APPS-40047", detail))
    }

    /// An agent that the revision of a workflow uses and that is not in the stage.
    fn missing_agent(&self, asset: &Asset, revision: i32, environment: Uuid) -> Option<&str> {
        if asset.kind != AssetType::Workflow {
            return None;
        }
        let used = asset.used_in(revision);
        let mut used = used.filter_map(|one| self.asset(one.producer));
        let agent =
            used.find(|one| one.kind == AssetType::Agent && one.deployment(environment).is_none())?;
        Some(&agent.name)
    }

    /// A warning for each app, agent or workflow that the revision uses and that is not in the stage. Only the kind
    /// `Deploy` has warnings.
    fn missing_producers(&self, wanted: &NewRollout, revision: i32) -> Vec<String> {
        if wanted.kind != RolloutKind::Deploy {
            return Vec::new();
        }
        let asset = self.asset(wanted.asset);
        let used = asset.into_iter().flat_map(|asset| asset.used_in(revision));
        let producers = used.filter_map(|one| self.asset(one.producer));
        let missing = producers
            .filter(|one| one.kind.is_deployable() && one.deployment(wanted.environment).is_none());
        missing
            .map(|one| format!("{} is used and is not deployed in the stage", one.name))
            .collect()
    }

    /// Ends the operations that are due, in the order of their ends. Only at the end of an operation, this decides
    /// whether an asset can run in the stage, because other operations may have changed the stage before that.
    pub(super) fn settle_rollouts(&mut self, now: DateTime<Utc>) {
        while let Some(ended) = self.rollouts.end_next(now) {
            if ended.failed.is_some() {
                continue;
            }
            match self.collision(&ended) {
                Some(failed) => self.rollouts.fail(ended.key, failed),
                None => self.apply(&ended),
            }
        }
    }

    /// Does the work of an operation.
    fn apply(&mut self, rollout: &Rollout) {
        let Some(asset) = self.asset_mut(rollout.asset) else {
            return;
        };
        if rollout.kind != RolloutKind::ApplyConfigs && asset.kind.is_deployable() {
            let elsewhere = |one: &Deployment| one.environment != rollout.environment;
            asset.deployments.retain(elsewhere);
        }
        match rollout.build {
            Some(build)
                if matches!(rollout.kind, RolloutKind::Publish | RolloutKind::Deploy)
                    && asset.kind.is_deployable() =>
            {
                asset.deployments.insert(
                    0,
                    Deployment {
                        environment: rollout.environment,
                        revision: rollout.revision,
                        build,
                        key: rollout.key,
                        at: rollout.end,
                        by: rollout.by,
                    },
                );
                self.bring_roles(rollout.asset, rollout.environment);
            }
            _ => {}
        }
        if rollout.kind != RolloutKind::Undeploy {
            self.settings.deploy(rollout.environment, rollout.asset);
        }
    }

    /// Adds the application roles that an asset has in other stages to this stage.
    fn bring_roles(&mut self, asset: Uuid, environment: Uuid) {
        let roles = self.application_roles.values();
        let (here, elsewhere): (Vec<_>, Vec<_>) = roles
            .filter(|role| role.asset == asset)
            .partition(|role| role.environment == environment);
        let mut known: Vec<_> = here.iter().map(|role| role.external_key).collect();
        let mut new = Vec::new();
        for role in elsewhere {
            if !known.contains(&role.external_key) {
                known.push(role.external_key);
                new.push(role.clone());
            }
        }
        for mut role in new {
            role.key = self.new_key();
            role.environment = environment;
            self.application_roles.insert(role.key, role);
        }
    }
}

/// An asset is deployed to the stages of its portfolio. A library is published for all.
pub(crate) fn check_portfolio(asset: &Asset, stage: &Environment) -> Result<(), Problem> {
    if stage.portfolio == asset.portfolio || asset.kind.is_library() {
        Ok(())
    } else {
        Err(bad("the stage belongs to another portfolio than the asset"))
    }
}
