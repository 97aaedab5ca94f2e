//! One pool of the budget in the memory of one process: drives the [`Window`] by tokio's clock.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as FairMutex, Notify};
use tokio::time::{Instant, timeout_at};

use super::notice::Notices;
use super::policy::BudgetExhausted;
use super::state::{BudgetState, OnWait};
use super::window::{Caller, Full, Window};
use crate::operation::RateLimit;

/// Callers that find no room wait in a queue. The first of them asks the window again when something changes.
#[derive(Debug)]
pub(super) struct Pool {
    limit: RateLimit,
    /// The start of the window's timestamps.
    start: Instant,
    window: Mutex<Window>,
    /// The queue. Its lock is given in the order of arrival; the first caller holds it.
    queue: FairMutex<()>,
    changed: Notify,
    notices: Mutex<Notices>,
    on_wait: OnWait,
}

/// A caller in the queue, which leaves it when it gets room or gives up.
struct Waiting<'a> {
    pool: &'a Pool,
    has_room: bool,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if !self.has_room {
            self.pool.window().leave_queue();
        }
    }
}

impl Pool {
    pub(super) fn new(limit: RateLimit, on_wait: OnWait) -> Self {
        Self {
            limit,
            start: Instant::now(),
            window: Mutex::new(Window::new(limit)),
            queue: FairMutex::default(),
            changed: Notify::new(),
            notices: Mutex::default(),
            on_wait,
        }
    }

    pub(super) const fn limit(&self) -> RateLimit {
        self.limit
    }

    /// Waits for room and reserves it, until `end` at most.
    pub(super) async fn wait_for_room(&self, end: Option<Instant>) -> Result<(), BudgetExhausted> {
        let joined = Instant::now();
        let Some(end) = end else {
            self.wait(joined).await;
            return Ok(());
        };
        // Who gives up has left the queue before it reads how long the queue is.
        let waited = timeout_at(end, self.wait(joined)).await;
        waited.map_err(|_| BudgetExhausted {
            waited: joined.elapsed(),
            ..self.exhausted()
        })
    }

    async fn wait(&self, joined: Instant) {
        let Some(mut waiting) = self.reserve_or_queue() else {
            return;
        };
        let _first = self.queue.lock().await;
        loop {
            let changed = self.changed.notified();
            let reserved = self.window().reserve(self.now(), Caller::FirstInQueue);
            let room = match reserved {
                Ok(()) => {
                    waiting.has_room = true;
                    return;
                }
                Err(Full::UntilASendEnds) => None,
                Err(Full::Until(time)) => Some(self.start + time),
            };
            let mut due = self.notices().due(joined, room);
            if due <= Instant::now() {
                self.report_wait();
                due = self.notices().due(joined, room);
            }
            // Whichever comes first: the window is asked again.
            let end = room.map_or(due, |room| room.min(due));
            let _ = timeout_at(end, changed).await;
        }
    }

    /// Reserves room if there is some now.
    pub(super) fn try_reserve(&self, caller: Caller) -> Result<(), BudgetExhausted> {
        let now = self.now();
        let reserved = self.window().reserve(now, caller);
        reserved.map_err(|_| self.exhausted())
    }

    fn exhausted(&self) -> BudgetExhausted {
        BudgetExhausted {
            pool: self.limit.pool(),
            calls: self.limit.calls(),
            window: self.limit.window(),
            room_in: self.window().next_room(self.now()),
            waited: Duration::ZERO,
        }
    }

    /// The numbers of the pool now.
    pub(super) fn state(&self) -> BudgetState {
        let now = self.now();
        let mut window = self.window();
        let (used, limit, queued) = window.counted(now);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        BudgetState {
            pool: self.limit.pool(),
            used: number(used),
            limit: number(limit),
            queued: number(queued),
            next_room: window.next_room(now),
        }
    }

    /// Reserves room whether there is some or not.
    pub(super) fn reserve_anyway(&self) {
        self.window().reserve_anyway();
    }

    /// A send has ended that had room reserved.
    pub(super) fn sent(&self) {
        self.window().sent(self.now());
        self.changed.notify_one();
    }

    /// Room that was reserved is not used.
    pub(super) fn give_back(&self) {
        self.window().give_back();
        self.changed.notify_one();
    }

    /// The service has returned 429, and asks everybody to wait for `pause`.
    pub(super) fn slow_down(&self, pause: Duration) {
        self.window().refused(self.now(), pause);
    }

    /// Reserves room for a new call. If there is none, the call joins the queue.
    fn reserve_or_queue(&self) -> Option<Waiting<'_>> {
        let mut window = self.window();
        window.reserve(self.now(), Caller::New).err()?;
        window.join_queue();
        Some(Waiting {
            pool: self,
            has_room: false,
        })
    }

    fn report_wait(&self) {
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
    }

    fn notices(&self) -> MutexGuard<'_, Notices> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
impl Pool {
    /// Past sends, reservations and waiting callers.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        self.window().counts()
    }
}

#[cfg(test)]
mod tests;
