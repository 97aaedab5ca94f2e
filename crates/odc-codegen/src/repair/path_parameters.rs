//! Gives every operation the parameters of its path item, and the path the parameters that it names.
//!
//! Published: parameters on the path item, some repeated by an operation (which overrides them); references to components;
//! path parameters without `required: true`, or that the path does not name; names in the path that no parameter
//! declares. Progenitor takes an overridden parameter twice and panics on the others.
//! Lowered:   each operation has all of its parameters, once, and those in the path are those that the path names.

use serde_json::{Value, json};

use super::edit::drop_components;
use crate::document::{Changes, Document, Result, operations, path_of, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let published = document.root.clone();
    for operation in operations(&published) {
        let (item, _) = operation.rsplit_once('/').unwrap_or_default();
        let own = resolved(&published, &operation);
        let shared = resolved(&published, item);
        let overridden = |parameter: &&Value| own.iter().any(|other| is_same(other, parameter));
        let inherited = shared.iter().filter(|p| !overridden(p));
        let all: Vec<Value> = inherited.chain(&own).cloned().collect();
        let fitted = fitted(document, &operation, &path_of(item), all);
        let Some(target) = document.root.pointer_mut(&operation) else {
            continue;
        };
        let before = target.get("parameters").and_then(Value::as_array);
        if before.map_or(!fitted.is_empty(), |before| *before != fitted) {
            target["parameters"] = fitted.into();
            changes.push(operation);
        }
    }
    for (_, item) in document.root["paths"].as_object_mut().into_iter().flatten() {
        if let Some(item) = item.as_object_mut() {
            item.shift_remove("parameters");
        }
    }
    drop_components(document, "parameters");
    Ok(changes)
}

/// A parameter is known by its name and its place (`OpenAPI` 3.0.3, "Parameter Object").
pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    one["name"] == other["name"] && one["in"] == other["in"]
}

/// The parameters at a place, no reference among them.
fn resolved(root: &Value, at: &str) -> Vec<Value> {
    let list = root.pointer(&format!("{at}/parameters"));
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.map(|parameter| resolve(root, parameter).clone())
        .collect()
}

/// Leaves out what the path has no place for, and declares what it names.
fn fitted(
    document: &mut Document,
    operation: &str,
    path: &str,
    mut parameters: Vec<Value>,
) -> Vec<Value> {
    let slots: Vec<&str> = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    let in_path = |parameter: &Value| parameter["in"] == "path";
    for parameter in parameters.iter_mut().filter(|p| in_path(p)) {
        let name = parameter["name"].as_str().unwrap_or_default();
        if !slots.contains(&name)
            && let Some(slot) = slots.iter().find(|slot| means(slot, name))
        {
            parameter["name"] = json!(slot);
        }
    }
    parameters.retain(|parameter| {
        let name = parameter["name"].as_str().unwrap_or_default();
        let fits = !in_path(parameter) || slots.contains(&name);
        if !fits {
            let what = format!("the path has no `{{{name}}}`: the path parameter is left out");
            document.note(operation, what);
        }
        fits
    });
    for slot in slots {
        let declared = |p: &&mut Value| in_path(p) && p["name"] == slot;
        if let Some(parameter) = parameters.iter_mut().find(declared) {
            parameter["required"] = json!(true);
        } else {
            let what = format!("no path parameter `{slot}` is declared: it is taken as text");
            document.note(operation, what);
            let text = json!({"type": "string"});
            parameters.push(json!({"name": slot, "in": "path", "required": true, "schema": text}));
        }
    }
    parameters
}

/// Whether a slot is a parameter in the words of ASP.NET's routes: `{**path}`, `{key:guid}`, `{Key}` for `key`.
fn means(slot: &str, name: &str) -> bool {
    let word = slot.split([':', '=']).next().unwrap_or(slot);
    word.trim_matches(['*', '?']).eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    fn applied(path: &str, item: &Value) -> (Value, Vec<String>) {
        let root = json!({"paths": {path: item}});
        let (document, changes) = after_pass(apply, &root);
        assert_eq!(changes.len(), 1);
        let notes = document.notes.iter().map(ToString::to_string).collect();
        (document.root["paths"][path].clone(), notes)
    }

    #[test]
    fn an_operation_overrides_a_parameter_of_its_path_item_and_keeps_the_others() {
        let parameter = |name: &str, place: &str, text: &str| json!({"name": name, "in": place, "description": text});
        let item = json!({
            "parameters": [parameter("key", "path", "k"), parameter("q", "query", "shared")],
            "get": {"parameters": [parameter("q", "query", "own")]},
        });
        let (lowered, notes) = applied("/a/{key}", &item);
        let mut key = parameter("key", "path", "k");
        key["required"] = json!(true);
        let all = json!({"get": {"parameters": [key, parameter("q", "query", "own")]}});
        assert_eq!(lowered, all);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn a_slot_in_the_words_of_asp_net_is_the_parameter_that_it_means() {
        let key = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer"}});
        for slot in ["Key", "**key", "key:guid", "key?"] {
            let item = json!({"get": {"parameters": [key("key")]}});
            let (lowered, notes) = applied(&format!("/a/{{{slot}}}"), &item);
            assert_eq!(lowered, json!({"get": {"parameters": [key(slot)]}}));
            assert!(notes.is_empty(), "{notes:?}");
        }
    }

    #[test]
    fn what_the_path_names_and_what_is_declared_are_brought_together_with_a_note() {
        let item =
            json!({"get": {"parameters": [{"name": "gone", "in": "path", "required": true}]}});
        let (lowered, notes) = applied("/a/{key}", &item);
        let key =
            json!({"name": "key", "in": "path", "required": true, "schema": {"type": "string"}});
        assert_eq!(lowered, json!({"get": {"parameters": [key]}}));
        assert_eq!(
            notes,
            [
                "x.json:1: /paths/~1a~1{key}/get: the path has no `{gone}`: the path parameter is left out",
                "x.json:1: /paths/~1a~1{key}/get: no path parameter `key` is declared: it is taken as text",
            ]
        );
    }
}
