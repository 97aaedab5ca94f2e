//! Reads members of an object as texts, lists and flags.

use serde_json::{Map, Value};

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

/// The description of value number `i` of an enum, on one line. The document has it as an element of a list beside the
/// values, or as a member of an object that has the values as keys.
pub(crate) fn enum_value_description(schema: &Map<String, Value>, i: usize) -> String {
    let values = schema.get("enum").and_then(Value::as_array);
    let values = values.map(Vec::as_slice).unwrap_or_default();
    let descriptions = ["x-enum-descriptions", "x-enumDescriptions"];
    let found = descriptions.iter().find_map(|key| match schema.get(*key)? {
        Value::Array(list) if list.len() == values.len() => list.get(i),
        Value::Object(by_value) => match values.get(i)? {
            Value::String(value) => by_value.get(value),
            value => by_value.get(&value.to_string()),
        },
        _ => None,
    });
    one_line(found)
}

pub(crate) fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|v| text(Some(v)))
        .collect()
}

/// The description. It begins with the word "Deprecated." when the value is deprecated. The attribute `deprecated` is
/// not used, because generated code that uses the type would then cause warnings.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn described(schema: &Value) -> Vec<String> {
        let schema = schema.as_object().unwrap();
        let values = schema["enum"].as_array().unwrap();
        (0..values.len())
            .map(|i| enum_value_description(schema, i))
            .collect()
    }

    #[test]
    fn a_value_is_described_by_its_place_in_a_list_or_by_its_key_in_an_object() {
        let list = json!({"enum": ["a", "b"], "x-enum-descriptions": ["First.", "Second\none."]});
        assert_eq!(described(&list), ["First.", "Second one."]);
        let object = json!({"enum": ["a", 2], "x-enumDescriptions": {"a": "First.", "2": "Two."}});
        assert_eq!(described(&object), ["First.", "Two."]);
    }

    #[test]
    fn a_list_of_another_length_describes_no_value() {
        let list = json!({"enum": ["a", "b"], "x-enum-descriptions": ["First."]});
        assert_eq!(described(&list), ["", ""]);
    }
}
