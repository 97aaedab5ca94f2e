//! `cargo xtask diff`: what changed between two documents, for users of a typed client of ours.
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

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use change::{Change, Class, Element, Event, Side, count, summary};
pub(crate) use place::At;
pub(crate) use report::lines;
pub(crate) use routes::slots;
pub(crate) use shape::{Kind, Shape, alike};

use crate::Outcome;
use crate::console::say;
use crate::contain::{self, Job};
use crate::document::{self, Document};
use crate::names::Names;
use crate::normalize::respelt;
use crate::pipeline::Source;
use crate::preflight;
use crate::problem::Result;
use reach::Reach;
use walk::Walk;

/// The arguments of `cargo xtask diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Every line is one change: its class, the first operation that it reaches (\"and 3 more\"), what happened,
and the place as a JSON pointer (into OLD for what was removed, else into NEW). What no operation
reaches is not shown, nor is another order of keys, or another spelling of the same.

  breaking  code that uses the crate of OLD does not compile with the crate of NEW, or the crate of
            OLD does not work with the service of NEW: calls are refused or mean something else,
            answers are not read. Such as: an operation or an answer field removed; a parameter made
            required, or spelt otherwise; a smaller maxLength of a request field; another type;
            another name of a type (the overlay can keep it).
  additive  something new to use and nothing broken. Such as: an operation, an optional parameter, an
            answer field, an enum value (enums are open), a request field that need not be sent any more.
  text      anything else: descriptions, examples, deprecation, versions, status codes, error answers,
            a schema under another name with the same Rust name.

Hosts and fields that an answer lists as required do not count: the host is the tenant's, and clients
read every answer field as optional unless the overlay says `x-odc-required`. Documents are compared
as they are, without overlays; `cargo xtask import NAME FILE --dry-run` compares with them.

With --json: {\"old\", \"new\", \"summary\": {\"breaking\", \"additive\", \"text\"}, \"changes\": […]}, and each change
  class       breaking, additive, text
  element     base-path, operation, security, permission, parameter, request-body, answer, schema,
              field, type, alternative, enum-value, rule, error-answer, text
  event       added, removed, renamed, changed
  operation   the first operation that it reaches, as \"GET /users/{key}\"; null: the whole document
  operations  how many it reaches; 0 with null
  what        what happened, in words
  pointer     the place, RFC 6901
  side        the document that holds the place: old, new

Exit codes: 0 nothing breaking, 4 something breaking, 1 failure.

Examples: cargo xtask diff openapi/identity-v1.json ~/Downloads/identity-v1.json
          cargo xtask diff OLD NEW --json | jq -r '.changes[] | select(.class == \"breaking\") | .what'")]
pub(crate) struct DiffArgs {
    /// The OpenAPI 3.0 document (JSON) that there was
    old: PathBuf,
    /// The document that takes its place
    new: PathBuf,
    /// Print JSON, as described below
    #[arg(long)]
    json: bool,
}

/// # Errors
/// A file that cannot be read or is no `OpenAPI` 3.0 document.
pub(crate) fn run(args: &DiffArgs, out: &mut dyn Write) -> Result<Outcome> {
    let job = Comparing {
        old: source(&args.old)?,
        new: source(&args.new)?,
        json: args.json,
    };
    let (text, breaks) = {
        let _progress = crate::progress::Progress::of("comparing");
        contain::whole(&job, &job.new.file)??
    };
    say(out, &text)?;
    Ok(if breaks {
        Outcome::Stale
    } else {
        Outcome::Fresh
    })
}

/// Two documents that are to be compared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Comparing {
    old: Source,
    new: Source,
    json: bool,
}

impl Job for Comparing {
    const NAME: &'static str = "comparing";
    /// The report, and whether anything breaks.
    type Done = Result<(String, bool)>;

    fn done(self) -> Self::Done {
        let (old, new) = (read(&self.old)?, read(&self.new)?);
        let changes = compare(&old, &new);
        let text = if self.json {
            report::json(&old.file, &new.file, &changes)
        } else {
            report::text(&old.file, &new.file, &changes)
        };
        Ok((text, count(&changes, Class::Breaking) > 0))
    }
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

/// The text of a document named on the command line.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn source(path: &Path) -> Result<Source> {
    let file = path.display().to_string();
    let text = document::read_text(path, &file)?;
    Ok(Source { file, text })
}

/// Reads a document as it was published.
///
/// # Errors
/// A text that is malformed, or no document of a version that we know.
pub(crate) fn read(Source { file, text }: &Source) -> Result<Document> {
    let document = Document::parse(file, text)?;
    preflight::version(&document)?;
    if !document.root.get("paths").is_some_and(Value::is_object) {
        return Err(document
            .problem("/paths", "no operations: `paths` is no object")
            .fix("give the whole document, as it was published"));
    }
    Ok(document)
}
