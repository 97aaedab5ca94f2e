//! Builds of revisions, and the packages of generated code that are made of builds.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::failures::Failed;
use crate::wire_name::wire_names;

wire_names! {
    /// The purpose of a build.
    pub(crate) enum BuildType {
        Debug = "Debug",
        Release = "Release",
    }
}

wire_names! {
    /// The progress of a build.
    pub(crate) enum BuildStatus {
        Pending = "Pending",
        Finished = "Finished",
        FinishedWithErrors = "FinishedWithErrors",
        Running = "Running",
        Deleted = "Deleted",
        ToBeDeleted = "ToBeDeleted",
    }
}

wire_names! {
    /// The state of a build that the platform removes.
    pub(crate) enum Removal {
        ToBeDeleted = "ToBeDeleted",
        Deleted = "Deleted",
    }
}

wire_names! {
    /// The progress of a package of generated code.
    pub(crate) enum PackageStatus {
        Running = "Running",
        Finished = "Finished",
        Failed = "Failed",
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Build {
    pub(crate) key: Uuid,
    pub(crate) revision: i32,
    pub(crate) kind: BuildType,
    pub(crate) by: Uuid,
    /// When it was requested.
    pub(crate) at: DateTime<Utc>,
    /// The time of its end, which may be in the future.
    pub(crate) end: DateTime<Utc>,
    /// Why it fails, or `None` for a successful build.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) failed: Option<Box<Failed>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) removal: Option<Removal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<Box<Package>>,
}

/// A package of generated code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Package {
    pub(crate) end: DateTime<Utc>,
    pub(crate) failed: Option<Failed>,
}

impl Package {
    pub(crate) fn status(&self, now: DateTime<Utc>) -> PackageStatus {
        if now < self.end {
            PackageStatus::Running
        } else if self.failed.is_some() {
            PackageStatus::Failed
        } else {
            PackageStatus::Finished
        }
    }
}

impl Build {
    /// When it starts to run: after a third of the time.
    pub(crate) fn start(&self) -> DateTime<Utc> {
        self.at + (self.end - self.at) / 3
    }

    pub(crate) fn status(&self, now: DateTime<Utc>) -> BuildStatus {
        match self.removal {
            Some(Removal::ToBeDeleted) => BuildStatus::ToBeDeleted,
            Some(Removal::Deleted) => BuildStatus::Deleted,
            None if now < self.start() => BuildStatus::Pending,
            None if now < self.end => BuildStatus::Running,
            None if self.failed.is_some() => BuildStatus::FinishedWithErrors,
            None => BuildStatus::Finished,
        }
    }

    /// Whether it has ended, in any way.
    pub(crate) fn is_final(&self, now: DateTime<Utc>) -> bool {
        now >= self.end || self.removal.is_some()
    }

    /// Whether it has vanished, because a failure on demand requires that.
    pub(crate) fn is_gone(&self, now: DateTime<Utc>) -> bool {
        now >= self.end && self.failed.as_ref().is_some_and(|failed| failed.vanish)
    }
}
