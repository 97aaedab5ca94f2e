//! The time of one wait: how long it has lasted, and when it ends.

use std::time::Duration;

use tokio::time::Instant;

use crate::pace::{End, Pace};

/// The settings of a wait that a caller may change.
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
    end: End,
}

impl Clock {
    pub(super) fn start(deadline: Duration) -> Self {
        Self {
            started: Instant::now(),
            end: End::after(Some(deadline)),
        }
    }

    pub(super) fn waited(&self) -> Duration {
        self.started.elapsed()
    }

    /// The output of a future, or `None` when the deadline of the wait comes first.
    pub(super) async fn before<O>(&self, future: impl Future<Output = O>) -> Option<O> {
        self.end.before(future).await
    }
}
