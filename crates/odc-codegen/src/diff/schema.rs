//! Compares schemas by the types that they become.
//!
//! Fields of responses are optional unless the overlay marks them with `x-odc-required`. Enums and unions are open.
//! Only the service validates.

use serde_json::Value;

use super::change::{Class, Element, Event, TYPE_CHANGED};
use super::choices::alternatives;
use super::comparer::{Comparer, Pending, Usage};
use super::place::Place;
use super::rules;
use super::shape::{Kind, Shape};

/// Members that other code compares, in addition to the rules. The rest are compared as texts.
const COMPARED: [&str; 16] = [
    "$ref",
    "type",
    "enum",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    "nullable",
    "readOnly",
    "writeOnly",
    "x-odc-required",
    "x-odc-secret",
];

/// Names from the overlay. They are compared as Rust names.
const NAMES: [&str; 2] = ["x-rust-name", "x-odc-value-names"];

impl<'a> Comparer<'a> {
    /// Compares two uses of schemas. Adds their contents to the queue.
    pub(super) fn compare_schemas(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        usage: Usage,
        place: &str,
    ) {
        self.compare_schemas_as(old, new, (usage, false), place);
    }

    /// Compares two uses of schemas, which may be alternatives of a union.
    pub(super) fn compare_schemas_as(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        (usage, distinguished): (Usage, bool),
        place: &str,
    ) {
        let (was, is) = (Shape::read(old), Shape::read(new));
        if was.wrapped && is.wrapped {
            self.compare_texts_and_rules(old, new, usage, place);
        }
        if self.compare_types(&was, &is, (new, place)) {
            let place = place.to_owned();
            self.enqueue(Pending {
                old: was,
                new: is,
                usage,
                distinguished,
                place,
            });
        }
    }

    /// Compares the texts and rules of a schema, but not its type.
    fn compare_texts_and_rules(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        usage: Usage,
        place: &str,
    ) {
        let compared: Vec<&str> = rules::keywords().chain(COMPARED).chain(NAMES).collect();
        self.compare_other_texts(&compared, old, new, place);
        self.compare_rules(old, new, usage, place);
    }

    /// Compares all pairs in the queue, including pairs that the comparison adds.
    pub(super) fn compare_queued(&mut self) {
        while let Some(pending) = self.queue.pop_front() {
            self.usage = Some(pending.usage);
            self.compare_contents(&pending);
        }
        self.usage = None;
    }

    fn compare_contents(&mut self, pending: &Pending<'a>) {
        let Pending {
            old,
            new,
            usage,
            place,
            ..
        } = pending;
        let (was, is) = (old.kind(), new.kind());
        if was != is || old.primitive() != new.primitive() {
            let what = format!("{place} is {} now, was {}", new.phrase(), old.phrase());
            // A value that fits to several schemas is sent and read as before.
            let is_wider = usage.is_read() || new.primitive() == "anyOf";
            if was != Kind::Union || is != Kind::Union || !is_wider {
                self.report_breaking(TYPE_CHANGED, what, &new.at);
                return;
            }
            self.report_of_crate(TYPE_CHANGED, what, &new.at.pointer);
        }
        self.compare_texts_and_rules(&old.at, &new.at, *usage, place);
        self.compare_nullable_components(old, new, *usage);
        match is {
            Kind::Enum => self.compare_enum_values(old, new, place),
            Kind::Array => self.compare_items(old, new, *usage, place),
            Kind::Object => self.compare_objects(pending),
            Kind::Union => self.compare_alternatives(old, new, *usage, place),
            _ => self.compare_listed_values(old, new, *usage, place),
        }
        if matches!(is, Kind::Object | Kind::Map) {
            self.compare_further_fields(old, new, *usage, place);
        }
    }

    /// Compares an object. It may be the base of other objects.
    fn compare_objects(&mut self, pending: &Pending<'a>) {
        let Pending { old, new, .. } = pending;
        let [was, is] = [old, new].map(|shape| !alternatives(shape).is_empty());
        if was == is {
            if is {
                self.compare_alternatives(old, new, pending.usage, &pending.place);
            }
            self.compare_fields(pending);
            return;
        }
        let shown = |is_base| if is_base { Kind::Union } else { Kind::Object }.word();
        let (now, before) = (shown(is), shown(was));
        let what = format!("{} is {now} now, was {before}", pending.place);
        self.report_breaking(TYPE_CHANGED, what, &new.at);
    }

