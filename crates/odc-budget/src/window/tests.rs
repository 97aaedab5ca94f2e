//! Tests the window with every event, without a clock.

use proptest::prelude::*;

use std::time::Duration;

use crate::limit::RateLimit;
use crate::store::{LONGEST_PAUSE, Refused, Sent, StepRequest, StepResult};

const MINUTE: Duration = Duration::from_secs(60);

/// A window with its only process: the places that this process holds, and its callers that wait.
#[derive(Clone)]
struct Window(super::Window, StepRequest);

/// Who asks for room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caller {
    /// A new call: all callers in the queue are before it.
    New,
    /// The first in the queue. It leaves the queue when it gets room.
    FirstInQueue,
    /// A call that must send again: no other caller is before it.
    Replay,
}

/// Why there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Full {
    Until(Duration),
    UntilASendEnds,
}

impl Window {
    fn step(&mut self, now: Duration) -> StepResult {
        let limit = self.0.limit;
        self.0.step(now, limit, &self.1)
    }

    fn reserve(&mut self, now: Duration, caller: Caller) -> Result<(), Full> {
        self.1.wanted = 1;
        self.1.callers_before = if caller == Caller::New {
            self.1.waiting
        } else {
            0
        };
        let room = self.step(now);
        (self.1.wanted, self.1.callers_before) = (0, 0);
        if room.granted == 0 {
            let until = |passes| Full::Until(now + passes);
            return Err(room.ask_again.map_or(Full::UntilASendEnds, until));
        }
        assert_eq!(room.granted, 1);
        self.1.under_way += 1;
        if caller == Caller::FirstInQueue {
            self.leave_queue();
        }
        Ok(())
    }

    fn reserve_anyway(&mut self) {
        self.1.under_way += 1;
    }

    fn join_queue(&mut self) {
        self.1.waiting += 1;
    }

    fn leave_queue(&mut self) {
        self.1.waiting = self.1.waiting.saturating_sub(1);
    }

    fn sent(&mut self, now: Duration) {
        self.give_back();
        let number = self.0.last_sent + 1;
        let ago = Duration::ZERO;
        self.1.sent = vec![Sent { number, ago }];
        self.step(now);
        // At the second time it is already known.
        self.step(now);
        self.1.sent.clear();
    }

    fn give_back(&mut self) {
        self.1.under_way = self.1.under_way.saturating_sub(1);
    }

    fn refused(&mut self, now: Duration, pause: Duration) {
        let ago = Duration::ZERO;
        self.1.refused = vec![Refused { ago, pause }];
        self.step(now);
        self.1.refused.clear();
    }

    fn next_room(&mut self, now: Duration) -> Duration {
        self.step(now).next_room
    }

    /// How many past sends, reservations and waiting callers there are.
    fn counts(&self) -> (usize, usize, usize) {
        let StepRequest {
            under_way, waiting, ..
        } = self.1;
        (self.0.ended.len(), under_way as usize, waiting as usize)
    }
}

