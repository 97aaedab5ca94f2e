//! A thing of a document that has a name, with its places in the steps of the pipeline.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::names::trace::Trace;

/// The kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// A method of a path.
    Operation,
    /// A component schema, or an inline one that became one.
    Schema,
    /// A property of a schema.
    Field,
    /// A parameter of an operation.
    Parameter,
    /// A value of an enum.
    Value,
}

/// A thing that has a name.
#[derive(Debug)]
pub(super) struct Thing {
    pub(super) sort: Sort,
    /// The published name. For an operation, this is its `operationId`, if it has one.
    pub(super) published: String,
    /// The Rust name, or `None` when the thing is not generated.
    pub(super) rust: Option<String>,
    /// The method and the path of an operation (`GET /users`), or the place of a parameter (`query`).
    pub(super) about: String,
    /// The index of the operation or schema that it is part of.
    pub(super) owner: Option<usize>,
    /// Its distinct places: in the published document, when names are given, and before progenitor runs.
    pub(super) places: Vec<String>,
    /// Its place when names are given. This place identifies its findings.
    pub(super) named_at: Option<String>,
    pub(super) trace: Option<Trace>,
}

impl Sort {
    /// The word for the kind of thing.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Schema => "schema",
            Self::Field => "field",
            Self::Parameter => "parameter",
            Self::Value => "enum value",
        }
    }
}

impl Thing {
    /// Whether a value at one of its places is this thing. It may be another thing, since elements of a list move.
    pub(super) fn matches(&self, value: &Value) -> bool {
        match self.sort {
            Sort::Parameter => {
                let says = |key: &str, text: &str| value.get(key).is_some_and(|v| v == text);
                let renamed = self.rust.as_deref().is_some_and(|rust| says("name", rust));
                value.get("$ref").is_some()
                    || (says("in", &self.about) && (says("name", &self.published) || renamed))
            }
            Sort::Value => text_of(value) == self.published,
            _ => true,
        }
    }

    /// Its place in the published document, or the first place that it has.
    pub(super) fn place(&self) -> &str {
        self.places.first().map_or("", String::as_str)
    }
}

/// A value of an enum as text.
pub(super) fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
