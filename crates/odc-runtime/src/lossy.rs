//! Reads a response even if some of its values do not fit the API document.
//!
//! One wrong value, such as a timestamp in another form, must not make the whole page fail. Therefore a response that
//! cannot be read is read again without that value. The value becomes null if null is allowed there. If not, the
//! element of the list or the member of the map is left out. Each such value is reported with its place and its
//! unchanged text.
//!
//! Some values are never left out: objects and lists (except a null in their place), required fields of a struct, and
//! values that say where a list continues or what the state of an operation is. Without them the result would be
//! wrong, so the call fails. Rows that lack a required value are left out only if the caller asks for it. The total
//! of a list may be left out, because a list can end without it.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::distinct::Distinct;
use crate::error::{DecodeError, Undecoded, decode_json, printable_message};
use crate::json_path::{JsonPath, PathStep};
use crate::metered::{Meter, Metered};
use crate::operation::{Operation, Pages, Success};
use crate::unread::UnreadValue;

/// How often one response is read, at most. For each value that is left out, it is read once more.
const MOST_ATTEMPTS: usize = 1000;

/// How many bytes are read for one response, at most, in all attempts together. The thread does nothing else during
/// this time.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Even the largest response may be read this many times. To leave out an element of a list takes two attempts,
/// because the first one tries null in its place.
const LEAST_ATTEMPTS: usize = 4;

/// A value that was read, and what was left out of it.
pub(crate) struct Decoded<T> {
    pub(crate) value: T,
    pub(crate) unread: Vec<UnreadValue>,
}

/// The values that must not be left out of a response.
pub(crate) struct Rules {
    kept: Vec<&'static str>,
    skip_rows: bool,
}

impl Rules {
    /// The rules for a response of this operation. With `skip_rows`, rows that lack a required value are left out.
    pub(crate) fn new(operation: &Operation, skip_rows: bool) -> Self {
        let mut kept = Vec::new();
        if let Some(Success::List(list)) = operation.success() {
            match list.pages {
                Pages::Numbers { next, .. } | Pages::Texts { next, .. } => kept.push(next),
                Pages::Whole => {}
            }
        }
        kept.extend(operation.long_operation().map(|operation| operation.state));
        Self { kept, skip_rows }
    }

    /// Whether the value must not be left out. If the whole response could be left out, a call would seem to return
    /// nothing.
    fn keep(&self, path: &JsonPath) -> bool {
        path.0.is_empty() || self.kept.contains(&path.to_string().as_str())
    }
}

/// Decodes a body into a value that takes at most `room` bytes of memory. If a value is left out, the body as JSON
/// may take the same amount of memory again.
pub(crate) fn decode<T: DeserializeOwned>(
    body: &[u8],
    room: usize,
    rules: &Rules,
) -> Result<Decoded<T>, Undecoded> {
    let error = match decode_json(body, room) {
        Ok(value) => {
            let unread = Vec::new();
            return Ok(Decoded { value, unread });
        }
        Err(Undecoded::Unlike(error)) => error,
        Err(Undecoded::TooLarge) => return Err(Undecoded::TooLarge),
    };
    let attempts = (MOST_BYTES / body.len().max(1)).clamp(LEAST_ATTEMPTS, MOST_ATTEMPTS);
    let came = decode_json::<Distinct>(body, room).and_then(|_| decode_json(body, room));
    let read = came.map(|came| Reading::new(came, rules).read(room, attempts));
    match read {
        Ok(Ok(decoded)) => Ok(decoded),
        Ok(Err(Some(blocked))) => Err(Undecoded::Unlike(blocked)),
        Ok(Err(None)) | Err(_) => Err(Undecoded::Unlike(error)),
    }
}

/// Where and why a value could not be read.
struct Failure {
    path: JsonPath,
    message: String,
    expected_scalar: bool,
}

