//! Tests the machine with every event in every state, without a clock.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::clock::SystemClock;
use crate::error::{AuthStep, OAuthErrorCode};

fn seconds(count: f64) -> Duration {
    Duration::from_secs_f64(count)
}

fn after(now: Now, count: f64) -> Now {
    Now {
        mono: now.mono + seconds(count),
        wall: now.wall + seconds(count),
    }
}

fn token(name: u32) -> AccessToken {
    AccessToken::new(format!("token-{name}")).unwrap()
}

fn busy(retry_after: Option<f64>) -> AuthError {
    AuthError::Status {
        step: AuthStep::Token,
        host: "h".into(),
        status: 503,
        body: "a text",
        retry_after: retry_after.map(seconds),
        attempts: 1,
    }
}

fn refusal() -> AuthError {
    AuthError::Refused {
        host: "h".into(),
        code: OAuthErrorCode::InvalidClient,
        description: None,
        status: 401,
        hint: None,
    }
}

/// A decision as text: a word, and the token or the reason.
fn said(decision: &Decision<u32>) -> String {
    match decision {
        Decision::Use(token) => format!("use {}", token.expose()),
        Decision::UseAndFly(token, reason) => format!("use {}, fly {reason}", token.expose()),
        Decision::Fly(reason) => format!("fly {reason}"),
        Decision::Wait(flight) => format!("wait {flight}"),
        Decision::Refuse(error) => format!("refuse {}", error.kind()),
    }
}

/// A machine with a token that lives an hour and came just now.
fn with_token(now: Now) -> Machine<u32> {
    let mut machine = Machine::default();
    let flight = machine.departed(1);
    let hour = seconds(3600.0);
    assert!(machine.landed(flight, now, &token(1), Lifetime::new(now, hour, hour, 0.0)));
    machine
}

#[test]
fn each_phase_decides_as_the_table_says() {
    let start = Now::read(&SystemClock);
    for (age, alone, flying) in [
        (0.0, "use token-1", "use token-1"),
        (3299.0, "use token-1", "use token-1"),
        (3300.0, "use token-1, fly advisory", "use token-1"),
        (3539.0, "use token-1, fly advisory", "use token-1"),
        (3540.0, "fly mandatory", "wait 2"),
        (3599.9, "fly mandatory", "wait 2"),
        (3600.0, "fly cold", "wait 2"),
        (9999.0, "fly cold", "wait 2"),
    ] {
        let now = after(start, age);
        assert_eq!(said(&with_token(start).wanted(now, "cold")), alone, "{age}");
        let mut machine = with_token(start);
        machine.departed(2);
        assert_eq!(said(&machine.wanted(now, "cold")), flying, "{age}");
        let usable = machine.usable(now).is_some();
        assert_eq!(usable, age < 3600.0, "{age}");
    }
    let mut machine = Machine::default();
    assert_eq!(said(&machine.wanted(start, "cold")), "fly cold");
    machine.departed(1);
    assert_eq!(said(&machine.wanted(start, "cold")), "wait 1");
    machine.lost();
    assert_eq!(said(&machine.wanted(start, "rejected")), "fly rejected");
}

#[test]
fn a_late_result_of_a_lost_flight_changes_nothing() {
    let now = Now::read(&SystemClock);
    let hour = seconds(3600.0);
    let life = Lifetime::new(now, hour, hour, 0.0);
    let mut machine = Machine::default();
    let first = machine.departed(1);
    machine.lost();
    let second = machine.departed(2);
    assert!(!machine.landed(first, now, &token(1), life));
    machine.failed(first, now, &refusal(), 0.0);
    assert_eq!(said(&machine.wanted(now, "cold")), "wait 2");
    assert!(machine.landed(second, now, &token(2), life));
    assert!(!machine.landed(second, now, &token(3), life), "nor twice");
    assert_eq!(said(&machine.wanted(now, "cold")), "use token-2");
}

