//! The life of a token as a machine: events and the time in, decisions out. No clock, no runtime, no network.
//!
//! ```text
//!                 wanted: fly                       landed
//!      ┌──────┐ ───────────────▶ ┌────────┐ ──────────────────────▶ ┌───────┐
//!      │ none │                  │ flying │                         │ token │──┐ wanted while fresh: use
//!      └──────┘ ◀─────────────── └────────┘                         └───────┘◀─┘
//!        │  ▲     failed, lost                                       │  │  ▲
//!        │  │                                                        │  │  │ landed, failed, lost
//!        │  └────────────── rejected, expired ───────────────────────┘  ▼  │
//!        └─▶ wanted while a refusal holds: refuse                ┌────────────────┐
//!                                                                │ token, flying  │
//!                                      wanted, due for renewal:  └────────────────┘
//!                                      use and fly, or fly
//! ```
//!
//! | the token is | no flight | a flight is under way |
//! |---|---|---|
//! | fresh | use | use |
//! | in its advisory window | use and fly; only use, soon after a renewal failed | use |
//! | in its mandatory window | fly; use, soon after a renewal failed | wait |
//! | missing or expired | fly; refuse, while the server's refusal holds | wait |

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::clock::Now;
use crate::error::AuthError;
use crate::secret::AccessToken;

/// After an early renewal that failed, the old token is used for so long before the next.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// A 401 forces at most one renewal in so long.
const FORCED_PAUSE: Duration = Duration::from_secs(10);
/// A refusal is repeated to callers for so long, and up to four times as long on top.
const REPLAY: Duration = Duration::from_secs(1);
/// A `Retry-After` holds for no longer than this, so that a senseless one locks nobody out.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// When a token ends, and how long before that it should and must be renewed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifetime {
    mono: Instant,
    wall: SystemTime,
    advisory: Duration,
    mandatory: Duration,
}

/// Where in its life a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Use it.
    Fresh,
    /// Use it, and renew it meanwhile.
    Advisory,
    /// Renew it before use; use it when that fails.
    Mandatory,
    /// Never use it.
    Expired,
}

impl Lifetime {
    /// A life of `length` of which `left` is left at `now`.
    ///
    /// Windows: the last min(300 s, 20 %) are advisory, the last min(60 s, 5 %) mandatory, both shortened by up to
    /// a quarter, so that many processes do not renew in step: `random` is in `0.0..1.0`.
    pub(crate) fn new(now: Now, length: Duration, left: Duration, random: f64) -> Self {
        let window = |part: Duration, most| {
            part.min(Duration::from_secs(most))
                .mul_f64(1.0 - random / 4.0)
        };
        Self {
            mono: now.mono + left,
            wall: now.wall + left,
            advisory: window(length / 5, 300),
            mandatory: window(length / 20, 60),
        }
    }

    /// The phase by the stricter of both clocks.
    pub(crate) fn phase(&self, now: Now) -> Phase {
        let wall = self.wall.duration_since(now.wall).unwrap_or_default();
        match self.mono.saturating_duration_since(now.mono).min(wall) {
            Duration::ZERO => Phase::Expired,
            left if left <= self.mandatory => Phase::Mandatory,
            left if left <= self.advisory => Phase::Advisory,
            _ => Phase::Fresh,
        }
    }

    pub(crate) fn expires_at(&self) -> SystemTime {
        self.wall
    }
}

