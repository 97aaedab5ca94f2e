//! Compares the parameters of two operations: each is an argument or a setter in Rust.

use indexmap::IndexMap;

use super::change::{Class, Element, Event};
use super::place::At;
use super::routes::{Route, slots};
use super::walk::{Role, Walk};
use crate::names::{given, identifier};

/// Place (`query`, `path`, …) and name.
type Key = (String, String);

const TEXTS: [&str; 5] = ["description", "deprecated", "example", "style", "explode"];

impl<'a> Walk<'a> {
    pub(super) fn parameters(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let (was, mut is) = (parameters(old), parameters(new));
        let slots: IndexMap<&str, &str> = slots(old.path).zip(slots(new.path)).collect();
        let mut gone = Vec::new();
        for ((place, name), at) in was {
            let slot = slots.get(name.as_str()).filter(|_| place == "path");
            let key = (place, slot.map_or(name.as_str(), |slot| slot).to_owned());
            match is.shift_remove(&key) {
                Some(other) => self.parameter(&at, &other, &key.0, (&name, &key.1)),
                None => gone.push(((key.0, name), at)),
            }
        }
        for (key, at) in gone {
            match is.keys().find(|other| is_respelt(&key, other)).cloned() {
                Some(now) => {
                    let other = is.shift_remove(&now);
                    self.respelt(&at, &key, other, &now);
                }
                None => self.breaking(
                    (Element::Parameter, Event::Removed),
                    format!("{} parameter `{}` removed", key.0, key.1),
                    &at,
                ),
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

    /// Another spelling or another place, with the same setter in Rust.
    fn respelt(&mut self, old: &At<'a>, was: &Key, new: Option<At<'a>>, is: &Key) {
        if let Some(new) = new {
            let what = format!(
                "{} parameter `{}` is the {} parameter `{}` now",
                was.0, was.1, is.0, is.1
            );
            self.additive((Element::Parameter, Event::Renamed), what, &new);
            self.parameter(old, &new, &is.0, (&is.1, &is.1));
        }
    }

    fn parameter(&mut self, old: &At<'a>, new: &At<'a>, place: &str, (was, is): (&str, &str)) {
        let ident = |at: &At<'a>, name: &str| {
            given(at.value).map_or_else(|| identifier(name), str::to_owned)
        };
        if ident(old, was) != ident(new, is) {
            let what = format!("{place} parameter `{was}` is called `{is}` now");
            self.breaking((Element::Parameter, Event::Renamed), what, new);
        }
        let label = format!("{place} parameter `{is}`");
        if place != "path" {
            self.required(Element::Parameter, old, new, &label);
        }
        self.texts(&TEXTS, old, new, &label);
        match (schema_of(old), schema_of(new)) {
            (Some(old), Some(new)) => self.schema(&old, &new, Role::Request, &label),
            (None, None) => {}
            _ => {
                let what = format!("{label} has another type");
                self.breaking((Element::Type, Event::Changed), what, new);
            }
        }
    }
}

/// One setter in Rust under two spellings; arguments from the path are told apart by position.
fn is_respelt(was: &Key, is: &Key) -> bool {
    let same_place = was.0 == is.0 || (was.0 != "path" && is.0 != "path");
    same_place && identifier(&was.1) == identifier(&is.1)
}

/// Parameters of the path item and the operation's own, which win.
fn parameters<'a>(route: &Route<'a>) -> IndexMap<Key, At<'a>> {
    let mut parameters = IndexMap::new();
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
