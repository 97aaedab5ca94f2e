//! The state of a comparison: the changes that were found, and the pairs of schemas that are not compared yet.
//!
//! The pairs are in a queue, not on the call stack, and each pair is compared once per usage. So the comparison ends
//! for recursive schemas and long chains too.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use indexmap::IndexSet;
use serde_json::Value;

use super::change::{Change, Class, Element, Event, Side};
use super::place::Place;
use super::setting::Setting;
use super::shape::Shape;
use crate::names::Names;

/// How a schema is used. The same change may break a request, and have no effect on a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Usage {
    Request,
    /// The body of a PATCH. Its fields can be omitted, set, or set to null.
    Patch,
    Response,
    /// The body of an error response. It has no Rust type, so every change in it is documentation.
    Error,
}

impl Usage {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Request | Self::Patch => "request",
            Self::Response => "response",
            Self::Error => "error response",
        }
    }

    /// Whether the client reads the schema.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Self::Response | Self::Error)
    }
}

/// A pair of schemas that is not compared yet.
#[derive(Debug)]
pub(super) struct Pending<'a> {
    pub(super) old: Shape<'a>,
    pub(super) new: Shape<'a>,
    pub(super) usage: Usage,
    /// The pair is an alternative of a union. Its required fields distinguish it from the others.
    pub(super) distinguished: bool,
    /// The place in words: "response field `status`".
    pub(super) place: String,
}

/// A comparison that is not finished.
#[derive(Debug, Default)]
pub(super) struct Comparer<'a> {
    /// The names of the old document and of the new one.
    pub(super) names: (Names, Names),
    /// The operation that is being compared, as shown.
    pub(super) operation: Option<String>,
    /// The usage of the schema that is being compared.
    pub(super) usage: Option<Usage>,
    /// The changes, each with the usage of its schema.
    pub(super) changes: Vec<(Change, Option<Usage>)>,
    pub(super) queue: VecDeque<Pending<'a>>,
    /// The old names of renamed schemas, by the new name.
    pub(super) renamed: BTreeMap<String, String>,
    /// The new names of renamed schemas, by the old name.
    renamed_to: HashMap<String, String>,
    /// The indices of changes by place and kind, so that each change is reported once.
    reported: HashMap<(Side, String, Element, Event), usize>,
    compared: HashSet<(String, String, Usage, bool)>,
}

impl<'a> Comparer<'a> {
    /// Reports a change at `pointer`. For a removed thing, this place is in the old document. A change that is found
    /// several times is reported once, in its worst class.
    pub(super) fn report(
        &mut self,
        class: Class,
        kind: (Element, Event),
        what: impl Into<String>,
        pointer: &str,
    ) {
        self.report_change(class, kind, what.into(), pointer, false);
    }

    /// Reports a change that concerns only the crate. It is breaking unless both crates have the same code.
    pub(super) fn report_of_crate(
        &mut self,
        kind: (Element, Event),
        what: impl Into<String>,
        pointer: &str,
    ) {
        self.report_change(Class::Breaking, kind, what.into(), pointer, true);
    }

    fn report_change(
        &mut self,
        class: Class,
        (element, event): (Element, Event),
        what: String,
        pointer: &str,
        is_of_crate: bool,
    ) {
        let side = if event == Event::Removed {
            Side::Old
        } else {
            Side::New
        };
        let class = if self.usage == Some(Usage::Error) {
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
            what,
            rust: None,
            pointer: pointer.to_owned(),
            side,
            is_of_crate: is_of_crate && class == Class::Breaking,
        };
        let key = (side, pointer.to_owned(), element, event);
        match self.reported.get(&key) {
            Some(&i) if self.changes[i].0.class <= class => {
                let known = &mut self.changes[i].0;
                known.is_of_crate &= is_of_crate || known.class < class;
            }
            Some(&i) => self.changes[i] = (change, self.usage),
            None => {
                self.reported.insert(key, self.changes.len());
                self.changes.push((change, self.usage));
            }
        }
    }

    pub(super) fn report_breaking(
        &mut self,
        kind: (Element, Event),
        what: impl Into<String>,
        at: &Place<'_>,
    ) {
        self.report(Class::Breaking, kind, what, &at.pointer);
    }

    pub(super) fn report_additive(
        &mut self,
        kind: (Element, Event),
        what: impl Into<String>,
        at: &Place<'_>,
    ) {
        self.report(Class::Additive, kind, what, &at.pointer);
    }

    pub(super) fn report_text_only(
        &mut self,
        kind: (Element, Event),
        what: impl Into<String>,
        at: &Place<'_>,
    ) {
        self.report(Class::TextOnly, kind, what, &at.pointer);
    }

    /// Compares the members `keys`, and reports each difference as documentation.
    pub(super) fn compare_texts(
        &mut self,
        keys: &[&str],
        old: &Place<'_>,
        new: &Place<'_>,
        place: &str,
    ) {
        for key in keys {
            let (was, is) = (old.get(key), new.get(key));
            if let Some(change) = Setting::changed(key, was.as_ref(), is.as_ref()) {
                self.report_setting(Class::TextOnly, Element::Text, &change, place);
            }
        }
    }

    /// Reports every member that differs, except the members that other code compares.
    pub(super) fn compare_other_texts(
        &mut self,
        compared: &[&str],
        old: &Place<'_>,
        new: &Place<'_>,
        place: &str,
    ) {
        let objects = [old.value, new.value].map(Value::as_object);
        let keys = objects
            .into_iter()
            .flatten()
            .flat_map(serde_json::Map::keys);
        let keys = keys.map(String::as_str);
        let keys: IndexSet<&str> = keys.filter(|key| !compared.contains(key)).collect();
        self.compare_texts(&Vec::from_iter(keys), old, new, place);
    }

    pub(super) fn report_setting(
        &mut self,
        class: Class,
        element: Element,
        setting: &Setting<'_>,
        place: &str,
    ) {
        let what = setting.sentence(place);
        self.report(class, (element, setting.event), what, &setting.pointer);
    }

    /// Whether a change of this kind at a place in the new document was reported before.
    pub(super) fn has_reported(&self, (element, event): (Element, Event), pointer: &str) -> bool {
        let key = (Side::New, pointer.to_owned(), element, event);
        self.reported.contains_key(&key)
    }

    /// Adds a pair to the queue, unless it was added before in this usage.
    pub(super) fn enqueue(&mut self, pending: Pending<'a>) {
        let pair = (
            pending.old.at.pointer.clone(),
            pending.new.at.pointer.clone(),
            pending.usage,
            pending.distinguished,
        );
        if self.compared.insert(pair) {
            self.queue.push_back(pending);
        }
    }

    /// Records that the schema `new` is the schema `old` with another name. Returns false when one of them has another
    /// counterpart.
    pub(super) fn pair_schemas(&mut self, old: &str, new: &str) -> bool {
        match self.renamed.get(new) {
            Some(partner) => partner == old,
            None if self.renamed_to.contains_key(old) => false,
            None => {
                self.renamed.insert(new.to_owned(), old.to_owned());
                self.renamed_to.insert(old.to_owned(), new.to_owned());
                true
            }
        }
    }

    /// The new name of an old schema that was renamed.
    pub(super) fn name_now(&self, old: &str) -> Option<&str> {
        self.renamed_to.get(old).map(String::as_str)
    }
}
