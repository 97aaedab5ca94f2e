//! The tenant's time: the real time at the start, plus the time on tokio's clock since then, plus the time by which a
//! test has moved it ahead. Token expiry, secret expiry, rate windows and bulk operations use this clock, so that a
//! test does not need to wait for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;

/// A century: far beyond any expiry, and short enough that adding a lifetime cannot overflow.
const FARTHEST_MILLISECONDS: i64 = 100 * 365 * 24 * 3600 * 1000;

/// Whether a time is in the years 1970 to 9999. RFC 3339 can write these times, and every lifetime can be added to
/// them.
pub(crate) fn is_within_bounds(time: DateTime<Utc>) -> bool {
    const YEAR_10000: i64 = 253_402_300_800;
    (0..YEAR_10000).contains(&time.timestamp())
}

/// The clock of one sandbox. Clones share it.
///
/// It follows tokio's clock. In a runtime with paused time it stands still until that time is advanced.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    base: DateTime<Utc>,
    started: Instant,
    ahead: AtomicI64,
}

impl Clock {
    /// The farthest that it can be moved ahead.
    pub(crate) const FARTHEST: Duration =
        Duration::from_millis(FARTHEST_MILLISECONDS.unsigned_abs());

    pub(crate) fn new(base: DateTime<Utc>) -> Self {
        Self(Arc::new(Inner {
            base,
            started: Instant::now(),
            ahead: AtomicI64::new(0),
        }))
    }

    /// The current time of the tenant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let run = i64::try_from(self.0.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let ahead = self.0.ahead.load(Ordering::SeqCst);
        let moved = run.saturating_add(ahead).min(2 * FARTHEST_MILLISECONDS);
        self.0
            .base
            .checked_add_signed(TimeDelta::milliseconds(moved))
            .unwrap_or(self.0.base)
    }

    /// How far it was moved ahead, in milliseconds.
    pub(crate) fn ahead(&self) -> u64 {
        u64::try_from(self.0.ahead.load(Ordering::SeqCst)).unwrap_or_default()
    }

    /// Moves the tenant's time ahead, by whole milliseconds and at most a century in all.
    ///
    /// Tokens and secrets expire, rate windows become empty, and bulk operations continue as if this time had passed.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(FARTHEST_MILLISECONDS);
        let moved = self
            .0
            .ahead
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |ahead| {
                Some(ahead.saturating_add(by).min(FARTHEST_MILLISECONDS))
            });
        debug_assert!(moved.is_ok(), "the closure always returns a value");
    }
}
