//! The state of a run between two requests, which a program can save.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::outcomes::RecordOutcome;
use crate::types::NewUser;

/// The state of a run: every record, and every outcome so far. Save it to continue in this process or another one.
///
/// Pass it to [`Client::resume_users`](crate::Client::resume_users). Its serialized form contains the records, so treat
/// it as personal data.
///
/// ```
/// use odc_identity_v1::bulk::Unfinished;
/// use odc_identity_v1::types::NewUser;
///
/// let records = [NewUser::builder().email("ana@example.com").build()?];
/// let mut state = Unfinished::new(records);
/// state.uncertain = 1; // an earlier program may have sent the first record
/// let saved = serde_json::to_string(&state)?;
/// assert_eq!(serde_json::from_str::<Unfinished>(&saved)?, state);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Unfinished {
    /// Records that have an outcome.
    #[serde(default)]
    pub done: Vec<Done>,
    /// The operation that had not ended, with its records. They are not sent again.
    #[serde(default)]
    pub in_flight: Option<InFlight>,
    /// Records that are in no operation.
    #[serde(default)]
    pub not_sent: Vec<NewUser>,
    /// How many records at the start of `not_sent` the service may already have received: their request was sent, but
    /// no response came. They are looked up by their e-mail address before they are sent again. Records that add the
    /// built-in profile are sent again immediately, because this changes nothing if the profile exists.
    #[serde(default)]
    pub uncertain: usize,
}

impl Unfinished {
    /// A run that has not begun.
    #[must_use]
    pub fn new(records: impl IntoIterator<Item = impl Into<NewUser>>) -> Self {
        Self {
            not_sent: records.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Every record that has no outcome yet, in the given order.
    pub fn records(&self) -> impl Iterator<Item = &NewUser> {
        self.in_flight
            .iter()
            .flat_map(|sent| &sent.records)
            .chain(&self.not_sent)
    }
}

/// A record with its outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Done {
    /// The record.
    pub record: NewUser,
    /// Its outcome.
    pub outcome: RecordOutcome,
}

impl Done {
    /// A record with its outcome.
    pub fn new(record: impl Into<NewUser>, outcome: RecordOutcome) -> Self {
        Self {
            record: record.into(),
            outcome,
        }
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
    /// How many of the first records an earlier request may already have sent to the service. If a user with the
    /// e-mail address of such a record exists, it is most likely the run's own.
    #[serde(default)]
    pub resent: usize,
}

impl InFlight {
    /// An operation by its key, with its records.
    pub fn new(operation: Uuid, records: impl IntoIterator<Item = impl Into<NewUser>>) -> Self {
        Self {
            operation,
            records: records.into_iter().map(Into::into).collect(),
            resent: 0,
        }
    }
}
