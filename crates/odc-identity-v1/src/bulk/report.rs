//! What became of every record of a bulk creation.

use std::ops::Range;

use odc_runtime::Error;
use uuid::Uuid;

use super::CHUNK;
use super::outcomes::{Outcome, match_results};
use crate::types::{BulkUserOperation, NewUser};

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Records whose operation has ended.
    pub done: usize,
    /// Of these, records that the service refused.
    pub failed: usize,
    /// All records.
    pub total: usize,
}

/// The result of [`Client::create_users`](crate::Client::create_users): one outcome per record, in the order given.
#[derive(Debug)]
pub struct Report {
    records: Vec<NewUser>,
    /// Of the records from the first on; the others have none yet.
    outcomes: Vec<Outcome>,
    in_flight: Option<Uuid>,
    error: Option<Error>,
}

impl Report {
    pub(super) fn new(records: Vec<NewUser>) -> Self {
        Self {
            records,
            outcomes: Vec::new(),
            in_flight: None,
            error: None,
        }
    }

    /// Every record with what became of it, in the order in which they were given.
    pub fn outcomes(&self) -> impl Iterator<Item = (&NewUser, &Outcome)> {
        let rest = std::iter::repeat(&Outcome::Unfinished);
        self.records.iter().zip(self.outcomes.iter().chain(rest))
    }

    /// The records without an outcome, to save or to try again; `None` when every record has one.
    ///
    /// Nobody but [`resume`](Self::resume) knows of a chunk that the service is still working on.
    #[must_use]
    pub fn unfinished(&self) -> Option<&[NewUser]> {
        Some(&self.records[self.outcomes.len()..]).filter(|rest| !rest.is_empty())
    }

    /// What ended the run early.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// The operation that was on its way when the run ended early.
    #[must_use]
    pub fn in_flight(&self) -> Option<Uuid> {
        self.in_flight
    }

    /// How far the run came.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let failed = self
            .outcomes
            .iter()
            .filter(|outcome| outcome.is_failure())
            .count();
        Progress {
            done: self.outcomes.len(),
            failed,
            total: self.records.len(),
        }
    }

    /// Whether every record was created.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unfinished().is_none() && self.progress().failed == 0
    }

    pub(super) fn next_chunk(&self) -> Option<Range<usize>> {
        let from = self.outcomes.len();
        let to = self.records.len().min(from + CHUNK);
        (from < to).then_some(from..to)
    }

    pub(super) fn records(&self, chunk: Range<usize>) -> &[NewUser] {
        &self.records[chunk]
    }

    pub(super) fn started(&mut self, operation: Uuid) {
        self.in_flight = Some(operation);
    }

    pub(super) fn ended(&mut self, chunk: Range<usize>, operation: &BulkUserOperation) {
        self.outcomes
            .extend(match_results(&self.records[chunk], operation));
        self.in_flight = None;
    }

    pub(super) fn stop(&mut self, error: Error) {
        self.error = Some(error);
    }

    pub(super) fn restarted(mut self) -> Self {
        self.error = None;
        self
    }
}
