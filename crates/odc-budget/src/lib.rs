//! The contract between the rate budget and the store of its numbers.
//!
//! The service counts the calls of one organization per minute, from all its programs. A [`BudgetStore`] keeps that
//! count. [`MemoryBudget`] keeps it for one process, and `odc-redis` for all processes of the organization. Both follow
//! the same rules. `odc-runtime` decides which caller waits, and in which order, for every store.
//!
//! `odc-runtime` re-exports everything here. This is a crate of its own, because `odc-runtime` uses `odc-redis`
//! behind a feature, and both need these types.

mod limit;
mod memory;
mod store;
mod window;

pub use limit::RateLimit;
pub use memory::MemoryBudget;
pub use store::{
    BudgetStore, LEASE, LONGEST_PAUSE, Refused, SETTLED, Sent, StepRequest, StepResult, StoreError,
};
