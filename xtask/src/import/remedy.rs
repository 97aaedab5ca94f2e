//! Finds the corrections of overlay actions that do not fit a new document, and says which of them are sure.
//!
//! A correction is a guess, and a person checks it. `--accept` takes over a correction only if it is sure: the thing
//! with the new name has all members that the old one had, no other thing could be meant, and the target matches as
//! many values as before.

use std::collections::BTreeSet;

use serde_json::Value;

use super::matches::Matches;
use super::targets::{self, Name, Section};
use odc_codegen::diff::{Kind, Place, Shape, path_parameters};
use odc_codegen::document::{Document, overlay, path_methods};

/// The current document, and the renamed schemas and paths.
pub(super) struct Before<'a> {
    pub(super) document: &'a Document,
    pub(super) matches: &'a Matches,
}

/// What `--accept` does with an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remedy {
    /// The action gets this target.
    Retarget(String),
    /// The action is deleted, because the new document does not have its target.
    Delete,
}

/// The target for the new document, and the reason for it.
#[derive(Debug)]
pub(super) struct Correction {
    pub(super) target: String,
    pub(super) why: String,
    pub(super) is_sure: bool,
}

/// How many values a target matches; 0 if it is not a `JSONPath`.
pub(super) fn count_matches(target: &str, root: &Value) -> usize {
    overlay::parse_target(target).map_or(0, |path| path.query_located(root).len())
}

/// Replaces names that the new document does not have by their new names; `None` if it has all of them.
pub(super) fn find_correction(
    written: &str,
    before: &Before<'_>,
    document: &Document,
) -> Option<Correction> {
    let (old, new) = (
        Place::root(&before.document.root),
        Place::root(&document.root),
    );
    let names = targets::find_names(written);
    let mut renamed: Vec<(&Name, &str)> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    let mut is_sure = true;
    for name in &names {
        let now = match name.section {
            Section::Schemas => before.matches.schema_now(&name.text),
            Section::Paths => before.matches.path_now(&name.text),
        };
        let place = |called| [name.section.path(), &[called]].concat();
        let there = old.find(&place(&name.text));
        let Some(was) = there.filter(|_| new.find(&place(&name.text)).is_none()) else {
            continue;
        };
        let found = now.and_then(|now| Some((now, new.find(&place(now))?)));
        reasons.push(match (&found, name.section) {
            (None, _) => format!("`{}` is removed", name.text),
            (Some((_, is)), Section::Schemas) => likeness(&Shape::read(&was), &Shape::read(is)),
            (Some(_), Section::Paths) => "the same operation under another path".to_owned(),
        });
        let names = found.as_ref().map(|(now, _)| (name.text.as_str(), *now));
        is_sure &= names.is_some_and(|names| is_sure_name(name.section, names, before, &new));
        renamed.extend(found.map(|(now, _)| (name, now)));
    }
    let why = match reasons.len() {
        0 => return None,
        1 => reasons.remove(0),
        names => format!("{names} names changed"),
    };
    let target = targets::replace_names(written, &renamed);
    let count = count_matches(written, old.value);
    is_sure &= count > 0 && count == count_matches(&target, new.value);
    Some(Correction {
        target,
        why,
        is_sure,
    })
}

/// Whether the thing with the old name `was` is surely the thing with the new name `now`.
pub(super) fn is_sure_name(
    section: Section,
    (was, now): (&str, &str),
    before: &Before<'_>,
    new: &Place<'_>,
) -> bool {
    let old = Place::root(&before.document.root);
    let place = |called| [section.path(), &[called]].concat();
    // If a name is in both documents, it could mean two different things.
    if old.find(&place(now)).is_some() || new.find(&place(was)).is_some() {
        return false;
    }
    match section {
        Section::Schemas => is_sure_schema((was, now), before.matches, &old, new),
        Section::Paths => is_sure_path((was, now), before.matches, &old, new),
    }
}

/// The new schema has all members of the old one, and no other new schema has them. A schema that was not found at the
/// place of the old one must have the same members, and must be the only one with them.
fn is_sure_schema(
    (was, now): (&str, &str),
    matches: &Matches,
    old: &Place<'_>,
    new: &Place<'_>,
) -> bool {
    let shape = |root: &Place<'_>, name: &str| {
        let at = schema(root, name)?;
        let shape = Shape::read(&at);
        Some((shape.kind(), shape.features()))
    };
    let (Some((kind, mine)), Some((kind_now, theirs))) = (shape(old, was), shape(new, now)) else {
        return false;
    };
    let has_members = matches!(kind, Kind::Object | Kind::Enum) && !mine.is_empty();
    if !has_members || kind != kind_now || !mine.is_subset(&theirs) {
        return false;
    }
    let has_all =
        |name: &&str| shape(new, name).is_some_and(|(_, features)| mine.is_subset(&features));
    if unmatched_new(matches, old, new).iter().any(has_all) {
        return false;
    }
    let has_same = |name: &&str| shape(old, name).is_some_and(|(_, features)| theirs == features);
    !matches.by_likeness.contains(now)
        || (mine == theirs && !unmatched_old(matches, old, new).iter().any(has_same))
}