fn window(calls: u32) -> Window {
    let limit = RateLimit::per_minute("test", calls);
    Window(super::Window::new(limit), StepRequest::default())
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// How many of a hundred new calls get room.
fn room(window: &Window, now: Duration) -> usize {
    let mut window = window.clone();
    let reserved = (0..100).map(|_| window.reserve(now, Caller::New));
    reserved.flatten().count()
}

#[test]
fn a_window_is_a_minute_from_the_end_of_each_send() {
    let mut window = window(2);
    assert_eq!(window.reserve(seconds(0), Caller::New), Ok(()));
    assert_eq!(window.reserve(seconds(0), Caller::New), Ok(()));
    let full = window.reserve(seconds(1), Caller::New);
    assert_eq!(full, Err(Full::UntilASendEnds));
    window.sent(seconds(5));
    let full = window.reserve(seconds(6), Caller::New);
    assert_eq!(full, Err(Full::Until(seconds(65))));
    assert_eq!(room(&window, Duration::from_millis(64_999)), 0);
    assert_eq!(room(&window, seconds(65)), 1);
    window.give_back();
    assert_eq!(room(&window, seconds(6)), 1);
}

#[test]
fn a_new_call_leaves_room_for_the_queue_but_a_retry_does_not() {
    let mut window = window(2);
    window.join_queue();
    window.join_queue();
    assert!(window.reserve(seconds(0), Caller::New).is_err());
    assert!(window.reserve(seconds(0), Caller::Replay).is_ok());
    window.give_back();
    assert!(window.reserve(seconds(0), Caller::FirstInQueue).is_ok());
    assert_eq!(window.counts(), (0, 1, 1));
    window.leave_queue();
    assert!(window.reserve(seconds(0), Caller::New).is_ok());
    assert_eq!(window.counts(), (0, 2, 0));
    window.reserve_anyway();
    assert_eq!(window.counts(), (0, 3, 0));
}

#[test]
fn a_429_pauses_all_callers_and_narrows_the_window_by_a_quarter() {
    let mut window = window(100);
    window.refused(seconds(10), seconds(5));
    let full = window.reserve(seconds(10), Caller::Replay);
    assert_eq!(full, Err(Full::Until(seconds(15))));
    assert_eq!(room(&window, seconds(15)), 75);
    // A shorter pause does not end a longer one, and all 429s within one second count as one.
    window.refused(Duration::from_millis(10_999), seconds(1));
    assert_eq!(room(&window, Duration::from_millis(14_999)), 0);
    assert_eq!(room(&window, seconds(15)), 75);
    window.refused(seconds(11), Duration::ZERO);
    assert_eq!(room(&window, seconds(15)), 57, "a quarter of what was left");
    // A twentieth comes back every half minute.
    assert_eq!(room(&window, Duration::from_millis(40_999)), 57);
    assert_eq!(room(&window, seconds(41)), 62);
    assert_eq!(room(&window, seconds(11 + 8 * 30)), 97);
    assert_eq!(room(&window, seconds(11 + 9 * 30)), 100);
}

#[test]
fn a_429_narrows_a_share_and_the_whole_by_the_same_part_for_the_same_time() {
    let mut window = window(100);
    window.refused(seconds(0), seconds(0));
    let mut admitted = |calls, time| {
        let limit = RateLimit::per_minute("test", calls);
        window
            .0
            .step(seconds(time), limit, &StepRequest::default())
            .limit
    };
    for (time, whole, share) in [(0, 75, 19), (30, 80, 20), (120, 95, 23), (150, 100, 25)] {
        assert_eq!((admitted(100, time), admitted(25, time)), (whole, share));
    }
}

#[test]
fn there_is_room_again_when_a_send_leaves_the_window_or_the_window_widens() {
    let mut window = window(4);
    window.refused(seconds(0), Duration::ZERO);
    for second in 20..23 {
        assert!(window.reserve(seconds(second), Caller::New).is_ok());
        window.sent(seconds(second));
    }
    let full = window.reserve(seconds(23), Caller::New);
    assert_eq!(full, Err(Full::Until(seconds(30))), "the window widens");
    assert_eq!(window.reserve(seconds(30), Caller::New), Ok(()));
    let full = window.reserve(seconds(31), Caller::New);
    assert_eq!(full, Err(Full::Until(seconds(80))), "a send is over");
}

#[test]
fn a_limit_of_zero_and_a_wrong_retry_after_do_not_stop_callers_for_ever() {
    for calls in [0, 1] {
        let mut window = window(calls);
        window.refused(seconds(0), Duration::MAX);
        let full = window.reserve(seconds(1), Caller::New);
        assert_eq!(full, Err(Full::Until(LONGEST_PAUSE)));
        assert_eq!(room(&window, LONGEST_PAUSE), 1);
    }
}

#[test]
fn the_number_of_stored_sends_is_at_most_the_limit_when_no_caller_asks() {
    let mut window = window(100);
    for second in 0..1000 {
        window.reserve_anyway();
        window.sent(seconds(second));
    }
    assert_eq!(window.counts(), (60, 0, 0), "those of the last minute");
    for _ in 0..1000 {
        window.reserve_anyway();
        window.sent(seconds(1000));
    }
    assert_eq!(
        window.counts(),
        (100, 0, 0),
        "and of these the last hundred"
    );
    let full = window.reserve(seconds(1001), Caller::New);
    assert_eq!(full, Err(Full::Until(seconds(1060))));
}

#[derive(Clone, Debug)]
enum Event {
    Passes(u64),
    Asks(Caller),
    Joins,
    GivesUp,
    Sent,
    GivesBack,
    Refused(u64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0_u64..20_000).prop_map(Event::Passes),
        6 => Just(Event::Asks(Caller::New)),
        2 => Just(Event::Asks(Caller::FirstInQueue)),
        2 => Just(Event::Asks(Caller::Replay)),
        1 => Just(Event::Joins),
        1 => Just(Event::GivesUp),
        5 => Just(Event::Sent),
        1 => Just(Event::GivesBack),
        1 => (0_u64..700_000).prop_map(Event::Refused),
    ]
}

