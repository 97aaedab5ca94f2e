//! Checks that every document with every overlay is generated, or refused on one line with its place. No task panics, crashes, or
//! runs forever.
//!
//! The documents are mutated forms of `tests/forms/`. The fuzz target in `crates/odc-codegen/fuzz` calls the same function.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};

/// The time limits of the worker and of the search for the part that it cannot generate, and a reserve for a busy machine.
const LONGEST: Duration = Duration::from_secs(90);

fn generate(document: &str, overlay: Option<&str>) -> Result<(), String> {
    let started = Instant::now();
    let worker = PathBuf::from(env!("CARGO_BIN_EXE_xtask"));
    let ended = odc_codegen::generate_text(document, overlay, Some(worker));
    assert!(started.elapsed() < LONGEST, "took {:?}", started.elapsed());
    ended.map(|files| assert!(files.contains_key("client.rs")))
}

/// `FILE:LINE: POINTER: WHAT; FIX`, on one line.
fn has_a_place_and_a_fix(refusal: &str) -> bool {
    let mut parts = refusal.splitn(3, ": ");
    let mut part = || parts.next().unwrap_or_default();
    let (file, line) = part().rsplit_once(':').unwrap_or_default();
    let pointer = part();
    let is_file = file == "openapi/x-v1.json" || file == "openapi/x-v1.overlay.yaml";
    is_file
        && line.parse::<usize>().is_ok_and(|line| line > 0)
        && (pointer == "(root)" || pointer.starts_with('/') || pointer == "not valid YAML")
        && part().contains("; ")
        && refusal.lines().count() == 1
}

fn forms() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let texts = files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    texts
        .filter_map(|text| serde_json::from_str(text.trim_start_matches('\u{feff}')).ok())
        .collect()
}

/// Every place of a document, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            places(
                value,
                &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                found,
            );
        }),
        Value::Array(array) => {
            array
                .iter()
                .enumerate()
                .for_each(|(i, value)| places(value, &format!("{at}/{i}"), found));
        }
        _ => {}
    }
}

const TEXTS: [&str; 12] = [
    "",
    " ",
    "self",
    "Error",
    "send",
    "1",
    "\u{1f980}",
    "a/b~c{d}",
    "two\nlines",
    "form",
    "query",
    "$ref",
];

const KEYS: [&str; 18] = [
    "allOf",
    "oneOf",
    "items",
    "properties",
    "additionalProperties",
    "enum",
    "type",
    "nullable",
    "required",
    "discriminator",
    "parameters",
    "requestBody",
    "content",
    "schema",
    "x-rust-name",
    "style",
    "two\nlines",
    "a/b~c{d}",
];

#[derive(Debug, Clone, Copy)]
struct Mutation {
    place: usize,
    other: usize,
    kind: usize,
}

fn mutations(most: usize) -> impl Strategy<Value = Vec<Mutation>> {
    let mutation = (any::<usize>(), any::<usize>(), any::<usize>());
    let mutation = mutation.prop_map(|(place, other, kind)| Mutation { place, other, kind });
    prop::collection::vec(mutation, 1..=most)
}

