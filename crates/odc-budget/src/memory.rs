//! The store in the memory of one process: the [`Window`] of each pool, driven by tokio's clock.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use tokio::time::Instant;

use crate::limit::RateLimit;
use crate::store::{BudgetStore, StepRequest, StepResult, StoreError};
use crate::window::Window;

/// Keeps the budget of one process in memory. It never fails and never waits.
///
/// It belongs to one tenant, because the counts of a step are absolute.
#[derive(Debug)]
pub struct MemoryBudget {
    /// The zero of the timestamps of all windows.
    start: Instant,
    windows: Mutex<HashMap<&'static str, Window>>,
}

impl MemoryBudget {
    /// A budget in which no call has been counted yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
            windows: Mutex::default(),
        }
    }

    /// Does the same as [`BudgetStore::step`], without a future.
    pub fn step_now(&self, limit: RateLimit, step: &StepRequest) -> StepResult {
        let now = self.start.elapsed();
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let window = windows
            .entry(limit.pool())
            .or_insert_with(|| Window::new(limit));
        window.step(now, limit, step)
    }
}

impl Default for MemoryBudget {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl BudgetStore for MemoryBudget {
    async fn step(&self, limit: RateLimit, step: &StepRequest) -> Result<StepResult, StoreError> {
        Ok(self.step_now(limit, step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn each_pool_has_its_own_count() {
        let store: Box<dyn BudgetStore> = Box::new(MemoryBudget::default());
        let mut step = StepRequest {
            wanted: 1,
            ..StepRequest::default()
        };
        let (one, other) = (
            RateLimit::per_minute("one", 1),
            RateLimit::per_minute("other", 1),
        );
        for limit in [one, other] {
            assert_eq!(store.step(limit, &step).await.unwrap().granted, 1);
        }
        step.sent = vec![crate::Sent {
            number: 1,
            ago: std::time::Duration::ZERO,
        }];
        assert_eq!(store.step(one, &step).await.unwrap().granted, 0);
        tokio::time::advance(std::time::Duration::from_secs(60)).await;
        assert_eq!(store.step(one, &step).await.unwrap().granted, 1);
    }
}
