//! Copies request bodies to the operations that use them.
//!
//! Published: `requestBody: {$ref: '#/components/requestBodies/X'}`. Later passes choose the media type for each
//! operation.
//! Repaired:  each operation has a copy of the body.

use super::edit::drop_components;
use crate::document::{Changes, Document, Result, operations, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    for operation in operations(&document.root) {
        let pointer = format!("{operation}/requestBody");
        let Some(body) = document
            .root
            .pointer(&pointer)
            .filter(|body| body.get("$ref").is_some())
        else {
            continue;
        };
        let resolved = resolve(&document.root, body).clone();
        if let Some(body) = document
            .root
            .pointer_mut(&pointer)
            .filter(|body| **body != resolved)
        {
            *body = resolved;
            changes.push(pointer);
        }
    }
    drop_components(document, "requestBodies");
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::after_pass;
    use super::*;

    #[test]
    fn a_reference_becomes_a_copy_of_the_body() {
        let body = json!({"content": {"application/json": {"schema": {"type": "string"}}}});
        let root = json!({
            "paths": {"/a": {"post": {"requestBody": {"$ref": "#/components/requestBodies/X"}}}},
            "components": {"requestBodies": {"X": body}},
        });
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes.len(), 1);
        assert_eq!(document.root["paths"]["/a"]["post"]["requestBody"], body);
        assert_eq!(document.root["components"], json!({}));
    }
}
