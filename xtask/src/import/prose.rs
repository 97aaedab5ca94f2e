//! Replaces the published prose by ours.
//!
//! The documents in the repository hold the facts of the service, with our own texts. A new revision has published texts
//! again. Each one is replaced by our text of the same place, which is found by its pointer, also when schemas are renamed
//! and operations move. A text is never taken from another place, because it may be wrong there: a new place gets a
//! neutral text. The members keep the order of the current document.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::kinds::{NEUTRAL, PROSE, Place, SCOPES, UNREAD, is_published_text};
use super::matches::Matches;
use super::order;
use super::permissions::{self, PERMISSIONS};
use odc_codegen::diff::{Place as At, path_parameters};
use odc_codegen::document::{child, key_of};

/// A document with our prose.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    pub(crate) root: Value,
    /// The places that need a description.
    pub(crate) missing: Vec<Missing>,
    /// The objects that keep a text of ours.
    pub(super) kept: Vec<Kept>,
    /// What could not be read of the published texts.
    pub(crate) unread: Vec<Unread>,
}

/// A place that needs a description.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) pointer: String,
    /// The published text, which is shown to the person who writes ours.
    pub(crate) published: Option<String>,
}

/// An object that keeps a text of ours: its pointers in the new document and in the old one.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) new: String,
    pub(super) old: String,
}

/// A published text from which something must be read.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(super) pointer: String,
    pub(super) what: &'static str,
    pub(super) published: Option<String>,
}

/// The new document with our prose.
pub(crate) fn carry_over(
    new: &Value,
    old: Option<&Value>,
    matches: &Matches,
    keep: bool,
) -> Carried {
    let mut document = new.clone();
    let mut carrier = Carrier {
        matches,
        keep,
        is_read: true,
        carried: Carried::default(),
    };
    let old = old.map(At::root);
    carrier.value(&mut document, old.as_ref(), "", Place::Other);
    Carried {
        root: document,
        ..carrier.carried
    }
}

/// Whether two documents differ only in their texts.
pub(super) fn is_same_except_for_texts(old: &Value, new: &Value) -> bool {
    let without_texts = |document| carry_over(document, None, &Matches::default(), false).root;
    without_texts(old) == without_texts(new)
}

struct Carrier<'a> {
    matches: &'a Matches,
    /// Published prose stays, and ours is used where there is none.
    keep: bool,
    /// Whether the current place is outside of all `UNREAD` members.
    is_read: bool,
    carried: Carried,
}

