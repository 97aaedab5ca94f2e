//! The time of one wait: how long it has lasted, and when it ends.

use std::time::Duration;

use tokio::time::Instant;

use crate::pace::{End, Pace};

/// The longest time for reading the messages of one failed operation. After the deadline of the wait, it is the
/// longest time for reading the messages of all failed operations together.
const PATIENCE_WITH_MESSAGES: Duration = Duration::from_secs(60);

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
    /// The end of the time in which messages of failed operations may be read.
    end_of_messages: End,
}

impl Clock {
    pub(super) fn start(deadline: Duration) -> Self {
        Self {
            started: Instant::now(),
            end: End::after(Some(deadline)),
            end_of_messages: End::after(deadline.checked_add(PATIENCE_WITH_MESSAGES)),
        }
    }

    pub(super) fn waited(&self) -> Duration {
        self.started.elapsed()
    }

    /// The output of a future, or `None` when the deadline of the wait comes first.
    pub(super) async fn before<O>(&self, future: impl Future<Output = O>) -> Option<O> {
        self.end.before(future).await
    }

    /// The messages of one failed operation, or `None` when they do not come in time. Reading all messages of a wait
    /// ends at the latest [`PATIENCE_WITH_MESSAGES`] after its deadline.
    pub(super) async fn before_messages_end<O>(
        &self,
        messages: impl Future<Output = O>,
    ) -> Option<O> {
        let messages = tokio::time::timeout(PATIENCE_WITH_MESSAGES, messages);
        self.end_of_messages.before(messages).await?.ok()
    }
}
