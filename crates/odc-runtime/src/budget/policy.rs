//! What a call does when there is no room, and the error of one that does not wait.

use std::time::Duration;

/// What a call does when the rate budget has no room for it.
///
/// The budget counts the calls of one [`Tenant`](crate::Tenant). The service counts those of the organization. When
/// other programs use its limit, 429s come, and each of them narrows the budget by a quarter. It widens again by a
/// twentieth of the limit every 30 seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BudgetPolicy {
    /// Wait for room, however long it takes.
    #[default]
    Wait,
    /// Fail at once, with [`ErrorKind::RateBudget`](crate::ErrorKind::RateBudget). A call that got a 401 and has no
    /// room to be sent again fails in the same way.
    FailFast,
    /// Send without asking. The call still counts for others.
    Ignore,
}

/// There is no room, and the caller does not want to wait.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "the rate budget of {calls} calls per {} s is spent (pool {pool:?}); there is room again in about {:.1} s",
    window.as_secs(),
    room_in.as_secs_f64()
)]
pub(crate) struct BudgetExhausted {
    pub(super) pool: &'static str,
    pub(super) calls: u32,
    pub(super) window: Duration,
    pub(super) room_in: Duration,
}
