//! Tests the report as text.

use serde_json::{Value, json};

use super::*;

#[test]
fn the_report_names_class_operation_and_place() {
    let changes = compare(&document(&things()), &document(&revised()));
    insta::assert_snapshot!("text", report::text("old.json", "new.json", &changes));
    insta::assert_snapshot!("json", report::json("old.json", "new.json", &changes));
}

#[test]
fn the_report_without_changes_says_that_there_are_none() {
    let text = report::text("old.json", "new.json", &[]).to_string();
    assert_eq!(
        text,
        "old.json -> new.json: no difference for a client\n0 breaking, 0 additive, 0 text\n"
    );
}

#[test]
fn only_the_first_texts_are_shown_and_the_others_are_counted() {
    let new = after_words(30);
    let changes = compare(&document(&things()), &document(&new));
    let text = report::lines(&changes).to_string();
    assert_eq!(text.lines().count(), 21, "{text}");
    assert!(
        text.ends_with("  text      … and 10 more texts (`diff --json` lists all)\n"),
        "{text}"
    );
    let json = report::json("old.json", "new.json", &changes).to_string();
    assert_eq!(json.matches("\"class\": \"text\"").count(), 30);
}

/// The document with this number of members that are texts.
fn after_words(count: usize) -> Value {
    let mut new = things();
    for i in 0..count {
        new["info"][format!("x-word-{i}")] = json!("A word.");
    }
    new
}
