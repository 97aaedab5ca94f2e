//! One pool of the budget: its queue, and the times when it asks the store for places.

use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::select;
use odc_budget::{RateLimit, StepResult};
use tokio::runtime::Handle;
use tokio::sync::{Mutex as FairMutex, Notify};
use tokio::task::JoinHandle;
use tokio::time::error::Elapsed;
use tokio::time::{Instant, timeout, timeout_at};

use super::account::{Account, Caller, NextReport};
use super::in_task::in_task;
use super::notice::Notices;
use super::policy::BudgetExhausted;
use super::shared::Stores;
use super::state::{BudgetState, OnWait};

/// The pause before a report to a shared store, so that one request contains all events. No caller waits for the
/// report: the store counts a held place in the same way as a send that has ended.
const REPORT: Duration = Duration::from_secs(1);

/// Callers that find no room wait in a queue. The first caller requests places for all callers when there may be room.
#[derive(Debug)]
pub(super) struct Pool {
    limit: RateLimit,
    stores: Arc<Stores>,
    account: Mutex<Account>,
    /// The queue. Callers get its lock in the order in which they come. The first caller holds it.
    queue: FairMutex<()>,
    /// Held during a request to the shared store.
    asking: FairMutex<()>,
    changed: Notify,
    /// A report must be sent now.
    urgent: Notify,
    reporter: Mutex<Option<JoinHandle<()>>>,
    notices: Mutex<Notices>,
    on_wait: OnWait,
}

/// A caller in the queue. It leaves the queue when it gets room or gives up.
struct Waiting<'a> {
    pool: &'a Arc<Pool>,
    has_room: bool,
}

impl<'a> Waiting<'a> {
    fn join(pool: &'a Arc<Pool>) -> Self {
        pool.account().join_queue();
        Self {
            pool,
            has_room: false,
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if !self.has_room {
            self.pool.account().leave_queue();
            self.pool.report_later();
        }
    }
}

/// A place for a caller that may have given up. In that case the place is returned.
struct ReservedPlace(Option<Arc<Pool>>);

impl ReservedPlace {
    fn of(pool: &Arc<Pool>) -> Self {
        Self(Some(Arc::clone(pool)))
    }

    /// The caller uses it.
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for ReservedPlace {
    fn drop(&mut self) {
        if let Some(pool) = &self.0 {
            pool.give_back();
        }
    }
}

impl Pool {
    pub(super) fn new(limit: RateLimit, stores: Arc<Stores>, on_wait: OnWait) -> Self {
        Self {
            limit,
            stores,
            account: Mutex::default(),
            queue: FairMutex::default(),
            asking: FairMutex::default(),
            changed: Notify::new(),
            urgent: Notify::new(),
            reporter: Mutex::default(),
            notices: Mutex::default(),
            on_wait,
        }
    }

    pub(super) const fn limit(&self) -> RateLimit {
        self.limit
    }

    /// Waits for room and reserves it, but only until `end`.
    pub(super) async fn wait_for_room(
        self: &Arc<Self>,
        end: Option<Instant>,
    ) -> Result<(), BudgetExhausted> {
        let joined = Instant::now();
        if self.take_at_once(joined) {
            return Ok(());
        }
        let pool = Arc::clone(self);
        let waiting = in_task(async move {
            if let Some(end) = end {
                // A caller that gives up first leaves the queue, and then reads the length of the queue.
                timeout_at(end, pool.wait(joined)).await?;
            } else {
                pool.wait(joined).await;
            }
            Ok::<_, Elapsed>(ReservedPlace::of(&pool))
        });
        let waited = waiting.await.map(ReservedPlace::keep);
        self.stores.waited(joined.elapsed());
        waited.map_err(|_| BudgetExhausted {
            waited: joined.elapsed(),
            ..self.exhausted(self.state().next_room)
        })
    }

    /// Takes a place for a new call, if the process can give it one without a request to a store.
    fn take_at_once(self: &Arc<Self>, now: Instant) -> bool {
        if self.account().take_spare(Caller::New, now) {
            self.report_later();
            return true;
        }
        let is_next = self.account().waiting() == 0;
        is_next && matches!(self.ask_memory(Caller::New, now), Some(Ok(())))
    }

