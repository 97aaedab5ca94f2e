//! Repairs a document before names are given and facts are read. It turns the many published forms of a thing into one
//! form, so that later steps support only this form.
//!
//! Each pass has its own file. The file says which published form needs the pass and what the form becomes. A pass is
//! idempotent, and returns the JSON pointers of its changes (for `--verbose`).

#![allow(
    clippy::unnecessary_wraps,
    reason = "all passes have one signature, and some of them refuse documents"
)]

mod all_of;
mod all_of_scalars;
mod all_of_siblings;
mod composition_parts;
mod contradictions;
mod edit;
mod empty_lists;
mod form_fields;
mod formats;
mod inheritance;
mod inline_bodies;
mod inline_schemas;
mod inner_references;
mod integer_widths;
mod methods;
mod multipart;
mod new_components;
mod nullable;
mod parameter_rules;
mod parameters;
mod path_parameters;
mod plain_enums;
mod request_media;
mod required_flags;
mod servers;
mod shared_properties;
mod single_parts;
mod success_responses;
mod unions;
mod unread;
mod unused_schemas;

pub(crate) use all_of::says_what;
pub(crate) use inheritance::heirs;
pub(crate) use new_components::{merged_name, number_key, word_of_alternative};
pub(crate) use request_media::{choose_media, sent_media_type};
pub(crate) use success_responses::{is_read_as_text, json_media, merged_content, response_content};
pub(crate) use unused_schemas::{drop_unused_schemas, names_of_used};

use serde_json::Value;

use crate::document::{
    Changes, Document, Problem, Report, Result, each_object, operations, weight,
};

type Pass = fn(&mut Document) -> Result<Changes>;

/// The passes in the order in which they run.
const PASSES: &[(&str, Pass)] = &[
    ("parameter-rules", parameter_rules::apply),
    ("integer-widths", integer_widths::apply),
    ("unread", unread::apply),
    ("inner-references", inner_references::apply),
    ("empty-lists", empty_lists::apply),
    ("servers", servers::apply),
    ("methods", methods::apply),
    ("formats", formats::apply),
    ("inline-bodies", inline_bodies::apply),
    ("required-flags", required_flags::apply),
    ("single-parts", single_parts::apply),
    ("path-parameters", path_parameters::apply),
    ("parameters", parameters::apply),
    ("request-media", request_media::apply),
    ("success-responses", success_responses::apply),
    ("plain-enums", plain_enums::apply),
    ("inheritance", inheritance::apply),
    ("all-of", all_of::apply),
    ("all-of-siblings", all_of_siblings::apply),
    ("inline-schemas", inline_schemas::apply),
    ("shared-properties", shared_properties::apply),
    ("unions", unions::apply),
    ("nullable", nullable::apply),
    ("unused-schemas", unused_schemas::drop_unused_schemas),
];

/// Runs the passes, and calls `report` after each pass.
///
/// # Errors
/// The first refusal of a pass; a document that becomes too large; a document without an operation that can be
/// generated.
pub(crate) fn run(document: &mut Document, report: &mut Report<'_>) -> Result<()> {
    for (name, pass) in PASSES {
        let changes = pass(document)?;
        check_growth(document, &changes)?;
        report(name, &changes, document);
    }
    if operations(&document.root).is_empty() {
        return Err(no_operation_left(document));
    }
    Ok(())
}

/// The passes that only change how a value is spelled. Every value stays at its pointer.
const SPELLING: [Pass; 4] = [
    integer_widths::apply,
    empty_lists::apply,
    formats::apply,
    required_flags::apply,
];

/// Returns the document in the spelling that the generator uses, without operations that are never generated.
pub(crate) fn with_normal_spelling(document: &Document) -> Document {
    let mut document = document.clone();
    for pass in SPELLING {
        pass(&mut document).expect("these passes refuse nothing");
    }
    each_object(&mut document.root, "", &mut |schema, _| {
        composition_parts::remove_nulls_and_rules(schema);
    });
    let paths = document
        .root
        .get_mut("paths")
        .and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(serde_json::Map::values_mut);
    for item in items.filter_map(Value::as_object_mut) {
        item.retain(|method, _| !methods::is_unsupported(method));
    }
    document
}

/// The refusal of a document when all its operations are skipped.
fn no_operation_left(document: &Document) -> Problem {
    let skipped = document.findings.skipped.iter();
    let why: Vec<String> = skipped
        .map(|skipped| format!("{}: {}", skipped.operation, skipped.why))
        .collect();
    document
        .problem(
            "/paths",
            format!("no operation can be generated ({})", why.join("; ")),
        )
        .fix("remove the cause for one of them with an overlay action")
}

/// Checks the size of the document after a pass. The place of the problem is the first change.
///
/// # Errors
/// A document that became too large.
pub(crate) fn check_growth(document: &Document, changes: &Changes) -> Result<()> {
    let Some(first) = changes.first() else {
        return Ok(());
    };
    document.check_weight(
        weight(&document.root),
        first,
        "the document, with copies of what it repeats,",
    )
}

/// Runs one pass on a document, for the tests of the passes.
#[cfg(test)]
fn after_pass(pass: Pass, root: &Value) -> (Document, Changes) {
    let mut document = Document::parse("x.json", &root.to_string()).unwrap();
    let changes = run_twice(&mut document, pass).unwrap();
    (document, changes)
}

/// Runs one pass on component schemas, for the tests of the passes.
#[cfg(test)]
fn applied_to_schemas(pass: Pass, schemas: &Value) -> Value {
    let root = serde_json::json!({"components": {"schemas": schemas}});
    let (mut document, _) = after_pass(pass, &root);
    document.root["components"]["schemas"].take()
}

#[cfg(test)]
pub(crate) fn run_twice(
    document: &mut Document,
    pass: impl Fn(&mut Document) -> Result<Changes>,
) -> Result<Changes> {
    let changes = pass(document)?;
    let once = (document.root.clone(), document.findings.clone());
    assert_eq!(
        pass(document)?,
        Changes::new(),
        "a second run finds nothing to do"
    );
    let twice = (document.root.clone(), document.findings.clone());
    assert_eq!(twice, once, "a pass is idempotent");
    Ok(changes)
}