    fn compare_items(&mut self, old: &Shape<'a>, new: &Shape<'a>, usage: Usage, place: &str) {
        let place = format!("element of {place}");
        match (old.at.get("items"), new.at.get("items")) {
            (Some(old), Some(new)) => {
                self.compare_null(&old, &new, usage, &place);
                self.compare_schemas(&old, &new, usage, &place);
            }
            (was, is) => self.compare_untyped(was.as_ref(), is.as_ref(), &new.at, &place),
        }
    }

    /// Compares two schemas when one of them is missing.
    pub(super) fn compare_untyped(
        &mut self,
        was: Option<&Place<'a>>,
        is: Option<&Place<'a>>,
        at: &Place<'a>,
        place: &str,
    ) {
        let shown = |schema: Option<&Place<'a>>| {
            schema.map_or(Kind::Any.word().to_owned(), |at| Shape::read(at).phrase())
        };
        let (was, is) = (shown(was), shown(is));
        if was != is {
            self.report_breaking(TYPE_CHANGED, format!("{place} is {is} now, was {was}"), at);
        }
    }

    /// Compares whether an element or a whole body may be null. A flag at the place itself makes an `Option` in Rust. A
    /// flag in a wrapper has no effect.
    pub(super) fn compare_null(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        usage: Usage,
        place: &str,
    ) {
        let (was, is) = (Shape::read(old), Shape::read(new));
        let Some(now) = null_now(&was, &is) else {
            return;
        };
        let written = !was.wrapped && !is.wrapped;
        let class = if written || (now && usage == Usage::Response) {
            Class::Breaking
        } else {
            Class::TextOnly
        };
        self.report(
            class,
            TYPE_CHANGED,
            null_words(place, now),
            &null_pointer(new),
        );
    }

    /// Compares the `nullable` flags of components. A nullable component becomes a type around an `Option`, unless it
    /// is an enum.
    fn compare_nullable_components(&mut self, old: &Shape<'a>, new: &Shape<'a>, usage: Usage) {
        let (was, is) = (old.at.flag("nullable"), new.at.flag("nullable"));
        let (Some(_), Some(name)) = (old.at.component(), new.at.component()) else {
            return;
        };
        if was == is {
            return;
        }
        let what = null_words(&format!("schema `{name}`"), is);
        // A crate whose code does not change cannot send null, except in a PATCH.
        if new.kind() != Kind::Enum && (is || usage != Usage::Patch) {
            return self.report_of_crate(TYPE_CHANGED, what, &null_pointer(&new.at));
        }
        let class = match usage {
            _ if new.kind() != Kind::Enum => Class::Breaking,
            _ if usage.is_read() => Class::TextOnly,
            _ if is => Class::Additive,
            _ => Class::Breaking,
        };
        self.report(class, TYPE_CHANGED, what, &null_pointer(&new.at));
    }

    /// Compares `additionalProperties`. `false` has no effect, because the service adds fields anyway.
    fn compare_further_fields(
        &mut self,
        old: &Shape<'a>,
        new: &Shape<'a>,
        usage: Usage,
        place: &str,
    ) {
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
            (Some(was), Some(is)) => {
                self.compare_rest_names(old, new, usage, (&is, &place));
                self.compare_null(&was, &is, usage, &place);
                self.compare_schemas(&was, &is, usage, &place);
            }
            (None, None) => {}
            (None, Some(_)) if new.kind() == Kind::Object => {
                let what = format!("{place} are kept now");
                let kind = (Element::Type, Event::Added);
                self.report(Class::Additive, kind, what, &pointer);
            }
            (was, is) if new.kind() == Kind::Map => {
                self.compare_untyped(was.as_ref(), is.as_ref(), &new.at, &place);
            }
            (was, _) => {
                let at = was.unwrap_or_else(|| old.at.clone());
                let what = format!("{place} are no longer kept");
                self.report_breaking((Element::Type, Event::Removed), what, &at);
            }
        }
    }
}

/// Whether null is allowed now, or `None` when this did not change.
pub(super) fn null_now(old: &Shape<'_>, new: &Shape<'_>) -> Option<bool> {
    let (was, is) = if old.wrapped == new.wrapped {
        (old.nullable_here, new.nullable_here)
    } else {
        (old.nullable, new.nullable)
    };
    (was != is).then_some(is)
}

pub(super) fn null_words(place: &str, now: bool) -> String {
    if now {
        format!("{place} may be null now")
    } else {
        format!("{place} is never null now")
    }
}

pub(super) fn null_pointer(at: &Place<'_>) -> String {
    format!("{}/nullable", at.pointer)
}