    async fn wait(self: &Arc<Self>, joined: Instant) {
        let mut waiting = Waiting::join(self);
        let _first = self.queue.lock().await;
        loop {
            let (changed, turned) = (self.changed.notified(), self.stores.turned());
            let now = Instant::now();
            let is_local = self.stores.is_local(self.limit.pool());
            let is_due = is_local || self.account().is_due(now);
            if !is_due && self.account().take_spare(Caller::FirstInQueue, now) {
                waiting.has_room = true;
                return;
            }
            if is_due && self.ask(Caller::FirstInQueue, joined).await.is_ok() {
                waiting.has_room = true;
                return;
            }
            let ask_at = self.account().ask_at();
            let due = self.report_wait(joined, ask_at);
            let end = ask_at.map_or(due, |time| time.min(due));
            // The store is asked again after the first of these events.
            let _ = timeout_at(end, select(pin!(changed), pin!(turned))).await;
        }
    }

    /// Reserves room if there is room now.
    pub(super) async fn try_reserve(
        self: &Arc<Self>,
        caller: Caller,
    ) -> Result<(), BudgetExhausted> {
        let now = Instant::now();
        let asked = if let Some(asked) = self.ask_memory(caller, now) {
            asked
        } else {
            let pool = Arc::clone(self);
            let asked = in_task(async move {
                let asked = pool.ask(caller, now).await;
                asked.map(|()| ReservedPlace::of(&pool))
            });
            asked.await.map(ReservedPlace::keep)
        };
        asked.map_err(|room| self.exhausted(room.next_room))
    }

    /// Asks the budget in memory for a place, if there is no other budget.
    fn ask_memory(&self, caller: Caller, joined: Instant) -> Option<Result<(), StepResult>> {
        let memory = self.stores.memory_alone()?;
        let now = Instant::now();
        let mut account = self.account();
        if account.take_spare(caller, now) {
            return Some(Ok(()));
        }
        let step = account.step(self.limit, caller, joined, now);
        let room = memory.step_now(self.limit, &step);
        let has_place = account.step_done(&step, room, caller, true, now);
        Some(if has_place { Ok(()) } else { Err(room) })
    }

    /// Asks the store for a place. Returns the response of the store if it has no place.
    ///
    /// Other callers wait until the store has responded. Therefore this runs in a task, and not in the future of a
    /// caller.
    async fn ask(self: &Arc<Self>, caller: Caller, joined: Instant) -> Result<(), StepResult> {
        if let Some(asked) = self.ask_memory(caller, joined) {
            return asked;
        }
        let _one_at_a_time = self.asking.lock().await;
        let asked = Instant::now();
        let step = {
            let mut account = self.account();
            if account.take_spare(caller, asked) {
                return Ok(());
            }
            let has_news = match caller {
                Caller::Nobody => account.next_report(self.limit, asked) == NextReport::Now,
                Caller::Leaving => {
                    let next = account.next_report(self.limit, asked);
                    account.has_news(next)
                }
                _ => true,
            };
            if !has_news {
                return Err(account.room(asked));
            }
            let step = account.step(self.limit, caller, joined, asked);
            account.step_sent(asked);
            step
        };

        // If this future is dropped before the response, the reporter soon reports the places that are held here.
        self.report_later();
        let (room, reached_store) = self.stores.step(self.limit, &step).await;
        let has_place = self
            .account()
            .step_done(&step, room, caller, reached_store, asked);
        self.report_later();
        if has_place { Ok(()) } else { Err(room) }
    }

    fn exhausted(&self, room_in: Duration) -> BudgetExhausted {
        BudgetExhausted {
            pool: self.limit.pool(),
            calls: self.limit.calls(),
            window: self.limit.window(),
            room_in,
            waited: Duration::ZERO,
        }
    }

