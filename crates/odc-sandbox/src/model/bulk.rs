//! Requests to create users, and the bulk operations that create many users.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::flaw::{Checked, check_time, ensure};
use crate::unique;
use crate::wire_name::wire_names;

/// The time in which a bulk operation is Pending.
const PENDING: TimeDelta = TimeDelta::milliseconds(200);
/// The time that the processing of one record takes.
const PER_RECORD: TimeDelta = TimeDelta::milliseconds(10);
/// The largest number of records in an operation.
pub(crate) const MOST_RECORDS: usize = 100;
/// The largest number of operations that are stored. Older operations are removed.
pub(super) const MOST_OPERATIONS: usize = 1000;

/// `UserProfileCreateApiRequest`. It is a type of the sandbox, because the sandbox must refuse a null that the document
/// does not allow.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewUser {
    pub(super) name: Option<String>,
    pub(crate) email: Option<String>,
    #[serde(default = "active")]
    pub(super) is_active: bool,
    pub(super) photo_url: Option<String>,
    #[serde(default)]
    pub(super) add_to_built_in_identity_provider: bool,
    pub(super) identity_provider_key: Option<Uuid>,
    pub(crate) subject: Option<String>,
    pub(crate) username: Option<String>,
}

fn active() -> bool {
    true
}

wire_names! {
    /// The progress of a bulk operation.
    pub(crate) enum BulkStatus {
        Pending = "Pending",
        Processing = "Processing",
        Finished = "Finished",
        FinishedWithErrors = "FinishedWithErrors",
    }
}

/// A bulk creation. All its users are created together, when the tenant's clock reaches the end of the processing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct BulkOperation {
    pub(crate) key: Uuid,
    pub(super) accepted_at: DateTime<Utc>,
    #[serde(deserialize_with = "unique::short_list::<MOST_RECORDS, _, _>")]
    pub(crate) records: Vec<NewUser>,
    /// One result for each record. The list is empty until the records are processed.
    #[serde(deserialize_with = "unique::short_list::<MOST_RECORDS, _, _>")]
    pub(crate) results: Vec<BulkResult>,
}

/// The result of one record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum BulkResult {
    Inserted(Uuid),
    Updated(Uuid),
    Error { code: String, message: String },
}

impl BulkOperation {
    pub(crate) fn status(&self, now: DateTime<Utc>) -> BulkStatus {
        let failed = |result: &BulkResult| matches!(result, BulkResult::Error { .. });
        if now < self.accepted_at + PENDING {
            BulkStatus::Pending
        } else if self.results.is_empty() {
            BulkStatus::Processing
        } else if self.results.iter().any(failed) {
            BulkStatus::FinishedWithErrors
        } else {
            BulkStatus::Finished
        }
    }

    pub(super) fn is_due(&self, now: DateTime<Utc>) -> bool {
        let records = i32::try_from(self.records.len()).unwrap_or(i32::MAX);
        self.results.is_empty() && now >= self.accepted_at + PENDING + PER_RECORD * records
    }
}

/// All bulk operations that can be read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct BulkOperations(
    #[serde(deserialize_with = "unique::short_map::<MOST_OPERATIONS, _, _, _>")]
    pub(super)  BTreeMap<Uuid, BulkOperation>,
);

impl BulkOperations {
    /// Checks a snapshot: each bulk operation must be one that a call could have created.
    pub(super) fn check(&self) -> Checked {
        for (key, operation) in &self.0 {
            ensure(*key == operation.key, key, "the entry is under another key")?;
            check_time(format!("{key}.accepted_at"), Some(operation.accepted_at))?;
            let number = operation.records.len();
            let is_bounded = (1..=MOST_RECORDS).contains(&number);
            ensure(
                is_bounded,
                format!("{key}.records"),
                "records must be 1 to 100",
            )?;
            let results = operation.results.len();
            let is_whole = results == 0 || results == number;
            ensure(
                is_whole,
                format!("{key}.results"),
                "there is not one for each record",
            )?;
        }
        Ok(())
    }

    pub(crate) fn get(&self, key: Uuid) -> Option<&BulkOperation> {
        self.0.get(&key)
    }
}
