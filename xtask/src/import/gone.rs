//! Finds out whether the target of an overlay action is surely gone from a new document.
//!
//! A value that is missing may have another name now. An action that is deleted by mistake may print a secret or rename a
//! type. So a value counts as gone only if nothing is new at the place where it was.

use serde_json::Value;

use super::remedy::{Before, is_sure_name, schema, unmatched_new};
use super::targets::Section;
use odc_codegen::diff::{Place, Shape, path_parameters};
use odc_codegen::document::{child, key_of, overlay, path_methods};

/// Whether each value that the target matches in the current document is surely gone.
pub(super) fn is_gone(target: &str, before: &Before<'_>, new: &Value) -> bool {
    let places = overlay::places_of(target, &before.document.root);
    let mut gone = places.iter().map(|at| is_place_gone(at, before, new));
    !places.is_empty() && gone.all(|gone| gone)
}

/// Follows the pointer through both documents, up to the first step that the new one does not have.
fn is_place_gone(pointer: &str, before: &Before<'_>, new: &Value) -> bool {
    let new = Place::root(new);
    let (mut was, mut is, mut at) = (&before.document.root, new.value, String::new());
    for token in pointer.split('/').skip(1) {
        let key = key_of(token);
        let Some(next) = step(was, &key) else {
            return false;
        };
        match counterpart(&at, &key, (next, is), before, &new) {
            Some(found) => (was, is) = (next, found),
            None => return nothing_replaces(&at, &key, (was, is), before, &new),
        }
        at = child(&at, &key);
    }
    false
}

fn step<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Array(elements) => elements.get(key.parse::<usize>().ok()?),
        value => value.get(key),
    }
}

/// The section whose members are at this pointer.
fn section(pointer: &str) -> Option<Section> {
    match pointer {
        "/components/schemas" => Some(Section::Schemas),
        "/paths" => Some(Section::Paths),
        _ => None,
    }
}

/// What the new document has in place of the old value `was`, which is called `key`.
fn counterpart<'v>(
    at: &str,
    key: &str,
    (was, is): (&Value, &'v Value),
    before: &Before<'_>,
    new: &Place<'_>,
) -> Option<&'v Value> {
    if let Value::Array(elements) = is {
        return elements
            .iter()
            .find(|element| identity(element) == identity(was));
    }
    is.get(key).or_else(|| {
        let section = section(at)?;
        let now = match section {
            Section::Schemas => before.matches.schema_now(key),
            Section::Paths => before.matches.path_now(key),
        }?;
        is_sure_name(section, (key, now), before, new).then(|| is.get(now))?
    })
}

/// The name and the place of a parameter; another element of a list is identified by its whole value.
fn identity(element: &Value) -> (Option<&Value>, Option<&Value>) {
    match element.get("name") {
        Some(name) => (Some(name), element.get("in")),
        None => (Some(element), None),
    }
}

/// Whether no new thing at the place of the missing one could be the same under another name.
fn nothing_replaces(
    at: &str,
    key: &str,
    (was, is): (&Value, &Value),
    before: &Before<'_>,
    new: &Place<'_>,
) -> bool {
    let old = Place::root(&before.document.root);
    match section(at) {
        Some(Section::Schemas) => {
            let Some(gone) = schema(&old, key) else {
                return false;
            };
            let gone = Shape::read(&gone);
            let is_like =
                |name: &&str| schema(new, name).is_some_and(|at| Shape::read(&at).is_like(&gone));
            before.matches.schema_now(key).is_none()
                && !unmatched_new(before.matches, &old, new).iter().any(is_like)
        }
        Some(Section::Paths) => {
            let moved = &before.matches.operations;
            let slots = |path: &str| path_parameters(path).count();
            let gone = path_methods(old.value).filter(|(path, _)| *path == key);
            let methods: Vec<&str> = gone.map(|(_, method)| method).collect();
            let is_new = |(path, method): &(&str, &str)| {
                !moved.contains_key(&((*path).to_owned(), (*method).to_owned()))
            };
            let could_be = |(path, method): (&str, &str)| {
                methods.contains(&method) && slots(path) == slots(key)
            };
            let mut added = path_methods(new.value).filter(is_new);
            !moved.values().any(|(path, _)| path == key) && !added.any(could_be)
        }
        None => match (was, is) {
            (Value::Object(was), Value::Object(is)) => is.keys().all(|key| was.contains_key(key)),
            (Value::Array(was), Value::Array(is)) => {
                let known = |element| was.iter().any(|was| identity(was) == identity(element));
                is.iter().all(known)
            }
            _ => false,
        },
    }
}
