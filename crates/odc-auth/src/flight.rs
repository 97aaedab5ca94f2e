//! How a token lives: fetched by one flight for all who wait, used until its last minutes, renewed early.
//!
//! A flight is a task of its own, so that no caller who gives up takes the others down with it. It ends
//! with its result; nothing runs between flights.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use crate::cache::{Phase, Shards};
use crate::clock::{Now, jitter};
use crate::config::Config;
use crate::error::{AuthError, Step};
use crate::secret::AccessToken;
use crate::supply::{Supplied, Supply};

/// After a failed early renewal the old token is used for so long before the next.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// At most one renewal forced by a 401 in so long.
const FORCED_PAUSE: Duration = Duration::from_secs(10);
/// How long past its deadline a flight whose runtime does not run is believed in.
const LOST: Duration = Duration::from_secs(3);

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
    /// The server's refusal, repeated until then.
    refusal: Option<(AuthError, Instant)>,
    forced_at: Option<Instant>,
    /// The last token that the API rejected.
    rejected: Option<AccessToken>,
}

type Outcome = Option<Result<AccessToken, AuthError>>;

#[derive(Clone)]
struct Flight {
    id: u64,
    deadline: Instant,
    outcome: watch::Receiver<Outcome>,
}

/// Why a flight takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Cold,
    Advisory,
    Mandatory,
    Rejected,
}

impl Reason {
    fn name(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Advisory => "advisory",
            Self::Mandatory => "mandatory",
            Self::Rejected => "rejected",
        }
    }
}

/// What a caller does next.
enum Next {
    Use(AccessToken),
    Fail(AuthError),
    Wait(Flight),
    /// Start the flight, then wait for it, or use what is there meanwhile.
    Launch(Launch, Option<AccessToken>),
}

struct Launch {
    flight: Flight,
    runtime: Handle,
    task: Landing,
    reason: Reason,
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

    pub(crate) fn counters(&self) -> Counters {
        Counters {
            used: self.cached.uses(),
            fetched: self.fetched.load(Ordering::Relaxed),
            failed: self.failed.load(Ordering::Relaxed),
            retried_401: self.retried.load(Ordering::Relaxed),
        }
    }

    /// A token that is good now.
    pub(crate) async fn token(self: &Arc<Self>) -> Result<AccessToken, AuthError> {
        if let Some(token) = self.cached.fresh(self.now()) {
            return Ok(token);
        }
        let token = self.slow(Reason::Cold).await?;
        self.cached.count_use();
        Ok(token)
    }

    /// A token to send a request with again that was answered with 401, if there is another one.
    pub(crate) async fn replace(self: &Arc<Self>, rejected: &AccessToken) -> Option<AccessToken> {
        let reason = if self.reject(rejected)? {
            Reason::Rejected
        } else {
            Reason::Cold
        };
        let token = self
            .slow(reason)
            .await
            .ok()
            .filter(|token| token != rejected)?;
        self.cached.count_use();
        self.retried.fetch_add(1, Ordering::Relaxed);
        Some(token)
    }

    /// Takes a token that the API rejected out of use. `None`: it is too early to force another renewal.
    /// `Some(false)`: it was out of use already.
    pub(crate) fn reject(&self, rejected: &AccessToken) -> Option<bool> {
        let now = self.supply.config.clock.monotonic();
        let mut state = self.state();
        if self
            .cached
            .get()
            .is_none_or(|(token, _)| token != *rejected)
        {
            return Some(false);
        }
        if state
            .forced_at
            .is_some_and(|at| now.saturating_duration_since(at) < FORCED_PAUSE)
        {
            return None;
        }
        state.forced_at = Some(now);
        self.discard(&mut state, rejected);
        Some(true)
    }

    /// Takes exactly this token out of use; whether it was in use.
    pub(crate) fn invalidate(&self, token: &AccessToken) -> bool {
        let mut state = self.state();
        let current = self
            .cached
            .get()
            .is_some_and(|(current, _)| current == *token);
        if current {
            self.discard(&mut state, token);
        }
        current
    }

    fn discard(&self, state: &mut State, token: &AccessToken) {
        self.cached.clear();
        state.renew_after = None;
        state.rejected = Some(token.clone());
    }

    async fn slow(self: &Arc<Self>, reason: Reason) -> Result<AccessToken, AuthError> {
        // A flight is lost when the runtime that it ran in is shut down. Ours may be next: try twice.
        for _ in 0..2 {
            let next = self.next(reason);
            let flight = match next {
                Next::Use(token) => return Ok(token),
                Next::Fail(error) => return Err(error),
                Next::Wait(flight) => flight,
                Next::Launch(launch, meanwhile) => {
                    let flight = launch.start();
                    if let Some(token) = meanwhile {
                        return Ok(token);
                    }
                    flight
                }
            };
            match self.land(flight).await {
                None => {}
                Some(Ok(token)) => return Ok(token),
                Some(Err(error)) => {
                    return self.usable().ok_or(error);
                }
            }
        }
        Err(AuthError::Interrupted)
    }

