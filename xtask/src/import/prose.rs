//! Replaces the published prose by ours.
//!
//! The documents in the repository hold the facts of the service, with our own texts. A new revision has published texts
//! again. Each one is replaced by our text of the same place, which is found by its pointer, also when schemas are renamed
//! and operations move. A new place gets a neutral text. The members keep the order of the current document.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::matches::Matches;
use super::order;
use odc_codegen::diff::path_parameters;
use odc_codegen::document::{METHODS, child, key_of};

/// The text of a place that nobody has described yet.
pub(crate) const NEUTRAL: &str = "Not described yet.";

/// Members with prose that users read.
const PROSE: [&str; 2] = ["summary", "description"];

/// Members for readers of the published page. They are left out unless we have our own.
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
const UNREAD: [&str; 6] = [
    "servers",
    "tags",
    "headers",
    "callbacks",
    "links",
    "encoding",
];

/// The texts of the OAuth scopes, by the name of the scope.
const SCOPES: &str = "scopes";

const PERMISSIONS: &str = "x-os-permissions";

/// Returns the new document with our prose, and the pointers of the places that need a description.
pub(crate) fn carry_over(
    new: &Value,
    old: Option<&Value>,
    matches: &Matches,
    keep: bool,
) -> (Value, Vec<String>) {
    let mut document = new.clone();
    let mut carrier = Carrier {
        matches,
        keep,
        usual: old.map(usual_descriptions).unwrap_or_default(),
        is_read: true,
        todo: Vec::new(),
    };
    carrier.value(&mut document, old, "", Place::Other);
    (document, carrier.todo)
}

/// Whether two documents differ only in their texts.
pub(super) fn is_same_except_for_texts(old: &Value, new: &Value) -> bool {
    let without_texts = |document| carry_over(document, None, &Matches::default(), false).0;
    without_texts(old) == without_texts(new)
}

struct Carrier<'a> {
    matches: &'a Matches,
    /// Published prose stays, and ours is used where there is none.
    keep: bool,
    /// Our usual description of each error status.
    usual: BTreeMap<String, String>,
    /// Whether the current place is outside of all `UNREAD` members.
    is_read: bool,
    todo: Vec<String>,
}

impl Carrier<'_> {
    fn value(&mut self, new: &mut Value, old: Option<&Value>, pointer: &str, place: Place) {
        match new {
            Value::Object(object) => {
                match place {
                    Place::Holding(SCOPES) => self.scopes(object, old, pointer),
                    Place::Holding(_) | Place::Responses => {}
                    _ => self.texts(object, old, pointer, place),
                }
                if !self.keep {
                    replace_other_texts(object, old, pointer, place);
                }
                self.members(object, old, pointer, place);
            }
            Value::Array(array) => {
                for (i, element) in array.iter_mut().enumerate() {
                    let old = old.and_then(|old| {
                        let was = self.parameter_before(element, pointer);
                        counterpart(element, was, i, old)
                    });
                    self.value(element, old, &format!("{pointer}/{i}"), place.below(""));
                }
            }
            _ => {}
        }
    }

    fn members(
        &mut self,
        new: &mut Map<String, Value>,
        old: Option<&Value>,
        pointer: &str,
        place: Place,
    ) {
        if let Some(Value::Object(old)) = old {
            let places: HashMap<&str, usize> = old.keys().map(String::as_str).zip(0..).collect();
            order::keep_order(new, |key| {
                places.get(self.name_before(key, pointer)).copied()
            });
        }
        for (key, value) in new.iter_mut().filter(|(key, _)| !place.is_data(key)) {
            let old = old.and_then(|old| old.get(self.name_before(key, pointer)));
            let around = self.is_read;
            self.is_read &= place.holds_names() || !UNREAD.contains(&key.as_str());
            self.value(value, old, &child(pointer, key), place.below(key));
            self.is_read = around;
        }
    }

    /// The name in the old object of the member `key` of the new one.
    fn name_before<'k>(&'k self, key: &'k str, pointer: &str) -> &'k str {
        let was = match pointer {
            "/components/schemas" => self.matches.schemas.get(key).map(String::as_str),
            "/paths" => self.matches.path_before(key),
            _ => None,
        };
        was.unwrap_or(key)
    }

    /// The old name of a path parameter whose path had other names in its braces.
    fn parameter_before(&self, new: &Value, pointer: &str) -> Option<&str> {
        let name = new.get("name")?.as_str()?;
        let path = pointer.strip_prefix("/paths/")?.split('/').next()?;
        let path = key_of(path);
        let was = self.matches.path_before(&path)?;
        let (mut before, mut after) = (path_parameters(was), path_parameters(&path));
        let index = after.position(|slot| slot == name)?;
        before
            .nth(index)
            .filter(|_| new.get("in").is_some_and(|place| place == "path"))
    }

    /// Replaces the texts of one object.
    fn texts(
        &mut self,
        new: &mut Map<String, Value>,
        old: Option<&Value>,
        pointer: &str,
        place: Place,
    ) {
        for key in PROSE {
            let ours = old.and_then(|old| old.get(key)).cloned();
            let ours = ours.filter(Value::is_string);
            let published = new.get(key).is_some_and(Value::is_string);
            let asked_for = !self.keep && ours.as_ref().is_some_and(|ours| ours == NEUTRAL);
            if published && self.keep {
                continue;
            }
            if let Some(ours) = ours.filter(|ours| ours != NEUTRAL) {
                new.insert(key.to_owned(), ours);
            } else if let Some(usual) = self.usual_description(place, key, pointer) {
                new.insert(key.to_owned(), usual.into());
            } else if !(self.is_read && place.is_read(new)) {
                if published && place.needs_text(key, new) {
                    new.insert(key.to_owned(), NEUTRAL.into());
                } else if published {
                    new.shift_remove(key);
                }
            } else if published || asked_for || (!self.keep && place.needs_text(key, new)) {
                new.insert(key.to_owned(), NEUTRAL.into());
                self.todo.push(child(pointer, key));
            }
        }
    }

    /// Replaces the texts of the OAuth scopes.
    fn scopes(&mut self, new: &mut Map<String, Value>, old: Option<&Value>, pointer: &str) {
        for (scope, text) in new.iter_mut().filter(|_| !self.keep) {
            let ours = old.and_then(|old| old.get(scope)).cloned();
            let published = text.as_str().is_some_and(|text| !text.is_empty());
            if let Some(ours) = ours.filter(|ours| ours.is_string() && ours != NEUTRAL) {
                *text = ours;
            } else if published {
                *text = NEUTRAL.into();
                self.todo.push(child(pointer, scope));
            }
        }
    }

    /// Our usual description of an error response.
    fn usual_description(&self, place: Place, key: &str, pointer: &str) -> Option<String> {
        let status = pointer.rsplit('/').next()?;
        let error = place == Place::Response && key == "description";
        self.usual.get(status).filter(|_| error).cloned()
    }
}

