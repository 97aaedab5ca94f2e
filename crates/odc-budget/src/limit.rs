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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_says_what_it_was_made_of() {
        let limit = RateLimit::per_minute("identity", 100);
        let said = (limit.pool(), limit.calls(), limit.window());
        assert_eq!(said, ("identity", 100, Duration::from_secs(60)));
        assert_eq!(limit.with_calls(25), RateLimit::per_minute("identity", 25));
    }
}