/// Another value: a value of another kind, a reference, or a copy of the value at another place.
fn other_value(document: &Value, from: &str, kind: usize) -> Value {
    match kind % 11 {
        0 => Value::Null,
        1 => json!([]),
        2 => json!({}),
        3 => json!(TEXTS[kind / 11 % TEXTS.len()]),
        4 => json!(-1),
        5 => json!(true),
        6 => json!({"$ref": format!("#{from}")}),
        7 => {
            json!({"oneOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "string", "enum": ["", "a"]}]})
        }
        _ => document.pointer(from).cloned().unwrap_or_default(),
    }
}

/// Replaces values at some places, or adds values there.
fn mutated(mut document: Value, mutations: &[Mutation]) -> Value {
    for Mutation { place, other, kind } in mutations {
        let mut found = Vec::new();
        places(&document, "", &mut found);
        let (at, from) = (&found[place % found.len()], &found[other % found.len()]);
        let value = other_value(&document, from, *kind);
        match document.pointer_mut(at) {
            Some(Value::Object(object)) if kind % 3 == 0 => {
                drop(object.insert(KEYS[other % KEYS.len()].to_owned(), value));
            }
            Some(target) => *target = value,
            None => {}
        }
    }
    document
}

/// An overlay with an action for each mutation, at a place that the document has.
fn overlay(document: &Value, mutations: &[Mutation]) -> Value {
    let mut found = Vec::new();
    places(document, "", &mut found);
    let actions = mutations.iter().map(|Mutation { place, other, kind }| {
        let steps = found[place % found.len()].split('/').skip(1);
        let steps = steps.map(|step| match step.parse::<usize>() {
            Ok(i) if kind % 4 > 0 => format!("[{i}]"),
            _ => format!("['{}']", step.replace("~1", "/").replace("~0", "~")),
        });
        let target = format!("${}", steps.collect::<String>());
        if kind % 2 == 0 {
            json!({"target": target, "description": "why", "remove": true})
        } else {
            let update = other_value(document, &found[other % found.len()], *kind);
            json!({"target": target, "description": "why", "update": update})
        }
    });
    json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": actions.collect::<Vec<_>>()})
}

fn form(which: usize) -> Value {
    let forms = forms();
    forms[which % forms.len()].clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, max_shrink_iters: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_document_is_generated_or_refused_with_its_place(which: usize, mutations in mutations(3)) {
        let document = mutated(form(which), &mutations);
        if let Err(refusal) = generate(&document.to_string(), None) {
            prop_assert!(has_a_place_and_a_fix(&refusal), "{}\n{}", refusal, document);
        }
    }

    #[test]
    fn an_overlay_of_any_actions_is_applied_or_refused_with_its_place(which: usize, mutations in mutations(3)) {
        let document = form(which);
        let overlay = overlay(&document, &mutations).to_string();
        if let Err(refusal) = generate(&document.to_string(), Some(&overlay)) {
            prop_assert!(has_a_place_and_a_fix(&refusal), "{}\n{}\n{}", refusal, overlay, document);
        }
    }

    #[test]
    fn a_mutated_overlay_is_applied_or_refused_with_its_place(
        which: usize,
        actions in mutations(2),
        mutations in mutations(2),
        block: bool,
    ) {
        let document = form(which);
        let overlay = mutated(overlay(&document, &actions), &mutations);
        let text = if block { as_block(&overlay, 0) } else { overlay.to_string() };
        if let Err(refusal) = generate(&document.to_string(), Some(&text)) {
            prop_assert!(has_a_place_and_a_fix(&refusal), "{}\n{}\n{}", refusal, text, document);
        }
    }

    #[test]
    fn text_that_is_not_a_document_is_refused(text in "\\PC{0,80}") {
        let refusal = generate(&text, None).unwrap_err();
        prop_assert!(refusal.starts_with("openapi/x-v1.json:1: ") && refusal.contains("; "), "{}", refusal);
    }

    #[test]
    fn text_that_is_not_an_overlay_is_refused(text in "\\PC{0,80}") {
        let refusal = generate(&form(0).to_string(), Some(&text)).unwrap_err();
        prop_assert!(has_a_place_and_a_fix(&refusal), "{}", refusal);
    }
}

/// YAML in block style. Scalars, empty lists and empty objects are written as in JSON, which is valid YAML.
fn as_block(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(object) if !object.is_empty() => {
            let members = object.iter().map(|(key, value)| {
                format!("\n{indent}{}: {}", json!(key), as_block(value, depth + 1))
            });
            members.collect()
        }
        Value::Array(list) if !list.is_empty() => {
            let elements = list
                .iter()
                .map(|value| format!("\n{indent}- {}", as_block(value, depth + 1)));
            elements.collect()
        }
        scalar => scalar.to_string(),
    }
}