/// What a caller does next; `F` is what it needs to wait for a flight.
#[derive(Debug)]
pub(crate) enum Decision<F> {
    /// Use this token.
    Use(AccessToken),
    /// Start a flight, for the reason given, and use this token meanwhile.
    UseAndFly(AccessToken, &'static str),
    /// Start a flight, for the reason given, and wait for it.
    Fly(&'static str),
    /// Wait for the flight that is under way.
    Wait(F),
    /// There is no token, and the server has just said so.
    Refuse(AuthError),
}

/// What the rejection of a token by the API leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejected {
    /// The token is out of use; another is to be fetched.
    Dropped,
    /// It was out of use before.
    Unused,
    /// It stays: the last one was dropped a moment ago.
    TooSoon,
}

/// The token in use, the flight under way, and what was learnt from flights before.
#[derive(Debug)]
pub(crate) struct Machine<F> {
    token: Option<(AccessToken, Lifetime)>,
    flight: Option<(u64, F)>,
    flights: u64,
    /// No renewal before, while there is a token.
    renew_after: Option<Instant>,
    /// The server's refusal, or its wish to be left alone.
    refusal: Option<Refusal>,
    forced_at: Option<Instant>,
    /// The last token that went out of use before its time.
    dropped: Option<AccessToken>,
}

/// An error that is repeated to callers, without a request, until its time is over.
#[derive(Debug)]
struct Refusal {
    error: AuthError,
    since: Instant,
    until: Instant,
}

impl<F> Default for Machine<F> {
    fn default() -> Self {
        Self {
            token: None,
            flight: None,
            flights: 0,
            renew_after: None,
            refusal: None,
            forced_at: None,
            dropped: None,
        }
    }
}

impl<F: Clone> Machine<F> {
    /// Somebody wants a token; without one, a flight is for `reason`.
    pub(crate) fn wanted(&mut self, now: Now, reason: &'static str) -> Decision<F> {
        let paused = self.renew_after.is_some_and(|at| now.mono < at);
        let flight = self.flight.as_ref().map(|(_, flight)| flight.clone());
        let (token, phase) = match &self.token {
            Some((token, life)) => (Some(token.clone()), life.phase(now)),
            None => (None, Phase::Expired),
        };
        match (token, phase, flight) {
            (Some(token), Phase::Fresh, _) | (Some(token), Phase::Advisory, Some(_)) => {
                Decision::Use(token)
            }
            (Some(token), Phase::Advisory | Phase::Mandatory, None) if paused => {
                Decision::Use(token)
            }
            (Some(token), Phase::Advisory, None) => {
                self.renew_after = Some(now.mono + RENEWAL_PAUSE);
                Decision::UseAndFly(token, "advisory")
            }
            (_, _, Some(flight)) => Decision::Wait(flight),
            (_, Phase::Mandatory, None) => {
                self.renew_after = Some(now.mono + RENEWAL_PAUSE);
                Decision::Fly("mandatory")
            }
            _ => match self.refusal.as_ref().and_then(|said| said.at(now.mono)) {
                Some(error) => Decision::Refuse(error),
                None => Decision::Fly(reason),
            },
        }
    }

    /// A flight has started. Returns the number that it reports back with.
    pub(crate) fn departed(&mut self, flight: F) -> u64 {
        self.flights += 1;
        self.flight = Some((self.flights, flight));
        self.flights
    }

    /// A flight has brought a token. Returns whether that is in use now: it is not when it has expired on its way,
    /// or when the flight was taken for lost.
    pub(crate) fn landed(
        &mut self,
        flight: u64,
        now: Now,
        token: &AccessToken,
        life: Lifetime,
    ) -> bool {
        let in_use = self.arrived(flight) && life.phase(now) != Phase::Expired;
        if in_use {
            self.token = Some((token.clone(), life));
            (self.renew_after, self.refusal) = (None, None);
        }
        in_use
    }

    /// A flight has failed. Its error is kept for a while when the server asked to wait, or when asking again is
    /// known to be useless; `random` in `0.0..1.0` spreads the latter.
    pub(crate) fn failed(&mut self, flight: u64, now: Now, error: &AuthError, random: f64) {
        if !self.arrived(flight) {
            return;
        }
        let wait = error.retry_after().map(|wait| wait.min(LONGEST_WAIT));
        let old = self.usable(now).is_some();
        if old {
            self.renew_after = Some(now.mono + RENEWAL_PAUSE.max(wait.unwrap_or_default()));
        }
        // While there is an old token a refusal is not kept: when that ends, the server is asked at once.
        let refused = error.is_verdict() && !old;
        let kept = wait.or_else(|| refused.then(|| REPLAY + (4 * REPLAY).mul_f64(random)));
        if let Some(kept) = kept {
            self.refusal = Some(Refusal {
                error: error.clone(),
                since: now.mono,
                until: now.mono + kept,
            });
        }
    }

