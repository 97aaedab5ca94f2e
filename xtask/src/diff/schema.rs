//! Compares schemas the way our crates turn them into types.
//!
//! Fields of answers are optional whatever the document says, unless the overlay marks them with
//! `x-odc-required`; enums are open; validation is the service's business. See the design's section
//! on normalizing for the reasons.

use serde_json::Value;

use super::change::{Class, Element, Event};
use super::place::At;
use super::shape::{Field, Kind, Shape};
use super::walk::{Pending, Role, Walk};
use crate::names::{given, identifier, variant};

/// Keywords that the service checks and the client does not.
const RULES: [&str; 14] = [
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "default",
    "deprecated",
    "discriminator",
];

const TEXTS: [&str; 4] = ["title", "description", "example", "externalDocs"];

const TYPE_CHANGED: (Element, Event) = (Element::Type, Event::Changed);

impl<'a> Walk<'a> {
    /// Compares two uses of schemas; what they consist of waits in the queue.
    pub(super) fn schema(&mut self, old: &At<'a>, new: &At<'a>, role: Role, place: &str) {
        self.texts(&TEXTS, old, new, place);
        let (old, new) = (Shape::of(old), Shape::of(new));
        if self.same_type(&old, &new, place) {
            let place = place.to_owned();
            self.enqueue(Pending {
                old,
                new,
                role,
                place,
            });
        }
    }

    /// Compares everything that waits, and what comes to wait meanwhile.
    pub(super) fn drain(&mut self) {
        while let Some(pending) = self.queue.pop_front() {
            self.contents(&pending);
        }
    }

    /// Whether two shapes are one Rust type; a renamed schema is, two schemas of today are not.
    fn same_type(&mut self, old: &Shape<'_>, new: &Shape<'_>, place: &str) -> bool {
        let (was, is) = match (&old.name, &new.name) {
            (Some(was), Some(is)) => (was, is),
            (None, None) => return true,
            (was, is) => {
                self.settled_elsewhere(was.as_deref(), is.as_deref(), new, place);
                return true;
            }
        };
        if was == is {
            return true;
        }
        let known = |root: &Value, name: &str| {
            At::root(root)
                .find(&["components", "schemas", name])
                .is_some()
        };
        let moved = !known(new.at.root, was) && !known(old.at.root, is);
        if moved && old.is_like(new) && self.pair(was, is) {
            let pointer = component(is);
            let what = format!("schema `{was}` is called `{is}` now");
            // It is used in many places; the one that was met first says nothing.
            let operation = self.operation.take();
            self.report(
                Class::TextOnly,
                (Element::Schema, Event::Renamed),
                what,
                &pointer,
            );
            self.operation = operation;
            return true;
        }
        let what = format!("{place} is `{is}` now, was `{was}`");
        self.breaking(TYPE_CHANGED, what, &new.at);
        false
    }

    /// A schema moved into the components or out of them: its type gets a name from elsewhere.
    fn settled_elsewhere(
        &mut self,
        was: Option<&str>,
        is: Option<&str>,
        new: &Shape<'_>,
        place: &str,
    ) {
        if matches!(new.kind(), Kind::Object | Kind::Enum) {
            let of = |name: Option<&str>| {
                name.map_or("a schema of its own".to_owned(), |name| format!("`{name}`"))
            };
            let what = format!("{place} is {} now, was {}", of(is), of(was));
            self.breaking((Element::Type, Event::Renamed), what, &new.at);
        }
    }

    fn contents(&mut self, pending: &Pending<'a>) {
        let Pending {
            old,
            new,
            role,
            place,
        } = pending;
        self.texts(&TEXTS, &old.at, &new.at, place);
        self.texts(&RULES, &old.at, &new.at, place);
        let (was, is) = (old.kind(), new.kind());
        if was != is || old.primitive() != new.primitive() {
            let what = format!("{place} is {} now, was {}", new.shown(), old.shown());
            self.breaking(TYPE_CHANGED, what, &new.at);
            return;
        }
        if old.at.text("format") != new.at.text("format") {
            self.texts(&["format"], &old.at, &new.at, place);
        }
        match is {
            Kind::Enum => self.values(old, new, place),
            Kind::Array => self.items(old, new, *role, place),
            Kind::Object => self.fields(old, new, *role),
            Kind::Union => self.alternatives(old, new, *role, place),
            _ => {}
        }
        if matches!(is, Kind::Object | Kind::Map) {
            self.further_fields(old, new, *role, place);
        }
    }

