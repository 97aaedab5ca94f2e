//! A state machine for one operation that a caller waits for, without clock or network. Its inputs are the states
//! that were read, and the times. Its results say what they mean for the wait.

use std::time::Duration;

use super::states::{Meaning, States};
use crate::error::State;
use crate::pace::Pace;

/// The time from the start of the wait in which a 404 means that the service does not show the operation yet.
pub(super) const GRACE: Duration = Duration::from_secs(10);
/// The first pause after such a 404, unless the first pause of the wait is shorter.
const SOON: Duration = Duration::from_secs(1);
/// The largest number of unknown states that are logged and stored.
const MOST_UNKNOWN: usize = 16;

/// The facts that are known about one awaited operation.
#[derive(Debug)]
pub(super) struct Watch {
    states: States,
    is_seen: bool,
    last: Option<State>,
    soon: Pace,
}

/// The unknown states that were logged. Each state is logged once for a whole wait.
#[derive(Debug, Default)]
pub(super) struct LoggedStates(Vec<String>);

impl LoggedStates {
    /// Adds a state. Returns whether it must be logged now. A service that invents states cannot fill the log.
    pub(super) fn insert(&mut self, state: &str) -> bool {
        let is_new = self.0.len() < MOST_UNKNOWN && self.0.iter().all(|logged| logged != state);
        if is_new {
            self.0.push(state.to_owned());
        }
        is_new
    }
}

/// The meaning of a state for the wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    GoesOn,
    /// The operation continues in an unknown state.
    GoesOnUnknown,
    Done,
    Failed,
}

/// The meaning of a 404 for the wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absence {
    /// Look again after this pause.
    NotYet(Duration),
    NeverCame,
    Disappeared,
}

impl Watch {
    pub(super) fn new(states: States, first_pause: Duration) -> Self {
        Self {
            states,
            is_seen: false,
            last: None,
            soon: Pace::new(first_pause.min(SOON), GRACE),
        }
    }

    /// Records that the operation was read in this state. A record without a state has an empty state.
    pub(super) fn read(&mut self, state: &str) -> Verdict {
        self.is_seen = true;
        let meaning = self.states.meaning(state);
        self.last = Some(State::new(state, meaning != Meaning::Unknown));
        match meaning {
            Meaning::Done => Verdict::Done,
            Meaning::Failed => Verdict::Failed,
            Meaning::Running => Verdict::GoesOn,
            Meaning::Unknown => Verdict::GoesOnUnknown,
        }
    }

    /// Records a 404 at this time after the start of the wait.
    pub(super) fn missed(&mut self, waited: Duration) -> Absence {
        match GRACE.checked_sub(waited) {
            Some(left) if !left.is_zero() => Absence::NotYet(self.soon.pause().min(left)),
            _ if self.is_seen => Absence::Disappeared,
            _ => Absence::NeverCame,
        }
    }

    /// The last state that was read.
    pub(super) const fn last(&self) -> Option<&State> {
        self.last.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: States = States::new(&["Running"], &["Finished"], &["Failed"]);

    fn watch() -> Watch {
        Watch::new(STATES, Duration::from_secs(5))
    }

    #[test]
    fn known_states_continue_or_end_the_wait() {
        let mut watch = watch();
        assert_eq!(watch.last(), None);
        assert_eq!(watch.read("running"), Verdict::GoesOn);
        assert_eq!(watch.last(), Some(&State::new("running", true)));
        assert_eq!(watch.read("FINISHED"), Verdict::Done);
        assert_eq!(watch.read("Failed"), Verdict::Failed);
    }

    #[test]
    fn an_operation_in_an_unknown_state_or_without_a_state_counts_as_running() {
        let mut watch = watch();
        for state in ["Paused", ""] {
            assert_eq!(watch.read(state), Verdict::GoesOnUnknown);
            assert_eq!(watch.last(), Some(&State::new(state, false)));
        }
    }

    #[test]
    fn each_unknown_state_is_new_once() {
        let mut logged = LoggedStates::default();
        let states = ["Paused", "Paused", "", "Moved", "", "Paused"];
        let new = states.map(|state| logged.insert(state));
        assert_eq!(new, [true, false, true, true, false, false]);
    }

    #[test]
    fn a_service_that_invents_states_does_not_fill_the_memory_or_the_log() {
        let mut logged = LoggedStates::default();
        let new = (0..10_000).filter(|n| logged.insert(&format!("State {n}")));
        assert_eq!(new.count(), MOST_UNKNOWN);
        assert_eq!(logged.0.len(), MOST_UNKNOWN);
    }

    #[test]
    fn after_an_early_404_it_looks_again_soon_for_up_to_10_s() {
        let mut watch = watch();
        let mut waited = Duration::ZERO;
        let mut looks = 0;
        while let Absence::NotYet(pause) = watch.missed(waited) {
            looks += 1;
            waited += pause;
        }
        assert_eq!((looks, waited), (5, GRACE));
        assert_eq!(watch.missed(GRACE), Absence::NeverCame);
    }

    #[test]
    fn a_404_after_a_success_is_ignored_at_first_and_an_error_later() {
        let mut watch = watch();
        watch.read("Running");
        let early = watch.missed(Duration::from_secs(2));
        assert!(matches!(early, Absence::NotYet(_)), "{early:?}");
        assert_eq!(watch.missed(Duration::from_secs(11)), Absence::Disappeared);
    }

    #[test]
    fn a_short_first_pause_is_used_after_a_404_too() {
        let mut watch = Watch::new(STATES, Duration::from_millis(200));
        let pause = watch.missed(Duration::ZERO);
        assert_eq!(pause, Absence::NotYet(Duration::from_millis(200)));
    }
}
