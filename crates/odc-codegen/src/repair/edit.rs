//! Edits that several repairs use.

use serde_json::Value;

use crate::document::findings::Skipped;
use crate::document::{Document, path_of};

/// Removes an operation from the document, with a note.
pub(super) fn skip_operation(document: &mut Document, operation: &str, why: &str) {
    let Some((item, method)) = operation.rsplit_once('/') else {
        return;
    };
    let name = format!("{} {}", method.to_uppercase(), path_of(item));
    document.note(operation, format!("{name} is not generated: {why}"));
    if let Some(item) = document
        .root
        .pointer_mut(item)
        .and_then(Value::as_object_mut)
    {
        item.shift_remove(method);
    }
    document.findings.skipped.push(Skipped {
        operation: name,
        why: why.to_owned(),
    });
}

/// Removes all components of a kind, after a pass has copied them to the places that use them. The schemas in the
/// removed components then get no names.
pub(super) fn drop_components(document: &mut Document, kind: &str) {
    let components = document.root.get_mut("components");
    if let Some(components) = components.and_then(Value::as_object_mut) {
        components.shift_remove(kind);
    }
}
