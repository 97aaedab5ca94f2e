//! Drives the state machine of a token: reads the clock, starts flights, waits for them.
//!
//! A flight is a task of its own, so that a caller who gives up does not end it for the others. The callers get its
//! result first; then the store gets it, and the task ends. If other processes wait for the token, the store gets it
//! first. Nothing runs between flights.
//!
//! A flight that never ends normally (its runtime was shut down, or it panicked) closes its channel. All callers that
//! wait for it see this.

use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use odc_http::delay::random_unit;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};
use tracing::Instrument;
use tracing::field::Empty;

use crate::clock::Now;
use crate::copies::Copies;
use crate::error::{AuthError, AuthStep};
use crate::fetch::{Fetched, Fetcher};
use crate::machine::{Decision, Lifetime, Machine, Phase, Rejection};
use crate::protocol::reply::Peer;
use crate::runtime_check::check_runtime;
use crate::secret::AccessToken;

/// The longest time that callers wait while a token is saved for other processes. Without this wait, a program that
/// ends right after it got its token would leave the other processes without a token.
const FOR_OTHERS: Duration = Duration::from_millis(50);

/// What the middlewares of one tenant share.
pub(crate) struct Driver {
    pub fetcher: Fetcher,
    copies: Copies,
    machine: Mutex<Machine<Flight>>,
    fetched: AtomicU64,
    failed: AtomicU64,
    retried: AtomicU64,
}

#[derive(Clone)]
struct Flight {
    /// This much later than the deadline of the flight. If the flight has not ended by then, its runtime does not
    /// run.
    overdue: Instant,
    landed: watch::Receiver<Option<Landed>>,
}

/// The result of a flight. Time may pass before a caller sees it.
type Landed = Result<(AccessToken, Lifetime), AuthError>;

/// Numbers of events since the middleware was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Tokens given to requests and callers.
    pub used: u64,
    /// Tokens fetched from the token endpoint or the user's source.
    pub fetched: u64,
    /// Failed attempts to get a token. One attempt includes its retries.
    pub failed: u64,
    /// Requests that were sent again with another token after a 401.
    pub retried_401: u64,
}

impl Driver {
    pub(crate) fn new(fetcher: Fetcher) -> Self {
        Self {
            fetcher,
            copies: Copies::default(),
            machine: Mutex::default(),
            fetched: AtomicU64::default(),
            failed: AtomicU64::default(),
            retried: AtomicU64::default(),
        }
    }

    pub(crate) fn counters(&self) -> Counters {
        Counters {
            used: self.copies.uses(),
            fetched: self.fetched.load(Relaxed),
            failed: self.failed.load(Relaxed),
            retried_401: self.retried.load(Relaxed),
        }
    }

    /// A token that is valid now.
    pub(crate) async fn token(self: &Arc<Self>) -> Result<AccessToken, AuthError> {
        if let Some(token) = self.copies.fresh(self.now()) {
            return Ok(token);
        }
        self.obtain("cold").await
    }

    /// Another token for a request whose token was rejected. `None` when it is too early for another token, or when
    /// the server issued the same token again.
    pub(crate) async fn replace(
        self: &Arc<Self>,
        rejected: &AccessToken,
    ) -> Result<Option<AccessToken>, AuthError> {
        if !self.reject(rejected) {
            return Ok(None);
        }
        let token = self.obtain("rejected").await?;
        if token == *rejected {
            return Ok(None);
        }
        self.retried.fetch_add(1, Relaxed);
        Ok(Some(token))
    }

    /// Stops using a token that the API rejected. Returns false when it is too early to do so.
    pub(crate) fn reject(&self, rejected: &AccessToken) -> bool {
        let mut machine = self.machine();
        let rejection = machine.rejected(self.now(), rejected);
        if rejection == Rejection::Dropped {
            self.copies.clear();
        }
        rejection != Rejection::TooSoon
    }

    /// Stops using exactly this token. Returns whether it was in use.
    pub(crate) fn invalidate(&self, token: &AccessToken) -> bool {
        let mut machine = self.machine();
        let was_in_use = machine.invalidated(token);
        if was_in_use {
            self.copies.clear();
        }
        was_in_use
    }

    async fn obtain(self: &Arc<Self>, reason: &'static str) -> Result<AccessToken, AuthError> {
        let mut failure = AuthError::Interrupted;
        // After a flight that was lost, or that took longer than the life of its token, a second flight follows. This
        // runtime may still work, and a machine rarely sleeps two times in a row.
        for _ in 0..2 {
            let flight = match self.decide(reason)? {
                ControlFlow::Break(token) => return Ok(self.used(token)),
                ControlFlow::Continue(flight) => flight,
            };
            match self.wait_for(flight).await {
                Some(Ok((token, life))) if life.phase(self.now()) != Phase::Expired => {
                    return Ok(self.used(token));
                }
                Some(Ok(_)) => failure = AuthError::Expired,
                None => failure = AuthError::Interrupted,
                Some(Err(error)) => {
                    failure = error;
                    break;
                }
            }
        }
        let old = self.machine().usable(self.now());
        old.map(|token| self.used(token)).ok_or(failure)
    }