    /// The flight under way will never land.
    pub(crate) fn lost(&mut self) {
        self.flight = None;
    }

    /// The API has rejected a token.
    pub(crate) fn rejected(&mut self, now: Now, token: &AccessToken) -> Rejected {
        if !self.is_in_use(token) {
            return Rejected::Unused;
        }
        let since = |at| now.mono.saturating_duration_since(at);
        if self.forced_at.is_some_and(|at| since(at) < FORCED_PAUSE) {
            return Rejected::TooSoon;
        }
        self.forced_at = Some(now.mono);
        self.invalidated(token);
        Rejected::Dropped
    }

    /// A caller takes exactly this token out of use. Returns whether it was in use.
    pub(crate) fn invalidated(&mut self, token: &AccessToken) -> bool {
        let in_use = self.is_in_use(token);
        if in_use {
            self.token = None;
            self.renew_after = None;
            self.dropped = Some(token.clone());
        }
        in_use
    }

    /// The token in use, unless its time is over.
    pub(crate) fn usable(&self, now: Now) -> Option<AccessToken> {
        let (token, life) = self.token.as_ref()?;
        (life.phase(now) != Phase::Expired).then(|| token.clone())
    }

    pub(crate) fn flight(&self) -> Option<&F> {
        self.flight.as_ref().map(|(_, flight)| flight)
    }

    /// The last token that went out of use before its time: no store may bring it back.
    pub(crate) fn dropped(&self) -> Option<&AccessToken> {
        self.dropped.as_ref()
    }

    fn is_in_use(&self, token: &AccessToken) -> bool {
        self.token.as_ref().is_some_and(|(own, _)| own == token)
    }

    /// Ends a flight. False for one that was taken for lost.
    fn arrived(&mut self, flight: u64) -> bool {
        self.flight.take_if(|(id, _)| *id == flight).is_some()
    }
}

impl Refusal {
    fn at(&self, now: Instant) -> Option<AuthError> {
        let gone = now.saturating_duration_since(self.since);
        (now < self.until).then(|| self.error.after(gone))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::clock::SystemClock;
    use crate::error::{OAuthErrorCode, Step};

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
            step: Step::Token,
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
        }
    }

    /// A decision as a word and the token or the reason.
    fn said(decision: &Decision<u32>) -> String {
        match decision {
            Decision::Use(token) => format!("use {}", token.expose()),
            Decision::UseAndFly(token, reason) => format!("use {}, fly {reason}", token.expose()),
            Decision::Fly(reason) => format!("fly {reason}"),
            Decision::Wait(flight) => format!("wait {flight}"),
            Decision::Refuse(error) => format!("refuse {}", error.kind()),
        }
    }

    /// A machine with a token of an hour that came now.
    fn with_token(now: Now) -> Machine<u32> {
        let mut machine = Machine::default();
        let flight = machine.departed(1);
        let hour = seconds(3600.0);
        assert!(machine.landed(flight, now, &token(1), Lifetime::new(now, hour, hour, 0.0)));
        machine
    }

    #[test]
    fn each_phase_decides_as_the_table_says() {
        let start = Now::of(&SystemClock);
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
    fn the_windows_of_short_and_long_lives_are_parts_of_them_and_jittered_by_a_quarter() {
        let now = Now::of(&SystemClock);
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
            // Of a life that is partly over, windows are those of the whole.
            let older = Lifetime::new(now, seconds(length), seconds(advisory), random);
            assert_eq!(older.phase(now), Phase::Advisory);
        }
    }

