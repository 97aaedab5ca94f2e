//! A document of a few lines that the tests change.

mod access;
mod choices;
pub(crate) mod documents;
mod fields;
mod generated;
mod mutations;
mod names;
mod operations;
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

/// The change of the things' document that `edit` makes, as `class: sentence` lines.
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

/// The same with values set at several pointers.
fn settings(values: &[(&str, Value)]) -> Vec<String> {
    after(|root| {
        for (pointer, value) in values {
            set(root, pointer, value.clone());
        }
    })
}

/// What `edit` changes in a document that `prepare` made of the things' one.
fn prepared(prepare: impl FnOnce(&mut Value), edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut old = things();
    prepare(&mut old);
    let mut new = old.clone();
    edit(&mut new);
    between(&old, &new)
}

/// Both ways: from one value at `pointer` to another, and back.
fn flipped(pointer: &str, one: Value, other: Value) -> [Vec<String>; 2] {
    let (mut a, mut b) = (things(), things());
    set(&mut a, pointer, one);
    set(&mut b, pointer, other);
    [between(&a, &b), between(&b, &a)]
}

fn setting(pointer: &str, value: Value) -> Vec<String> {
    after(|root| set(root, pointer, value))
}

/// The one line of a change of the GET.
fn get(class: &str, what: &str) -> [String; 1] {
    [format!("{class}: GET /things/{{key}}: {what}")]
}

/// The one line of a change of the PATCH.
fn patch(class: &str, what: &str) -> [String; 1] {
    [format!("{class}: PATCH /things/{{key}}: {what}")]
}

const REQUEST: &str = "/components/schemas/ThingPatchRequest";
