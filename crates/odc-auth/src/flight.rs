//! How a token lives: fetched by one flight for all who wait, used until its last minutes, renewed early.
//!
//! A flight is a task of its own, so that no caller who gives up takes the others down with it. It ends
//! with its result; nothing runs between flights.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};
use tracing::Instrument;

use crate::cache::{Lifetime, Phase, Shards, advisory_window};
use crate::clock::{Now, jitter};
use crate::config::{Config, Source};
use crate::discovery::{self, Provider};
use crate::error::{AuthError, Step};
use crate::secret::AccessToken;
use crate::source::{CacheKey, StoredToken, TokenStore};
use crate::wire::ATTEMPTS;
use crate::{Credentials, token};

/// After a failed early renewal the old token is used for so long before the next.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// At most one renewal forced by a 401 in so long.
const FORCED_PAUSE: Duration = Duration::from_secs(10);
/// How long a discovery document is used, and how much longer when it cannot be renewed.
const PROVIDER_LIFE: Duration = Duration::from_secs(24 * 3600);
const PROVIDER_GRACE: Duration = Duration::from_secs(300);
/// A store that is slower is passed over.
const STORE_TIMEOUT: Duration = Duration::from_secs(1);
/// How long past its deadline a flight whose runtime does not run is believed in.
const LOST: Duration = Duration::from_secs(3);

