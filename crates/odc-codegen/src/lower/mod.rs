//! The only room that knows progenitor: a document and its facts in, the parts of what progenitor makes of them out.
//!
//! Progenitor and typify panic on forms that they do not know, and nothing says that they end: they are a job. What they
//! say names no place in the document; see [`culprit`].

mod culprit;
pub(crate) mod extract;
mod passes;
pub(crate) mod paths;
mod progenitor;
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

/// Brings the document to what progenitor takes, and reports each pass.
///
/// # Errors
/// The refusal of a pass.
pub(crate) fn prepare(
    document: &mut Document,
    names: &Names,
    api: &Api,
    report: &mut Report<'_>,
) -> Result<()> {
    passes::run(document, &Context { names, api }, report)
}

/// Prepares the document, lets progenitor generate, and takes apart what comes of it.
///
/// # Errors
/// Whatever progenitor cannot take, with the place of its cause.
pub(crate) fn lower(
    document: &mut Document,
    names: &Names,
    api: &Api,
    report: &mut Report<'_>,
) -> Result<Parts> {
    prepare(document, names, api, report)?;
    let file = generate(document, api)?;
    extract::parts(&file, api, document)
}

/// # Errors
/// Anything that `openapiv3` or progenitor refuses, panics, crashes and hangs included; with the place of its cause.
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
    let tokens = run(&input, contain::generator).map_err(|failure| match failure {
        Failure::Refused(reason) => culprit::blamed(&input, &reason, document, api),
        Failure::Endless(time) => {
            let reason = format!("progenitor did not end within {time:?}");
            culprit::blamed(&input, &reason, document, api)
        }
        Failure::NotRun(e) => contain::not_run(&e),
    })?;
    syn::parse_file(&tokens).map_err(|e| {
        let what = format!("progenitor wrote code that does not parse: {e}");
        document.problem("", what).fix(REMOVE)
    })
}
