//! What a store that processes share knows of this process, and until when that is enough.
//!
//! When a store hears no more of a process, it counts the sends of that process as ended. So the process reports a send that
//! has ended with its next request for a place. It makes a request for the report alone when others wait for a place, or when
//! the store would count wrongly.

use std::time::Duration;

use odc_budget::{Room, SETTLED, Step};
use tokio::time::Instant;

/// What the store was told last.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// When that was.
    at: Option<Instant>,
    /// How many sends it counts by itself as ended.
    under_way: u32,
    /// How many places it knows to be held, and how many callers to wait.
    held: u32,
    waiting: u32,
    /// Callers wait, here or in other processes.
    is_crowded: bool,
    /// It has lost its data, and has to hear again what it knew.
    has_lost: bool,
    /// Since when the outcome of a step is not known: the store may have granted places that nobody here has.
    unsure_since: Option<Instant>,
}

/// How it stands in this process now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// Sends that have ended, that the store does not know, and does not count by itself. And when the last one ended.
    pub(super) ended: u32,
    pub(super) last_ended: Option<Instant>,
    pub(super) under_way: u32,
    pub(super) spare: u32,
    pub(super) waiting: u32,
}

impl Told {
    /// A step is on its way to the store. Until it says what it did, that is not known.
    pub(super) fn asks(&mut self, now: Instant) {
        self.unsure_since.get_or_insert(now);
    }

    /// The store has made a step. `has_lost`: it knows less than it was told before.
    pub(super) fn learn(&mut self, step: &Step, room: Room, has_lost: bool, asked: Instant) {
        let taken = room.granted.min(step.wanted);
        *self = Self {
            at: Some(asked),
            under_way: step.under_way + taken,
            held: step.under_way + step.spare + room.granted,
            waiting: step.waiting.saturating_sub(taken),
            is_crowded: room.queued > 0,
            has_lost,
            unsure_since: None,
        };
    }

    /// Forgets what no store counts any more.
    pub(super) fn forget(&mut self, window: Duration, now: Instant) {
        let is_over = |since: Instant| now - since >= 2 * window;
        if self.unsure_since.is_some_and(is_over) {
            self.unsure_since = None;
        }
        if self.at.is_some_and(is_over) {
            *self = Self {
                unsure_since: self.unsure_since,
                ..Self::default()
            };
        }
    }

    /// Whether the store counts the sends that have ended by itself, so that it need not be told of them alone. It does so
    /// once.
    pub(super) fn settles(&mut self, stand: &Stand) -> bool {
        // While callers wait, the store needs the exact time at which each send ended.
        let settles = self.is_right(stand) && !self.is_crowded;
        if settles {
            self.under_way = 0;
        }
        settles
    }

    /// Whether the store has to be told something as soon as may be.
    pub(super) fn is_urgent(&self, stand: &Stand) -> bool {
        // Others could have these places, and would not wait behind us.
        let gave_up = stand.under_way + stand.spare < self.held;
        let has_left = stand.waiting == 0 && self.waiting > 0;
        self.has_lost
            || self.unsure_since.is_some()
            || has_left
            || (self.is_crowded && (gave_up || stand.ended > 0))
    }

    /// Until when the store need not be told anything. `None`: until a call comes.
    pub(super) fn is_enough_until(&self, stand: &Stand, now: Instant) -> Option<Instant> {
        (!self.is_right(stand)).then(|| self.speaks_at().unwrap_or(now))
    }

    /// Whether the store comes to the right count if it hears no more of this process.
    fn is_right(&self, stand: &Stand) -> bool {
        stand.under_way == 0
            && stand.ended == self.under_way
            && stand.last_ended <= self.speaks_at()
    }

    /// When the store has to hear of this process if it counts otherwise than we do.
    fn speaks_at(&self) -> Option<Instant> {
        self.at.map(|at| at + SETTLED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(ended: u32, last_ended: Instant) -> Stand {
        Stand {
            ended,
            last_ended: (ended > 0).then_some(last_ended),
            under_way: 0,
            spare: 0,
            waiting: 0,
        }
    }

    /// The store has granted this many places at `asked`, when so many callers waited.
    fn told(places: u32, queued: u32, asked: Instant) -> Told {
        let mut step = Step::default();
        (step.wanted, step.waiting) = (places, places);
        let room = Room {
            granted: places,
            queued,
            ..Room::default()
        };
        let mut told = Told::default();
        told.learn(&step, room, false, asked);
        told
    }

    #[test]
    fn a_store_counts_by_itself_what_was_sent_as_it_was_told_and_ended_soon() {
        let start = Instant::now();
        let (soon, late) = (start + SETTLED, start + SETTLED + Duration::from_millis(1));
        for (ended, last, is_right) in [
            (2, soon, true),
            (2, late, false),
            (1, soon, false),
            (3, soon, false),
        ] {
            let mut told = told(2, 0, start);
            let stand = stand(ended, last);
            let until = told.is_enough_until(&stand, last);
            assert_eq!(until, (!is_right).then_some(soon), "{stand:?}");
            assert_eq!(told.settles(&stand), is_right, "{stand:?}");
            assert!(!told.settles(&stand), "the same sends do not count again");
        }
    }

    #[test]
    fn a_send_that_lasts_is_told_in_time() {
        let start = Instant::now();
        let mut lasts = stand(0, start);
        lasts.under_way = 1;
        let until = told(1, 0, start).is_enough_until(&lasts, start);
        assert_eq!(until, Some(start + SETTLED));
    }

    #[test]
    fn while_others_wait_each_end_is_told_at_once() {
        let start = Instant::now();
        let stand = stand(1, start);
        assert!(!told(1, 0, start).is_urgent(&stand));
        let mut crowded = told(1, 1, start);
        assert!(!crowded.settles(&stand) && crowded.is_urgent(&stand));
    }

    #[test]
    fn what_the_store_knew_is_forgotten_after_two_windows() {
        let (start, window) = (Instant::now(), Duration::from_secs(60));
        let mut told = told(1, 0, start);
        told.asks(start);
        let stand = stand(0, start);
        told.forget(window, start + 2 * window - Duration::from_millis(1));
        assert!(told.is_urgent(&stand), "it is not known what became of it");
        told.forget(window, start + 2 * window);
        assert!(!told.is_urgent(&stand));
        assert_eq!(told.is_enough_until(&stand, start), None);
    }
}
