//! Makes the explanation of a thing.

use super::changes::Changes;
use super::edits::{Edit, rest_after};
use super::explanation::{Change, Explanation, Place};
use super::naming::{action_place, explain_name};
use super::record::{Cause, Record};
use super::thing::{Sort, Thing};
use crate::document::child;
use crate::document::findings::{FieldStyle, OtherResponse, PART};
use crate::names::call_name;

/// Explains the thing with an index among all things.
pub(super) fn explain(
    record: &Record,
    krate: &str,
    things: &[Thing],
    at: usize,
    exact: String,
) -> Explanation {
    let thing = &things[at];
    let mut followed = Changes::new(record, thing);
    record.steps.iter().for_each(|step| followed.follow(step));
    let (parts, changed) = split_parts(things, at, followed.changed);
    let (more, removed) = split_parts(things, at, followed.removed);
    let mut parts: Vec<String> = parts.into_iter().chain(more).collect();
    parts.sort();
    parts.dedup();
    let published = [
        Some(&thing.published),
        Some(&thing.about).filter(|_| thing.owner.is_none()),
    ];
    let published = published
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty());
    Explanation {
        sort: thing.sort,
        exact,
        published: published.cloned().collect(),
        place: place_of(record, thing),
        rust: rust_paths(krate, things, at),
        declared: declarations(things, at),
        name: explain_name(record, things, thing),
        changed,
        removed,
        parts,
        findings: list_findings(record, things, at),
        refused: record
            .refused
            .as_ref()
            .map(|refused| (refused.after.clone(), refused.problem.to_string())),
    }
}

/// The place of a thing in the published document, or the action of the overlay that added it.
pub(super) fn place_of(record: &Record, thing: &Thing) -> Place {
    if let Some(place) = adding_action(record, thing.place()) {
        return place;
    }
    Place {
        file: record.document.file.clone(),
        line: Some(record.document.line_of(thing.place())),
        pointer: thing.place().to_owned(),
    }
}

/// The last action of the overlay that added a value at a place without a value.
fn adding_action(record: &Record, place: &str) -> Option<Place> {
    let index = record.steps.iter().rev().find_map(|step| {
        let adds =
            |edit: &Edit| edit.value_before(place).is_none() && edit.value_after(place).is_some();
        match step.cause {
            Cause::Action(index) if step.edits.iter().any(adds) => Some(index),
            _ => None,
        }
    })?;
    action_place(record, index).map(|(place, _)| place)
}

/// Separates the changes of parts that have their own names. Returns the names of these parts, and the other changes.
fn split_parts(things: &[Thing], at: usize, changes: Vec<Change>) -> (Vec<String>, Vec<Change>) {
    let map = match things[at].sort {
        Sort::Schema => "/properties/",
        Sort::Operation => "/parameters/",
        _ => return (Vec::new(), changes),
    };
    let (below, own): (Vec<Change>, Vec<Change>) = changes
        .into_iter()
        .partition(|change| change.member.starts_with(map));
    let parts = below.iter().filter_map(|change| {
        let part = change.member[map.len()..].split('/').next()?;
        let mut own = things.iter().filter(|thing| thing.owner == Some(at));
        let part = own.find(|thing| {
            let mut places = thing.places.iter();
            places.any(|place| place.ends_with(&format!("{map}{part}")))
        })?;
        Some(part.rust.clone().unwrap_or_else(|| part.published.clone()))
    });
    (parts.collect(), own)
}

