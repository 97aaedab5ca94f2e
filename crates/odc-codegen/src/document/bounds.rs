//! What no document exceeds: how deep it is, how long its names are, how large it becomes.

use serde_json::Value;

use super::pointer::child;
use super::problem::{Problem, Result};

/// Deeper nesting than any document has; keeps recursion off the end of the stack.
pub(crate) const MAX_DEPTH: usize = 120;

/// Longer names than any document has, in bytes.
pub(super) const MAX_KEY: usize = 1_000;

/// Longer JSON pointers than any document has, in bytes: what is found is told by them.
const MAX_POINTER: usize = 4_000;

/// About how many bytes a value takes.
pub(crate) fn weight(value: &Value) -> usize {
    let of = |text: &str| text.len() + 3;
    match value {
        Value::String(text) => of(text),
        Value::Array(list) => 2 + list.iter().map(weight).sum::<usize>(),
        Value::Object(object) => {
            let members = object.iter().map(|(key, value)| of(key) + weight(value));
            2 + members.sum::<usize>()
        }
        _ => 5,
    }
}

/// The way to a value, without a text for each step of it.
pub(super) enum Place<'a> {
    Root,
    Member(&'a Place<'a>, &'a str),
    Element(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub(super) fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Member(parent, key) => child(&parent.pointer(), key),
            Self::Element(parent, i) => format!("{}/{i}", parent.pointer()),
        }
    }
}

/// Refuses what stands deeper, or under longer names, than in any document; with its pointer.
pub(super) fn bounds(
    value: &Value,
    place: &Place<'_>,
    (depth, length): (usize, usize),
) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(too_deep().pointer(place.pointer()));
    }
    if length > MAX_POINTER {
        let what = format!("the way to a value is longer than {MAX_POINTER} bytes");
        let problem =
            Problem::new(what).fix("give what is inside a name of its own, and refer to it");
        return Err(problem.pointer(place.pointer()));
    }
    match value {
        Value::Object(object) => object.iter().try_for_each(|(key, value)| {
            if key.len() > MAX_KEY {
                let what = format!(
                    "a name of {} bytes; the longest may have {MAX_KEY}",
                    key.len()
                );
                let problem = Problem::new(what).fix("give it a shorter one");
                return Err(problem.pointer(place.pointer()));
            }
            let place = Place::Member(place, key);
            bounds(value, &place, (depth + 1, length + key.len() + 1))
        }),
        Value::Array(list) => list.iter().enumerate().try_for_each(|(i, value)| {
            bounds(value, &Place::Element(place, i), (depth + 1, length + 8))
        }),
        _ => Ok(()),
    }
}

/// Of a document, or of an action that would make it so.
pub(crate) fn too_deep() -> Problem {
    Problem::new(format!("nested deeper than {MAX_DEPTH} levels"))
        .fix("give what is inside a name of its own, and refer to it")
}
