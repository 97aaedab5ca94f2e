//! What a call does when there is no room, and the error of a call that does not wait.

use std::fmt;
use std::time::Duration;

/// What a call does when the rate budget has no room for it.
///
/// The budget counts the calls of one [`Tenant`](crate::Tenant). The service counts the calls of the whole
/// organization. When other programs use its limit, the service returns 429, and each 429 narrows the budget by a
/// quarter. Every 30 seconds, a twentieth of the limit comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BudgetPolicy {
    /// Wait for room without a limit of time. A [deadline](crate::RetryPolicy::deadline) that you set ends the wait.
    #[default]
    Wait,
    /// Wait for room, but at most for this time. Then the call fails with
    /// [`ErrorKind::RateBudget`](crate::ErrorKind::RateBudget).
    WaitAtMost(Duration),
    /// Fail at once, with [`ErrorKind::RateBudget`](crate::ErrorKind::RateBudget). A call also fails in this way if
    /// it got a 401 and there is no room to send it again.
    FailFast,
    /// Send without asking the budget. Other calls still count this call.
    Ignore,
}

impl BudgetPolicy {
    pub(crate) const fn waits(self) -> bool {
        matches!(self, Self::Wait | Self::WaitAtMost(_))
    }
}

/// There is no room, and the caller does not want to wait, or has waited for its longest time.
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
    /// The time until there is room, if no other call comes earlier.
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
