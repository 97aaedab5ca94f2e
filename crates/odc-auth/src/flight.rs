//! How a token lives: fetched by one flight for all who wait, used until its last minutes, renewed early.
//!
//! A flight is a task of its own, so that no caller who gives up takes the others down with it. It ends
//! when its result, which callers get first, is in the store; nothing runs between flights. A flight that
//! never lands (its runtime was shut down, or it panicked) closes its channel, by which everybody knows.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use odc_http::delay::jitter;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use crate::cache::{Lifetime, Phase, Shards};
use crate::config::Config;
use crate::error::{AuthError, Step};
use crate::secret::AccessToken;
use crate::supply::{Supplied, Supply};

/// After an early renewal that failed, the old token is used for so long before the next.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// At most one renewal forced by a 401 in so long.
const FORCED_PAUSE: Duration = Duration::from_secs(10);
/// A refusal is repeated to callers for so long, plus up to four seconds at random.
const REPLAY: Duration = Duration::from_secs(1);
/// A `Retry-After` holds for no longer than this, so that a senseless one locks nobody out.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What one tenant's middlewares share.
pub(crate) struct Core {
    supply: Supply,
    cached: Shards,
    state: Mutex<State>,
    fetched: AtomicU64,
    failed: AtomicU64,
    retried: AtomicU64,
}

#[derive(Default)]
struct State {
    flight: Option<Flight>,
    flights: u64,
    /// No early renewal before.
    renew_after: Option<Instant>,
    /// The server's refusal, or its wish to be left alone.
    answer: Option<Answer>,
    forced_at: Option<Instant>,
    /// The last token that the API rejected.
    rejected: Option<AccessToken>,
}

#[derive(Clone)]
struct Flight {
    id: u64,
    /// Past this, beyond its deadline, a flight is one whose runtime does not run.
    overdue: Instant,
    outcome: watch::Receiver<Option<Landed>>,
}

/// What a flight has brought: time may have passed when a caller gets to see it.
type Landed = Result<(AccessToken, Lifetime), AuthError>;

/// An error that is repeated to callers, without a request, until its time is over.
struct Answer {
    error: AuthError,
    since: Instant,
    until: Instant,
}

/// What a caller does next.
enum Next {
    Use(AccessToken),
    Wait(Flight),
}

/// How many times what has happened since the middleware was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Tokens given to requests and callers.
    pub used: u64,
    /// Tokens fetched from the token endpoint or the user's source.
    pub fetched: u64,
    /// Attempts to get a token, retries within included, that failed.
    pub failed: u64,
    /// Requests sent again with another token after a 401.
    pub retried_401: u64,
}

impl Core {
    pub(crate) fn new(config: Config) -> Self {
        Self {
            supply: Supply::new(config),
            cached: Shards::default(),
            state: Mutex::default(),
            fetched: AtomicU64::default(),
            failed: AtomicU64::default(),
            retried: AtomicU64::default(),
        }
    }

    pub(crate) fn config(&self) -> &Config {
        &self.supply.config
    }

    pub(crate) fn token_endpoint(&self) -> Option<url::Url> {
        self.supply.token_endpoint()
    }

    pub(crate) fn counters(&self) -> Counters {
        Counters {
            used: self.cached.uses(),
            fetched: self.fetched.load(Relaxed),
            failed: self.failed.load(Relaxed),
            retried_401: self.retried.load(Relaxed),
        }
    }

    /// A token that is good now.
    pub(crate) async fn token(self: &Arc<Self>) -> Result<AccessToken, AuthError> {
        if let Some(token) = self.cached.fresh(self.supply.now()) {
            return Ok(token);
        }
        self.slow("cold").await
    }

    /// A token to send a request with again that was answered with 401, if there is another one.
    pub(crate) async fn replace(self: &Arc<Self>, rejected: &AccessToken) -> Option<AccessToken> {
        if !self.reject(rejected) {
            return None;
        }
        let token = self
            .slow("rejected")
            .await
            .ok()
            .filter(|token| token != rejected)?;
        self.retried.fetch_add(1, Relaxed);
        Some(token)
    }

