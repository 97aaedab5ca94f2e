//! Compares two documents, and reports the changes for users of a typed client.
//!
//! A comparison of texts does not help here, since the service renames all its schemas and moves prefixes. So the
//! comparison starts at the operations, as users do, and follows references from them. A schema that no operation
//! refers to does not count.
//!
//! There are two crates. Users have the crate that is generated from OLD, and may update to the crate that is generated
//! from NEW. A change is
//!
//! - **breaking** when code that uses the old crate does not compile with the new crate, or when the old crate stops
//!   working with the service that NEW describes. The crate stops working when the service refuses its calls or
//!   understands them differently. It also stops working when it cannot read a response, or loses a part of the data.
//!   So another spelling of a query parameter is breaking, although its setter stays the same.
//! - **additive** when it is not breaking and something is new: an operation, a value to send or to read, or a call
//!   that was refused before.
//! - **text** otherwise. Examples are documentation, a status code (the client decodes any 2xx), an error response (all
//!   have one error type), and a rule for responses.
//!
//! Code that uses a crate calls methods with arguments and setters, makes requests with builders, reads fields of
//! responses, and matches enums with a wildcard arm. So a request field that becomes optional is additive, although the
//! field of the type becomes an `Option`, and a new enum value or response field breaks no code. `tests/generated.rs`
//! checks the classes against the crates of both documents.
//!
//! Each cause has one line. A change of a shared schema is reported once, in its worst class.
//!
//! The comparison of the documents repeats the rules of the generator, and may miss one of them. So
//! [`odc_codegen::compare`](crate::compare) also compares the items of the generated crates (`surface.rs`), and adds
//! the items that are lost or new without a reason (`losses.rs`). The order of arguments counts: when two arguments of
//! the same type are swapped, existing code compiles, but sends the wrong values. A change that could only change the
//! crate, such as another name of a type, is **text** if the code of both crates is the same.

mod about;
mod access;
mod change;
mod choices;
mod comparer;
mod fields;
mod losses;
mod operation;
mod paging;
mod parameters;
mod place;
mod reach;
mod report;
mod responses;
mod routes;
mod rules;
mod rust;
mod schema;
mod setting;
mod shape;
mod surface;
mod type_names;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

pub use change::{Change, Class, Event, count, summary};

use change::{Element, Side};
pub(crate) use losses::add_losses;
pub use place::Place;
pub use report::{json, lines, text};
pub use routes::path_parameters;
pub use rust::RustNames;
pub use shape::{Kind, Shape};
pub(crate) use surface::Surface;

use crate::document::Document;
use crate::repair::{names_of_used, with_normal_spelling};
use comparer::Comparer;
use reach::Reach;

/// The changes: breaking ones first, then in the order of the new document's paths.
#[must_use]
pub fn compare(old: &Document, new: &Document) -> Vec<Change> {
    let mut comparison = Comparison::compare(old, new);
    // A list changes only with something else.
    if !comparison.changes.is_empty() {
        let lists = paging::compare(old, new, &comparison.operations);
        comparison.changes.extend(lists);
        comparison.changes.sort_by_key(|change| change.class);
    }
    comparison.changes
}

/// The changes, and the schemas and operations that were recognized under other names.
#[derive(Debug)]
pub struct Comparison {
    /// The changes, as [`compare`] returns them.
    pub changes: Vec<Change>,
    /// New name -> old name of renamed schemas.
    pub schemas: BTreeMap<String, String>,
    /// New (path, method) -> old (path, method) of all operations in both documents.
    pub operations: BTreeMap<(String, String), (String, String)>,
}

impl Comparison {
    /// Compares two documents.
    #[must_use]
    pub fn compare(old: &Document, new: &Document) -> Self {
        let (old, new) = (&with_normal_spelling(old), &with_normal_spelling(new));
        let mut comparer = Comparer::default();
        comparer.names = (names_of_used(&old.root), names_of_used(&new.root));
        let called = (RustNames::read(&old.root), RustNames::read(&new.root));
        let (old, new) = (Place::root(&old.root), Place::root(&new.root));
        let pairing = routes::pair(&old, &new);
        comparer.compare_documents(&old, &new, &pairing);
        for route in &pairing.removed {
            comparer.operation = Some(route.label());
            let kind = (Element::Operation, Event::Removed);
            comparer.report_breaking(kind, "operation removed", &route.at);
        }
        for route in &pairing.added {
            comparer.operation = Some(route.label());
            let kind = (Element::Operation, Event::Added);
            comparer.report_additive(kind, "operation added", &route.at);
        }
        for (old, new, found) in &pairing.pairs {
            comparer.compare_operations(old, new, *found);
        }
        for (old, new, _) in &pairing.pairs {
            comparer.operation = Some(new.label());
            comparer.compare_error_responses(old, new);
        }
        let (before, now) = (Reach::measure(&old), Reach::measure(&new));
        let counted = |(mut change, usage): (Change, Option<comparer::Usage>)| {
            let (reach, called) = match change.side {
                Side::Old => (&before, &called.0),
                Side::New => (&now, &called.1),
            };
            change.rust = called.name_at(&change.pointer);
            if change.operation.is_some() {
                change.operations = reach.operations(&change.pointer, usage);
            }
            change
        };
        let mut changes: Vec<Change> = comparer.changes.into_iter().map(counted).collect();
        changes.sort_by_key(|change| change.class);
        let key = |route: &routes::Route<'_>| (route.path.to_owned(), route.method.to_owned());
        Self {
            changes,
            schemas: comparer.renamed,
            operations: pairing
                .pairs
                .iter()
                .map(|(old, new, _)| (key(new), key(old)))
                .collect(),
        }
    }
}
