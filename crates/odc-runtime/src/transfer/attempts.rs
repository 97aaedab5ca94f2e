//! Counts the attempts of a transfer, and decides whether another attempt follows.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Cause, Error, TransferError};
use crate::retry::{Reason, RetryPolicy};

/// The number of new bytes that count as progress. After it, the count of retries begins again. With a smaller number,
/// a host that sends one byte and closes each connection could make a transfer endless.
const PROGRESS: u64 = 1024 * 1024;

/// The attempts of one transfer. The policy's deadline limits only the sum of the pauses, since a large file may take
/// hours.
#[derive(Debug)]
pub(super) struct Attempts {
    policy: RetryPolicy,
    started: Instant,
    made: u32,
    retries: u32,
    paused: Duration,
    furthest: u64,
    counted: u64,
}

impl Attempts {
    pub(super) fn new(policy: RetryPolicy) -> Self {
        Self {
            policy,
            started: Instant::now(),
            made: 0,
            retries: 0,
            paused: Duration::ZERO,
            furthest: 0,
            counted: 0,
        }
    }

    pub(super) const fn begin(&mut self) {
        self.made = self.made.saturating_add(1);
    }

    /// Records that all bytes up to this place in the file have moved.
    pub(super) fn reached(&mut self, place: u64) {
        self.furthest = self.furthest.max(place);
        if self.furthest - self.counted >= PROGRESS {
            self.counted = self.furthest;
            self.retries = 0;
            self.paused = Duration::ZERO;
        }
    }

    /// Counts a retry without a pause. Returns false when no retry is left.
    pub(super) const fn may_go_on(&mut self) -> bool {
        if self.retries >= self.policy.max_retries {
            return false;
        }
        self.retries += 1;
        true
    }

    /// Waits before the next attempt. Returns false when no attempt follows.
    pub(super) async fn wait(&mut self, reason: Reason) -> bool {
        let pause = self.policy.pause(self.retries, &reason);
        let paused = self.paused.saturating_add(pause);
        if paused >= self.policy.deadline || !self.may_go_on() {
            return false;
        }
        self.paused = paused;
        tracing::info!(
            retry = self.retries,
            pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
            "trying the transfer again: {}",
            reason.describe()
        );
        tokio::time::sleep(pause).await;
        true
    }

    pub(super) fn error(&self, error: TransferError) -> Error {
        Error::new(Cause::Transfer(error)).with_attempts(self.made, self.started.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn retries_count_anew_only_after_bytes_that_had_not_come_before() {
        let mut attempts = Attempts::new(RetryPolicy::new().max_retries(2));
        attempts.reached(PROGRESS - 1);
        assert!(attempts.wait(Reason::Broken).await);
        attempts.reached(PROGRESS);
        for _ in 0..2 {
            assert!(attempts.wait(Reason::Broken).await);
            // These bytes have moved before.
            attempts.reached(PROGRESS);
        }
        assert!(!attempts.wait(Reason::Broken).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_retry_after_beyond_the_deadline_is_not_waited_for() {
        let mut attempts = Attempts::new(RetryPolicy::new());
        let asked = Some(Duration::from_secs(3600));
        assert!(!attempts.wait(Reason::Unavailable(asked)).await);
        assert_eq!(attempts.started.elapsed(), Duration::ZERO);
    }
}
