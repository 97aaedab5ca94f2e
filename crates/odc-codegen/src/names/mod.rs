//! Rust names of operations, parameters, schemas and enum values: by rule, unless `x-rust-name` says otherwise.
//!
//! The service renames its schemas wholesale, so no public name may be a published one by accident: the rules take the
//! noise off, the overlay decides the rest. Where two want the same name, both take a longer one.

mod fields;
mod given;
mod ids;
mod lists;
mod operations;
mod parameters;
mod paths;
pub(crate) mod rules;
mod schemas;
#[cfg(test)]
mod tests;
pub(crate) mod trace;
mod unique;
mod variants;
mod words;

use heck::ToUpperCamelCase as _;
use indexmap::IndexMap;
use serde_json::Value;

use crate::document::objects;
use crate::document::{Document, Problem, Result};
use rules::{CALL_NAMES, GROUP_NAMES, OPERATION_WAYS, Rule, SCHEMA_WAYS, Trail, op, ty};
use trace::{Trace, Wish};

pub(crate) use fields::{field_traces, fields_apart};
pub(crate) use given::given;
pub(crate) use parameters::{Published, is_builders_own, parameter_traces, parameters};
pub(crate) use variants::{variant_traces, variants};
pub(crate) use words::identifier;

/// Published name -> Rust name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    pub(crate) schemas: IndexMap<String, String>,
    /// Keyed by the JSON pointer of the operation.
    pub(crate) operations: IndexMap<String, String>,
    /// How each came by its name, in the same order.
    pub(crate) schema_traces: Vec<Trace>,
    pub(crate) operation_traces: Vec<Trace>,
    /// The places of those that no rule tells apart, in the order of their numbers.
    numbered_schemas: Vec<usize>,
    numbered_operations: Vec<usize>,
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
        let (published, wishes): (Vec<String>, Vec<_>) = objects(root, "/components/schemas")
            .map(|(published, schema)| (published.clone(), schemas::wishes_of(published, schema)))
            .unzip();
        let (pointers, ways): (Vec<String>, Vec<_>) = operations::all(root)
            .into_iter()
            .map(|operation| (operation.pointer(), operation.wishes()))
            .unzip();
        let (types, methods) = (
            &SCHEMA_WAYS.rules[ty::NUMBER],
            &OPERATION_WAYS.rules[op::NUMBER],
        );
        let (schema_traces, numbered_schemas) =
            named(&published, wishes, str::to_owned, (types, ""));
        let (operation_traces, numbered_operations) = named(&pointers, ways, call, (methods, "_"));
        let names = |things: Vec<String>, traces: &[Trace]| {
            let names = traces.iter().map(|trace| trace.name().to_owned());
            things.into_iter().zip(names).collect()
        };
        Self {
            schemas: names(published, &schema_traces),
            operations: names(pointers, &operation_traces),
            schema_traces,
            operation_traces,
            numbered_schemas,
            numbered_operations,
        }
    }

    /// Says which names are numbers of others, and what would name them better.
    pub(crate) fn note(&self, document: &mut Document) {
        let schemas = self.numbered_schemas.iter().map(|at| {
            let (published, name) = (&self.schemas.keys()[*at], &self.schemas[*at]);
            (document.findings.origin(published), "type", name)
        });
        let operations = self.numbered_operations.iter().map(|at| {
            let (pointer, name) = (&self.operations.keys()[*at], &self.operations[*at]);
            (pointer.clone(), "method", name)
        });
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

/// How each thing came by its name, and the places of those that no rule tells apart; `mark` stands before their numbers.
fn named(
    things: &[String],
    wishes: Vec<Vec<Wish>>,
    key: impl Fn(&str) -> String,
    (number, mark): (&'static Rule, &str),
) -> (Vec<Trace>, Vec<usize>) {
    let mut traces = trace::settled(wishes, &key);
    // The only wish is the overlay's.
    let given: Vec<bool> = traces.iter().map(|trace| trace.wishes.len() == 1).collect();
    let mut names: Vec<String> = traces.iter().map(|trace| trace.name().to_owned()).collect();
    let numbered = unique::told_apart(&mut names, things, |i| given[i], key, mark);
    for &i in &numbered {
        traces[i].number(number, &names[i]);
    }
    (traces, numbered)
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
    if written == name || rules::TYPES.contains(&name) {
        return Ok(());
    }
    let pointer = document.findings.origin(published);
    let what = format!("schema `{published}` cannot be the Rust type `{name}`");
    let fix = format!("write its `x-rust-name` as `{written}` in the overlay");
    Err(document.problem(&pointer, what).fix(fix))
}

/// The Rust name of a component schema that shares it with no other.
pub(crate) fn schema(published: &str, schema: Option<&Value>) -> String {
    let wishes = schemas::wishes_of(published, schema.unwrap_or(&Value::Null));
    wishes
        .into_iter()
        .next()
        .map_or_else(String::new, |best| best.name)
}

/// The name of a type for what stands at a place that these words lead to.
pub(crate) fn place(words: &str) -> String {
    schemas::type_name(words)
}

/// The name of the builder as users see it: none that generated code uses itself.
pub(crate) fn call(operation: &str) -> String {
    call_by(operation, &mut Trail::new())
}

/// The same, with the rules that applied.
pub(crate) fn call_by(operation: &str, trail: &mut Trail) -> String {
    CALL_NAMES.apply(operation.to_upper_camel_case(), trail)
}

/// The name of the file for a group of operations, which every file system takes.
pub(crate) fn group(tag: &str) -> String {
    const MAX_CHARS: usize = 60;
    let name: String = identifier(tag).chars().take(MAX_CHARS).collect();
    GROUP_NAMES.apply(name, &mut Trail::new())
}
