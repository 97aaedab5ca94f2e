//! Waits for many long operations of one kind. Each look at them needs few requests, even for many operations.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::clock::{Clock, Settings};
use super::listeners::Listeners;
use super::operation::ListedOperation;
use super::subject::{Pause, Subject, WaitStep};
use super::watch::LoggedStates;
use crate::error::{Awaited, Error};
use crate::pace::log_survived_failure;

/// The number of rows of the list that a look reads. If two times the number of operations is more, it reads that
/// many. Most lists have two pages for these rows.
const MOST_ROWS: usize = 200;
/// The number of operations that a look reads one by one, since they are not in the list. The first look reads all of
/// them.
const MOST_SINGLE: usize = 4;

/// How each operation ended, in the order in which their keys were given.
pub type Outcomes<K, T> = Vec<(K, Result<T, Error>)>;

/// Waits for many long operations, when it is awaited. The [module page](super) has the details.
///
/// It returns how each operation ended. A failure of one operation does not end the waiting for the others. A key that
/// is given twice counts once.
#[must_use = "no request is sent before `.await`"]
pub struct WaitForAll<O: ListedOperation> {
    operation: O,
    keys: Vec<O::Key>,
    settings: Settings,
    listeners: Listeners<O::Record>,
}

impl<O: ListedOperation> WaitForAll<O> {
    /// A wait for the operations with these keys.
    pub fn new(operation: O, keys: impl IntoIterator<Item = O::Key>) -> Self {
        let mut distinct: Vec<O::Key> = Vec::new();
        for key in keys {
            if !distinct.contains(&key) {
                distinct.push(key);
            }
        }
        Self {
            operation,
            keys: distinct,
            settings: Settings::default(),
            listeners: Listeners::default(),
        }
    }

    /// Sets the longest time of the wait, from its start. It is one hour by default. The outcome of each operation that
    /// has not ended by then is an error.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// Sets the pause after the first look. It is 5 s by default, and never less than 100 ms. Each later pause is one
    /// and a half times as long as the pause before it, up to the [longest](Self::longest_pause).
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.settings.first_pause = pause;
        self
    }

    /// Sets the longest pause between two looks. It is 30 s by default, and never less than 100 ms.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.settings.longest_pause = pause;
        self
    }

    /// Sets a function that is called with each record that is read, including the last record of each operation.
    pub fn on_progress(mut self, progress: impl FnMut(&O::Record) + Send + 'static) -> Self {
        self.listeners.progress = Some(Box::new(progress));
        self
    }

    /// Sets a function that is called for each failure of a request after which the wait continues: the service is
    /// not
    /// reachable, or has no room. Without it such a failure is a warning in the log, and part of the error at the
    /// deadline.
    pub fn on_trouble(mut self, trouble: impl FnMut(&Error) + Send + 'static) -> Self {
        self.listeners.trouble = Some(Box::new(trouble));
        self
    }
}

impl<O: ListedOperation> IntoFuture for WaitForAll<O> {
    type Output = Result<Outcomes<O::Key, O::Record>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(Run::new(self).run())
    }
}

impl<O: ListedOperation> fmt::Debug for WaitForAll<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForAll")
            .field("operation", &O::NAME)
            .field("keys", &self.keys.len())
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// A wait that has started.
struct Run<O: ListedOperation> {
    operation: O,
    settings: Settings,
    listeners: Listeners<O::Record>,
    clock: Clock,
    logged: LoggedStates,
    subjects: Vec<Subject<O>>,
    /// The outcome of each subject that has ended.
    outcomes: Vec<Option<Result<O::Record, Error>>>,
    /// The number of operations that the next look reads one by one, since they are not in the list.
    most_single: usize,
    /// The number of operations that were read one by one. The next look begins with others, so that each is read at
    /// some time.
    turn: usize,
    /// The service refused the list after at least one outcome was known. From then on, each operation is read alone.
    list_is_refused: bool,
}

/// The result of a look.
enum Look {
    Again(Pause),
    /// The deadline passed.
    TooLate,
}

impl Pause {
    /// The pause after which both operations may be read again.
    fn and(self, other: Self) -> Self {
        Self {
            soon: [self.soon, other.soon].into_iter().flatten().min(),
            at_least: self.at_least.max(other.at_least),
        }
    }
}

impl<O: ListedOperation> Run<O> {
    fn new(wait: WaitForAll<O>) -> Self {
        let settings = wait.settings;
        let subjects = wait.keys.into_iter();
        let subjects: Vec<_> = subjects.map(|key| Subject::new(key, &settings)).collect();
        Self {
            operation: wait.operation,
            settings,
            listeners: wait.listeners,
            clock: Clock::start(settings.deadline),
            logged: LoggedStates::default(),
            outcomes: subjects.iter().map(|_| None).collect(),
            subjects,
            most_single: usize::MAX,
            turn: 0,
            list_is_refused: false,
        }
    }

