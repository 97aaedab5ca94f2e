//! Explains how a thing got its name: its candidates, and the action of the overlay that decided.

use super::edits::Edit;
use super::explanation::{CandidateName, Naming, Place, Ruled};
use super::record::{Cause, Record};
use super::thing::{Sort, Thing};
use crate::document::{child, path_of};
use crate::names::call_name_traced;
use crate::names::rules::{RuleStep as Applied, Trail, table_of};
use crate::names::trace::{Rejection, Trace};

pub(super) fn explain_name(record: &Record, things: &[Thing], thing: &Thing) -> Naming {
    let Some(trace) = &thing.trace else {
        return Naming::default();
    };
    let operation = thing
        .rust
        .as_deref()
        .filter(|_| thing.sort == Sort::Operation);
    let mut builder = Trail::new();
    operation.map(|name| call_name_traced(name, &mut builder));
    Naming {
        action: naming_action(record, things, thing),
        candidates: candidates(record, thing, trace),
        number: trace.number.as_ref().map(applied_rule),
        builder: builder.iter().map(applied_rule).collect(),
    }
}

/// The last action of the overlay that sets the name of the thing.
fn naming_action(record: &Record, things: &[Thing], thing: &Thing) -> Option<(Place, String)> {
    let names: Vec<String> = match (thing.sort, thing.owner) {
        (Sort::Value, Some(owner)) => {
            let names = things[owner].places.iter();
            names
                .map(|place| child(&child(place, "x-odc-value-names"), &thing.published))
                .collect()
        }
        _ => thing
            .places
            .iter()
            .map(|place| child(place, "x-rust-name"))
            .collect(),
    };
    let gives = |edit: &Edit| names.iter().any(|name| edit.value_after(name).is_some());
    let index = record
        .steps
        .iter()
        .rev()
        .find_map(|step| match step.cause {
            Cause::Action(index) if step.edits.iter().any(gives) => Some(index),
            _ => None,
        })?;
    action_place(record, index)
}

fn candidates(record: &Record, thing: &Thing, trace: &Trace) -> Vec<CandidateName> {
    let tried = trace.candidates.iter().take(trace.rejections.len() + 1);
    let tried = tried.enumerate().map(|(i, wish)| CandidateName {
        name: wish.name.clone(),
        way: wish.way.why.to_owned(),
        steps: wish.trail.iter().map(applied_rule).collect(),
        rejection: trace
            .rejections
            .get(i)
            .map(|rejection| rejection_reason(record, thing, rejection)),
    });
    tried.collect()
}

fn rejection_reason(record: &Record, thing: &Thing, rejection: &Rejection) -> String {
    /// The largest number of rivals that are named.
    const NAMED: usize = 3;
    let Rejection::Shared(rivals) = rejection else {
        return "generated code or another parameter of the call has it".to_owned();
    };
    let key = |at: usize| match thing.sort {
        Sort::Schema => record
            .names
            .schemas
            .get_index(at)
            .map(|(published, _)| published.clone()),
        Sort::Operation => record
            .names
            .operations
            .get_index(at)
            .map(|(pointer, _)| route_of(pointer)),
        _ => None,
    };
    let own = [Some(thing.published.clone()), Some(thing.about.clone())];
    let others = rivals.iter().filter_map(|at| key(*at));
    let others: Vec<String> = others
        .filter(|name| !own.contains(&Some(name.clone())))
        .collect();
    let more = others.len().saturating_sub(NAMED);
    let named = others
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    match (named.as_str(), more) {
        ("", _) => "another value wants it too".to_owned(),
        (named, 0) => format!("wanted by {named} too"),
        (named, more) => format!("wanted by {named} and {more} more too"),
    }
}

/// The method and the path of an operation: `/paths/~1users/get` -> `GET /users`
fn route_of(pointer: &str) -> String {
    match pointer.rsplit_once('/') {
        Some((item, method)) => {
            format!("{} {}", method.to_uppercase(), path_of(item))
        }
        None => pointer.to_owned(),
    }
}

/// A rule that applied, in words.
fn applied_rule(step: &Applied) -> Ruled {
    Ruled {
        from: step.from.clone(),
        to: step.to.clone(),
        table: table_of(step.rule).to_owned(),
        why: step.rule.why.to_owned(),
    }
}

/// The place of an action in the overlay, and the description of the action.
pub(super) fn action_place(record: &Record, index: usize) -> Option<(Place, String)> {
    let overlay = record.overlay.as_ref()?;
    let place = Place {
        file: overlay.file().to_owned(),
        line: record.line_of_action(index),
        pointer: format!("/actions/{index}"),
    };
    Some((place, overlay.description(index).to_owned()))
}