    /// Takes a token that the API rejected out of use. False when it is too early to force that.
    pub(crate) fn reject(&self, rejected: &AccessToken) -> bool {
        let now = self.supply.now().mono;
        let mut state = self.state();
        if !self.is_current(rejected) {
            return true;
        }
        let forced_at = state.forced_at.replace(now);
        if let Some(at) = forced_at.filter(|at| now.saturating_duration_since(*at) < FORCED_PAUSE) {
            state.forced_at = Some(at);
            return false;
        }
        self.discard(&mut state, rejected);
        true
    }

    /// Takes exactly this token out of use; whether it was in use.
    pub(crate) fn invalidate(&self, token: &AccessToken) -> bool {
        let mut state = self.state();
        let current = self.is_current(token);
        if current {
            self.discard(&mut state, token);
        }
        current
    }

    fn is_current(&self, token: &AccessToken) -> bool {
        self.cached
            .get()
            .is_some_and(|(current, _)| current == *token)
    }

    fn discard(&self, state: &mut State, token: &AccessToken) {
        self.cached.clear();
        state.renew_after = None;
        state.rejected = Some(token.clone());
    }

    async fn slow(self: &Arc<Self>, reason: &'static str) -> Result<AccessToken, AuthError> {
        let mut failure = AuthError::Interrupted;
        // After a flight that was lost, or too long for its token, there is a second: this runtime may
        // still be good, and a machine rarely sleeps twice.
        for _ in 0..2 {
            let token = match self.next(reason)? {
                Next::Use(token) => token,
                Next::Wait(flight) => match self.land(flight).await {
                    Some(Ok((token, life))) if self.is_alive(&life) => token,
                    Some(Err(error)) => self.usable().ok_or(error)?,
                    Some(Ok(_)) => {
                        failure = AuthError::Expired;
                        continue;
                    }
                    None => {
                        failure = AuthError::Interrupted;
                        continue;
                    }
                },
            };
            self.cached.count_use();
            return Ok(token);
        }
        self.usable().ok_or(failure)
    }

    fn next(self: &Arc<Self>, reason: &'static str) -> Result<Next, AuthError> {
        let now = self.supply.now();
        let mut state = self.state();
        let cached = self
            .cached
            .get()
            .map(|(token, life)| (token, life.phase(now)));
        let flight = state.flight.clone().filter(Flight::is_on_its_way);
        let paused = state.renew_after.is_some_and(|at| now.mono < at);
        match cached {
            Some((token, Phase::Fresh)) => Ok(Next::Use(token)),
            Some((token, Phase::Advisory | Phase::Mandatory)) if flight.is_none() && paused => {
                Ok(Next::Use(token))
            }
            Some((token, Phase::Advisory)) => {
                if flight.is_none() {
                    state.renew_after = Some(now.mono + RENEWAL_PAUSE);
                    // Without a runtime there is no early renewal, and a token all the same.
                    let _ = self.launch(&mut state, "advisory");
                }
                Ok(Next::Use(token))
            }
            _ if flight.is_some() => Ok(flight.map(Next::Wait).expect("it was looked at")),
            Some((token, Phase::Mandatory)) => {
                state.renew_after = Some(now.mono + RENEWAL_PAUSE);
                Ok(self
                    .launch(&mut state, "mandatory")
                    .map_or(Next::Use(token), Next::Wait))
            }
            _ => match state.answer.as_ref().and_then(|said| said.at(now.mono)) {
                Some(error) => Err(error),
                None => self.launch(&mut state, reason).map(Next::Wait),
            },
        }
    }

