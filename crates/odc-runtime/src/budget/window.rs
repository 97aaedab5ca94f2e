//! The rate budget of one pool as a machine: events and the time in, decisions out. No clock, no runtime, no lock.
//!
//! [`Pool`](super::pool::Pool) drives it in the memory of one process. A store that several processes share can drive
//! it too: a timestamp is the time since a start that all of them agree on.

use std::collections::VecDeque;
use std::time::Duration;

use crate::operation::RateLimit;

/// The longest time for which a `Retry-After` stops everybody, so that a wrong one does not stop them for good.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// All 429s within this time are one message.
const BURST: Duration = Duration::from_secs(1);

/// The sends of the last window, and who waits for room.
#[derive(Clone, Debug)]
pub(super) struct Window {
    limit: RateLimit,
    /// When the last sends ended, oldest first, and no more of them than the limit.
    ended: VecDeque<Duration>,
    /// Sends under way, and room that is reserved for sends that have not begun.
    reserved: usize,
    /// Callers that wait for room.
    queued: usize,
    /// Nothing is sent before this.
    paused_until: Duration,
    narrowed: Option<Narrowed>,
}

/// How a 429 narrows the budget: others use the organization's budget too.
#[derive(Clone, Copy, Debug)]
struct Narrowed {
    by: u32,
    since: Duration,
}

/// Who asks for room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// A new call: everybody in the queue comes before it.
    New,
    /// The first in the queue. It leaves the queue when it gets room.
    FirstInQueue,
    /// A call that has to send once more: nobody comes before it.
    Replay,
}

/// Why there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Full {
    /// There is no room before this time, unless a send under way is given up.
    Until(Duration),
    /// Sends under way take all the room.
    UntilASendEnds,
}

