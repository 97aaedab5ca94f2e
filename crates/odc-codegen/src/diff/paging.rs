//! Compares how callers read lists: as a stream, by pages, or with pages that are fetched ahead.
//!
//! These methods exist only when the rules, or an `x-odc-page` of the overlay, find the parts of a list. For example,
//! when `results` is renamed to `data`, the list loses its methods, although all its parts are still there.

use std::collections::{BTreeMap, HashMap};

use super::change::{Change, Class, Element, Event, Side};
use super::rust::RustNames;
use crate::document::{Document, child, preflight};
use crate::facts::{Api, Form, Paging, Position};
use crate::names::Names;
use crate::repair;

/// Path and method.
type Operation = (String, String);

/// The lists of a document.
type Lists = HashMap<Operation, Paging>;

/// The changes of lists between two documents. Returns no changes if no crate can be generated from one of the
/// documents. `operations` has the operations of both documents, as pairs of new and old.
pub(super) fn compare(
    old: &Document,
    new: &Document,
    operations: &BTreeMap<Operation, Operation>,
) -> Vec<Change> {
    let (Some(before), Some(now)) = (lists(old), lists(new)) else {
        return Vec::new();
    };
    let pairs = operations.iter();
    let mut changes: Vec<Change> = pairs
        .filter_map(|(is, was)| change(is, before.get(was), now.get(is)))
        .collect();
    if !changes.is_empty() {
        let names = RustNames::read(&new.root);
        for change in &mut changes {
            change.rust = names.name_at(&change.pointer);
        }
    }
    changes
}

fn lists(document: &Document) -> Option<Lists> {
    let mut document = document.clone();
    preflight::check(&document).ok()?;
    repair::run(&mut document, &mut |_, _, _| {}).ok()?;
    let names = Names::assign(&document).ok()?;
    let api = Api::read("", &document, &names).ok()?;
    let lists = api.operations.into_iter().filter_map(|operation| {
        let paging = operation.paging.filter(|_| !operation.optional_response)?;
        Some(((operation.path, operation.method), paging))
    });
    Some(lists.collect())
}

/// The methods with which the items of a list are read.
fn methods(paging: Option<&Paging>) -> &'static [&'static str] {
    match paging.map(|paging| &paging.form) {
        None => &[],
        Some(Form::Whole) => &["stream"],
        Some(Form::Numbers { total: Some(_), .. }) => &["stream", "pages", "prefetch"],
        Some(Form::Numbers { .. } | Form::Texts { .. }) => &["stream", "pages"],
    }
}

fn change(
    (path, method): &Operation,
    old: Option<&Paging>,
    new: Option<&Paging>,
) -> Option<Change> {
    let (was, is) = (methods(old), methods(new));
    let only = |some: &[&'static str], others: &[&str]| -> Vec<&'static str> {
        some.iter()
            .filter(|name| !others.contains(name))
            .copied()
            .collect()
    };
    let (lost, gained) = (only(was, is), only(is, was));
    let by_text = |paging: Option<&Paging>| {
        paging.is_some_and(|paging| matches!(paging.form, Form::Texts { .. }))
    };
    let (class, what) = if !lost.is_empty() {
        let remedy = "`x-odc-page` in the overlay can name the parts of the list and keep them";
        (
            Class::Breaking,
            format!("the list loses {} ({remedy})", listed(&lost)),
        )
    } else if was.contains(&"pages") && by_text(old) != by_text(new) {
        let [before, now] =
            [by_text(old), by_text(new)].map(|by_text| if by_text { "texts" } else { "numbers" });
        (
            Class::Breaking,
            format!("the pages of the list are named by {now} now, were named by {before}"),
        )
    } else if let (Some(before), Some(now)) = (place(old), place(new))
        && before != now
        && !new.is_some_and(|paging| paging.is_said)
    {
        (
            Class::Breaking,
            format!(
                "the pages of the list are selected by `{now}` now, were selected by `{before}`"
            ),
        )
    } else if !gained.is_empty() {
        (
            Class::Additive,
            format!("the list gets {}", listed(&gained)),
        )
    } else {
        return None;
    };
    Some(Change {
        class,
        element: Element::List,
        event: Event::Changed,
        operation: Some(format!("{} {path}", method.to_uppercase())),
        operations: 1,
        what,
        rust: None,
        pointer: child(&child("/paths", path), method),
        side: Side::New,
        is_of_crate: false,
    })
}

/// The parameter or the property that selects a page.
fn place(paging: Option<&Paging>) -> Option<&str> {
    match &paging?.form {
        Form::Whole => None,
        Form::Numbers { offset, .. } | Form::Texts { offset, .. } => match offset {
            Position::Query(name) | Position::Body(name) => Some(name),
        },
    }
}

/// `.stream()`, `.pages()` and `.prefetch()`, as code.
fn listed(methods: &[&str]) -> String {
    let methods: Vec<String> = methods.iter().map(|name| format!("`.{name}()`")).collect();
    match methods.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
