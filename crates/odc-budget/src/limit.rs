//! A limit of the service.

use std::time::Duration;

/// A limit on the calls of all clients of one organization together.
///
/// Limits of one pool share one count: [`RateLimit::per_minute`]`("identity", 100)` on every
/// identity operation means 100 calls per minute of identity as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    pool: &'static str,
    calls: u32,
    window: Duration,
}

impl RateLimit {
    /// At most `calls` calls in any 60 seconds, counted under the name `pool`.
    #[must_use]
    pub const fn per_minute(pool: &'static str, calls: u32) -> Self {
        Self {
            pool,
            calls,
            window: Duration::from_secs(60),
        }
    }

    /// The name under which calls are counted.
    #[must_use]
    pub const fn pool(&self) -> &'static str {
        self.pool
    }

    /// How many calls fit into one window.
    #[must_use]
    pub const fn calls(&self) -> u32 {
        self.calls
    }

    /// The length of the sliding window.
    #[must_use]
    pub const fn window(&self) -> Duration {
        self.window
    }

    /// The same pool and window with another number of calls.
    #[must_use]
    pub const fn with_calls(mut self, calls: u32) -> Self {
        self.calls = calls;
        self
    }

    /// By how many calls the limit is still narrowed when the time `passed` has gone by since a 429 that narrowed it
    /// by `by`. After every half window, a twentieth of the limit comes back.
    #[must_use]
    pub fn narrowed_after(&self, by: u32, passed: Duration) -> u32 {
        let widened = self.widened_by().saturating_mul(self.widenings(passed));
        by.saturating_sub(widened)
    }

    /// How many calls come back with each step.
    pub(crate) fn widened_by(&self) -> u32 {
        (self.calls / 20).max(1)
    }

    /// How often the limit was widened in this time since the 429.
    pub(crate) fn widenings(&self, passed: Duration) -> u32 {
        let count = passed.as_millis() / self.widening_time().as_millis().max(1);
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The time between two steps.
    pub(crate) fn widening_time(&self) -> Duration {
        self.window / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_returns_the_values_that_it_was_made_of() {
        let limit = RateLimit::per_minute("identity", 100);
        let said = (limit.pool(), limit.calls(), limit.window());
        assert_eq!(said, ("identity", 100, Duration::from_secs(60)));
        assert_eq!(limit.with_calls(25), RateLimit::per_minute("identity", 25));
    }

    #[test]
    fn a_twentieth_comes_back_with_every_half_window() {
        let limit = RateLimit::per_minute("identity", 100);
        let left = |seconds| limit.narrowed_after(12, Duration::from_secs(seconds));
        assert_eq!([0, 29, 30, 60, 90].map(left), [12, 12, 7, 2, 0]);
        let small = limit.with_calls(8);
        assert_eq!(small.narrowed_after(2, Duration::from_secs(30)), 1);
        assert_eq!(small.narrowed_after(u32::MAX, Duration::MAX), 0);
    }
}
