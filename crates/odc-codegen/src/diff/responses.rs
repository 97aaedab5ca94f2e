//! Compares the declared responses of two operations.
//!
//! The client decodes any 2xx response, so its status is documentation. Its content is the return type of the call. All
//! operations have the same error type, so declared errors and their contents are documentation too.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::change::{Element, Event};
use super::comparer::{Comparer, Usage};
use super::place::{Place, is_same_value};
use super::routes::Route;
use crate::document::is_json;
use crate::repair::{is_read_as_text, json_media, merged_content, response_content};

type Responses<'a> = IndexMap<&'a str, Place<'a>>;

/// The form of the content that the call returns. `repair/success_responses.rs` decides it in the same way.
#[derive(Debug, PartialEq)]
enum Form {
    Nothing,
    Json,
    /// The successful responses have different schemas.
    AnyJson,
    /// A text that fits into memory.
    Text,
    /// A stream of this media type.
    Bytes(String),
}

impl Form {
    fn phrase(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Json => "JSON".to_owned(),
            Self::AnyJson => "any JSON (its successes have different schemas)".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Bytes(media) => format!("bytes (`{media}`)"),
        }
    }
}

struct Success<'a> {
    form: Form,
    /// The response with the content, or else the first response.
    at: Option<Place<'a>>,
    schema: Option<Place<'a>>,
    /// Some successful responses have content, and others have no content.
    optional: bool,
}

impl<'a> Comparer<'a> {
    pub(super) fn compare_responses(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let (was, was_errors) = responses(old);
        let (is, is_errors) = responses(new);
        let (before, now) = (success(&was, is_head(old)), success(&is, is_head(new)));
        let at = now.at.clone().unwrap_or_else(|| new.at.clone());
        let kind = (Element::Response, Event::Changed);
        if was.is_empty() != is.is_empty() {
            if is.is_empty() {
                let what = "no success is declared any more: the operation is not generated";
                let at = before.at.as_ref().unwrap_or(&old.at);
                self.report_breaking((Element::Response, Event::Removed), what, at);
            } else {
                let what = "a success is declared now: the operation is generated";
                self.report_additive((Element::Response, Event::Added), what, &at);
            }
        } else if before.form != now.form {
            let (is, was) = (now.form.phrase(), before.form.phrase());
            self.report_breaking(
                kind,
                format!("a success returns {is} now, returned {was} before"),
                &at,
            );
        } else if before.optional != now.optional {
            let word = if now.optional {
                "may return nothing now (an `Option` in Rust)"
            } else {
                "always returns content now (no `Option` in Rust)"
            };
            self.report_breaking(kind, format!("a success {word}"), &at);
        } else {
            self.compare_statuses(&was, &is, (Element::Response, "success status"));
        }
        if (&before.form, &now.form) == (&Form::Json, &Form::Json) {
            if let (Some(old), Some(new)) = (&before.schema, &now.schema) {
                self.compare_null(old, new, Usage::Response, "response");
                self.compare_schemas(old, new, Usage::Response, "response");
            } else {
                self.compare_untyped(before.schema.as_ref(), now.schema.as_ref(), &at, "response");
            }
        }
        self.compare_response_texts(&was, &is, Element::Response);
        self.compare_statuses(
            &was_errors,
            &is_errors,
            (Element::ErrorResponse, "error response"),
        );
        self.compare_response_texts(&was_errors, &is_errors, Element::ErrorResponse);
    }

    /// Compares the contents of error responses. This runs last, so that a change of a schema counts for a successful
    /// response with the same schema.
    pub(super) fn compare_error_responses(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let ((_, was), (_, is)) = (responses(old), responses(new));
        self.usage = Some(Usage::Error);
        for (status, old) in &was {
            let Some(new) = is.get(status) else { continue };
            let place = format!("error response {status}");
            match (schema(old), schema(new)) {
                (Some(old), Some(new)) => {
                    self.compare_null(&old, &new, Usage::Error, &place);
                    self.compare_schemas(&old, &new, Usage::Error, &place);
                }
                (was, is) if media_types(old) == media_types(new) => {
                    self.compare_untyped(was.as_ref(), is.as_ref(), new, &place);
                }
                _ => {}
            }
        }
        self.compare_queued();
    }