/// Reads the value. The failure is `None` if its place is not known.
fn attempt<T: DeserializeOwned>(value: &Value, room: usize) -> Result<T, Option<Failure>> {
    let meter = Rc::new(Meter::new(room));
    let read = meter.during(|| serde_path_to_error::deserialize(Metered::new(value, &meter)));
    read.map_err(|error| {
        // The values of a tuple have fixed places: if one of them were left out, the next one would be read in its
        // place.
        let is_known = !meter.exceeded() && !meter.failed_in_tuple();
        let mut path = JsonPath::of(error.path()).filter(|_| is_known)?;
        path.0.extend(meter.take_failed_member().0);
        Some(Failure {
            path,
            message: printable_message(&error.inner().to_string()),
            expected_scalar: meter.expected_scalar(),
        })
    })
}

/// A value that was left out.
struct LeftOut {
    /// Its path in the unchanged response, before elements were removed.
    came: JsonPath,
    /// Its path at the time when it was left out.
    path: JsonPath,
    message: String,
    value: Value,
    /// Whether its place is empty, without even a null.
    removed: bool,
}

impl LeftOut {
    /// Puts the value back into a row. The path of the row has `depth` steps.
    fn put_back(self, row: &mut Value, depth: usize) -> Option<()> {
        let path = JsonPath(self.path.0.get(depth..)?.to_vec());
        if !self.removed {
            *path.get_mut(row)? = self.value;
            return Some(());
        }
        let (outer, step) = path.split()?;
        match (outer.get_mut(row)?, step) {
            (Value::Object(members), PathStep::Member(name)) => {
                members.insert(name.clone(), self.value);
            }
            (Value::Array(elements), PathStep::Element(index)) if *index <= elements.len() => {
                elements.insert(*index, self.value);
            }
            _ => return None,
        }
        Some(())
    }
}

/// A response that is being read.
struct Reading<'r> {
    rules: &'r Rules,
    left: Value,
    /// The removed elements. Each has its list and its index in the unchanged response.
    removed: Vec<(JsonPath, usize)>,
    left_out: Vec<LeftOut>,
}