/// A component schema.
pub(super) fn schema<'a>(root: &Place<'a>, name: &str) -> Option<Place<'a>> {
    root.find(Section::Schemas.path())?.get(name)
}

fn schema_names<'a>(root: &Place<'a>) -> BTreeSet<&'a str> {
    let schemas = root.find(Section::Schemas.path());
    let names = schemas.iter().flat_map(Place::members);
    names.map(|(name, _)| name).collect()
}

/// The schemas that only the new document has, without renamed schemas.
pub(super) fn unmatched_new<'a>(
    matches: &Matches,
    old: &Place<'_>,
    new: &Place<'a>,
) -> Vec<&'a str> {
    let (was, is) = (schema_names(old), schema_names(new));
    let fresh = is.into_iter().filter(|name| !was.contains(name));
    fresh
        .filter(|name| !matches.schemas.contains_key(*name))
        .collect()
}

/// The schemas that only the old document has, without renamed schemas.
fn unmatched_old<'a>(matches: &Matches, old: &Place<'a>, new: &Place<'_>) -> Vec<&'a str> {
    let (was, is) = (schema_names(old), schema_names(new));
    let renamed: BTreeSet<&String> = matches.schemas.values().collect();
    let gone = was.into_iter().filter(|name| !is.contains(name));
    gone.filter(|name| !renamed.contains(&(*name).to_owned()))
        .collect()
}

/// Whether all operations of the old path moved to the new path, and no other operations did.
fn is_sure_path(
    (was, now): (&str, &str),
    matches: &Matches,
    old: &Place<'_>,
    new: &Place<'_>,
) -> bool {
    let methods = path_methods(old.value).filter(|(path, _)| *path == was);
    let moved = |method: &str| {
        let at = (now.to_owned(), method.to_owned());
        let from = (was.to_owned(), method.to_owned());
        matches.operations.get(&at) == Some(&from) && is_same(&from, &at, old, new)
    };
    let mut methods = methods.map(|(_, method)| method).peekable();
    let has_all = methods.peek().is_some() && methods.all(moved);
    let others = matches.operations.iter();
    let mut others = others.filter(|(is, from)| (is.0 == now) != (from.0 == was));
    has_all && others.next().is_none()
}

/// Whether a pair of operations is surely one operation. A pair has the same URL or path, or else the same
/// `operationId`. Several operations may have the same `operationId`.
fn is_same(
    from: &(String, String),
    at: &(String, String),
    old: &Place<'_>,
    new: &Place<'_>,
) -> bool {
    let id = |root: &Place<'_>, (path, method): &(String, String)| {
        let operation = root.find(&["paths", path, method])?;
        let id = operation.text("operationId")?;
        (!id.is_empty()).then(|| id.to_owned())
    };
    let (was, is) = (id(old, from), id(new, at));
    let is_only_one = |root: &Place<'_>| {
        let operations = path_methods(root.value);
        let places = operations.map(|(path, method)| (path.to_owned(), method.to_owned()));
        places.filter(|place| id(root, place) == was).count() == 1
    };
    let has_same_path = template(&from.0) == template(&at.0);
    has_same_path || was.is_none() || was != is || (is_only_one(old) && is_only_one(new))
}

/// The path without the names in its braces.
fn template(path: &str) -> String {
    path_parameters(path).fold(path.to_owned(), |path, name| {
        path.replacen(&format!("{{{name}}}"), "{}", 1)
    })
}

/// `the same 11 properties`, `9 of 11 properties are the same`.
fn likeness(old: &Shape<'_>, new: &Shape<'_>) -> String {
    let (was, is) = (old.features(), new.features());
    let (one, many) = match old.kind() {
        Kind::Object => ("property", "properties"),
        Kind::Enum => ("value", "values"),
        _ => return "the same type".to_owned(),
    };
    let noun = if was.len() == 1 { one } else { many };
    if was == is {
        return format!("the same {} {noun}", was.len());
    }
    let same = was.intersection(&is).count();
    format!("{same} of {} {noun} are the same", was.len())
}
