//! One pool: a sliding log of sends, and a queue in front of it.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;

use super::BudgetExhausted;
use crate::operation::RateLimit;

/// The longest that a `Retry-After` can stop everybody: a mistake in it must not stop them for good.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// Whoever finds no room queues; the queue asks again one caller at a time, in order of arrival.
#[derive(Debug)]
pub(super) struct Pool {
    limit: RateLimit,
    log: Mutex<Log>,
    /// Whoever holds the one permit is first in the queue. It guards no data.
    head: Semaphore,
    changed: Notify,
}

#[derive(Debug, Default)]
struct Log {
    /// When the answers of past sends came, oldest first.
    past: VecDeque<Instant>,
    /// Sends under way, and calls that have room but did not send yet.
    in_flight: usize,
    /// Callers that found no room and wait for it.
    queued: usize,
    /// Nothing is sent before this.
    pause: Option<Instant>,
    slowed: Option<Slowed>,
}

/// How a 429 narrows the budget: others use the organization's budget too.
#[derive(Debug, Clone, Copy)]
struct Slowed {
    fewer: u32,
    since: Instant,
}

/// Why there is no room.
enum Full {
    Until(Instant),
    /// Sends under way take all the room; the window of none has begun to run.
    InFlight,
}

/// A place in the queue, left by whoever gives up.
struct Place<'a>(&'a Pool);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.log().queued -= 1;
    }
}

