//! The rate budget of one pool as a state machine. Its input is steps and the time, its output is room. It uses no
//! clock, no runtime and no lock.
//!
//! A timestamp is the time since a start that the caller chooses.

use std::collections::VecDeque;
use std::time::Duration;

use crate::limit::RateLimit;
use crate::store::{LONGEST_PAUSE, StepRequest, StepResult};

/// All 429s within this time count as one.
const BURST: Duration = Duration::from_secs(1);

/// The sends of the last window, and the callers that wait for room.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    limit: RateLimit,
    /// When the last sends ended. The oldest is first. There are at most as many as the limit.
    ended: VecDeque<Duration>,
    /// The number of the last send in `ended`.
    last_sent: u64,
    /// Sends under way, and places that are reserved for sends that have not begun.
    reserved: usize,
    /// Callers that wait for room.
    queued: usize,
    /// Nothing is sent before this.
    paused_until: Duration,
    narrowed: Option<Narrowed>,
}

/// How far a 429 narrows the budget. A 429 means that other programs use the budget of the organization, too.
#[derive(Clone, Copy, Debug)]
struct Narrowed {
    calls: u32,
    /// The limit at that time. If the limit changes, the new limit is narrowed by the same part: a process that
    /// continues alone has only a share of the budget.
    of_limit: u32,
    since: Duration,
}

impl Window {
    pub(crate) const fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            ended: VecDeque::new(),
            last_sent: 0,
            reserved: 0,
            queued: 0,
            paused_until: Duration::ZERO,
            narrowed: None,
        }
    }

    /// Records what has happened, and reserves the wanted places if there is room.
    pub(crate) fn step(
        &mut self,
        now: Duration,
        limit: RateLimit,
        step: &StepRequest,
    ) -> StepResult {
        self.limit = limit;
        self.forget(now);
        for sent in &step.sent {
            self.sent(sent.number, now.saturating_sub(sent.ago));
        }
        self.forget(now);
        self.reserved = (step.under_way + step.spare) as usize;
        for refused in &step.refused {
            self.refused(now.saturating_sub(refused.ago), refused.pause);
        }
        let granted = self.free(now, step.callers_before).min(step.wanted);
        self.reserved += granted as usize;
        let served = if step.callers_before == 0 { granted } else { 0 };
        self.queued = step.waiting.saturating_sub(served) as usize;
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        StepResult {
            granted,
            ask_again: self.changes_at(now).map(|time| time.saturating_sub(now)),
            used: number(self.reserved + self.ended.len()),
            limit: number(self.admitted(now)),
            queued: number(self.queued),
            next_room: self.next_room(now),
            generation: 0,
            has_lost: false,
        }
    }

    /// How many places there are now, after `before` callers.
    fn free(&self, now: Duration, before: u32) -> u32 {
        if now < self.paused_until {
            return 0;
        }
        let used = self.reserved + self.ended.len() + before as usize;
        u32::try_from(self.admitted(now).saturating_sub(used)).unwrap_or(u32::MAX)
    }

    /// A send has ended: its response has come, or it was given up.
    fn sent(&mut self, number: u64, time: Duration) {
        if number <= self.last_sent {
            return;
        }
        self.last_sent = number;
        self.ended.push_back(time);
        // Only as many as the limit matter. There can be more, from calls that do not ask for room. Then the oldest
        // is dropped.
        if self.ended.len() > self.limit.calls().max(1) as usize {
            self.ended.pop_front();
        }
    }

    /// The service has returned 429, and asks all callers to wait for `pause`.
    fn refused(&mut self, now: Duration, pause: Duration) {
        self.paused_until = self.paused_until.max(now + pause.min(LONGEST_PAUSE));
        let in_burst = |narrowed: Narrowed| now.saturating_sub(narrowed.since) < BURST;
        if self.narrowed.is_some_and(in_burst) {
            return;
        }
        let by = self.narrowed_by(now);
        let left = self.limit.calls().saturating_sub(by);
        let most = self.limit.calls().saturating_sub(1);
        self.narrowed = Some(Narrowed {
            calls: (by + (left / 4).max(1)).min(most),
            of_limit: self.limit.calls().max(1),
            since: now,
        });
    }

    /// The time until there is room for one more call, after all callers that wait, if the sends under way end now.
    fn next_room(&self, now: Duration) -> Duration {
        let (used, admitted) = (self.reserved + self.ended.len(), self.admitted(now));
        let paused = self.paused_until.saturating_sub(now);
        let Some(places_before) = (used + self.queued).checked_sub(admitted) else {
            return paused;
        };
        let free = self.free_places(now, admitted);
        // A place that is taken is free again after one window.
        let rounds = u32::try_from(places_before / free.len()).unwrap_or(u32::MAX);
        let later = self.limit.window().saturating_mul(rounds);
        free[places_before % free.len()]
            .saturating_sub(now)
            .saturating_add(later)
            .max(paused)
    }

    /// When places become free in the window after `now`. The earliest is first. There are at least `admitted` of
    /// them.
    fn free_places(&self, now: Duration, admitted: usize) -> Vec<Duration> {
        let window = self.limit.window();
        let ended = self.ended.iter().map(|ended| *ended + window);
        let under_way = std::iter::repeat_n(now + window, self.reserved);
        let mut places: Vec<_> = ended.chain(under_way).collect();
        if let Some(narrowed) = self.narrowed {
            let mut missing = self.narrowed_by(now);
            for count in 1.. {
                let time = self.widening(narrowed, now, count);
                if missing == 0 || time > now + window {
                    break;
                }
                let back = self.limit.widened_by().min(missing);
                missing -= back;
                places.extend(std::iter::repeat_n(time, back as usize));
            }
        }
        // The callers that wait now send after the pause.
        let last = self.paused_until.max(now) + window;
        places.resize(places.len().max(admitted), last);
        places.sort_unstable();
        places
    }

    /// How many sends one window allows now, at least one.
    fn admitted(&self, now: Duration) -> usize {
        let calls = self.limit.calls().saturating_sub(self.narrowed_by(now));
        calls.max(1) as usize
    }

    /// Drops the entries that no longer matter.
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

    /// When there may be more room than now. `None`: when a send ends or a place is returned.
    fn changes_at(&self, now: Duration) -> Option<Duration> {
        if now < self.paused_until {
            return Some(self.paused_until);
        }
        let ends = self.ended.front().map(|ended| *ended + self.limit.window());
        let widens = self
            .narrowed
            .map(|narrowed| self.widening(narrowed, now, 1));
        ends.into_iter().chain(widens).min()
    }

    /// By how many calls the limit is narrowed.
    fn narrowed_by(&self, now: Duration) -> u32 {
        let Some(narrowed) = self.narrowed else {
            return 0;
        };
        let (part, whole) = (u64::from(narrowed.calls), u64::from(narrowed.of_limit));
        let by = part * u64::from(self.limit.calls()) / whole;
        let by = u32::try_from(by).unwrap_or(u32::MAX);
        self.limit
            .narrowed_after(by, now.saturating_sub(narrowed.since))
    }

    /// When the limit is widened for the time number `count` after `now`.
    fn widening(&self, narrowed: Narrowed, now: Duration, count: u32) -> Duration {
        let before = self.limit.widenings(now.saturating_sub(narrowed.since));
        let count = before.saturating_add(count);
        narrowed.since + self.limit.widening_time().saturating_mul(count)
    }
}

#[cfg(test)]
mod tests;
