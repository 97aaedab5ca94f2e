//! Puts our own prose in the place of the published one.
//!
//! The committed documents hold facts of the service in words of ours. A new revision brings its
//! own words again: they are replaced by what we said of the same place before, found by pointer,
//! through renamed schemas and moved operations; a place that is new gets a neutral line. The order of what was there
//! is ours too.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::matches::Matches;
use super::order;
use odc_codegen::diff::path_parameters;
use odc_codegen::document::{METHODS, child, key_of};

/// What stands where nobody has written anything yet.
pub(crate) const NEUTRAL: &str = "Not described yet.";

/// Texts that users read.
const PROSE: [&str; 2] = ["summary", "description"];

/// Published for readers of the published page: left out, where we have nothing of our own.
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

/// Extensions that hold names for Rust, whatever these look like.
const ENUM_NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// Members that hold others, by names of the API or in a list.
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

/// Members whose texts no operation and no type of the crate repeats.
const UNREAD: [&str; 6] = [
    "servers",
    "tags",
    "headers",
    "callbacks",
    "links",
    "encoding",
];

/// What each scope of OAuth allows, by the name of the scope.
const SCOPES: &str = "scopes";

const PERMISSIONS: &str = "x-os-permissions";

/// The document with our prose, and the pointers of what remains to be described.
pub(crate) fn carried(
    new: &Value,
    old: Option<&Value>,
    matches: &Matches,
    keep: bool,
) -> (Value, Vec<String>) {
    let mut document = new.clone();
    let mut carrier = Carrier {
        matches,
        keep,
        usual: old.map(usual_answers).unwrap_or_default(),
        is_read: true,
        todo: Vec::new(),
    };
    carrier.value(&mut document, old, "", Place::Other);
    (document, carrier.todo)
}

/// Whether two documents say the same in other words.
pub(super) fn is_same_but_for_texts(old: &Value, new: &Value) -> bool {
    let without_texts = |document| carried(document, None, &Matches::default(), false).0;
    without_texts(old) == without_texts(new)
}

struct Carrier<'a> {
    matches: &'a Matches,
    /// Published prose stays; ours fills the gaps.
    keep: bool,
    /// Our usual words for an error status.
    usual: BTreeMap<String, String>,
    /// What is visited is no part of what is `UNREAD`.
    is_read: bool,
    todo: Vec<String>,
}

