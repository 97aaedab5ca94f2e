//! Finds a changed member of an object, and writes the sentence about it.

use serde_json::Value;

use super::change::Event;
use super::place::{Place, is_same_value};

/// The longest value that is shown, in characters.
const MAX_SHOWN: usize = 40;

/// Members with prose or samples. Their values are not shown.
const PROSE: [&str; 4] = ["summary", "description", "example", "examples"];

/// A member that differs.
#[derive(Debug)]
pub(super) struct Setting<'s> {
    key: &'s str,
    was: Option<&'s Value>,
    is: Option<&'s Value>,
    pub(super) event: Event,
    pub(super) pointer: String,
}

impl<'s> Setting<'s> {
    /// The change of a member, or `None` when both values mean the same.
    pub(super) fn changed(
        key: &'s str,
        was: Option<&Place<'s>>,
        is: Option<&Place<'s>>,
    ) -> Option<Self> {
        let (event, at) = match (was, is) {
            (None, None) => return None,
            (Some(was), Some(is)) if is_same_value(was.value, is.value) => return None,
            (Some(_), Some(is)) => (Event::Changed, is),
            (Some(was), None) => (Event::Removed, was),
            (None, Some(is)) => (Event::Added, is),
        };
        // A flag that is false means the same as a missing one.
        let off = |at: Option<&Place<'s>>| at.is_none_or(|at| *at.value == Value::Bool(false));
        (!(off(was) && off(is))).then(|| Self {
            key,
            was: was.map(|at| at.value),
            is: is.map(|at| at.value),
            event,
            pointer: at.pointer.clone(),
        })
    }

    /// The sentence about the change: ``minLength of request field `name` is 3 now, was 1``.
    pub(super) fn sentence(&self, place: &str) -> String {
        let key = self.key;
        let on = self.is == Some(&Value::Bool(true));
        match (key, on) {
            ("deprecated", true) => return format!("{place} is deprecated now"),
            ("deprecated", false) => return format!("{place} is no longer deprecated"),
            ("required", true) => return format!("{place} is required now"),
            ("required", false) => return format!("{place} is optional now"),
            _ => {}
        }
        let [was, is] = [self.was, self.is].map(value_phrase);
        match (was, is) {
            (Some(was), Some(is)) if !PROSE.contains(&key) => {
                let list = |value: Option<&Value>| value.is_some_and(Value::is_array);
                let (be, before) = if list(self.was) || list(self.is) {
                    ("are", "were")
                } else {
                    ("is", "was")
                };
                format!("{key} of {place} {be} {is} now, {before} {was}")
            }
            _ => format!("{key} of {place} {}", self.event.word()),
        }
    }
}

/// A value as part of a sentence, or `None` for a long value.
fn value_phrase(value: Option<&Value>) -> Option<String> {
    let Some(value) = value else {
        return Some("not set".to_owned());
    };
    let plain = |value: &Value| !value.is_object() && !value.is_array();
    let text = match value {
        Value::String(text) => format!("`{text}`"),
        Value::Array(list) if !list.is_empty() && list.iter().all(plain) => {
            let list: Option<Vec<String>> =
                list.iter().map(|value| value_phrase(Some(value))).collect();
            list?.join(", ")
        }
        value if plain(value) => value.to_string(),
        _ => return None,
    };
    (text.chars().count() <= MAX_SHOWN && !text.contains('\n')).then_some(text)
}