    fn values(&mut self, old: &Shape<'a>, new: &Shape<'a>, place: &str) {
        let (was, is) = (old.values(), new.values());
        for (value, at) in &was {
            if is.contains_key(value) {
                continue;
            }
            let respelt = is
                .iter()
                .find(|(other, _)| !was.contains_key(*other) && variant(other) == variant(value));
            if let Some((other, at)) = respelt {
                let what = format!("{place}: enum value `{value}` is spelt `{other}` now");
                self.additive((Element::EnumValue, Event::Renamed), what, at);
            } else {
                let what = format!("{place}: enum value `{value}` removed");
                self.breaking((Element::EnumValue, Event::Removed), what, at);
            }
        }
        for (value, at) in &is {
            let respelt = was
                .keys()
                .any(|other| !is.contains_key(other) && variant(other) == variant(value));
            if !was.contains_key(value) && !respelt {
                let what = format!("{place}: enum value `{value}` added");
                self.additive((Element::EnumValue, Event::Added), what, at);
            }
        }
    }

    fn items(&mut self, old: &Shape<'a>, new: &Shape<'a>, role: Role, place: &str) {
        let place = format!("element of {place}");
        match (old.at.get("items"), new.at.get("items")) {
            (Some(old), Some(new)) => self.schema(&old, &new, role, &place),
            (None, None) => {}
            _ => self.breaking(TYPE_CHANGED, format!("{place} has another type"), &new.at),
        }
    }

