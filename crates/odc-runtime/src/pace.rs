//! The pauses between two looks at a long operation: they grow, and none is so short that it floods the service.

use std::time::Duration;

/// The shortest pause: a mistake in a setting must not flood the service with requests.
pub(crate) const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// Pauses that grow by half, from the first one to the longest one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    next: Duration,
    longest: Duration,
}

impl Pace {
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        let longest = longest.max(SHORTEST_PAUSE);
        Self {
            next: first.clamp(SHORTEST_PAUSE, longest),
            longest,
        }
    }

    /// The pause that comes now; the one after it is longer.
    pub(crate) fn pause(&mut self) -> Duration {
        let pause = self.next;
        self.next = pause.saturating_add(pause / 2).min(self.longest);
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pauses(first: u64, longest: u64) -> Vec<u128> {
        let mut pace = Pace::new(Duration::from_millis(first), Duration::from_millis(longest));
        (0..6).map(|_| pace.pause().as_millis()).collect()
    }

    #[test]
    fn pauses_grow_by_half_up_to_the_longest() {
        let grown = [5000, 7500, 11250, 16875, 25312, 30000];
        assert_eq!(pauses(5000, 30_000), grown);
    }

    #[test]
    fn no_pause_is_shorter_than_a_tenth_of_a_second_or_longer_than_the_longest() {
        assert_eq!(pauses(0, 0), [100; 6]);
        assert_eq!(pauses(9000, 1000), [1000; 6]);
        let mut endless = Pace::new(Duration::MAX, Duration::MAX);
        assert_eq!([endless.pause(), endless.pause()], [Duration::MAX; 2]);
    }
}