#[test]
fn windows_are_a_part_of_the_life_and_jitter_shortens_them_by_up_to_a_quarter() {
    let now = Now::read(&SystemClock);
    for (length, random, advisory, mandatory) in [
        (100.0, 0.0, 20.0, 5.0),
        (100.0, 1.0, 15.0, 3.75),
        (43200.0, 0.0, 300.0, 60.0),
        (43200.0, 0.5, 262.5, 52.5),
    ] {
        let life = Lifetime::new(now, seconds(length), seconds(length), random);
        for (left, phase) in [
            (advisory + 0.001, Phase::Fresh),
            (advisory, Phase::Advisory),
            (mandatory + 0.001, Phase::Advisory),
            (mandatory, Phase::Mandatory),
            (0.001, Phase::Mandatory),
            (0.0, Phase::Expired),
            (-1.0, Phase::Expired),
        ] {
            assert_eq!(
                life.phase(after(now, length - left)),
                phase,
                "{length}: {left}"
            );
        }
        assert_eq!(life.expires_at(), now.wall + seconds(length));
        // For a life that is partly over, the windows are those of the whole life.
        let older = Lifetime::new(now, seconds(length), seconds(advisory), random);
        assert_eq!(older.phase(now), Phase::Advisory);
    }
}

#[test]
fn a_life_ends_when_the_first_of_the_two_clocks_says_so() {
    let now = Now::read(&SystemClock);
    let life = Lifetime::new(now, seconds(100.0), seconds(100.0), 0.0);
    let ahead = |mono, wall| Now {
        mono: now.mono + seconds(mono),
        wall: now.wall + seconds(wall),
    };
    assert_eq!(life.phase(ahead(0.0, 100.0)), Phase::Expired);
    assert_eq!(life.phase(ahead(100.0, 0.0)), Phase::Expired);
    assert_eq!(life.phase(ahead(90.0, 0.0)), Phase::Advisory);
    assert_eq!(life.phase(ahead(0.0, 96.0)), Phase::Mandatory);
}

#[test]
fn the_renewal_after_a_failed_one_comes_in_30_s_or_when_the_server_says() {
    let start = Now::read(&SystemClock);
    let due = after(start, 3400.0);
    for (wait, pause) in [
        (None, 30.0),
        (Some(10.0), 30.0),
        (Some(45.0), 45.0),
        (Some(9e9), 60.0),
    ] {
        let mut machine = with_token(start);
        machine.wanted(due, "cold");
        let flight = machine.departed(2);
        let failed_at = after(due, 5.0);
        machine.failed(flight, failed_at, &busy(wait), 0.0);
        let early = after(failed_at, pause - 0.01);
        assert_eq!(
            said(&machine.wanted(early, "cold")),
            "use token-1",
            "{wait:?}"
        );
        let next = said(&machine.wanted(after(failed_at, pause), "cold"));
        assert_eq!(next, "use token-1, fly advisory", "{wait:?}");
    }
    // Without a runtime, or after a panic, no flight reports a result. The pause is kept all the same.
    for (age, first) in [
        (3400.0, "use token-1, fly advisory"),
        (3550.0, "fly mandatory"),
    ] {
        let mut machine = with_token(start);
        let due = after(start, age);
        assert_eq!(said(&machine.wanted(due, "cold")), first);
        assert_eq!(
            said(&machine.wanted(after(due, 29.9), "cold")),
            "use token-1"
        );
        assert_eq!(said(&machine.wanted(after(due, 30.0), "cold")), first);
    }
}

#[test]
fn callers_get_a_refusal_for_1_to_5_s_and_a_retry_after_for_at_most_a_minute() {
    let now = Now::read(&SystemClock);
    for (error, random, kept) in [
        (refusal(), 0.0, 1.0),
        (refusal(), 0.75, 4.0),
        (
            AuthError::NoRuntime(crate::runtime_check::RuntimeError::Missing),
            0.5,
            3.0,
        ),
        (busy(Some(20.0)), 0.5, 20.0),
        (busy(Some(9e9)), 0.5, 60.0),
    ] {
        let mut machine = Machine::default();
        let flight = machine.departed(1);
        machine.failed(flight, now, &error, random);
        let Decision::Refuse(repeated) = machine.wanted(after(now, kept - 0.5), "cold") else {
            panic!("{error:?}");
        };
        let left = error
            .retry_after()
            .map(|wait| wait.saturating_sub(seconds(kept - 0.5)));
        assert_eq!(repeated.retry_after(), left);
        assert_eq!(
            said(&machine.wanted(after(now, kept), "cold")),
            "fly cold",
            "{error:?}"
        );
    }
    for error in [busy(None), AuthError::Interrupted] {
        let mut machine = Machine::default();
        let flight = machine.departed(1);
        machine.failed(flight, now, &error, 0.5);
        assert_eq!(said(&machine.wanted(now, "cold")), "fly cold", "{error:?}");
    }
    // While there is a token, a refusal is not kept. A `Retry-After` is kept.
    let late = after(now, 3599.0);
    for (error, then) in [(refusal(), "fly cold"), (busy(Some(20.0)), "refuse status")] {
        let mut machine = with_token(now);
        let flight = machine.departed(2);
        machine.failed(flight, late, &error, 1.0);
        assert_eq!(said(&machine.wanted(late, "cold")), "use token-1");
        assert_eq!(said(&machine.wanted(after(late, 1.0), "cold")), then);
        // A new token ends it.
        let flight = machine.departed(3);
        let life = Lifetime::new(late, seconds(10.0), seconds(10.0), 0.0);
        assert!(machine.landed(flight, late, &token(2), life));
        machine.invalidated(&token(2));
        assert_eq!(said(&machine.wanted(after(late, 1.0), "cold")), "fly cold");
    }
}

