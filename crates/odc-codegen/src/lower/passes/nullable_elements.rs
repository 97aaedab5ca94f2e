//! Keeps elements of lists and maps nullable.
//!
//! Published: `items: {$ref: X, nullable: true}`, and the same in maps. Typify does not read siblings of `$ref`.
//! Lowered:      `{oneOf: [{$ref: X}], nullable: true}`. Typify makes an `Option` for this form. Without it, the client
//! could not read a list with a null.

use serde_json::json;

use super::context::Context;
use crate::document::{Changes, Document, Result, each_object};

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |value, pointer| {
        for key in ["items", "additionalProperties"] {
            let Some(element) = value.get_mut(key) else {
                continue;
            };
            if let Some(reference) = element.get("$ref")
                && element.get("nullable") == Some(&json!(true))
            {
                *element = json!({"oneOf": [{"$ref": reference}], "nullable": true});
                changes.push(format!("{pointer}/{key}"));
            }
        }
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::applied;
    use super::*;

    #[test]
    fn a_nullable_reference_in_a_list_or_a_map_stays_nullable() {
        let document = |element: &Value| {
            json!({
                "servers": [{"url": "https://x/api"}],
                "components": {"schemas": {
                    "A": {"type": "object"},
                    "L": {"type": "array", "items": element},
                    "M": {"type": "object", "additionalProperties": element},
                }}
            })
        };
        let published = json!({"$ref": "#/components/schemas/A", "nullable": true});
        let lowered = json!({"oneOf": [{"$ref": "#/components/schemas/A"}], "nullable": true});
        assert_eq!(
            applied(apply, &document(&published)).unwrap(),
            document(&lowered)
        );
    }
}
