//! Compares the names of Rust types: of components, of schemas that moved to the components or away from them, and of inline
//! schemas.

use serde_json::Value;

use super::change::{Class, Element, Event, TYPE_CHANGED};
use super::comparer::{Comparer, Usage};
use super::place::Place;
use super::shape::Shape;
use crate::names::Names;

impl<'a> Comparer<'a> {
    /// Reports differences of names. Returns whether the contents must be compared: a renamed schema is the same type,
    /// but two schemas that exist in both documents are different types.
    pub(super) fn compare_types(
        &mut self,
        old: &Shape<'a>,
        new: &Shape<'a>,
        met: (&Place<'a>, &str),
    ) -> bool {
        match (&old.name, &new.name) {
            (Some(was), Some(is)) if was == is => {
                self.report_renamed_type(old, new);
                true
            }
            (Some(was), Some(is)) => self.compare_names_of_schemas((old, was), (new, is), met),
            (None, None) => {
                self.report_number(old, new, met);
                true
            }
            _ => {
                self.report_other_type_name(old, new, met);
                true
            }
        }
    }

    fn compare_names_of_schemas(
        &mut self,
        (old, was): (&Shape<'a>, &str),
        (new, is): (&Shape<'a>, &str),
        (at, place): (&Place<'a>, &str),
    ) -> bool {
        let known = |root: &Value, name: &str| {
            let schema = Place::root(root).find(&["components", "schemas", name]);
            schema.is_some()
        };
        let moved = !known(new.at.root, was) && !known(old.at.root, is);
        let (type_was, type_is) = self.type_names(old, new);
        let alike = type_was == type_is || old.is_like(new);
        if !(moved && alike && self.pair_schemas(was, is)) {
            self.report_breaking(
                TYPE_CHANGED,
                format!("{place} is `{is}` now, was `{was}`"),
                at,
            );
            return false;
        }
        if !self.report_renamed_type(old, new) {
            self.report_renamed_schema(was, is);
        }
        true
    }

    fn report_renamed_schema(&mut self, was: &str, is: &str) {
        let pointer = crate::document::child("/components/schemas", is);
        if !self.has_reported((Element::Type, Event::Renamed), &pointer) {
            let what = format!("schema `{was}` is called `{is}` now");
            self.report_shared((Element::Schema, Event::Renamed), Class::TextOnly, what, is);
        }
    }

    fn type_names(&self, old: &Shape<'a>, new: &Shape<'a>) -> (Option<String>, Option<String>) {
        (old.type_name(&self.names.0), new.type_name(&self.names.1))
    }

    /// Reports a component when its Rust type has another name. Returns whether it has another name.
    fn report_renamed_type(&mut self, old: &Shape<'a>, new: &Shape<'a>) -> bool {
        if self.usage == Some(Usage::Error) {
            return false;
        }
        let ((Some(was), Some(is)), Some(name)) = (self.type_names(old, new), &new.name) else {
            return false;
        };
        if was != is {
            let what = format!("type {}", becomes(&was, &is));
            self.report_shared((Element::Type, Event::Renamed), Class::Breaking, what, name);
        }
        was != is
    }

    /// Reports a change of a shared component, without an operation.
    fn report_shared(&mut self, kind: (Element, Event), class: Class, what: String, name: &str) {
        let operation = self.operation.take();
        let pointer = crate::document::child("/components/schemas", name);
        self.report(class, kind, what, &pointer);
        self.operation = operation;
    }

    /// Reports a schema that moved to the components or away from them, when its type has another name.
    fn report_other_type_name(
        &mut self,
        old: &Shape<'a>,
        new: &Shape<'a>,
        (at, place): (&Place<'a>, &str),
    ) {
        let (was, is) = self.type_names(old, new);
        if was == is || old.kind() != new.kind() || self.usage == Some(Usage::Error) {
            return;
        }
        let what = match (was, is) {
            (Some(was), Some(is)) if new.name.is_some() => {
                format!("type of {place}: {}", becomes(&was, &is))
            }
            // An inline schema cannot have an `x-rust-name`, since that is the name of the field.
            (Some(was), Some(is)) => format!("type of {place}: `{was}` becomes `{is}`"),
            (was, is) => {
                let shown = |name: Option<String>, shape: &Shape<'a>| {
                    name.map_or_else(
                        || format!("a plain {}", shape.phrase()),
                        |n| format!("the type `{n}`"),
                    )
                };
                format!("{place} is {} now, was {}", shown(is, new), shown(was, old))
            }
        };
        self.report_of_crate((Element::Type, Event::Renamed), what, &at.pointer);
    }

    /// Reports an inline schema whose type gets a number because a component now has its name, or loses its number.
    fn report_number(&mut self, old: &Shape<'a>, new: &Shape<'a>, (at, place): (&Place<'a>, &str)) {
        let (Some(was), Some(is)) = self.type_names(old, new) else {
            return;
        };
        let is_taken = |names: &Names| {
            names
                .schemas
                .iter()
                .any(|(published, name)| *published == is || *name == is)
        };
        let (before, now) = (is_taken(&self.names.0), is_taken(&self.names.1));
        if was == is && before != now && self.usage != Some(Usage::Error) {
            let what = if now {
                format!(
                    "type of {place}: `{was}` gets a number, since another schema has this name now (an `x-rust-name` \
                     of that schema in the overlay keeps it)"
                )
            } else {
                format!(
                    "type of {place}: `{was}` loses its number, since no other schema has this name now"
                )
            };
            self.report_breaking((Element::Type, Event::Renamed), what, at);
        }
    }
}

fn becomes(was: &str, is: &str) -> String {
    format!("`{was}` becomes `{is}` (`x-rust-name: {was}` in the overlay keeps it)")
}
