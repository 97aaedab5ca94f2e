//! The state of a comparison: what was found, which schemas were met, which still wait.
//!
//! Schemas wait in a queue instead of on the call stack, and each pair is compared once for each
//! use: recursive schemas and chains of thousands end like any other.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use serde_json::Value;

use super::change::{Change, Class, Element, Event, Side};
use super::place::At;
use super::setting::Setting;
use super::shape::Shape;
use crate::names::Names;

/// What a schema is used for: the same change can break a request and be harmless in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Request,
    /// The body of a PATCH, whose fields can be left out, set, or set to null.
    Patch,
    Answer,
    /// The body of an error answer, of which no type is made: whatever changes in it is documentation.
    Error,
}

impl Role {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Request | Self::Patch => "request",
            Self::Answer => "answer",
            Self::Error => "error answer",
        }
    }

    /// Whether the client reads it.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Self::Answer | Self::Error)
    }
}

/// A pair of schemas that is still to be compared.
#[derive(Debug)]
pub(super) struct Pending<'a> {
    pub(super) old: Shape<'a>,
    pub(super) new: Shape<'a>,
    pub(super) role: Role,
    /// An alternative of a union, which is told apart by the fields that it requires.
    pub(super) told_apart: bool,
    /// Where the user meets it, in words: "answer field `status`".
    pub(super) place: String,
}

#[derive(Debug, Default)]
pub(super) struct Walk<'a> {
    /// The names of the old document and of the new one.
    pub(super) names: (Names, Names),
    /// The operation that is being compared, as shown.
    pub(super) operation: Option<String>,
    /// The role of the schema that is being compared.
    pub(super) role: Option<Role>,
    /// Each with the role in which it was met, if it is a schema's.
    pub(super) changes: Vec<(Change, Option<Role>)>,
    pub(super) queue: VecDeque<Pending<'a>>,
    /// New name -> old name of schemas that stand in each other's place.
    pub(super) renamed: BTreeMap<String, String>,
    /// The old names in `renamed`.
    taken: HashSet<String>,
    /// Change by place and kind, so that each is reported once.
    reported: HashMap<(Side, String, Element, Event), usize>,
    compared: HashSet<(String, String, Role, bool)>,
}

impl<'a> Walk<'a> {
    /// Reports a change at `pointer`, which is in the old document for what was removed. The same change
    /// met again counts once, in its gravest class.
    pub(super) fn report(
        &mut self,
        class: Class,
        (element, event): (Element, Event),
        what: impl Into<String>,
        pointer: &str,
    ) {
        let side = if event == Event::Removed {
            Side::Old
        } else {
            Side::New
        };
        let class = if self.role == Some(Role::Error) {
            Class::TextOnly
        } else {
            class
        };
        let change = Change {
            class,
            element,
            event,
            operation: self.operation.clone(),
            operations: 0,
            what: what.into(),
            pointer: pointer.to_owned(),
            side,
        };
        let key = (side, pointer.to_owned(), element, event);
        match self.reported.get(&key) {
            Some(&i) if self.changes[i].0.class <= class => {}
            Some(&i) => self.changes[i] = (change, self.role),
            None => {
                self.reported.insert(key, self.changes.len());
                self.changes.push((change, self.role));
            }
        }
    }

    pub(super) fn breaking(
        &mut self,
        kind: (Element, Event),
        what: impl Into<String>,
        at: &At<'_>,
    ) {
        self.report(Class::Breaking, kind, what, &at.pointer);
    }

    pub(super) fn additive(
        &mut self,
        kind: (Element, Event),
        what: impl Into<String>,
        at: &At<'_>,
    ) {
        self.report(Class::Additive, kind, what, &at.pointer);
    }

    pub(super) fn text_only(
        &mut self,
        kind: (Element, Event),
        what: impl Into<String>,
        at: &At<'_>,
    ) {
        self.report(Class::TextOnly, kind, what, &at.pointer);
    }

    /// Reports the members `keys` that differ: documentation, nothing else.
    pub(super) fn texts(&mut self, keys: &[&str], old: &At<'_>, new: &At<'_>, place: &str) {
        for key in keys {
            let (was, is) = (old.get(key), new.get(key));
            if let Some(change) = Setting::of(key, was.as_ref(), is.as_ref()) {
                self.setting(Class::TextOnly, Element::Text, &change, place);
            }
        }
    }

    /// Reports every member that differs but the `compared` ones, which are looked at elsewhere.
    pub(super) fn other_texts(
        &mut self,
        compared: &[&str],
        old: &At<'_>,
        new: &At<'_>,
        place: &str,
    ) {
        let mut keys: Vec<&str> = Vec::new();
        for object in [old.value, new.value].map(Value::as_object) {
            for key in object.into_iter().flat_map(serde_json::Map::keys) {
                if !compared.contains(&key.as_str()) && !keys.contains(&key.as_str()) {
                    keys.push(key);
                }
            }
        }
        self.texts(&keys, old, new, place);
    }

    pub(super) fn setting(
        &mut self,
        class: Class,
        element: Element,
        setting: &Setting<'_>,
        place: &str,
    ) {
        let what = setting.sentence(place);
        self.report(class, (element, setting.event), what, &setting.pointer);
    }

    /// Whether this was reported of a place in the new document.
    pub(super) fn has_reported(&self, (element, event): (Element, Event), pointer: &str) -> bool {
        let key = (Side::New, pointer.to_owned(), element, event);
        self.reported.contains_key(&key)
    }

    /// Puts a pair in the queue, unless it was there before in this role.
    pub(super) fn enqueue(&mut self, pending: Pending<'a>) {
        let pair = (
            pending.old.at.pointer.clone(),
            pending.new.at.pointer.clone(),
            pending.role,
            pending.told_apart,
        );
        if self.compared.insert(pair) {
            self.queue.push_back(pending);
        }
    }

    /// Settles that the schema `new` is the old one under another name; false when either has another partner.
    pub(super) fn pair(&mut self, old: &str, new: &str) -> bool {
        match self.renamed.get(new) {
            Some(partner) => partner == old,
            None if !self.taken.insert(old.to_owned()) => false,
            None => {
                self.renamed.insert(new.to_owned(), old.to_owned());
                true
            }
        }
    }
}
