//! Decides when a wait is reported: first when it is long, and then from time to time. A pool has one for all its
//! callers.

use std::time::Duration;

use tokio::time::Instant;

/// A shorter wait is not reported.
const LONG: Duration = Duration::from_secs(2);

/// The time between two reports of one pool.
const PAUSE: Duration = Duration::from_secs(15);

/// The time of the last report.
#[derive(Debug, Default)]
pub(super) struct Notices {
    last: Option<Instant>,
}

impl Notices {
    /// When to report the wait of a caller that joined at `joined`. It gets room at `room`, if this time is known.
    pub(super) fn due(&self, joined: Instant, room: Option<Instant>) -> Instant {
        let now = Instant::now();
        let is_long = room.is_some_and(|room| room.saturating_duration_since(joined) >= LONG);
        let due = if is_long { now } else { joined + LONG };
        self.last.map_or(due, |last| due.max(last + PAUSE))
    }

    /// Records that the wait was reported now.
    pub(super) fn reported(&mut self) {
        self.last = Some(Instant::now());
    }
}
