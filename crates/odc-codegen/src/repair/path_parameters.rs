//! Gives every operation all its parameters, and makes its path parameters match the path.
//!
//! Published: parameters on the path item, some overridden by an operation; references to components; path
//! parameters without `required: true`; path parameters that the path does not name; names in the path that no
//! parameter declares. Progenitor takes an overridden parameter twice and panics on the other forms.
//! Repaired:  each operation has each of its parameters once, and one path parameter for each name in the path.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::edit::drop_components;
use crate::document::{Changes, Document, Result, operations, path_of, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let published = document.root.clone();
    for operation in operations(&published) {
        let (item, _) = operation.rsplit_once('/').unwrap_or_default();
        let own = resolved_parameters(&published, &operation);
        let shared = resolved_parameters(&published, item);
        let overridden: HashSet<Identity> = own.iter().map(identity).collect();
        let inherited = shared.iter().filter(|p| !overridden.contains(&identity(p)));
        let all: Vec<Value> = inherited.chain(&own).cloned().collect();
        let fitted = match_path(document, &operation, &path_of(item), all);
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

/// The name and the place of a parameter.
pub(super) type Identity = (String, String);

/// What identifies a parameter (`OpenAPI` 3.0.3, "Parameter Object").
pub(super) fn identity(parameter: &Value) -> Identity {
    let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
    (text("name"), text("in"))
}

/// The parameters at a place, without references.
fn resolved_parameters(root: &Value, at: &str) -> Vec<Value> {
    let list = root.pointer(&format!("{at}/parameters"));
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.map(|parameter| resolve(root, parameter).clone())
        .collect()
}

/// Removes path parameters that the path does not name, and adds the missing ones, with notes.
fn match_path(
    document: &mut Document,
    operation: &str,
    path: &str,
    mut parameters: Vec<Value>,
) -> Vec<Value> {
    let names: Vec<&str> = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    let in_path = |parameter: &Value| parameter["in"] == "path";
    for parameter in parameters.iter_mut().filter(|p| in_path(p)) {
        let name = parameter["name"].as_str().unwrap_or_default();
        if !names.contains(&name)
            && let Some(name_in_path) = names
                .iter()
                .find(|name_in_path| is_spelling_of(name_in_path, name))
        {
            parameter["name"] = json!(name_in_path);
        }
    }
    parameters.retain(|parameter| {
        let name = parameter["name"].as_str().unwrap_or_default();
        let fits = !in_path(parameter) || names.contains(&name);
        if !fits {
            let what = format!("the path has no `{{{name}}}`: the path parameter is removed");
            document.note(operation, what);
        }
        fits
    });
    for name_in_path in names {
        let declared = |p: &&mut Value| in_path(p) && p["name"] == name_in_path;
        if let Some(parameter) = parameters.iter_mut().find(declared) {
            if parameter["required"] != true {
                let what = format!(
                    "the path parameter `{name_in_path}` is not required: it is treated as required"
                );
                document.note(operation, what);
                parameter["required"] = json!(true);
            }
        } else {
            let what =
                format!("no path parameter `{name_in_path}` is declared: it is treated as text");
            document.note(operation, what);
            let text = json!({"type": "string"});
            parameters.push(
                json!({"name": name_in_path, "in": "path", "required": true, "schema": text}),
            );
        }
    }
    parameters
}

/// Whether a name in a path is another spelling of a parameter's name, as in routes of ASP.NET: `{**path}`,
/// `{key:guid}`, `{Key}` for `key`.
fn is_spelling_of(name_in_path: &str, name: &str) -> bool {
    let word = name_in_path
        .split([':', '='])
        .next()
        .unwrap_or(name_in_path);
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
        let (repaired, notes) = applied("/a/{key}", &item);
        let mut key = parameter("key", "path", "k");
        key["required"] = json!(true);
        let all = json!({"get": {"parameters": [key, parameter("q", "query", "own")]}});
        assert_eq!(repaired, all);
        let note = "x.json:1: /paths/~1a~1{key}/get: the path parameter `key` is not required: it is treated as required";
        assert_eq!(notes, [note]);
    }

    #[test]
    fn a_path_in_the_spelling_of_asp_net_matches_its_parameters() {
        let key = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer"}});
        for name_in_path in ["Key", "**key", "key:guid", "key?"] {
            let item = json!({"get": {"parameters": [key("key")]}});
            let (repaired, notes) = applied(&format!("/a/{{{name_in_path}}}"), &item);
            assert_eq!(
                repaired,
                json!({"get": {"parameters": [key(name_in_path)]}})
            );
            assert!(notes.is_empty(), "{notes:?}");
        }
    }

    #[test]
    fn undeclared_path_parameters_are_added_and_unnamed_ones_removed_with_notes() {
        let item =
            json!({"get": {"parameters": [{"name": "gone", "in": "path", "required": true}]}});
        let (repaired, notes) = applied("/a/{key}", &item);
        let key =
            json!({"name": "key", "in": "path", "required": true, "schema": {"type": "string"}});
        assert_eq!(repaired, json!({"get": {"parameters": [key]}}));
        assert_eq!(
            notes,
            [
                "x.json:1: /paths/~1a~1{key}/get: the path has no `{gone}`: the path parameter is removed",
                "x.json:1: /paths/~1a~1{key}/get: no path parameter `key` is declared: it is treated as text",
            ]
        );
    }
}
