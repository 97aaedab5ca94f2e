//! One change between two documents, as data for the report, the proposal of a release, and the tests.

use serde::Serialize;

/// The effect of a change on users of our crates. The documentation of the module defines the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Code that uses the old crate, or the old crate itself, stops working.
    Breaking,
    /// Something is new, and nothing stops working.
    Additive,
    /// The change is neither breaking nor additive.
    #[serde(rename = "text")]
    TextOnly,
}

impl Class {
    /// The word for the class in a line of the report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::TextOnly => "text",
        }
    }
}

/// The kind of thing that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Element {
    BasePath,
    Operation,
    Security,
    Permission,
    Parameter,
    RequestBody,
    Response,
    List,
    Schema,
    Field,
    Type,
    Alternative,
    EnumValue,
    Rule,
    ErrorResponse,
    Text,
}

impl Element {
    fn noun(self, count: usize) -> &'static str {
        let (one, many) = match self {
            Self::BasePath => ("base path", "base paths"),
            Self::Operation => ("operation", "operations"),
            Self::Security => ("security requirement", "security requirements"),
            Self::Permission => ("permission", "permissions"),
            Self::Parameter => ("parameter", "parameters"),
            Self::RequestBody => ("request body", "request bodies"),
            Self::Response => ("response", "responses"),
            Self::List => ("list", "lists"),
            Self::Schema => ("schema", "schemas"),
            Self::Field => ("field", "fields"),
            Self::Type => ("type", "types"),
            Self::Alternative => ("alternative", "alternatives"),
            Self::EnumValue => ("enum value", "enum values"),
            Self::Rule => ("rule", "rules"),
            Self::ErrorResponse => ("error response", "error responses"),
            Self::Text => ("text", "texts"),
        };
        if count == 1 { one } else { many }
    }
}

/// What happened to the thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// It is only in the new document.
    Added,
    /// It is only in the old document.
    Removed,
    /// It has another name.
    Renamed,
    /// It is different.
    Changed,
}

impl Event {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        }
    }
}

/// The document of a pointer: the old document for a removed thing, or else the new document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Side {
    Old,
    New,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The effect on users.
    pub class: Class,
    /// The kind of thing.
    pub(crate) element: Element,
    /// What happened.
    pub event: Event,
    /// The first operation that the change concerns, such as `GET /users/{key}`, or `None` for the whole document.
    pub(crate) operation: Option<String>,
    /// The number of operations that the change concerns, or 0 for the whole document.
    pub(crate) operations: usize,
    /// What changed, in words.
    pub(crate) what: String,
    /// The Rust name of the thing, such as `User::photo_url`, if it has one.
    pub(crate) rust: Option<String>,
    /// The place as a JSON pointer (RFC 6901).
    pub(crate) pointer: String,
    /// The document that holds the place.
    pub(crate) side: Side,
    /// Only the crate could change: requests and responses stay as they are. The change is breaking unless both crates
    /// are the same.
    #[serde(skip)]
    pub(crate) is_of_crate: bool,
}

impl Change {
    /// The sentence about the operations and what changed, without class and place.
    #[must_use]
    pub fn sentence(&self) -> String {
        let what = &self.what;
        match self.operations_in_words() {
            Some(operations) => format!("{operations}: {what}"),
            None => what.clone(),
        }
    }

    /// The first operation, and how many others there are.
    fn operations_in_words(&self) -> Option<String> {
        Some(match (self.operation.as_ref()?, self.operations) {
            (operation, 0 | 1) => operation.clone(),
            (operation, all) => format!("{operation} and {} more", all - 1),
        })
    }

    /// Whether the change is about the permissions or credentials that a caller needs.
    #[must_use]
    pub fn is_about_access(&self) -> bool {
        matches!(self.element, Element::Permission | Element::Security)
    }

    /// The sentence for users of the crate: the Rust name, and then the words of the HTTP API in brackets.
    #[must_use]
    pub fn sentence_in_rust(&self) -> String {
        let Some(rust) = &self.rust else {
            return self.sentence();
        };
        // The overlay can keep something as it was. Only the people who make the release need to know how.
        let what = self.what.split(" (`x-").next().unwrap_or_default();
        let ended = format!(" {}", self.event.word());
        let of_http = |what: &str| match (self.operations_in_words(), what) {
            (Some(operations), "" | "operation") => operations,
            (Some(operations), what) => format!("{operations}: {what}"),
            (None, what) => what.to_owned(),
        };
        match (self.event, what.strip_suffix(&ended)) {
            // A change that only the crate shows already has the Rust name in its sentence.
            _ if what.starts_with(&format!("`{rust}` ")) => match self.operations_in_words() {
                Some(operations) => format!("{what} ({operations})"),
                None => what.to_owned(),
            },
            // The call stays; only the access that it needs changes.
            _ if self.is_about_access() => format!("`{rust}`: {what} ({})", of_http("")),
            (Event::Added | Event::Removed, Some(thing)) => {
                format!("`{rust}`{ended} ({})", of_http(thing))
            }
            (Event::Added | Event::Removed, None) => format!("`{rust}` ({})", of_http(what)),
            _ if self.operation.is_none() => format!("`{rust}`: {what}"),
            _ => format!("`{rust}`: {what} ({})", of_http("")),
        }
    }
}

/// A sentence that counts the changes, such as `3 operations added, 1 field removed`. It is `no difference` without
/// changes.
#[must_use]
pub fn summary(changes: &[Change]) -> String {
    let mut kinds: Vec<(Element, Event)> = changes.iter().map(|c| (c.element, c.event)).collect();
    kinds.sort_unstable();
    let parts: Vec<String> = kinds
        .chunk_by(|a, b| a == b)
        .map(|same| {
            let (element, event) = same[0];
            let count = same.len();
            format!("{count} {} {}", element.noun(count), event.word())
        })
        .collect();
    if parts.is_empty() {
        "no difference for a client".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The number of changes of this class.
#[must_use]
pub fn count(changes: &[Change], class: Class) -> usize {
    changes.iter().filter(|c| c.class == class).count()
}

pub(super) const TYPE_CHANGED: (Element, Event) = (Element::Type, Event::Changed);
