//! Chooses the Rust names of operations, parameters, schemas, fields and enum values. Rules make a name, unless the
//! overlay gives one.
//!
//! The service sometimes renames all its schemas. So Rust names do not depend on the noise in published names, such as
//! `Dto`. The rules remove the noise, and the overlay can replace any name. When two things have the same candidate,
//! both take a longer name.

mod alternatives;
mod fields;
mod ids;
mod lists;
mod notes;
mod operations;
mod overlay_name;
mod parameters;
mod paths;
pub(crate) mod rules;
mod schemas;
mod setters;
mod symbols;
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
use rules::{CALL_NAMES, GROUP_NAMES, OPERATION_WAYS, SCHEMA_WAYS, Trail, op, ty};
use trace::{Candidate, Kind, Trace, Wish, choose_names};
use unique::Claim;

pub(crate) use alternatives::{Alternative, alternative_names};
pub(crate) use fields::{field_names, field_traces, rest_name};
pub(crate) use lists::is_place_in_list;
pub(crate) use overlay_name::overlay_name;
pub(crate) use parameters::{Published, parameter_names, parameter_traces};
pub(crate) use setters::body_setter_names;
pub(crate) use variants::{variant_names, variant_traces};
pub(crate) use words::identifier;

/// The Rust names of a document, by published names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    pub(crate) schemas: IndexMap<String, String>,
    /// Keyed by the JSON pointer of the operation.
    pub(crate) operations: IndexMap<String, String>,
    /// How each schema got its name, in the same order.
    pub(crate) schema_traces: Vec<Trace>,
    pub(crate) operation_traces: Vec<Trace>,
    /// The indices of the names that got a number. Names that differ only by a number are in the order of their
    /// numbers.
    numbered_schemas: Vec<usize>,
    numbered_operations: Vec<usize>,
}

impl Names {
    /// Names all schemas and operations of a document.
    ///
    /// # Errors
    /// Two schemas or two operations with the same Rust name from the overlay, or a name of the overlay that cannot be
    /// a Rust type.
    pub(crate) fn assign(document: &Document) -> Result<Self> {
        let names = Self::by_rule(&document.root);
        for (published, schema) in objects(&document.root, "/components/schemas") {
            check_type_name(document, published, schema)?;
        }
        let schema = |published: &String| document.findings.origin(published);
        refuse_shared_names(document, "types", &names.schemas, str::to_owned, schema)?;
        refuse_shared_names(
            document,
            "methods",
            &names.operations,
            call_name,
            String::clone,
        )?;
        refuse_long_names(document, "type", &names.schemas, schema)?;
        refuse_long_names(document, "method", &names.operations, String::clone)?;
        Ok(names)
    }

