//! The kinds of places in a document, and the texts that a place of each kind has and needs.

use serde_json::{Map, Value};

use odc_codegen::document::METHODS;

/// The text of a place that nobody has described yet.
pub(crate) const NEUTRAL: &str = "Not described yet.";

/// Members with prose that users read.
pub(super) const PROSE: [&str; 2] = ["summary", "description"];

/// Members for readers of the published page. They are removed, unless our current document has them.
const ORNAMENT: [&str; 8] = [
    "example",
    "examples",
    "externalDocs",
    "contact",
    "license",
    "termsOfService",
    "x-enum-descriptions",
    "x-enumDescriptions",
];

/// Extensions with Rust names. They are kept, even if they look like texts.
const ENUM_NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// Members that contain others in a list, or in an object by names of the API.
const HOLDING: [&str; 17] = [
    "paths",
    "responses",
    "headers",
    "content",
    "schemas",
    "properties",
    "parameters",
    "requestBodies",
    "securitySchemes",
    "callbacks",
    "links",
    "encoding",
    "variables",
    "mapping",
    SCOPES,
    "oneOf",
    "anyOf",
];

/// Members whose texts do not become part of the crate.
pub(super) const UNREAD: [&str; 6] = [
    "servers",
    "tags",
    "headers",
    "callbacks",
    "links",
    "encoding",
];

/// The texts of the OAuth scopes, by the name of the scope.
pub(super) const SCOPES: &str = "scopes";

/// The kind of a value. It decides which texts the value has and needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// One of `HOLDING`: the keys are names of the API, even if they look like members with prose.
    Holding(&'static str),
    PathItem,
    Operation,
    /// The responses of an operation, by status.
    Responses,
    Response,
    /// A parameter, a named schema, or a property.
    Item,
    /// One of several schemas.
    Alternative,
    /// A schema without a name.
    Value,
    Other,
}

impl Place {
    /// The kind of the member with this key, or of an element of a list.
    pub(super) fn below(self, key: &str) -> Self {
        match self {
            Self::Holding("paths") => Self::PathItem,
            Self::Holding("responses") | Self::Responses => Self::Response,
            Self::Holding("schemas" | "properties" | "parameters") => Self::Item,
            Self::Holding("oneOf" | "anyOf") => Self::Alternative,
            Self::Holding(_) => Self::Other,
            Self::PathItem if METHODS.contains(&key) => Self::Operation,
            Self::Operation if key == "responses" => Self::Responses,
            _ if matches!(key, "schema" | "items" | "additionalProperties") => Self::Value,
            _ => {
                let holding = HOLDING.iter().find(|holding| **holding == key);
                holding.map_or(Self::Other, |holding| Self::Holding(holding))
            }
        }
    }

    /// Whether the member holds values of the API, or is an extension. Then it has no schemas and no texts.
    pub(super) fn is_data(self, key: &str) -> bool {
        let is_extension = key.starts_with("x-");
        match self {
            Self::Holding("paths") | Self::Responses => is_extension,
            Self::Holding(_) => false,
            _ => is_extension || matches!(key, "enum" | "default"),
        }
    }

    /// Whether the texts of the object become part of the crate. The texts of a schema without a name do so only if it
    /// becomes a type.
    pub(super) fn is_read(self, object: &Map<String, Value>) -> bool {
        let makes_type = ["properties", "enum", "oneOf", "anyOf"];
        match self {
            Self::PathItem => false,
            Self::Value => makes_type.iter().any(|key| object.contains_key(*key)),
            _ => true,
        }
    }

    pub(super) fn holds_names(self) -> bool {
        matches!(self, Self::Holding(_) | Self::Responses)
    }

    /// Whether the object needs this text.
    pub(super) fn needs_text(self, key: &str, object: &Map<String, Value>) -> bool {
        match self {
            Self::Operation => true,
            Self::Response | Self::Item => key == "description" && !object.contains_key("$ref"),
            _ => false,
        }
    }
}

/// Whether a member is a text of the service that must be replaced.
pub(super) fn is_published_text(key: &str, value: &Value, pointer: &str, place: Place) -> bool {
    if place.holds_names() {
        return place.is_data(key) && holds_words(value);
    }
    // The title of `info` is the name of the API, and the title of an alternative becomes the name of a type.
    let is_name = pointer == "/info" || place == Place::Alternative;
    let is_extension = key.starts_with("x-") && !ENUM_NAMES.contains(&key);
    let is_words = is_extension || (key == "title" && !is_name);
    ORNAMENT.contains(&key) || (is_words && holds_words(value))
}

/// Whether the value holds a text with a space. Facts and names are single words and numbers.
fn holds_words(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().contains(char::is_whitespace),
        Value::Array(array) => array.iter().any(holds_words),
        Value::Object(object) => object.values().any(holds_words),
        _ => false,
    }
}
