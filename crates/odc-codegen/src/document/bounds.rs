//! The limits of every document: how deeply it nests, how long its names and pointers are, how large it is.

use serde_json::Value;

use super::pointer::child;
use super::problem::{Problem, Result};

/// The deepest nesting of a document. No published document nests nearly as deeply. Without the limit, recursion over a
/// document could overflow the stack.
pub(crate) const MAX_DEPTH: usize = 120;

/// The longest name of a member, in bytes.
pub(super) const MAX_KEY: usize = 1_000;

/// The longest JSON pointer to a value, in bytes. Reports name values by their pointers.
const MAX_POINTER: usize = 4_000;

/// Roughly how many bytes a value takes as JSON text.
pub(crate) fn weight(value: &Value) -> usize {
    let quoted = |text: &str| text.len() + 3;
    match value {
        Value::String(text) => quoted(text),
        Value::Array(list) => 2 + list.iter().map(weight).sum::<usize>(),
        Value::Object(object) => {
            let members = object
                .iter()
                .map(|(key, value)| quoted(key) + weight(value));
            2 + members.sum::<usize>()
        }
        _ => 5,
    }
}

/// The path to a value. It holds no text of its own; only [`pointer`](Self::pointer) allocates one.
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

/// Checks the depth of a value and the length of its names and pointers.
///
/// # Errors
/// The first value beyond a limit, with its pointer.
pub(super) fn check_bounds(
    value: &Value,
    place: &Place<'_>,
    (depth, length): (usize, usize),
) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(too_deep().pointer(place.pointer()));
    }
    if length > MAX_POINTER {
        let what = format!("the JSON pointer of a value is longer than {MAX_POINTER} bytes");
        let problem =
            Problem::new(what).fix("move the inner schema to a component and refer to it");
        return Err(problem.pointer(place.pointer()));
    }
    match value {
        Value::Object(object) => object.iter().try_for_each(|(key, value)| {
            if key.len() > MAX_KEY {
                let what = format!("a name of {} bytes; the limit is {MAX_KEY}", key.len());
                let problem = Problem::new(what).fix("use a shorter name");
                return Err(problem.pointer(place.pointer()));
            }
            let place = Place::Member(place, key);
            check_bounds(value, &place, (depth + 1, length + key.len() + 1))
        }),
        Value::Array(list) => list.iter().enumerate().try_for_each(|(i, value)| {
            check_bounds(value, &Place::Element(place, i), (depth + 1, length + 8))
        }),
        _ => Ok(()),
    }
}

/// The problem of a document or an overlay that nests too deeply, or of an action that makes a document nest too
/// deeply.
pub(crate) fn too_deep() -> Problem {
    Problem::new(format!("nested deeper than {MAX_DEPTH} levels"))
        .fix("move the inner schema to a component and refer to it")
}
