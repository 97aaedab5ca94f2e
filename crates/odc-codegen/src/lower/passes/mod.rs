//! Changes a document, after its facts are read, to the forms that progenitor generates correctly.
//!
//! Each pass has its own file. The file describes the published form that needs the pass, and the form that it becomes.
//! A pass is idempotent, and returns the JSON pointers of its changes (for `--verbose`).

#![allow(
    clippy::unnecessary_wraps,
    reason = "every pass has the shape of one that may refuse"
)]

pub(super) mod context;
mod error_responses;
mod form_parts;
mod loose_formats;
mod nullable_elements;
mod open_objects;
mod operation_ids;
mod parameter_names;
mod required_properties;
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
use crate::repair::{check_growth, drop_unused_schemas};
use context::Context;

type Pass = fn(&mut Document, &Context<'_>) -> Result<Changes>;

/// The passes in the order in which they run.
const PASSES: &[(&str, Pass)] = &[
    ("error-responses", error_responses::apply),
    ("loose-formats", loose_formats::apply),
    ("open-objects", open_objects::apply),
    ("required-properties", required_properties::apply),
    ("nullable-elements", nullable_elements::apply),
    ("unused-schemas", |document, _| {
        drop_unused_schemas(document)
    }),
    ("operation-ids", operation_ids::apply),
    ("rust-names", rust_names::apply),
    ("parameter-names", parameter_names::apply),
    ("form-parts", form_parts::apply),
];

/// Runs the passes, and calls `report` after each pass.
///
/// # Errors
/// A pass refuses the document. No later pass runs.
pub(super) fn run(
    document: &mut Document,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Result<()> {
    for (name, pass) in PASSES {
        let changes = pass(document, context)?;
        check_growth(document, &changes)?;
        report(name, &changes, document);
    }
    Ok(())
}

/// Runs one pass on a document, for the tests of the passes.
#[cfg(test)]
fn applied(pass: Pass, root: &Value) -> Result<Value> {
    let mut document = Document::parse("x.json", &root.to_string())?;
    let names = Names::assign(&document)?;
    let api = Api::read("x", &document, &names)?;
    let context = Context {
        names: &names,
        api: &api,
    };
    run_twice(&mut document, |document| pass(document, &context))?;
    Ok(document.root)
}
