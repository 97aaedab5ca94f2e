//! Measures how long the sandbox waits for a client, and whether that is too long.

use std::time::{Duration, Instant};

/// The time of waiting that each received or sent byte cancels. A client that moves 64 bytes per millisecond is never
/// too slow.
const NANOSECONDS_PER_BYTE: u64 = 1_000_000 / 64;

/// The time that the sandbox waited for a client, minus the time that the client's bytes cancel. Bytes do not cancel
/// waiting after them: otherwise a client could send much at once, and then nothing for hours.
#[derive(Debug, Default)]
pub(super) struct Wait {
    before: Duration,
    pub(super) since: Option<Instant>,
}

impl Wait {
    pub(super) fn begin(&mut self, now: Instant) {
        self.since.get_or_insert(now);
    }

    pub(super) fn end(&mut self, bytes: usize, now: Instant) {
        if let Some(since) = self.since.take() {
            self.before += now.saturating_duration_since(since);
        }
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let made_up = Duration::from_nanos(bytes.saturating_mul(NANOSECONDS_PER_BYTE));
        self.before = self.before.saturating_sub(made_up);
    }

    pub(super) fn is_too_long(&self, patience: Duration, now: Instant) -> bool {
        let running = self.since.map(|since| now.saturating_duration_since(since));
        self.before + running.unwrap_or_default() >= patience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn a_byte_every_second_is_too_slow_but_a_large_body_on_a_slow_line_is_not() {
        let start = Instant::now();
        let mut drip = Wait::default();
        let mut large = Wait::default();
        for second in 0..60 {
            let (from, to) = (second, second + 1);
            let at = |second| start + Duration::from_secs(second);
            for (wait, bytes) in [(&mut drip, 1), (&mut large, 100_000)] {
                wait.begin(at(from));
                wait.end(bytes, at(to));
            }
            // Thirty bytes cancel half a millisecond.
            assert_eq!(drip.is_too_long(PATIENCE, at(to)), to > 30, "{to}");
            assert!(!large.is_too_long(PATIENCE, at(to)));
        }
    }

    #[test]
    fn many_bytes_at_once_do_not_cancel_hours_of_later_silence() {
        let start = Instant::now();
        let mut wait = Wait::default();
        wait.begin(start);
        wait.end(1_000_000_000, start + Duration::from_secs(1));
        wait.begin(start + Duration::from_secs(1));
        assert!(!wait.is_too_long(PATIENCE, start + Duration::from_secs(30)));
        assert!(wait.is_too_long(PATIENCE, start + Duration::from_secs(31)));
    }

    #[test]
    fn the_time_in_which_the_sandbox_works_does_not_count() {
        let start = Instant::now();
        let mut wait = Wait::default();
        wait.begin(start);
        wait.end(10, start + Duration::from_secs(1));
        let later = start + Duration::from_secs(3600);
        assert!(!wait.is_too_long(PATIENCE, later));
    }
}