/// The state that a window must remember. The test keeps its own copy.
#[derive(Default)]
struct Model {
    sends: Vec<Duration>,
    reserved: usize,
    queued: usize,
    refused: Vec<(Duration, Duration)>,
}

impl Model {
    fn in_window(&self, now: Duration) -> usize {
        self.sends
            .iter()
            .filter(|sent| now.saturating_sub(**sent) < MINUTE)
            .count()
    }

    /// Asks for room, and compares the decision with the rules.
    fn ask(&mut self, window: &mut Window, now: Duration, caller: Caller, calls: usize) {
        let paused = self
            .refused
            .iter()
            .any(|(at, pause)| now < *at + (*pause).min(LONGEST_PAUSE));
        let before = if caller == Caller::New {
            self.queued
        } else {
            0
        };
        let used = self.in_window(now) + self.reserved + before;
        let last = self.refused.last().map(|(at, _)| now.saturating_sub(*at));
        match window.reserve(now, caller) {
            Ok(()) => {
                assert!(!paused, "nothing is sent in a pause");
                assert!(used < calls.max(1), "{used} of {calls} are used");
                self.reserved += 1;
                self.queued -= usize::from(caller == Caller::FirstInQueue);
            }
            Err(full) => {
                // A narrowed window has its full width again after twenty steps.
                let is_wide = last.is_none_or(|passed| passed >= 20 * MINUTE / 2 + MINUTE);
                assert!(
                    paused || used >= calls || !is_wide,
                    "refused without a reason"
                );
                let Full::Until(time) = full else {
                    assert!(self.in_window(now) == 0 && self.reserved + before > 0);
                    return;
                };
                assert!(paused || before > 0 || time > now, "{time:?} at {now:?}");
                if time > now {
                    let early = window.clone().reserve(
                        time.saturating_sub(Duration::from_millis(1)),
                        Caller::Replay,
                    );
                    assert!(early.is_err() || before > 0, "room before {time:?}");
                }
            }
        }
    }
}

/// The sends under way end now. Then there is room at the time that the window names, and not earlier.
fn check_next_room(mut window: Window, now: Duration) {
    let room = now + window.next_room(now);
    for _ in 0..window.counts().1 {
        window.sent(now);
    }
    let reserved = window.clone().reserve(room, Caller::New);
    assert_eq!(reserved, Ok(()), "room at {room:?}, now is {now:?}");
    let before = room.saturating_sub(Duration::from_millis(1));
    if before > now {
        let reserved = window.reserve(before, Caller::New);
        assert!(reserved.is_err(), "room before {room:?}, now is {now:?}");
    }
}

