//! Walks through a document: its operations, its schemas, and the members of its objects.

use serde_json::Value;

use super::pointer::{child, key_of};

/// The HTTP methods that a path item may hold (`OpenAPI` 3.0.3, "Path Item Object").
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The members of the object at `pointer`; empty when there is no object.
pub fn objects<'a>(
    root: &'a Value,
    pointer: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    root.pointer(pointer)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

/// The path of a path item.
pub(crate) fn path_of(item: &str) -> String {
    let token = item.strip_prefix("/paths/").unwrap_or(item);
    key_of(token)
}

/// The path and method of every operation.
pub fn path_methods(root: &Value) -> impl Iterator<Item = (&str, &str)> {
    let items = objects(root, "/paths").filter_map(|(path, item)| Some((path, item.as_object()?)));
    let members = items.flat_map(|(path, item)| item.keys().map(move |key| (&**path, &**key)));
    members.filter(|(_, method)| METHODS.contains(method))
}

/// The JSON pointers of all operations.
pub(crate) fn operations(root: &Value) -> Vec<String> {
    let pointer = |(path, method)| child(&child("/paths", path), method);
    path_methods(root).map(pointer).collect()
}

/// Calls `visit` for each object that may be a schema or contain one. Inner objects come before outer objects. A map
/// from API names to values is not visited, but its values are.
pub(crate) fn each_object(
    value: &mut Value,
    pointer: &str,
    visit: &mut dyn FnMut(&mut Value, &str),
) {
    walk(value, pointer, false, visit);
}

fn walk(value: &mut Value, pointer: &str, is_map: bool, visit: &mut dyn FnMut(&mut Value, &str)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut().filter(|(key, _)| is_map || !is_data(key)) {
                let holds_names = !is_map && value.is_object() && is_map_of(key);
                walk(value, &child(pointer, key), holds_names, visit);
            }
            if !is_map {
                visit(value, pointer);
            }
        }
        Value::Array(array) => {
            for (i, value) in array.iter_mut().enumerate() {
                walk(value, &format!("{pointer}/{i}"), false, visit);
            }
        }
        _ => {}
    }
}

/// Whether a member is a map whose keys are names of the API.
fn is_map_of(key: &str) -> bool {
    matches!(
        key,
        "properties"
            | "schemas"
            | "paths"
            | "parameters"
            | "requestBodies"
            | "responses"
            | "content"
    )
}

/// Whether a member holds no schemas. The list has only members that are left after the pass `unread`.
fn is_data(key: &str) -> bool {
    matches!(key, "enum" | "servers" | "tags" | "mapping" | "encoding") || key.starts_with("x-")
}

/// Members that describe one use of a schema, not the schema itself. They may be beside a `$ref`.
pub(crate) const USE_SITE_MEMBERS: [&str; 8] = [
    "description",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "x-odc-required",
    "x-odc-secret",
    "x-rust-name",
];

/// Whether a pointer is that of a component schema.
pub(crate) fn is_component(pointer: &str) -> bool {
    pointer
        .strip_prefix("/components/schemas/")
        .is_some_and(|name| !name.contains('/'))
}

/// The composition that a schema is one part of.
pub(crate) fn composer(pointer: &str) -> Option<&str> {
    let mut steps = pointer.rsplit('/');
    steps.next()?.parse::<usize>().ok()?;
    let composers = ["allOf", "oneOf", "anyOf"];
    steps.next().filter(|step| composers.contains(step))
}
