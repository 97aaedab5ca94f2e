//! Waits for one long operation.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use super::clock::{Clock, Settings};
use super::listeners::Listeners;
use super::operation::LongOperation;
use super::subject::{Subject, WaitStep};
use super::watch::LoggedStates;
use crate::error::Error;

/// Waits for one long operation, when it is awaited. The [module page](super) has the details.
#[must_use = "no request is sent before `.await`"]
pub struct Wait<O: LongOperation> {
    operation: O,
    key: O::Key,
    settings: Settings,
    listeners: Listeners<O::Record>,
}

impl<O: LongOperation> Wait<O> {
    /// A wait for the operation with this key.
    pub fn new(operation: O, key: O::Key) -> Self {
        Self {
            operation,
            key,
            settings: Settings::default(),
            listeners: Listeners::default(),
        }
    }

    /// Sets the longest time of the wait, from its start. It is one hour by default.
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

    /// Sets a function that is called with each record that is read, including the last record.
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

    async fn run(mut self) -> Result<O::Record, Error> {
        odc_auth::check_runtime()?;
        let clock = Clock::start(self.settings.deadline);
        let mut subject = Subject::<O>::new(self.key.clone(), &self.settings);
        let mut pace = self.settings.pace();
        let mut logged = LoggedStates::default();
        loop {
            let look = self.operation.get(self.key.clone());
            let Some(looked) = clock.before(look).await else {
                return Err(subject.too_late(self.settings.deadline));
            };
            self.listeners.call(&looked);
            let taken = subject.take(&self.operation, looked, &clock, &mut logged);
            let pause = match taken.await {
                WaitStep::Ended(outcome) => return outcome,
                WaitStep::Again(pause) => pause,
            };
            let pause = pause
                .soon
                .unwrap_or_else(|| pace.pause())
                .max(pause.at_least);
            let Some(()) = clock.before(tokio::time::sleep(pause)).await else {
                return Err(subject.too_late(self.settings.deadline));
            };
        }
    }
}

impl<O: LongOperation> IntoFuture for Wait<O> {
    type Output = Result<O::Record, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<O: LongOperation> fmt::Debug for Wait<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("operation", &O::NAME)
            .field("key", &format_args!("{}", self.key))
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
