//! Compares two operations: the name of the method, what it sends, what it gives back.

use indexmap::IndexMap;

use super::change::{Class, Element, Event};
use super::place::At;
use super::routes::{Found, Route};
use super::walk::{Role, Walk};
use crate::names;

const JSON: &str = "application/json";

const TEXTS: [&str; 5] = [
    "summary",
    "description",
    "deprecated",
    "tags",
    "x-os-permissions",
];

impl<'a> Walk<'a> {
    pub(super) fn pair_of_operations(&mut self, old: &Route<'a>, new: &Route<'a>, found: Found) {
        self.operation = Some(new.shown());
        self.name(old, new);
        if found == Found::Moved {
            let what = format!("moved here from {}", old.shown());
            self.breaking((Element::Operation, Event::Changed), what, &new.at);
        }
        self.texts(&TEXTS, &old.at, &new.at, "the operation");
        self.parameters(old, new);
        self.body(old, new);
        self.answers(old, new);
        self.drain();
        self.operation = None;
    }

    /// The method that users call: named after the `operationId`, or by the overlay.
    fn name(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let name =
            |route: &Route<'a>| names::operation(route.method, route.path, Some(route.at.value));
        let (was, is) = (name(old), name(new));
        if was == is {
            self.texts(&["operationId"], &old.at, &new.at, "the operation");
        } else {
            let keep = format!("`x-rust-name: {was}` in the overlay keeps it");
            let what = format!("method `{was}` becomes `{is}` ({keep})");
            self.breaking((Element::Operation, Event::Renamed), what, &new.at);
        }
    }

    fn body(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let body = |route: &Route<'a>| route.at.get("requestBody").map(|b| b.resolved());
        match (body(old), body(new)) {
            (None, None) => {}
            (Some(old), None) => {
                let kind = (Element::RequestBody, Event::Removed);
                self.breaking(kind, "request body removed", &old);
            }
            (None, Some(new)) if new.flag("required") => {
                let kind = (Element::RequestBody, Event::Added);
                self.breaking(kind, "required request body added", &new);
            }
            (None, Some(new)) => {
                let kind = (Element::RequestBody, Event::Added);
                self.additive(kind, "request body added", &new);
            }
            (Some(old), Some(new)) => {
                self.texts(&["description"], &old, &new, "the request body");
                self.required(Element::RequestBody, &old, &new, "the request body");
                self.media(&old, &new, Role::Request);
            }
        }
    }

    /// The forms of a body. Our clients speak JSON where they can, so other forms beside it do not count.
    pub(super) fn media(&mut self, old: &At<'a>, new: &At<'a>, role: Role) {
        let element = match role {
            Role::Request => Element::RequestBody,
            Role::Answer => Element::Answer,
        };
        let (was, is) = (forms(old), forms(new));
        let noun = role.word();
        for (media, at) in &was {
            let Some(other) = is.get(media) else {
                let what = format!("{noun} as `{media}` removed");
                self.breaking((element, Event::Removed), what, at);
                continue;
            };
            match (at.get("schema"), other.get("schema")) {
                (Some(old), Some(new)) => self.schema(&old, &new, role, noun),
                (None, None) => {}
                _ => {
                    let what = format!("{noun} has another type");
                    self.breaking((Element::Type, Event::Changed), what, other);
                }
            }
        }
        for (media, at) in is.iter().filter(|(media, _)| !was.contains_key(*media)) {
            // A call that gave nothing back gives a value now: another type in Rust.
            let class = match role {
                Role::Answer if was.is_empty() => Class::Breaking,
                _ => Class::Additive,
            };
            let what = format!("{noun} as `{media}` added");
            self.report(class, (element, Event::Added), what, &at.pointer);
        }
    }
}

/// JSON alone where there is JSON, else every form.
fn forms<'a>(body: &At<'a>) -> IndexMap<&'a str, At<'a>> {
    let content = body.get("content");
    let mut forms: IndexMap<&str, At<'a>> = content.iter().flat_map(At::members).collect();
    if forms.contains_key(JSON) {
        forms.retain(|media, _| *media == JSON);
    }
    forms
}
