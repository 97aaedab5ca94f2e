//! What the rate budget asks of the place where its numbers stand.
//!
//! The service counts the calls of one organization per minute, whoever sends them. A [`BudgetStore`] keeps that count:
//! [`MemoryBudget`] for one process, and a store such as `odc-redis` for every process of the organization. The rules
//! are the same for both. Who waits, and in which order, is decided above, in `odc-runtime`, once for all stores.
//!
//! `odc-runtime` re-exports everything here. It is a crate of its own, since `odc-runtime` finds `odc-redis` by a
//! feature, and both need these types.

mod limit;
mod memory;
mod store;
mod window;

pub use limit::RateLimit;
pub use memory::MemoryBudget;
pub use store::{BudgetStore, Refused, Room, Sent, Step, StoreError};
