//! `cargo xtask diff`: what changed between two documents, for users of a typed client of ours.
//!
//! Text comparison is of no use here: the service renames schemas wholesale and moves prefixes
//! around. So the comparison starts where users do, at the operations, and follows references from
//! there; what no operation reaches is nobody's change.

mod answers;
mod change;
mod operation;
mod parameters;
mod place;
mod report;
mod routes;
mod schema;
mod shape;
mod walk;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

pub(crate) use change::{Change, Class, Element, Event, Side, count, summary};
pub(crate) use place::At;
pub(crate) use report::lines;
pub(crate) use routes::slots;
pub(crate) use shape::{Kind, Shape, alike};

use crate::Outcome;
use crate::document::{self, Document};
use crate::preflight;
use crate::problem::{Problem, Result};
use routes::Found;
use walk::Walk;

/// The arguments of `cargo xtask diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Every line is one change: its class, the operation through which users meet it, what happened, and
the place as a JSON pointer (into OLD for what was removed, else into NEW).

  breaking  code that uses our client may not compile, or its calls may be refused
  additive  something new to use: an operation, an answer field, an enum value, …
  text      documentation alone; a schema that was merely renamed counts as such, because the
            overlay keeps its Rust name

Exit codes: 0 nothing breaking, 4 something breaking, 1 failure.

Example: cargo xtask diff openapi/identity-v1.json ~/Downloads/identity-v1.json")]
pub(crate) struct DiffArgs {
    /// The OpenAPI 3.0 document (JSON) that there was
    old: PathBuf,
    /// The document that takes its place
    new: PathBuf,
    /// Print JSON: `{old, new, summary, changes: [{class, element, event, operation, what, pointer, side}]}`
    #[arg(long)]
    json: bool,
}

/// # Errors
/// A file that cannot be read or is no `OpenAPI` 3.0 document.
pub(crate) fn run(args: &DiffArgs, out: &mut dyn Write) -> Result<Outcome> {
    let (old, new) = (read(&args.old)?, read(&args.new)?);
    let _progress = crate::progress::Progress::of("comparing");
    let changes = compare(&old, &new);
    let text = if args.json {
        report::json(&old.file, &new.file, &changes)
    } else {
        report::text(&old.file, &new.file, &changes)
    };
    out.write_all(text.as_bytes())
        .map_err(|e| Problem::new(format!("cannot print: {e}")))?;
    Ok(if count(&changes, Class::Breaking) == 0 {
        Outcome::Fresh
    } else {
        Outcome::Stale
    })
}

/// The difference, gravest first, then in the order of the new document's paths.
pub(crate) fn compare(old: &Document, new: &Document) -> Vec<Change> {
    Comparison::of(old, new).changes
}

/// The difference together with what was recognized under another name.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub(crate) changes: Vec<Change>,
    /// New name -> old name of schemas.
    pub(crate) schemas: BTreeMap<String, String>,
    /// New (path, method) -> old (path, method) of all operations that both have.
    pub(crate) operations: BTreeMap<(String, String), (String, String)>,
}

impl Comparison {
    pub(crate) fn of(old: &Document, new: &Document) -> Self {
        let (old, new) = (At::root(&old.root), At::root(&new.root));
        let pairing = routes::pair(&old, &new);
        let mut walk = Walk::default();
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
        let mut changes = walk.changes;
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

impl<'a> Walk<'a> {
    /// What is said of the document as a whole.
    fn about(&mut self, old: &At<'a>, new: &At<'a>, pairing: &routes::Pairing<'a>) {
        let (was, is) = (routes::base_path(old), routes::base_path(new));
        if was != is {
            let what = format!("base path is `{is}` now, was `{was}`");
            let followed = pairing
                .pairs
                .iter()
                .all(|(.., found)| *found == Found::SamePlace);
            let class = if followed && !pairing.pairs.is_empty() {
                Class::TextOnly
            } else {
                Class::Breaking
            };
            let kind = (Element::BasePath, Event::Changed);
            self.report(class, kind, what, "/servers/0/url");
        }
        if let (Some(old), Some(new)) = (old.get("info"), new.get("info")) {
            let facts = ["title", "description", "version"];
            self.texts(&facts, &old, &new, "the document");
        }
    }
}

/// Reads a document named on the command line.
///
/// # Errors
/// A file that cannot be read, is malformed, or is of another version.
pub(crate) fn read(path: &Path) -> Result<Document> {
    let shown = path.display().to_string();
    let text = document::read_text(path, &shown)?;
    let document = Document::parse(shown, &text)?;
    preflight::version(&document)?;
    Ok(document)
}