    /// The current numbers of the pool. The numbers of a shared store are as old as the last request to it.
    pub(super) fn state(&self) -> BudgetState {
        let now = Instant::now();
        let mut account = self.account();
        let room = match self.stores.memory_alone() {
            Some(memory) => {
                let step = account.step(self.limit, Caller::Nobody, now, now);
                let room = memory.step_now(self.limit, &step);
                account.step_done(&step, room, Caller::Nobody, true, now);
                room
            }
            None => account.room(now),
        };
        BudgetState {
            pool: self.limit.pool(),
            used: room.used,
            limit: room.limit,
            queued: room.queued.max(account.waiting()),
            next_room: room.next_room,
        }
    }

    /// Reserves room, even if there is none.
    pub(super) fn reserve_anyway(self: &Arc<Self>) {
        self.account().take_anyway();
        self.report_later();
    }

    /// A send with reserved room has ended.
    pub(super) fn sent(self: &Arc<Self>) {
        self.account().sent(self.limit, Instant::now());
        self.changed.notify_one();
        self.report_later();
    }

    /// The reserved room is not used.
    pub(super) fn give_back(self: &Arc<Self>) {
        self.account().give_back(Instant::now());
        self.changed.notify_one();
        self.report_later();
    }

    /// The service has returned 429, and asks all callers to wait for `pause`.
    pub(super) fn slow_down(self: &Arc<Self>, pause: Duration) {
        self.account().refused(pause, Instant::now());
        self.report_later();
        self.urgent.notify_one();
    }

    /// Reports to the store everything that it does not know yet, and returns unused places. Called when the program
    /// ends.
    pub(super) async fn leave(self: &Arc<Self>) {
        if self.stores.is_shared() {
            let pool = Arc::clone(self);
            // No caller wants a place.
            let _ = in_task(async move { pool.ask(Caller::Leaving, Instant::now()).await }).await;
        }
    }

    /// Starts the task that reports to a shared store, unless it is already running. The task repeats its reports as
    /// long as this process holds a place.
    ///
    /// Outside of a runtime there is no task. When the lease of the places ends, the store takes them back.
    fn report_later(self: &Arc<Self>) {
        if !self.stores.is_shared() {
            return;
        }
        let mut reporter = self.reporter.lock().unwrap_or_else(PoisonError::into_inner);
        let runs = reporter.as_ref().is_some_and(|task| !task.is_finished());
        if let (false, Ok(runtime)) = (runs, Handle::try_current()) {
            *reporter = Some(runtime.spawn(Arc::clone(self).keep_reporting()));
        }
    }

    async fn keep_reporting(self: Arc<Self>) {
        loop {
            let now = Instant::now();
            let wait = match self.next_report() {
                NextReport::At(time) => REPORT.min(time - now),
                NextReport::Now | NextReport::NotDue => REPORT,
            };
            let _ = timeout(wait, self.urgent.notified()).await;
            // No caller wants a place.
            let _ = self.ask(Caller::Nobody, Instant::now()).await;
            let mut reporter = self.reporter.lock().unwrap_or_else(PoisonError::into_inner);
            if self.next_report() == NextReport::NotDue {
                *reporter = None;
                return;
            }
        }
    }

    fn next_report(&self) -> NextReport {
        self.account().next_report(self.limit, Instant::now())
    }

    /// Reports the wait of a caller if it is time for a report. Returns the time of the next report.
    fn report_wait(&self, joined: Instant, room: Option<Instant>) -> Instant {
        let due = self.notices().due(joined, room);
        if due > Instant::now() {
            return due;
        }
        self.notices().reported();
        let state = self.state();
        tracing::info!(
            pool = state.pool,
            calls = state.limit,
            queued = state.queued,
            at_least_ms = u64::try_from(state.next_room.as_millis()).unwrap_or(u64::MAX),
            "waiting for room in the rate budget"
        );
        self.on_wait.call(&state);
        self.notices().due(joined, room)
    }

    fn notices(&self) -> MutexGuard<'_, Notices> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
impl Pool {
    /// The numbers of past sends, reservations and waiting callers.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        self.account().counts()
    }
}

#[cfg(test)]
mod tests;
