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
use crate::diff::slots;
use crate::document::child;
use crate::names::METHODS;

/// What stands where nobody has written anything yet.
pub(crate) const NEUTRAL: &str = "Not described yet.";

/// Texts that users read.
const PROSE: [&str; 2] = ["summary", "description"];

/// Published for readers of the published page: left out, where we have nothing of our own.
const ORNAMENT: [&str; 6] = [
    "example",
    "examples",
    "externalDocs",
    "contact",
    "license",
    "termsOfService",
];

/// Objects whose keys are names of the API.
const NAMED: [&str; 9] = [
    "paths",
    "responses",
    "headers",
    "content",
    "schemas",
    "properties",
    "parameters",
    "requestBodies",
    "securitySchemes",
];

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
        todo: Vec::new(),
    };
    carrier.value(&mut document, old, "", false);
    (document, carrier.todo)
}

struct Carrier<'a> {
    matches: &'a Matches,
    /// Published prose stays; ours fills the gaps.
    keep: bool,
    /// Our usual words for an error status.
    usual: BTreeMap<String, String>,
    todo: Vec<String>,
}

impl Carrier<'_> {
    /// `named`: the keys here are names of the API, whatever they look like.
    fn value(&mut self, new: &mut Value, old: Option<&Value>, pointer: &str, named: bool) {
        match new {
            Value::Object(object) if named => self.members(object, old, pointer, true),
            Value::Object(object) => {
                self.texts(object, old, pointer);
                self.members(object, old, pointer, false);
            }
            Value::Array(array) => {
                for (i, element) in array.iter_mut().enumerate() {
                    let old = old.and_then(|old| {
                        let was = self.parameter_before(element, pointer);
                        counterpart(element, was, i, old)
                    });
                    self.value(element, old, &format!("{pointer}/{i}"), false);
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
        named: bool,
    ) {
        if let Some(Value::Object(old)) = old {
            let places: HashMap<&str, usize> = old.keys().map(String::as_str).zip(0..).collect();
            order::keep(new, |key| {
                places.get(self.name_before(key, pointer)).copied()
            });
        }
        for (key, value) in new.iter_mut() {
            let data = matches!(key.as_str(), "enum" | "default") || key.starts_with("x-");
            if named || !data {
                let old = old.and_then(|old| old.get(self.name_before(key, pointer)));
                let below = !named && NAMED.contains(&key.as_str());
                self.value(value, old, &child(pointer, key), below);
            }
        }
    }

    /// The name in the old object of what is called `key` in the new one.
    fn name_before<'k>(&'k self, key: &'k str, pointer: &str) -> &'k str {
        let was = match pointer {
            "/components/schemas" => self.matches.schemas.get(key).map(String::as_str),
            // The operations below may come from several paths; the first one leads.
            "/paths" => {
                let mut operations = self.matches.operations.iter();
                operations
                    .find(|((path, _), _)| path == key)
                    .map(|(_, (was, _))| was.as_str())
            }
            _ => None,
        };
        was.unwrap_or(key)
    }

    /// What a path parameter was called when its path had other names in its braces.
    fn parameter_before(&self, new: &Value, pointer: &str) -> Option<&str> {
        let name = new.get("name")?.as_str()?;
        let path = pointer.strip_prefix("/paths/")?.split('/').next()?;
        let path = path.replace("~1", "/").replace("~0", "~");
        let mut operations = self.matches.operations.iter();
        let (_, (was, _)) = operations.find(|((now, _), _)| *now == path)?;
        let (mut before, mut after) = (slots(was), slots(&path));
        let index = after.position(|slot| slot == name)?;
        before
            .nth(index)
            .filter(|_| new.get("in").is_some_and(|place| place == "path"))
    }

    /// Replaces the texts of one object.
    fn texts(&mut self, new: &mut Map<String, Value>, old: Option<&Value>, pointer: &str) {
        let ours = |key: &str| old.and_then(|old| old.get(key)).cloned();
        let place = Place::of(pointer);
        for key in PROSE {
            let ours = ours(key).filter(Value::is_string);
            let published = new.get(key).is_some_and(Value::is_string);
            let asked_for = !self.keep && ours.as_ref().is_some_and(|ours| ours == NEUTRAL);
            if published && self.keep {
                continue;
            }
            if let Some(ours) = ours.filter(|ours| ours != NEUTRAL) {
                new.insert(key.to_owned(), ours);
            } else if let Some(usual) = self.usual_words(place, key, pointer) {
                new.insert(key.to_owned(), usual.into());
            } else if published || asked_for || (!self.keep && place.demands(key, new)) {
                new.insert(key.to_owned(), NEUTRAL.into());
                self.todo.push(child(pointer, key));
            }
        }
        if self.keep {
            return;
        }
        if let Some(title) = ours("title").filter(Value::is_string) {
            new.insert("title".to_owned(), title);
        }
        let theirs: Vec<String> = new
            .iter()
            .filter(|(key, value)| is_published_text(key, value))
            .map(|(key, _)| key.clone())
            .collect();
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

    /// Our usual description of an error answer.
    fn usual_words(&self, place: Place, key: &str, pointer: &str) -> Option<String> {
        let status = pointer.rsplit('/').next()?;
        let error = place == Place::Answer && key == "description";
        self.usual.get(status).filter(|_| error).cloned()
    }
}

/// What an object is, as far as it decides which texts it must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Operation,
    Answer,
    /// A parameter, a schema of its own, a field.
    Item,
    Other,
}

impl Place {
    fn of(pointer: &str) -> Self {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        match steps.as_slice() {
            ["paths", _, method] if METHODS.contains(method) => Self::Operation,
            [.., "responses", _] => Self::Answer,
            ["components", "schemas", _] | [.., "properties" | "parameters", _] => Self::Item,
            _ => Self::Other,
        }
    }

    /// Whether the object is not complete without this text.
    fn demands(self, key: &str, object: &Map<String, Value>) -> bool {
        match self {
            Self::Operation => true,
            Self::Answer | Self::Item => key == "description" && !object.contains_key("$ref"),
            Self::Other => false,
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
        return elements.get(index);
    };
    elements.iter().find(|old| {
        old.get("name").is_some_and(|was| was == name) && old.get("in") == new.get("in")
    })
}

fn is_published_text(key: &str, value: &Value) -> bool {
    ORNAMENT.contains(&key) || (key.starts_with("x-") && holds_words(value))
}

/// Any text with a space in it; facts in extensions are single words and numbers.
fn holds_words(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().contains(char::is_whitespace),
        Value::Array(array) => array.iter().any(holds_words),
        Value::Object(object) => object.values().any(holds_words),
        _ => false,
    }
}

/// Our sentence where it names the same permissions, else one made of their names alone.
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
    let marked: Vec<String> = theirs.iter().map(|name| format!("**{name}**")).collect();
    (!marked.is_empty()).then(|| format!("Needs {}.", marked.join(" or ")).into())
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