impl Carrier<'_> {
    fn value(&mut self, new: &mut Value, old: Option<&Value>, pointer: &str, place: Place) {
        match new {
            Value::Object(object) => {
                match place {
                    Place::Holding(SCOPES) => self.scopes(object, old, pointer),
                    Place::Holding(_) | Place::Answers => {}
                    _ => self.texts(object, old, pointer, place),
                }
                if !self.keep {
                    left_out(object, old, pointer, place);
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
            order::keep(new, |key| {
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

    /// The name in the old object of what is called `key` in the new one.
    fn name_before<'k>(&'k self, key: &'k str, pointer: &str) -> &'k str {
        let was = match pointer {
            "/components/schemas" => self.matches.schemas.get(key).map(String::as_str),
            "/paths" => self.matches.path_before(key),
            _ => None,
        };
        was.unwrap_or(key)
    }

    /// What a path parameter was called when its path had other names in its braces.
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
            } else if let Some(usual) = self.usual_words(place, key, pointer) {
                new.insert(key.to_owned(), usual.into());
            } else if !(self.is_read && place.is_read(new)) {
                if published && place.demands(key, new) {
                    new.insert(key.to_owned(), NEUTRAL.into());
                } else if published {
                    new.shift_remove(key);
                }
            } else if published || asked_for || (!self.keep && place.demands(key, new)) {
                new.insert(key.to_owned(), NEUTRAL.into());
                self.todo.push(child(pointer, key));
            }
        }
    }

    /// Replaces what is said of the scopes of OAuth.
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

    /// Our usual description of an error answer.
    fn usual_words(&self, place: Place, key: &str, pointer: &str) -> Option<String> {
        let status = pointer.rsplit('/').next()?;
        let error = place == Place::Answer && key == "description";
        self.usual.get(status).filter(|_| error).cloned()
    }
}

/// What a value is, as far as it decides which texts it has and must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// One of `HOLDING`: the keys here are names of the API, whatever they look like.
    Holding(&'static str),
    PathItem,
    Operation,
    /// The answers of an operation, by status.
    Answers,
    Answer,
    /// A parameter, a schema of its own, a field.
    Item,
    /// One of several schemas.
    Alternative,
    /// A schema without a name.
    Value,
    Other,
}

impl Place {
    /// What stands here under a key, or in a list.
    fn below(self, key: &str) -> Self {
        match self {
            Self::Holding("paths") => Self::PathItem,
            Self::Holding("responses") | Self::Answers => Self::Answer,
            Self::Holding("schemas" | "properties" | "parameters") => Self::Item,
            Self::Holding("oneOf" | "anyOf") => Self::Alternative,
            Self::Holding(_) => Self::Other,
            Self::PathItem if METHODS.contains(&key) => Self::Operation,
            Self::Operation if key == "responses" => Self::Answers,
            _ if matches!(key, "schema" | "items" | "additionalProperties") => Self::Value,
            _ => {
                let holding = HOLDING.iter().find(|holding| **holding == key);
                holding.map_or(Self::Other, |holding| Self::Holding(holding))
            }
        }
    }

    /// Whether the member holds values of the API or an extension: neither schemas nor texts.
    fn is_data(self, key: &str) -> bool {
        let is_extension = key.starts_with("x-");
        match self {
            Self::Holding("paths") | Self::Answers => is_extension,
            Self::Holding(_) => false,
            _ => is_extension || matches!(key, "enum" | "default"),
        }
    }

    /// Whether the object's words reach the crate: of schemas without a name those that become a type.
    fn is_read(self, object: &Map<String, Value>) -> bool {
        let makes_type = ["properties", "enum", "oneOf", "anyOf"];
        match self {
            Self::PathItem => false,
            Self::Value => makes_type.iter().any(|key| object.contains_key(*key)),
            _ => true,
        }
    }

    fn holds_names(self) -> bool {
        matches!(self, Self::Holding(_) | Self::Answers)
    }

    /// Whether the object is not complete without this text.
    fn demands(self, key: &str, object: &Map<String, Value>) -> bool {
        match self {
            Self::Operation => true,
            Self::Answer | Self::Item => key == "description" && !object.contains_key("$ref"),
            _ => false,
        }
    }
}

/// The element of an old array that stands for a new one: by name where elements have names.
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

/// Puts what we have in the place of other published words, or nothing.
fn left_out(new: &mut Map<String, Value>, old: Option<&Value>, pointer: &str, place: Place) {
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
    // The API is called so, and a type after the alternative.
    let is_name = pointer == "/info" || place == Place::Alternative;
    let is_extension = key.starts_with("x-") && !ENUM_NAMES.contains(&key);
    let is_words = is_extension || (key == "title" && !is_name);
    ORNAMENT.contains(&key) || (is_words && holds_words(value))
}

/// Any text with a space in it; facts and names are single words and numbers.
fn holds_words(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().contains(char::is_whitespace),
        Value::Array(array) => array.iter().any(holds_words),
        Value::Object(object) => object.values().any(holds_words),
        _ => false,
    }
}

/// Our sentence where it names the same permissions, else one made of their names and of how they are joined.
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

/// For each error status the description that most operations of ours give it.
fn usual_answers(old: &Value) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let items = old.get("paths").and_then(Value::as_object).into_iter();
    let operations = items.flat_map(Map::values).filter_map(Value::as_object);
    for operation in operations.flat_map(Map::values) {
        let answers = operation.get("responses").and_then(Value::as_object);
        for (status, answer) in answers.into_iter().flatten() {
            let words = answer.get("description").and_then(Value::as_str);
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
