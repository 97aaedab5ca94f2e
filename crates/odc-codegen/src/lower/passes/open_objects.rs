//! Opens closed objects.
//!
//! Published: `additionalProperties: false`, although the service adds properties to these schemas later. With this member,
//! typify would make types that reject unknown properties.
//! Lowered:      the member is removed.

use serde_json::Value;

use super::context::Context;
use crate::document::{Changes, Document, Result, each_object};

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |value, pointer| {
        if let Some(object) = value.as_object_mut()
            && object.get("additionalProperties") == Some(&Value::Bool(false))
        {
            object.shift_remove("additionalProperties");
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::applied;
    use super::*;

    #[test]
    fn false_is_removed_and_a_schema_is_kept() {
        let document = |closed: Value| {
            json!({
                "servers": [{"url": "https://x/api"}],
                "components": {"schemas": {"A": closed, "B": {"additionalProperties": {"type": "string"}}}}
            })
        };
        let published = document(json!({"type": "object", "additionalProperties": false}));
        assert_eq!(
            applied(apply, &published).unwrap(),
            document(json!({"type": "object"}))
        );
    }
}
