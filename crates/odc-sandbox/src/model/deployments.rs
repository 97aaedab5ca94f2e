//! Publish and deployment operations: their data, their progress, and the list of all of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

use super::assets::Asset;
use super::failures::Failed;
use crate::flaw::{Checked, check_time, ensure};
use crate::unique;
use crate::wire_name::wire_names;

/// The largest number of operations that are stored. Older operations are removed.
const MOST_ROLLOUTS: usize = 100_000;

wire_names! {
    /// The kind of an operation.
    pub(crate) enum RolloutKind {
        Publish = "Publish",
        Deploy = "Deploy",
        Undeploy = "Undeploy",
        ApplyConfigs = "ApplyConfigs",
    }
}

wire_names! {
    /// The progress of an operation.
    pub(crate) enum RolloutStatus {
        Running = "Running",
        FinishedWithError = "FinishedWithError",
        Finished = "Finished",
    }
}

/// A publish or deployment operation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Rollout {
    pub(crate) key: Uuid,
    pub(crate) kind: RolloutKind,
    pub(crate) asset: Uuid,
    pub(crate) environment: Uuid,
    pub(crate) revision: i32,
    pub(crate) build: Option<Uuid>,
    pub(crate) by: Option<Uuid>,
    pub(crate) at: DateTime<Utc>,
    /// The time of its end, which may be in the future.
    pub(crate) end: DateTime<Utc>,
    /// Whether it has ended. Then its work is done, unless it failed.
    pub(crate) is_done: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) failed: Option<Box<Failed>>,
    /// Its warnings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) warnings: Vec<String>,
}

impl Rollout {
    pub(crate) fn status(&self) -> RolloutStatus {
        match (self.is_done, &self.failed) {
            (false, _) => RolloutStatus::Running,
            (true, Some(_)) => RolloutStatus::FinishedWithError,
            (true, None) => RolloutStatus::Finished,
        }
    }

    /// The time at which the builds of a publish operation end.
    pub(super) fn built_at(&self) -> DateTime<Utc> {
        self.at + (self.end - self.at) * 2 / 3
    }

    /// The build, as soon as there is one.
    pub(crate) fn known_build(&self, now: DateTime<Utc>) -> Option<Uuid> {
        let is_built = self.kind != RolloutKind::Publish || now >= self.built_at();
        self.build.filter(|_| is_built)
    }
}

/// All operations that can be read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Stored")]
pub(crate) struct Rollouts {
    all: BTreeMap<Uuid, Rollout>,
    /// The keys of the operations that have not ended, so that no call needs to search all operations.
    running: BTreeSet<Uuid>,
}

#[derive(Deserialize)]
struct Stored(#[serde(deserialize_with = "unique::map")] BTreeMap<Uuid, Rollout>);

impl From<Stored> for Rollouts {
    fn from(Stored(all): Stored) -> Self {
        let running = all.iter().filter(|(_, one)| !one.is_done);
        let running = running.map(|(key, _)| *key).collect();
        Self { all, running }
    }
}

impl Serialize for Rollouts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(&self.all)
    }
}

impl Rollouts {
    pub(crate) fn get(&self, key: Uuid) -> Option<&Rollout> {
        self.all.get(&key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rollout> {
        self.all.values()
    }

    /// Adds an operation. When there are too many, the oldest operations that have ended are removed.
    pub(crate) fn insert(&mut self, rollout: Rollout) {
        if self.all.len() >= MOST_ROLLOUTS {
            let ended = self.all.values().filter(|one| one.is_done);
            let mut ended: Vec<_> = ended.map(|one| (one.at, one.key)).collect();
            ended.sort_unstable();
            for (_, key) in ended.into_iter().take(MOST_ROLLOUTS / 10) {
                self.all.remove(&key);
            }
        }
        if !rollout.is_done {
            self.running.insert(rollout.key);
        }
        self.all.insert(rollout.key, rollout);
    }

    /// Removes the operations of an asset.
    pub(super) fn forget_asset(&mut self, asset: Uuid) {
        self.all.retain(|_, one| one.asset != asset);
        self.running.retain(|key| self.all.contains_key(key));
    }

    /// Whether an operation on the asset is running in the stage.
    pub(super) fn is_busy(&self, asset: Uuid, environment: Uuid) -> bool {
        let mut running = self.running.iter().filter_map(|key| self.all.get(key));
        running.any(|one| one.asset == asset && one.environment == environment)
    }

    /// Ends the operation that is due first, and returns it. An operation that vanishes is removed.
    pub(super) fn end_next(&mut self, now: DateTime<Utc>) -> Option<Rollout> {
        let running = self.running.iter().filter_map(|key| self.all.get(key));
        let due = running.filter(|one| one.end <= now);
        let key = due.min_by_key(|one| (one.end, one.key))?.key;
        self.running.remove(&key);
        let rollout = self.all.get_mut(&key)?;
        rollout.is_done = true;
        let ended = rollout.clone();
        if ended.failed.as_ref().is_some_and(|failed| failed.vanish) {
            self.all.remove(&key);
        }
        Some(ended)
    }

    /// Makes an operation that has ended one that failed.
    pub(super) fn fail(&mut self, key: Uuid, failed: Failed) {
        if let Some(rollout) = self.all.get_mut(&key) {
            rollout.failed = Some(Box::new(failed));
        }
    }

    /// Checks what is true for every operation that a call created.
    pub(super) fn check(&self, assets: &BTreeMap<Uuid, &Asset>, stages: &[Uuid]) -> Checked {
        let is_bounded = self.all.len() <= MOST_ROLLOUTS;
        ensure(is_bounded, "", "there are more than 100000 operations")?;
        for (key, one) in &self.all {
            ensure(*key == one.key, key, "the entry is under another key")?;
            check_time(format!("{key}.at"), Some(one.at))?;
            check_time(format!("{key}.end"), Some(one.end))?;
            let is_stage = stages.contains(&one.environment);
            ensure(
                is_stage,
                format!("{key}.environment"),
                "there is no such stage",
            )?;
            let asset = assets.get(&one.asset);
            ensure(
                asset.is_some(),
                format!("{key}.asset"),
                "there is no such asset",
            )?;
            let revision = asset.and_then(|asset| asset.revision(one.revision));
            ensure(
                revision.is_some(),
                format!("{key}.revision"),
                "there is no such revision",
            )?;
            let build = |build| asset.is_some_and(|asset| asset.build(build).is_some());
            ensure(
                one.build.is_none_or(build),
                format!("{key}.build"),
                "there is no such build",
            )?;
        }
        Ok(())
    }
}
