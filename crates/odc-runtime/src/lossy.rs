//! Reads a response although values in it are not what the API document promises.
//!
//! One odd value, such as a timestamp in another form, must not cost the whole page that it is in. So a response that
//! cannot be read is read again without that value: as null where null may be, else without the element of a list or
//! the member of a map. What is left out is reported with its place and the value as it came.
//!
//! Some values are never left out: objects and lists, required fields of a struct, and values that say how a list goes
//! on or how far an operation is. Without them the result would be wrong, so they make the call fail. Only a caller who
//! says so reads a list without the rows that lack a required value.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Undecoded, decode_json, printable_message};
use crate::json_path::{JsonPath, Step};
use crate::metered::{Meter, Metered};
use crate::operation::{Operation, Pages, Success};
use crate::unread::UnreadValue;

/// How many values are left out of one response at most.
const MOST_VALUES: usize = 1000;

/// How many bytes are read for one response at most, since each value that is left out means reading once more.
const MOST_BYTES: usize = 256 * 1024 * 1024;

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
                Pages::Numbers { next, total, .. } => kept.extend(total.into_iter().chain([next])),
                Pages::Texts { next, .. } => kept.push(next),
                Pages::Whole => {}
            }
        }
        kept.extend(operation.long_operation().map(|operation| operation.state));
        Self { kept, skip_rows }
    }

    fn keep(&self, path: &JsonPath) -> bool {
        self.kept.contains(&path.to_string().as_str())
    }
}

/// Decodes a body into a value that takes at most `room` bytes of memory.
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
    let read = decode_json(body, room).ok().and_then(|came: Value| {
        let attempts = (MOST_BYTES / body.len().max(1)).clamp(1, MOST_VALUES);
        Reading::new(came, rules).read(room, attempts)
    });
    read.ok_or(Undecoded::Unlike(error))
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
        let path = JsonPath::of(error.path()).filter(|_| !meter.exceeded())?;
        Some(Failure {
            path,
            message: printable_message(&error.inner().to_string()),
            expected_scalar: meter.expected_scalar(),
        })
    })
}

/// A response that is being read.
struct Reading<'r> {
    rules: &'r Rules,
    came: Value,
    left: Value,
    /// The elements that were removed, each by its list and its index in the response as it came.
    removed: Vec<(JsonPath, usize)>,
    /// What was left out, by its path in the response as it came.
    unread: Vec<(JsonPath, String)>,
    /// The path of the value that became null last.
    nulled: Option<JsonPath>,
}

impl<'r> Reading<'r> {
    fn new(came: Value, rules: &'r Rules) -> Self {
        Self {
            rules,
            left: came.clone(),
            came,
            removed: Vec::new(),
            unread: Vec::new(),
            nulled: None,
        }
    }

    fn read<T: DeserializeOwned>(mut self, room: usize, attempts: usize) -> Option<Decoded<T>> {
        for _ in 0..attempts {
            match attempt(&self.left, room) {
                // What failed before, for example a member that is there twice, is not about a value.
                Ok(_) if self.unread.is_empty() => return None,
                Ok(value) => {
                    let unread = self.reported();
                    return Some(Decoded { value, unread });
                }
                Err(failure) => self.leave_out(failure?)?,
            }
        }
        None
    }

    fn leave_out(&mut self, failure: Failure) -> Option<()> {
        let value = failure.path.get(&self.left)?;
        let is_scalar = !value.is_object() && !value.is_array();
        if self.rules.keep(&failure.path) {
            None
        } else if !is_scalar || !failure.expected_scalar {
            self.leave_out_row(failure)
        } else if value.is_null() {
            self.remove(failure)
        } else {
            *failure.path.get_mut(&mut self.left)? = Value::Null;
            self.nulled = Some(failure.path.clone());
            let path = self.as_it_came(&failure.path);
            self.unread.push((path, failure.message));
            Some(())
        }
    }

    /// Removes a null that its type does not allow. If it is a field of a struct, the next attempt misses it.
    fn remove(&mut self, failure: Failure) -> Option<()> {
        let path = self.as_it_came(&failure.path);
        if self.nulled.as_ref() != Some(&failure.path) {
            self.unread.push((path.clone(), failure.message));
        }
        self.nulled = None;
        let (outer, step) = failure.path.split()?;
        match (outer.get_mut(&mut self.left)?, step) {
            (Value::Object(members), Step::Member(name)) => drop(members.remove(name)?),
            (Value::Array(elements), Step::Element(index)) => {
                elements.remove(*index);
                self.note_removed(&path)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Removes the row that the failure is in, unless it is the only one: a list that is empty for want of rows that can
    /// be read must not look like one without rows.
    fn leave_out_row(&mut self, failure: Failure) -> Option<()> {
        let row = failure.path.row().filter(|_| self.rules.skip_rows)?;
        let path = self.as_it_came(&row);
        let (list, step) = row.split()?;
        match (list.get_mut(&mut self.left)?, step) {
            (Value::Array(rows), Step::Element(index)) if rows.len() > 1 => {
                drop(rows.remove(*index));
            }
            _ => return None,
        }
        self.note_removed(&path)?;
        self.unread.retain(|(other, _)| !other.is_within(&path));
        self.unread.push((path, failure.message));
        Some(())
    }

    fn note_removed(&mut self, came: &JsonPath) -> Option<()> {
        let (list, Step::Element(index)) = came.split()? else {
            return None;
        };
        self.removed.push((list, *index));
        self.removed.sort_by_key(|(_, index)| *index);
        Some(())
    }

    /// The path in the response as it came, before elements were removed.
    fn as_it_came(&self, path: &JsonPath) -> JsonPath {
        let mut came = JsonPath::default();
        for step in &path.0 {
            let step = match step {
                Step::Member(name) => Step::Member(name.clone()),
                Step::Element(index) => {
                    let removed = self.removed.iter().filter(|(list, _)| *list == came);
                    let before =
                        |index, (_, gone): &(_, usize)| index + usize::from(*gone <= index);
                    Step::Element(removed.fold(*index, before))
                }
            };
            came.0.push(step);
        }
        came
    }

    fn reported(self) -> Vec<UnreadValue> {
        let Self { unread, came, .. } = self;
        let unread = unread.into_iter().map(|(path, message)| {
            let value = path.get(&came).cloned().unwrap_or_default();
            UnreadValue::new(&path, message, value)
        });
        unread.collect()
    }
}

#[cfg(test)]
mod tests;
