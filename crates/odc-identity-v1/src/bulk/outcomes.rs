//! Matches results with records. The service promises no order, so the e-mail address, username or subject decides.

use std::fmt;

use odc_http::text::printable;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::types::{BulkRecordStatus, BulkUserOperation, BulkUserRecord, BulkUserResult, NewUser};

/// The outcome of one record of a bulk creation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum RecordOutcome {
    /// A user was created. It has the key, if the service sent it.
    Inserted(Option<Uuid>),
    /// An existing user was changed, such as by adding the built-in identity provider.
    Updated(Option<Uuid>),
    /// The user already existed, or the run has created it without a response that said so. It has the key, if it was
    /// looked up. See [`Existing`](super::Existing).
    Existing(Option<Uuid>),
    /// The service refused the record.
    Failed {
        /// The service's code, for example for an e-mail address that is already in use.
        code: Option<String>,
        /// The service's message.
        message: Option<String>,
    },
    /// The service reported a state that is not a failure and that this version does not know.
    Other {
        /// The state, unchanged.
        status: String,
        /// The key of the user, if the service sent it.
        key: Option<Uuid>,
    },
    /// The operation ended, but none of its results matches this record, and no user with its e-mail address was
    /// found.
    Unreported,
    /// The record was not sent, or its operation had not ended when the run stopped.
    Unfinished,
}

impl RecordOutcome {
    /// Whether the service refused the record.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }

    /// Whether the user exists now.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(
            self,
            Self::Inserted(_) | Self::Updated(_) | Self::Existing(_)
        )
    }

    /// Whether a user with the e-mail address, username or subject of the record existed before.
    ///
    /// No document lists the codes of the service. Therefore its message decides, too: the words for something that
    /// already exists.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        let Self::Failed { code, message } = self else {
            return matches!(self, Self::Existing(_));
        };
        [code, message]
            .into_iter()
            .flatten()
            .any(|text| says_duplicate(text))
    }

    /// The key of the user, if there is one.
    #[must_use]
    pub fn key(&self) -> Option<Uuid> {
        match self {
            Self::Inserted(key)
            | Self::Updated(key)
            | Self::Existing(key)
            | Self::Other { key, .. } => *key,
            _ => None,
        }
    }

    fn from_result(result: &BulkUserResult) -> Self {
        let key = result.record.as_ref().and_then(|record| record.key);
        let failed = || Self::Failed {
            code: result.error_code.clone(),
            message: result.error_message.clone(),
        };
        match &result.status {
            Some(BulkRecordStatus::Inserted) => Self::Inserted(key),
            Some(BulkRecordStatus::Updated) => Self::Updated(key),
            Some(BulkRecordStatus::Error) => failed(),
            _ if result.error_code.is_some() => failed(),
            Some(other) => Self::Other {
                status: other.to_string(),
                key,
            },
            None => Self::Unreported,
        }
    }
}

impl fmt::Display for RecordOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inserted(_) => f.write_str("created"),
            Self::Updated(_) => f.write_str("updated"),
            Self::Existing(_) => f.write_str("exists already"),
            Self::Failed { code, message } => {
                let message = message.as_deref().unwrap_or("no reason given");
                write!(f, "refused: {}", printable(message))?;
                code.iter()
                    .try_for_each(|code| write!(f, " ({})", printable(code)))
            }
            Self::Other { status, .. } => printable(status).fmt(f),
            Self::Unreported => f.write_str("not reported"),
            Self::Unfinished => f.write_str("not finished"),
        }
    }
}

/// Whether a code or a message says that something already exists. Text such as "already reached", for a limit, does
/// not count.
fn says_duplicate(text: &str) -> bool {
    const PHRASES: [&str; 9] = [
        "duplicate",
        "alreadyexist",
        "existsalready",
        "existalready",
        "alreadyinuse",
        "alreadyused",
        "alreadytaken",
        "alreadyregistered",
        "istaken",
    ];
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    let text: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    PHRASES.iter().any(|phrase| text.contains(phrase))
}

