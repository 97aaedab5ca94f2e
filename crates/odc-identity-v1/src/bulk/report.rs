//! The outcome of every record of a bulk creation, and the records that are left.

use std::ops::Range;

use odc_runtime::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CHUNK;
use super::outcomes::{RecordOutcome, match_results};
use crate::types::{BulkUserOperation, NewUser};

/// Progress of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Records whose operation has ended.
    pub done: usize,
    /// Records among `done` that the service refused.
    pub failed: usize,
    /// All records.
    pub total: usize,
    /// The operation that the service is working on.
    pub operation: Option<Uuid>,
}

/// The unfinished part of a run. Save it to continue in this process or another one.
///
/// Pass it to [`Client::resume_users`](crate::Client::resume_users). Its serialized form contains the records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Unfinished {
    /// The operation that had not ended, with its records. They are not sent again.
    pub in_flight: Option<InFlight>,
    /// Records that are in no operation.
    pub not_sent: Vec<NewUser>,
    /// How many records at the start of `not_sent` the service may already have: their request failed without a
    /// response. If they are sent again, the service may report an error for each of them.
    pub uncertain: usize,
}

impl Unfinished {
    /// Every record that has no outcome yet, in the given order.
    pub fn records(&self) -> impl Iterator<Item = &NewUser> {
        self.in_flight
            .iter()
            .flat_map(|sent| &sent.records)
            .chain(&self.not_sent)
    }
}

/// An operation that the service is working on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InFlight {
    /// The key of the operation.
    pub operation: Uuid,
    /// Its records.
    pub records: Vec<NewUser>,
}

/// The result of [`Client::create_users`](crate::Client::create_users): one outcome per record, in the given order.
#[derive(Debug)]
pub struct Report {
    records: Vec<NewUser>,
    /// The outcomes of the first records. The other records have no outcome yet.
    outcomes: Vec<RecordOutcome>,
    /// The operation that has not ended, and the number of its records, which come after those with outcomes.
    in_flight: Option<(Uuid, usize)>,
    uncertain: usize,
    error: Option<Error>,
}

impl Report {
    pub(super) fn new(records: Vec<NewUser>) -> Self {
        Self {
            records,
            outcomes: Vec::new(),
            in_flight: None,
            uncertain: 0,
            error: None,
        }
    }

    pub(super) fn resuming(unfinished: Unfinished) -> Self {
        let Unfinished {
            in_flight,
            not_sent,
            ..
        } = unfinished;
        let (in_flight, mut records) = match in_flight {
            Some(sent) => (Some((sent.operation, sent.records.len())), sent.records),
            None => (None, Vec::new()),
        };
        records.extend(not_sent);
        Self {
            in_flight,
            ..Self::new(records)
        }
    }

    /// Every record with its outcome, in the given order.
    pub fn outcomes(&self) -> impl Iterator<Item = (&NewUser, &RecordOutcome)> {
        let rest = std::iter::repeat(&RecordOutcome::Unfinished);
        self.records.iter().zip(self.outcomes.iter().chain(rest))
    }

    /// The records without an outcome; `None` if every record has one.
    #[must_use]
    pub fn unfinished(&self) -> Option<Unfinished> {
        let rest = &self.records[self.outcomes.len()..];
        let sent = self
            .in_flight
            .map_or(0, |(_, records)| records.min(rest.len()));
        let in_flight = self.in_flight.map(|(operation, _)| InFlight {
            operation,
            records: rest[..sent].to_vec(),
        });
        let not_sent = rest[sent..].to_vec();
        (!rest.is_empty()).then_some(Unfinished {
            in_flight,
            not_sent,
            uncertain: self.uncertain,
        })
    }

    /// The error that stopped the run.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// The progress of the run.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.outcomes.len(),
            failed: self
                .outcomes
                .iter()
                .filter(|outcome| outcome.is_failure())
                .count(),
            total: self.records.len(),
            operation: self.in_flight.map(|(operation, _)| operation),
        }
    }

    /// Whether the service reports success for every record.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.outcomes.len() == self.records.len()
            && self.outcomes.iter().all(RecordOutcome::is_success)
    }

    /// The records of the operation in flight, or else of the next operation.
    pub(super) fn next_chunk(&self) -> Option<Range<usize>> {
        let from = self.outcomes.len();
        let size = self.in_flight.map_or(CHUNK, |(_, records)| records);
        let to = self.records.len().min(from + size);
        (from < to).then_some(from..to)
    }

    pub(super) fn in_flight(&self) -> Option<Uuid> {
        self.in_flight.map(|(operation, _)| operation)
    }

    pub(super) fn records(&self, chunk: Range<usize>) -> &[NewUser] {
        &self.records[chunk]
    }

    pub(super) fn started(&mut self, chunk: &Range<usize>, operation: Uuid) {
        self.in_flight = Some((operation, chunk.len()));
    }

    pub(super) fn ended(&mut self, chunk: Range<usize>, operation: &BulkUserOperation) {
        self.outcomes
            .extend(match_results(&self.records[chunk], operation));
        self.in_flight = None;
    }

    pub(super) fn stop(&mut self, chunk: &Range<usize>, error: Error) {
        let may_have_arrived = matches!(
            error.kind(),
            ErrorKind::Timeout | ErrorKind::Network | ErrorKind::Decode
        ) || error
            .status()
            .is_some_and(|status| status.is_server_error());
        if self.in_flight.is_none() && may_have_arrived {
            self.uncertain = chunk.len();
        }
        self.error = Some(error);
    }

    pub(super) fn restarted(self) -> Self {
        Self {
            error: None,
            uncertain: 0,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(records: usize) -> Report {
        let record = |n: usize| {
            NewUser::builder()
                .email(format!("{n}@x.test"))
                .build()
                .unwrap()
        };
        Report::new((0..records).map(record).collect())
    }

    fn silent(operation: Uuid) -> BulkUserOperation {
        BulkUserOperation::builder().key(operation).build().unwrap()
    }

    #[test]
    fn a_report_with_unreported_records_is_not_complete() {
        let mut report = report(2);
        report.ended(0..2, &silent(Uuid::nil()));
        assert!(report.unfinished().is_none() && !report.is_complete());
    }

    #[test]
    fn the_unfinished_part_can_be_saved_and_keeps_the_operation_in_flight_separate() {
        let mut before = report(250);
        before.ended(0..100, &silent(Uuid::nil()));
        before.started(&(100..200), Uuid::max());
        let saved = serde_json::to_string(&before.unfinished().unwrap()).unwrap();
        let left: Unfinished = serde_json::from_str(&saved).unwrap();
        assert_eq!(
            left.in_flight
                .as_ref()
                .map(|sent| (sent.operation, sent.records.len())),
            Some((Uuid::max(), 100))
        );
        assert_eq!((left.not_sent.len(), left.records().count()), (50, 150));

        let mut after = Report::resuming(left);
        assert_eq!(
            (after.in_flight(), after.next_chunk()),
            (Some(Uuid::max()), Some(0..100))
        );
        after.ended(0..100, &silent(Uuid::max()));
        assert_eq!(
            (after.in_flight(), after.next_chunk()),
            (None, Some(100..150))
        );
    }
}
