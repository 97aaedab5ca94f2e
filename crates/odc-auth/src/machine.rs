//! The life of a token as a state machine. Its input is events and the time, its output is decisions. It uses no
//! clock, no runtime and no network.
//!
//! ARCHITECTURE.md draws it ("How a token lives"). What a caller that wants a token does:
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

/// How long the old token is used after a failed renewal, before the next one.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// A 401 drops a token at most once in this time.
const REJECTION_PAUSE: Duration = Duration::from_secs(10);
/// How long callers get the same refusal without another request. Up to four times as much is added at random.
const REFUSAL_KEPT: Duration = Duration::from_secs(1);
/// A `Retry-After` lasts at most this long, so that a wrong value does not block callers for a long time.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// When a token expires, and how long before that it should be renewed and must be renewed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifetime {
    mono: Instant,
    wall: SystemTime,
    advisory: Duration,
    mandatory: Duration,
}

/// The phase of a token's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Use it.
    Fresh,
    /// Use it, and renew it at the same time.
    Advisory,
    /// Renew it before use. If that fails, use it.
    Mandatory,
    /// Never use it.
    Expired,
}

impl Lifetime {
    /// A life of `length`, of which `left` remains at `now`.
    ///
    /// Windows: the last min(300 s, 20 %) are advisory, the last min(60 s, 5 %) are mandatory. Both become shorter by
    /// up to a quarter, so that many processes do not renew at the same time: `random` is in `0.0..1.0`.
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

    /// The phase. The clock that says the token is older decides.
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

/// The next step of a caller. `F` is a handle to a flight.
#[derive(Debug)]
pub(crate) enum Decision<F> {
    /// Use this token.
    Use(AccessToken),
    /// Start a flight, for the reason given, and use this token until it ends.
    UseAndFly(AccessToken, &'static str),
    /// Start a flight, for the reason given, and wait for it.
    Fly(&'static str),
    /// Wait for the flight that is under way.
    Wait(F),
    /// Report this error: there is no token, and the server has refused one a short time ago.
    Refuse(AuthError),
}

/// The effect when the API rejects a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// The token is no longer in use. The next step is to fetch another one.
    Dropped,
    /// It was not in use.
    Unused,
    /// It stays in use: another one was dropped less than 10 s ago.
    TooSoon,
}

/// The token in use, the flight under way, and the results of earlier flights.
#[derive(Debug)]
pub(crate) struct Machine<F> {
    token: Option<(AccessToken, Lifetime)>,
    flight: Option<(u64, F)>,
    flights: u64,
    /// No renewal before this time, while there is a token.
    renew_after: Option<Instant>,
    /// The server's refusal, or its error with a `Retry-After`.
    refusal: Option<Refusal>,
    rejected_at: Option<Instant>,
    /// The last token that was dropped before it expired.
    dropped: Option<AccessToken>,
}

/// An error that callers get without a request until this time.
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
            rejected_at: None,
            dropped: None,
        }
    }
}

impl<F: Clone> Machine<F> {
    /// A caller wants a token. `reason` is the reason for a flight when there is no token.
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
            _ => match self
                .refusal
                .as_ref()
                .and_then(|refusal| refusal.repeated(now.mono))
            {
                Some(error) => Decision::Refuse(error),
                None => Decision::Fly(reason),
            },
        }
    }

    /// Records that a flight has started. Returns the number that the flight uses to report its result.
    pub(crate) fn departed(&mut self, flight: F) -> u64 {
        self.flights += 1;
        self.flight = Some((self.flights, flight));
        self.flights
    }

    /// Records the token that a flight has brought. Returns whether the token is in use now. It is not in use if it
    /// has already expired, or if the flight was recorded as lost.
    pub(crate) fn landed(
        &mut self,
        flight: u64,
        now: Now,
        token: &AccessToken,
        life: Lifetime,
    ) -> bool {
        let in_use = self.end_flight(flight) && life.phase(now) != Phase::Expired;
        if in_use {
            self.token = Some((token.clone(), life));
            (self.renew_after, self.refusal) = (None, None);
        }
        in_use
    }

    /// Records that a flight has failed. Keeps its error for a while when the server asked to wait, or when another
    /// request would certainly fail too. In the second case `random` in `0.0..1.0` varies how long.
    pub(crate) fn failed(&mut self, flight: u64, now: Now, error: &AuthError, random: f64) {
        if !self.end_flight(flight) {
            return;
        }
        let wait = error.retry_after().map(|wait| wait.min(LONGEST_WAIT));
        let old = self.usable(now).is_some();
        if old {
            self.renew_after = Some(now.mono + RENEWAL_PAUSE.max(wait.unwrap_or_default()));
        }
        // While there is an old token, a refusal is not kept: as soon as the token expires, a flight asks the server
        // again.
        let refused = error.would_recur() && !old;
        let kept =
            wait.or_else(|| refused.then(|| REFUSAL_KEPT + (4 * REFUSAL_KEPT).mul_f64(random)));
        if let Some(kept) = kept {
            self.refusal = Some(Refusal {
                error: error.clone(),
                since: now.mono,
                until: now.mono + kept,
            });
        }
    }

    /// Records that the current flight will never report a result.
    pub(crate) fn lost(&mut self) {
        self.flight = None;
    }

    /// Records that the API has rejected a token.
    pub(crate) fn rejected(&mut self, now: Now, token: &AccessToken) -> Rejection {
        if !self.is_in_use(token) {
            return Rejection::Unused;
        }
        let since = |at| now.mono.saturating_duration_since(at);
        if self
            .rejected_at
            .is_some_and(|at| since(at) < REJECTION_PAUSE)
        {
            return Rejection::TooSoon;
        }
        self.rejected_at = Some(now.mono);
        self.invalidated(token);
        Rejection::Dropped
    }

    /// Drops exactly this token for a caller. Returns whether it was in use.
    pub(crate) fn invalidated(&mut self, token: &AccessToken) -> bool {
        let in_use = self.is_in_use(token);
        if in_use {
            self.token = None;
            self.renew_after = None;
            self.dropped = Some(token.clone());
        }
        in_use
    }

    /// The token in use, unless it has expired.
    pub(crate) fn usable(&self, now: Now) -> Option<AccessToken> {
        let (token, life) = self.token.as_ref()?;
        (life.phase(now) != Phase::Expired).then(|| token.clone())
    }

    pub(crate) fn flight(&self) -> Option<&F> {
        self.flight.as_ref().map(|(_, flight)| flight)
    }

    /// The last token that was dropped before it expired. A store must not bring it back.
    pub(crate) fn dropped(&self) -> Option<&AccessToken> {
        self.dropped.as_ref()
    }

    fn is_in_use(&self, token: &AccessToken) -> bool {
        self.token.as_ref().is_some_and(|(own, _)| own == token)
    }

    /// Ends a flight. Returns false if the flight was recorded as lost.
    fn end_flight(&mut self, flight: u64) -> bool {
        self.flight.take_if(|(id, _)| *id == flight).is_some()
    }
}

impl Refusal {
    /// The error, as long as it is valid.
    fn repeated(&self, now: Instant) -> Option<AuthError> {
        let passed = now.saturating_duration_since(self.since);
        (now < self.until).then(|| self.error.with_wait_shortened(passed))
    }
}

#[cfg(test)]
mod tests;
