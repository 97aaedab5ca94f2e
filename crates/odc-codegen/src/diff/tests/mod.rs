//! A short document that the tests change.

mod access;
mod choices;
pub(crate) mod documents;
mod fields;
mod generated;
mod mutations;
mod names;
mod operations;
mod paging;
mod parameters;
mod reports;
mod responses;
mod shared;
mod types;

use serde_json::Value;

use super::*;
use documents::*;

fn document(root: &Value) -> Document {
    Document::parse("x.json", &root.to_string()).unwrap()
}

/// The changes that `edit` makes in the document, as lines `class: sentence`.
fn after(edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let (old, mut new) = (things(), things());
    edit(&mut new);
    between(&old, &new)
}

fn between(old: &Value, new: &Value) -> Vec<String> {
    let line = |c: &Change| format!("{}: {}", c.class.word(), c.sentence());
    let changes = compare(&document(old), &document(new));
    changes.iter().map(line).collect()
}

/// The changes when the document gets these values at several pointers.
fn settings(values: &[(&str, Value)]) -> Vec<String> {
    after(|root| {
        for (pointer, value) in values {
            set(root, pointer, value.clone());
        }
    })
}

/// The changes that `edit` makes after `prepare` has changed the document.
fn prepared(prepare: impl FnOnce(&mut Value), edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut old = things();
    prepare(&mut old);
    let mut new = old.clone();
    edit(&mut new);
    between(&old, &new)
}

/// The changes from one value at `pointer` to another value, and back.
fn flipped(pointer: &str, one: Value, other: Value) -> [Vec<String>; 2] {
    let (mut a, mut b) = (things(), things());
    set(&mut a, pointer, one);
    set(&mut b, pointer, other);
    [between(&a, &b), between(&b, &a)]
}

fn setting(pointer: &str, value: Value) -> Vec<String> {
    after(|root| set(root, pointer, value))
}

/// The line of a single change of the GET.
fn get(class: &str, what: &str) -> [String; 1] {
    [format!("{class}: GET /things/{{key}}: {what}")]
}

/// The line of a single change of the PATCH.
fn patch(class: &str, what: &str) -> [String; 1] {
    [format!("{class}: PATCH /things/{{key}}: {what}")]
}

const REQUEST: &str = "/components/schemas/ThingPatchRequest";
