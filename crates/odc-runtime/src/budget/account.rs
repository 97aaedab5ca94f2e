//! The places that this process holds in one pool, and the events that it must report to the store.

use std::collections::VecDeque;
use std::time::Duration;

use odc_budget::{RateLimit, Refused, SETTLED, Sent, StepRequest, StepResult};
use tokio::time::Instant;

use super::store_view::{ProcessView, StoreView};

/// Places that no caller has used after this time go back to the store. The process has reported the used ones by
/// then.
const SPARE_LIFE: Duration = SETTLED;

/// The largest number of additional places that a process requests for later.
const MOST_SPARE: u32 = 8;

/// The largest number of places that one step requests for callers.
const MOST_WANTED: u32 = 16;

/// How many 429s are remembered, at most, that the store does not know yet.
const MOST_REFUSED: usize = 8;

/// The caller that asks for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// A new call that does not wait: all callers in the queue are before it.
    New,
    /// The first caller in the queue, and the callers after it.
    FirstInQueue,
    /// A call that must send again: no other caller is before it.
    Replay,
    /// No caller wants a place. The step only reports to the store, and keeps some places if this process is busy.
    Nobody,
    /// No caller wants a place, and no caller will want one soon.
    Leaving,
}

/// When to send the next report to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextReport {
    /// At once: there are events to report, or the store must learn that this process is alive.
    Now,
    /// At this time, unless something happens before.
    At(Instant),
    /// With the next call.
    NotDue,
}

/// The places of one process in one pool.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// Sends under way, and the places that a caller has and will use soon.
    under_way: u32,
    /// Places for later, without a caller.
    spare: u32,
    spare_until: Option<Instant>,
    /// Callers in the queue.
    waiting: u32,
    /// When the sends of the last window ended, by number. There are at most as many as the limit.
    ended: VecDeque<(u64, Instant)>,
    last_number: u64,
    /// The store knows the sends up to the first number, and counts the sends up to the second number.
    reported: u64,
    settled: u64,
    store: StoreView,
    /// The 429s that the store does not know.
    refused: VecDeque<(Instant, Duration)>,
    /// A 429 in this process asks all callers to wait until this time.
    paused_until: Option<Instant>,
    /// How many 429s have left `refused`, and how many had arrived when the last step was made.
    refused_gone: u64,
    refused_in_step: u64,
    /// The last response of the store, and when the step was made.
    room: StepResult,
    asked: Option<Instant>,
    /// The time when there may be a place for the queue, if the last step did not find enough places.
    ask_at: Option<Instant>,
    /// Whether the result came from the budget in memory, while the store did not respond.
    was_alone: bool,
}

impl Account {
    /// Gives a caller a place that the process already has.
    pub(super) fn take_spare(&mut self, caller: Caller, now: Instant) -> bool {
        if self.spare_until.is_none_or(|until| until <= now) {
            self.spare = 0;
        }
        let before = if caller == Caller::New {
            self.waiting
        } else {
            0
        };
        if matches!(caller, Caller::Nobody | Caller::Leaving) || self.spare <= before {
            return false;
        }
        self.spare -= 1;
        self.under_way += 1;
        if caller == Caller::FirstInQueue {
            self.leave_queue();
        }
        true
    }

    /// Takes a place, even if there is none.
    pub(super) const fn take_anyway(&mut self) {
        self.under_way += 1;
    }

    pub(super) const fn join_queue(&mut self) {
        self.waiting += 1;
    }

    pub(super) const fn leave_queue(&mut self) {
        self.waiting = self.waiting.saturating_sub(1);
    }

    /// A send has ended.
    pub(super) fn sent(&mut self, limit: RateLimit, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        self.last_number += 1;
        self.ended.push_back((self.last_number, now));
        // Only as many as the limit matter. There can be more, from calls that do not ask for room. Then the oldest
        // is dropped.
        if self.ended.len() > limit.calls().max(1) as usize {
            self.ended.pop_front();
        }
    }

    /// A caller does not use its place. A waiting caller gets it, except during a pause.
    pub(super) fn give_back(&mut self, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        let is_paused = self.paused_until.is_some_and(|until| now < until);
        if self.waiting > self.spare && !is_paused {
            self.spare += 1;
            self.spare_until = Some(now + SPARE_LIFE);
        }
    }

