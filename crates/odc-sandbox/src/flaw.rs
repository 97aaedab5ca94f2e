//! A mistake in a snapshot, with its place.

use std::fmt::Display;

use chrono::{DateTime, Utc};

use crate::clock;

/// The mistake, and its place: a path such as `users[3].email`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) at: String,
    pub(crate) what: String,
}

impl Flaw {
    pub(crate) fn new(at: impl Display, what: impl Into<String>) -> Self {
        Self {
            at: at.to_string(),
            what: what.into(),
        }
    }

    /// The same flaw, with a path that begins at the parent.
    pub(crate) fn below(self, place: &str) -> Self {
        let dot = if self.at.is_empty() || self.at.starts_with('[') {
            ""
        } else {
            "."
        };
        Self::new(format!("{place}{dot}{}", self.at), self.what)
    }
}

pub(crate) type Checked = Result<(), Flaw>;

/// Returns a flaw when the condition `is` is false.
pub(crate) fn ensure(is: bool, at: impl Display, what: &str) -> Checked {
    if is { Ok(()) } else { Err(Flaw::new(at, what)) }
}

/// Checks a timestamp: everything that is computed from it must be within the calendar.
pub(crate) fn check_time(at: impl Display, time: Option<DateTime<Utc>>) -> Checked {
    let is_within = time.is_none_or(clock::is_within_bounds);
    ensure(is_within, at, "the time is not in the years 1970 to 9999")
}