    /// A token to use, or a flight to wait for. Starts the flight when the machine decides so.
    fn decide(
        self: &Arc<Self>,
        reason: &'static str,
    ) -> Result<ControlFlow<AccessToken, Flight>, AuthError> {
        let now = self.now();
        let mut machine = self.machine();
        if machine.flight().is_some_and(Flight::is_lost) {
            machine.lost();
        }
        let flight = match machine.wanted(now, reason) {
            Decision::Use(token) => return Ok(ControlFlow::Break(token)),
            Decision::UseAndFly(token, reason) => {
                // Without a runtime the early renewal is skipped; the token is still valid.
                let _ = self.launch(&mut machine, reason);
                return Ok(ControlFlow::Break(token));
            }
            Decision::Wait(flight) => check_runtime()
                .map(|()| flight)
                .map_err(AuthError::NoRuntime),
            Decision::Fly(reason) => self.launch(&mut machine, reason),
            Decision::Refuse(error) => return Err(error),
        };
        match flight {
            Ok(flight) => Ok(ControlFlow::Continue(flight)),
            Err(error) => machine.usable(now).map(ControlFlow::Break).ok_or(error),
        }
    }

    fn launch(
        self: &Arc<Self>,
        machine: &mut Machine<Flight>,
        reason: &'static str,
    ) -> Result<Flight, AuthError> {
        check_runtime().map_err(AuthError::NoRuntime)?;
        let limit = self.fetcher.settings.options.flight_timeout;
        let deadline = Instant::now() + limit;
        let (landing, landed) = watch::channel(None);
        let flight = Flight {
            overdue: deadline + limit / 10,
            landed,
        };
        let id = machine.departed(flight.clone());
        let driver = Arc::clone(self);
        tokio::spawn(async move {
            let result = driver.fly(reason, deadline).await;
            driver.report(id, &result);
            let landed = result.as_ref().map(|it| (it.token.clone(), it.life));
            let landed = landed.map_err(Clone::clone);
            let is_awaited = result.as_ref().is_ok_and(|fetched| fetched.is_awaited);
            let mut saving = pin!(async {
                if let Ok(fetched) = result {
                    driver.fetcher.save(fetched).await;
                }
            });
            let is_saved = is_awaited && timeout(FOR_OTHERS, &mut saving).await.is_ok();
            landing.send_replace(Some(landed));
            if !is_saved {
                saving.await;
            }
        });
        Ok(flight)
    }

    /// Gets a token, in a span with the reason, the number of attempts and the outcome.
    async fn fly(&self, reason: &'static str, deadline: Instant) -> Result<Fetched, AuthError> {
        let span =
            tracing::info_span!("odc_auth.flight", reason, attempts = Empty, outcome = Empty);
        let posts = AtomicU32::new(0);
        let dropped = self.machine().dropped().cloned();
        let flight = async {
            let fetch = self.fetcher.fetch(dropped.as_ref(), deadline, &posts);
            let result = match timeout_at(deadline, fetch).await {
                Ok(result) => result,
                Err(_) => Err(self.too_late(posts.load(Relaxed))),
            };
            let outcome = match &result {
                Ok(fetched) if fetched.is_stored() => "found in the store",
                Ok(_) => "fetched",
                Err(error) => {
                    tracing::warn!(error = %error, "no new token");
                    error.kind()
                }
            };
            tracing::Span::current()
                .record("attempts", posts.load(Relaxed))
                .record("outcome", outcome);
            result
        };
        flight.instrument(span).await
    }

    /// Reports the result of a flight to the machine.
    fn report(&self, flight: u64, result: &Result<Fetched, AuthError>) {
        let now = self.now();
        let mut machine = self.machine();
        match result {
            Ok(fetched) => {
                self.fetched
                    .fetch_add(u64::from(!fetched.is_stored()), Relaxed);
                if machine.landed(flight, now, &fetched.token, fetched.life) {
                    self.copies.put(&fetched.token, fetched.life);
                }
            }
            Err(error) => {
                self.failed.fetch_add(1, Relaxed);
                machine.failed(flight, now, error, random_unit());
            }
        }
    }

    /// Waits for a flight. `None` when it was lost.
    async fn wait_for(&self, mut flight: Flight) -> Option<Landed> {
        match timeout_at(flight.overdue, flight.landed.wait_for(Option::is_some)).await {
            Ok(landed) => landed.ok()?.clone(),
            Err(_) => Some(Err(self.too_late(0))),
        }
    }

    fn too_late(&self, attempts: u32) -> AuthError {
        let settings = &self.fetcher.settings;
        let peer = Peer {
            step: AuthStep::Token,
            host: &settings.portal.to_string(),
        };
        peer.timed_out(settings.options.flight_timeout, attempts)
    }

    fn used(&self, token: AccessToken) -> AccessToken {
        self.copies.count_use();
        token
    }

    fn now(&self) -> Now {
        self.fetcher.settings.options.now()
    }

    fn machine(&self) -> MutexGuard<'_, Machine<Flight>> {
        self.machine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flight {
    fn is_lost(&self) -> bool {
        self.landed.has_changed().is_err() || Instant::now() >= self.overdue
    }
}
