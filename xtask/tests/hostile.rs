//! Small documents and overlays that could cost much time or memory. Each one is generated, or refused with its place, in
//! bounded time. None of them ends the program.
//!
//! Our bounds do not recognize every such document. For the others, the worker has limits: see
//! `crates/odc-codegen/src/contain.rs`.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

/// Each test takes less than this, even on a busy machine. The messages prove that the limits of the worker were not
/// reached.
const LONGEST: Duration = Duration::from_secs(60);

const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

fn reference_to(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// A document with one operation, which returns an `S0`.
fn document(schemas: &Value) -> Value {
    let response = json!({"description": "d", "content": {"application/json": {"schema": reference_to("S0")}}});
    json!({
        "openapi": "3.0.3", "info": {"title": "Thing API", "version": "v1"},
        "servers": [{"url": "https://h/api/things/v1"}],
        "paths": {"/a": {"get": {"operationId": "GetA", "responses": {"200": response}}}},
        "components": {"schemas": schemas},
    })
}

/// The schemas `S0`, `S1`, …: each one refers to the next.
fn chain(length: usize, link: impl Fn(Value, usize) -> Value) -> Value {
    let links = (0..length).map(|i| {
        (
            format!("S{i}"),
            link(reference_to(&format!("S{}", i + 1)), i),
        )
    });
    let mut schemas: Map<String, Value> = links.collect();
    schemas.insert(format!("S{length}"), json!({"type": "object"}));
    schemas.into()
}

fn overlay(actions: &[Value]) -> String {
    json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": actions})
        .to_string()
}

fn update(target: &str, update: &Value) -> Value {
    json!({"target": target, "description": "why", "update": update})
}

/// Generates a document with its overlay, and returns the refusal; an empty text when it is generated.
fn refusal_of(document: &Value, overlay: Option<&str>) -> String {
    let started = Instant::now();
    let ended =
        odc_codegen::generate_text(&document.to_string(), overlay, Some(PathBuf::from(XTASK)));
    assert!(started.elapsed() < LONGEST, "took {:?}", started.elapsed());
    let refusal = ended.err().unwrap_or_default();
    assert!(refusal.lines().count() <= 1, "{refusal}");
    refusal
}

#[test]
fn server_variables_that_contain_each_other_are_not_expanded() {
    let doubled = |i: usize| {
        let next = i + 1;
        (
            format!("v{i}"),
            json!({"default": format!("/{{v{next}}}/{{v{next}}}")}),
        )
    };
    let variables: Map<String, Value> = (0..34).map(doubled).collect();
    let mut document = document(&chain(0, |part, _| part));
    document["servers"] = json!([{"url": "https://h{v0}", "variables": variables}]);
    let expected =
        "/servers/0/url: the path `/{v1}/{v1}` of the server has a variable without a default";
    assert!(refusal_of(&document, None).contains(expected));
}

#[test]
fn compositions_that_double_at_each_step_are_refused_with_the_schema_that_is_too_large() {
    for composer in ["allOf", "oneOf", "anyOf"] {
        let schemas = chain(60, |part, _| json!({composer: [part, part]}));
        let refusal = refusal_of(&document(&schemas), None);
        let place = refusal.contains("/components/schemas/S");
        assert!(
            place && refusal.contains(" is larger than 1 MiB; "),
            "{refusal}"
        );
    }
}

#[test]
fn a_long_chain_of_inheritance_is_refused() {
    let heir =
        |part, i| json!({"allOf": [part, {"properties": {format!("p{i}"): {"type": "string"}}}]});
    let tagged = |part, i| {
        let mut heir = heir(part, i);
        heir["discriminator"] = json!({"propertyName": "kind"});
        heir
    };
    for schemas in [chain(1_500, heir), chain(1_500, tagged)] {
        let refusal = refusal_of(&document(&schemas), None);
        assert!(
            refusal.contains(" is larger than ") && refusal.contains(" MiB; "),
            "{refusal}"
        );
    }
}

#[test]
fn a_large_response_that_many_operations_share_is_refused() {
    let properties: Map<String, Value> = (0..2_000)
        .map(|i| (format!("p{i}"), json!({"type": "string"})))
        .collect();
    let schema = json!({"properties": properties});
    let response = json!({"description": "d", "content": {"application/json": {"schema": schema}}});
    let operation = json!({"responses": {"200": {"$ref": "#/components/responses/All"}}});
    let mut document = document(&chain(0, |part, _| part));
    document["components"]["responses"] = json!({"All": response});
    document["paths"] = (0..2_000)
        .map(|i| (format!("/a{i}"), json!({"get": operation})))
        .collect();
    assert!(
        refusal_of(&document, None)
            .contains("(root): the document, with a copy for each reference")
    );
}

#[test]
fn long_names_are_refused_with_their_place() {
    let mut behind = document(&chain(0, |part, _| part));
    behind["x-any"] = json!({"k".repeat(50_000): vec![0; 100_000]});
    assert!(refusal_of(&behind, None).contains(": /x-any: a name of 50000 bytes"));
    let mut path = document(&chain(0, |part, _| part));
    path["paths"][format!("/a{}", "/b".repeat(50_000))] = path["paths"]["/a"].clone();
    assert!(refusal_of(&path, None).contains(": /paths: a name of 100002 bytes"));
}

/// Rustdoc writes a file for each type and each operation, named after it.
#[test]
fn rust_names_that_no_file_can_have_are_refused_with_their_place() {
    let long = "x".repeat(230);
    let mut operation = document(&chain(0, |part, _| part));
    operation["paths"]["/a"]["get"]["operationId"] = json!(long);
    let schema = document(
        &json!({"S0": {"properties": {long.as_str(): {"type": "object", "properties": {"a": {}}}}}}),
    );
    for (document, place) in [
        (
            operation,
            "/paths/~1a/get: the Rust name of its method has 234 bytes",
        ),
        (schema, "the Rust name of its type has 232 bytes"),
    ] {
        let refusal = refusal_of(&document, None);
        assert!(
            refusal.contains(place) && refusal.contains("`x-rust-name`"),
            "{refusal}"
        );
    }
}

#[test]
fn many_enum_values_with_one_rust_name_are_numbered_in_time() {
    let values: Vec<String> = (0..800).map(|i| format!("a{}", " ".repeat(i))).collect();
    let schemas = json!({"S0": {"type": "string", "enum": values}});
    assert_eq!(refusal_of(&document(&schemas), None), "");
}

#[test]
fn yaml_with_many_aliases_or_deep_nesting_is_refused() {
    let document = document(&chain(0, |part, _| part));
    let mut aliases =
        "overlay: 1.0.0\ninfo: {}\nactions: []\nx-a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..10 {
        let again = vec![format!("*a{}", i - 1); 9].join(", ");
        aliases.extend([format!("x-a{i}: &a{i} [{again}]\n")]);
    }
    assert!(
        refusal_of(&document, Some(&aliases)).contains("not valid YAML: repetition limit exceeded")
    );
    let deep = refusal_of(&document, Some(&"{a: ".repeat(200_000)));
    assert!(deep.contains("nested deeper than 120 levels"), "{deep}");
    for nested in ["[".repeat(5_000), "{a: ".repeat(2_000), "- ".repeat(5_000)] {
        let refusal = refusal_of(&document, Some(&nested));
        assert!(
            refusal.starts_with("openapi/x-v1.overlay.yaml:"),
            "{refusal}"
        );
    }
    let long = format!("overlay: \"{}\"", "a".repeat(1 << 20));
    assert!(refusal_of(&document, Some(&long)).contains("an overlay of more than 1024 KiB"));
}

