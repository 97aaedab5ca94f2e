//! What is wrong with data that was read as a whole, such as a snapshot, and where.

use std::fmt::Display;

use chrono::{DateTime, Utc};

use crate::clock;

/// What is wrong, and where: a path such as `users[3].email`.
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

    /// The same, seen from further up.
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

/// Refuses when `is` does not hold.
pub(crate) fn ensure(is: bool, at: impl Display, what: &str) -> Checked {
    if is { Ok(()) } else { Err(Flaw::new(at, what)) }
}

/// Times that nothing computed from them can leave the calendar with.
pub(crate) fn check_time(at: impl Display, time: Option<DateTime<Utc>>) -> Checked {
    let is_within = time.is_none_or(clock::is_within_bounds);
    ensure(is_within, at, "the time is not in the years 1970 to 9999")
}
