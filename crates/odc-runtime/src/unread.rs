//! A value of a response that does not fit its type: the information for users, and the log event about it.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use odc_http::text::one_line;
use serde_json::Value;

use crate::json_path::JsonPath;
use crate::operation::Operation;

/// The largest length of a path, in characters. The names of members come from the response.
const LONGEST_PATH: usize = 300;

/// How many places of an operation are remembered as logged. The names of members come from the response: a map with
/// many wrong members must not use up the room of other operations.
const MOST_PLACES: usize = 100;

/// How many operations are remembered.
const MOST_OPERATIONS: usize = 1000;

static WARNED: Mutex<Warned> = Mutex::new(Warned(BTreeMap::new()));

/// The places of each operation about which a warning was logged.
struct Warned(BTreeMap<String, HashSet<String>>);

impl Warned {
    /// Records that a warning about this place is logged. Returns false if one was logged earlier, or if no more are
    /// allowed.
    fn insert_first(&mut self, operation: String, place: &str) -> bool {
        let has_room = self.0.len() < MOST_OPERATIONS || self.0.contains_key(&operation);
        if !has_room {
            return false;
        }
        let places = self.0.entry(operation).or_default();
        places.len() < MOST_PLACES && places.insert(place.to_owned())
    }
}

/// A value of a response that does not fit its type, such as a timestamp in another form, or a number that is too
/// large.
///
/// It was left out, so that the rest of the response could be read: an optional field is `None`, and an element of a
/// list or a map is missing. [`ResponseValue::unread`](crate::ResponseValue::unread) returns all such values of a
/// response.
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

    /// The place in the unchanged response, for example `results[3].lastLoginAt`.
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

    /// The unchanged value. A whole number of more than 64 bits is rounded.
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

type Listener = dyn Fn(&'static Operation, &UnreadValue) + Send + Sync;

/// The user's function that is called with every omitted value, if set.
#[derive(Clone, Default)]
pub(crate) struct OnUnread(Option<Arc<Listener>>);

impl OnUnread {
    pub(crate) fn new(
        listener: impl Fn(&'static Operation, &UnreadValue) + Send + Sync + 'static,
    ) -> Self {
        Self(Some(Arc::new(listener)))
    }

    pub(crate) fn call(&self, operation: &'static Operation, unread: &[UnreadValue]) {
        if let Some(listener) = &self.0 {
            for value in unread {
                listener(operation, value);
            }
        }
    }
}

impl fmt::Debug for OnUnread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "OnUnread" } else { "none" })
    }
}

/// Logs the values that were left out of a response: the first one at a place of an operation as a warning, later
/// ones at DEBUG.
pub(crate) fn log(api: &str, operation: &Operation, unread: &[UnreadValue]) {
    for value in unread {
        let UnreadValue { path, message, .. } = value;
        let operation = operation.id();
        let is_first = insert_first(format!("{api} {operation}"), &value.place);
        let what = "a value in the response is not what the API document promises: it is left out";
        if is_first {
            tracing::warn!(api, operation, path, message, "{what}");
        } else {
            tracing::debug!(api, operation, path, message, "{what}");
        }
    }
}

fn insert_first(operation: String, place: &str) -> bool {
    let mut warned = WARNED.lock().unwrap_or_else(PoisonError::into_inner);
    warned.insert_first(operation, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_with_many_places_leaves_room_for_other_operations() {
        let mut warned = Warned(BTreeMap::new());
        let members = (0..2 * MOST_PLACES).map(|n| format!("sizes.{n}"));
        let logged = members.filter(|place| warned.insert_first("api one".to_owned(), place));
        assert_eq!(logged.count(), MOST_PLACES);
        assert!(warned.insert_first("api other".to_owned(), "sizes.0"));
        assert!(!warned.insert_first("api other".to_owned(), "sizes.0"));
    }

    #[test]
    fn the_number_of_remembered_operations_has_a_limit() {
        let mut warned = Warned(BTreeMap::new());
        let operations = (0..2 * MOST_OPERATIONS).map(|n| n.to_string());
        let logged = operations.filter(|operation| warned.insert_first(operation.clone(), "key"));
        assert_eq!(logged.count(), MOST_OPERATIONS);
        assert!(warned.insert_first("0".to_owned(), "name"));
    }
}
