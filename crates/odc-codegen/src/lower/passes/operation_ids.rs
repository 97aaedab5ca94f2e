//! Replaces every `operationId` with the name of the Rust method.
//!
//! Published: `UserProfile_QueryUsers`. Some documents have duplicate or missing ids. Progenitor refuses duplicate and
//! missing ids, and derives the names of methods and builders from the ids.
//! Lowered:      `list_users`. Each name is distinct, and comes from the naming rules and the overlay.

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
    fn every_operation_id_becomes_the_method_name() {
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
