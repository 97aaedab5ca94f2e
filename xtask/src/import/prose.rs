//! Replaces the published prose by ours.
//!
//! The documents in the repository hold the facts of the service, with our own texts. A new revision has published
//! texts again. The import replaces each of them by our text of the same place. It finds the place by its pointer, even
//! when schemas are renamed and operations move. It never takes a text from another place, because the text may be
//! wrong there. A new place gets a neutral text. The members keep the order of the current document.

use std::collections::{BTreeSet, HashMap};

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
    /// The objects that keep one of our texts.
    pub(super) kept: Vec<Kept>,
    /// The published texts that could not be read completely.
    pub(crate) unread: Vec<Unread>,
}

/// A place that needs a description.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) pointer: String,
    /// The published text, which is shown to the person who writes ours.
    pub(crate) published: Option<String>,
}

/// An object that keeps one of our texts: its pointers in the new document and in the old one.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) new: String,
    pub(super) old: String,
}

/// A published text that could not be read completely.
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
    /// Published prose stays. Our prose is used only at places without published prose.
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
                let before = old.map(|old| self.elements_before(array, old, pointer, place));
                let mut before = before.unwrap_or_default().into_iter();
                for (i, element) in array.iter_mut().enumerate() {
                    let old = before.next().flatten();
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
        let is_in_path = new.get("in").is_some_and(|place| place == "path");
        // When both paths have the same name, it is the same parameter at any position.
        let is_new = !path_parameters(was).any(|slot| slot == name);
        let is_gone = |slot: &&str| !path_parameters(&path).any(|name| name == *slot);
        before
            .nth(index)
            .filter(|slot| is_in_path && is_new && is_gone(slot))
    }

    /// The old elements that correspond to the elements of a new list. They are found by their names or titles, or else
    /// because they differ only in texts. Among the rest, an alternative is found by its members, and any other element
    /// by its index.
    fn elements_before<'v>(
        &self,
        new: &[Value],
        old: &At<'v>,
        pointer: &str,
        place: Place,
    ) -> Vec<Option<At<'v>>> {
        let elements: Vec<At<'v>> = old.elements().collect();
        let mut taken = vec![false; elements.len()];
        let mut found: Vec<Option<usize>> = new
            .iter()
            .enumerate()
            .map(|(index, element)| {
                let was = self.parameter_before(element, pointer);
                let named = was.or_else(|| element.get("name").and_then(Value::as_str));
                let old = match named {
                    Some(name) => named_before(element, name, &elements),
                    None => same_before(element, index, &elements),
                }?;
                (!std::mem::replace(&mut taken[old], true)).then_some(old)
            })
            .collect();
        let is_same_list = elements.len() == new.len();
        for (index, element) in new.iter().enumerate() {
            let has_name = |element: &Value| element.get("name").is_some();
            if found[index].is_some() || has_name(element) {
                continue;
            }
            let is_free = |old: &usize| !taken[*old] && !has_name(elements[*old].value);
            found[index] = if place == Place::Holding("oneOf") || place == Place::Holding("anyOf") {
                let free = (0..elements.len()).filter(is_free);
                let mut alike = free.filter(|old| is_alike(element, elements[*old].value));
                alike.next().filter(|_| alike.next().is_none())
            } else {
                Some(index).filter(|_| is_same_list).filter(is_free)
            };
            if let Some(old) = found[index] {
                taken[old] = true;
            }
        }
        let element = |old: Option<usize>| old.map(|old| elements[old].clone());
        found.into_iter().map(element).collect()
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

/// The old element with this name, in the same place.
fn named_before(new: &Value, name: &str, old: &[At<'_>]) -> Option<usize> {
    old.iter()
        .position(|old| old.text("name") == Some(name) && old.value.get("in") == new.get("in"))
}

/// The only old element with the title of a new one, or else the old element that differs from it only in texts. If
/// several differ only in texts, it is the one at the same index.
fn same_before(new: &Value, index: usize, old: &[At<'_>]) -> Option<usize> {
    let only = |found: Vec<usize>| match found[..] {
        [only] => Some(only),
        _ => found.contains(&index).then_some(index),
    };
    let all = || old.iter().enumerate();
    if let Some(title) = new.get("title").and_then(Value::as_str) {
        let titled = all().filter(|(_, old)| old.text("title") == Some(title));
        if let [only] = titled.map(|(at, _)| at).collect::<Vec<_>>()[..] {
            return Some(only);
        }
    }
    let same = all().filter(|(_, old)| is_same_except_for_texts(old.value, new));
    only(same.map(|(at, _)| at).collect())
}

/// Whether two alternatives without titles have most of their members in common.
fn is_alike(one: &Value, other: &Value) -> bool {
    let members = |value: &Value| -> BTreeSet<String> {
        let properties = value.get("properties").and_then(Value::as_object);
        let values = value.get("enum").and_then(Value::as_array);
        let of_type = ["type", "format", "$ref"].map(|key| value.get(key).map(Value::to_string));
        let named = properties.into_iter().flat_map(Map::keys).cloned();
        let listed = values.into_iter().flatten().map(Value::to_string);
        let members: BTreeSet<String> = named.chain(listed).collect();
        if members.is_empty() {
            of_type.into_iter().flatten().collect()
        } else {
            members
        }
    };
    let (one, other) = (members(one), members(other));
    let (shared, all) = (one.intersection(&other).count(), one.union(&other).count());
    shared > 0 && shared * 5 >= all * 3
}
