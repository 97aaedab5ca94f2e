//! The outcome of every record of a bulk creation, and the remaining records.

use odc_runtime::Error;
use uuid::Uuid;

use super::limits::CHUNK;
use super::outcomes::RecordOutcome;
use super::unfinished::{Done, InFlight, Unfinished};
use crate::types::NewUser;

/// Progress of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Records that have an outcome.
    pub done: usize,
    /// Records among `done` that the service refused.
    pub failed: usize,
    /// All records.
    pub total: usize,
    /// The operation that the service is working on.
    pub operation: Option<Uuid>,
}

/// The result of [`Client::create_users`](crate::Client::create_users): one outcome per record, in the given order.
#[derive(Debug)]
pub struct Report {
    records: Vec<NewUser>,
    /// The outcome of each record that has one.
    outcomes: Vec<Option<RecordOutcome>>,
    in_flight: Option<Sent>,
    /// For how many of the first open records the service may have received the request without a response.
    uncertain: usize,
    error: Option<Error>,
}

/// The operation that has not ended.
#[derive(Clone, Debug)]
struct Sent {
    operation: Uuid,
    /// The indices of its records.
    places: Vec<usize>,
    /// How many of its first records may have been sent earlier.
    resent: usize,
}

impl Report {
    pub(super) fn new(records: Vec<NewUser>) -> Self {
        Self {
            outcomes: vec![None; records.len()],
            records,
            in_flight: None,
            uncertain: 0,
            error: None,
        }
    }

    pub(super) fn resuming(unfinished: Unfinished) -> Self {
        let (mut records, mut outcomes) = (Vec::new(), Vec::new());
        for done in unfinished.done {
            records.push(done.record);
            outcomes.push(Some(done.outcome));
        }
        let in_flight = unfinished.in_flight.map(|sent| {
            let from = records.len();
            records.extend(sent.records);
            Sent {
                operation: sent.operation,
                places: (from..records.len()).collect(),
                resent: sent.resent,
            }
        });
        let uncertain = unfinished.uncertain.min(unfinished.not_sent.len());
        records.extend(unfinished.not_sent);
        outcomes.resize(records.len(), None);
        Self {
            records,
            outcomes,
            in_flight,
            uncertain,
            error: None,
        }
    }

    /// Every record with its outcome, in the given order.
    ///
    /// After a run was resumed from a saved state, the order is that of the state: the records with an outcome, those
    /// of the operation that had not ended, and the others.
    pub fn outcomes(&self) -> impl Iterator<Item = (&NewUser, &RecordOutcome)> {
        let outcomes = self.outcomes.iter();
        let outcomes = outcomes.map(|it| it.as_ref().unwrap_or(&RecordOutcome::Unfinished));
        self.records.iter().zip(outcomes)
    }

    /// The state of the run, if there are records without an outcome; `None` if every record has one.
    #[must_use]
    pub fn unfinished(&self) -> Option<Unfinished> {
        (!self.is_settled()).then(|| self.state())
    }

    /// The state of the run, whether or not every record has an outcome.
    pub(super) fn state(&self) -> Unfinished {
        let mut state = Unfinished::default();
        for (record, outcome) in self.records.iter().zip(&self.outcomes) {
            if let Some(outcome) = outcome {
                state.done.push(Done::new(record.clone(), outcome.clone()));
            }
        }
        let records = |places: &[usize]| -> Vec<NewUser> {
            let records = places.iter().map(|place| self.records[*place].clone());
            records.collect()
        };
        state.in_flight = self.in_flight.as_ref().map(|sent| {
            let in_flight = InFlight::new(sent.operation, records(&sent.places));
            InFlight {
                resent: sent.resent,
                ..in_flight
            }
        });
        state.not_sent = records(&self.open());
        state.uncertain = self.uncertain;
        state
    }

