//! Decides after each response about one operation how the wait continues.

use std::sync::Arc;
use std::time::Duration;

use odc_http::text::one_line;

use super::clock::{Clock, Settings};
use super::messages::Messages;
use super::operation::LongOperation;
use super::watch::{Absence, GRACE, LoggedStates, Verdict, Watch};
use crate::error::{Awaited, Error, FailedOperation, State, WaitError};
use crate::pace::log_survived_failure;

/// The largest number of characters of a key in an error.
const LONGEST_KEY: usize = 100;

/// One operation that a caller waits for.
pub(super) struct Subject<O: LongOperation> {
    pub(super) key: O::Key,
    watch: Watch,
    /// The error of the last request, if it failed.
    trouble: Option<Arc<Error>>,
}

/// How a wait continues.
pub(super) enum WaitStep<T> {
    Again(Pause),
    Ended(Result<T, Error>),
}

/// The pause before the next look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pause {
    /// The time after which to look again, when the service does not show the operation yet.
    pub(super) soon: Option<Duration>,
    /// The pause that the service asked for.
    pub(super) at_least: Duration,
}

impl<O: LongOperation> Subject<O> {
    pub(super) fn new(key: O::Key, settings: &Settings) -> Self {
        Self {
            key,
            watch: Watch::new(O::STATES, settings.first_pause),
            trouble: None,
        }
    }

    pub(super) fn awaited(&self) -> Awaited {
        Awaited {
            name: O::NAME,
            key: one_line(&self.key.to_string(), LONGEST_KEY),
        }
    }

    /// Processes the response of the service at this time of the clock.
    pub(super) async fn take(
        &mut self,
        operation: &O,
        looked: Result<O::Record, Error>,
        clock: &Clock,
        logged: &mut LoggedStates,
    ) -> WaitStep<O::Record> {
        match looked {
            Ok(record) => self.take_record(operation, record, clock, logged).await,
            Err(error) if error.is_not_found() => self.take_absence(error, clock),
            Err(error) if error.is_retryable() => {
                log_survived_failure(O::NAME, &error);
                WaitStep::Again(self.take_trouble(&Arc::new(error)))
            }
            Err(error) => WaitStep::Ended(Err(error.while_awaiting(self.awaited()))),
        }
    }

    async fn take_record(
        &mut self,
        operation: &O,
        record: O::Record,
        clock: &Clock,
        logged: &mut LoggedStates,
    ) -> WaitStep<O::Record> {
        self.trouble = None;
        match self.watch.read(O::state(&record).unwrap_or_default()) {
            Verdict::Done => return WaitStep::Ended(Ok(record)),
            Verdict::Failed => {
                return WaitStep::Ended(Err(self.failure(operation, record, clock).await));
            }
            Verdict::GoesOn => {}
            Verdict::GoesOnUnknown => self.log_unknown(logged),
        }
        WaitStep::Again(Pause::default())
    }

    fn log_unknown(&self, logged: &mut LoggedStates) {
        let state = self.watch.last().map(State::text).unwrap_or_default();
        if logged.insert(state) {
            tracing::warn!(
                operation = O::NAME,
                state,
                "the state of a long operation is unknown; it counts as running"
            );
        }
    }

    fn take_absence(&mut self, error: Error, clock: &Clock) -> WaitStep<O::Record> {
        let awaited = self.awaited();
        let why = match self.watch.missed(clock.waited()) {
            Absence::NotYet(pause) => {
                return WaitStep::Again(Pause {
                    soon: Some(pause),
                    at_least: Duration::ZERO,
                });
            }
            Absence::NeverCame => WaitError::NeverCame(awaited, GRACE, error.into()),
            Absence::Disappeared => WaitError::Disappeared(awaited, error.into()),
        };
        WaitStep::Ended(Err(Error::of_waiting(why)))
    }

    /// Processes the error of a request that may succeed later. The wait continues until its deadline.
    pub(super) fn take_trouble(&mut self, error: &Arc<Error>) -> Pause {
        self.trouble = Some(Arc::clone(error));
        Pause {
            soon: None,
            at_least: error.retry_after().unwrap_or_default(),
        }
    }

    async fn failure(&self, operation: &O, record: O::Record, clock: &Clock) -> Error {
        let messages = operation.messages(self.key.clone(), record);
        let (kept, unread) = match clock.before_messages_end(messages).await {
            Some(Messages { kept, unread }) => (kept, unread.map(Into::into)),
            None => (Vec::new(), Some("they did not come in time".into())),
        };
        let state = self.watch.last().cloned();
        let state = state.unwrap_or_else(|| State::new("", false));
        let failed = FailedOperation::new(self.awaited(), &state, kept, unread);
        Error::of_waiting(WaitError::Failed(failed))
    }

    /// The error of an operation that has not ended in time.
    pub(super) fn too_late(&self, deadline: Duration) -> Error {
        Error::of_waiting(WaitError::Deadline {
            awaited: self.awaited(),
            deadline,
            state: self.watch.last().cloned(),
            trouble: self.trouble.clone().map(|error| Box::new(error) as _),
        })
    }
}
