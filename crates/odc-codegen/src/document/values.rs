//! Members of an object as what they say.

use serde_json::Value;

pub(crate) fn text(value: Option<&Value>) -> String {
    value
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// A text as part of a sentence.
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

/// The description; that the thing is deprecated stands first, for an attribute would make generated code warn of itself.
pub(crate) fn prose(of: &Value) -> String {
    let description = text(of.get("description"));
    if flag(of, "deprecated") {
        format!("Deprecated. {description}").trim_end().to_owned()
    } else {
        description
    }
}

pub(crate) fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}
