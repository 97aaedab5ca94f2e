//! Tests that everything with a name can be explained.

use std::path::{Path, PathBuf};

use super::*;
use crate::document::read_text;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The documents in a folder, by name.
fn documents(folder: &str) -> Vec<String> {
    let files = std::fs::read_dir(workspace().join(folder)).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let documents = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let names = documents.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn record(folder: &str, name: &str) -> Result<Record> {
    let source = |end: &str| {
        let file = format!("{folder}/{name}.{end}");
        let text = read_text(&workspace().join(&file), &file)?;
        Ok(Source { file, text })
    };
    let overlay = source("overlay.yaml").ok();
    Record::make(name, &source("json")?, overlay.as_ref())
}

/// Explains each thing by its exact name, and finds it by all its other names. Returns the number of things.
fn explain_everything(api: &str, record: &Record) -> usize {
    let all = things::find_things(record);
    let lookup = Lookup::new(&all);
    for (at, thing) in all.iter().enumerate() {
        let exact = lookup.exact_name(at);
        assert_eq!(
            lookup.find(&exact),
            Found::One(at),
            "{api} {exact}: {thing:?}"
        );
        let explanation = explain(record, "odc_x", &all, at, exact.clone());
        assert!(
            explanation.place.line.is_some_and(|line| line > 0),
            "{api} {exact}"
        );
        if let (Some(trace), Some(rust)) = (&thing.trace, &thing.rust) {
            assert_eq!(trace.name(), rust, "{api} {exact}");
            let candidates = explanation.name.candidates.iter();
            let chosen = candidates
                .filter(|candidate| candidate.rejection.is_none())
                .count();
            assert_eq!(chosen, 1, "{api} {exact}");
        }
        for name in spelling::spellings(&all, at).iter().chain(&thing.places) {
            assert_ne!(lookup.find(name), Found::None(Vec::new()), "{api} {name}");
        }
    }
    all.len()
}

#[test]
fn every_thing_of_the_documents_and_forms_is_explained_by_its_exact_name() {
    for name in documents("openapi") {
        let record = record("openapi", &name).unwrap();
        assert!(
            record.refused.is_none() && explain_everything(&name, &record) > 10,
            "{name}"
        );
    }
    for name in documents("xtask/tests/forms") {
        // A text that is not a document has no record.
        if let Ok(record) = record("xtask/tests/forms", &name) {
            let things = explain_everything(&name, &record);
            assert!(things > 0 || record.refused.is_some(), "{name}");
        }
    }
}

/// The record of a document with one operation, and of an overlay with these actions from line 4 on.
fn record_with_overlay(actions: &str) -> Record {
    let document = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "servers": [{"url": "https://x/api"}],
        "paths": {"/a": {"get": {"operationId": "A_GetOdd", "responses": {"204": {"description": "d"}}}}}}"#;
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
    let source = |file: &str, text: &str| Source {
        file: file.to_owned(),
        text: text.to_owned(),
    };
    let overlay = source("x.overlay.yaml", &overlay);
    let record = Record::make("x", &source("x.json", document), Some(&overlay)).unwrap();
    assert!(record.refused.is_none(), "{:?}", record.refused);
    record
}

fn explanation(record: &Record, name: &str) -> Explanation {
    match find_and_explain(record, "x", name) {
        Explained::Thing(explanation) => *explanation,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn a_thing_that_the_overlay_names_is_explained_by_the_line_of_the_action() {
    let record = record_with_overlay(
        "- {target: $.info, description: other, update: {description: d}}\n\
         - {target: \"$.paths['/a'].get\", description: so, update: {x-rust-name: get_even}}",
    );
    let explanation = explanation(&record, "A_GetOdd");
    let (place, why) = explanation.name.action.unwrap();
    assert_eq!(
        (place.line, place.pointer.as_str(), why.as_str()),
        (Some(5), "/actions/1", "so")
    );
    assert_eq!(explanation.rust[0], "odc_x::Client::get_even");
    assert_eq!(explanation.place.file, "x.json");
}

#[test]
fn a_thing_that_the_overlay_adds_has_its_place_in_the_overlay() {
    let record = record_with_overlay(
        "- {target: $.info, description: other, update: {description: d}}\n\
         - target: $\n  description: more\n  update:\n    components: {schemas: {Added: {type: object, properties: {size: {type: integer}}}}}\n\
         - target: \"$.paths['/a'].get\"\n  description: use it\n  update:\n    \
         requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Added'}}}}",
    );
    for name in ["Added", "Added::size"] {
        let place = explanation(&record, name).place;
        let found = (place.file.as_str(), place.line, place.pointer.as_str());
        assert_eq!(found, ("x.overlay.yaml", Some(5), "/actions/1"), "{name}");
    }
}
