//! Gives parameters their Rust names when progenitor would make other names from the published names.
//!
//! Published: three cases. (a) `{key}` in the path and `key` in the query: progenitor treats them as one parameter.
//! (b) `Limit` and `limit`: progenitor writes the same field twice. (c) `client` or `send`: progenitor uses these names
//! itself.
//! Lowered:      `key` and `key_query`, in the path too. Later, `extract` puts the published name back into the request.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::document::{Changes, Document, Result, child};
use crate::facts::{Operation, Parameter};
use crate::names::identifier;

pub(super) fn apply(document: &mut Document, context: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    let operations = &context.api.operations;
    for operation in operations {
        let item = child("/paths", &operation.path);
        let list = format!("{}/parameters", child(&item, &operation.method));
        let list = document.root.pointer_mut(&list);
        let parameters = operation.parameters.iter();
        let parameters: HashMap<(&str, &str), &Parameter> = parameters
            .map(|parameter| ((&*parameter.published, &*parameter.place), parameter))
            .collect();
        for published in list.and_then(Value::as_array_mut).into_iter().flatten() {
            let key = published["name"].as_str().zip(published["in"].as_str());
            let parameter = key.and_then(|key| parameters.get(&key).copied());
            if let Some(parameter) = parameter.filter(|p| is_renamed(p)) {
                published["name"] = parameter.ident.as_str().into();
                changes.push(format!("{item}/{}/{}", operation.method, parameter.ident));
            }
        }
    }
    rename_in_paths(document, operations);
    Ok(changes)
}

/// Whether progenitor makes another identifier from the published name.
fn is_renamed(parameter: &Parameter) -> bool {
    let name = &parameter.published;
    identifier(name) != parameter.ident || !name.is_ascii() || name.starts_with(['+', '-'])
}

/// Moves each operation to a path with the Rust names of its parameters.
fn rename_in_paths(document: &mut Document, operations: &[Operation]) {
    let Some(Value::Object(published)) = document.root.get_mut("paths").map(Value::take) else {
        return;
    };
    let operations: HashMap<(&str, &str), &Operation> = operations
        .iter()
        .map(|operation| ((&*operation.path, &*operation.method), operation))
        .collect();
    let mut paths = Map::new();
    for (path, item) in published {
        for (member, value) in item.as_object().into_iter().flatten() {
            let operation = operations.get(&(path.as_str(), member.as_str()));
            let path = operation.map_or_else(|| path.clone(), |operation| renamed_path(operation));
            let item = paths.entry(path).or_insert_with(|| json!({}));
            item[member] = value.clone();
        }
    }
    document.root["paths"] = paths.into();
}

/// The path with the Rust names of its parameters. All names are replaced in one step, since the Rust name of one
/// parameter may be the published name of another.
fn renamed_path(operation: &Operation) -> String {
    let named = |slot: &str| {
        let mut parameters = operation.parameters.iter();
        let parameter = parameters.find(|p| p.place == "path" && p.published == slot);
        let parameter = parameter.filter(|p| is_renamed(p));
        parameter.map_or_else(|| slot.to_owned(), |p| p.ident.clone())
    };
    let mut pieces = operation.path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |path, piece| match piece.split_once('}') {
        Some((slot, rest)) => format!("{path}{{{}}}{rest}", named(slot)),
        None => format!("{path}{{{piece}"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::applied;
    use super::*;

    #[test]
    fn a_path_has_the_parameter_names_of_its_operation() {
        let key = |name: &str| json!({"name": name, "in": "path"});
        let mut given = key("key");
        given["x-rust-name"] = json!("user");
        let root = json!({
            "servers": [{"url": "https://x/api"}],
            "paths": {"/a/{key}": {"get": {"parameters": [given]}, "put": {"parameters": [key("key")]}}}
        });
        let paths = &applied(apply, &root).unwrap()["paths"];
        given["name"] = json!("user");
        assert_eq!(
            *paths,
            json!({
                "/a/{user}": {"get": {"parameters": [given]}},
                "/a/{key}": {"put": {"parameters": [key("key")]}},
            })
        );
    }

    #[test]
    fn the_rust_name_of_a_parameter_may_be_the_published_name_of_another() {
        let key =
            |name: &str, given: &str| json!({"name": name, "in": "path", "x-rust-name": given});
        let parameters = json!([key("id", "key"), key("key", "group_key")]);
        let root = json!({
            "servers": [{"url": "https://x/api"}],
            "paths": {"/users/{id}/groups/{key}": {"get": {"parameters": parameters}}}
        });
        let paths = &applied(apply, &root).unwrap()["paths"];
        let parameters = json!([key("key", "key"), key("group_key", "group_key")]);
        assert_eq!(
            *paths,
            json!({"/users/{key}/groups/{group_key}": {"get": {"parameters": parameters}}})
        );
    }

    #[test]
    fn names_that_differ_only_in_spaces_are_different_names() {
        let names = ["limit", " limit", "limit\u{2028}", "", " "];
        let parameters = names.map(|name| json!({"name": name, "in": "query"}));
        let root = json!({
            "servers": [{"url": "https://x/api"}], "paths": {"/a": {"get": {"parameters": parameters}}}
        });
        let lowered = applied(apply, &root).unwrap();
        let lowered = lowered["paths"]["/a"]["get"]["parameters"]
            .as_array()
            .unwrap();
        let names: Vec<&str> = lowered.iter().filter_map(|p| p["name"].as_str()).collect();
        assert_eq!(
            names,
            ["limit", "limit_query", "limit_query_2", "", "query"]
        );
    }

    #[test]
    fn parameters_that_progenitor_would_confuse_get_distinct_names() {
        let parameter = |name: &str, place: &str| json!({"name": name, "in": place, "schema": {"type": "string"}});
        let root = json!({
            "servers": [{"url": "https://x/api"}],
            "paths": {"/a/{key}/{client}": {
                "get": {"parameters": [parameter("key", "query"), parameter("client", "path"), parameter("key", "path"), parameter("Limit", "query")]},
                "put": {"parameters": [parameter("client", "path"), parameter("key", "path")]},
            }}
        });
        let lowered = applied(apply, &root).unwrap();
        let item = &lowered["paths"]["/a/{key}/{client_path}"];
        assert_eq!(
            item["get"]["parameters"],
            json!([
                parameter("key_query", "query"),
                parameter("client_path", "path"),
                parameter("key", "path"),
                parameter("Limit", "query")
            ])
        );
        assert_eq!(
            item["put"]["parameters"],
            json!([parameter("client_path", "path"), parameter("key", "path")])
        );
    }
}
