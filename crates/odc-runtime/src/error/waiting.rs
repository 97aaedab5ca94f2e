//! The parts of an [`Error`] about a long operation that a caller waited for.

use super::{Awaited, Cause, Error, FailedOperation, State, WaitError};

impl Error {
    /// The long operation that failed, with its state and its messages. `None` for every other error.
    ///
    /// ```
    /// # fn example(error: odc_runtime::Error) {
    /// if let Some(failed) = error.failed_operation() {
    ///     println!("the {} {} ended as {}", failed.name(), failed.key(), failed.state());
    ///     for message in failed.messages() {
    ///         println!("{:?} {message}", message.severity());
    ///     }
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn failed_operation(&self) -> Option<&FailedOperation> {
        match self.wait_error()? {
            WaitError::Failed(failed) => Some(failed),
            _ => None,
        }
    }

    /// The last known state of a long operation that failed or did not end in time. It can be printed.
    #[must_use]
    pub fn last_state(&self) -> Option<&str> {
        match self.wait_error()? {
            WaitError::Failed(failed) => Some(failed.state()),
            WaitError::Deadline { state, .. } => state.as_ref().map(State::text),
            WaitError::Disappeared(..) | WaitError::NeverCame(..) => None,
        }
    }

    fn wait_error(&self) -> Option<&WaitError> {
        match &self.inner.cause {
            Cause::Wait(error) => Some(error),
            _ => None,
        }
    }

    pub(crate) fn of_waiting(error: WaitError) -> Self {
        Self::new(Cause::Wait(Box::new(error)))
    }

    /// Adds the operation that a caller waited for when this request failed.
    pub(crate) fn while_awaiting(mut self, awaited: Awaited) -> Self {
        self.inner.awaited.get_or_insert(awaited);
        self
    }
}