    fn launch(
        self: &Arc<Self>,
        state: &mut State,
        reason: &'static str,
    ) -> Result<Flight, AuthError> {
        let runtime = Handle::try_current().map_err(|_| AuthError::NoRuntime)?;
        let limit = self.config().flight_timeout;
        let deadline = Instant::now() + limit;
        let (landing, outcome) = watch::channel(None);
        state.flights += 1;
        let flight = Flight {
            id: state.flights,
            overdue: deadline + limit / 10,
            outcome,
        };
        state.flight = Some(flight.clone());
        let span = tracing::info_span!(
            "odc_auth.flight",
            reason,
            attempts = tracing::field::Empty,
            outcome = tracing::field::Empty,
        );
        let (core, id) = (Arc::clone(self), flight.id);
        let flying = async move {
            let mut result = core.fly(deadline).instrument(span).await;
            core.settle(id, &result);
            let unsaved = result
                .as_mut()
                .ok()
                .and_then(|supplied| supplied.unsaved.take());
            landing.send_replace(Some(result.map(|supplied| (supplied.token, supplied.life))));
            if let Some(unsaved) = unsaved {
                core.supply.save(unsaved).await;
            }
        };
        runtime.spawn(flying);
        Ok(flight)
    }

    async fn fly(&self, deadline: Instant) -> Result<Supplied, AuthError> {
        let posts = AtomicU32::new(0);
        let rejected = self.state().rejected.clone();
        let result = match timeout_at(deadline, self.supply.get(rejected, deadline, &posts)).await {
            Ok(result) => result,
            Err(_) => Err(self.config().out_of_time(
                Step::Token,
                self.config().flight_timeout,
                posts.load(Relaxed),
            )),
        };
        let outcome = match &result {
            Ok(Supplied { stored: true, .. }) => "found in the store",
            Ok(_) => "fetched",
            Err(error) => {
                tracing::warn!(error = %error, "no new token");
                error.kind()
            }
        };
        let span = tracing::Span::current();
        span.record("attempts", posts.load(Relaxed))
            .record("outcome", outcome);
        result
    }

    /// Notes what a flight has brought, and frees its place.
    fn settle(&self, id: u64, result: &Result<Supplied, AuthError>) {
        let now = self.supply.now().mono;
        let mut state = self.state();
        let latest = state.flight.take_if(|flight| flight.id == id).is_some();
        match result {
            Ok(Supplied {
                token,
                life,
                stored,
                ..
            }) => {
                self.fetched.fetch_add(u64::from(!stored), Relaxed);
                if latest && self.is_alive(life) {
                    self.cached.put(token, *life);
                    (state.renew_after, state.answer) = (None, None);
                }
            }
            Err(error) => {
                self.failed.fetch_add(1, Relaxed);
                let wait = error.retry_after().map(|wait| wait.min(LONGEST_WAIT));
                let old = self.usable().is_some();
                if old {
                    state.renew_after = Some(now + RENEWAL_PAUSE.max(wait.unwrap_or_default()));
                }
                // While there is an old token a refusal is not kept: when that ends, the server is asked
                // at once.
                let refused = error.is_verdict() && !old;
                let kept = wait.or_else(|| refused.then(|| REPLAY + jitter(4 * REPLAY)));
                if let Some(kept) = kept {
                    state.answer = Some(Answer {
                        error: error.clone(),
                        since: now,
                        until: now + kept,
                    });
                }
            }
        }
    }

    /// Waits for a flight. `None` when it was lost.
    async fn land(&self, mut flight: Flight) -> Option<Landed> {
        match timeout_at(flight.overdue, flight.outcome.wait_for(Option::is_some)).await {
            Ok(outcome) => outcome.ok()?.clone(),
            Err(_) => Some(Err(self.config().out_of_time(
                Step::Token,
                self.config().flight_timeout,
                0,
            ))),
        }
    }

    /// The token in use, unless its time is over.
    fn usable(&self) -> Option<AccessToken> {
        let (token, life) = self.cached.get()?;
        self.is_alive(&life).then_some(token)
    }

    fn is_alive(&self, life: &Lifetime) -> bool {
        life.phase(self.supply.now()) != Phase::Expired
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Answer {
    fn at(&self, now: Instant) -> Option<AuthError> {
        let gone = now.saturating_duration_since(self.since);
        (now < self.until).then(|| self.error.after(gone))
    }
}

impl Flight {
    fn is_on_its_way(&self) -> bool {
        self.outcome.has_changed().is_ok() && Instant::now() < self.overdue
    }
}
