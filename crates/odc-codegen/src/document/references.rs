//! Follows and makes references within a document.

use std::collections::BTreeSet;

use serde_json::Value;

use super::pointer::{child, key_of};

/// Follows a `$ref` within the document. Returns any other value unchanged.
pub(crate) fn resolve<'a>(root: &'a Value, mut value: &'a Value) -> &'a Value {
    // Preflight refuses a longer chain as a cycle.
    for _ in 0..32 {
        let target = value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|r| r.strip_prefix('#'));
        match target.and_then(|pointer| root.pointer(pointer)) {
            Some(next) => value = next,
            None => break,
        }
    }
    value
}

/// The name of the component schema that a reference leads to. For any other reference it is the whole reference.
pub(crate) fn component(reference: &str) -> String {
    let name = reference
        .strip_prefix("#/components/schemas/")
        .unwrap_or(reference);
    key_of(name)
}

/// Adds every component schema that `value` refers to, directly or through other references.
///
/// Any other reference is recorded as a whole, so the search also ends in a cycle of such references.
pub(crate) fn reach(root: &Value, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(reference) = object.get("$ref").and_then(Value::as_str)
                && found.insert(component(reference))
                && let Some(target) = reference.strip_prefix('#').and_then(|p| root.pointer(p))
            {
                reach(root, target, found);
            }
            object.values().for_each(|v| reach(root, v, found));
        }
        Value::Array(array) => array.iter().for_each(|v| reach(root, v, found)),
        _ => {}
    }
}

/// A reference to a component schema by its published name.
pub(crate) fn reference(name: &str) -> Value {
    serde_json::json!({"$ref": child("#/components/schemas", name)})
}

/// The pointer that a reference leads to, when it does not lead to a component.
pub(crate) fn inner_target(value: &Value) -> Option<&str> {
    let pointer = value.get("$ref")?.as_str()?.strip_prefix('#')?;
    let is_component_of_any_kind =
        pointer.starts_with("/components/") && pointer.matches('/').count() == 3;
    (!is_component_of_any_kind).then_some(pointer)
}
