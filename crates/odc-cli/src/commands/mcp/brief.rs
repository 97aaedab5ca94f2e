//! Makes the list of tools short, because each session of a model begins with it.
//!
//! The list leaves out what the protocol implies. If many tools describe an argument with the same words, the
//! instructions contain these words once. Names, types, formats, values and required members stay. Arguments are
//! checked with the complete schemas.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// If at least this many tools have the same words for an argument, the instructions contain these words once.
const MANY: usize = 3;

/// Formats that only say how a number is stored.
const NUMBERS: [&str; 4] = ["int32", "int64", "float", "double"];

/// The descriptions of arguments that many tools share, by the names of the arguments.
#[derive(Debug, Default)]
pub(super) struct Glossary(BTreeMap<String, String>);

impl Glossary {
    /// The most frequent descriptions of the arguments in these schemas.
    pub(super) fn of_schemas<'a>(schemas: impl Iterator<Item = &'a Map<String, Value>>) -> Self {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (name, schema) in schemas.flat_map(arguments) {
            if let Some(words) = schema["description"].as_str() {
                *counts.entry((name, words)).or_default() += 1;
            }
        }
        let mut most: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for ((name, words), count) in counts.into_iter().filter(|(_, count)| *count >= MANY) {
            let best = most.entry(name.to_owned()).or_default();
            if count > best.0 {
                *best = (count, words.to_owned());
            }
        }
        Self(
            most.into_iter()
                .map(|(name, (_, words))| (name, words))
                .collect(),
        )
    }

    /// The sentences for the instructions. Empty if there are none.
    pub(super) fn text(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let lines = self
            .0
            .iter()
            .map(|(name, words)| format!("\n{name}: {words}"));
        format!(
            "\nArguments without a description:{}",
            lines.collect::<String>()
        )
    }

    /// The schema of a tool for the list.
    pub(super) fn shorten(&self, schema: &Map<String, Value>) -> Map<String, Value> {
        let mut short = schema.clone();
        let arguments = short.get_mut("properties").and_then(Value::as_object_mut);
        for (name, argument) in arguments.into_iter().flatten() {
            let known = self.0.get(name).map(String::as_str);
            if known.is_some() && argument["description"].as_str() == known {
                argument
                    .as_object_mut()
                    .map(|it| it.shift_remove("description"));
            }
        }
        short.values_mut().for_each(strip);
        short.shift_remove("additionalProperties");
        short
    }
}

fn arguments(schema: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties.map(|(name, schema)| (name.as_str(), schema))
}

/// Removes the parts that are not needed, because the arguments are checked later.
fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, member| match (name.as_str(), &*member) {
                ("additionalProperties", Value::Bool(false)) => false,
                ("format", Value::String(format)) => !NUMBERS.contains(&format.as_str()),
                _ => true,
            });
            members.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema(words: &str) -> Map<String, Value> {
        let schema = json!({
            "type": "object",
            "properties": {
                "limit": {"type": "integer", "format": "int32", "description": words},
                "key": {"type": "string", "format": "uuid", "description": "Key."},
            },
            "required": ["key"],
            "additionalProperties": false,
        });
        schema.as_object().unwrap().clone()
    }

    #[test]
    fn descriptions_that_many_tools_share_are_written_once_and_others_stay() {
        let mut schemas = vec![schema("Most rows."); 3];
        schemas.push(schema("Most messages."));
        let glossary = Glossary::of_schemas(schemas.iter());
        assert_eq!(
            glossary.text(),
            "\nArguments without a description:\nkey: Key.\nlimit: Most rows."
        );
        let short = |at: usize| Value::Object(glossary.shorten(&schemas[at]));
        let key = json!({"type": "string", "format": "uuid"});
        assert_eq!(
            short(0),
            json!({
                "type": "object",
                "properties": {"limit": {"type": "integer"}, "key": key},
                "required": ["key"],
            })
        );
        assert_eq!(
            short(3)["properties"]["limit"],
            json!({"type": "integer", "description": "Most messages."})
        );
        assert_eq!(Glossary::of_schemas(schemas[..2].iter()).text(), "");
    }
}