impl Window {
    pub(super) const fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            ended: VecDeque::new(),
            reserved: 0,
            queued: 0,
            paused_until: Duration::ZERO,
            narrowed: None,
        }
    }

    /// Reserves room for one send, if there is room.
    pub(super) fn reserve(&mut self, now: Duration, caller: Caller) -> Result<(), Full> {
        self.forget(now);
        let before = match caller {
            Caller::New => self.queued,
            Caller::FirstInQueue | Caller::Replay => 0,
        };
        let used = self.reserved + self.ended.len() + before;
        if now < self.paused_until || used >= self.admitted(now) {
            return Err(self.full(now));
        }
        self.reserved += 1;
        if caller == Caller::FirstInQueue {
            self.leave_queue();
        }
        Ok(())
    }

    /// Reserves room whether there is room or not.
    pub(super) const fn reserve_anyway(&mut self) {
        self.reserved += 1;
    }

    /// A caller begins to wait for room.
    pub(super) const fn join_queue(&mut self) {
        self.queued += 1;
    }

    /// A caller no longer waits for room.
    pub(super) const fn leave_queue(&mut self) {
        self.queued = self.queued.saturating_sub(1);
    }

    /// The response of a send has come, or the send was given up.
    pub(super) fn sent(&mut self, now: Duration) {
        self.forget(now);
        self.give_back();
        self.ended.push_back(now);
        // Beyond the limit the oldest ones decide nothing: calls that do not ask may be many.
        if self.ended.len() > self.limit.calls().max(1) as usize {
            self.ended.pop_front();
        }
    }

    /// Room that was reserved is not used.
    pub(super) const fn give_back(&mut self) {
        self.reserved = self.reserved.saturating_sub(1);
    }

    /// The service has returned 429, and asks everybody to wait for `pause`.
    pub(super) fn refused(&mut self, now: Duration, pause: Duration) {
        self.paused_until = self.paused_until.max(now + pause.min(LONGEST_PAUSE));
        let in_burst = |narrowed: Narrowed| now.saturating_sub(narrowed.since) < BURST;
        if self.narrowed.is_some_and(in_burst) {
            return;
        }
        let by = self.narrowed_by(now);
        let left = self.limit.calls().saturating_sub(by);
        let most = self.limit.calls().saturating_sub(1);
        self.narrowed = Some(Narrowed {
            by: (by + (left / 4).max(1)).min(most),
            since: now,
        });
    }

    /// What counts now: sends that ended or are under way, how many are admitted, and how many callers wait.
    pub(super) fn counted(&mut self, now: Duration) -> (usize, usize, usize) {
        self.forget(now);
        let used = self.reserved + self.ended.len();
        (used, self.admitted(now), self.queued)
    }

    /// After how long there is room for one more call, behind those that wait, if the sends under way end now.
    pub(super) fn next_room(&mut self, now: Duration) -> Duration {
        let (used, admitted, queued) = self.counted(now);
        let paused = self.paused_until.saturating_sub(now);
        let Some(places_before) = (used + queued).checked_sub(admitted) else {
            return paused;
        };
        let free = self.free_places(now, admitted);
        // Who takes a place gives it back a window later.
        let rounds = u32::try_from(places_before / free.len()).unwrap_or(u32::MAX);
        let later = self.limit.window().saturating_mul(rounds);
        free[places_before % free.len()]
            .saturating_sub(now)
            .saturating_add(later)
            .max(paused)
    }

    /// When a place becomes free in the window after `now`, the earliest first. There are `admitted` of them at least.
    fn free_places(&self, now: Duration, admitted: usize) -> Vec<Duration> {
        let window = self.limit.window();
        let ended = self.ended.iter().map(|ended| *ended + window);
        let under_way = std::iter::repeat_n(now + window, self.reserved);
        let mut places: Vec<_> = ended.chain(under_way).collect();
        if let Some(narrowed) = self.narrowed {
            let mut missing = self.narrowed_by(now);
            for step in self.steps(narrowed, now).saturating_add(1).. {
                let time = narrowed.since + self.step().saturating_mul(step);
                if missing == 0 || time > now + window {
                    break;
                }
                let back = self.widened_by().min(missing);
                missing -= back;
                places.extend(std::iter::repeat_n(time, back as usize));
            }
        }
        // Who waits now sends after the pause.
        let last = self.paused_until.max(now) + window;
        places.resize(places.len().max(admitted), last);
        places.sort_unstable();
        places
    }

    /// How many sends one window may have now, at least one.
    fn admitted(&self, now: Duration) -> usize {
        let calls = self.limit.calls().saturating_sub(self.narrowed_by(now));
        calls.max(1) as usize
    }

    /// Drops what no longer matters.
    fn forget(&mut self, now: Duration) {
        let window = self.limit.window();
        let is_over = |ended: &Duration| now.saturating_sub(*ended) >= window;
        while self.ended.front().is_some_and(is_over) {
            self.ended.pop_front();
        }
        if self.narrowed_by(now) == 0 {
            self.narrowed = None;
        }
    }

    fn full(&self, now: Duration) -> Full {
        if now < self.paused_until {
            return Full::Until(self.paused_until);
        }
        let ends = self.ended.front().map(|ended| *ended + self.limit.window());
        let widens = self.narrowed.map(|narrowed| {
            let steps = self.steps(narrowed, now).saturating_add(1);
            narrowed.since + self.step().saturating_mul(steps)
        });
        let first = ends.into_iter().chain(widens).min();
        first.map_or(Full::UntilASendEnds, Full::Until)
    }

    /// By how many calls the limit is narrowed. A twentieth of it comes back with every step.
    fn narrowed_by(&self, now: Duration) -> u32 {
        let Some(narrowed) = self.narrowed else {
            return 0;
        };
        let steps = self.steps(narrowed, now);
        narrowed
            .by
            .saturating_sub(self.widened_by().saturating_mul(steps))
    }

    /// How many calls come back with each step.
    fn widened_by(&self) -> u32 {
        (self.limit.calls() / 20).max(1)
    }

    /// How often the limit has been widened again.
    fn steps(&self, narrowed: Narrowed, now: Duration) -> u32 {
        let passed = now.saturating_sub(narrowed.since);
        let steps = passed.as_millis() / self.step().as_millis().max(1);
        u32::try_from(steps).unwrap_or(u32::MAX)
    }

    fn step(&self) -> Duration {
        self.limit.window() / 2
    }
}

#[cfg(test)]
mod tests;