#[test]
fn a_rejection_drops_only_the_token_in_use_and_at_most_once_in_10_s() {
    let start = Now::read(&SystemClock);
    let mut machine = with_token(start);
    let hour = seconds(3600.0);
    assert_eq!(machine.rejected(start, &token(7)), Rejection::Unused);
    assert!(!machine.invalidated(&token(7)) && machine.dropped().is_none());
    assert_eq!(machine.rejected(start, &token(1)), Rejection::Dropped);
    assert_eq!(machine.rejected(start, &token(1)), Rejection::Unused);
    assert_eq!(machine.dropped(), Some(&token(1)));
    assert!(machine.usable(start).is_none());
    let life = Lifetime::new(start, hour, hour, 0.0);
    let flight = machine.departed(2);
    assert!(machine.landed(flight, start, &token(2), life));
    assert_eq!(
        machine.rejected(after(start, 9.9), &token(2)),
        Rejection::TooSoon
    );
    assert_eq!(machine.usable(start), Some(token(2)));
    assert_eq!(
        machine.rejected(after(start, 10.0), &token(2)),
        Rejection::Dropped
    );
    let flight = machine.departed(3);
    assert!(machine.landed(flight, start, &token(3), life));
    assert_eq!(
        machine.rejected(after(start, 19.9), &token(3)),
        Rejection::TooSoon
    );
    // A call by the user is never too early.
    assert!(machine.invalidated(&token(3)));
    assert_eq!(machine.dropped(), Some(&token(3)));
}

#[derive(Clone, Debug)]
enum Event {
    Passes(f64),
    WallTurns(f64),
    Wanted,
    /// From the flights that have not reported, the one with this index brings a token that lives for these seconds.
    Lands(usize, f64),
    Fails(usize, Option<f64>),
    Refused(usize),
    Lost,
    Rejected,
    Invalidated,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0.0..400.0).prop_map(Event::Passes),
        1 => (-9000.0..9000.0).prop_map(Event::WallTurns),
        8 => Just(Event::Wanted),
        3 => (0_usize..3, 1.0..5000.0).prop_map(|(at, life)| Event::Lands(at, life)),
        2 => (0_usize..3, proptest::option::of(0.0..500.0)).prop_map(|(at, wait)| Event::Fails(at, wait)),
        1 => (0_usize..3).prop_map(Event::Refused),
        1 => Just(Event::Lost),
        2 => Just(Event::Rejected),
        1 => Just(Event::Invalidated),
    ]
}

/// The state that a machine must remember. The test keeps its own copy.
#[derive(Default)]
struct Watch {
    /// When each token ends.
    ends: BTreeMap<String, Now>,
    current: Option<u32>,
    tokens: u32,
    /// Flights that have not reported. All except `flying` were recorded as lost.
    away: Vec<u64>,
    flying: Option<u64>,
    last_failure: Option<Now>,
    last_drop: Option<Now>,
    /// The time of the last request to renew the token in use.
    last_renewal: Option<Now>,
}

impl Watch {
    fn is_alive(&self, token: &AccessToken, now: Now) -> bool {
        let end = self.ends[token.expose()];
        now.mono < end.mono && now.wall < end.wall
    }

    fn current_is_alive(&self, now: Now) -> bool {
        self.current
            .is_some_and(|name| self.is_alive(&token(name), now))
    }