impl Pool {
    pub(super) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            log: Mutex::default(),
            head: Semaphore::new(1),
            changed: Notify::new(),
        }
    }

    pub(super) const fn name(&self) -> &'static str {
        self.limit.pool()
    }

    pub(super) const fn calls(&self) -> u32 {
        self.limit.calls()
    }

    /// Waits for room and takes it.
    pub(super) async fn take(&self) {
        let Some(place) = self.take_or_queue() else {
            return;
        };
        let _head = self.head.acquire().await;
        let mut told = false;
        loop {
            let changed = self.changed.notified();
            let Err(full) = self.take_queued() else {
                // The place has become the room: nobody leaves it.
                std::mem::forget(place);
                return;
            };
            if !told {
                self.tell(&full);
                told = true;
            }
            match full {
                Full::InFlight => changed.await,
                Full::Until(instant) => {
                    let _ = tokio::time::timeout_at(instant, changed).await;
                }
            }
        }
    }

    /// Takes room if there is some that nobody waits for.
    pub(super) fn take_now(&self) -> Result<(), BudgetExhausted> {
        let now = Instant::now();
        let mut log = self.log();
        let queued = log.queued;
        log.take(self.limit, now, queued)
            .map_err(|full| BudgetExhausted {
                pool: self.name(),
                calls: self.calls(),
                window: self.limit.window(),
                room_in: match full {
                    Full::Until(instant) => instant.saturating_duration_since(now),
                    Full::InFlight => self.limit.window(),
                },
            })
    }

    /// Takes room whether there is some or not.
    pub(super) fn take_anyway(&self) {
        self.log().in_flight += 1;
    }

    /// Takes room if there is some, past the queue.
    pub(super) fn has_room_now(&self) -> bool {
        self.log().take(self.limit, Instant::now(), 0).is_ok()
    }

    /// The room that was taken has been used.
    pub(super) fn sent(&self) {
        let mut log = self.log();
        let now = Instant::now();
        log.forget(self.limit, now);
        log.in_flight = log.in_flight.saturating_sub(1);
        log.past.push_back(now);
        drop(log);
        self.changed.notify_one();
    }

    /// The room that was taken has not been used.
    pub(super) fn give_back(&self) {
        let mut log = self.log();
        log.in_flight = log.in_flight.saturating_sub(1);
        drop(log);
        self.changed.notify_one();
    }

    /// The service says that the limit is reached all the same.
    pub(super) fn slow_down(&self, pause: Duration) {
        let now = Instant::now();
        let mut log = self.log();
        log.pause = log.pause.max(Some(now + pause.min(LONGEST_PAUSE)));
        let fewer = log.fewer(self.limit, now);
        // The 429s of one burst say one thing.
        let again = log
            .slowed
            .is_none_or(|slowed| now - slowed.since >= Duration::from_secs(1));
        if again {
            let left = self.calls().saturating_sub(fewer);
            log.slowed = Some(Slowed {
                fewer: (fewer + (left / 4).max(1)).min(self.calls().saturating_sub(1)),
                since: now,
            });
        }
    }

    /// Takes room that nobody waits for, or a place in the queue.
    fn take_or_queue(&self) -> Option<Place<'_>> {
        let mut log = self.log();
        let queued = log.queued;
        let taken = log.take(self.limit, Instant::now(), queued);
        taken.err().map(|_| {
            log.queued += 1;
            Place(self)
        })
    }

    /// Takes room in exchange for the first place in the queue.
    fn take_queued(&self) -> Result<(), Full> {
        let mut log = self.log();
        log.take(self.limit, Instant::now(), 0)?;
        log.queued -= 1;
        Ok(())
    }

    fn tell(&self, full: &Full) {
        let wait = match full {
            Full::Until(instant) => instant.saturating_duration_since(Instant::now()),
            Full::InFlight => Duration::ZERO,
        };
        tracing::info!(
            pool = self.name(),
            calls = self.calls(),
            at_least_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "waiting for room in the rate budget"
        );
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log {
    fn forget(&mut self, limit: RateLimit, now: Instant) {
        while self
            .past
            .front()
            .is_some_and(|sent| now - *sent >= limit.window())
        {
            self.past.pop_front();
        }
        if self.slowed.is_some() && self.fewer(limit, now) == 0 {
            self.slowed = None;
        }
    }

    /// Takes room if there is some and `spared` more.
    fn take(&mut self, limit: RateLimit, now: Instant, spared: usize) -> Result<(), Full> {
        self.forget(limit, now);
        let most = limit.calls().saturating_sub(self.fewer(limit, now)).max(1);
        let used = self.in_flight + self.past.len() + spared;
        if self.pause.is_some_and(|pause| pause > now) || used >= most as usize {
            return Err(self.full(limit, now));
        }
        self.in_flight += 1;
        Ok(())
    }

    fn full(&self, limit: RateLimit, now: Instant) -> Full {
        if let Some(pause) = self.pause.filter(|pause| *pause > now) {
            return Full::Until(pause);
        }
        let gain = self.slowed.map(|slowed| {
            slowed.since
                + gain_interval(limit).saturating_mul(slowed.steps(limit, now).saturating_add(1))
        });
        match (self.past.front().map(|sent| *sent + limit.window()), gain) {
            (Some(room), Some(gain)) => Full::Until(room.min(gain)),
            (Some(only), None) | (None, Some(only)) => Full::Until(only),
            (None, None) => Full::InFlight,
        }
    }

    /// By how many calls the limit is narrowed: a twentieth of it comes back every half window.
    fn fewer(&self, limit: RateLimit, now: Instant) -> u32 {
        let Some(slowed) = self.slowed else { return 0 };
        let back = (limit.calls() / 20).max(1);
        let back = back.saturating_mul(slowed.steps(limit, now));
        slowed.fewer.saturating_sub(back)
    }
}

impl Slowed {
    /// How often the limit has been widened again.
    fn steps(self, limit: RateLimit, now: Instant) -> u32 {
        let steps = (now - self.since).as_millis() / gain_interval(limit).as_millis().max(1);
        u32::try_from(steps).unwrap_or(u32::MAX)
    }
}

fn gain_interval(limit: RateLimit) -> Duration {
    limit.window() / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

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
                    let fits = pool.has_room_now();
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
                            pool.take().await;
                            return true;
                        }
                        pool.take_now().is_ok()
                    })
                })
                .collect();
            for task in tasks {
                assert!(task.await.unwrap(), "refused while there was room");
            }
            assert!(pool.take_now().is_err());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_overtakes_those_who_wait() {
        let pool = pool(2);
        pool.take().await;
        pool.take().await;
        let waiting = |pool: &Arc<Pool>| {
            let pool = Arc::clone(pool);
            tokio::spawn(async move { pool.take().await })
        };
        let (first, given_up) = (waiting(&pool), waiting(&pool));
        tokio::task::yield_now().await;
        pool.give_back();
        pool.give_back();
        assert!(pool.take_now().is_err(), "both rooms are for the two");
        given_up.abort();
        assert!(given_up.await.unwrap_err().is_cancelled());
        assert!(pool.take_now().is_ok(), "one has given up");
        first.await.unwrap();
        let log = pool.log();
        assert_eq!((log.in_flight, log.queued), (2, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_429_took_comes_back_on_time_for_whoever_comes_late() {
        let pool = pool(4);
        pool.slow_down(Duration::ZERO);
        tokio::time::advance(Duration::from_secs(20)).await;
        for _ in 0..3 {
            pool.take().await;
            pool.sent();
        }
        let started = Instant::now();
        pool.take().await;
        assert_eq!(
            started.elapsed().as_secs(),
            10,
            "half a window after the 429"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_send_that_ends_wakes_whoever_waits_for_it() {
        let pool = pool(1);
        pool.take().await;
        let waiting = tokio::spawn({
            let pool = Arc::clone(&pool);
            async move {
                pool.take().await;
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
        pool.take().await;
        assert_eq!(started.elapsed(), LONGEST_PAUSE);
    }

    #[tokio::test(start_paused = true)]
    async fn the_log_does_not_grow_when_nobody_asks_it() {
        let pool = pool(1);
        for _ in 0..1000 {
            pool.take_anyway();
            pool.sent();
            tokio::time::advance(Duration::from_secs(1)).await;
        }
        assert!(pool.log().past.len() <= 60);
    }
}
