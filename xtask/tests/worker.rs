//! The worker process contains what progenitor and typify do on forms that they cannot take.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// Gives a document to the worker, past every check that comes before it.
fn worked(paths: &Value, schemas: &Value) -> Output {
    let root = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths, "components": {"schemas": schemas}});
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("__progenitor")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = json!({"root": root, "enums": []}).to_string();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_document_that_it_can_take_becomes_code() {
    let output = worked(
        &json!({}),
        &json!({"A": {"type": "object", "properties": {"a": {"type": "string"}}}}),
    );
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("pub struct A"));
}

#[test]
fn a_panic_is_told_as_a_reason_and_not_as_a_backtrace() {
    let response = json!({"description": "no schema", "content": {"application/json": {}}});
    let paths = json!({"/a": {"get": {"operationId": "a", "responses": {"200": response}}}});
    let output = worked(&paths, &json!({}));
    assert_eq!(output.status.code(), Some(3));
    let reason = String::from_utf8_lossy(&output.stdout);
    assert!(
        reason.starts_with("progenitor panicked on this document: "),
        "{reason}"
    );
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_crash_ends_the_worker_and_nothing_else() {
    let to = |name: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}, {"type": "object"}]});
    let output = worked(&json!({}), &json!({"A": to("B"), "B": to("A")}));
    assert!(!output.status.success());
    assert_ne!(output.status.code(), Some(0));
}
