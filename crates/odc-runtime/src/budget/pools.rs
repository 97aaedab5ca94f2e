//! All pools of one tenant.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::policy::{BudgetExhausted, BudgetPolicy};
use super::pool::Pool;
use super::reservation::Reservation;
use crate::operation::RateLimit;

/// The rate budget of one tenant, which all its clients share.
#[derive(Debug, Default)]
pub(crate) struct RateBudget {
    pools: Mutex<HashMap<&'static str, Arc<Pool>>>,
}

impl RateBudget {
    /// Reserves room for a call in each of its pools. A call without limits needs none.
    pub(crate) async fn reserve(
        &self,
        limits: &[RateLimit],
        policy: BudgetPolicy,
    ) -> Result<Option<Reservation>, BudgetExhausted> {
        if limits.is_empty() {
            return Ok(None);
        }
        let reservation = Reservation::make(self.pools(limits), policy).await?;
        Ok(Some(reservation))
    }

    /// The pools of a call, the narrowest first: a call that waits for it holds no room in a wide one.
    fn pools(&self, limits: &[RateLimit]) -> Vec<Arc<Pool>> {
        let mut known = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pools: Vec<_> = limits
            .iter()
            .map(|limit| {
                let pool = known.entry(limit.pool());
                Arc::clone(pool.or_insert_with(|| Arc::new(Pool::new(*limit))))
            })
            .collect();
        pools.sort_by_key(|pool| (pool.limit().calls(), pool.limit().pool()));
        pools
    }
}

#[cfg(test)]
mod tests;
