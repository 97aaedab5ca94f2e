//! Removes the declared error responses.
//!
//! Published: `400`, `4XX`, `default`, … with `ProblemDetails`. Progenitor treats `default` as a success too, and makes
//! an error type per operation.
//! Lowered:      only 2xx responses stay. One error type of the runtime decodes every failure. The descriptions of the
//! statuses are in the docs of the operation.

use serde_json::Value;

use super::context::Context;
use crate::document::{Changes, Document, Result, operations};

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    for operation in operations(&document.root) {
        let pointer = format!("{operation}/responses");
        if let Some(responses) = document
            .root
            .pointer_mut(&pointer)
            .and_then(Value::as_object_mut)
        {
            let before = responses.len();
            responses.retain(|status, _| status.starts_with('2'));
            if responses.len() < before {
                changes.push(pointer);
            }
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
    fn only_success_responses_are_left() {
        let document = |responses: Value| {
            json!({
                "servers": [{"url": "https://x/api"}],
                "paths": {"/a": {"get": {"operationId": "a", "responses": responses}}}
            })
        };
        let published = document(json!({"204": {}, "404": {}, "5XX": {}, "default": {}}));
        assert_eq!(
            applied(apply, &published).unwrap(),
            document(json!({"204": {}}))
        );
    }
}