    async fn run(mut self) -> Result<Outcomes<O::Key, O::Record>, Error> {
        odc_auth::check_runtime()?;
        let mut pace = self.settings.pace();
        while !self.pending().is_empty() {
            let Look::Again(pause) = self.look().await? else {
                break;
            };
            if self.pending().is_empty() {
                break;
            }
            let pause = pause
                .soon
                .unwrap_or_else(|| pace.pause())
                .max(pause.at_least);
            if self.clock.before(tokio::time::sleep(pause)).await.is_none() {
                break;
            }
        }
        let deadline = self.settings.deadline;
        let ended = self.subjects.into_iter().zip(self.outcomes);
        Ok(ended
            .map(|(subject, outcome)| {
                let outcome = outcome.unwrap_or_else(|| Err(subject.too_late(deadline)));
                (subject.key, outcome)
            })
            .collect())
    }

    /// The indices of the operations that have not ended.
    fn pending(&self) -> Vec<usize> {
        let places = 0..self.subjects.len();
        places
            .filter(|place| self.outcomes[*place].is_none())
            .collect()
    }

    /// The operations with these indices, in the form in which an error and the log name them.
    fn awaited(&self, places: &[usize]) -> Awaited {
        let first = places
            .first()
            .map(|place| self.subjects[*place].awaited().key);
        let key = match (first, places.len().saturating_sub(1)) {
            (None, _) => "that has not ended".to_owned(),
            (Some(key), 0) => key,
            (Some(key), 1) => format!("{key} and one other"),
            (Some(key), others) => format!("{key} and {others} others"),
        };
        let name = O::NAME;
        Awaited { name, key }
    }

    /// Reads the state of the operations that have not ended. Returns an error when the list cannot be read before any
    /// outcome is known.
    async fn look(&mut self) -> Result<Look, Error> {
        let mut missing = self.pending();
        let mut pause = Pause::default();
        // A single operation is read without the list.
        if missing.len() > 1 && !self.list_is_refused {
            let listed = read_list(&self.operation, &self.clock, &self.subjects, &mut missing);
            let Listed { rows, ended } = listed.await;
            for (place, row) in rows {
                pause = pause.and(self.take(place, Ok(row)).await);
            }
            match ended {
                None => return Ok(Look::TooLate),
                Some(Ok(())) => {}
                Some(Err(error)) if error.is_retryable() => {
                    log_survived_failure(O::NAME, &error);
                    self.listeners.hear_trouble(&error);
                    let error = Arc::new(error);
                    let troubled = missing.into_iter();
                    let pauses = troubled.map(|place| self.subjects[place].take_trouble(&error));
                    return Ok(Look::Again(pauses.fold(pause, Pause::and)));
                }
                Some(Err(error)) if self.outcomes.iter().all(Option::is_none) => {
                    return Err(error.while_awaiting(self.awaited(&missing)));
                }
                // The known outcomes must not be lost. Each other operation gets its own outcome or error.
                Some(Err(_)) => {
                    self.list_is_refused = true;
                    self.most_single = usize::MAX;
                }
            }
        }
        let turn = self.turn % missing.len().max(1);
        missing.rotate_left(turn);
        missing.truncate(self.most_single);
        self.most_single = MOST_SINGLE;
        self.turn = self.turn.wrapping_add(missing.len());
        for place in missing {
            let look = self.operation.get(self.subjects[place].key.clone());
            let Some(looked) = self.clock.before(look).await else {
                return Ok(Look::TooLate);
            };
            pause = pause.and(self.take(place, looked).await);
        }
        Ok(Look::Again(pause))
    }

    async fn take(&mut self, place: usize, looked: Result<O::Record, Error>) -> Pause {
        self.listeners.call(&looked);
        let subject = &mut self.subjects[place];
        let taken = subject.take(&self.operation, looked, &self.clock, &mut self.logged);
        match taken.await {
            WaitStep::Again(pause) => pause,
            WaitStep::Ended(outcome) => {
                self.outcomes[place] = Some(outcome);
                Pause::default()
            }
        }
    }
}

/// The rows that a look found in the list, and how the reading ended. `None` means that the deadline has passed.
struct Listed<T> {
    /// The rows, each with the index of its operation.
    rows: Vec<(usize, T)>,
    ended: Option<Result<(), Error>>,
}

/// Reads the list until no operation is missing, or until the largest number of rows is read.
async fn read_list<O: ListedOperation>(
    operation: &O,
    clock: &Clock,
    subjects: &[Subject<O>],
    missing: &mut Vec<usize>,
) -> Listed<O::Record> {
    let mut rows = Vec::new();
    let mut list = operation.list();
    for _ in 0..MOST_ROWS.max(missing.len().saturating_mul(2)) {
        if missing.is_empty() {
            break;
        }
        let row = match clock.before(list.next()).await {
            None => return Listed { rows, ended: None },
            Some(None) => break,
            Some(Some(Err(error))) => {
                let ended = Some(Err(error));
                return Listed { rows, ended };
            }
            Some(Some(Ok(row))) => row,
        };
        let key = O::key(&row);
        let is_meant = |place: &usize| subjects[*place].key == key;
        // A state that cannot be read is left out of the row. Reading this operation alone returns its state or an
        // error.
        if O::state(&row).is_some()
            && let Some(at) = missing.iter().position(is_meant)
        {
            rows.push((missing.remove(at), row));
        }
    }
    let ended = Some(Ok(()));
    Listed { rows, ended }
}
