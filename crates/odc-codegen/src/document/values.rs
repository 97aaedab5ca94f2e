//! Reads members of an object as texts, lists and flags.

use serde_json::Value;

pub(crate) fn text(value: Option<&Value>) -> String {
    value
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// A text on one line.
#[must_use]
pub fn one_line(value: Option<&Value>) -> String {
    text(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|v| text(Some(v)))
        .collect()
}

/// The description, after the word "Deprecated." where that is so. (Generated code that uses a type with the attribute
/// `deprecated` would cause warnings.)
pub(crate) fn prose(value: &Value) -> String {
    let description = text(value.get("description"));
    if flag(value, "deprecated") {
        format!("Deprecated. {description}").trim_end().to_owned()
    } else {
        description
    }
}

pub(crate) fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}
