//! The store in the memory of one process: the [`Window`] of each pool, driven by tokio's clock.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use tokio::time::Instant;

use crate::limit::RateLimit;
use crate::store::{BudgetStore, Room, Step, StoreError};
use crate::window::Window;

/// Keeps the budget of one process in its memory. It never fails and never waits.
///
/// It belongs to one tenant: a step says absolutely what its process holds.
#[derive(Debug)]
pub struct MemoryBudget {
    /// The start of the timestamps of all windows.
    start: Instant,
    windows: Mutex<HashMap<&'static str, Window>>,
}

impl MemoryBudget {
    /// A budget in which no call has counted.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
            windows: Mutex::default(),
        }
    }

    /// What [`BudgetStore::step`] does, without a future.
    pub fn step_now(&self, limit: RateLimit, step: &Step) -> Room {
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
    async fn step(&self, limit: RateLimit, step: &Step) -> Result<Room, StoreError> {
        Ok(self.step_now(limit, step))
    }
}