/// One outcome per record, in the order of the records.
pub(super) fn match_results(
    records: &[&NewUser],
    operation: &BulkUserOperation,
) -> Vec<RecordOutcome> {
    let mut outcomes: Vec<Option<RecordOutcome>> = vec![None; records.len()];
    let mut left: Vec<&BulkUserResult> = operation.operations.iter().collect();
    // The e-mail address is compared first, because several records may have the same username.
    for by in 0..IDENTITIES {
        left.retain(|result| {
            let Some(echo) = &result.record else {
                return true;
            };
            let is_it = |i: &usize| outcomes[*i].is_none() && is_echo_of(echo, records[*i], by);
            let found = (0..records.len()).find(is_it);
            if let Some(i) = found {
                outcomes[i] = Some(RecordOutcome::from_result(result));
            }
            found.is_none()
        });
    }
    // A result without a name can be matched only if exactly one record and one result are left.
    let mut open: Vec<&mut Option<RecordOutcome>> = outcomes
        .iter_mut()
        .filter(|outcome| outcome.is_none())
        .collect();
    if let ([only], [result]) = (open.as_mut_slice(), left.as_slice()) {
        **only = Some(RecordOutcome::from_result(result));
    }
    outcomes
        .into_iter()
        .map(|outcome| outcome.unwrap_or_else(|| of_whole(operation)))
        .collect()
}

/// The outcome of a record without its own result, from the error of the whole operation.
fn of_whole(operation: &BulkUserOperation) -> RecordOutcome {
    if operation.error_code.is_none() && operation.error_message.is_none() {
        return RecordOutcome::Unreported;
    }
    RecordOutcome::Failed {
        code: operation.error_code.clone(),
        message: operation.error_message.clone(),
    }
}

/// The number of identities that match a result with a record: e-mail address, username and subject. The best
/// identity is first.
const IDENTITIES: usize = 3;

