//! Waits for many long operations of one kind, with one request or a few at each look, however many they are.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::clock::{Clock, Settings};
use super::operation::ListedOperation;
use super::subject::{Pause, Step, Subject};
use super::watch::Told;
use crate::error::{Awaited, Error};
use crate::pace::log_survived_failure;

/// How many rows of the list a look reads, unless that is less than twice the number of operations: two pages of most lists.
const MOST_ROWS: usize = 200;
/// How many operations that the list does not have a look reads one by one. The first look reads all.
const MOST_SINGLE: usize = 4;

type OnProgress<T> = Box<dyn FnMut(&T) + Send>;

/// How each operation ended, in the order in which their keys were given.
pub type Outcomes<K, T> = Vec<(K, Result<T, Error>)>;

/// Waits for many long operations, when it is awaited. The [module page](super) says how.
///
/// It returns how each operation ended: a failure of one does not end the waiting for the others. A key that was given
/// twice counts once.
#[must_use = "no request is sent before `.await`"]
pub struct WaitForAll<O: ListedOperation> {
    operation: O,
    keys: Vec<O::Key>,
    settings: Settings,
    progress: Option<OnProgress<O::Record>>,
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
            progress: None,
        }
    }

    /// How long to wait at most, from the start of the waiting; one hour by default. Each operation that has not ended
    /// by then has an error as its outcome.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// The pause after the first look, 5 s by default, and never less than 100 ms. Each later pause is half as long
    /// again, up to the [longest](Self::longest_pause).
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.settings.first_pause = pause;
        self
    }

    /// The longest pause between two looks, 30 s by default, and never less than 100 ms.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.settings.longest_pause = pause;
        self
    }

    /// Called with each record that is read, the last one of each operation included.
    pub fn on_progress(mut self, progress: impl FnMut(&O::Record) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
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

/// A wait under way.
struct Run<O: ListedOperation> {
    operation: O,
    settings: Settings,
    progress: Option<OnProgress<O::Record>>,
    clock: Clock,
    told: Told,
    subjects: Vec<Subject<O>>,
    /// The outcome of each subject that has ended.
    outcomes: Vec<Option<Result<O::Record, Error>>>,
    /// How many operations that are not in the list the next look reads one by one.
    most_single: usize,
    /// How many were read so, that each gets its turn.
    turn: usize,
    /// The service refused the list after outcomes were known: each operation is read alone from then on.
    list_is_refused: bool,
}

/// What a look came to.
enum Look {
    Again(Pause),
    /// The deadline passed.
    TooLate,
}

impl Pause {
    /// The pause after which both may look again.
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
            progress: wait.progress,
            clock: Clock::start(settings.deadline),
            told: Told::default(),
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

    /// The places of the operations that have not ended.
    fn pending(&self) -> Vec<usize> {
        let places = 0..self.subjects.len();
        places
            .filter(|place| self.outcomes[*place].is_none())
            .collect()
    }

    /// The operations at these places, as an error and the log name them.
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

    /// Reads the state of all operations that have not ended. An error is one of the list, before any outcome is known.
    async fn look(&mut self) -> Result<Look, Error> {
        let mut missing = self.pending();
        let mut pause = Pause::default();
        // One request reads one operation in any case.
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
                    let error = Arc::new(error);
                    let troubled = missing.into_iter();
                    let pauses = troubled.map(|place| self.subjects[place].take_trouble(&error));
                    return Ok(Look::Again(pauses.fold(pause, Pause::and)));
                }
                Some(Err(error)) if self.outcomes.iter().all(Option::is_none) => {
                    return Err(error.while_awaiting(self.awaited(&missing)));
                }
                // The known outcomes must not be lost. Each of the others gets an outcome, or an error, of its own.
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
        if let (Some(progress), Ok(record)) = (&mut self.progress, &looked) {
            progress(record);
        }
        let subject = &mut self.subjects[place];
        let taken = subject.take(&self.operation, looked, &self.clock, &mut self.told);
        match taken.await {
            Step::Again(pause) => pause,
            Step::Ended(outcome) => {
                self.outcomes[place] = Some(outcome);
                Pause::default()
            }
        }
    }
}

/// What a look found in the list, and how the reading ended: `None` means that the deadline passed.
struct Listed<T> {
    /// Each with the place of its operation.
    rows: Vec<(usize, T)>,
    ended: Option<Result<(), Error>>,
}

/// Reads the list until it has all operations that are missing, or is read far enough.
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
        if let Some(at) = missing.iter().position(is_meant) {
            rows.push((missing.remove(at), row));
        }
    }
    let ended = Some(Ok(()));
    Listed { rows, ended }
}