    fn take(&mut self, at: usize) -> Option<u64> {
        (!self.away.is_empty()).then(|| self.away.remove(at % self.away.len()))
    }

    /// Requests a token from a machine, and starts a flight if the machine decides so.
    fn want(&mut self, machine: &mut Machine<u32>, now: Now) {
        let decision = machine.wanted(now, "cold");
        match &decision {
            Decision::Use(used) | Decision::UseAndFly(used, _) => {
                assert_eq!(
                    Some(used),
                    self.current.map(token).as_ref(),
                    "the token in use"
                );
                assert!(self.is_alive(used, now), "never an expired one");
            }
            Decision::Wait(_) => assert!(self.flying.is_some()),
            Decision::Refuse(_) => {
                let since = now.mono - self.last_failure.expect("a failure before").mono;
                assert!(
                    since < LONGEST_WAIT && !self.current_is_alive(now) && self.flying.is_none()
                );
            }
            Decision::Fly(_) => {}
        }
        if let Decision::Fly(_) | Decision::UseAndFly(..) = decision {
            assert!(self.flying.is_none(), "one flight at a time");
            if self.current_is_alive(now) {
                let pause = self.last_renewal.map(|at| now.mono - at.mono);
                assert!(
                    pause.is_none_or(|pause| pause >= RENEWAL_PAUSE),
                    "{pause:?}"
                );
                self.last_renewal = Some(now);
            }
            let flight = machine.departed(0);
            self.flying = Some(flight);
            self.away.push(flight);
        }
    }
}

proptest! {
    #[test]
    fn no_order_of_events_breaks_the_rules(events in proptest::collection::vec(event(), 1..120)) {
        let mut now = Now::read(&SystemClock);
        let (mut machine, mut watch) = (Machine::<u32>::default(), Watch::default());
        for event in events {
            match event {
                Event::Passes(count) => now = after(now, count),
                Event::WallTurns(by) if by < 0.0 => now.wall -= seconds(-by),
                Event::WallTurns(by) => now.wall += seconds(by),
                Event::Wanted => watch.want(&mut machine, now),
                Event::Lands(at, life) => if let Some(flight) = watch.take(at) {
                    watch.tokens += 1;
                    let name = watch.tokens;
                    let life = seconds(life);
                    let expected = watch.flying == Some(flight);
                    let landed = machine.landed(flight, now, &token(name), Lifetime::new(now, life, life, 0.3));
                    prop_assert_eq!(landed, expected, "a lost flight changes nothing");
                    if landed {
                        watch.ends.insert(format!("token-{name}"), Now { mono: now.mono + life, wall: now.wall + life });
                        (watch.current, watch.flying, watch.last_renewal) = (Some(name), None, None);
                    }
                },
                Event::Fails(..) | Event::Refused(_) => {
                    let (at, error) = match event {
                        Event::Fails(at, wait) => (at, busy(wait)),
                        Event::Refused(at) => (at, refusal()),
                        _ => unreachable!(),
                    };
                    if let Some(flight) = watch.take(at) {
                        machine.failed(flight, now, &error, 0.9);
                        if watch.flying == Some(flight) {
                            (watch.flying, watch.last_failure) = (None, Some(now));
                        }
                    }
                }
                Event::Lost => {
                    machine.lost();
                    watch.flying = None;
                }
                Event::Rejected => if let Some(name) = watch.current {
                    let since = watch.last_drop.map(|at| now.mono - at.mono);
                    let outcome = machine.rejected(now, &token(name));
                    let too_soon = since.is_some_and(|since| since < REJECTION_PAUSE);
                    prop_assert_eq!(outcome, if too_soon { Rejection::TooSoon } else { Rejection::Dropped });
                    if !too_soon {
                        (watch.current, watch.last_drop, watch.last_renewal) = (None, Some(now), None);
                        prop_assert_eq!(machine.dropped(), Some(&token(name)));
                    }
                },
                Event::Invalidated => if let Some(name) = watch.current.take() {
                    prop_assert!(machine.invalidated(&token(name)));
                    prop_assert!(!machine.invalidated(&token(name)));
                    watch.last_renewal = None;
                },
            }
            prop_assert_eq!(machine.usable(now).is_some(), watch.current_is_alive(now));
            prop_assert_eq!(machine.flight().is_some(), watch.flying.is_some());
        }
    }
}
