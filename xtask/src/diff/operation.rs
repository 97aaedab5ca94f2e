//! Compares two operations: the method's name, its parameters, its body, its answers.

use indexmap::IndexMap;
use serde_json::Value;

use super::change::{Class, Element, Event};
use super::place::At;
use super::routes::{Found, Route};
use super::walk::{Role, Walk};
use crate::names::{self, given, identifier};

const JSON: &str = "application/json";

type Parameters<'a> = IndexMap<(String, String), At<'a>>;

impl<'a> Walk<'a> {
    pub(super) fn pair_of_operations(&mut self, old: &Route<'a>, new: &Route<'a>, found: Found) {
        self.operation = Some(new.shown());
        self.name(old, new);
        if found == Found::Moved {
            let what = format!("moved here from {}", old.shown());
            self.breaking((Element::Operation, Event::Changed), what, &new.at);
        }
        let facts = [
            "summary",
            "description",
            "deprecated",
            "tags",
            "x-os-permissions",
        ];
        self.texts(&facts, &old.at, &new.at, "the operation");
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
        if was != is {
            let what = format!(
                "method `{was}` would be called `{is}` (`x-rust-name: {was}` in the overlay keeps it)"
            );
            self.breaking((Element::Operation, Event::Renamed), what, &new.at);
        } else if old.at.text("operationId") != new.at.text("operationId") {
            self.texts(&["operationId"], &old.at, &new.at, "the operation");
        }
    }

    fn parameters(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let (was, mut is) = (parameters(old), parameters(new));
        let slots: IndexMap<&str, &str> = old.slots().into_iter().zip(new.slots()).collect();
        let mut gone = Vec::new();
        for ((place, name), at) in was {
            let renamed = (place == "path").then(|| slots.get(name.as_str())).flatten();
            let key = (place, renamed.map_or(name.clone(), |n| (*n).to_owned()));
            match is.shift_remove(&key) {
                Some(other) => self.parameter(&at, &other, &key.0, (&name, &key.1)),
                None => gone.push((key.0, name, at)),
            }
        }
        for (place, name, at) in gone {
            let respelt = is
                .keys()
                .find(|(p, n)| (*p == place || (p != "path" && place != "path")) && identifier(n) == identifier(&name))
                .cloned();
            if let Some(key) = respelt
                && let Some(other) = is.shift_remove(&key)
            {
                let what = format!(
                    "{place} parameter `{name}` is the {} parameter `{}` now",
                    key.0, key.1
                );
                self.additive((Element::Parameter, Event::Renamed), what, &other);
                self.parameter(&at, &other, &place, (&name, &name));
            } else {
                let what = format!("{place} parameter `{name}` removed");
                self.breaking((Element::Parameter, Event::Removed), what, &at);
            }
        }
        for ((place, name), at) in is {
            let (class, word) = if at.flag("required") || place == "path" {
                (Class::Breaking, "required ")
            } else {
                (Class::Additive, "")
            };
            let what = format!("{word}{place} parameter `{name}` added");
            self.report(class, (Element::Parameter, Event::Added), what, &at.pointer);
        }
    }

