//! Sets how long processes take on the tenant's clock.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The longest time of a process.
const MOST_MILLISECONDS: u32 = 24 * 3600 * 1000;

/// The time that each process takes, in milliseconds. With 0, the process has ended when it is read for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Pace {
    /// The time of a build. A third of it is Pending, and the rest is Running. It is 3000 by default.
    pub build: u32,
    /// The time of packing generated code. It is 2000 by default.
    pub package: u32,
    /// The time of a publish operation. Its builds take two thirds of it. It is 3000 by default.
    pub publish: u32,
    /// The time of a deployment operation. It is 3000 by default.
    pub deployment: u32,
    /// The time of an analysis. It is 3000 by default.
    pub analysis: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            build: 3000,
            package: 2000,
            publish: 3000,
            deployment: 3000,
            analysis: 3000,
        }
    }
}

impl Pace {
    /// Every process ends at once.
    #[must_use]
    pub fn instant() -> Self {
        Self {
            build: 0,
            package: 0,
            publish: 0,
            deployment: 0,
            analysis: 0,
        }
    }

    /// Returns the pace, or the limit that it exceeds.
    pub(crate) fn checked(self) -> Result<Self, &'static str> {
        let Self {
            build,
            package,
            publish,
            deployment,
            analysis,
        } = self;
        let mut all = [build, package, publish, deployment, analysis].into_iter();
        if all.any(|one| one > MOST_MILLISECONDS) {
            Err("a process takes at most a day, which is 86400000 milliseconds")
        } else {
            Ok(self)
        }
    }

    pub(crate) fn build(self) -> TimeDelta {
        TimeDelta::milliseconds(self.build.into())
    }

    pub(crate) fn package(self) -> TimeDelta {
        TimeDelta::milliseconds(self.package.into())
    }

    pub(crate) fn publish(self) -> TimeDelta {
        TimeDelta::milliseconds(self.publish.into())
    }

    pub(crate) fn deployment(self) -> TimeDelta {
        TimeDelta::milliseconds(self.deployment.into())
    }

    pub(crate) fn analysis(self) -> TimeDelta {
        TimeDelta::milliseconds(self.analysis.into())
    }
}