fn rust_paths(krate: &str, things: &[Thing], at: usize) -> Vec<String> {
    let thing = &things[at];
    let Some(rust) = &thing.rust else {
        return Vec::new();
    };
    let owner = thing.owner.and_then(|owner| things[owner].rust.as_deref());
    match (thing.sort, owner) {
        (Sort::Operation, _) => vec![
            format!("{krate}::Client::{rust}"),
            format!("{krate}::builder::{}", call_name(rust)),
        ],
        (Sort::Schema, _) => vec![format!("{krate}::types::{rust}")],
        (Sort::Parameter, Some(operation)) if thing.about == "path" => {
            vec![format!("{krate}::Client::{operation}(… {rust} …)")]
        }
        (Sort::Parameter, Some(operation)) => {
            vec![format!(
                "{krate}::builder::{}::{rust}",
                call_name(operation)
            )]
        }
        (_, Some(owner)) => vec![format!("{krate}::types::{owner}::{rust}")],
        (_, None) => Vec::new(),
    }
}

/// The texts that declare the thing, or the thing that it is part of.
fn declarations(things: &[Thing], at: usize) -> Vec<String> {
    let thing = things[at].owner.map_or(&things[at], |owner| &things[owner]);
    let Some(rust) = &thing.rust else {
        return Vec::new();
    };
    match thing.sort {
        Sort::Operation => vec![
            format!("pub fn {rust}("),
            format!("pub struct {} ", call_name(rust)),
        ],
        _ => ["struct", "enum", "type"]
            .iter()
            .flat_map(|kind| [" ", "(", "<"].map(|end| format!("pub {kind} {rust}{end}")))
            .collect(),
    }
}

fn list_findings(record: &Record, things: &[Thing], at: usize) -> Vec<String> {
    let thing = &things[at];
    let known = &record.document.findings;
    let mut found = Vec::new();
    let operation = thing.owner.map_or(thing, |owner| &things[owner]);
    for skipped in known
        .skipped
        .iter()
        .filter(|skipped| skipped.operation == operation.about)
    {
        found.push(format!("the operation is not generated: {}", skipped.why));
    }
    let named_at = thing.named_at.as_deref().unwrap_or_default();
    match thing.sort {
        Sort::Operation => {
            let media = known.media_type(named_at);
            found.extend(media.map(|media| format!("its body is sent as {media}")));
            found.extend(known.field_styles(named_at).iter().map(|(field, style)| {
                let how = match style {
                    FieldStyle::Joined(mark) => format!("as one text, joined with `{mark}`"),
                    FieldStyle::Members => "with a field for each property".to_owned(),
                    FieldStyle::Deep => format!("with a field `{field}[…]` for each property"),
                    FieldStyle::Json => "as JSON".to_owned(),
                };
                format!("the field `{field}` of its form is sent {how}")
            }));
            match known.other_response(named_at) {
                Some(OtherResponse::Text) => found.push("its response is read as text".to_owned()),
                Some(OtherResponse::Bytes(media)) => {
                    found.push(format!("its response is bytes: {}", media.join(", ")));
                }
                None => {}
            }
            if known.has_optional_response(named_at) {
                found.push("its response may have no content".to_owned());
            }
        }
        Sort::Parameter => {
            let place = operation.named_at.as_deref().unwrap_or_default();
            if thing.about == PART {
                found.push("it is a file in the form that is sent".to_owned());
            }
            let mark = known.separator(place, (&thing.about, &thing.published));
            found.extend(
                mark.map(|mark| format!("its values are sent as one text, joined with `{mark}`")),
            );
        }
        Sort::Schema => {
            let origin = known.origin(&thing.published);
            if origin != child("/components/schemas", &thing.published) {
                found.push(format!("it was made of the inline schema at {origin}"));
            }
            let numbers = known.numbers(named_at).iter();
            found.extend(numbers.map(|number| match &number.name {
                Some(name) => format!("its value {} is called {name}", number.value),
                None => format!("it has the value {}", number.value),
            }));
        }
        Sort::Field | Sort::Value => {}
    }
    let notes = record.document.notes.iter().filter(|note| {
        let place = note.place().unwrap_or_default();
        thing
            .places
            .iter()
            .any(|own| rest_after(own, place).is_some())
    });
    found.extend(notes.map(|note| format!("note: {note}")));
    found
}
