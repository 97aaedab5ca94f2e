//! Takes away what nobody reads.
//!
//! Published: examples, security, callbacks, links, headers of responses, validation keywords, extensions of other tools,
//! members that are null. Typify makes a validating newtype of a `minLength`, which could not read an answer that breaks
//! the rule; `openapiv3` refuses a document for any of them that is not as it should be.
//! Lowered:   what [`grammar`](crate::grammar) lists stays.

use serde_json::Value;

use crate::document::grammar::{self, Is};
use crate::document::{Changes, Document, Result, child};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    keep(
        &mut document.root,
        &Is::Object(&grammar::DOCUMENT),
        "",
        &mut changes,
    );
    Ok(changes)
}

fn keep(value: &mut Value, is: &Is, pointer: &str, changes: &mut Changes) {
    match (is, value) {
        (Is::List(of), Value::Array(list)) => {
            for (i, element) in list.iter_mut().enumerate() {
                keep(element, of, &format!("{pointer}/{i}"), changes);
            }
        }
        (Is::Map(of) | Is::Extended(of), Value::Object(map)) => {
            let extended = matches!(is, Is::Extended(_));
            map.retain(|key, element| {
                let pointer = child(pointer, key);
                if extended && key.starts_with("x-") {
                    changes.push(pointer);
                    return false;
                }
                keep(element, of, &pointer, changes);
                true
            });
        }
        (Is::Object(object), Value::Object(members)) => members.retain(|key, element| {
            let pointer = child(pointer, key);
            if key == "$ref" && object.component.is_some() {
                return true;
            }
            if let Some(is) = object.member(key).filter(|_| !element.is_null()) {
                keep(element, is, &pointer, changes);
                return true;
            }
            changes.push(pointer);
            false
        }),
        (Is::Either(one, other), value) => {
            let objects = [one, other].map(|is| matches!(is, Is::Object(_)));
            let is = if objects[0] || !objects[1] {
                one
            } else {
                other
            };
            keep(value, is, pointer, changes);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::after_pass;
    use super::*;

    #[test]
    fn what_nobody_reads_goes_and_what_is_called_like_it_stays() {
        let name = json!({"type": "string", "pattern": "^a", "minLength": 1, "default": "a", "x-odc-secret": true});
        let root = json!({
            "openapi": "3.0.3",
            "security": "none",
            "paths": {"x-note": 1, "/a": {"summary": 1, "get": {
                "description": null,
                "responses": {"default": {"headers": [], "content": {"a/b": {"example": 1}}}, "x-note": {}},
            }}},
            "components": {"schemas": {"A": {"properties": {"pattern": name, "default": {"$ref": "#/components/schemas/B"}}}}},
        });
        let (document, changes) = after_pass(apply, &root);
        let name = json!({"type": "string", "x-odc-secret": true});
        let kept = json!({
            "openapi": "3.0.3",
            "paths": {"/a": {"get": {"responses": {"default": {"content": {"a/b": {}}}}}}},
            "components": {"schemas": {"A": {"properties": {"pattern": name, "default": {"$ref": "#/components/schemas/B"}}}}},
        });
        assert_eq!(document.root, kept);
        assert_eq!(changes[0], "/security");
        assert!(changes.contains(&"/components/schemas/A/properties/pattern/minLength".to_owned()));
    }
}
