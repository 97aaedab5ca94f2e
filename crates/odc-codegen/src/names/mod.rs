//! Rust names of operations, parameters, schemas and enum values: by rule, unless `x-rust-name` says otherwise.
//!
//! The service renames its schemas wholesale, so no public name may be a published one by accident: the rules take the
//! noise off, the overlay decides the rest. Where two want the same name, both take a longer one.

mod given;
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

use crate::document::objects;
use crate::document::{Document, Problem, Result};

pub(crate) use given::given;
pub(crate) use parameters::{Published, is_builders_own, parameters};
pub(crate) use variants::variants;
pub(crate) use words::identifier;

/// Published name -> Rust name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    pub(crate) schemas: IndexMap<String, String>,
    /// Keyed by the JSON pointer of the operation.
    pub(crate) operations: IndexMap<String, String>,
    /// The published names of schemas that no rule tells apart.
    numbered_schemas: Vec<String>,
    /// The same for the JSON pointers of operations.
    numbered_operations: Vec<String>,
}

impl Names {
    /// # Errors
    /// Two schemas or two operations to which the overlay gives one Rust name, or a name that is no Rust type.
    pub(crate) fn of(document: &Document) -> Result<Self> {
        let names = Self::by_rule(&document.root);
        for (published, schema) in objects(&document.root, "/components/schemas") {
            accepted(document, published, schema)?;
        }
        let schema = |published: &String| document.findings.origin(published);
        unshared(document, "types", &names.schemas, str::to_owned, schema)?;
        unshared(document, "methods", &names.operations, call, String::clone)?;
        Ok(names)
    }

    /// The same of a document that may be refused; then names of the overlay may be shared.
    pub(crate) fn by_rule(root: &Value) -> Self {
        let (published, wishes) = objects(root, "/components/schemas")
            .map(|(published, schema)| (published.clone(), schemas::wishes_of(published, schema)))
            .unzip();
        let (pointers, ways) = operations::all(root)
            .into_iter()
            .map(|operation| (operation.pointer(), operation.wishes()))
            .unzip();
        let (schemas, types) = settled(published, wishes, str::to_owned, "");
        let (operations, methods) = settled(pointers, ways, call, "_");
        let keys = |names: &IndexMap<String, String>, numbered: Vec<usize>| {
            let keys = numbered.into_iter().map(|i| names.keys()[i].clone());
            keys.collect()
        };
        Self {
            numbered_schemas: keys(&schemas, types),
            numbered_operations: keys(&operations, methods),
            schemas,
            operations,
        }
    }

    /// Says which names are numbers of others, and what would name them better.
    pub(crate) fn note(&self, document: &mut Document) {
        let schemas = self.numbered_schemas.iter().map(|published| {
            let pointer = document.findings.origin(published);
            (pointer, "type", &self.schemas[published])
        });
        let operations = self.numbered_operations.iter();
        let operations =
            operations.map(|pointer| (pointer.clone(), "method", &self.operations[pointer]));
        let numbered: Vec<_> = schemas.chain(operations).collect();
        for (pointer, kind, name) in numbered {
            let what = format!(
                "nothing but signs tells its name from another's, so its {kind} is called `{name}`; \
                 an `x-rust-name` in the overlay can say what it is"
            );
            document.note(&pointer, what);
        }
    }
}

/// The name of each, and the places of those that are numbered.
fn settled(
    things: Vec<String>,
    mut wishes: Vec<Vec<String>>,
    key: impl Fn(&str) -> String,
    mark: &str,
) -> (IndexMap<String, String>, Vec<usize>) {
    let places = unique::settle(&wishes, &key);
    // The only wish is the overlay's.
    let given: Vec<bool> = wishes.iter().map(|wishes| wishes.len() == 1).collect();
    let names = wishes.iter_mut().zip(places);
    let mut names: Vec<String> = names.map(|(names, at)| names.swap_remove(at)).collect();
    let numbered = unique::told_apart(&mut names, &things, |i| given[i], key, mark);
    (things.into_iter().zip(names).collect(), numbered)
}

/// Refuses names that are still the same.
fn unshared(
    document: &Document,
    kind: &str,
    names: &IndexMap<String, String>,
    key: impl Fn(&str) -> String,
    pointer: impl Fn(&String) -> String,
) -> Result<()> {
    let keys = names.values().map(|name| key(name));
    let clashes = unique::clashes(keys);
    let Some([first, second, ..]) = clashes.first().map(Vec::as_slice) else {
        return Ok(());
    };
    let pointers = [first, second].map(|i| pointer(&names.keys()[*i]));
    let name = &names[*second];
    let what = format!(
        "would share the Rust name `{name}` ({kind}) with {}",
        pointers[0]
    );
    let problem: Problem = document.problem(&pointers[1], what);
    Err(problem.fix("give one of them an `x-rust-name` in the overlay"))
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
    let pointer = document.findings.origin(published);
    let what = format!("schema `{published}` cannot be the Rust type `{name}`");
    let fix = format!("write its `x-rust-name` as `{written}` in the overlay");
    Err(document.problem(&pointer, what).fix(fix))
}

/// The Rust name of a component schema that shares it with no other.
pub(crate) fn schema(published: &str, schema: Option<&Value>) -> String {
    schemas::wishes_of(published, schema.unwrap_or(&Value::Null)).swap_remove(0)
}

/// The name of a type for what stands at a place that these words lead to.
pub(crate) fn place(words: &str) -> String {
    schemas::type_name(words)
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

/// The name of the file for a group of operations, which every file system takes.
pub(crate) fn group(tag: &str) -> String {
    const MAX_CHARS: usize = 60;
    let name: String = identifier(tag).chars().take(MAX_CHARS).collect();
    if reserved::CRATES.contains(&name.as_str()) || reserved::is_device(&name) {
        format!("{name}_")
    } else {
        name
    }
}