/// Whether both have the same value of this identity, and no better identity is different.
fn is_echo_of(echo: &BulkUserRecord, record: &NewUser, by: usize) -> bool {
    let pairs = [
        (&echo.email, &record.email),
        (&echo.username, &record.username),
        (&echo.subject, &record.subject),
    ];
    let same = |(a, b): &(&Option<String>, &Option<String>)| match (a, b) {
        (Some(a), Some(b)) => Some(a.eq_ignore_ascii_case(b)),
        _ => None,
    };
    same(&pairs[by]) == Some(true) && pairs[..by].iter().all(|pair| same(pair) != Some(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(records: &[NewUser], operation: &BulkUserOperation) -> Vec<RecordOutcome> {
        match_results(&records.iter().collect::<Vec<_>>(), operation)
    }

    fn record(email: &str) -> NewUser {
        NewUser::builder().email(email).build().unwrap()
    }

    fn result(email: Option<&str>, status: BulkRecordStatus) -> BulkUserResult {
        let echo = BulkUserRecord::builder();
        let echo = email
            .map_or(echo.clone(), |email| echo.email(email))
            .build()
            .unwrap();
        BulkUserResult::builder()
            .status(status)
            .record(echo)
            .error_message("no")
            .build()
            .unwrap()
    }

    #[test]
    fn text_of_the_service_is_printed_on_one_line() {
        let failed = RecordOutcome::Failed {
            code: Some("A\u{1b}[2J".to_owned()),
            message: Some("two\r\nlines".to_owned()),
        };
        assert_eq!(failed.to_string(), r"refused: two\r\nlines (A\u{1b}[2J)");
        let other = RecordOutcome::Other {
            status: "Odd\u{202e}".to_owned(),
            key: None,
        };
        assert_eq!(other.to_string(), r"Odd\u{202e}");
    }

    #[test]
    fn a_refusal_is_a_duplicate_by_its_code_or_its_message() {
        let failed = |code: &str, message: &str| RecordOutcome::Failed {
            code: Some(code.to_owned()),
            message: Some(message.to_owned()),
        };
        for (outcome, is_duplicate) in [
            (
                failed("OS-ID-BIZ-40002", "a user with this email exists already"),
                true,
            ),
            (failed("EmailAlreadyInUse", ""), true),
            (failed("OS-ID-BIZ-40001", "the address is not valid"), false),
            (failed("", "The e-mail address is already in use."), true),
            (failed("", "User already exists"), true),
            (failed("", "the limit of users is already reached"), false),
            (failed("", "no role with this key exists"), false),
            (RecordOutcome::Existing(None), true),
            (RecordOutcome::Inserted(None), false),
        ] {
            assert_eq!(outcome.is_duplicate(), is_duplicate, "{outcome:?}");
        }
        assert!(RecordOutcome::Existing(Some(Uuid::max())).is_success());
        assert_eq!(
            RecordOutcome::Existing(Some(Uuid::max())).key(),
            Some(Uuid::max())
        );
    }

    fn operation(results: Vec<BulkUserResult>) -> BulkUserOperation {
        BulkUserOperation::builder()
            .key(Uuid::nil())
            .operations(results)
            .build()
            .unwrap()
    }

    #[test]
    fn results_match_their_records_in_any_order_and_any_case() {
        let ended = operation(vec![
            result(Some("B@x.test"), BulkRecordStatus::Error),
            result(Some("a@x.test"), BulkRecordStatus::Inserted),
        ]);
        let outcomes = matched(&[record("a@x.test"), record("b@x.test")], &ended);
        assert_eq!(outcomes[0], RecordOutcome::Inserted(None));
        assert_eq!(outcomes[1].to_string(), "refused: no");
    }

    #[test]
    fn two_records_with_the_same_address_get_one_result_each() {
        let ended = operation(vec![
            result(Some("a@x.test"), BulkRecordStatus::Inserted),
            result(Some("a@x.test"), BulkRecordStatus::Error),
        ]);
        let outcomes = matched(&[record("a@x.test"), record("a@x.test")], &ended);
        assert_eq!(
            (outcomes[0].is_failure(), outcomes[1].is_failure()),
            (false, true)
        );
    }

    #[test]
    fn a_shared_username_does_not_take_the_result_of_another_record() {
        let named = |email: Option<&str>| {
            let record = NewUser::builder().username("ana");
            email
                .map_or(record.clone(), |email| record.email(email))
                .build()
                .unwrap()
        };
        let echo = BulkUserRecord::builder()
            .email("a@x.test")
            .username("ana")
            .build()
            .unwrap();
        let own = BulkUserResult::builder()
            .status(BulkRecordStatus::Inserted)
            .record(echo)
            .build()
            .unwrap();
        let echo = BulkUserRecord::builder().username("ana").build().unwrap();
        let other = BulkUserResult::builder()
            .status(BulkRecordStatus::Error)
            .record(echo)
            .build()
            .unwrap();
        let outcomes = matched(
            &[named(None), named(Some("a@x.test"))],
            &operation(vec![own, other]),
        );
        assert!(
            outcomes[0].is_failure() && outcomes[1].is_success(),
            "{outcomes:?}"
        );
    }

    #[test]
    fn an_unknown_state_is_not_a_failure() {
        let ended = operation(vec![result(
            Some("a@x.test"),
            BulkRecordStatus::Unknown("Merged".into()),
        )]);
        let outcomes = matched(&[record("a@x.test")], &ended);
        assert_eq!(outcomes[0].to_string(), "Merged");
        assert!(!outcomes[0].is_failure() && !outcomes[0].is_success());
    }

    #[test]
    fn the_last_result_without_an_identity_belongs_to_the_last_record() {
        let ended = operation(vec![
            result(Some("a@x.test"), BulkRecordStatus::Inserted),
            result(None, BulkRecordStatus::Inserted),
        ]);
        let outcomes = matched(&[record("a@x.test"), record("b@x.test")], &ended);
        assert_eq!(outcomes[1], RecordOutcome::Inserted(None));
    }

    #[test]
    fn a_record_without_a_result_is_unreported() {
        let outcomes = matched(
            &[record("a@x.test"), record("b@x.test")],
            &operation(Vec::new()),
        );
        assert_eq!(
            outcomes,
            [RecordOutcome::Unreported, RecordOutcome::Unreported]
        );
    }
}
