//! A store that several processes share. While it does not respond, this process continues alone with its share of
//! the budget.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use odc_budget::{BudgetStore, MemoryBudget, RateLimit, StepRequest, StepResult, StoreError};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};
use tracing::Instrument as _;
use tracing::field::Empty;

/// How long a step may take, unless the user says otherwise.
const PATIENCE: Duration = Duration::from_millis(50);

/// The part of a budget that a process uses while the store is away, unless the user says otherwise.
const SHARE: f64 = 0.25;

/// The first and the longest pause before the store is tried again.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A rate budget that several processes share, for [`TenantBuilder::shared_budget`](crate::TenantBuilder::shared_budget).
/// While the store cannot be used (refused, slow, full, in failover), no call fails, and no call waits longer than
/// the [patience](Self::patience). The process continues alone with a [share](Self::share) of each budget, and logs
/// one warning. It tries the store again after 1 s, then after pauses that grow to 30 s. When the store responds, it
/// uses the store again.
#[derive(Clone, Debug)]
#[must_use]
pub struct SharedBudget {
    pub(super) store: Arc<dyn BudgetStore>,
    pub(super) share: f64,
    pub(super) patience: Duration,
}

impl SharedBudget {
    /// A budget whose counts are in `store`.
    pub fn new(store: Arc<dyn BudgetStore>) -> Self {
        Self {
            store,
            share: SHARE,
            patience: PATIENCE,
        }
    }

    /// The part of each budget that this process uses while the store cannot be used: a quarter (0.25) by default,
    /// and at least one call per window. A value below 0 counts as 0, and a value above 1 counts as 1.
    ///
    /// With n processes, a share of 1/n never exceeds the limit. With a larger share, calls are faster when only a
    /// few of the processes are busy.
    pub const fn share(mut self, share: f64) -> Self {
        self.share = if share.is_nan() {
            SHARE
        } else {
            share.clamp(0.0, 1.0)
        };
        self
    }

    /// How long a call waits for one response of the store. 50 ms by default.
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

/// The numbers of a tenant's use of a shared budget, since the tenant was built.
///
/// `Display` is one line: `together: 210 places by 48 requests to the store, 0 errors, 0 times alone`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedBudgetState {
    /// Whether this process now continues alone with its share, in at least one pool.
    pub alone: bool,
    /// How often it has begun to continue alone.
    pub times_alone: u64,
    /// Requests to the store that failed or took too long.
    pub errors: u64,
    /// Requests to the store.
    pub requests: u64,
    /// Places that the store has granted.
    pub granted: u64,
    /// The time that all callers together have waited for places.
    pub waited: Duration,
}

impl fmt::Display for SharedBudgetState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.alone { "alone" } else { "together" };
        let Self {
            granted,
            requests,
            errors,
            times_alone,
            ..
        } = self;
        write!(
            f,
            "{state}: {granted} places by {requests} requests to the store, {errors} errors, {times_alone} times alone"
        )
    }
}

/// The counts of the pools of one tenant.
#[derive(Debug, Default)]
pub(super) struct Stores {
    memory: MemoryBudget,
    shared: Option<Shared>,
}

#[derive(Debug)]
struct Shared {
    budget: SharedBudget,
    /// Since when it does not respond: for all pools (without a name), or for single pools.
    away: Mutex<HashMap<Option<&'static str>, Away>>,
    /// Called when it stops responding, and when it responds again.
    turned: Notify,
    times_alone: AtomicU64,
    errors: AtomicU64,
    requests: AtomicU64,
    granted: AtomicU64,
    waited_ms: AtomicU64,
}

/// The store did not respond. The next request to it is at `again` at the earliest.
#[derive(Clone, Copy, Debug)]
struct Away {
    again: Instant,
    pause: Duration,
}

impl Stores {
    pub(super) fn new(shared: Option<SharedBudget>) -> Self {
        let shared = shared.map(|budget| Shared {
            budget,
            away: Mutex::default(),
            turned: Notify::new(),
            times_alone: AtomicU64::default(),
            errors: AtomicU64::default(),
            requests: AtomicU64::default(),
            granted: AtomicU64::default(),
            waited_ms: AtomicU64::default(),
        });
        Self {
            memory: MemoryBudget::new(),
            shared,
        }
    }

    pub(super) const fn is_shared(&self) -> bool {
        self.shared.is_some()
    }

    /// Whether a step in this pool needs no request now.
    pub(super) fn is_local(&self, pool: &'static str) -> bool {
        self.shared
            .as_ref()
            .is_none_or(|shared| !shared.problems(pool).is_empty())
    }

    /// The next time when the store stops responding or responds again.
    pub(super) fn turned(&self) -> impl Future<Output = ()> {
        let turned = self.shared.as_ref().map(|shared| shared.turned.notified());
        async {
            match turned {
                Some(turned) => turned.await,
                None => std::future::pending().await,
            }
        }
    }

    pub(super) fn state(&self) -> Option<SharedBudgetState> {
        self.shared.as_ref().map(Shared::state)
    }

    /// Adds the time that a caller has waited until it got its place or gave up.
    pub(super) fn waited(&self, time: Duration) {
        if let Some(shared) = &self.shared {
            let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
            shared.waited_ms.fetch_add(millis, Relaxed);
        }
    }

