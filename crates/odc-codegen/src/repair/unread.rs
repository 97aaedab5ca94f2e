//! Removes members that the generator does not read.
//!
//! Published: examples, security, callbacks, links, validation keywords, extensions of other
//! tools, members that are null. From a `minLength`, typify makes a newtype that rejects a response that breaks the
//! rule. `openapiv3` refuses a document in which one of these members is malformed.
//! Repaired:  only the members that `document/grammar/` lists are left.

use serde_json::Value;

use crate::document::grammar::{self, Kind};
use crate::document::{Changes, Document, Result, child};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    retain_known(
        &mut document.root,
        &Kind::Object(&grammar::DOCUMENT),
        "",
        &mut changes,
    );
    Ok(changes)
}

fn retain_known(value: &mut Value, is: &Kind, pointer: &str, changes: &mut Changes) {
    match (is, value) {
        (Kind::List(of), Value::Array(list)) => {
            for (i, element) in list.iter_mut().enumerate() {
                retain_known(element, of, &format!("{pointer}/{i}"), changes);
            }
        }
        (Kind::Map(of) | Kind::Extended(of), Value::Object(map)) => {
            let extended = matches!(is, Kind::Extended(_));
            map.retain(|key, element| {
                let pointer = child(pointer, key);
                if extended && key.starts_with("x-") {
                    changes.push(pointer);
                    return false;
                }
                retain_known(element, of, &pointer, changes);
                true
            });
        }
        (Kind::Object(object), Value::Object(members)) => members.retain(|key, element| {
            let pointer = child(pointer, key);
            if key == "$ref" && object.component.is_some() {
                return true;
            }
            if let Some(is) = object.member(key).filter(|_| !element.is_null()) {
                retain_known(element, is, &pointer, changes);
                return true;
            }
            changes.push(pointer);
            false
        }),
        (Kind::Either(one, other), value) => {
            let objects = [one, other].map(|is| matches!(is, Kind::Object(_)));
            let is = if objects[0] || !objects[1] {
                one
            } else {
                other
            };
            retain_known(value, is, pointer, changes);
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
    fn unread_members_are_removed_and_properties_of_the_same_name_kept() {
        let name = json!({"type": "string", "pattern": "^a", "minLength": 1, "default": "a", "x-odc-secret": true});
        let root = json!({
            "openapi": "3.0.3",
            "security": "none",
            "paths": {"x-note": 1, "/a": {"summary": 1, "get": {
                "description": null,
                "responses": {"default": {"links": [], "content": {"a/b": {"example": 1}}}, "x-note": {}},
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