    /// A 429 has come. Places for later go back to the store: no caller sends during the pause, and only the store
    /// knows when the pause ends.
    pub(super) fn refused(&mut self, pause: Duration, now: Instant) {
        self.spare = 0;
        self.paused_until = self.paused_until.max(Some(later(now, pause)));
        if self.refused.len() == MOST_REFUSED {
            self.forget_refused();
        }
        self.refused.push_back((now, pause));
    }

    /// Makes a step that reports everything that the store does not know, and requests places for `caller`, which has
    /// waited since `joined`.
    pub(super) fn step(
        &mut self,
        limit: RateLimit,
        caller: Caller,
        joined: Instant,
        now: Instant,
    ) -> StepRequest {
        self.forget(limit, now);
        if caller == Caller::Leaving {
            self.spare = 0;
        }
        let ago = |then: Instant| now.saturating_duration_since(then);
        let unknown = self
            .ended
            .iter()
            .filter(|(number, _)| *number > self.reported);
        let mut step = StepRequest::default();
        step.sent = unknown
            .map(|&(number, ended)| Sent {
                number,
                ago: ago(ended),
            })
            .collect();
        let known = self.ended.iter().rev();
        step.known = known
            .skip_while(|(number, _)| *number > self.reported)
            .map(|&(number, ended)| Sent {
                number,
                ago: ago(ended),
            })
            .next();
        step.refused = self
            .refused
            .iter()
            .map(|&(came, pause)| Refused {
                ago: ago(came),
                pause,
            })
            .collect();
        self.refused_in_step = self.refused_gone + self.refused.len() as u64;
        step.under_way = self.under_way;
        step.spare = self.spare;
        step.waiting = self.waiting;
        step.waited = ago(joined);
        match caller {
            Caller::Leaving => {}
            Caller::Nobody => step.spare_wanted = self.more_for(now),
            Caller::New => {
                step.wanted = 1;
                step.callers_before = self.waiting.saturating_sub(self.spare);
                step.spare_wanted = self.more_for(now);
            }
            Caller::Replay => {
                step.wanted = 1;
                step.comes_first = true;
            }
            Caller::FirstInQueue => {
                step.wanted = self.waiting.clamp(1, MOST_WANTED);
                step.spare_wanted = self.more_for(now);
            }
        }
        step
    }

    /// A step is on its way to the store. The result is unknown until the response.
    pub(super) fn step_sent(&mut self, now: Instant) {
        self.store.step_sent(now);
    }

    /// Applies the response to `step`, which was made at `asked`. Returns true when the caller has a place.
    ///
    /// `reached_store`: the response comes from the shared store, or there is no shared store.
    pub(super) fn step_done(
        &mut self,
        step: &StepRequest,
        room: StepResult,
        caller: Caller,
        reached_store: bool,
        asked: Instant,
    ) -> bool {
        if reached_store {
            self.record_step(step, room, asked);
        }
        let generation = if reached_store {
            room.generation
        } else {
            self.room.generation
        };
        self.room = StepResult { generation, ..room };
        self.asked = Some(asked);
        if caller == Caller::FirstInQueue {
            let is_short = room.granted < step.wanted;
            self.was_alone = !reached_store;
            self.ask_at = room
                .ask_again
                .filter(|_| is_short)
                .map(|time| later(asked, time));
        }
        let has_place = room.granted > 0 && step.wanted > 0;
        let spare = room.granted - u32::from(has_place);
        // A 429 during this time takes these places back, too.
        let was_refused = reached_store && !self.refused.is_empty();
        if spare > 0 && !was_refused {
            self.spare += spare;
            self.spare_until = Some(asked + SPARE_LIFE);
        }
        if has_place {
            self.under_way += 1;
        }
        if has_place && caller == Caller::FirstInQueue {
            self.leave_queue();
        }
        has_place
    }

