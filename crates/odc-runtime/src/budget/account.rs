//! What this process holds in one pool, and what it has to tell the store.

use std::collections::VecDeque;
use std::time::Duration;

use odc_budget::{RateLimit, Refused, Room, SETTLED, Sent, Step};
use tokio::time::Instant;

use super::told::{Stand, Told};

/// Places that nobody has used after this time go back to the store. Those that were used are told by then.
const SPARE_LIFE: Duration = SETTLED;

/// How many places more than wanted a process asks for, at most.
const MOST_SPARE: u32 = 8;

/// The most callers for whom one step asks.
const MOST_WANTED: u32 = 16;

/// As many 429s are remembered until the store knows them.
const MOST_REFUSED: usize = 8;

/// Who asks for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// A new call that does not wait: everybody in the queue comes before it.
    New,
    /// The first in the queue, and those behind it.
    FirstInQueue,
    /// A call that has to send once more: nobody comes before it.
    Replay,
    /// Nobody wants a place. The step only reports to the store, and keeps some places for a process that is at work.
    Nobody,
    /// Nobody wants a place, and nobody will soon.
    Leaving,
}

/// What there is to tell the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Duty {
    /// Something that it does not know yet, or that we are still there.
    Report,
    /// Nothing before this time, unless something happens.
    Later(Instant),
    /// Nothing, until a call comes.
    Nothing,
}

/// The places of one process in one pool.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// Sends under way, and places that a caller has and is about to use.
    under_way: u32,
    /// Places that no caller has yet.
    spare: u32,
    spare_until: Option<Instant>,
    /// Callers in the queue.
    waiting: u32,
    /// When the sends of the last window ended, by number, no more of them than the limit.
    ended: VecDeque<(u64, Instant)>,
    last_number: u64,
    /// The store knows the sends up to this number, and counts those up to that one.
    reported: u64,
    settled: u64,
    told: Told,
    /// The 429s that the store does not know.
    refused: VecDeque<(Instant, Duration)>,
    /// A 429 that came here asks everybody to wait until then.
    paused_until: Option<Instant>,
    /// How many 429s have left `refused`, and how many had come when the last step was made.
    refused_gone: u64,
    refused_in_step: u64,
    /// What the store said last, and when.
    room: Room,
    asked: Option<Instant>,
    /// When there may be a place for the queue, if the last step found too few.
    ask_at: Option<Instant>,
    /// Whether the queue was told so while the store was away.
    was_alone: bool,
}

impl Account {
    /// Gives a place that the process has to a caller.
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