#[test]
fn an_overlay_that_makes_a_document_too_large_is_refused() {
    let schemas = chain(200, |part, _| json!({"properties": {"a": part}}));
    let document = document(&schemas);
    let twice = update(
        "$.components..*",
        &json!({"x-a": {}, "x-b": {"x-c": "d".repeat(400)}}),
    );
    let growing = overlay(&vec![twice; 40]);
    let long = overlay(&[update(
        "$..*[?@.properties]",
        &json!({"description": "d".repeat(20_000)}),
    )]);
    for overlay in [growing, long] {
        let refusal = refusal_of(&document, Some(&overlay));
        let expected = "the action makes the document larger than 1 MiB";
        assert!(
            refusal.contains("/actions/") && refusal.contains(expected),
            "{refusal}"
        );
    }
}

#[test]
fn a_target_with_a_regular_expression_is_refused_with_its_place() {
    let document = document(&chain(0, |part, _| part));
    for function in ["match", "search"] {
        let target = format!("$.paths[?{function}(@.summary, '((a{{0,99}}){{0,99}}){{0,99}}')]");
        let overlay = overlay(&[update(&target, &json!({}))]);
        let refusal = refusal_of(&document, Some(&overlay));
        assert!(
            refusal.contains(": /actions/0: the target holds a regular expression"),
            "{refusal}"
        );
    }
    let named = update("$.paths['/a match(b)']", &json!({}));
    let refusal = refusal_of(&document, Some(&overlay(&[named])));
    assert!(!refusal.contains("regular expression"), "{refusal}");
}

