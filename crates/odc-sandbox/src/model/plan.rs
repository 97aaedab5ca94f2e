//! The sizes of a tenant, and the seed of its data.

use serde::{Deserialize, Serialize};

/// The seed of a tenant and its sizes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) users: usize,
    pub(crate) portfolios: usize,
    pub(crate) stages: usize,
    /// The number of apps, agents and workflows.
    #[serde(default = "default_assets")]
    pub(crate) assets: usize,
    /// The number of revisions of each asset, except connections.
    #[serde(default = "default_revisions")]
    pub(crate) revisions: usize,
}

fn default_assets() -> usize {
    Plan::ASSETS
}

fn default_revisions() -> usize {
    Plan::REVISIONS
}

impl Plan {
    pub(crate) const ASSETS: usize = 40;
    pub(crate) const REVISIONS: usize = 8;

    /// Returns the plan, or the limit that it exceeds. The limits are those of the service and of this machine.
    pub(crate) fn checked(self) -> Result<Self, &'static str> {
        if self.users > 1_000_000 {
            Err("a sandbox has at most 1,000,000 users")
        } else if !(2..=11).contains(&self.stages) {
            Err("a portfolio has 2 to 11 stages")
        } else if !(1..=10).contains(&self.portfolios) {
            Err("a tenant has 1 to 10 portfolios")
        } else if !(1..=10_000).contains(&self.assets) {
            Err("a sandbox has 1 to 10,000 assets")
        } else if !(1..=1000).contains(&self.revisions) {
            Err("an asset has 1 to 1,000 revisions")
        } else {
            Ok(self)
        }
    }
}