    /// A place is taken whether there is one or not.
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
        // Only as many as the limit matter. More come from calls that do not ask; then the oldest is dropped.
        if self.ended.len() > limit.calls().max(1) as usize {
            self.ended.pop_front();
        }
    }

    /// A caller does not use its place. A waiting caller takes it, except in a pause.
    pub(super) fn give_back(&mut self, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        let is_paused = self.paused_until.is_some_and(|until| now < until);
        if self.waiting > self.spare && !is_paused {
            self.spare += 1;
            self.spare_until = Some(now + SPARE_LIFE);
        }
    }

    /// A 429 has come. Places for later go back: nobody sends in the pause, and only the store knows when it is over.
    pub(super) fn refused(&mut self, pause: Duration, now: Instant) {
        self.spare = 0;
        self.paused_until = self.paused_until.max(Some(later(now, pause)));
        if self.refused.len() == MOST_REFUSED {
            self.forget_refused();
        }
        self.refused.push_back((now, pause));
    }

    /// A step that tells everything the store does not know, and asks for `caller`, which waits since `joined`.
    pub(super) fn step(
        &mut self,
        limit: RateLimit,
        caller: Caller,
        joined: Instant,
        now: Instant,
    ) -> Step {
        self.forget(limit, now);
        if caller == Caller::Leaving {
            self.spare = 0;
        }
        let ago = |then: Instant| now.saturating_duration_since(then);
        let unknown = self
            .ended
            .iter()
            .filter(|(number, _)| *number > self.reported);
        let mut step = Step::default();
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
            Caller::Nobody => step.more = self.more_for(now),
            Caller::New => {
                step.wanted = 1;
                step.before = self.waiting.saturating_sub(self.spare);
                step.more = self.more_for(now);
            }
            Caller::Replay => {
                step.wanted = 1;
                step.comes_first = true;
            }
            Caller::FirstInQueue => {
                step.wanted = self.waiting.clamp(1, MOST_WANTED);
                step.more = self.more_for(now);
            }
        }
        step
    }

    /// A step is on its way to the store. Until it says what it did, that is not known.
    pub(super) fn asks(&mut self, now: Instant) {
        self.told.asks(now);
    }

    /// Takes over what the store said to `step`, which was made at `asked`. True when the caller has a place.
    ///
    /// `is_told` is whether the store was reached that all processes share, if there is one.
    pub(super) fn learn(
        &mut self,
        step: &Step,
        room: Room,
        caller: Caller,
        is_told: bool,
        asked: Instant,
    ) -> bool {
        if is_told {
            self.is_told(step, room, asked);
        }
        let generation = if is_told {
            room.generation
        } else {
            self.room.generation
        };
        self.room = Room { generation, ..room };
        self.asked = Some(asked);
        if caller == Caller::FirstInQueue {
            let is_short = room.granted < step.wanted;
            self.was_alone = !is_told;
            self.ask_at = room
                .ask_again
                .filter(|_| is_short)
                .map(|time| later(asked, time));
        }
        let has_place = room.granted > 0 && step.wanted > 0;
        let spare = room.granted - u32::from(has_place);
        // A 429 that came meanwhile takes them back, too.
        let was_refused = is_told && !self.refused.is_empty();
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

    /// The store that all processes share has made a step.
    fn is_told(&mut self, step: &Step, room: Room, asked: Instant) {
        let knew = self.reported;
        self.reported = step.sent.last().map_or(knew, |sent| sent.number);
        while self.refused_gone < self.refused_in_step {
            self.forget_refused();
        }
        let was_told = self.ended.front().is_some_and(|&(first, _)| first <= knew);
        let is_other = room.generation != self.room.generation;
        let has_lost = was_told && (is_other || room.has_lost);
        if has_lost {
            self.reported = 0;
        }
        self.settled = self.reported;
        self.told.learn(step, room, has_lost, asked);
    }

    /// What there is to tell a store that processes share.
    pub(super) fn duty(&mut self, limit: RateLimit, now: Instant) -> Duty {
        self.forget(limit, now);
        if self.told.settles(&self.stand()) {
            self.settled = self.last_number;
        }
        let stand = self.stand();
        if !self.refused.is_empty() || self.told.is_urgent(&stand) {
            return Duty::Report;
        }
        match self.told.is_enough_until(&stand, now) {
            Some(time) if time <= now => Duty::Report,
            Some(time) => Duty::Later(time),
            None if self.spare > 0 || self.waiting > 0 => Duty::Later(now + SPARE_LIFE),
            None => Duty::Nothing,
        }
    }

    /// Whether there is anything to tell at the end of the program, also of what the store would count by itself.
    pub(super) fn has_news(&mut self, limit: RateLimit, now: Instant) -> bool {
        let is_at_rest = self.duty(limit, now) == Duty::Nothing;
        let is_known = self
            .ended
            .back()
            .is_none_or(|(last, _)| *last <= self.reported);
        !is_at_rest || !is_known || self.under_way + self.spare > 0
    }

    fn stand(&self) -> Stand {
        let ended = self.ended.iter().rev();
        let unsettled = ended.take_while(|(number, _)| *number > self.settled);
        Stand {
            ended: u32::try_from(unsettled.clone().count()).unwrap_or(u32::MAX),
            last_ended: unsettled.map(|&(_, time)| time).next(),
            under_way: self.under_way,
            spare: self.spare,
            waiting: self.waiting,
        }
    }

    /// Whether to ask for the queue. What was found alone counts no more when the store is back.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.was_alone || self.ask_at.is_none_or(|time| time <= now)
    }

    /// When to ask for the queue. `None`: now, and whenever something changes.
    pub(super) const fn ask_at(&self) -> Option<Instant> {
        self.ask_at
    }

    /// What the store said last, as long ago as that was.
    pub(super) fn room(&self, now: Instant) -> Room {
        let passed = self.asked.map_or(Duration::ZERO, |asked| now - asked);
        Room {
            next_room: self.room.next_room.saturating_sub(passed),
            ..self.room
        }
    }

    pub(super) const fn waiting(&self) -> u32 {
        self.waiting
    }

    /// How many places the process can use soon: twice as many as lately. Who asks rarely leaves them to others.
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
        self.told.forget(limit.window(), now);
    }
}

/// `time` after `start`, and a day at most, whatever a store says.
fn later(start: Instant, time: Duration) -> Instant {
    start + time.min(Duration::from_secs(24 * 3600))
}

#[cfg(test)]
impl Account {
    /// Past sends, places that are held, and waiting callers.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let held = (self.under_way + self.spare) as usize;
        (self.ended.len(), held, self.waiting as usize)
    }
}

#[cfg(test)]
mod tests;
