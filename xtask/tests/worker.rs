//! Tests that panics and crashes of progenitor and typify end only the worker process. They happen for forms that
//! progenitor and typify do not accept.
//!
//! The tests of `crates/odc-codegen/src/contain.rs` check that a worker which does not end is stopped.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const GIBIBYTE: u64 = 1 << 30;

/// Gives a document to the worker, without the checks before it.
fn run_worker(paths: &Value, schemas: &Value, memory: u64) -> Output {
    run_worker_for(paths, schemas, memory, 60)
}

/// Does the same, with a limit of computing time in seconds.
fn run_worker_for(paths: &Value, schemas: &Value, memory: u64, time: u64) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args([
            "__worker",
            "progenitor",
            &memory.to_string(),
            &time.to_string(),
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = json!({"paths": paths, "schemas": schemas, "enums": []}).to_string();
    // A worker that crashes closes its end of the pipe.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn an_accepted_document_becomes_code() {
    let schemas = json!({"A": {"type": "object", "properties": {"a": {"type": "string"}}}});
    let output = run_worker(&json!({}), &schemas, GIBIBYTE);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("pub struct A"));
}

#[test]
fn a_panic_is_reported_as_a_reason_without_a_backtrace() {
    let response = json!({"description": "no schema", "content": {"application/json": {}}});
    let paths = json!({"/a": {"get": {"operationId": "a", "responses": {"200": response}}}});
    let output = run_worker(&paths, &json!({}), GIBIBYTE);
    assert_eq!(output.status.code(), Some(3));
    let reason = String::from_utf8_lossy(&output.stdout);
    assert!(reason.starts_with("progenitor panicked: "), "{reason}");
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_crash_ends_only_the_worker() {
    let to = |name: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}, {"type": "object"}]});
    let output = run_worker(&json!({}), &json!({"A": to("B"), "B": to("A")}), GIBIBYTE);
    assert!(!output.status.success());
    assert_eq!(output.status.code(), None, "ended by a signal");
}

#[test]
fn a_worker_that_cannot_run_is_not_reported_as_a_fault_of_the_document() {
    let response = json!({"description": "a", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}});
    let document = json!({
        "openapi": "3.0.3", "info": {},
        "paths": {"/a": {"get": {"operationId": "GetA", "responses": {"200": response}}}},
        "components": {"schemas": {"A": {"type": "object"}}},
    });
    let gone = Some("./no-such-worker".into());
    let refusal = odc_codegen::generate_text(&document.to_string(), None, gone).unwrap_err();
    assert!(
        refusal.starts_with("the generator's worker cannot run: ")
            && refusal.ends_with("; run the task again"),
        "{refusal}"
    );
}

/// `count` objects of one property.
#[cfg(unix)]
fn objects(count: usize) -> Value {
    let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let objects = (0..count).map(|i| (format!("Thing{i}"), object.clone()));
    Value::Object(objects.collect())
}

#[cfg(unix)]
#[test]
fn a_worker_that_needs_too_much_computing_time_is_ended_and_leaves_no_file() {
    use std::os::unix::process::ExitStatusExt as _;

    let output = run_worker_for(&json!({}), &objects(100_000), 8 * GIBIBYTE, 1);
    assert_eq!(output.status.code(), None, "ended by a signal");
    assert!(!output.status.core_dumped() && output.stdout.is_empty());
}

#[cfg(unix)]
#[test]
fn a_worker_that_needs_too_much_memory_is_ended() {
    let output = run_worker(&json!({}), &objects(2_000), 64 << 20);
    assert_eq!(output.status.code(), None, "ended by a signal");
    assert!(output.stdout.is_empty());
}