    /// Names all schemas and operations, and refuses nothing. Two of them may have the same name from the overlay.
    pub(crate) fn by_rule(root: &Value) -> Self {
        let (published, candidates): (Vec<String>, Vec<_>) = objects(root, "/components/schemas")
            .map(|(published, schema)| {
                (published.clone(), schemas::candidates_of(published, schema))
            })
            .unzip();
        let (pointers, ways): (Vec<String>, Vec<_>) = operations::published_operations(root)
            .into_iter()
            .map(|operation| (operation.pointer(), operation.candidates()))
            .unzip();
        let (types, methods) = (
            &SCHEMA_WAYS.rules[ty::NUMBER],
            &OPERATION_WAYS.rules[op::NUMBER],
        );
        let (schema_traces, numbered_schemas) = choose_names(
            wishes(&published, candidates),
            Kind {
                number: types,
                mark: "",
                reserved: &[],
                key: str::to_owned,
            },
        );
        let (operation_traces, numbered_operations) = choose_names(
            wishes(&pointers, ways),
            Kind {
                number: methods,
                mark: "_",
                reserved: &[],
                key: call_name,
            },
        );
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

    /// Adds a note for each name that got a number.
    pub(crate) fn note(&self, document: &mut Document) {
        let schemas = self.numbered_schemas.iter().map(|index| {
            let (published, name) = (&self.schemas.keys()[*index], &self.schemas[*index]);
            (document.findings.origin(published), "type", name)
        });
        let operations = self.numbered_operations.iter().map(|index| {
            let (pointer, name) = (&self.operations.keys()[*index], &self.operations[*index]);
            (pointer.clone(), "method", name)
        });
        let numbered: Vec<_> = schemas.chain(operations).collect();
        for (pointer, kind, name) in numbered {
            let what = format!(
                "its name and another differ only in punctuation, so its {kind} is called `{name}`; \
                                an `x-rust-name` in the overlay can give it a better name"
            );
            document.note(&pointer, what);
        }
        let operations = self.operations.keys();
        notes::note_ids(document, operations.zip(&self.operation_traces));
        notes::note_members(document);
        notes::note_parameters(document);
    }
}

/// The wishes of things with these published names and these candidates. A thing with a name from the overlay has only
/// one candidate.
fn wishes(things: &[String], candidates: Vec<Vec<Candidate>>) -> Vec<Wish> {
    let wishes = things.iter().zip(candidates);
    let wishes = wishes.map(|(published, candidates)| Wish {
        published: published.clone(),
        claim: match candidates.as_slice() {
            [_] => Claim::Given,
            _ => Claim::Weak,
        },
        candidates,
    });
    wishes.collect()
}

/// Refuses two things whose names have the same key.
fn refuse_shared_names(
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
        "would have the same Rust name `{name}` ({kind}) as {}",
        pointers[0]
    );
    let problem: Problem = document.problem(&pointers[1], what);
    Err(problem.fix("give one of them an `x-rust-name` in the overlay"))
}

/// Refuses a name that rustdoc cannot use as the name of a file.
fn refuse_long_names(
    document: &Document,
    kind: &str,
    names: &IndexMap<String, String>,
    pointer: impl Fn(&String) -> String,
) -> Result<()> {
    /// Names of files have at most 255 bytes, and rustdoc adds the kind of the item.
    const LONGEST: usize = 200;
    let Some((thing, name)) = names.iter().find(|(_, name)| name.len() > LONGEST) else {
        return Ok(());
    };
    let what = format!(
        "the Rust name of its {kind} has {} bytes; the limit is {LONGEST}",
        name.len()
    );
    let problem = document.problem(&pointer(thing), what);
    Err(problem.fix("give it a shorter `x-rust-name` in the overlay"))
}

/// Refuses a name of the overlay that typify would change, for example its case. The generator would not find the type
/// under the given name.
fn check_type_name(document: &Document, published: &str, schema: &Value) -> Result<()> {
    let Some(name) = overlay_name(schema) else {
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

/// The best Rust name of a component schema.
pub(crate) fn schema_name(published: &str, schema: Option<&Value>) -> String {
    let candidates = schemas::candidates_of(published, schema.unwrap_or(&Value::Null));
    candidates
        .into_iter()
        .next()
        .map_or_else(String::new, |best| best.name)
}

/// Makes the name of a type from words.
pub(crate) fn type_name(words: &str) -> String {
    schemas::type_name(words)
}

/// The name of an operation's builder.
pub(crate) fn call_name(operation: &str) -> String {
    call_name_traced(operation, &mut Trail::new())
}

/// The name of an operation's builder, with the rules that applied.
pub(crate) fn call_name_traced(operation: &str, trail: &mut Trail) -> String {
    CALL_NAMES.apply(operation.to_upper_camel_case(), trail)
}

/// The file name for a group of operations. Every file system accepts it.
pub(crate) fn group_file_name(tag: &str) -> String {
    const MAX_CHARS: usize = 60;
    let name: String = identifier(tag).chars().take(MAX_CHARS).collect();
    GROUP_NAMES.apply(name, &mut Trail::new())
}
