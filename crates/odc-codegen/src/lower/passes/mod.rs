//! Brings a document to the forms that progenitor generates correctly, once its facts are read.
//!
//! One pass per file. A pass says which published form needs it and what it turns it into, is
//! idempotent, and answers with the JSON pointers of what it changed (for `--verbose`).

#![allow(
    clippy::unnecessary_wraps,
    reason = "every pass has the shape of one that may refuse"
)]

pub(super) mod context;
mod error_responses;
mod nullable_elements;
mod open_objects;
mod operation_ids;
mod optional_answers;
mod parameter_names;
mod rust_names;

#[cfg(test)]
use serde_json::Value;

use crate::document::{Changes, Document, Report, Result};
#[cfg(test)]
use crate::facts::Api;
#[cfg(test)]
use crate::names::Names;
#[cfg(test)]
use crate::repair::run_twice;
use crate::repair::{drop_unused_schemas, has_room};
use context::Context;

type Pass = fn(&mut Document, &Context<'_>) -> Result<Changes>;

/// The passes in the order in which they run.
const PASSES: &[(&str, Pass)] = &[
    ("error-responses", error_responses::apply),
    ("open-objects", open_objects::apply),
    ("optional-answers", optional_answers::apply),
    ("nullable-elements", nullable_elements::apply),
    ("unused-schemas", |document, _| {
        drop_unused_schemas(document)
    }),
    ("operation-ids", operation_ids::apply),
    ("rust-names", rust_names::apply),
    ("parameter-names", parameter_names::apply),
];

/// Runs the passes, and reports each.
///
/// # Errors
/// The first refusal.
pub(super) fn run(
    document: &mut Document,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Result<()> {
    for (name, pass) in PASSES {
        let changes = pass(document, context)?;
        has_room(document, &changes)?;
        report(name, &changes, document);
    }
    Ok(())
}

/// What a document becomes by one pass; for the tests of the passes.
#[cfg(test)]
fn applied(pass: Pass, root: &Value) -> Result<Value> {
    let mut document = Document::parse("x.json", &root.to_string())?;
    let names = Names::of(&document)?;
    let api = Api::read("x", &document, &names)?;
    let context = Context {
        names: &names,
        api: &api,
    };
    run_twice(&mut document, |document| pass(document, &context))?;
    Ok(document.root)
}