    fn fields(&mut self, old: &Shape<'a>, new: &Shape<'a>, role: Role) {
        let (was, is) = (old.fields(), new.fields());
        let noun = role.word();
        let ident = |name: &str, field: &Field<'_>| {
            given(field.at.value).map_or_else(|| identifier(name), str::to_owned)
        };
        for (name, field) in &was {
            if let Some(other) = is.get(name) {
                self.field(field, other, role, name);
                continue;
            }
            let respelt = is.iter().find(|(other, at)| {
                !was.contains_key(*other) && ident(other, at) == ident(name, field)
            });
            if let Some((other, at)) = respelt {
                let what = format!("{noun} field `{name}` is spelt `{other}` now");
                self.additive((Element::Field, Event::Renamed), what, &at.at);
                self.field(field, at, role, other);
            } else {
                let what = format!("{noun} field `{name}` removed");
                self.breaking((Element::Field, Event::Removed), what, &field.at);
            }
        }
        for (name, field) in &is {
            let respelt = was.iter().any(|(other, at)| {
                !is.contains_key(other) && ident(other, at) == ident(name, field)
            });
            if !was.contains_key(name) && !respelt {
                self.added_field(field, role, name);
            }
        }
    }

    fn added_field(&mut self, field: &Field<'_>, role: Role, name: &str) {
        let noun = role.word();
        let (class, what) = if field.required && role == Role::Request {
            (
                Class::Breaking,
                format!("required request field `{name}` added"),
            )
        } else {
            (Class::Additive, format!("{noun} field `{name}` added"))
        };
        self.report(
            class,
            (Element::Field, Event::Added),
            what,
            &field.at.pointer,
        );
    }

    /// A field that both have.
    fn field(&mut self, old: &Field<'a>, new: &Field<'a>, role: Role, name: &str) {
        let place = format!("{} field `{name}`", role.word());
        if old.required != new.required {
            let class = match role {
                Role::Request if new.required => Class::Breaking,
                Role::Request => Class::Additive,
                Role::Answer if insisted(new) && !new.required => Class::Breaking,
                Role::Answer => Class::TextOnly,
            };
            let what = format!(
                "{place} is {} now",
                if new.required { "required" } else { "optional" }
            );
            self.report(
                class,
                (Element::Field, Event::Changed),
                what,
                &new.at.pointer,
            );
        }
        self.nullable(old, new, role, &place);
        self.schema(&old.at, &new.at, role, &place);
    }

    fn nullable(&mut self, old: &Field<'a>, new: &Field<'a>, role: Role, place: &str) {
        let (was, is) = (Shape::of(&old.at).nullable, Shape::of(&new.at).nullable);
        if was == is {
            return;
        }
        let class = match role {
            Role::Request if was => Class::Breaking,
            Role::Request => Class::Additive,
            Role::Answer if is && insisted(new) => Class::Breaking,
            Role::Answer => Class::TextOnly,
        };
        let what = if is {
            format!("{place} may be null now")
        } else {
            format!("{place} is never null now")
        };
        self.report(
            class,
            (Element::Type, Event::Changed),
            what,
            &format!("{}/nullable", new.at.pointer),
        );
    }

    /// `additionalProperties`: `false` says nothing, because fields are added all the same.
    fn further_fields(&mut self, old: &Shape<'a>, new: &Shape<'a>, role: Role, place: &str) {
        const KEY: &str = "additionalProperties";
        let open = |shape: &Shape<'a>| {
            let further = shape.at.get(KEY)?;
            let says_something = match further.value {
                Value::Bool(any) => *any && shape.kind() == Kind::Object,
                Value::Object(schema) => !schema.is_empty() || shape.kind() == Kind::Object,
                _ => false,
            };
            says_something.then_some(further)
        };
        let place = format!("further fields of {place}");
        let pointer = format!("{}/{KEY}", new.at.pointer);
        match (open(old), open(new)) {
            (Some(old), Some(new)) => self.schema(&old, &new, role, &place),
            (None, None) => {}
            (None, Some(_)) if new.kind() == Kind::Object => {
                let what = format!("{place} can be read now");
                self.report(
                    Class::Additive,
                    (Element::Type, Event::Added),
                    what,
                    &pointer,
                );
            }
            _ => {
                let what = format!("{place} have another type");
                self.report(Class::Breaking, TYPE_CHANGED, what, &pointer);
            }
        }
    }

    /// `oneOf` and `anyOf`: paired by name, then by order.
    fn alternatives(&mut self, old: &Shape<'a>, new: &Shape<'a>, role: Role, place: &str) {
        let list = |shape: &Shape<'a>| {
            let mut list = shape.at.list("oneOf");
            list.extend(shape.at.list("anyOf"));
            list
        };
        let (was, mut is) = (list(old), list(new));
        let name = |at: &At<'a>| Shape::of(at).name;
        let mut unpaired = Vec::new();
        for at in was {
            let same = is.iter().position(|other| {
                name(other) == name(&at) && (name(&at).is_some() || other.value == at.value)
            });
            match same {
                Some(i) => self.schema(&at, &is.remove(i), role, place),
                None => unpaired.push(at),
            }
        }
        let pairs = unpaired.len().min(is.len());
        for (old, new) in unpaired.drain(..pairs).zip(is.drain(..pairs)) {
            self.schema(&old, &new, role, place);
        }
        for gone in unpaired {
            self.breaking(
                (Element::Alternative, Event::Removed),
                format!("{place}: an alternative was removed"),
                &gone,
            );
        }
        for fresh in is {
            let class = match role {
                Role::Request => Class::Additive,
                Role::Answer => Class::Breaking,
            };
            self.report(
                class,
                (Element::Alternative, Event::Added),
                format!("{place}: an alternative was added"),
                &fresh.pointer,
            );
        }
    }
}

/// The client refuses an answer without this field (`x-odc-required`).
fn insisted(field: &Field<'_>) -> bool {
    field.at.flag("x-odc-required")
}

fn component(name: &str) -> String {
    crate::document::child("/components/schemas", name)
}
