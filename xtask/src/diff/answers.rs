//! Compares the declared answers of two operations.
//!
//! One error type serves every operation of our clients, so a declared error is documentation;
//! what success looks like is the type of the call.

use indexmap::IndexMap;

use super::change::{Class, Element, Event};
use super::place::At;
use super::routes::Route;
use super::walk::{Role, Walk};

type Answers<'a> = IndexMap<&'a str, At<'a>>;

impl<'a> Walk<'a> {
    pub(super) fn answers(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let (was, was_errors) = answers(old);
        let (is, is_errors) = answers(new);
        self.successes(&was, &is);
        self.errors(&was_errors, &is_errors);
    }

    fn successes(&mut self, was: &Answers<'a>, is: &Answers<'a>) {
        for (status, old) in was {
            if let Some(new) = is.get(status) {
                self.texts(&["description", "headers"], old, new, "the answer");
                self.media(old, new, Role::Answer);
            }
        }
        let mut gone = was.iter().filter(|(status, _)| !is.contains_key(*status));
        let mut fresh = is.iter().filter(|(status, _)| !was.contains_key(*status));
        loop {
            match (gone.next(), fresh.next()) {
                (Some((before, old)), Some((now, new))) => {
                    let what = format!("success status is {now} now, was {before}");
                    self.additive((Element::Answer, Event::Changed), what, new);
                    self.media(old, new, Role::Answer);
                }
                (Some((status, at)), None) => {
                    let what = format!("success status {status} removed");
                    self.breaking((Element::Answer, Event::Removed), what, at);
                }
                (None, Some((status, at))) => {
                    let what = format!("success status {status} added");
                    self.additive((Element::Answer, Event::Added), what, at);
                }
                (None, None) => break,
            }
        }
    }

    fn errors(&mut self, was: &Answers<'a>, is: &Answers<'a>) {
        let element = Element::ErrorAnswer;
        for (status, old) in was {
            match is.get(status) {
                Some(new) if old.value == new.value => {}
                Some(new) => {
                    let what = format!("error answer {status} changed");
                    self.report(
                        Class::TextOnly,
                        (element, Event::Changed),
                        what,
                        &new.pointer,
                    );
                }
                None => {
                    let what = format!("error answer {status} removed");
                    self.report(
                        Class::TextOnly,
                        (element, Event::Removed),
                        what,
                        &old.pointer,
                    );
                }
            }
        }
        for (status, at) in is.iter().filter(|(status, _)| !was.contains_key(*status)) {
            let what = format!("error answer {status} added");
            self.additive((element, Event::Added), what, at);
        }
    }
}

/// Answers by status: successes and errors. `default` is a success where no other is declared.
fn answers<'a>(route: &Route<'a>) -> (Answers<'a>, Answers<'a>) {
    let responses = route.at.get("responses");
    let (mut successes, mut errors): (Answers<'a>, Answers<'a>) = responses
        .iter()
        .flat_map(At::members)
        .map(|(status, at)| (status, at.resolved()))
        .partition(|(status, _)| status.starts_with('2'));
    if successes.is_empty()
        && let Some(default) = errors.shift_remove("default")
    {
        successes.insert("default", default);
    }
    (successes, errors)
}
