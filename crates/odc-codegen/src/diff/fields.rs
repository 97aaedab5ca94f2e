//! Compares the fields of objects.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::change::{Class, Element, Event, TYPE_CHANGED};
use super::comparer::{Comparer, Pending, Usage};
use super::place::Place;
use super::schema::{null_now, null_pointer, null_words};
use super::shape::{Field, Kind, Shape};
use crate::facts::is_secret;
use crate::names::{field_names, overlay_name, rest_name};

/// How the fields are used.
#[derive(Debug, Clone, Copy)]
struct Use {
    usage: Usage,
    distinguished: bool,
}

impl Use {
    /// Whether the client refuses a response without this field.
    fn insists(self, field: &Field<'_>) -> bool {
        field.at.flag("x-odc-required") || (self.distinguished && field.required)
    }

    /// Whether the field is part of the body. A read-only field is not sent.
    fn holds(self, field: &Field<'_>) -> bool {
        self.usage.is_read() || !Shape::says(&field.at, "readOnly")
    }

    /// Whether the service refuses a request without this field.
    fn demands(self, field: &Field<'_>) -> bool {
        field.required && self.holds(field)
    }
}

impl<'a> Comparer<'a> {
    pub(super) fn compare_fields(&mut self, pending: &Pending<'a>) {
        let used = Use {
            usage: pending.usage,
            distinguished: pending.distinguished,
        };
        let (mut was, mut is) = (pending.old.fields(), pending.new.fields());
        let (rust_was, rust_is) = (rust_names(&was), rust_names(&is));
        let held = |fields: &IndexMap<String, Field<'a>>| -> HashSet<String> {
            let held = fields.iter().filter(|(_, field)| used.holds(field));
            held.map(|(name, _)| name.clone()).collect()
        };
        let (before, now) = (held(&was), held(&is));
        for fields in [&mut was, &mut is] {
            fields.retain(|name, _| before.contains(name) || now.contains(name));
        }
        let noun = used.usage.word();
        let gone = by_rust_name((&was, &rust_was), &is);
        let fresh = by_rust_name((&is, &rust_is), &was);
        for (name, field) in &was {
            if let Some(other) = is.get(name) {
                let rust = (&rust_was[name], &rust_is[name]);
                self.compare_field(field, other, used, (name, rust));
                continue;
            }
            if let Some((other, at)) = fresh.get(&rust_was[name]) {
                let note = if used.usage == Usage::Error {
                    ""
                } else {
                    " (one name in Rust)"
                };
                let what = format!("{noun} field `{name}` is spelled `{other}` now{note}");
                self.report_breaking((Element::Field, Event::Renamed), what, &at.at);
                let rust = (&rust_was[name], &rust_is[*other]);
                self.compare_field(field, at, used, (other, rust));
            } else {
                let what = format!("{noun} field `{name}` removed");
                self.report_breaking((Element::Field, Event::Removed), what, &field.at);
            }
        }
        for (name, field) in is.iter().filter(|(name, _)| !was.contains_key(*name)) {
            if !gone.contains_key(&rust_is[name]) {
                self.report_added_field(field, used, name);
            }
        }
    }

    /// Compares the names of the field that keeps the undeclared members. A declared field may take this name. Then
    /// existing code would compile, but would read the declared field.
    pub(super) fn compare_rest_names(
        &mut self,
        old: &Shape<'a>,
        new: &Shape<'a>,
        usage: Usage,
        (at, place): (&Place<'a>, &str),
    ) {
        let (was, is) = (name_of_rest(old), name_of_rest(new));
        if new.kind() == Kind::Object && was != is && usage != Usage::Error {
            let what = format!(
                "{place} are in `{is}` in Rust now, were in `{was}` (an `x-rust-name` in the overlay, of the field that \
                 took or had that name, keeps it)"
            );
            self.report_breaking((Element::Field, Event::Renamed), what, at);
        }
    }

    fn report_added_field(&mut self, field: &Field<'_>, used: Use, name: &str) {
        let noun = used.usage.word();
        let kind = (Element::Field, Event::Added);
        if field.required && !used.usage.is_read() {
            self.report_breaking(
                kind,
                format!("required request field `{name}` added"),
                &field.at,
            );
        } else {
            self.report_additive(kind, format!("{noun} field `{name}` added"), &field.at);
        }
    }

    /// Compares a field in both documents: its name in JSON, and its old and new name in Rust.
    fn compare_field(
        &mut self,
        old: &Field<'a>,
        new: &Field<'a>,
        used: Use,
        (name, (was, is)): (&str, (&String, &String)),
    ) {
        let place = format!("{} field `{name}`", used.usage.word());
        if was != is {
            let what = format!("{place} becomes `{is}` in Rust, was `{was}`");
            // The place of the name may be a part of a composition. This part belongs to the type that has the field.
            let at = new.named.as_ref().unwrap_or(&new.at);
            self.report_breaking((Element::Field, Event::Renamed), what, at);
        }
        self.compare_required(old, new, used, &place);
        self.compare_null_of_field(old, new, used, &place);
        self.compare_direction(old, new, used, &place);
        let secret = is_secret(new.at.value);
        if is_secret(old.at.value) != secret {
            let word = if secret { "now" } else { "no longer" };
            self.report_breaking(
                TYPE_CHANGED,
                format!("{place} is a `Secret` {word}"),
                &new.at,
            );
        }
        self.compare_schemas(&old.at, &new.at, used.usage, &place);
    }

    /// Compares whether the field is required.
    fn compare_required(&mut self, old: &Field<'a>, new: &Field<'a>, used: Use, place: &str) {
        let kind = (Element::Field, Event::Changed);
        let (insisted, insists) = (used.insists(old), used.insists(new));
        let word = if new.required { "required" } else { "optional" };
        if !used.usage.is_read() {
            match (used.demands(old), used.demands(new)) {
                (false, true) => {
                    self.report_breaking(kind, format!("{place} is required now"), &new.at);
                }
                (true, false) => {
                    self.report_additive(kind, format!("{place} is optional now"), &new.at);
                }
                _ => {}
            }
        } else if insisted != insists {
            let what = if insists {
                "must be present now (no `Option` in Rust)"
            } else {
                "may be missing now (an `Option` in Rust)"
            };
            self.report_breaking(kind, format!("{place} {what}"), &new.at);
        } else if old.required != new.required && insists {
            let class = if new.required {
                Class::TextOnly
            } else {
                Class::Breaking
            };
            let what = format!("{place} is {word} now (the client needs it)");
            self.report(class, kind, what, &new.at.pointer);
        } else if old.required != new.required {
            self.report_text_only(kind, format!("{place} is {word} now"), &new.at);
        }
    }

    fn compare_null_of_field(&mut self, old: &Field<'a>, new: &Field<'a>, used: Use, place: &str) {
        let (was, is) = (Shape::read(&old.at), Shape::read(&new.at));
        let Some(now) = null_now(&was, &is) else {
            return;
        };
        let class = match used.usage {
            Usage::Response if now && used.insists(new) => Class::Breaking,
            Usage::Response | Usage::Error => Class::TextOnly,
            // In a request other than a PATCH, an unset optional field is omitted. It is never sent as null.
            Usage::Request if !old.required && !new.required => Class::TextOnly,
            // The setter takes a `Patch` now. Before, it took any type that converts to the value.
            Usage::Patch if now && !is_plain(is.kind()) => Class::Breaking,
            _ if now => Class::Additive,
            _ => Class::Breaking,
        };
        self.report(
            class,
            TYPE_CHANGED,
            null_words(place, now),
            &null_pointer(&new.at),
        );
    }

    /// Compares `readOnly` (the field is never sent) and `writeOnly` (it is never received).
    fn compare_direction(&mut self, old: &Field<'a>, new: &Field<'a>, used: Use, place: &str) {
        let received = used.usage.is_read();
        for (key, counts) in [("readOnly", !received), ("writeOnly", received)] {
            let (was, is) = (Shape::says(&old.at, key), Shape::says(&new.at, key));
            let class = match (was, is) {
                _ if was == is => continue,
                _ if !counts => Class::TextOnly,
                (false, _) => Class::Breaking,
                (true, _) => Class::Additive,
            };
            let word = if is { "now" } else { "no longer" };
            let pointer = format!("{}/{key}", new.at.pointer);
            let kind = (Element::Field, Event::Changed);
            self.report(class, kind, format!("{place} is {key} {word}"), &pointer);
        }
    }
}

/// Whether a setter takes exactly this type, without conversion.
fn is_plain(kind: Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Number | Kind::Boolean)
}

/// The fields that only the first list has, by their name in Rust.
fn by_rust_name<'f, 'a>(
    (fields, names): (&'f IndexMap<String, Field<'a>>, &HashMap<String, String>),
    others: &IndexMap<String, Field<'a>>,
) -> HashMap<String, (&'f String, &'f Field<'a>)> {
    let own = fields
        .iter()
        .filter(|(name, _)| !others.contains_key(*name));
    own.map(|own| (names[own.0].clone(), own)).collect()
}

/// The names of fields in Rust, by their names in JSON.
pub(super) fn rust_names(fields: &IndexMap<String, Field<'_>>) -> HashMap<String, String> {
    let published: Vec<_> = fields
        .iter()
        .map(|(name, field)| {
            let named = field.named.as_ref();
            (name.as_str(), named.and_then(|at| overlay_name(at.value)))
        })
        .collect();
    let names = fields.keys().cloned();
    names.zip(field_names(&published)).collect()
}

/// The name in Rust of the field that keeps the fields without a declaration.
fn name_of_rest(object: &Shape<'_>) -> String {
    rest_name(rust_names(&object.fields()).values())
}
