//! What a call does when there is no room, and the error of one that does not wait.

use std::fmt;
use std::time::Duration;

/// What a call does when the rate budget has no room for it.
///
/// The budget counts the calls of one [`Tenant`](crate::Tenant). The service counts those of the organization. When
/// other programs use its limit, 429s come, and each of them narrows the budget by a quarter. It widens again by a
/// twentieth of the limit every 30 seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BudgetPolicy {
    /// Wait for room without a limit of time. A [deadline](crate::RetryPolicy::deadline) that you set ends the wait.
    #[default]
    Wait,
    /// Wait for room, for this time at most. Then the call fails with
    /// [`ErrorKind::RateBudget`](crate::ErrorKind::RateBudget).
    WaitAtMost(Duration),
    /// Fail at once, with [`ErrorKind::RateBudget`](crate::ErrorKind::RateBudget). A call that got a 401 and has no
    /// room to be sent again fails in the same way.
    FailFast,
    /// Send without asking. The call still counts for others.
    Ignore,
}

impl BudgetPolicy {
    pub(crate) const fn waits(self) -> bool {
        matches!(self, Self::Wait | Self::WaitAtMost(_))
    }
}

/// There is no room, and the caller does not want to wait, or has waited as long as it wants.
#[derive(Clone, Debug)]
pub(crate) struct BudgetExhausted {
    pub(super) pool: &'static str,
    pub(super) calls: u32,
    pub(super) window: Duration,
    pub(super) room_in: Duration,
    /// How long the caller has waited.
    pub(super) waited: Duration,
}

impl BudgetExhausted {
    /// After how long there is room, if no call comes before.
    pub(crate) const fn room_in(&self) -> Duration {
        self.room_in
    }
}

impl fmt::Display for BudgetExhausted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the rate budget of {} calls per {} s is spent (pool {:?}); there is room again in about {:.1} s",
            self.calls,
            self.window.as_secs(),
            self.pool,
            self.room_in.as_secs_f64()
        )?;
        if self.waited.is_zero() {
            return Ok(());
        }
        let waited = self.waited.as_secs_f64();
        write!(
            f,
            ", and the call has waited {waited:.1} s, as long as it may"
        )
    }
}

impl std::error::Error for BudgetExhausted {}
