//! Shared by all waits for a long operation: the pauses between two requests for the state, the deadline, and the
//! warning about a failure that does not end the wait. The pauses grow. Each is long enough not to flood the service.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::Error;

/// The shortest pause: a mistake in a setting must not flood the service with requests.
pub(crate) const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// Pauses that grow by half, from the first one to the longest one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    next: Duration,
    longest: Duration,
}

impl Pace {
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        let longest = longest.max(SHORTEST_PAUSE);
        Self {
            next: first.clamp(SHORTEST_PAUSE, longest),
            longest,
        }
    }

    /// The next pause. Each one is longer than the one before.
    pub(crate) fn pause(&mut self) -> Duration {
        let pause = self.next;
        self.next = pause.saturating_add(pause / 2).min(self.longest);
        pause
    }
}

/// The latest time when a wait ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End(Option<Instant>);

impl End {
    /// A wait without a deadline has no end. A deadline that is too late for the clock counts as no deadline.
    pub(crate) fn after(deadline: Option<Duration>) -> Self {
        Self(deadline.and_then(|deadline| Instant::now().checked_add(deadline)))
    }

    pub(crate) fn is_set(self) -> bool {
        self.0.is_some()
    }

    /// The result of a future. `None` if the wait ends first.
    pub(crate) async fn before<O>(self, future: impl Future<Output = O>) -> Option<O> {
        match self.0 {
            None => Some(future.await),
            Some(end) => tokio::time::timeout_at(end, future).await.ok(),
        }
    }
}

/// Logs that a request failed and that the wait continues. The log contains neither keys nor text of a response.
pub(crate) fn log_survived_failure(name: &'static str, error: &Error) {
    tracing::warn!(
        operation = name,
        kind = ?error.kind(),
        status = error.status().map(|status| status.as_u16()),
        "the state of a long operation cannot be read; the waiting goes on"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pauses(first: u64, longest: u64) -> Vec<u128> {
        let mut pace = Pace::new(Duration::from_millis(first), Duration::from_millis(longest));
        (0..6).map(|_| pace.pause().as_millis()).collect()
    }

    #[test]
    fn pauses_grow_by_half_up_to_the_longest() {
        let grown = [5000, 7500, 11250, 16875, 25312, 30000];
        assert_eq!(pauses(5000, 30_000), grown);
    }

    #[test]
    fn no_pause_is_shorter_than_a_tenth_of_a_second_or_longer_than_the_longest() {
        assert_eq!(pauses(0, 0), [100; 6]);
        assert_eq!(pauses(9000, 1000), [1000; 6]);
        let mut endless = Pace::new(Duration::MAX, Duration::MAX);
        assert_eq!([endless.pause(), endless.pause()], [Duration::MAX; 2]);
    }
}
