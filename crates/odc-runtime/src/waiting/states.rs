//! The meaning of the states of a long operation. Each API has its own spelling of the states.

use std::str::Chars;

/// The states of one kind of long operation.
///
/// Upper and lower case, spaces, hyphens and underscores do not matter when states are compared: `FINISHED_WITH_ERROR`
/// is the same as `FinishedWithError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct States {
    running: &'static [&'static str],
    done: &'static [&'static str],
    failed: &'static [&'static str],
}

/// The meaning of a state for its operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Running,
    Done,
    Failed,
    /// The meaning is unknown. The operation counts as running.
    Unknown,
}

impl States {
    /// The states of an operation that has not ended, of an operation that has succeeded, and of an operation that has
    /// failed.
    #[must_use]
    pub const fn new(
        running: &'static [&'static str],
        done: &'static [&'static str],
        failed: &'static [&'static str],
    ) -> Self {
        Self {
            running,
            done,
            failed,
        }
    }

    pub(super) fn meaning(&self, state: &str) -> Meaning {
        let among = |states: &[&str]| states.iter().any(|known| is_same(known, state));
        if among(self.done) {
            Meaning::Done
        } else if among(self.failed) {
            Meaning::Failed
        } else if among(self.running) {
            Meaning::Running
        } else {
            Meaning::Unknown
        }
    }
}

/// Whether two texts are the same state.
fn is_same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.chars(), other.chars());
    loop {
        match (next_letter(&mut one), next_letter(&mut other)) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.to_lowercase().eq(b.to_lowercase()) => {}
            _ => return false,
        }
    }
}

fn next_letter(text: &mut Chars<'_>) -> Option<char> {
    text.find(|c| !matches!(c, ' ' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: States = States::new(
        &["Pending", "Running"],
        &["Finished"],
        &["FinishedWithErrors", "Deleted"],
    );

    #[test]
    fn a_state_means_the_same_in_any_case_and_spelling() {
        for (state, meaning) in [
            ("Finished", Meaning::Done),
            ("FINISHED", Meaning::Done),
            ("finishedWithErrors", Meaning::Failed),
            ("FINISHED_WITH_ERRORS", Meaning::Failed),
            ("Finished with errors", Meaning::Failed),
            ("finished-with-errors", Meaning::Failed),
            ("deleted", Meaning::Failed),
            ("running", Meaning::Running),
        ] {
            assert_eq!(STATES.meaning(state), meaning, "{state}");
        }
    }

    #[test]
    fn a_state_that_only_resembles_another_is_unknown() {
        for state in [
            "Finishe",
            "FinishedWithError",
            "Finished2",
            "",
            "_",
            "Ended",
        ] {
            assert_eq!(STATES.meaning(state), Meaning::Unknown, "{state}");
        }
    }
}
