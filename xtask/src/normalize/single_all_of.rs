//! Unwraps a reference from a one-element `allOf`.
//!
//! Published: `{allOf: [{$ref: X}], nullable: true, enum: […], description: …}`. Typify makes a new
//! type of the wrapper, closed when `enum` is beside it.
//! Lowered:   `{$ref: X}`. Whether the field may be null is decided by what the schema is used for.

use serde_json::{Value, json};

use super::{Changes, Context, each_object};
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |value, pointer| {
        if let Some([only]) = value
            .get("allOf")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            && let Some(reference) = only.get("$ref")
        {
            *value = json!({"$ref": reference});
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::super::applied;
    use super::*;

    #[test]
    fn siblings_of_the_wrapper_do_not_make_a_type() {
        let document = |status: Value| {
            json!({
                "servers": [{"url": "https://x/api"}],
                "components": {"schemas": {
                    "Status": {"type": "string", "enum": ["A"]},
                    "User": {"type": "object", "properties": {"status": status}},
                }}
            })
        };
        let reference = json!({"$ref": "#/components/schemas/Status"});
        let published = document(
            json!({"allOf": [reference], "enum": ["A"], "nullable": true, "description": "d"}),
        );
        assert_eq!(applied(apply, &published).unwrap(), document(reference));
    }
}