/// What one tenant's middlewares share.
pub(crate) struct Core {
    pub config: Config,
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
    provider: Option<(Arc<Provider>, Instant)>,
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
            config,
            cached: Shards::default(),
            state: Mutex::default(),
            fetched: AtomicU64::default(),
            failed: AtomicU64::default(),
            retried: AtomicU64::default(),
        }
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
        let now = self.config.clock.monotonic();
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
                    let old = self
                        .cached
                        .get()
                        .filter(|(_, life)| life.phase(self.now()) != Phase::Expired);
                    return old.map(|(token, _)| token).ok_or(error);
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
        let deadline = Instant::now() + self.config.flight_timeout;
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

    async fn fly(
        self: &Arc<Self>,
        reason: Reason,
        deadline: Instant,
    ) -> Result<(AccessToken, Lifetime), AuthError> {
        let span = tracing::Span::current();
        let posts = AtomicU32::new(0);
        let result = timeout_at(deadline, self.get(deadline, &posts))
            .await
            .unwrap_or_else(|_| Err(self.out_of_time(posts.load(Ordering::Relaxed))));
        span.record("attempts", posts.load(Ordering::Relaxed));
        match &result {
            Ok((_, _, Origin::Issuer)) => span.record("outcome", "fetched"),
            Ok((_, _, Origin::Store)) => span.record("outcome", "found in the store"),
            Err(error) => {
                tracing::warn!(error = %error, ?reason, "no new token");
                span.record("outcome", error.kind())
            }
        };
        if let Ok((_, _, Origin::Issuer)) = result {
            self.fetched.fetch_add(1, Ordering::Relaxed);
        }
        result.map(|(token, life, _)| (token, life))
    }

    async fn get(
        &self,
        deadline: Instant,
        posts: &AtomicU32,
    ) -> Result<(AccessToken, Lifetime, Origin), AuthError> {
        let config = &self.config;
        let credentials = match &config.source {
            Source::Credentials(source) => {
                source
                    .credentials()
                    .await
                    .map_err(|source| AuthError::Source {
                        what: "credential source",
                        source,
                    })?
            }
            Source::Tokens(source) => {
                let asked = self.now();
                let issued = source.token().await.map_err(|source| AuthError::Source {
                    what: "token source",
                    source,
                })?;
                return Ok((
                    issued.token,
                    Lifetime::new(asked, issued.lifetime),
                    Origin::Issuer,
                ));
            }
        };
        let provider = self.provider(deadline).await?;
        let key = CacheKey::new(
            &provider.issuer,
            credentials.client_id(),
            credentials.identity_name(),
            &config.scopes,
            config.audience.as_deref(),
        );
        if let Some(store) = &config.store
            && let Some((token, life)) = self.load(&**store, &key, &credentials).await
        {
            return Ok((token, life, Origin::Store));
        }
        let fetched = token::fetch(config, &provider, &credentials, deadline, posts).await?;
        let life = Lifetime::new(fetched.asked, fetched.lifetime);
        if let Some(store) = &config.store {
            let stored = StoredToken {
                token: fetched.token.clone(),
                issued_at: fetched.asked.wall,
                expires_at: life.expires_at(),
            };
            let left = deadline.saturating_duration_since(Instant::now()) / 2;
            match timeout(
                left.min(STORE_TIMEOUT),
                store.save(&key, &stored, &credentials),
            )
            .await
            {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(error = %error, "the token was not stored"),
                Err(_) => tracing::warn!("the token was not stored: the store is too slow"),
            }
        }
        Ok((fetched.token, life, Origin::Issuer))
    }

    /// A token from the store that is worth using: not rejected, not due for renewal, not from the future.
    async fn load(
        &self,
        store: &dyn TokenStore,
        key: &CacheKey,
        credentials: &Credentials,
    ) -> Option<(AccessToken, Lifetime)> {
        let stored = match timeout(STORE_TIMEOUT, store.load(key, credentials)).await {
            Ok(Ok(stored)) => stored?,
            Ok(Err(error)) => {
                tracing::warn!(error = %error, "the token store failed");
                return None;
            }
            Err(_) => {
                tracing::warn!("the token store is too slow");
                return None;
            }
        };
        let now = self.now();
        let length = stored
            .expires_at
            .duration_since(stored.issued_at)
            .ok()?
            .min(crate::source::MAX_LIFETIME);
        let age = now.wall.duration_since(stored.issued_at).ok()?;
        let left = length.checked_sub(age)?;
        let rejected = self.state().rejected.as_ref() == Some(&stored.token);
        if rejected || left <= advisory_window(length) {
            return None;
        }
        let start = Now {
            mono: now.mono.checked_sub(age)?,
            wall: stored.issued_at,
        };
        Some((stored.token, Lifetime::new(start, length)))
    }

    /// The identity provider, from a document that is at most a day old where possible.
    async fn provider(&self, deadline: Instant) -> Result<Arc<Provider>, AuthError> {
        let known = self.state().provider.clone();
        if let Some((provider, until)) = &known
            && self.config.clock.monotonic() < *until
        {
            return Ok(Arc::clone(provider));
        }
        let attempts = if known.is_some() { 1 } else { ATTEMPTS };
        let (provider, life) = match (
            discovery::fetch(&self.config, attempts, deadline).await,
            known,
        ) {
            (Ok(provider), _) => (Arc::new(provider), PROVIDER_LIFE),
            (Err(error), Some((provider, _))) => {
                tracing::warn!(error = %error, "the discovery document was not renewed; the old one is used");
                (provider, PROVIDER_GRACE)
            }
            (Err(error), None) => return Err(error),
        };
        let until = self.config.clock.monotonic() + life;
        self.state().provider = Some((Arc::clone(&provider), until));
        Ok(provider)
    }

    fn out_of_time(&self, attempts: u32) -> AuthError {
        AuthError::TimedOut {
            step: Step::Token,
            host: self.config.portal.to_string(),
            after: self.config.flight_timeout,
            attempts,
        }
    }

    fn now(&self) -> Now {
        Now::of(&*self.config.clock)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Origin {
    Issuer,
    Store,
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
            reason = ?reason,
            attempts = tracing::field::Empty,
            outcome = tracing::field::Empty,
        );
        let run = async move {
            let result = task.core.fly(reason, deadline).await;
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
    fn land(mut self, result: Result<(AccessToken, Lifetime), AuthError>) {
        self.landed = true;
        let core = &self.core;
        let now = core.config.clock.monotonic();
        let mut state = core.state();
        let mine = state
            .flight
            .as_ref()
            .is_some_and(|flight| flight.id == self.id);
        if mine {
            state.flight = None;
        }
        match &result {
            Ok((token, life)) if mine => {
                core.cached.put(token, *life);
                state.renew_after = None;
                state.refusal = None;
            }
            Ok(_) => {}
            Err(error) => {
                core.failed.fetch_add(1, Ordering::Relaxed);
                state.renew_after = Some(now + RENEWAL_PAUSE);
                if error.is_verdict() {
                    let pause = Duration::from_secs(1) + jitter(Duration::from_secs(4));
                    state.refusal = Some((error.clone(), now + pause));
                }
            }
        }
        drop(state);
        self.result
            .send_replace(Some(result.map(|(token, _)| token)));
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        if self.landed {
            return;
        }
        let mut state = self.core.state();
        if state
            .flight
            .as_ref()
            .is_some_and(|flight| flight.id == self.id)
        {
            state.flight = None;
        }
        drop(state);
        if std::thread::panicking() {
            self.core.failed.fetch_add(1, Ordering::Relaxed);
            self.result.send_replace(Some(Err(AuthError::Interrupted)));
        }
    }
}
