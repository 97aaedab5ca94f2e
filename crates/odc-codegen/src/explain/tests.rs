//! That everything which has a name is explained.

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

/// Explains each thing by its exact name, and looks up every other name of it; gives back how many things there are.
fn explains_everything(api: &str, record: &Record) -> usize {
    let all = things::all(record);
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
fn everything_in_the_documents_and_in_every_form_is_explained_by_a_name_of_its_own() {
    for name in documents("openapi") {
        let record = record("openapi", &name).unwrap();
        assert!(
            record.refused.is_none() && explains_everything(&name, &record) > 10,
            "{name}"
        );
    }
    for name in documents("xtask/tests/forms") {
        // What is no document at all is refused as everywhere.
        if let Ok(record) = record("xtask/tests/forms", &name) {
            let things = explains_everything(&name, &record);
            assert!(things > 0 || record.refused.is_some(), "{name}");
        }
    }
}

#[test]
fn what_the_overlay_names_is_explained_by_the_line_of_its_action() {
    let document = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "servers": [{"url": "https://x/api"}],
        "paths": {"/a": {"get": {"operationId": "A_GetOdd", "responses": {"204": {"description": "d"}}}}}}"#;
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
        - {target: $.info, description: other, update: {description: d}}\n\
        - {target: \"$.paths['/a'].get\", description: so, update: {x-rust-name: get_even}}";
    let source = |file: &str, text: &str| Source {
        file: file.to_owned(),
        text: text.to_owned(),
    };
    let overlay = source("x.overlay.yaml", overlay);
    let record = Record::make("x", &source("x.json", document), Some(&overlay)).unwrap();
    assert!(record.refused.is_none(), "{:?}", record.refused);
    let Explained::Thing(explanation) = explained(&record, "x", "A_GetOdd") else {
        panic!("one thing is called so");
    };
    let (place, why) = explanation.name.action.unwrap();
    assert_eq!(
        (place.line, place.pointer.as_str(), why.as_str()),
        (Some(5), "/actions/1", "so")
    );
    assert_eq!(explanation.rust[0], "odc_x::Client::get_even");
}