impl<'r> Reading<'r> {
    const fn new(came: Value, rules: &'r Rules) -> Self {
        Self {
            rules,
            left: came,
            removed: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// The error is `None` if it gives no more information than the first error.
    fn read<T: DeserializeOwned>(
        mut self,
        room: usize,
        attempts: usize,
    ) -> Result<Decoded<T>, Option<DecodeError>> {
        let mut last = None;
        for _ in 0..=attempts {
            match attempt(&self.left, room) {
                // The earlier failure does not concern a value.
                Ok(_) if self.left_out.is_empty() => return Err(None),
                Ok(value) => {
                    let unread = self.reported();
                    return Ok(Decoded { value, unread });
                }
                Err(failure) => {
                    let Some(failure) = failure else {
                        return Err(None);
                    };
                    let blocked = self.blocked(&failure);
                    self.leave_out(&failure).ok_or(Some(blocked.clone()))?;
                    last = Some(blocked);
                }
            }
        }
        let left_out = self.left_out.len();
        Err(last.map(|last| {
            let message = format!(
                "{}; it is number {left_out} of such values, too many for a body of this size",
                last.message()
            );
            DecodeError::new(last.path(), message)
        }))
    }

    /// The error for a value that cannot be left out. If a required field is missing because it was removed just now,
    /// the error is about its removed value.
    fn blocked(&self, failure: &Failure) -> DecodeError {
        let last = self.left_out.last().filter(|last| last.removed);
        let field = last.filter(|last| {
            let within = last.path.split();
            within.is_some_and(|(outer, step)| {
                outer == failure.path && matches!(step, PathStep::Member(_))
            })
        });
        let (path, message) = match field {
            Some(field) => (field.came.clone(), &field.message),
            None => (self.as_it_came(&failure.path), &failure.message),
        };
        DecodeError::new(&path.to_string(), message.clone())
    }

    fn leave_out(&mut self, failure: &Failure) -> Option<()> {
        let value = failure.path.get(&self.left)?;
        let is_scalar = !value.is_object() && !value.is_array();
        if self.rules.keep(&failure.path) {
            None
        } else if value.is_null() && !failure.expected_scalar && self.is_nothing(&failure.path) {
            self.remove(failure)
        } else if !is_scalar || !failure.expected_scalar {
            self.leave_out_row(failure)
        } else if value.is_null() {
            self.remove(failure)
        } else {
            let value = failure.path.get_mut(&mut self.left)?.take();
            self.note(failure.path.clone(), failure, value, false);
            Some(())
        }
    }

    /// Whether a null is an element of a list with other elements, or a member of an object: a place without a value.
    /// Leaving it out loses no information. A struct that requires the member then reports that it is missing.
    fn is_nothing(&self, path: &JsonPath) -> bool {
        match path.split() {
            Some((_, PathStep::Element(_))) => self.has_others(path),
            Some((_, PathStep::Member(_))) => !self.rules.skip_rows,
            None => false,
        }
    }

    fn note(&mut self, path: JsonPath, failure: &Failure, value: Value, removed: bool) {
        self.left_out.push(LeftOut {
            came: self.as_it_came(&path),
            path,
            message: failure.message.clone(),
            value,
            removed,
        });
    }

    /// Removes a null that its type does not allow. If it is a field of a struct, the next attempt reports it as
    /// missing.
    fn remove(&mut self, failure: &Failure) -> Option<()> {
        let path = &failure.path;
        let null = self.take(path)?;
        // If a value became null just now, it has already been left out.
        match self.left_out.last_mut() {
            Some(last) if last.path == *path && !last.removed => last.removed = true,
            _ => self.note(path.clone(), failure, null, true),
        }
        self.note_removed()
    }

    /// Removes the row with the failure, unless it is the only row. A list whose rows all failed must not look like a
    /// list without rows. In that case the row around that list is removed.
    fn leave_out_row(&mut self, failure: &Failure) -> Option<()> {
        if !self.rules.skip_rows {
            return None;
        }
        let path = failure.path.rows().find(|row| self.has_others(row))?;
        let mut row = self.take(&path)?;
        let came = self.as_it_came(&path);
        let left_out = std::mem::take(&mut self.left_out).into_iter();
        let (within, others): (Vec<_>, Vec<_>) =
            left_out.partition(|other| other.came.is_within(&came));
        self.left_out = others;
        for other in within.into_iter().rev() {
            other.put_back(&mut row, path.0.len())?;
        }
        self.note(path, failure, row, true);
        self.note_removed()
    }

    /// Whether the list of a row has other rows.
    fn has_others(&self, row: &JsonPath) -> bool {
        let list = row.split().and_then(|(list, _)| list.get(&self.left));
        list.and_then(Value::as_array)
            .is_some_and(|rows| rows.len() > 1)
    }

    /// Removes a member of an object or an element of a list.
    fn take(&mut self, path: &JsonPath) -> Option<Value> {
        let (outer, step) = path.split()?;
        match (outer.get_mut(&mut self.left)?, step) {
            (Value::Object(members), PathStep::Member(name)) => members.remove(name),
            (Value::Array(elements), PathStep::Element(index)) if *index < elements.len() => {
                Some(elements.remove(*index))
            }
            _ => None,
        }
    }

    /// Remembers the value that was removed last, if it was an element of a list.
    fn note_removed(&mut self) -> Option<()> {
        let (list, step) = self.left_out.last()?.came.split()?;
        if let PathStep::Element(index) = step {
            self.removed.push((list, *index));
            self.removed.sort_by_key(|(_, index)| *index);
        }
        Some(())
    }

    /// The path in the unchanged response, before elements were removed.
    fn as_it_came(&self, path: &JsonPath) -> JsonPath {
        let mut came = JsonPath::default();
        for step in &path.0 {
            let step = match step {
                PathStep::Member(name) => PathStep::Member(name.clone()),
                PathStep::Element(index) => {
                    let removed = self.removed.iter().filter(|(list, _)| *list == came);
                    let before =
                        |index, (_, gone): &(_, usize)| index + usize::from(*gone <= index);
                    PathStep::Element(removed.fold(*index, before))
                }
            };
            came.0.push(step);
        }
        came
    }

    fn reported(self) -> Vec<UnreadValue> {
        let left_out = self.left_out.into_iter();
        let unread = left_out.map(|one| UnreadValue::new(&one.came, one.message, one.value));
        unread.collect()
    }
}

#[cfg(test)]
mod tests;
