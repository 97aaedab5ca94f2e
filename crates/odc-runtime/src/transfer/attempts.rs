//! Counts the attempts of a transfer, and decides whether another attempt follows.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::fresh::Fresh;
use super::response::{Failure, Remedy};
use super::url::PresignedUrl;
use crate::error::{Cause, Error, TransferError};
use crate::retry::{Reason, RetryPolicy};

/// The number of new bytes that count as progress. After it, the count of retries begins again. With a smaller number,
/// a host that sends one byte and closes each connection could make a transfer endless.
const PROGRESS: u64 = 1024 * 1024;

/// Why the last attempt of a transfer failed. It is reported when the transfer ends at its deadline. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct LastFailure(Arc<Mutex<Option<String>>>);

impl LastFailure {
    fn set(&self, error: &TransferError) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(error.to_string());
    }

    pub(super) fn text(&self) -> Option<String> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }
}

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
    last_failure: LastFailure,
}

impl Attempts {
    pub(super) fn new(policy: RetryPolicy, last_failure: LastFailure) -> Self {
        Self {
            policy,
            last_failure,
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

    /// Waits before the next attempt or gets a fresh URL, whichever may help. Returns the error of the transfer when
    /// nothing may help.
    pub(super) async fn recover(
        &mut self,
        failure: Failure,
        url: &mut PresignedUrl,
        fresh: Option<&mut Fresh>,
    ) -> Result<(), Error> {
        self.last_failure.set(&failure.error);
        let goes_on = match failure.remedy {
            Remedy::None => false,
            Remedy::Retry(reason) => self.wait(reason).await,
            Remedy::FreshUrl => match fresh {
                Some(fresh) if self.count_retry() => {
                    tracing::info!("getting a fresh URL for the transfer: {}", failure.error);
                    *url = fresh.url().await?;
                    true
                }
                _ => false,
            },
        };
        if goes_on {
            Ok(())
        } else {
            Err(self.error(failure.error))
        }
    }

    /// Counts a retry without a pause. Returns false when no retry is left.
    pub(super) const fn count_retry(&mut self) -> bool {
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
        if paused >= self.policy.deadline || !self.count_retry() {
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
        let mut attempts = Attempts::new(RetryPolicy::new().max_retries(2), LastFailure::default());
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
        let mut attempts = Attempts::new(RetryPolicy::new(), LastFailure::default());
        let asked = Some(Duration::from_secs(3600));
        assert!(!attempts.wait(Reason::Unavailable(asked)).await);
        assert_eq!(attempts.started.elapsed(), Duration::ZERO);
    }
}
