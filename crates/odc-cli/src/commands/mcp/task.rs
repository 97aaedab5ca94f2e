//! A task as a tool: the information that the protocol needs, and the function of a command that does the task.

use std::fmt;

use futures_util::future::LocalBoxFuture;
use odc_runtime::Operation;
use serde_json::{Map, Value, json};

use super::plans::Plans;
use crate::context::Context;
use crate::exit::Failure;

pub(super) type Arguments = Map<String, Value>;

/// A task.
pub(super) struct Task {
    pub name: &'static str,
    /// One sentence without a period.
    pub about: &'static str,
    pub arguments: &'static [Argument],
    /// The operations that it calls. They determine the permissions and the secrets.
    pub operations: fn() -> Vec<&'static Operation>,
    /// Whether it changes the tenant.
    pub writes: bool,
    /// The JSON pointer to the list in the result, if the result has one.
    pub items: Option<&'static str>,
    /// The effect of a call, for the question before the call, if the arguments do not show it.
    pub effect: Option<Effect>,
    pub run: for<'a> fn(&'a Call<'a>) -> Doing<'a>,
}

/// The effect of a call of a task.
pub(super) type Effect = fn(&Plans, &Arguments) -> Result<Value, Failure>;

/// A running task.
pub(super) type Doing<'a> = LocalBoxFuture<'a, Result<Value, Failure>>;

/// A call of a task.
pub(super) struct Call<'a> {
    pub context: &'a Context<'a>,
    pub arguments: &'a Arguments,
    /// The effect that its question showed. Null if the arguments show it.
    pub effect: &'a Value,
    pub plans: &'a Plans,
}

impl Call<'_> {
    /// The text of an argument. Empty if it is not given.
    pub(super) fn text(&self, name: &str) -> String {
        self.maybe(name).unwrap_or_default()
    }

    /// The text of an optional argument.
    pub(super) fn maybe(&self, name: &str) -> Option<String> {
        self.arguments.get(name)?.as_str().map(ToOwned::to_owned)
    }

    /// The number of an optional argument.
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        whole_number(self.arguments.get(name)?)
    }

    pub(super) fn is_set(&self, name: &str) -> bool {
        self.arguments.get(name) == Some(&Value::Bool(true))
    }
}

/// A whole number. JSON has only one kind of number, so 3.0 is 3. The schema allows no other numbers.
pub(super) fn whole_number(value: &Value) -> Option<i32> {
    let text = format!("{:.0}", value.as_f64()?);
    text.parse().ok()
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// An argument of a task.
pub(super) struct Argument {
    name: &'static str,
    kind: Kind,
    about: &'static str,
    required: bool,
}

/// The type of an argument.
pub(super) enum Kind {
    Text,
    /// One of these texts.
    Word(&'static [&'static str]),
    /// A whole number from 1.
    Number,
    Flag,
    /// A list of objects with these members.
    List(&'static [Argument]),
}

pub(super) const fn required(name: &'static str, kind: Kind, about: &'static str) -> Argument {
    Argument {
        name,
        kind,
        about,
        required: true,
    }
}

pub(super) const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Argument {
    Argument {
        name,
        kind,
        about,
        required: false,
    }
}

impl Task {
    /// The JSON schema of the arguments.
    pub(super) fn schema(&self) -> Map<String, Value> {
        object(self.arguments)
    }
}

fn object(arguments: &[Argument]) -> Map<String, Value> {
    let properties: Map<_, _> = arguments
        .iter()
        .map(|it| (it.name.to_owned(), it.schema()))
        .collect();
    let required = arguments.iter().filter(|it| it.required);
    let required: Vec<_> = required.map(|it| it.name).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

impl Argument {
    fn schema(&self) -> Value {
        let mut schema = match self.kind {
            Kind::Text => json!({"type": "string"}),
            Kind::Word(words) => json!({"type": "string", "enum": words}),
            Kind::Number => json!({"type": "integer", "minimum": 1}),
            Kind::Flag => json!({"type": "boolean"}),
            Kind::List(members) => json!({"type": "array", "items": object(members)}),
        };
        if !self.about.is_empty() {
            schema["description"] = json!(self.about);
        }
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_has_types_descriptions_and_required_members() {
        const MEMBERS: &[Argument] = &[required("asset", Kind::Text, "Its name.")];
        let schema = object(&[
            required("to", Kind::Word(&["a", "b"]), ""),
            optional("assets", Kind::List(MEMBERS), "Which."),
        ]);
        let member = json!({"type": "string", "description": "Its name."});
        assert_eq!(
            Value::Object(schema),
            json!({
                "type": "object",
                "properties": {
                    "to": {"type": "string", "enum": ["a", "b"]},
                    "assets": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"asset": member},
                            "required": ["asset"],
                            "additionalProperties": false,
                        },
                        "description": "Which.",
                    },
                },
                "required": ["to"],
                "additionalProperties": false,
            })
        );
    }

    #[test]
    fn a_number_with_a_zero_fraction_is_a_whole_number() {
        assert_eq!(whole_number(&json!(3)), Some(3));
        assert_eq!(whole_number(&json!(3.0)), Some(3));
        assert_eq!(whole_number(&json!(3_000_000_000_u64)), None);
    }
}