impl Carrier<'_> {
    fn value(&mut self, new: &mut Value, old: Option<&At<'_>>, pointer: &str, place: Place) {
        match new {
            Value::Object(object) => {
                match place {
                    Place::Holding(SCOPES) => self.scopes(object, old, pointer),
                    Place::Holding(_) | Place::Responses => {}
                    _ => self.texts(object, old, pointer, place),
                }
                if !self.keep {
                    self.replace_other_texts(object, old, pointer, place);
                }
                self.members(object, old, pointer, place);
            }
            Value::Array(array) => {
                let count = array.len();
                for (i, element) in array.iter_mut().enumerate() {
                    let old = old.and_then(|old| {
                        let was = self.parameter_before(element, pointer);
                        counterpart(element, was, (i, count), old)
                    });
                    let pointer = format!("{pointer}/{i}");
                    self.value(element, old.as_ref(), &pointer, place.below(""));
                }
            }
            _ => {}
        }
    }

    fn members(
        &mut self,
        new: &mut Map<String, Value>,
        old: Option<&At<'_>>,
        pointer: &str,
        place: Place,
    ) {
        if let Some(old) = old.and_then(|old| old.value.as_object()) {
            let places: HashMap<&str, usize> = old.keys().map(String::as_str).zip(0..).collect();
            order::keep_order(new, |key| {
                places.get(self.name_before(key, pointer)).copied()
            });
        }
        for (key, value) in new.iter_mut().filter(|(key, _)| !place.is_data(key)) {
            let old = old.and_then(|old| old.get(self.name_before(key, pointer)));
            let around = self.is_read;
            self.is_read &= place.holds_names() || !UNREAD.contains(&key.as_str());
            self.value(value, old.as_ref(), &child(pointer, key), place.below(key));
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
        old: Option<&At<'_>>,
        pointer: &str,
        place: Place,
    ) {
        let mut is_kept = false;
        for key in PROSE {
            let ours = old.and_then(|old| old.text(key));
            let published = new.get(key).and_then(Value::as_str).map(str::to_owned);
            let asked_for = !self.keep && ours == Some(NEUTRAL);
            if published.is_some() && self.keep {
                continue;
            }
            if let Some(ours) = ours.filter(|ours| *ours != NEUTRAL) {
                new.insert(key.to_owned(), ours.into());
                is_kept = true;
            } else if !(self.is_read && place.is_read(new)) {
                if published.is_some() && place.needs_text(key, new) {
                    new.insert(key.to_owned(), NEUTRAL.into());
                } else if published.is_some() {
                    new.shift_remove(key);
                }
            } else if published.is_some() || asked_for || (!self.keep && place.needs_text(key, new))
            {
                new.insert(key.to_owned(), NEUTRAL.into());
                self.ask_for(child(pointer, key), published);
            }
        }
        let kept = old.filter(|_| is_kept).map(|old| Kept {
            new: pointer.to_owned(),
            old: old.pointer.clone(),
        });
        self.carried.kept.extend(kept);
    }

    /// Replaces the texts of the OAuth scopes.
    fn scopes(&mut self, new: &mut Map<String, Value>, old: Option<&At<'_>>, pointer: &str) {
        if self.keep {
            return;
        }
        for (scope, text) in new.iter_mut() {
            let ours = old.and_then(|old| old.text(scope));
            let published = text.as_str().filter(|text| !text.is_empty());
            if let Some(ours) = ours.filter(|ours| *ours != NEUTRAL) {
                *text = ours.into();
            } else if let Some(published) = published.map(str::to_owned) {
                *text = NEUTRAL.into();
                self.ask_for(child(pointer, scope), Some(published));
            }
        }
    }

    fn ask_for(&mut self, pointer: String, published: Option<String>) {
        let published = published.filter(|text| !text.is_empty() && text != NEUTRAL);
        self.carried.missing.push(Missing { pointer, published });
    }

    /// Replaces other published texts by ours, or removes them.
    fn replace_other_texts(
        &mut self,
        new: &mut Map<String, Value>,
        old: Option<&At<'_>>,
        pointer: &str,
        place: Place,
    ) {
        let ours = |key: &str| old.and_then(|old| old.get(key)).map(|ours| ours.value);
        let title = ours("title").filter(|ours| ours.is_string() && !place.holds_names());
        if let Some(title) = title {
            new.insert("title".to_owned(), title.clone());
        }
        let theirs = new.iter();
        let theirs = theirs.filter(|(key, value)| is_published_text(key, value, pointer, place));
        let theirs: Vec<String> = theirs.map(|(key, _)| key.clone()).collect();
        for key in theirs.into_iter().filter(|key| key != PERMISSIONS) {
            match ours(&key) {
                Some(value) => drop(new.insert(key, value.clone())),
                None => drop(new.shift_remove(&key)),
            }
        }
        if !place.holds_names() {
            self.permissions(new, ours(PERMISSIONS), pointer);
        }
    }

    /// Replaces the sentence about permissions.
    fn permissions(&mut self, new: &mut Map<String, Value>, ours: Option<&Value>, pointer: &str) {
        let published = new.get(PERMISSIONS);
        let (what, shown) = match published {
            None if ours.is_none() => return,
            None => (Some(permissions::MISSING), None),
            Some(published) => {
                let shown = published
                    .as_str()
                    .map_or_else(|| published.to_string(), str::to_owned);
                let read = permissions::carry_over(published, ours);
                new.insert(PERMISSIONS.to_owned(), read.ours);
                (read.warning, Some(shown))
            }
        };
        self.carried.unread.extend(what.map(|what| Unread {
            pointer: child(pointer, PERMISSIONS),
            what,
            published: shown,
        }));
    }
}

/// The element of an old array that corresponds to a new one: by its name or title if elements have them. Otherwise by its
/// index, if no element was added or removed.
fn counterpart<'v>(
    new: &Value,
    was: Option<&str>,
    (index, count): (usize, usize),
    old: &At<'v>,
) -> Option<At<'v>> {
    let elements: Vec<At<'v>> = old.elements().collect();
    let text = |key| new.get(key).and_then(Value::as_str);
    if let Some(name) = was.or_else(|| text("name")) {
        return elements
            .into_iter()
            .find(|old| old.text("name") == Some(name) && old.value.get("in") == new.get("in"));
    }
    if let Some(title) = text("title") {
        let mut same = elements
            .iter()
            .filter(|old| old.text("title") == Some(title));
        if let (Some(same), None) = (same.next(), same.next()) {
            return Some(same.clone());
        }
    }
    let is_same_list = elements.len() == count;
    let old = elements.into_iter().nth(index)?;
    (is_same_list && old.value.get("name").is_none()).then_some(old)
}