    fn next(self: &Arc<Self>, reason: Reason) -> Next {
        let now = self.now();
        let mut state = self.state();
        state.flight = state
            .flight
            .take()
            .filter(|flight| Instant::now() < flight.deadline + LOST);
        let cached = self
            .cached
            .get()
            .map(|(token, life)| (token, life.phase(now)));
        let paused = state.renew_after.is_some_and(|at| now.mono < at);
        match (cached, state.flight.clone()) {
            (Some((token, Phase::Fresh)), _) | (Some((token, Phase::Advisory)), Some(_)) => {
                Next::Use(token)
            }
            (Some((token, Phase::Advisory | Phase::Mandatory)), None) if paused => Next::Use(token),
            (Some((token, Phase::Advisory)), None) => {
                match self.launch(&mut state, Reason::Advisory) {
                    Ok(launch) => Next::Launch(launch, Some(token)),
                    Err(_) => Next::Use(token),
                }
            }
            (_, Some(flight)) => Next::Wait(flight),
            (cached, None) => {
                let mandatory = matches!(cached, Some((_, Phase::Mandatory)));
                if let (false, Some((error, until))) = (mandatory, &state.refusal)
                    && now.mono < *until
                {
                    return Next::Fail(error.clone());
                }
                let reason = if mandatory { Reason::Mandatory } else { reason };
                self.launch(&mut state, reason)
                    .map_or_else(Next::Fail, |launch| Next::Launch(launch, None))
            }
        }
    }

    /// Prepares a flight. It starts when the lock is gone: a runtime that is shutting down drops a task
    /// where it is spawned, and [`Landing`] takes the lock then.
    fn launch(self: &Arc<Self>, state: &mut State, reason: Reason) -> Result<Launch, AuthError> {
        let runtime = Handle::try_current().map_err(|_| AuthError::NoRuntime)?;
        let (result, outcome) = watch::channel(None);
        state.flights += 1;
        let deadline = Instant::now() + self.config().flight_timeout;
        let flight = Flight {
            id: state.flights,
            deadline,
            outcome,
        };
        state.flight = Some(flight.clone());
        let task = Landing {
            core: Arc::clone(self),
            id: flight.id,
            result,
            landed: false,
        };
        Ok(Launch {
            flight,
            runtime,
            task,
            reason,
        })
    }

    /// Waits for a flight. `None` when it was lost.
    async fn land(&self, mut flight: Flight) -> Option<Result<AccessToken, AuthError>> {
        match timeout_at(
            flight.deadline + LOST,
            flight.outcome.wait_for(Option::is_some),
        )
        .await
        {
            Ok(outcome) => outcome.ok()?.clone(),
            Err(_) => Some(Err(self.out_of_time(0))),
        }
    }

    async fn fly(&self, deadline: Instant) -> Result<Supplied, AuthError> {
        let span = tracing::Span::current();
        let posts = AtomicU32::new(0);
        let rejected = self.state().rejected.clone();
        let result = match timeout_at(deadline, self.supply.get(rejected, deadline, &posts)).await {
            Ok(result) => result,
            Err(_) => Err(self.out_of_time(posts.load(Ordering::Relaxed))),
        };
        span.record("attempts", posts.load(Ordering::Relaxed));
        span.record(
            "outcome",
            match &result {
                Ok(Supplied { stored: false, .. }) => "fetched",
                Ok(_) => "found in the store",
                Err(error) => error.kind(),
            },
        );
        match &result {
            Ok(supplied) if !supplied.stored => _ = self.fetched.fetch_add(1, Ordering::Relaxed),
            Ok(_) => {}
            Err(error) => tracing::warn!(error = %error, "no new token"),
        }
        result
    }

    /// The token in use, unless its time is over.
    fn usable(&self) -> Option<AccessToken> {
        let (token, life) = self.cached.get()?;
        (life.phase(self.now()) != Phase::Expired).then_some(token)
    }

    fn out_of_time(&self, attempts: u32) -> AuthError {
        AuthError::TimedOut {
            step: Step::Token,
            host: self.config().portal.to_string(),
            after: self.config().flight_timeout,
            attempts,
        }
    }

    fn now(&self) -> Now {
        self.supply.now()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Launch {
    fn start(self) -> Flight {
        let Self {
            flight,
            runtime,
            task,
            reason,
        } = self;
        let deadline = flight.deadline;
        let span = tracing::info_span!(
            "odc_auth.flight",
            reason = reason.name(),
            attempts = tracing::field::Empty,
            outcome = tracing::field::Empty,
        );
        let run = async move {
            let result = task.core.fly(deadline).await;
            task.land(result);
        };
        runtime.spawn(run.instrument(span));
        flight
    }
}

/// Ends a flight exactly once, also when its task is dropped or panics.
struct Landing {
    core: Arc<Core>,
    id: u64,
    result: watch::Sender<Outcome>,
    landed: bool,
}

impl Landing {
    fn land(mut self, result: Result<Supplied, AuthError>) {
        self.settle(Some(result));
    }

    /// Frees the place of the flight and tells everybody; no result means that it was lost.
    fn settle(&mut self, result: Option<Result<Supplied, AuthError>>) {
        self.landed = true;
        let core = &self.core;
        let now = core.now().mono;
        let mut state = core.state();
        let mine = state
            .flight
            .as_ref()
            .is_some_and(|flight| flight.id == self.id);
        if mine {
            state.flight = None;
        }
        match &result {
            Some(Ok(Supplied { token, life, .. })) if mine => {
                core.cached.put(token, *life);
                state.renew_after = None;
                state.refusal = None;
            }
            Some(Err(error)) => {
                core.failed.fetch_add(1, Ordering::Relaxed);
                if core.usable().is_some() {
                    // The expiry of the old token is the moment to ask again: no replay may reach beyond.
                    state.renew_after = Some(now + RENEWAL_PAUSE);
                } else if error.is_verdict() {
                    let pause = Duration::from_secs(1) + jitter(Duration::from_secs(4));
                    state.refusal = Some((error.clone(), now + pause));
                }
            }
            _ => {}
        }
        drop(state);
        if let Some(result) = result {
            self.result
                .send_replace(Some(result.map(|supplied| supplied.token)));
        }
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        if !self.landed {
            self.settle(std::thread::panicking().then_some(Err(AuthError::Interrupted)));
        }
    }
}
