//! A value of a response that its type cannot hold: what users get of it, and the log event about it.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use odc_http::text::one_line;
use serde_json::Value;

use crate::json_path::JsonPath;
use crate::operation::Operation;

/// How many characters of a path are kept: the names of members come from the response.
const LONGEST_PATH: usize = 300;

/// How many places are remembered as logged. The names of members come from the response.
const MOST_PLACES: usize = 1000;

static WARNED: Mutex<Option<HashSet<String>>> = Mutex::new(None);

/// A value of a response that its type cannot hold, such as a timestamp in another form, or a number that is too large.
///
/// It was left out, so that the rest of the response could be read: an optional field is `None`, and an element of a list
/// or a map is missing. [`ResponseValue::unread`](crate::ResponseValue::unread) has all of a response.
///
/// `Debug` does not show the value, which may be personal.
#[derive(Clone, PartialEq)]
pub struct UnreadValue {
    path: String,
    place: String,
    message: String,
    value: Value,
}

impl UnreadValue {
    pub(crate) fn new(path: &JsonPath, message: String, value: Value) -> Self {
        Self {
            path: one_line(&path.to_string(), LONGEST_PATH),
            place: one_line(&path.in_every_row(), LONGEST_PATH),
            message,
            value,
        }
    }

    /// The place in the response as it came, for example `results[3].lastLoginAt`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The place in every row of a list, for example `results[].lastLoginAt`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What was expected instead, without the value.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The value as it came.
    #[must_use]
    pub const fn value(&self) -> &Value {
        &self.value
    }
}

impl fmt::Debug for UnreadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnreadValue")
            .field("path", &self.path)
            .field("message", &self.message)
            .finish_non_exhaustive()
    }
}

type Hear = dyn Fn(&'static Operation, &UnreadValue) + Send + Sync;

/// A user's function that hears of every value that was left out, or none.
#[derive(Clone, Default)]
pub(crate) struct OnUnread(Option<Arc<Hear>>);

impl OnUnread {
    pub(crate) fn new(
        hear: impl Fn(&'static Operation, &UnreadValue) + Send + Sync + 'static,
    ) -> Self {
        Self(Some(Arc::new(hear)))
    }

    pub(crate) fn hear(&self, operation: &'static Operation, unread: &[UnreadValue]) {
        if let Some(hear) = &self.0 {
            for value in unread {
                hear(operation, value);
            }
        }
    }
}

impl fmt::Debug for OnUnread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "OnUnread" } else { "none" })
    }
}

/// Logs the values that were left out of a response: a warning the first time for a place of an operation, then at DEBUG.
pub(crate) fn log(api: &str, operation: &Operation, unread: &[UnreadValue]) {
    for value in unread {
        let UnreadValue { path, message, .. } = value;
        let operation = operation.id();
        let place = format!("{api} {operation} {}", value.place);
        let what = "a value in the response is not what the API document promises: it is left out";
        if first_time(place) {
            tracing::warn!(api, operation, path, message, "{what}");
        } else {
            tracing::debug!(api, operation, path, message, "{what}");
        }
    }
}

fn first_time(place: String) -> bool {
    let mut warned = WARNED.lock().unwrap_or_else(PoisonError::into_inner);
    let warned = warned.get_or_insert_default();
    warned.len() < MOST_PLACES && warned.insert(place)
}
