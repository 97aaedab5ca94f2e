//! Rust names of operations, parameters, schemas and enum values: by rule, unless `x-rust-name` says otherwise.
//!
//! The service renames its schemas wholesale, so no public name may be a published one by accident: the rules take the
//! noise off, the overlay decides the rest. Where two want the same name, both take a longer one.

mod ids;
mod lists;
mod operations;
mod parameters;
mod paths;
mod reserved;
mod schemas;
#[cfg(test)]
mod tests;
mod unique;
mod variants;
mod words;

use heck::ToUpperCamelCase as _;
use indexmap::IndexMap;
use serde_json::Value;

use crate::document::{Document, child};
use crate::problem::{Problem, Result};

pub(crate) use parameters::{Published, is_builders_own, parameters};
pub(crate) use variants::{variant, variants};
pub(crate) use words::identifier;

/// The HTTP methods that a path item may hold (`OpenAPI` 3.0.3, "Path Item Object").
pub(crate) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Published name -> Rust name.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) schemas: IndexMap<String, String>,
    /// Keyed by the JSON pointer of the operation.
    pub(crate) operations: IndexMap<String, String>,
}

impl Names {
    /// # Errors
    /// Two schemas or two operations with one Rust name, or a name that is no Rust type.
    pub(crate) fn of(document: &Document) -> Result<Self> {
        for (published, schema) in objects(&document.root, "/components/schemas") {
            accepted(document, published, schema)?;
        }
        let (schemas, shared) = schemas(&document.root);
        if let Some((first, second)) = shared.first() {
            let [first, pointer] = [first, second].map(|name| child("/components/schemas", name));
            return Err(clash(document, "types", &schemas[second], &first, &pointer));
        }
        let (operations, shared) = operations::all(&document.root);
        if let Some((first, second)) = shared.first() {
            return Err(clash(
                document,
                "methods",
                &operations[second],
                first,
                second,
            ));
        }
        Ok(Self {
            schemas,
            operations,
        })
    }
}

/// The Rust names of the operations by their JSON pointers, whether they are refused or not.
pub(crate) fn methods(root: &Value) -> IndexMap<String, String> {
    operations::all(root).0
}

/// The Rust names of the component schemas, and each two published names that share one.
fn schemas(root: &Value) -> (IndexMap<String, String>, Vec<(String, String)>) {
    let published: Vec<&String> = objects(root, "/components/schemas")
        .map(|(name, _)| name)
        .collect();
    let wishes: Vec<Vec<String>> = objects(root, "/components/schemas")
        .map(|(published, schema)| match given(schema) {
            Some(name) => vec![schemas::type_name(name)],
            None => schemas::wishes(published),
        })
        .collect();
    let places = unique::settle(&wishes, str::to_owned);
    let names = wishes
        .iter()
        .zip(places)
        .map(|(names, at)| names[at].clone());
    let names: Vec<String> = names.collect();
    let shared = unique::clashes(names.iter().cloned());
    let shared = shared
        .iter()
        .map(|same| (published[same[0]].clone(), published[same[1]].clone()));
    let shared = shared.collect();
    (published.into_iter().cloned().zip(names).collect(), shared)
}

/// Typify writes names of types in its own case, under which we would not find them again.
fn accepted(document: &Document, published: &str, schema: &Value) -> Result<()> {
    let Some(name) = given(schema) else {
        return Ok(());
    };
    let written = schemas::type_name(name);
    if written == name || reserved::TYPES.contains(&name) {
        return Ok(());
    }
    let pointer = child("/components/schemas", published);
    let what = format!("schema `{published}` cannot be the Rust type `{name}`");
    let fix = format!("write its `x-rust-name` as `{written}` in the overlay");
    Err(document.problem(&pointer, what).fix(fix))
}

fn clash(document: &Document, kind: &str, name: &str, first: &str, pointer: &str) -> Problem {
    let what = format!("would share the Rust name `{name}` ({kind}) with {first}");
    let problem = document.problem(pointer, what);
    problem.fix("give one of them an `x-rust-name` in the overlay")
}

/// The Rust name of a component schema that shares it with no other.
pub(crate) fn schema(published: &str, schema: Option<&Value>) -> String {
    match schema.and_then(given) {
        Some(name) => schemas::type_name(name),
        None => schemas::wishes(published).swap_remove(0),
    }
}

/// The Rust name of an operation that shares it with no other, and of whose answer nothing is known.
pub(crate) fn operation(method: &str, path: &str, operation: Option<&Value>) -> String {
    let (root, operation) = (&Value::Null, operation.unwrap_or(&Value::Null));
    let published = operations::Published {
        root,
        method,
        path,
        operation,
    };
    published.wishes().swap_remove(0)
}

/// The name of a type for what stands at a place that these words lead to.
pub(crate) fn place(words: &str) -> String {
    schemas::type_name(words)
}

/// The members of the object at `pointer`, none when there is no object.
pub(crate) fn objects<'a>(
    root: &'a Value,
    pointer: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    root.pointer(pointer)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

/// The overlay's `x-rust-name`.
pub(crate) fn given(value: &Value) -> Option<&str> {
    value.get("x-rust-name").and_then(Value::as_str)
}

/// The name of the builder of an operation, as progenitor makes it of the operation's.
pub(crate) fn builder(operation: &str) -> String {
    let name = operation.to_upper_camel_case();
    match name.chars().next() {
        Some(c) if c.is_alphabetic() && name != "Self" => name,
        Some(c) if c.is_alphabetic() => format!("{name}_"),
        _ => format!("_{name}"),
    }
}

/// The name of the builder as users see it: none that generated code uses itself.
pub(crate) fn call(operation: &str) -> String {
    let name = operation.to_upper_camel_case();
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("Call{name}"),
        _ if reserved::TYPES.contains(&name.as_str()) => format!("{name}Call"),
        _ => name,
    }
}

/// The name of the file for a group of operations.
pub(crate) fn group(tag: &str) -> String {
    let name = identifier(tag);
    if reserved::CRATES.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}
