//! Compares the structure of two documents: everything except texts for readers.
//!
//! The texts are the members `summary` and `description`. A property that is called `description` is structure, and so is a
//! value that an enum lists. The sentence about permissions is a text with names in bold; the names are structure.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

/// Members whose keys are names of the API. `summary` has no special meaning as such a key.
const BY_NAME: [&str; 15] = [
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
    "scopes",
];

/// Members that hold values of the API. `summary` and `description` have no special meaning inside them.
const DATA: [&str; 4] = ["default", "enum", "example", "examples"];

const TEXTS: [&str; 2] = ["summary", "description"];

const PERMISSIONS: &str = "x-os-permissions";

/// One place where our document differs from the published one.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// The JSON pointer of the place in our document, or of the place where something is missing.
    pub pointer: String,
    pub what: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}: {}", self.pointer, self.what)
    }
}

/// The differences between our document and the published one.
pub fn differences(published: &Value, ours: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(published, ours, Place::Thing, "", &mut found);
    found
}

/// The bold parts of a sentence.
pub fn in_bold(sentence: &str) -> Vec<&str> {
    sentence.split("**").skip(1).step_by(2).collect()
}

/// The kind of keys that an object has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Words of `OpenAPI`.
    Thing,
    /// Names of the API.
    ByName,
    /// Part of a value of the API.
    Data,
}

impl Place {
    fn below(self, key: &str) -> Self {
        match self {
            Self::Data => Self::Data,
            Self::Thing if BY_NAME.contains(&key) => Self::ByName,
            Self::Thing if DATA.contains(&key) || key.starts_with("x-") => Self::Data,
            Self::Thing | Self::ByName => Self::Thing,
        }
    }

    fn in_list(self) -> Self {
        match self {
            Self::Data => Self::Data,
            Self::Thing | Self::ByName => Self::Thing,
        }
    }

    fn is_text(self, key: &str, value: &Value) -> bool {
        self == Self::Thing && TEXTS.contains(&key) && value.is_string()
    }
}

fn compare(
    published: &Value,
    ours: &Value,
    place: Place,
    pointer: &str,
    found: &mut Vec<Difference>,
) {
    match (published, ours) {
        (Value::Object(published), Value::Object(ours)) => {
            compare_objects(published, ours, place, pointer, found);
        }
        (Value::Array(published), Value::Array(ours)) => {
            compare_lists(published, ours, place.in_list(), pointer, found);
        }
        _ if published != ours => found.push(Difference {
            pointer: pointer.to_owned(),
            what: format!("published is {}, ours is {}", short(published), short(ours)),
        }),
        _ => {}
    }
}

fn compare_objects(
    published: &Map<String, Value>,
    ours: &Map<String, Value>,
    place: Place,
    pointer: &str,
    found: &mut Vec<Difference>,
) {
    for (key, value) in published {
        if place.is_text(key, value) {
            continue;
        }
        let below = child(pointer, key);
        match ours.get(key) {
            Some(ours) if place == Place::Thing && key == PERMISSIONS => {
                compare_permissions(value, ours, &below, found);
            }
            Some(ours) => compare(value, ours, place.below(key), &below, found),
            None => found.push(missing(below, value)),
        }
    }
    for (key, value) in ours {
        if !place.is_text(key, value) && !published.contains_key(key) {
            found.push(extra(child(pointer, key), value));
        }
    }
}

fn compare_lists(
    published: &[Value],
    ours: &[Value],
    place: Place,
    pointer: &str,
    found: &mut Vec<Difference>,
) {
    if published == ours {
        return;
    }
    let all: BTreeSet<_> = published.iter().chain(ours).map(name).collect();
    let is_named = all.iter().all(Option::is_some);
    if !is_named || has_double(published) || has_double(ours) {
        return compare_by_index(published, ours, place, pointer, found);
    }
    for one in published {
        let index = ours.iter().position(|other| name(other) == name(one));
        match index {
            Some(index) => {
                let below = child(pointer, &index.to_string());
                compare(one, &ours[index], place, &below, found);
            }
            None => found.push(missing(pointer.to_owned(), one)),
        }
    }
    for (index, one) in ours.iter().enumerate() {
        if !published.iter().any(|other| name(other) == name(one)) {
            found.push(extra(child(pointer, &index.to_string()), one));
        }
    }
    let in_ours = |one: &&Value| ours.iter().any(|other| name(other) == name(one));
    let in_published = |one: &&Value| published.iter().any(|other| name(other) == name(one));
    let order: Vec<_> = published.iter().filter(in_ours).map(name).collect();
    if order
        != ours
            .iter()
            .filter(in_published)
            .map(name)
            .collect::<Vec<_>>()
    {
        found.push(Difference {
            pointer: pointer.to_owned(),
            what: "the order is not as published".to_owned(),
        });
    }
}

fn compare_by_index(
    published: &[Value],
    ours: &[Value],
    place: Place,
    pointer: &str,
    found: &mut Vec<Difference>,
) {
    for index in 0..published.len().max(ours.len()) {
        let below = child(pointer, &index.to_string());
        match (published.get(index), ours.get(index)) {
            (Some(published), Some(ours)) => compare(published, ours, place, &below, found),
            (Some(published), None) => found.push(missing(below, published)),
            (None, Some(ours)) => found.push(extra(below, ours)),
            (None, None) => {}
        }
    }
}

fn compare_permissions(
    published: &Value,
    ours: &Value,
    pointer: &str,
    found: &mut Vec<Difference>,
) {
    let (Some(published), Some(ours)) = (published.as_str(), ours.as_str()) else {
        return compare(published, ours, Place::Data, pointer, found);
    };
    let (published, ours) = (in_bold(published), in_bold(ours));
    if published != ours {
        found.push(Difference {
            pointer: pointer.to_owned(),
            what: format!("published are the permissions {published:?}, ours are {ours:?}"),
        });
    }
}

/// The text that identifies an element of a list: a value itself, the place and name of a parameter, or a reference.
fn name(element: &Value) -> Option<String> {
    match element {
        Value::Object(object) => {
            let text = |key: &str| object.get(key).and_then(Value::as_str);
            match (text("in"), text("name"), text("$ref")) {
                (Some(place), Some(name), _) => Some(format!("{place} {name}")),
                (None, Some(name), _) => Some(name.to_owned()),
                (_, _, reference) => reference.map(str::to_owned),
            }
        }
        Value::Array(_) => None,
        value => Some(value.to_string()),
    }
}

fn has_double(list: &[Value]) -> bool {
    let names: BTreeSet<_> = list.iter().map(name).collect();
    names.len() < list.len()
}

fn missing(pointer: String, published: &Value) -> Difference {
    let what = format!("ours lacks {}", short(published));
    Difference { pointer, what }
}

fn extra(pointer: String, ours: &Value) -> Difference {
    let what = format!("not published: {}", short(ours));
    Difference { pointer, what }
}

fn child(pointer: &str, key: &str) -> String {
    let key = key.replace('~', "~0").replace('/', "~1");
    format!("{pointer}/{key}")
}

/// A value as JSON, cut where it becomes long.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
