//! All pools of one tenant.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use odc_budget::RateLimit;
use tokio::time::Instant;

use super::policy::{BudgetExhausted, BudgetPolicy};
use super::pool::Pool;
use super::reservation::Reservation;
use super::shared::{SharedBudget, SharedBudgetState, Stores};
use super::state::{BudgetState, OnWait};

/// The rate budget of one tenant, which all its clients share.
#[derive(Debug, Default)]
pub(crate) struct RateBudget {
    pools: Mutex<HashMap<&'static str, Arc<Pool>>>,
    stores: Arc<Stores>,
    on_wait: OnWait,
}

impl RateBudget {
    pub(crate) fn new(shared: Option<SharedBudget>, on_wait: OnWait) -> Self {
        Self {
            pools: Mutex::default(),
            stores: Arc::new(Stores::new(shared)),
            on_wait,
        }
    }

    /// The numbers of the store that processes share, if there is one.
    pub(crate) fn shared_state(&self) -> Option<SharedBudgetState> {
        self.stores.state()
    }

    /// Reports to a shared store everything that it does not know yet, and returns unused places. Called when the
    /// program ends.
    pub(crate) async fn leave(&self) {
        for pool in self.known() {
            pool.leave().await;
        }
    }

    /// The numbers of each pool with at least one counted call, by name.
    pub(crate) fn state(&self) -> Vec<BudgetState> {
        let known = self.known();
        let mut states: Vec<_> = known.iter().map(|pool| pool.state()).collect();
        states.sort_by_key(|state| state.pool);
        states
    }

    /// Reserves room for a call in each of its pools. Waits at most until `end`. A call without limits needs no room.
    pub(crate) async fn reserve(
        &self,
        limits: &[RateLimit],
        policy: BudgetPolicy,
        end: Option<Instant>,
    ) -> Result<Option<Reservation>, BudgetExhausted> {
        if limits.is_empty() {
            return Ok(None);
        }
        let own = match policy {
            BudgetPolicy::WaitAtMost(time) => Instant::now().checked_add(time),
            _ => None,
        };
        let end = own.into_iter().chain(end).min();
        let reservation = Reservation::make(self.pools(limits), policy, end).await?;
        Ok(Some(reservation))
    }

    fn known(&self) -> Vec<Arc<Pool>> {
        let known = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        known.values().cloned().collect()
    }

    /// The pools of a call, the narrowest first. So a call that waits for a narrow pool holds no room in a wide pool.
    fn pools(&self, limits: &[RateLimit]) -> Vec<Arc<Pool>> {
        let mut known = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pools: Vec<_> = limits
            .iter()
            .map(|limit| {
                let pool = known.entry(limit.pool());
                Arc::clone(pool.or_insert_with(|| {
                    Arc::new(Pool::new(
                        *limit,
                        Arc::clone(&self.stores),
                        self.on_wait.clone(),
                    ))
                }))
            })
            .collect();
        pools.sort_by_key(|pool| (pool.limit().calls(), pool.limit().pool()));
        pools
    }
}

#[cfg(test)]
mod tests;
