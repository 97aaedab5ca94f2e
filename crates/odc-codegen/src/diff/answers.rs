//! Compares the declared answers of two operations.
//!
//! Any 2xx answer decodes, so the status is documentation; what success answers with is the type of
//! the call. One error type serves every operation of our clients, so a declared error and whatever is in it
//! are documentation too.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::change::{Element, Event};
use super::place::{At, same};
use super::routes::Route;
use super::walk::{Role, Walk};
use crate::document::is_json;
use crate::repair::answer_content;

type Answers<'a> = IndexMap<&'a str, At<'a>>;

/// What the call gives back, as `normalize/success_responses.rs` settles it.
#[derive(Debug, PartialEq)]
enum Form {
    Nothing,
    Json,
    /// Successes with different schemas.
    AnyJson,
    /// A stream of this media type.
    Bytes(String),
}

impl Form {
    fn shown(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Json => "JSON".to_owned(),
            Self::AnyJson => "any JSON (its successes have different schemas)".to_owned(),
            Self::Bytes(media) => format!("bytes (`{media}`)"),
        }
    }
}

struct Success<'a> {
    form: Form,
    /// The response that has the content, else the first.
    at: Option<At<'a>>,
    schema: Option<At<'a>>,
    /// Some success has content and some has none.
    optional: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn answers(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let (was, was_errors) = answers(old);
        let (is, is_errors) = answers(new);
        let (before, now) = (success(&was), success(&is));
        let at = now.at.clone().unwrap_or_else(|| new.at.clone());
        let kind = (Element::Answer, Event::Changed);
        if was.is_empty() != is.is_empty() {
            if is.is_empty() {
                let what = "no success is declared any more: the operation is not generated";
                let at = before.at.as_ref().unwrap_or(&old.at);
                self.breaking((Element::Answer, Event::Removed), what, at);
            } else {
                let what = "a success is declared now: the operation is generated";
                self.additive((Element::Answer, Event::Added), what, &at);
            }
        } else if before.form != now.form {
            let (is, was) = (now.form.shown(), before.form.shown());
            self.breaking(
                kind,
                format!("success answers with {is} now, with {was} before"),
                &at,
            );
        } else if before.optional != now.optional {
            let word = if now.optional {
                "may answer with nothing now (an `Option` in Rust)"
            } else {
                "always answers with content now (no `Option` in Rust)"
            };
            self.breaking(kind, format!("success {word}"), &at);
        } else {
            self.statuses(&was, &is, (Element::Answer, "success status"));
        }
        if (&before.form, &now.form) == (&Form::Json, &Form::Json) {
            if let (Some(old), Some(new)) = (&before.schema, &now.schema) {
                self.null(old, new, Role::Answer, "answer");
                self.schema(old, new, Role::Answer, "answer");
            } else {
                self.untyped(before.schema.as_ref(), now.schema.as_ref(), &at, "answer");
            }
        }
        self.documented(&was, &is, Element::Answer);
        self.statuses(
            &was_errors,
            &is_errors,
            (Element::ErrorAnswer, "error answer"),
        );
        self.documented(&was_errors, &is_errors, Element::ErrorAnswer);
    }

    /// What the error answers that both have consist of. After all that has types: of a schema that is both, that counts.
    pub(super) fn errors(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let ((_, was), (_, is)) = (answers(old), answers(new));
        self.role = Some(Role::Error);
        for (status, old) in &was {
            let Some(new) = is.get(status) else { continue };
            let place = format!("error answer {status}");
            match (schema(old), schema(new)) {
                (Some(old), Some(new)) => {
                    self.null(&old, &new, Role::Error, &place);
                    self.schema(&old, &new, Role::Error, &place);
                }
                (was, is) if media_types(old) == media_types(new) => {
                    self.untyped(was.as_ref(), is.as_ref(), new, &place);
                }
                _ => {}
            }
        }
        self.drain();
    }

    /// Statuses that came and went, paired in the order of the document.
    fn statuses(&mut self, was: &Answers<'a>, is: &Answers<'a>, (element, noun): (Element, &str)) {
        let mut gone = was.iter().filter(|(status, _)| !is.contains_key(*status));
        let mut fresh = is.iter().filter(|(status, _)| !was.contains_key(*status));
        loop {
            let moves = element == Element::Answer;
            match (gone.next(), if moves { fresh.next() } else { None }) {
                (Some((before, _)), Some((now, new))) => {
                    let what = format!("{noun} is {now} now, was {before}");
                    self.text_only((element, Event::Changed), what, new);
                }
                (Some((status, at)), None) => {
                    let what = format!("{noun} {status} removed");
                    self.text_only((element, Event::Removed), what, at);
                }
                (None, fresh_one) => {
                    for (status, at) in fresh_one.into_iter().chain(fresh) {
                        let what = format!("{noun} {status} added");
                        self.text_only((element, Event::Added), what, at);
                    }
                    break;
                }
            }
        }
    }

    /// What is written of the answers that both have.
    fn documented(&mut self, was: &Answers<'a>, is: &Answers<'a>, element: Element) {
        for (status, old) in was {
            let Some(new) = is.get(status) else { continue };
            let place = format!("answer {status}");
            self.other_texts(&["content"], old, new, &place);
            let (was, is) = (old.get("content"), new.get("content"));
            self.samples(was.as_ref(), is.as_ref(), &place);
            let (was, is) = (media_types(old), media_types(new));
            if element == Element::ErrorAnswer && was != is {
                let (was, is) = (listed(&was), listed(&is));
                let what = format!("{place} comes {is} now, {was} before");
                self.text_only((element, Event::Changed), what, new);
            }
        }
    }

    /// Examples and the like beside the schemas of media types that both have.
    pub(super) fn samples(&mut self, was: Option<&At<'a>>, is: Option<&At<'a>>, place: &str) {
        for (media, old) in was.iter().flat_map(|content| content.members()) {
            if let Some(new) = is.and_then(|content| content.get(media)) {
                self.other_texts(&["schema"], &old, &new, place);
            }
        }
    }
}

fn media_types<'a>(response: &At<'a>) -> BTreeSet<&'a str> {
    let content = response.get("content");
    let types = content.iter().flat_map(At::members);
    types.map(|(media, _)| media).collect()
}

fn listed(media_types: &BTreeSet<&str>) -> String {
    let quoted: Vec<String> = media_types.iter().map(|m| format!("`{m}`")).collect();
    if quoted.is_empty() {
        "without content".to_owned()
    } else {
        format!("as {}", quoted.join(", "))
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

fn success<'a>(answers: &Answers<'a>) -> Success<'a> {
    let contents: Vec<(&At<'a>, Value)> = answers
        .values()
        .filter_map(|at| Some((at, answer_content(at.value)?)))
        .collect();
    let Some((at, first)) = contents.first() else {
        return Success {
            form: Form::Nothing,
            at: answers.values().next().cloned(),
            schema: None,
            optional: false,
        };
    };
    let media = first.as_object().and_then(|content| content.keys().next());
    let form = match media {
        _ if contents.iter().any(|(_, other)| !same(other, first)) => Form::AnyJson,
        Some(media) if !is_json(media) => Form::Bytes(media.clone()),
        _ => Form::Json,
    };
    Success {
        form,
        at: Some((*at).clone()),
        schema: schema(at),
        optional: contents.len() < answers.len(),
    }
}

/// The schema of the JSON that a response holds.
fn schema<'a>(response: &At<'a>) -> Option<At<'a>> {
    let content = response.get("content")?;
    let json = content.members().find(|(media, _)| is_json(media));
    json?.1.get("schema")
}
