//! The state of a comparison: what was found, which schemas were met, which still wait.
//!
//! Schemas wait in a queue instead of on the call stack, and each pair is compared once for each
//! use: recursive schemas and chains of thousands end like any other.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::change::{Change, Class, Element, Event, Side};
use super::place::At;
use super::shape::Shape;

/// What a schema is used for: the same change can break a request and be harmless in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Request,
    Answer,
}

impl Role {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Answer => "answer",
        }
    }
}

/// A pair of schemas that is still to be compared.
#[derive(Debug)]
pub(super) struct Pending<'a> {
    pub(super) old: Shape<'a>,
    pub(super) new: Shape<'a>,
    pub(super) role: Role,
    /// Where the user meets it, in words: "answer field `status`".
    pub(super) place: String,
}

#[derive(Debug, Default)]
pub(super) struct Walk<'a> {
    /// The operation that is being compared, as shown.
    pub(super) operation: Option<String>,
    pub(super) changes: Vec<Change>,
    pub(super) queue: VecDeque<Pending<'a>>,
    /// New name -> old name of schemas that stand in each other's place.
    pub(super) renamed: BTreeMap<String, String>,
    /// The old names in `renamed`.
    taken: HashSet<String>,
    /// Change by place and kind, so that each is reported once.
    reported: HashMap<(Side, String, Element, Event), usize>,
    compared: HashSet<(String, String, Role)>,
}

impl<'a> Walk<'a> {
    /// Reports a change at `at`, which is in the old document for what was removed. The same change
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
        let change = Change {
            class,
            element,
            event,
            operation: self.operation.clone(),
            what: what.into(),
            pointer: pointer.to_owned(),
            side,
        };
        let key = (side, pointer.to_owned(), element, event);
        match self.reported.get(&key) {
            Some(&i) if self.changes[i].class <= class => {}
            Some(&i) => self.changes[i] = change,
            None => {
                self.reported.insert(key, self.changes.len());
                self.changes.push(change);
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

    /// Reports a `required` that came or went where requests are concerned.
    pub(super) fn required(&mut self, element: Element, old: &At<'_>, new: &At<'_>, place: &str) {
        let kind = (element, Event::Changed);
        match (old.flag("required"), new.flag("required")) {
            (false, true) => self.breaking(kind, format!("{place} is required now"), new),
            (true, false) => self.additive(kind, format!("{place} is optional now"), new),
            _ => {}
        }
    }

    /// Reports texts that differ: documentation, nothing else.
    pub(super) fn texts(&mut self, keys: &[&str], old: &At<'_>, new: &At<'_>, place: &str) {
        for key in keys {
            if old.value.get(key) != new.value.get(key) {
                let pointer = crate::document::child(&new.pointer, key);
                self.report(
                    Class::TextOnly,
                    (Element::Text, Event::Changed),
                    format!("{key} of {place} changed"),
                    &pointer,
                );
            }
        }
    }

    /// Puts a pair in the queue, unless it was there before in this role.
    pub(super) fn enqueue(&mut self, pending: Pending<'a>) {
        let pair = (
            pending.old.at.pointer.clone(),
            pending.new.at.pointer.clone(),
            pending.role,
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