    #[test]
    fn a_life_ends_by_the_stricter_of_both_clocks() {
        let now = Now::of(&SystemClock);
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
    fn after_a_failed_renewal_the_next_comes_in_30_s_or_when_the_server_says() {
        let start = Now::of(&SystemClock);
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
        // Without a runtime, or after a panic, nobody reports: the pause holds all the same.
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
    fn a_refusal_is_repeated_for_1_to_5_s_and_a_wish_to_wait_for_at_most_a_minute() {
        let now = Now::of(&SystemClock);
        for (error, random, kept) in [
            (refusal(), 0.0, 1.0),
            (refusal(), 0.75, 4.0),
            (AuthError::NoRuntime, 0.5, 3.0),
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
        // While there is a token a refusal is not kept, a wish to wait is.
        let late = after(now, 3599.0);
        for (error, then) in [(refusal(), "fly cold"), (busy(Some(20.0)), "refuse status")] {
            let mut machine = with_token(now);
            let flight = machine.departed(2);
            machine.failed(flight, late, &error, 1.0);
            assert_eq!(said(&machine.wanted(late, "cold")), "use token-1");
            assert_eq!(said(&machine.wanted(after(late, 1.0), "cold")), then);
            // A token that comes ends it.
            let flight = machine.departed(3);
            let life = Lifetime::new(late, seconds(10.0), seconds(10.0), 0.0);
            assert!(machine.landed(flight, late, &token(2), life));
            machine.invalidated(&token(2));
            assert_eq!(said(&machine.wanted(after(late, 1.0), "cold")), "fly cold");
        }
    }

    #[test]
    fn a_rejection_drops_exactly_the_token_in_use_and_at_most_once_in_10_s() {
        let start = Now::of(&SystemClock);
        let mut machine = with_token(start);
        let hour = seconds(3600.0);
        assert_eq!(machine.rejected(start, &token(7)), Rejected::Unused);
        assert!(!machine.invalidated(&token(7)) && machine.dropped().is_none());
        assert_eq!(machine.rejected(start, &token(1)), Rejected::Dropped);
        assert_eq!(machine.rejected(start, &token(1)), Rejected::Unused);
        assert_eq!(machine.dropped(), Some(&token(1)));
        assert!(machine.usable(start).is_none());
        let life = Lifetime::new(start, hour, hour, 0.0);
        let flight = machine.departed(2);
        assert!(machine.landed(flight, start, &token(2), life));
        assert_eq!(
            machine.rejected(after(start, 9.9), &token(2)),
            Rejected::TooSoon
        );
        assert_eq!(machine.usable(start), Some(token(2)));
        assert_eq!(
            machine.rejected(after(start, 10.0), &token(2)),
            Rejected::Dropped
        );
        let flight = machine.departed(3);
        assert!(machine.landed(flight, start, &token(3), life));
        assert_eq!(
            machine.rejected(after(start, 19.9), &token(3)),
            Rejected::TooSoon
        );
        // What a caller does on purpose is never too soon.
        assert!(machine.invalidated(&token(3)));
        assert_eq!(machine.dropped(), Some(&token(3)));
    }

    #[derive(Clone, Debug)]
    enum Event {
        Passes(f64),
        WallTurns(f64),
        Wanted,
        /// Of the flights that have not reported, this one (as an index) brings a token of so many seconds.
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

    /// What a machine must not forget, told from outside.
    #[derive(Default)]
    struct Watch {
        /// When each token ends.
        ends: BTreeMap<String, Now>,
        current: Option<u32>,
        tokens: u32,
        /// Flights that have not reported; all but `flying` were taken for lost.
        away: Vec<u64>,
        flying: Option<u64>,
        last_failure: Option<Now>,
        last_drop: Option<Now>,
        /// When the token in use was last to be renewed.
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

        /// A machine is asked for a token, and flies if it wants to.
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
                        since < LONGEST_WAIT
                            && !self.current_is_alive(now)
                            && self.flying.is_none()
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
            let mut now = Now::of(&SystemClock);
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
                        let too_soon = since.is_some_and(|since| since < FORCED_PAUSE);
                        prop_assert_eq!(outcome, if too_soon { Rejected::TooSoon } else { Rejected::Dropped });
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
}