/// The kind of a value. It decides which texts the value has and needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
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
    fn below(self, key: &str) -> Self {
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
    fn is_data(self, key: &str) -> bool {
        let is_extension = key.starts_with("x-");
        match self {
            Self::Holding("paths") | Self::Responses => is_extension,
            Self::Holding(_) => false,
            _ => is_extension || matches!(key, "enum" | "default"),
        }
    }

    /// Whether the texts of the object become part of the crate. A schema without a name must become a type for that.
    fn is_read(self, object: &Map<String, Value>) -> bool {
        let makes_type = ["properties", "enum", "oneOf", "anyOf"];
        match self {
            Self::PathItem => false,
            Self::Value => makes_type.iter().any(|key| object.contains_key(*key)),
            _ => true,
        }
    }

    fn holds_names(self) -> bool {
        matches!(self, Self::Holding(_) | Self::Responses)
    }

    /// Whether the object needs this text.
    fn needs_text(self, key: &str, object: &Map<String, Value>) -> bool {
        match self {
            Self::Operation => true,
            Self::Response | Self::Item => key == "description" && !object.contains_key("$ref"),
            _ => false,
        }
    }
}

/// The element of an old array that corresponds to a new one: by its name if elements have names, else by its index.
fn counterpart<'v>(
    new: &Value,
    was: Option<&str>,
    index: usize,
    old: &'v Value,
) -> Option<&'v Value> {
    let elements = old.as_array()?;
    let Some(name) = was.or_else(|| new.get("name").and_then(Value::as_str)) else {
        return elements.get(index).filter(|old| old.get("name").is_none());
    };
    elements.iter().find(|old| {
        old.get("name").is_some_and(|was| was == name) && old.get("in") == new.get("in")
    })
}

/// Replaces other published texts by ours, or removes them.
fn replace_other_texts(
    new: &mut Map<String, Value>,
    old: Option<&Value>,
    pointer: &str,
    place: Place,
) {
    let ours = |key: &str| old.and_then(|old| old.get(key)).cloned();
    if let Some(title) = ours("title").filter(|ours| ours.is_string() && !place.holds_names()) {
        new.insert("title".to_owned(), title);
    }
    let theirs = new.iter();
    let theirs = theirs.filter(|(key, value)| is_published_text(key, value, pointer, place));
    let theirs: Vec<String> = theirs.map(|(key, _)| key.clone()).collect();
    for key in theirs {
        let ours = ours(&key);
        let replaced = if key == PERMISSIONS {
            permissions(&new[&key], ours)
        } else {
            ours
        };
        match replaced {
            Some(value) => drop(new.insert(key, value)),
            None => drop(new.shift_remove(&key)),
        }
    }
}

fn is_published_text(key: &str, value: &Value, pointer: &str, place: Place) -> bool {
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

/// Our sentence if it names the same permissions, else a new sentence with their names and how they are joined.
fn permissions(published: &Value, ours: Option<Value>) -> Option<Value> {
    let names = |value: &Value| -> Vec<String> {
        let parts = value.as_str().unwrap_or_default().split("**");
        let named = parts.skip(1).step_by(2).filter(|part| part.contains('>'));
        named.map(|part| part.trim().to_owned()).collect()
    };
    let theirs = names(published);
    if let Some(ours) = ours.filter(|ours| names(ours) == theirs) {
        return Some(ours);
    }
    let published = published.as_str().unwrap_or_default();
    odc_codegen::requirement_in_our_words(published).map(Value::from)
}

/// For each error status, the description that most of our operations have.
fn usual_descriptions(old: &Value) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let items = old.get("paths").and_then(Value::as_object).into_iter();
    let operations = items.flat_map(Map::values).filter_map(Value::as_object);
    for operation in operations.flat_map(Map::values) {
        let responses = operation.get("responses").and_then(Value::as_object);
        for (status, response) in responses.into_iter().flatten() {
            let words = response.get("description").and_then(Value::as_str);
            let words = words.filter(|words| *words != NEUTRAL);
            if let Some(words) = words.filter(|_| status.starts_with(['4', '5'])) {
                *counts.entry((status, words)).or_default() += 1;
            }
        }
    }
    let mut usual: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for ((status, words), count) in counts {
        let best = usual.entry(status.to_owned()).or_default();
        if count > best.0 {
            *best = (count, words.to_owned());
        }
    }
    usual
        .into_iter()
        .map(|(status, (_, words))| (status, words))
        .collect()
}
