//! Brings what is published in many forms to one, before names are given and facts are read.
//!
//! One pass per file. A pass says which published form needs it and what it turns it into, is
//! idempotent, and answers with the JSON pointers of what it changed (for `--verbose`).

#![allow(
    clippy::unnecessary_wraps,
    reason = "every pass has the shape of one that may refuse"
)]

mod all_of;
mod all_of_siblings;
mod edit;
mod empty_lists;
mod formats;
mod fresh;
mod inheritance;
mod inline_bodies;
mod inline_schemas;
mod inner_references;
mod methods;
mod nullable;
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

pub(crate) use fresh::name_for as inline_name;
pub(crate) use inheritance::heirs;
pub(crate) use request_media::{chosen as chosen_media, sent_as};
pub(crate) use success_responses::content as answer_content;
pub(crate) use unused_schemas::drop_unused_schemas;

use serde_json::Value;

use crate::document::{
    Changes, Document, Problem, Report, Result, each_object, operations, weight,
};

type Pass = fn(&mut Document) -> Result<Changes>;

/// The passes in the order in which they run. They decide what there is.
const PASSES: &[(&str, Pass)] = &[
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

/// Runs the passes, and reports each.
///
/// # Errors
/// The first refusal.
pub(crate) fn run(document: &mut Document, report: &mut Report<'_>) -> Result<()> {
    for (name, pass) in PASSES {
        let changes = pass(document)?;
        has_room(document, &changes)?;
        report(name, &changes, document);
    }
    if operations(&document.root).is_empty() {
        return Err(nothing_left(document));
    }
    Ok(())
}

/// The passes that bring another spelling of the same to one, and leave every value at its pointer.
const SPELLING: [Pass; 3] = [empty_lists::apply, formats::apply, required_flags::apply];

/// The document in the spelling in which it is generated, without operations that no document has generated.
pub(crate) fn respelt(document: &Document) -> Document {
    let mut document = document.clone();
    for pass in SPELLING {
        pass(&mut document).expect("a spelling is repaired, never refused");
    }
    each_object(&mut document.root, "", &mut |schema, _| {
        single_parts::without_nulls_and_rules(schema);
    });
    let paths = document
        .root
        .get_mut("paths")
        .and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(serde_json::Map::values_mut);
    for item in items.filter_map(Value::as_object_mut) {
        item.retain(|method, _| !methods::is_unsent(method));
    }
    document
}

/// The refusal of a document whose operations are all skipped.
fn nothing_left(document: &Document) -> Problem {
    let skipped = document.findings.skipped.iter();
    let why: Vec<String> = skipped
        .map(|skipped| format!("{}: {}", skipped.operation, skipped.why))
        .collect();
    document
        .problem(
            "/paths",
            format!("no operation can be generated ({})", why.join("; ")),
        )
        .fix("change what stands in the way of one of them, with an overlay action")
}

/// # Errors
/// A pass that made the document grow out of proportion; what it did first is the place.
pub(crate) fn has_room(document: &Document, changes: &Changes) -> Result<()> {
    let Some(first) = changes.first() else {
        return Ok(());
    };
    document.has_room(
        weight(&document.root),
        first,
        "the document, with what it repeats written out,",
    )
}

/// The document after one pass, and what that changed; for the tests of these passes.
#[cfg(test)]
fn after_pass(pass: Pass, root: &Value) -> (Document, Changes) {
    let mut document = Document::parse("x.json", &root.to_string()).unwrap();
    let changes = run_twice(&mut document, pass).unwrap();
    (document, changes)
}

/// What component schemas become by one pass.
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
