//! The cached token and the stages of its life.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use odc_http::delay::random_unit;
use tokio::time::Instant;

use crate::AccessToken;
use crate::clock::Now;

/// When a token ends, and how long before that it should and must be renewed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifetime {
    mono: Instant,
    wall: SystemTime,
    advisory: Duration,
    mandatory: Duration,
}

/// Where in its life a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Use it.
    Fresh,
    /// Use it, and renew it meanwhile.
    Advisory,
    /// Renew it before use; use it when that fails.
    Mandatory,
    /// Never use it.
    Expired,
}

impl Lifetime {
    /// A life of `length` from `start`, which is before the token was asked for.
    pub(crate) fn new(start: Now, length: Duration) -> Self {
        Self::partly_over(start, length, length)
    }

    /// A life of `length` of which `left` is left at `now`.
    ///
    /// Windows: the last min(300 s, 20 %) are advisory, the last min(60 s, 5 %) mandatory, each shortened
    /// by up to a quarter at random, so that many processes do not renew in step.
    pub(crate) fn partly_over(now: Now, length: Duration, left: Duration) -> Self {
        let jitter = || 1.0 - random_unit() / 4.0;
        Self {
            mono: now.mono + left,
            wall: now.wall + left,
            advisory: advisory_window(length).mul_f64(jitter()),
            mandatory: (length / 20).min(Duration::from_secs(60)).mul_f64(jitter()),
        }
    }

    /// What is left by the stricter of both clocks.
    pub(crate) fn remaining(&self, now: Now) -> Duration {
        let wall = self.wall.duration_since(now.wall).unwrap_or_default();
        self.mono.saturating_duration_since(now.mono).min(wall)
    }

    pub(crate) fn phase(&self, now: Now) -> Phase {
        match self.remaining(now) {
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

/// The advisory window before jitter.
pub(crate) fn advisory_window(length: Duration) -> Duration {
    (length / 5).min(Duration::from_secs(300))
}

const SHARDS: usize = 16;

/// One copy of the token per group of threads.
///
/// Reading takes the lock of the thread's own shard and counts there, so that threads share no cache
/// line: one lock, counter or reference count for all halves the throughput of many threads.
/// Writers hold the lock of the state around it.
#[derive(Default)]
pub(crate) struct Shards([Shard; SHARDS]);

#[derive(Default)]
#[repr(align(128))]
struct Shard(Mutex<Slot>);

#[derive(Default)]
struct Slot {
    entry: Option<(AccessToken, Lifetime)>,
    used: u64,
}

impl Shards {
    /// The hot path: the token when there is nothing to do but to use it.
    pub(crate) fn fresh(&self, now: Now) -> Option<AccessToken> {
        self.read(|slot| {
            let (token, life) = slot.entry.as_ref()?;
            if life.phase(now) != Phase::Fresh {
                return None;
            }
            slot.used += 1;
            Some(token.clone())
        })
    }

    /// The token, whatever its phase.
    pub(crate) fn get(&self) -> Option<(AccessToken, Lifetime)> {
        self.read(|slot| slot.entry.clone())
    }

    pub(crate) fn count_use(&self) {
        self.read(|slot| slot.used += 1);
    }

    pub(crate) fn uses(&self) -> u64 {
        self.0
            .iter()
            .map(|shard| shard.with(|slot| slot.used))
            .sum()
    }

    pub(crate) fn put(&self, token: &AccessToken, life: Lifetime) {
        for shard in &self.0 {
            let entry = Some((token.detached(), life));
            shard.with(|slot| slot.entry = entry);
        }
    }

    pub(crate) fn clear(&self) {
        for shard in &self.0 {
            shard.with(|slot| slot.entry = None);
        }
    }

    fn read<T>(&self, look: impl FnOnce(&mut Slot) -> T) -> T {
        self.0[shard_of_thread()].with(look)
    }
}

impl Shard {
    fn with<T>(&self, look: impl FnOnce(&mut Slot) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn shard_of_thread() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local!(static MINE: Cell<usize> = Cell::new(NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS));
    MINE.get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn a_fresh_token_is_read_and_counted_without_anything_else() {
        let (shards, now) = (Shards::default(), Now::of(&SystemClock));
        assert!(shards.fresh(now).is_none() && shards.get().is_none());
        let token = AccessToken::new("t").unwrap();
        shards.put(&token, Lifetime::new(now, Duration::from_secs(3600)));
        assert_eq!(shards.fresh(now).as_ref(), Some(&token));
        // From other threads as well, each with its own copy.
        std::thread::scope(|scope| {
            for _ in 0..2 * SHARDS {
                scope.spawn(|| assert_eq!(shards.fresh(now).as_ref(), Some(&token)));
            }
        });
        assert_eq!(shards.uses(), 1 + 2 * SHARDS as u64);
        shards.count_use();
        assert_eq!(shards.uses(), 2 + 2 * SHARDS as u64);
        // What is due for renewal takes the other way.
        let later = Now {
            mono: now.mono + Duration::from_secs(3500),
            ..now
        };
        assert!(shards.fresh(later).is_none() && shards.get().is_some());
        shards.clear();
        assert!(shards.fresh(now).is_none() && shards.get().is_none());
        assert_eq!(shards.uses(), 2 + 2 * SHARDS as u64);
    }
}
