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
            && adds_nothing(value)
        {
            *value = json!({"$ref": reference});
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

/// Whether what stands beside the reference only describes it; `properties` beside it make a type of their own.
fn adds_nothing(wrapper: &Value) -> bool {
    const BESIDE: [&str; 9] = [
        "allOf",
        "nullable",
        "enum",
        "type",
        "title",
        "description",
        "readOnly",
        "writeOnly",
        "default",
    ];
    let members = wrapper.as_object().into_iter().flatten();
    members
        .filter(|(key, _)| !key.starts_with("x-"))
        .all(|(key, value)| {
            BESIDE.contains(&key.as_str())
                || matches!(
                    key.as_str(),
                    "additionalProperties" | "example" | "deprecated"
                )
                || (key == "required" && !value.is_array())
        })
}

#[cfg(test)]
mod tests {
    use super::super::applied;
    use super::*;

    #[test]
    fn properties_beside_the_wrapper_stay() {
        let base = json!({"$ref": "#/components/schemas/Base"});
        let schema = json!({"allOf": [base], "properties": {"extra": {"type": "string"}}});
        let document = json!({
            "servers": [{"url": "https://x/api"}],
            "components": {"schemas": {"Base": {"type": "object"}, "Thing": schema}}
        });
        assert_eq!(applied(apply, &document).unwrap(), document);
    }

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