    /// The shared store has made a step.
    fn record_step(&mut self, step: &StepRequest, room: StepResult, asked: Instant) {
        let knew = self.reported;
        self.reported = step.sent.last().map_or(knew, |sent| sent.number);
        while self.refused_gone < self.refused_in_step {
            self.forget_refused();
        }
        let was_reported = self.ended.front().is_some_and(|&(first, _)| first <= knew);
        let is_other = room.generation != self.room.generation;
        let has_lost = was_reported && (is_other || room.has_lost);
        if has_lost {
            self.reported = 0;
        }
        self.settled = self.reported;
        self.store.step_done(step, room, has_lost, asked);
    }

    /// When to send the next report to a shared store. Drops the entries that no longer count.
    pub(super) fn next_report(&mut self, limit: RateLimit, now: Instant) -> NextReport {
        self.forget(limit, now);
        if self.store.settle_if_known(&self.process_view()) {
            self.settled = self.last_number;
        }
        let process = self.process_view();
        if !self.refused.is_empty() || self.store.is_urgent(&process) {
            return NextReport::Now;
        }
        match self.store.report_due(&process, now) {
            Some(time) if time <= now => NextReport::Now,
            Some(time) => NextReport::At(time),
            None if self.spare > 0 || self.waiting > 0 => NextReport::At(now + SPARE_LIFE),
            None => NextReport::NotDue,
        }
    }

    /// Whether there is anything to report at the end of the program. This includes sends that the store would count
    /// by itself.
    pub(super) fn has_news(&self, next: NextReport) -> bool {
        let is_known = self
            .ended
            .back()
            .is_none_or(|(last, _)| *last <= self.reported);
        next != NextReport::NotDue || !is_known || self.under_way + self.spare > 0
    }

    fn process_view(&self) -> ProcessView {
        let ended = self.ended.iter().rev();
        let unsettled = ended.take_while(|(number, _)| *number > self.settled);
        ProcessView {
            ended: u32::try_from(unsettled.clone().count()).unwrap_or(u32::MAX),
            last_ended: unsettled.map(|&(_, time)| time).next(),
            under_way: self.under_way,
            spare: self.spare,
            waiting: self.waiting,
        }
    }

    /// Whether to request places for the queue. When the store responds again, a result from memory is no longer
    /// valid.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.was_alone || self.ask_at.is_none_or(|time| time <= now)
    }

    /// When to request places for the queue. `None`: now, and after every change.
    pub(super) const fn ask_at(&self) -> Option<Instant> {
        self.ask_at
    }

    /// The last response, adjusted by its age.
    pub(super) fn room(&self, now: Instant) -> StepResult {
        let passed = self.asked.map_or(Duration::ZERO, |asked| now - asked);
        StepResult {
            next_room: self.room.next_room.saturating_sub(passed),
            ..self.room
        }
    }

    pub(super) const fn waiting(&self) -> u32 {
        self.waiting
    }

    /// How many places the process can use soon: two times as many as in the last seconds. A process that rarely asks
    /// takes no places for later.
    fn more_for(&self, now: Instant) -> u32 {
        let is_late = |ended: &&(u64, Instant)| now - ended.1 < SPARE_LIFE;
        let lately = self.ended.iter().rev().take_while(is_late).count();
        let more = u32::try_from(2 * lately).unwrap_or(u32::MAX);
        more.min(MOST_SPARE).saturating_sub(self.spare)
    }

    fn forget_refused(&mut self) {
        self.refused.pop_front();
        self.refused_gone += 1;
    }

    fn forget(&mut self, limit: RateLimit, now: Instant) {
        let is_over = |ended: &(u64, Instant)| now - ended.1 >= limit.window();
        while self.ended.front().is_some_and(is_over) {
            self.ended.pop_front();
        }
        if self.spare_until.is_none_or(|until| until <= now) {
            self.spare = 0;
        }
        self.store.forget(limit.window(), now);
    }
}

/// `time` after `start`. The result is at most a day later, whatever value the store sends.
fn later(start: Instant, time: Duration) -> Instant {
    start + time.min(Duration::from_secs(24 * 3600))
}

#[cfg(test)]
impl Account {
    /// The past sends, the held places, and the waiting callers.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let held = (self.under_way + self.spare) as usize;
        (self.ended.len(), held, self.waiting as usize)
    }
}

#[cfg(test)]
mod tests;
