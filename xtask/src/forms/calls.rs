//! Compiles the clients of some forms with `tests/forms/calls.rs`, whose tests send their calls to a mock server.

use std::fs;

use super::{cargo, folder, modules};

/// The forms that these tests use.
const FORMS: [&str; 10] = [
    "body-fields-called-like-parameters",
    "forms-with-lists-and-objects",
    "header-lists-and-odd-tags",
    "joined-lists",
    "loose-formats",
    "multipart-forms",
    "optional-bodies",
    "permission-named-again",
    "text-error",
    "text-responses",
];

#[test]
fn the_clients_of_the_forms_send_what_their_documents_say() {
    let mut files = modules(FORMS.map(str::to_owned));
    let tests = fs::read_to_string(folder().join("calls.rs")).unwrap();
    files.insert("tests/calls.rs".into(), tests);
    cargo(
        "forms-calls",
        files,
        &["test", "--features", "mock", "--test", "calls"],
    );
}
