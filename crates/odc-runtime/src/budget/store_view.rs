//! What a shared store knows about this process, and when the next report must be sent.
//!
//! If a process makes no more requests, the store counts its sends as ended. Therefore the process reports an ended
//! send only with its next request for a place. It makes a separate request for the report only if other callers wait
//! for a place, or if the store would count wrongly.

use std::time::Duration;

use odc_budget::{SETTLED, StepRequest, StepResult};
use tokio::time::Instant;

/// What the store knows since its last response.
#[derive(Debug, Default)]
pub(super) struct StoreView {
    /// The time of the last step that has a response.
    at: Option<Instant>,
    /// How many sends it counts as ended by itself.
    under_way: u32,
    /// How many held places and how many waiting callers it knows.
    held: u32,
    waiting: u32,
    /// Callers wait, in this process or in other processes.
    is_crowded: bool,
    /// It has lost its data, and needs the same reports again.
    has_lost: bool,
    /// Since when the result of a step is unknown. The store may have granted places that no caller has.
    unsure_since: Option<Instant>,
}

/// The current counts of this process.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProcessView {
    /// The ended sends that the store neither knows nor counts by itself.
    pub(super) ended: u32,
    /// When the last of them ended.
    pub(super) last_ended: Option<Instant>,
    pub(super) under_way: u32,
    pub(super) spare: u32,
    pub(super) waiting: u32,
}

impl StoreView {
    /// A step is on its way to the store. The result is unknown until the response.
    pub(super) fn step_sent(&mut self, now: Instant) {
        self.unsure_since.get_or_insert(now);
    }

    /// The store has made a step. `has_lost`: it knows less than was reported before.
    pub(super) fn step_done(
        &mut self,
        step: &StepRequest,
        room: StepResult,
        has_lost: bool,
        asked: Instant,
    ) {
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

    /// Drops the sends that no store counts any more.
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

    /// True if the store counts the ended sends by itself, so that no separate report is needed. This changes the
    /// state once.
    pub(super) fn settle_if_known(&mut self, process: &ProcessView) -> bool {
        // While callers wait, the store needs the exact time at which each send ended.
        let is_known = self.is_right(process) && !self.is_crowded;
        if is_known {
            self.under_way = 0;
        }
        is_known
    }

    /// Whether the store needs a report now.
    pub(super) fn is_urgent(&self, process: &ProcessView) -> bool {
        // Other processes could use these places, and do not need to wait for callers of this process.
        let gave_up = process.under_way + process.spare < self.held;
        let has_left = process.waiting == 0 && self.waiting > 0;
        self.has_lost
            || self.unsure_since.is_some()
            || has_left
            || (self.is_crowded && (gave_up || process.ended > 0))
    }

    /// When the next report must be sent. `None`: with the next call.
    pub(super) fn report_due(&self, process: &ProcessView, now: Instant) -> Option<Instant> {
        (!self.is_right(process)).then(|| self.latest_report().unwrap_or(now))
    }

    /// Whether the store counts correctly without another report.
    fn is_right(&self, process: &ProcessView) -> bool {
        process.under_way == 0
            && process.ended == self.under_way
            && process.last_ended <= self.latest_report()
    }

    /// The time of the next report if the store would count wrongly without it.
    fn latest_report(&self) -> Option<Instant> {
        self.at.map(|at| at + SETTLED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn process(ended: u32, last_ended: Instant) -> ProcessView {
        ProcessView {
            ended,
            last_ended: (ended > 0).then_some(last_ended),
            under_way: 0,
            spare: 0,
            waiting: 0,
        }
    }

    /// The store has granted this many places at `asked`, with this many callers waiting.
    fn store(places: u32, queued: u32, asked: Instant) -> StoreView {
        let mut step = StepRequest::default();
        (step.wanted, step.waiting) = (places, places);
        let room = StepResult {
            granted: places,
            queued,
            ..StepResult::default()
        };
        let mut store = StoreView::default();
        store.step_done(&step, room, false, asked);
        store
    }

    #[test]
    fn a_store_counts_short_sends_by_itself() {
        let start = Instant::now();
        let (soon, late) = (start + SETTLED, start + SETTLED + Duration::from_millis(1));
        for (ended, last, is_right) in [
            (2, soon, true),
            (2, late, false),
            (1, soon, false),
            (3, soon, false),
        ] {
            let mut store = store(2, 0, start);
            let process = process(ended, last);
            let until = store.report_due(&process, last);
            assert_eq!(until, (!is_right).then_some(soon), "{process:?}");
            assert_eq!(store.settle_if_known(&process), is_right, "{process:?}");
            assert!(
                !store.settle_if_known(&process),
                "the same sends do not count again"
            );
        }
    }

    #[test]
    fn a_long_send_is_reported_in_time() {
        let start = Instant::now();
        let mut lasts = process(0, start);
        lasts.under_way = 1;
        let until = store(1, 0, start).report_due(&lasts, start);
        assert_eq!(until, Some(start + SETTLED));
    }

    #[test]
    fn while_others_wait_each_end_is_reported_at_once() {
        let start = Instant::now();
        let process = process(1, start);
        assert!(!store(1, 0, start).is_urgent(&process));
        let mut crowded = store(1, 1, start);
        assert!(!crowded.settle_if_known(&process) && crowded.is_urgent(&process));
    }

    #[test]
    fn the_view_is_empty_after_two_windows() {
        let (start, window) = (Instant::now(), Duration::from_secs(60));
        let mut store = store(1, 0, start);
        store.step_sent(start);
        let process = process(0, start);
        store.forget(window, start + 2 * window - Duration::from_millis(1));
        assert!(store.is_urgent(&process), "its result is not known");
        store.forget(window, start + 2 * window);
        assert!(!store.is_urgent(&process));
        assert_eq!(store.report_due(&process, start), None);
    }

    #[test]
    fn while_others_wait_a_place_that_is_not_used_is_reported_at_once() {
        let start = Instant::now();
        let mut step = StepRequest::default();
        (step.wanted, step.under_way, step.spare) = (3, 2, 3);
        let room = StepResult {
            granted: 4,
            queued: 1,
            ..StepResult::default()
        };
        let mut store = StoreView::default();
        store.step_done(&step, room, false, start);
        for (under_way, spare, is_urgent) in [(5, 4, false), (4, 4, true), (1, 1, true)] {
            let process = ProcessView {
                under_way,
                spare,
                ..process(0, start)
            };
            assert_eq!(store.is_urgent(&process), is_urgent, "{process:?}");
        }
        let ended = ProcessView {
            under_way: 9,
            ..process(1, start)
        };
        assert!(store.is_urgent(&ended), "the end of a send, too");
    }
}