#[test]
fn a_target_that_searches_the_document_many_times_is_refused() {
    let document = document(&chain(500, |part, _| json!({"properties": {"a": part}})));
    for target in [
        "$..*..*",
        "$..*[?@..b]",
        "$.components.schemas[?$.components.schemas[?@.b]]",
        &format!("${}", "[*,*]".repeat(12)),
        &format!("${}", "['paths','paths']".repeat(12)),
    ] {
        let refusal = refusal_of(
            &document,
            Some(&overlay(&[update(target, &json!({"x-a": 1}))])),
        );
        let place = "openapi/x-v1.overlay.yaml:1: /actions/0: the target ";
        assert!(refusal.starts_with(place), "{target}: {refusal}");
    }
}

/// A workspace with one document.
fn workspace(document: &Value) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in ["openapi", "xtask", "crates/odc-x-v1"] {
        fs::create_dir_all(folder.path().join(path)).unwrap();
    }
    let readme = "| document | describes | source | date | SHA-256 |\n|---|---|---|---|---|\n";
    for (path, text) in [
        ("Cargo.toml", "[workspace.package]\nversion = \"0.1.0\"\n"),
        (
            "crates/odc-x-v1/Cargo.toml",
            "[package]\nversion.workspace = true\n",
        ),
        ("openapi/README.md", readme),
        ("openapi/x-v1.json", &document.to_string()),
        ("new.json", &document.to_string()),
    ] {
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

fn run_task(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let started = Instant::now();
    let mut command = Command::new(XTASK);
    command
        .current_dir(folder.path())
        .env_remove("CARGO_MANIFEST_DIR");
    let ended = command.args(arguments).output().unwrap();
    assert!(
        started.elapsed() < LONGEST,
        "{arguments:?} took {:?}",
        started.elapsed()
    );
    ended
}

/// `generate` and `scaffold` refuse the document. The other tasks do not expand it.
#[test]
fn every_task_ends_in_time_for_a_document_that_would_grow() {
    let folder = workspace(&document(&chain(
        60,
        |part, _| json!({"allOf": [part, part]}),
    )));
    for (arguments, code) in [
        (&["generate"][..], 1),
        (&["generate", "--check", "--verbose"], 1),
        (&["list"], 4),
        (&["diff", "openapi/x-v1.json", "new.json"], 0),
        (&["import", "x-v1", "new.json", "--dry-run"], 1),
        (&["scaffold", "--spec", "new.json", "--name", "y-v1"], 1),
    ] {
        let ended = run_task(&folder, arguments);
        assert_eq!(ended.status.code(), Some(code), "{arguments:?}: {ended:?}");
    }
    let left = folder.path().join("crates/odc-x-v1/src");
    assert!(!left.exists() && !folder.path().join("crates/odc-y-v1").exists());
}
