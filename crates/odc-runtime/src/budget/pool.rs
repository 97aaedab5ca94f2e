//! One pool of the budget in the memory of one process: drives the [`Window`] by tokio's clock.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as FairMutex, Notify};
use tokio::time::{Instant, timeout_at};

use super::policy::BudgetExhausted;
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
    pub(super) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            start: Instant::now(),
            window: Mutex::new(Window::new(limit)),
            queue: FairMutex::default(),
            changed: Notify::new(),
        }
    }

    pub(super) const fn limit(&self) -> RateLimit {
        self.limit
    }

    /// Waits for room and reserves it.
    pub(super) async fn wait_for_room(&self) {
        let Some(mut waiting) = self.reserve_or_queue() else {
            return;
        };
        let _first = self.queue.lock().await;
        let mut is_logged = false;
        loop {
            let changed = self.changed.notified();
            let reserved = self.window().reserve(self.now(), Caller::FirstInQueue);
            let Err(full) = reserved else {
                waiting.has_room = true;
                return;
            };
            if !is_logged {
                self.log_wait(full);
                is_logged = true;
            }
            match full {
                Full::UntilASendEnds => changed.await,
                Full::Until(time) => {
                    // Whichever comes first: the window is asked again.
                    let _ = timeout_at(self.start + time, changed).await;
                }
            }
        }
    }

    /// Reserves room if there is some now.
    pub(super) fn try_reserve(&self, caller: Caller) -> Result<(), BudgetExhausted> {
        let now = self.now();
        let reserved = self.window().reserve(now, caller);
        reserved.map_err(|full| BudgetExhausted {
            pool: self.limit.pool(),
            calls: self.limit.calls(),
            window: self.limit.window(),
            room_in: match full {
                Full::Until(time) => time.saturating_sub(now),
                Full::UntilASendEnds => self.limit.window(),
            },
        })
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

    fn log_wait(&self, full: Full) {
        let wait = match full {
            Full::Until(time) => time.saturating_sub(self.now()),
            Full::UntilASendEnds => Duration::ZERO,
        };
        tracing::info!(
            pool = self.limit.pool(),
            calls = self.limit.calls(),
            at_least_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "waiting for room in the rate budget"
        );
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
mod tests {
    use std::sync::Arc;

    use super::super::window::LONGEST_PAUSE;
    use super::*;

    fn pool(calls: u32) -> Arc<Pool> {
        Arc::new(Pool::new(RateLimit::per_minute("test", calls)))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_race_lets_more_through_than_the_limit() {
        let pool = pool(100);
        let tasks: Vec<_> = (0..400)
            .map(|number| {
                let pool = Arc::clone(&pool);
                tokio::spawn(async move {
                    let fits = pool.try_reserve(Caller::Replay).is_ok();
                    if fits && number % 2 == 0 {
                        pool.sent();
                    }
                    fits
                })
            })
            .collect();
        let mut let_through = 0;
        for task in tasks {
            let_through += u32::from(task.await.unwrap());
        }
        assert_eq!(let_through, 100);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn nobody_is_refused_for_coming_at_the_same_moment() {
        for _ in 0..200 {
            let pool = pool(100);
            let tasks: Vec<_> = (0..100)
                .map(|number| {
                    let pool = Arc::clone(&pool);
                    tokio::spawn(async move {
                        if number % 2 == 0 {
                            pool.wait_for_room().await;
                            return true;
                        }
                        pool.try_reserve(Caller::New).is_ok()
                    })
                })
                .collect();
            for task in tasks {
                assert!(task.await.unwrap(), "refused while there was room");
            }
            assert!(pool.try_reserve(Caller::New).is_err());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_overtakes_those_who_wait() {
        let pool = pool(2);
        pool.wait_for_room().await;
        pool.wait_for_room().await;
        let waiting = |pool: &Arc<Pool>| {
            let pool = Arc::clone(pool);
            tokio::spawn(async move { pool.wait_for_room().await })
        };
        let (first, given_up) = (waiting(&pool), waiting(&pool));
        tokio::task::yield_now().await;
        pool.give_back();
        pool.give_back();
        assert!(
            pool.try_reserve(Caller::New).is_err(),
            "both rooms are for the two"
        );
        given_up.abort();
        assert!(given_up.await.unwrap_err().is_cancelled());
        assert!(pool.try_reserve(Caller::New).is_ok(), "one has given up");
        first.await.unwrap();
        assert_eq!(pool.counts(), (0, 2, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_or_gets_room_has_left_the_queue() {
        let pool = pool(1);
        pool.wait_for_room().await;
        let waiting = || {
            let pool = Arc::clone(&pool);
            tokio::spawn(async move { pool.wait_for_room().await })
        };
        let given_up = waiting();
        tokio::task::yield_now().await;
        assert_eq!(pool.counts(), (0, 1, 1));
        given_up.abort();
        assert!(given_up.await.unwrap_err().is_cancelled());
        assert_eq!(pool.counts(), (0, 1, 0));
        let (first, _second) = (waiting(), waiting());
        tokio::task::yield_now().await;
        pool.give_back();
        first.await.unwrap();
        assert_eq!(pool.counts(), (0, 1, 1), "the second still waits");
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_429_took_comes_back_on_time_for_whoever_comes_late() {
        let pool = pool(4);
        pool.slow_down(Duration::ZERO);
        tokio::time::advance(Duration::from_secs(20)).await;
        for _ in 0..3 {
            pool.wait_for_room().await;
            pool.sent();
        }
        let started = Instant::now();
        pool.wait_for_room().await;
        assert_eq!(
            started.elapsed().as_secs(),
            10,
            "half a window after the 429"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_send_that_ends_wakes_whoever_waits_for_it() {
        let pool = pool(1);
        pool.wait_for_room().await;
        let waiting = tokio::spawn({
            let pool = Arc::clone(&pool);
            async move {
                pool.wait_for_room().await;
                Instant::now()
            }
        });
        let started = Instant::now();
        tokio::time::sleep(Duration::from_secs(10)).await;
        pool.give_back();
        assert_eq!((waiting.await.unwrap() - started).as_secs(), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn a_senseless_retry_after_stops_nobody_for_good() {
        let pool = pool(1);
        pool.slow_down(Duration::MAX);
        let started = Instant::now();
        pool.wait_for_room().await;
        assert_eq!(started.elapsed(), LONGEST_PAUSE);
    }
}
