//! The organization's request budgets: how many calls it may make in any 60 seconds.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use odc_runtime::Operation;

const WINDOW: TimeDelta = TimeDelta::seconds(60);

/// The windows of all budgets, by pool. A refused call does not count.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    pub(crate) enforced: bool,
    windows: HashMap<&'static str, Window>,
}

impl Limits {
    pub(crate) fn new(enforced: bool) -> Self {
        Self {
            enforced,
            ..Self::default()
        }
    }

    /// Counts a call in each of its budgets, if all of them allow it. Returns whether they allow it.
    pub(crate) fn admit(&mut self, operation: &Operation, now: DateTime<Utc>) -> bool {
        if !self.enforced {
            return true;
        }
        let limits = operation.rate_limits();
        let room = limits.iter().all(|limit| {
            let window = self.windows.entry(limit.pool()).or_default();
            window.spent(now) < usize::try_from(limit.calls()).unwrap_or(usize::MAX)
        });
        if room {
            for limit in limits {
                self.windows
                    .entry(limit.pool())
                    .or_default()
                    .0
                    .push_back(now);
            }
        }
        room
    }
}

/// The timestamps of the calls in the last 60 seconds.
#[derive(Debug, Default)]
struct Window(VecDeque<DateTime<Utc>>);

impl Window {
    fn spent(&mut self, now: DateTime<Utc>) -> usize {
        while self
            .0
            .front()
            .is_some_and(|spent| now.signed_duration_since(spent) >= WINDOW)
        {
            self.0.pop_front();
        }
        self.0.len()
    }
}