    /// The error that stopped the run.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// The progress of the run.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let outcomes = || self.outcomes.iter().flatten();
        Progress {
            done: outcomes().count(),
            failed: outcomes().filter(|outcome| outcome.is_failure()).count(),
            total: self.records.len(),
            operation: self.in_flight(),
        }
    }

    /// Returns whether every record has a user now.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let mut outcomes = self.outcomes.iter();
        outcomes.all(|it| it.as_ref().is_some_and(RecordOutcome::is_success))
    }

    /// Whether every record has an outcome.
    pub(super) fn is_settled(&self) -> bool {
        self.outcomes.iter().all(Option::is_some)
    }

    /// The indices of the records that are in no operation and have no outcome.
    fn open(&self) -> Vec<usize> {
        let is_sent = |place: &usize| {
            let mut sent = self.in_flight.iter();
            sent.any(|sent| sent.places.binary_search(place).is_ok())
        };
        let open = (0..self.records.len()).filter(|place| self.outcomes[*place].is_none());
        open.filter(|place| !is_sent(place)).collect()
    }

    /// The indices of the records of the next operation.
    pub(super) fn next_chunk(&self) -> Vec<usize> {
        let mut open = self.open();
        open.truncate(CHUNK);
        open
    }

    /// The indices of the records whose request the service may have received without a response.
    pub(super) fn uncertain(&self) -> Vec<usize> {
        let mut open = self.open();
        open.truncate(self.uncertain);
        open
    }

    /// The uncertain records that are complete if a user with their e-mail address exists. The others are sent again.
    pub(super) fn uncertain_alike(&self) -> Vec<usize> {
        let mut places = self.uncertain();
        places.retain(|place| is_settled_by_user(&self.records[*place]));
        places
    }

    pub(super) fn in_flight(&self) -> Option<Uuid> {
        self.in_flight.as_ref().map(|sent| sent.operation)
    }

    /// How many of the first records of the operation that has not ended may have been sent earlier.
    pub(super) fn resent(&self) -> usize {
        self.in_flight.as_ref().map_or(0, |sent| sent.resent)
    }

    /// The records of the operation that has not ended.
    pub(super) fn records_in_flight(&self) -> Vec<&NewUser> {
        let places = self.in_flight.iter().flat_map(|sent| &sent.places);
        self.records_at(places)
    }

    pub(super) fn records_at<'a>(
        &self,
        places: impl IntoIterator<Item = &'a usize>,
    ) -> Vec<&NewUser> {
        let places = places.into_iter();
        places.map(|place| &self.records[*place]).collect()
    }

    /// The service may have received the first `records` open records.
    pub(super) fn set_uncertain(&mut self, records: usize) {
        self.uncertain = records;
    }

    /// The service has received the records of a chunk and made an operation. The first `resent` of these records may
    /// have been sent earlier.
    pub(super) fn started(&mut self, chunk: Vec<usize>, operation: Uuid, resent: usize) {
        self.uncertain = resent.saturating_sub(chunk.len());
        self.in_flight = Some(Sent {
            operation,
            resent: resent.min(chunk.len()),
            places: chunk,
        });
    }

    /// The operation under way has ended, with one outcome per record.
    pub(super) fn ended(&mut self, outcomes: Vec<RecordOutcome>) {
        let places = self.in_flight.take().map(|sent| sent.places);
        for (place, outcome) in places.into_iter().flatten().zip(outcomes) {
            self.outcomes[place] = Some(outcome);
        }
    }

    /// The service no longer knows the operation under way: its records may or may not have been created.
    pub(super) fn gone(&mut self) {
        let places = self.in_flight.take().map_or(0, |sent| sent.places.len());
        self.uncertain += places;
    }

    /// A record that may have been sent now has a user.
    pub(super) fn found(&mut self, place: usize, key: Uuid) {
        self.outcomes[place] = Some(RecordOutcome::Existing(Some(key)));
        self.uncertain = self.uncertain.saturating_sub(1);
    }

    pub(super) fn stop(&mut self, error: Error) {
        self.error = Some(error);
    }

    pub(super) fn restarted(self) -> Self {
        Self {
            error: None,
            ..self
        }
    }
}

/// Whether a record is complete if a user with its e-mail address exists.
///
/// If a record adds a profile to an existing user, there may be a user without the profile: only the service can say
/// whether there was something to add.
pub(super) fn is_settled_by_user(record: &NewUser) -> bool {
    record.email.is_some() && record.add_to_built_in_identity_provider != Some(true)
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

    fn end(report: &mut Report, operation: Uuid) {
        if report.in_flight().is_none() {
            report.started(report.next_chunk(), operation, 0);
        }
        let outcomes = vec![RecordOutcome::Unreported; report.records_in_flight().len()];
        report.ended(outcomes);
    }

    #[test]
    fn a_report_with_unreported_records_is_not_complete() {
        let mut report = report(2);
        end(&mut report, Uuid::nil());
        assert!(report.unfinished().is_none() && !report.is_complete());
    }

    #[test]
    fn the_state_separates_outcomes_from_the_operation_under_way() {
        let mut before = report(250);
        end(&mut before, Uuid::nil());
        before.started(before.next_chunk(), Uuid::max(), 7);
        let saved = serde_json::to_string(&before.unfinished().unwrap()).unwrap();
        let left: Unfinished = serde_json::from_str(&saved).unwrap();
        assert_eq!(
            left.in_flight
                .as_ref()
                .map(|sent| (sent.operation, sent.records.len(), sent.resent)),
            Some((Uuid::max(), 100, 7))
        );
        let counts = (left.done.len(), left.not_sent.len(), left.records().count());
        assert_eq!(counts, (100, 50, 150));

        let mut after = Report::resuming(left);
        assert_eq!((after.in_flight(), after.resent()), (Some(Uuid::max()), 7));
        end(&mut after, Uuid::max());
        assert_eq!(after.next_chunk(), (200..250).collect::<Vec<_>>());
        assert!(
            after
                .outcomes()
                .map(|(record, _)| record)
                .eq(&before.records)
        );
    }

    #[test]
    fn a_state_of_an_older_version_is_read() {
        let state: Unfinished = serde_json::from_str(
            r#"{"inFlight":null,"notSent":[{"email":"a@x.test"}],"uncertain":1}"#,
        )
        .unwrap();
        assert_eq!((state.done.len(), state.uncertain), (0, 1));
        assert_eq!(Report::resuming(state).uncertain(), [0]);
    }

    #[test]
    fn records_that_were_found_leave_the_uncertain_ones_first() {
        let mut report = report(5);
        report.set_uncertain(3);
        report.found(1, Uuid::max());
        assert_eq!(report.uncertain(), [0, 2]);
        assert_eq!(report.next_chunk(), [0, 2, 3, 4]);
        let state = report.state();
        assert_eq!((state.done.len(), state.uncertain), (1, 2));
    }
}
