//! What changed between two documents, for users of a typed client of ours.
//!
//! Text comparison is of no use here: the service renames schemas wholesale and moves prefixes
//! around. So the comparison starts where users do, at the operations, and follows references from
//! there; what no operation reaches is nobody's change.
//!
//! Two crates are in question: one generated from OLD, which users have, and one generated from NEW, which
//! they may take. A change is
//!
//! - **breaking** when code that uses the old crate does not compile with the new one, or when the old crate
//!   stops working with the service that NEW describes: calls are refused, or mean something
//!   else; answers are not read, or lose what was read. So a query parameter that is spelt otherwise
//!   breaks, although its setter stays.
//! - **additive** when nothing breaks and there is something new: to call, to send, to read, or a call that would
//!   have been refused.
//! - **text** when it is neither: documentation, a status code (any 2xx decodes), an error answer (one error type
//!   serves all), a rule on what the service answers.
//!
//! Code that uses a crate calls methods with arguments and setters, makes requests with builders, reads
//! fields of answers and matches enums with an arm for the rest. So a request field that need not be sent any
//! more is additive although the field of the type is an `Option` then, and a new enum value or answer
//! field breaks nobody. `tests/generated.rs` holds the classes against the crates of both documents.
//!
//! One cause is one line: a shared schema counts where it stands, in its gravest class.

mod about;
mod access;
mod answers;
mod change;
mod choices;
mod fields;
mod operation;
mod parameters;
mod place;
mod reach;
mod report;
mod routes;
mod rules;
mod schema;
mod setting;
mod shape;
mod walk;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

pub use change::{Change, Class, Event, count, summary};

use change::{Element, Side};
pub use place::At;
pub use report::{json, lines, text};
pub use routes::slots;
pub use shape::{Kind, Shape, alike};

use crate::document::Document;
use crate::names::Names;
use crate::repair::respelt;
use reach::Reach;
use walk::Walk;

/// The difference, gravest first, then in the order of the new document's paths.
#[must_use]
pub fn compare(old: &Document, new: &Document) -> Vec<Change> {
    Comparison::of(old, new).changes
}

/// The difference together with what was recognized under another name.
#[derive(Debug)]
pub struct Comparison {
    /// The difference, as [`compare`] gives it.
    pub changes: Vec<Change>,
    /// New name -> old name of schemas.
    pub schemas: BTreeMap<String, String>,
    /// New (path, method) -> old (path, method) of all operations that both have.
    pub operations: BTreeMap<(String, String), (String, String)>,
}

impl Comparison {
    /// Compares two documents.
    #[must_use]
    pub fn of(old: &Document, new: &Document) -> Self {
        let (old, new) = (&respelt(old), &respelt(new));
        let mut walk = Walk::default();
        walk.names = (Names::by_rule(&old.root), Names::by_rule(&new.root));
        let (old, new) = (At::root(&old.root), At::root(&new.root));
        let pairing = routes::pair(&old, &new);
        walk.about(&old, &new, &pairing);
        for route in &pairing.removed {
            walk.operation = Some(route.shown());
            let kind = (Element::Operation, Event::Removed);
            walk.breaking(kind, "operation removed", &route.at);
        }
        for route in &pairing.added {
            walk.operation = Some(route.shown());
            let kind = (Element::Operation, Event::Added);
            walk.additive(kind, "operation added", &route.at);
        }
        for (old, new, found) in &pairing.pairs {
            walk.pair_of_operations(old, new, *found);
        }
        for (old, new, _) in &pairing.pairs {
            walk.operation = Some(new.shown());
            walk.errors(old, new);
        }
        let (before, now) = (Reach::of(&old), Reach::of(&new));
        let counted = |(mut change, role): (Change, Option<walk::Role>)| {
            let reach = match change.side {
                Side::Old => &before,
                Side::New => &now,
            };
            if change.operation.is_some() {
                change.operations = reach.operations(&change.pointer, role);
            }
            change
        };
        let mut changes: Vec<Change> = walk.changes.into_iter().map(counted).collect();
        changes.sort_by_key(|change| change.class);
        let key = |route: &routes::Route<'_>| (route.path.to_owned(), route.method.to_owned());
        Self {
            changes,
            schemas: walk.renamed,
            operations: pairing
                .pairs
                .iter()
                .map(|(old, new, _)| (key(new), key(old)))
                .collect(),
        }
    }
}