    /// Makes a step. Returns also whether it reached the store that it was meant for.
    pub(super) async fn step(&self, limit: RateLimit, step: &StepRequest) -> (StepResult, bool) {
        let Some(shared) = &self.shared else {
            return (self.memory.step_now(limit, step), true);
        };
        if let Some(room) = shared.step(limit, step).await {
            let mut reported = step.clone();
            reported.wanted = 0;
            self.memory.step_now(limit, &reported);
            return (room, true);
        }
        (self.memory.step_now(shared.share_of(limit), step), false)
    }

    /// The budget in memory, if there is no other.
    pub(super) const fn memory_alone(&self) -> Option<&MemoryBudget> {
        match self.shared {
            Some(_) => None,
            None => Some(&self.memory),
        }
    }
}

impl Shared {
    async fn step(&self, limit: RateLimit, step: &StepRequest) -> Option<StepResult> {
        if !self.may_ask(limit.pool()) {
            return None;
        }
        self.requests.fetch_add(1, Relaxed);
        let span = tracing::debug_span!(
            "odc_budget.step",
            pool = limit.pool(),
            wanted = step.wanted,
            waited_ms = u64::try_from(step.waited.as_millis()).unwrap_or(u64::MAX),
            granted = Empty,
            used = Empty,
            limit = Empty,
            queued = Empty,
            error = Empty,
        );
        let result = self.ask(limit, step).instrument(span.clone()).await;
        match result {
            Ok(mut room) => {
                // A store may contain mistakes.
                room.granted = room
                    .granted
                    .min(step.wanted.saturating_add(step.spare_wanted));
                span.record("granted", room.granted)
                    .record("used", room.used)
                    .record("limit", room.limit)
                    .record("queued", room.queued);
                self.granted.fetch_add(u64::from(room.granted), Relaxed);
                self.reached(limit.pool());
                Some(room)
            }
            Err(error) => {
                span.record("error", tracing::field::display(&error));
                self.failed(limit.pool(), &error);
                None
            }
        }
    }

    /// Asks the store. Waits only as long as a call may wait for the store.
    async fn ask(&self, limit: RateLimit, step: &StepRequest) -> Result<StepResult, StoreError> {
        let patience = self.budget.patience;
        let asked = timeout(patience, self.budget.store.step(limit, step)).await;
        asked.unwrap_or_else(|_| {
            let text = format!("no response within {} ms", patience.as_millis());
            Err(StoreError::new(text))
        })
    }

    /// The reason why this pool continues alone, as one of the names in `away`.
    fn problems(&self, pool: &'static str) -> Vec<Option<&'static str>> {
        let away = self.away();
        let names = [None, Some(pool)].into_iter();
        names.filter(|name| away.contains_key(name)).collect()
    }

    /// Whether to ask the store now. While the store does not respond, a single caller tries it, and the callers of
    /// other pools do not wait for it.
    fn may_ask(&self, pool: &'static str) -> bool {
        let (now, problems) = (Instant::now(), self.problems(pool));
        let mut away = self.away();
        let is_early = |away: &Away| now < away.again;
        if problems
            .iter()
            .filter_map(|name| away.get(name))
            .any(is_early)
        {
            return false;
        }
        for name in problems {
            if let Some(away) = away.get_mut(&name) {
                away.pause = (2 * away.pause).min(LONGEST_PAUSE);
                away.again = now + away.pause;
            }
        }
        true
    }

    fn reached(&self, pool: &'static str) {
        if self.is_back(&[None, Some(pool)]) {
            tracing::info!(
                pool,
                "the store of the shared rate budget is back: counting together again"
            );
        }
    }

    /// Removes these problems. Returns true if there was one.
    fn is_back(&self, names: &[Option<&'static str>]) -> bool {
        let mut away = self.away();
        let before = away.len();
        away.retain(|name, _| !names.contains(name));
        let is_back = away.len() < before;
        drop(away);
        if is_back {
            self.turned.notify_waiters();
        }
        is_back
    }

    fn failed(&self, pool: &'static str, error: &StoreError) {
        self.errors.fetch_add(1, Relaxed);
        let name = error.is_of_pool().then_some(pool);
        if name.is_some() {
            // It responds, and works for the other pools.
            self.is_back(&[None]);
        }
        let mut away = self.away();
        if away.contains_key(&name) {
            tracing::debug!(%error, pool, "the store of the shared rate budget is still away");
            return;
        }
        let problem = Away {
            again: Instant::now() + FIRST_PAUSE,
            pause: FIRST_PAUSE,
        };
        away.insert(name, problem);
        drop(away);
        self.turned.notify_waiters();
        self.times_alone.fetch_add(1, Relaxed);
        tracing::warn!(
            %error,
            pool = name.unwrap_or("all"),
            share = self.budget.share,
            "the store of the shared rate budget is away: continuing alone with a share of the budget"
        );
    }

    fn share_of(&self, limit: RateLimit) -> RateLimit {
        let calls = (f64::from(limit.calls()) * self.budget.share)
            .floor()
            .max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and calls"
        )]
        limit.with_calls(calls as u32)
    }

    fn state(&self) -> SharedBudgetState {
        SharedBudgetState {
            alone: !self.away().is_empty(),
            times_alone: self.times_alone.load(Relaxed),
            errors: self.errors.load(Relaxed),
            requests: self.requests.load(Relaxed),
            granted: self.granted.load(Relaxed),
            waited: Duration::from_millis(self.waited_ms.load(Relaxed)),
        }
    }

    fn away(&self) -> MutexGuard<'_, HashMap<Option<&'static str>, Away>> {
        self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