proptest! {
    #[test]
    fn no_order_of_events_lets_more_through_than_the_limit(
        calls in 0_u32..8,
        events in proptest::collection::vec(event(), 1..200),
    ) {
        let (mut window, mut model) = (window(calls), Model::default());
        let mut now = Duration::ZERO;
        for event in events {
            match event {
                Event::Passes(millis) => now += Duration::from_millis(millis),
                Event::Asks(Caller::FirstInQueue) if model.queued == 0 => {}
                Event::Asks(caller) => model.ask(&mut window, now, caller, calls as usize),
                Event::Joins => {
                    window.join_queue();
                    model.queued += 1;
                }
                Event::GivesUp => {
                    window.leave_queue();
                    model.queued = model.queued.saturating_sub(1);
                }
                Event::Sent if model.reserved > 0 => {
                    window.sent(now);
                    model.reserved -= 1;
                    model.sends.push(now);
                }
                Event::GivesBack if model.reserved > 0 => {
                    window.give_back();
                    model.reserved -= 1;
                }
                Event::Sent | Event::GivesBack => {}
                Event::Refused(pause) => {
                    let pause = Duration::from_millis(pause);
                    window.refused(now, pause);
                    model.refused.push((now, pause));
                }
            }
            if model.queued == 0 {
                check_next_room(window.clone(), now);
            }
            let (_, reserved, queued) = window.counts();
            prop_assert_eq!((reserved, queued), (model.reserved, model.queued));
            prop_assert!(model.in_window(now) + model.reserved <= (calls as usize).max(1));
        }
    }
}

#[test]
fn the_next_room_is_at_the_time_when_enough_places_are_free() {
    let mut window = window(4);
    for second in 0..4 {
        window.reserve_anyway();
        window.sent(seconds(second));
    }
    // One call of four is taken away until 34 s. Therefore the first send that leaves makes no room before that.
    window.refused(seconds(4), seconds(5));
    assert_eq!(window.next_room(seconds(4)), seconds(56));
    // Each caller in the queue takes the next free place, and returns it a minute later.
    for (queued, room) in [(1, 57), (2, 58), (3, 59), (4, 90), (5, 116)] {
        window.join_queue();
        assert_eq!(window.next_room(seconds(4)), seconds(room), "{queued} wait");
    }
}

#[test]
fn the_wait_for_a_long_queue_counts_whole_windows() {
    let mut window = window(40);
    for _ in 0..30 {
        window.reserve_anyway();
        window.sent(seconds(0));
    }
    // Ten are taken away. Two come back after 30 s and two after 60 s, when the thirty leave.
    window.refused(seconds(0), Duration::ZERO);
    for (queued, room) in [
        (0, 30),
        (1, 30),
        (2, 60),
        (33, 60),
        (34, 90),
        (35, 90),
        (36, 120),
        (38, 120),
    ] {
        let mut window = window.clone();
        (0..queued).for_each(|_| window.join_queue());
        assert_eq!(window.next_room(seconds(0)), seconds(room), "{queued} wait");
    }
}

#[test]
fn during_a_pause_the_queue_comes_before_a_new_call() {
    let mut window = window(1);
    window.refused(seconds(0), seconds(100));
    assert_eq!(window.next_room(seconds(0)), seconds(100));
    window.join_queue();
    assert_eq!(window.next_room(seconds(90)), seconds(70));
}

#[test]
fn a_step_says_how_many_calls_count_and_how_many_callers_wait() {
    let Window(mut window, mut step) = window(8);
    let ago = seconds(3);
    step.sent = vec![Sent { number: 1, ago }];
    (step.under_way, step.spare) = (2, 1);
    (step.wanted, step.waiting) = (2, 3);
    let limit = window.limit;
    let room = window.step(seconds(10), limit, &step);
    assert_eq!(
        (room.granted, room.used, room.limit, room.queued),
        (2, 6, 8, 1)
    );
    assert_eq!(
        room.ask_again,
        Some(seconds(57)),
        "the send ended three seconds ago"
    );
    // A caller after three others does not change the queue.
    (step.under_way, step.spare) = (2, 1);
    (step.wanted, step.callers_before) = (1, 3);
    let room = window.step(seconds(10), limit, &step);
    assert_eq!((room.granted, room.used, room.queued), (1, 5, 3));
    step.callers_before = 4;
    assert_eq!(window.step(seconds(10), limit, &step).granted, 0);
}
