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
}

impl Plan {
    /// The plan, or the bound that it breaks. The bounds are those of the service and of this machine.
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
