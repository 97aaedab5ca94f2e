//! Skips operations of methods that no client of data sends.
//!
//! Published: `options` and `trace` beside the others of a path. Progenitor's requests do not compile for them.
//! Lowered:   gone, with a note.

use super::edit::skip;
use crate::document::{Changes, Document, Result, operations};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = operations(&document.root);
    changes.retain(|operation| operation.rsplit('/').next().is_some_and(is_unsent));
    for operation in &changes {
        skip(document, operation, "a client has no use for the method");
    }
    Ok(changes)
}

/// Whether no client sends requests of the method.
pub(super) fn is_unsent(method: &str) -> bool {
    matches!(method, "options" | "trace")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::after_pass;
    use super::*;

    #[test]
    fn options_and_trace_are_skipped_with_a_note() {
        let root = json!({"paths": {"/a": {"get": {}, "options": {}, "trace": {}}}});
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes.len(), 2);
        assert_eq!(document.root["paths"], json!({"/a": {"get": {}}}));
        assert_eq!(document.notes.len(), 2);
    }
}
