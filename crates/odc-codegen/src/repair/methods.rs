//! Skips operations whose method the generator does not support.
//!
//! Published: the methods `options` and `trace`. The code that progenitor writes for them does not compile.
//! Repaired:  the operation is removed, with a note.

use super::edit::skip_operation;
use crate::document::{Changes, Document, Result, operations};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = operations(&document.root);
    changes.retain(|operation| operation.rsplit('/').next().is_some_and(is_unsupported));
    for operation in &changes {
        skip_operation(document, operation, "clients do not send this method");
    }
    Ok(changes)
}

/// Whether the generator skips operations of the method.
pub(super) fn is_unsupported(method: &str) -> bool {
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
