//! The rate budget: calls wait, so the service does not return 429.
//!
//! The service counts the calls of one organization per minute. A budget keeps, per pool of
//! [`RateLimit`](crate::RateLimit)s, the sends of the last window (a token bucket would let nearly twice the limit into
//! one minute) and holds calls back until there is room, in the order in which they came.
//!
//! A send counts from the time when its response comes. The service has counted it earlier, so its window has always
//! moved on when ours moves.

mod account;
mod in_task;
mod notice;
mod policy;
mod pool;
mod pools;
mod reservation;
mod shared;
mod state;
mod store_view;

pub(crate) use policy::BudgetExhausted;
pub use policy::BudgetPolicy;
pub(crate) use pools::RateBudget;
pub(crate) use reservation::Reservation;
pub use shared::{SharedBudget, SharedBudgetState};
pub use state::BudgetState;
pub(crate) use state::OnWait;
