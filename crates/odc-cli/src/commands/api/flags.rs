//! A flag for one value: of a parameter, or of a field of a body.

use clap::builder::{TypedValueParser as _, ValueParser};
use clap::{Arg, ArgAction};
use heck::ToKebabCase as _;
use odc_runtime::{Parameter, ValueKind};

use crate::request::{Listed, unlisted};

/// The known facts about a value.
#[derive(Clone, Debug)]
pub(super) struct Described {
    /// The name on the wire.
    pub name: String,
    pub kind: Kind,
    pub format: Option<String>,
    pub is_list: bool,
    /// The values that the document lists.
    pub values: Vec<String>,
    pub about: String,
    pub default: Option<String>,
    pub range: (Option<i64>, Option<i64>),
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    /// Any other type, written as JSON.
    Json,
}

impl Kind {
    pub(super) const fn of_value(kind: ValueKind) -> Self {
        match kind {
            ValueKind::Integer => Self::Integer,
            ValueKind::Number => Self::Number,
            ValueKind::Boolean => Self::Boolean,
            _ => Self::Text,
        }
    }
}

/// The name of a flag: `metadata.urlPathContains` is `metadata-url-path-contains`.
pub(super) fn flag_name(name: &str) -> String {
    name.replace(['.', '[', ']', '$'], "-").to_kebab_case()
}

impl Described {
    pub(super) fn of_parameter(parameter: &Parameter) -> Self {
        Self {
            name: parameter.name().to_owned(),
            kind: Kind::of_value(parameter.kind()),
            format: parameter.format().map(ToOwned::to_owned),
            is_list: parameter.list().is_some(),
            values: parameter.values().iter().map(ToString::to_string).collect(),
            about: parameter.about().to_owned(),
            default: parameter.default().map(ToOwned::to_owned),
            range: (parameter.minimum(), parameter.maximum()),
        }
    }

    /// The flag, under an id and a name that no other flag of the command has.
    pub(super) fn flag(&self, id: String, long: String) -> Arg {
        let action = if self.is_list {
            ArgAction::Append
        } else {
            ArgAction::Set
        };
        let flag = Arg::new(id).long(long).action(action);
        let flag = flag.value_name(self.value_name()).help(self.help());
        let flag = match self.kind {
            // `--flag` without a value means true.
            Kind::Boolean if !self.is_list => flag
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true"),
            _ => flag,
        };
        let flag = if self.is_list {
            flag.value_delimiter(',')
        } else {
            flag
        };
        // Accepts `-1`, and `-name` for a descending order.
        let has_hyphen = matches!(self.kind, Kind::Integer | Kind::Number) || self.name == "sort";
        flag.allow_hyphen_values(has_hyphen)
            .value_parser(self.parser())
    }

    /// An argument without a flag.
    pub(super) fn positional(&self, id: String) -> Arg {
        let name = flag_name(&self.name).to_uppercase().replace('-', "_");
        let argument = Arg::new(id).value_name(name).help(self.help());
        argument.required(true).value_parser(self.parser())
    }

    /// The warning about a value that the document does not list.
    pub(super) fn unlisted(&self, given: &str) -> Option<String> {
        let is_text = self.kind == Kind::Text;
        is_text.then(|| unlisted(given, &self.values)).flatten()
    }

    fn value_name(&self) -> &'static str {
        match (self.kind, self.format.as_deref()) {
            (_, Some("uuid")) => "KEY",
            (_, Some("date-time")) => "TIME",
            (Kind::Text, _) => "TEXT",
            (Kind::Integer | Kind::Number, _) => "NUMBER",
            (Kind::Boolean, _) => "BOOL",
            (Kind::Json, _) => "JSON",
        }
    }

    fn help(&self) -> String {
        let about = self.about.trim_end_matches('.').to_owned();
        match &self.default {
            Some(default) => format!("{about} [default: {default}]"),
            None => about,
        }
    }

    /// Checks a value, but returns its unchanged text, which is sent.
    fn parser(&self) -> ValueParser {
        match self.kind {
            Kind::Text if !self.values.is_empty() => Listed::new(self.values.clone()).into(),
            Kind::Text if self.format.as_deref() == Some("uuid") => ValueParser::new(key),
            Kind::Text => ValueParser::string(),
            Kind::Integer => {
                let (least, most) = self.range;
                let range = least.unwrap_or(i64::MIN)..=most.unwrap_or(i64::MAX);
                let number = clap::value_parser!(i64).range(range);
                number.map(|number| number.to_string()).into()
            }
            Kind::Number => ValueParser::new(number),
            Kind::Boolean => ValueParser::new(boolean),
            Kind::Json => ValueParser::new(json),
        }
    }
}

fn key(text: &str) -> Result<String, String> {
    let parsed = uuid::Uuid::try_parse(text).map(|_| text.to_owned());
    parsed.map_err(|_| "a key is a UUID, such as 5b6c1f0e-3f5a-4c86-9d4e-2f3a1b0c9d8e".to_owned())
}

fn number(text: &str) -> Result<String, String> {
    let parsed = text.parse::<f64>().map(|_| text.to_owned());
    parsed.map_err(|error| error.to_string())
}

fn boolean(text: &str) -> Result<String, String> {
    let parsed = text.parse::<bool>().map(|yes| yes.to_string());
    parsed.map_err(|_| "write true or false".to_owned())
}

fn json(text: &str) -> Result<String, String> {
    let parsed = serde_json::from_str::<serde_json::Value>(text).map(|_| text.to_owned());
    parsed.map_err(|error| format!("it is not JSON: {error}"))
}
