//! The time of one wait: how long it has lasted, and when it ends.

use std::time::Duration;

use tokio::time::Instant;

use crate::pace::Pace;

/// What a user may set of a wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) first_pause: Duration,
    pub(super) longest_pause: Duration,
    pub(super) deadline: Duration,
}

impl Default for Settings {
    /// The service recommends 5 s at first and 30 s later.
    fn default() -> Self {
        Self {
            first_pause: Duration::from_secs(5),
            longest_pause: Duration::from_secs(30),
            deadline: Duration::from_secs(3600),
        }
    }
}

impl Settings {
    pub(super) fn pace(&self) -> Pace {
        Pace::new(self.first_pause, self.longest_pause)
    }
}

/// The time of one wait.
#[derive(Debug)]
pub(super) struct Clock {
    started: Instant,
    /// A deadline that the clock cannot count is no deadline.
    end: Option<Instant>,
}

impl Clock {
    pub(super) fn start(deadline: Duration) -> Self {
        let started = Instant::now();
        let end = started.checked_add(deadline);
        Self { started, end }
    }

    pub(super) fn waited(&self) -> Duration {
        self.started.elapsed()
    }

    /// What a future returns; `None` when the wait ends before.
    pub(super) async fn before<O>(&self, future: impl Future<Output = O>) -> Option<O> {
        match self.end {
            None => Some(future.await),
            Some(end) => tokio::time::timeout_at(end, future).await.ok(),
        }
    }
}
