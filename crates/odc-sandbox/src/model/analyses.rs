//! Analyses of deletions and deployments, and their progress. Their reports are made from the tenant's data.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::failures::Failed;
use crate::flaw::{Checked, check_time, ensure};
use crate::unique;
use crate::wire_name::wire_names;

/// The time in which an analysis can be read.
const LIFE: TimeDelta = TimeDelta::hours(24);
/// The largest number of analyses that are stored.
const MOST_ANALYSES: usize = 10_000;

wire_names! {
    /// The action that is analysed.
    pub(crate) enum AnalysisKind {
        Deletion = "Deletion",
        Deployment = "Deployment",
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Analysis {
    pub(crate) key: Uuid,
    pub(crate) kind: AnalysisKind,
    pub(crate) asset: Uuid,
    /// Only an analysis of a deployment has it.
    pub(crate) revision: Option<i32>,
    /// Only an analysis of a deployment has it.
    pub(crate) environment: Option<Uuid>,
    pub(crate) at: DateTime<Utc>,
    pub(crate) end: DateTime<Utc>,
    pub(crate) failed: Option<Failed>,
}

/// The analyses that can be read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Analyses {
    #[serde(deserialize_with = "unique::map")]
    all: BTreeMap<Uuid, Analysis>,
}

impl Analyses {
    /// The analysis, unless it has vanished or is too old.
    pub(crate) fn get(&self, key: Uuid, now: DateTime<Utc>) -> Option<&Analysis> {
        let is_there = |one: &&Analysis| {
            let vanishes = one.failed.as_ref().is_some_and(|failed| failed.vanish);
            now < one.at + LIFE && !(vanishes && now >= one.end)
        };
        self.all.get(&key).filter(is_there)
    }

    /// Adds an analysis. Removes those that are too old, and the oldest one when there are too many.
    pub(super) fn insert(&mut self, analysis: Analysis) {
        let now = analysis.at;
        self.all.retain(|_, one| now < one.at + LIFE);
        if self.all.len() >= MOST_ANALYSES {
            let oldest = self
                .all
                .values()
                .min_by_key(|one| one.at)
                .map(|one| one.key);
            oldest.map(|key| self.all.remove(&key));
        }
        self.all.insert(analysis.key, analysis);
    }

    pub(super) fn check(&self) -> Checked {
        let is_bounded = self.all.len() <= MOST_ANALYSES;
        ensure(is_bounded, "", "there are more than 10000 analyses")?;
        for (key, one) in &self.all {
            ensure(*key == one.key, key, "the entry is under another key")?;
            check_time(format!("{key}.at"), Some(one.at))?;
            check_time(format!("{key}.end"), Some(one.end))?;
            let has_place = one.revision.is_some() && one.environment.is_some();
            ensure(
                one.kind == AnalysisKind::Deletion || has_place,
                key,
                "an analysis of a deployment has a revision and a stage",
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_the_limit_only_the_oldest_analysis_is_removed() {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        let mut analyses = Analyses::default();
        let mut insert = |n: usize| {
            let at = start + chrono::TimeDelta::milliseconds(i64::try_from(n).unwrap());
            let key = Uuid::from_u128(u128::MAX - n as u128);
            analyses.insert(Analysis {
                key,
                kind: AnalysisKind::Deletion,
                asset: Uuid::nil(),
                revision: None,
                environment: None,
                at,
                end: at,
                failed: None,
            });
            (key, analyses.all.len())
        };
        let (first, _) = insert(0);
        let (second, _) = insert(1);
        let (_, all) = (2..=MOST_ANALYSES).map(&mut insert).last().unwrap();
        assert_eq!(all, MOST_ANALYSES);
        assert!(analyses.get(first, start).is_none());
        assert!(analyses.get(second, start).is_some());
    }
}
