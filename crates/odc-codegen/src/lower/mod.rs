//! Runs progenitor on a document and takes its output apart. No other module uses progenitor.
//!
//! Progenitor and typify panic on forms that they do not know, and may never end. So they run as a job. Their messages
//! name no place in the document. [`culprit`] finds the place.

mod culprit;
pub(crate) mod extract;
mod passes;
pub(crate) mod paths;
mod progenitor;
mod request;
mod trim;

use serde_json::json;

use crate::contain::{self, Failure};
use crate::document::{Document, Report, Result};
use crate::facts::Api;
use crate::names::Names;
use culprit::REMOVE;
use extract::Parts;
use passes::context::Context;
use progenitor::run;

pub(crate) use progenitor::Input;

/// Runs the passes that change the document to the forms that progenitor accepts. Calls `report` after each pass.
///
/// # Errors
/// A pass refuses the document.
pub(crate) fn prepare(
    document: &mut Document,
    names: &Names,
    api: &Api,
    report: &mut Report<'_>,
) -> Result<()> {
    passes::run(document, &Context { names, api }, report)
}

/// Prepares the document, runs progenitor, and takes its output apart.
///
/// # Errors
/// Progenitor fails. The error has the place of the cause.
pub(crate) fn lower(
    document: &mut Document,
    names: &Names,
    api: &Api,
    report: &mut Report<'_>,
) -> Result<Parts> {
    prepare(document, names, api, report)?;
    let file = generate(document, api)?;
    extract::extract_parts(&file, api, document)
}

/// Runs progenitor.
///
/// # Errors
/// `openapiv3` or progenitor refuses the document, panics, crashes or hangs. The error has the place of the cause.
fn generate(document: &Document, api: &Api) -> Result<syn::File> {
    let enums = api
        .schemas
        .iter()
        .filter(|(_, schema)| schema.values.is_some());
    let part = |pointer| document.root.pointer(pointer).cloned();
    let input = Input {
        paths: part("/paths").unwrap_or_else(|| json!({})),
        schemas: part("/components/schemas").unwrap_or_else(|| json!({})),
        enums: enums.map(|(name, _)| name.clone()).collect(),
    };
    let tokens = run(&input, contain::run_generator).map_err(|failure| match failure {
        Failure::Refused(reason) => culprit::locate_failure(&input, &reason, document, api),
        Failure::TimedOut(what) => {
            let reason = format!("progenitor {what}");
            culprit::locate_failure(&input, &reason, document, api)
        }
        Failure::NotRun(e) => contain::worker_failure(&e),
    })?;
    syn::parse_file(&tokens).map_err(|e| {
        let what = format!("progenitor wrote code that does not parse: {e}");
        document.problem("", what).fix(REMOVE)
    })
}