    /// Reports added and removed statuses, paired in the order of the document.
    fn compare_statuses(
        &mut self,
        was: &Responses<'a>,
        is: &Responses<'a>,
        (element, noun): (Element, &str),
    ) {
        let mut gone = was.iter().filter(|(status, _)| !is.contains_key(*status));
        let mut fresh = is.iter().filter(|(status, _)| !was.contains_key(*status));
        loop {
            let moves = element == Element::Response;
            match (gone.next(), if moves { fresh.next() } else { None }) {
                (Some((before, _)), Some((now, new))) => {
                    let what = format!("{noun} is {now} now, was {before}");
                    self.report_text_only((element, Event::Changed), what, new);
                }
                (Some((status, at)), None) => {
                    let what = format!("{noun} {status} removed");
                    self.report_text_only((element, Event::Removed), what, at);
                }
                (None, fresh_one) => {
                    for (status, at) in fresh_one.into_iter().chain(fresh) {
                        let what = format!("{noun} {status} added");
                        self.report_text_only((element, Event::Added), what, at);
                    }
                    break;
                }
            }
        }
    }

    /// Compares the texts of responses in both documents.
    fn compare_response_texts(
        &mut self,
        was: &Responses<'a>,
        is: &Responses<'a>,
        element: Element,
    ) {
        for (status, old) in was {
            let Some(new) = is.get(status) else { continue };
            let place = format!("response {status}");
            self.compare_other_texts(&["content"], old, new, &place);
            let (was, is) = (old.get("content"), new.get("content"));
            self.compare_examples(was.as_ref(), is.as_ref(), &["schema"], &place);
            let (was, is) = (media_types(old), media_types(new));
            if element == Element::ErrorResponse && was != is {
                let (was, is) = (listed(&was), listed(&is));
                let what = format!("{place} comes {is} now, {was} before");
                self.report_text_only((element, Event::Changed), what, new);
            }
        }
    }

    /// Compares examples and other texts of media types in both documents.
    pub(super) fn compare_examples(
        &mut self,
        was: Option<&Place<'a>>,
        is: Option<&Place<'a>>,
        compared: &[&str],
        place: &str,
    ) {
        for (media, old) in was.iter().flat_map(|content| content.members()) {
            if let Some(new) = is.and_then(|content| content.get(media)) {
                self.compare_other_texts(compared, &old, &new, place);
            }
        }
    }
}

fn media_types<'a>(response: &Place<'a>) -> BTreeSet<&'a str> {
    let content = response.get("content");
    let types = content.iter().flat_map(Place::members);
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

/// The successful responses and the error responses, by status. `default` is a success when no other success is
/// declared.
fn responses<'a>(route: &Route<'a>) -> (Responses<'a>, Responses<'a>) {
    let responses = route.at.get("responses");
    let (mut successes, mut errors): (Responses<'a>, Responses<'a>) = responses
        .iter()
        .flat_map(Place::members)
        .map(|(status, at)| (status, at.resolved()))
        .partition(|(status, _)| status.starts_with('2'));
    if successes.is_empty()
        && let Some(default) = errors.shift_remove("default")
    {
        successes.insert("default", default);
    }
    (successes, errors)
}

/// Whether a response to the operation never has content.
fn is_head(route: &Route<'_>) -> bool {
    route.method == "head"
}

fn success<'a>(responses: &Responses<'a>, is_head: bool) -> Success<'a> {
    let contents: Vec<(&Place<'a>, Value)> = responses
        .values()
        .filter(|_| !is_head)
        .filter_map(|at| Some((at, response_content(at.value)?)))
        .collect();
    let Some((at, first)) = contents.first() else {
        return Success {
            form: Form::Nothing,
            at: responses.values().next().cloned(),
            schema: None,
            optional: false,
        };
    };
    let media = first.as_object().and_then(|content| content.keys().next());
    let differ = contents
        .iter()
        .any(|(_, other)| !is_same_value(other, first));
    let all: Vec<&Value> = contents.iter().map(|(_, content)| content).collect();
    let merged = merged_content(&all).unwrap_or_default();
    let merged = merged.as_object().and_then(|content| content.keys().next());
    let form = match (media, merged) {
        (_, Some(merged)) if differ && !is_json(merged) => Form::Bytes(merged.clone()),
        _ if differ => Form::AnyJson,
        (Some(media), _) if !is_json(media) && is_read_as_text(at.value) => Form::Text,
        (Some(media), _) if !is_json(media) => Form::Bytes(media.clone()),
        _ => Form::Json,
    };
    Success {
        form,
        at: Some((*at).clone()),
        schema: schema(at),
        optional: contents.len() < responses.len(),
    }
}

/// The schema of the JSON content of a response.
fn schema<'a>(response: &Place<'a>) -> Option<Place<'a>> {
    let content = response.get("content")?;
    let media = json_media(content.value.as_object()?)?;
    content.get(media)?.get("schema")
}
