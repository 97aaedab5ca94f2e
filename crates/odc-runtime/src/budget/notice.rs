//! When a wait is reported: once it is long, and then from time to time. A pool has one for all its callers.

use std::time::Duration;

use tokio::time::Instant;

/// A wait that is no longer is not reported.
const LONG: Duration = Duration::from_secs(2);

/// The time between two reports of one pool.
const PAUSE: Duration = Duration::from_secs(15);

/// When the last report was.
#[derive(Debug, Default)]
pub(super) struct Notices {
    last: Option<Instant>,
}

impl Notices {
    /// When the wait of a caller is to be reported, which came at `joined`, and gets room at `room` or at a time that is
    /// not known.
    pub(super) fn due(&self, joined: Instant, room: Option<Instant>) -> Instant {
        let now = Instant::now();
        let is_long = room.is_some_and(|room| room.saturating_duration_since(joined) >= LONG);
        let due = if is_long { now } else { joined + LONG };
        self.last.map_or(due, |last| due.max(last + PAUSE))
    }

    /// The wait is reported.
    pub(super) fn reported(&mut self) {
        self.last = Some(Instant::now());
    }
}
