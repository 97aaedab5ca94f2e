//! Copies of the token in use, one per group of threads. Nearly every request takes its token here.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::clock::Now;
use crate::machine::{Lifetime, Phase};
use crate::secret::AccessToken;

const COPIES: usize = 16;

/// A reader takes the lock of its thread's own copy and counts in that copy, so that threads share no cache line. A
/// single lock, counter or reference count for all threads would halve the throughput of many threads.
#[derive(Default)]
pub(crate) struct Copies([Shard; COPIES]);

#[derive(Default)]
#[repr(align(128))]
struct Shard(Mutex<Slot>);

#[derive(Default)]
struct Slot {
    token: Option<(AccessToken, Lifetime)>,
    used: u64,
}

impl Copies {
    /// The token, if it is fresh. Counts this use.
    pub(crate) fn fresh(&self, now: Now) -> Option<AccessToken> {
        self.own().with(|slot| {
            let (token, life) = slot.token.as_ref()?;
            if life.phase(now) != Phase::Fresh {
                return None;
            }
            slot.used += 1;
            Some(token.clone())
        })
    }

    pub(crate) fn count_use(&self) {
        self.own().with(|slot| slot.used += 1);
    }

    pub(crate) fn uses(&self) -> u64 {
        self.0.iter().map(|copy| copy.with(|slot| slot.used)).sum()
    }

    pub(crate) fn put(&self, token: &AccessToken, life: Lifetime) {
        for copy in &self.0 {
            let token = Some((token.detached(), life));
            copy.with(|slot| slot.token = token);
        }
    }

    pub(crate) fn clear(&self) {
        for copy in &self.0 {
            copy.with(|slot| slot.token = None);
        }
    }

    fn own(&self) -> &Shard {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        thread_local!(static OWN: Cell<usize> = Cell::new(NEXT.fetch_add(1, Ordering::Relaxed) % COPIES));
        &self.0[OWN.get()]
    }
}

impl Shard {
    fn with<T>(&self, look: impl FnOnce(&mut Slot) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn a_fresh_token_is_read_and_counted_from_the_copies() {
        let (copies, now) = (Copies::default(), Now::read(&SystemClock));
        assert!(copies.fresh(now).is_none());
        let hour = Duration::from_secs(3600);
        let token = AccessToken::new("t").unwrap();
        copies.put(&token, Lifetime::new(now, hour, hour, 0.0));
        assert_eq!(copies.fresh(now).as_ref(), Some(&token));
        // From other threads as well, each with its own copy.
        std::thread::scope(|scope| {
            for _ in 0..2 * COPIES {
                scope.spawn(|| assert_eq!(copies.fresh(now).as_ref(), Some(&token)));
            }
        });
        assert_eq!(copies.uses(), 1 + 2 * COPIES as u64);
        copies.count_use();
        assert_eq!(copies.uses(), 2 + 2 * COPIES as u64);
        // A token that must be renewed soon is not taken from here.
        let later = Now {
            mono: now.mono + Duration::from_secs(3500),
            ..now
        };
        assert!(copies.fresh(later).is_none());
        copies.clear();
        assert!(copies.fresh(now).is_none());
        assert_eq!(copies.uses(), 2 + 2 * COPIES as u64);
    }
}