    fn parameter(&mut self, old: &At<'a>, new: &At<'a>, place: &str, (was, is): (&str, &str)) {
        let ident = |at: &At<'a>, name: &str| {
            given(at.value).map_or_else(|| identifier(name), str::to_owned)
        };
        if ident(old, was) != ident(new, is) {
            let what = format!("{place} parameter `{was}` is called `{is}` now");
            self.breaking((Element::Parameter, Event::Renamed), what, &new);
        }
        let label = format!("{place} parameter `{is}`");
        if old.flag("required") != new.flag("required") && place != "path" {
            let (class, word) = if new.flag("required") {
                (Class::Breaking, "required")
            } else {
                (Class::Additive, "optional")
            };
            let what = format!("{label} is {word} now");
            self.report(
                class,
                (Element::Parameter, Event::Changed),
                what,
                &new.pointer,
            );
        }
        self.texts(
            &["description", "deprecated", "example", "style", "explode"],
            old,
            new,
            &label,
        );
        match (schema_of(old), schema_of(new)) {
            (Some(old), Some(new)) => self.schema(&old, &new, Role::Request, &label),
            (None, None) => {}
            _ => {
                let what = format!("{label} has another type");
                self.breaking((Element::Type, Event::Changed), what, &new);
            }
        }
    }

    fn body(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let body = |route: &Route<'a>| route.at.get("requestBody").map(|b| b.resolved());
        match (body(old), body(new)) {
            (None, None) => {}
            (Some(old), None) => self.breaking((Element::RequestBody, Event::Removed), "request body removed", &old),
            (None, Some(new)) => {
                let (class, what) = if new.flag("required") {
                    (Class::Breaking, "required request body added")
                } else {
                    (Class::Additive, "request body added")
                };
                self.report(
                    class,
                    (Element::RequestBody, Event::Added),
                    what,
                    &new.pointer,
                );
            }
            (Some(old), Some(new)) => {
                self.texts(&["description"], &old, &new, "the request body");
                if old.flag("required") != new.flag("required") {
                    let (class, word) = if new.flag("required") {
                        (Class::Breaking, "required")
                    } else {
                        (Class::Additive, "optional")
                    };
                    self.report(
                        class,
                        (Element::RequestBody, Event::Changed),
                        format!("the request body is {word} now"),
                        &new.pointer,
                    );
                }
                self.media(&old, &new, Role::Request);
            }
        }
    }

    /// The forms of a body. Our clients speak JSON where they can, so other forms beside it are no loss.
    fn media(&mut self, old: &At<'a>, new: &At<'a>, role: Role) {
        let element = match role {
            Role::Request => Element::RequestBody,
            Role::Answer => Element::Answer,
        };
        let forms = |at: &At<'a>| -> IndexMap<String, At<'a>> {
            let forms: IndexMap<_, _> = at
                .get("content")
                .iter()
                .flat_map(At::members)
                .map(|(media, at)| (media.to_owned(), at))
                .collect();
            match forms.get(JSON) {
                Some(json) => IndexMap::from([(JSON.to_owned(), json.clone())]),
                None => forms,
            }
        };
        let (was, is) = (forms(old), forms(new));
        let noun = role.word();
        for (media, at) in &was {
            match is.get(media) {
                Some(other) => match (at.get("schema"), other.get("schema")) {
                    (Some(old), Some(new)) => self.schema(&old, &new, role, noun),
                    (None, None) => {}
                    _ => self.breaking((Element::Type, Event::Changed), format!("{noun} has another type"), &other),
                },
                None => self.breaking((element, Event::Removed), format!("{noun} as `{media}` removed"), &at),
            }
        }
        for (media, at) in is.iter().filter(|(media, _)| !was.contains_key(*media)) {
            // An answer that had no body at all becomes a value that users did not get before.
            let class = if role == Role::Answer && was.is_empty() {
                Class::Breaking
            } else {
                Class::Additive
            };
            self.report(
                class,
                (element, Event::Added),
                format!("{noun} as `{media}` added"),
                &at.pointer,
            );
        }
    }

    fn answers(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let (was, is) = (responses(old), responses(new));
        let is_success = |status: &str| status.starts_with('2');
        let only = |mine: &IndexMap<String, At<'a>>, theirs: &IndexMap<String, At<'a>>| {
            let only = mine.iter().filter(|(status, _)| !theirs.contains_key(*status));
            only.map(|(status, at)| (status.clone(), at.clone()))
                .partition::<Vec<_>, _>(|(status, _)| is_success(status))
        };
        for (status, at) in &was {
            match is.get(status) {
                Some(other) if is_success(status) => {
                    self.texts(&["description", "headers"], at, other, "the answer");
                    self.media(at, other, Role::Answer);
                }
                Some(other) if at.value != other.value => self.report(
                    Class::TextOnly,
                    (Element::ErrorAnswer, Event::Changed),
                    format!("error answer {status} changed"),
                    &other.pointer,
                ),
                _ => {}
            }
        }
        let (mut gone, gone_errors) = only(&was, &is);
        let (mut fresh, fresh_errors) = only(&is, &was);
        let replaced = gone.len().min(fresh.len());
        for ((before, old), (now, new)) in gone.drain(..replaced).zip(fresh.drain(..replaced)) {
            let what = format!("success status is {now} now, was {before}");
            self.additive((Element::Answer, Event::Changed), what, &new);
            self.media(&old, &new, Role::Answer);
        }
        for (status, at) in gone {
            let what = format!("success status {status} removed");
            self.breaking((Element::Answer, Event::Removed), what, &at);
        }
        for (status, at) in fresh {
            let what = format!("success status {status} added");
            self.additive((Element::Answer, Event::Added), what, &at);
        }
        for (status, at) in gone_errors {
            let what = format!("error answer {status} removed");
            self.report(
                Class::TextOnly,
                (Element::ErrorAnswer, Event::Removed),
                what,
                &at.pointer,
            );
        }
        for (status, at) in fresh_errors {
            let what = format!("error answer {status} added");
            self.additive((Element::ErrorAnswer, Event::Added), what, &at);
        }
    }
}

/// Parameters of the path item and the operation's own, which win; by place and name.
fn parameters<'a>(route: &Route<'a>) -> Parameters<'a> {
    let mut parameters = Parameters::new();
    for at in [&route.item, &route.at] {
        for at in at.list("parameters") {
            let at = at.resolved();
            if let (Some(place), Some(name)) = (at.text("in"), at.text("name")) {
                parameters.insert((place.to_owned(), name.to_owned()), at);
            }
        }
    }
    parameters
}

/// The schema of a parameter, given plainly or as the only form of its `content`.
fn schema_of<'a>(parameter: &At<'a>) -> Option<At<'a>> {
    parameter.get("schema").or_else(|| {
        let (_, form) = parameter.get("content")?.members().next()?;
        form.get("schema")
    })
}

/// Answers by status; `default` is a success where no other is.
fn responses<'a>(route: &Route<'a>) -> IndexMap<String, At<'a>> {
    let responses: IndexMap<String, At<'a>> = route
        .at
        .get("responses")
        .iter()
        .flat_map(At::members)
        .filter(|(_, at)| !matches!(at.value, Value::Null))
        .map(|(status, at)| (status.to_owned(), at.resolved()))
        .collect();
    let any_success = responses.keys().any(|status| status.starts_with('2'));
    responses
        .into_iter()
        .map(|(status, at)| {
            if status == "default" && !any_success {
                ("2XX".to_owned(), at)
            } else {
                (status, at)
            }
        })
        .collect()
}
