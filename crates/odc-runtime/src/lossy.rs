//! Reads a response although values in it are not what the API document promises.
//!
//! One odd value, such as a timestamp in another form, must not cost the whole page that it is in. So a response that
//! cannot be read is read again without that value: as null where null may be, else without the element of a list or
//! the member of a map. What is left out is reported with its place and the value as it came.
//!
//! Some values are never left out: objects and lists (but a null in place of one is), required fields of a struct, and values that say where a
//! list goes on or how far an operation is. Without them the result would be wrong, so they make the call fail. Only a
//! caller who says so reads a list without the rows that lack a required value. The total of a list may be left out: a list
//! ends without it, too.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::distinct::Distinct;
use crate::error::{DecodeError, Undecoded, decode_json, printable_message};
use crate::json_path::{JsonPath, PathStep};
use crate::metered::{Meter, Metered};
use crate::operation::{Operation, Pages, Success};
use crate::unread::UnreadValue;

/// How often one response is read at most. Each value that is left out means reading once more.
const MOST_ATTEMPTS: usize = 1000;

/// How many bytes are read for one response at most, over all attempts. The thread that reads does nothing else.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Even the largest response may be read this many times. An element of a list takes two attempts: null may be in its
/// place.
const LEAST_ATTEMPTS: usize = 4;

/// A value that was read, and what was left out of it.
pub(crate) struct Decoded<T> {
    pub(crate) value: T,
    pub(crate) unread: Vec<UnreadValue>,
}

/// What must not be left out of a response.
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

    /// Whether the value must not be left out. Without the whole response, a call would seem to return nothing.
    fn keep(&self, path: &JsonPath) -> bool {
        path.0.is_empty() || self.kept.contains(&path.to_string().as_str())
    }
}

/// Decodes a body into a value that takes at most `room` bytes of memory. If a value is left out, the body takes up to as
/// much again as JSON in memory.
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

/// Reads the value. The failure is `None` when its place is not known.
fn attempt<T: DeserializeOwned>(value: &Value, room: usize) -> Result<T, Option<Failure>> {
    let meter = Rc::new(Meter::new(room));
    let read = meter.during(|| serde_path_to_error::deserialize(Metered::new(value, &meter)));
    read.map_err(|error| {
        // The values of a tuple have fixed places: without one of them, the next would be read in its place.
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
    /// Its path in the response as it came, before elements were removed.
    came: JsonPath,
    /// Its path when it was left out.
    path: JsonPath,
    message: String,
    value: Value,
    /// Whether nothing is in its place, not even null.
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
    /// The elements that were removed, each by its list and its index in the response as it came.
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

    /// The error is `None` when it says no more than the first one.
    fn read<T: DeserializeOwned>(
        mut self,
        room: usize,
        attempts: usize,
    ) -> Result<Decoded<T>, Option<DecodeError>> {
        let mut last = None;
        for _ in 0..=attempts {
            match attempt(&self.left, room) {
                // What failed before is not about a value.
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

    /// The error when the value cannot be left out. A required field that was removed just now is missing: the error is
    /// about the value that it had.
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

    /// Whether a null is an element of a list with other elements, or a member of an object: a place without a value. It
    /// loses nothing to be left out. A struct that needs the member misses it then.
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

    /// Removes a null that its type does not allow. If it is a field of a struct, the next attempt misses it.
    fn remove(&mut self, failure: &Failure) -> Option<()> {
        let path = &failure.path;
        let null = self.take(path)?;
        // A value that became null just now is left out already.
        match self.left_out.last_mut() {
            Some(last) if last.path == *path && !last.removed => last.removed = true,
            _ => self.note(path.clone(), failure, null, true),
        }
        self.note_removed()
    }

    /// Removes the row that the failure is in, unless it is the only one: a list that is empty for want of rows that can
    /// be read must not look like one without rows. Then the row around that list is removed.
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

    /// Takes a member of an object or an element of a list away.
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

    /// The path in the response as it came, before elements were removed.
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
