//! Compares the fields of objects: what is answered is read, what is sent is set.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::change::{Class, Element, Event, TYPE_CHANGED};
use super::schema::{null_now, null_pointer, null_words};
use super::shape::{Field, Kind, Shape};
use super::walk::{Pending, Role, Walk};
use crate::facts::is_secret;
use crate::names::{given, identifier};

/// How the fields are used.
#[derive(Debug, Clone, Copy)]
struct Use {
    role: Role,
    told_apart: bool,
}

impl Use {
    /// The client refuses an answer without this field.
    fn insists(self, field: &Field<'_>) -> bool {
        field.at.flag("x-odc-required") || (self.told_apart && field.required)
    }

    /// Whether the field is part of what is answered or sent: what is only read is not sent.
    fn holds(self, field: &Field<'_>) -> bool {
        self.role.is_read() || !Shape::says(&field.at, "readOnly")
    }

    /// The service refuses a request without this field.
    fn demands(self, field: &Field<'_>) -> bool {
        field.required && self.holds(field)
    }
}

impl<'a> Walk<'a> {
    pub(super) fn fields(&mut self, pending: &Pending<'a>) {
        let used = Use {
            role: pending.role,
            told_apart: pending.told_apart,
        };
        let (mut was, mut is) = (pending.old.fields(), pending.new.fields());
        let held = |fields: &IndexMap<String, Field<'a>>| -> HashSet<String> {
            let held = fields.iter().filter(|(_, field)| used.holds(field));
            held.map(|(name, _)| name.clone()).collect()
        };
        let (before, now) = (held(&was), held(&is));
        for fields in [&mut was, &mut is] {
            fields.retain(|name, _| before.contains(name) || now.contains(name));
        }
        let noun = used.role.word();
        let is_gone = |name: &String| !is.contains_key(name);
        let is_fresh = |name: &String| !was.contains_key(name);
        for (name, field) in &was {
            if let Some(other) = is.get(name) {
                self.field(field, other, used, name);
                continue;
            }
            let respelt = is.iter().find(|(other, at)| {
                is_fresh(other) && rust_name(other, at) == rust_name(name, field)
            });
            if let Some((other, at)) = respelt {
                let note = if used.role == Role::Error {
                    ""
                } else {
                    " (one name in Rust)"
                };
                let what = format!("{noun} field `{name}` is spelt `{other}` now{note}");
                self.breaking((Element::Field, Event::Renamed), what, &at.at);
                self.field(field, at, used, other);
            } else {
                let what = format!("{noun} field `{name}` removed");
                self.breaking((Element::Field, Event::Removed), what, &field.at);
            }
        }
        for (name, field) in is.iter().filter(|(name, _)| is_fresh(name)) {
            let respelt = was.iter().any(|(other, at)| {
                is_gone(other) && rust_name(other, at) == rust_name(name, field)
            });
            if !respelt {
                self.added_field(field, used, name);
            }
        }
    }

    fn added_field(&mut self, field: &Field<'_>, used: Use, name: &str) {
        let noun = used.role.word();
        let kind = (Element::Field, Event::Added);
        if field.required && !used.role.is_read() {
            self.breaking(
                kind,
                format!("required request field `{name}` added"),
                &field.at,
            );
        } else {
            self.additive(kind, format!("{noun} field `{name}` added"), &field.at);
        }
    }

    /// A field that both have.
    fn field(&mut self, old: &Field<'a>, new: &Field<'a>, used: Use, name: &str) {
        let place = format!("{} field `{name}`", used.role.word());
        let (was, is) = (rust_name(name, old), rust_name(name, new));
        if was != is {
            let what = format!("{place} becomes `{is}` in Rust, was `{was}`");
            self.breaking((Element::Field, Event::Renamed), what, &new.at);
        }
        self.presence(old, new, used, &place);
        self.field_null(old, new, used, &place);
        self.direction(old, new, used, &place);
        let secret = is_secret(new.at.value);
        if is_secret(old.at.value) != secret {
            let word = if secret { "now" } else { "no more" };
            self.breaking(
                TYPE_CHANGED,
                format!("{place} is a `Secret` {word}"),
                &new.at,
            );
        }
        self.schema(&old.at, &new.at, used.role, &place);
    }

    /// Whether the field has to be there.
    fn presence(&mut self, old: &Field<'a>, new: &Field<'a>, used: Use, place: &str) {
        let kind = (Element::Field, Event::Changed);
        let (insisted, insists) = (used.insists(old), used.insists(new));
        let word = if new.required { "required" } else { "optional" };
        if !used.role.is_read() {
            match (used.demands(old), used.demands(new)) {
                (false, true) => self.breaking(kind, format!("{place} is required now"), &new.at),
                (true, false) => self.additive(kind, format!("{place} is optional now"), &new.at),
                _ => {}
            }
        } else if insisted != insists {
            let what = if insists {
                "is insisted on now (no `Option` in Rust)"
            } else {
                "is insisted on no more (an `Option` in Rust)"
            };
            self.breaking(kind, format!("{place} {what}"), &new.at);
        } else if old.required != new.required && insists {
            let class = if new.required {
                Class::TextOnly
            } else {
                Class::Breaking
            };
            let what = format!("{place} is {word} now (the client insists on it)");
            self.report(class, kind, what, &new.at.pointer);
        } else if old.required != new.required {
            self.text_only(kind, format!("{place} is {word} now"), &new.at);
        }
    }

    fn field_null(&mut self, old: &Field<'a>, new: &Field<'a>, used: Use, place: &str) {
        let (was, is) = (Shape::of(&old.at), Shape::of(&new.at));
        let Some(now) = null_now(&was, &is) else {
            return;
        };
        let class = match used.role {
            Role::Answer if now && used.insists(new) => Class::Breaking,
            Role::Answer | Role::Error => Class::TextOnly,
            // What is left out of anything but a PATCH is not sent as null.
            Role::Request if !old.required && !new.required => Class::TextOnly,
            // Its setter takes a `Patch` now, no longer whatever can be made into the value.
            Role::Patch if now && !is_plain(is.kind()) => Class::Breaking,
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

    /// `readOnly` is never sent, `writeOnly` never answered.
    fn direction(&mut self, old: &Field<'a>, new: &Field<'a>, used: Use, place: &str) {
        let answered = used.role.is_read();
        for (key, counts) in [("readOnly", !answered), ("writeOnly", answered)] {
            let (was, is) = (Shape::says(&old.at, key), Shape::says(&new.at, key));
            let class = match (was, is) {
                _ if was == is => continue,
                _ if !counts => Class::TextOnly,
                (false, _) => Class::Breaking,
                (true, _) => Class::Additive,
            };
            let word = if is { "now" } else { "no more" };
            let pointer = format!("{}/{key}", new.at.pointer);
            let kind = (Element::Field, Event::Changed);
            self.report(class, kind, format!("{place} is {key} {word}"), &pointer);
        }
    }
}

/// Setters take numbers and flags as they are.
fn is_plain(kind: Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Number | Kind::Boolean)
}

/// The name of the field in Rust.
fn rust_name(name: &str, field: &Field<'_>) -> String {
    identifier(given(field.at.value).unwrap_or(name))
}
