//! Gives every operation the identifier that its Rust method gets.
//!
//! Published: `UserProfile_QueryUsers`, duplicates and missing ones have occurred. Progenitor
//! refuses duplicates and missing ones and derives the names of methods and builders from them.
//! Lowered:   `list_users`: unique, from the naming rules and the overlay.

use super::context::Context;
use crate::document::{Changes, Document, Result};

pub(super) fn apply(document: &mut Document, context: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    for (pointer, name) in &context.names.operations {
        if let Some(operation) = document.root.pointer_mut(pointer)
            && operation.get("operationId").is_none_or(|id| id != name)
        {
            operation["operationId"] = name.as_str().into();
            changes.push(pointer.clone());
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::applied;
    use super::*;

    #[test]
    fn published_missing_and_given_ids_end_as_method_names() {
        let published = json!({
            "servers": [{"url": "https://x/api"}],
            "paths": {
                "/a": {"get": {"operationId": "Thing_QueryThings"}, "post": {}},
                "/b": {"get": {"operationId": "X", "x-rust-name": "list_others"}},
            }
        });
        let lowered = applied(apply, &published).unwrap();
        assert_eq!(lowered["paths"]["/a"]["get"]["operationId"], "list_things");
        assert_eq!(lowered["paths"]["/a"]["post"]["operationId"], "create_a");
        assert_eq!(lowered["paths"]["/b"]["get"]["operationId"], "list_others");
    }
}
