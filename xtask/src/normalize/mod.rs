//! Lowers a document, step by step, to the forms that progenitor generates correctly.
//!
//! One pass per file. A pass says which published form needs it and what it turns it into, is
//! idempotent, and answers with the JSON pointers of what it changed (for `--verbose`).

#![allow(
    clippy::unnecessary_wraps,
    reason = "every pass has the shape of one that may refuse"
)]

mod all_of;
mod all_of_siblings;
mod empty_lists;
mod error_responses;
mod formats;
mod inheritance;
mod inline_bodies;
mod inline_schemas;
mod inner_references;
mod methods;
mod nullable;
mod nullable_elements;
mod open_objects;
mod operation_ids;
mod optional_answers;
mod parameter_names;
mod parameters;
mod path_parameters;
mod plain_enums;
mod request_media;
mod required_flags;
mod rust_names;
mod servers;
mod shared_properties;
mod single_parts;
mod success_responses;
mod unions;
mod unread;
mod unused_schemas;

pub(crate) use inheritance::heirs;
pub(crate) use inline_schemas::{name_for as inline_name, origin};
pub(crate) use inner_references::inner_target;
pub(crate) use parameters::JOINED_WITH;
pub(crate) use plain_enums::NUMBERS;
pub(crate) use request_media::{MEDIA_TYPE, chosen as chosen_media, sent_as};
pub(crate) use success_responses::{OPTIONAL, content as answer_content};

use serde_json::Value;

use crate::api::Api;
use crate::document::{Document, child, key_of, weight};
use crate::names::{METHODS, Names, objects};
use crate::problem::{Problem, Result};

/// What a pass changed, as JSON pointers.
pub(crate) type Changes = Vec<String>;

/// What passes may look up besides the document.
pub(crate) struct Context<'a> {
    pub(crate) names: &'a Names,
    pub(crate) api: &'a Api,
}

type Pass = fn(&mut Document, &Context<'_>) -> Result<Changes>;

/// The passes in the order in which they run.
const PASSES: &[(&str, Pass)] = &[
    ("error-responses", error_responses::apply),
    ("open-objects", open_objects::apply),
    ("optional-answers", optional_answers::apply),
    ("nullable-elements", nullable_elements::apply),
    ("unused-schemas", |document, _| {
        unused_schemas::apply(document)
    }),
    ("operation-ids", operation_ids::apply),
    ("rust-names", rust_names::apply),
    ("parameter-names", parameter_names::apply),
];

type EarlyPass = fn(&mut Document) -> Result<Changes>;

/// The passes that run before names are given and facts are read: they decide what there is.
const EARLY_PASSES: &[(&str, EarlyPass)] = &[
    ("unread", unread::apply),
    ("inner-references", inner_references::apply),
    ("empty-lists", empty_lists::apply),
    ("servers", servers::apply),
    ("methods", methods::apply),
    ("formats", formats::apply),
    ("inline-bodies", inline_bodies::apply),
    ("required-flags", required_flags::apply),
    ("single-parts", single_parts::apply),
    ("path-parameters", path_parameters::apply),
    ("parameters", parameters::apply),
    ("request-media", request_media::apply),
    ("success-responses", success_responses::apply),
    ("plain-enums", plain_enums::apply),
    ("inheritance", inheritance::apply),
    ("all-of", all_of::apply),
    ("all-of-siblings", all_of_siblings::apply),
    ("inline-schemas", inline_schemas::apply),
    ("shared-properties", shared_properties::apply),
    ("unions", unions::apply),
    ("nullable", nullable::apply),
    ("unused-schemas", unused_schemas::apply),
];

/// Runs the early passes; `report` hears the name of each and what it changed.
///
/// # Errors
/// The first refusal.
pub(crate) fn before_names(
    document: &mut Document,
    report: &mut dyn FnMut(&str, &Changes),
) -> Result<()> {
    for (name, pass) in EARLY_PASSES {
        let changes = pass(document)?;
        has_room(document, &changes)?;
        report(name, &changes);
    }
    if operations(&document.root).is_empty() {
        return Err(nothing_left(document));
    }
    Ok(())
}

/// The passes that bring another spelling of the same to one, and leave every value at its pointer.
const SPELLING: [EarlyPass; 3] = [empty_lists::apply, formats::apply, required_flags::apply];

/// The document in the spelling in which it is generated, without operations that no document has generated.
pub(crate) fn respelt(document: &Document) -> Document {
    let mut document = document.clone();
    for pass in SPELLING {
        pass(&mut document).expect("a spelling is repaired, never refused");
    }
    each_object(&mut document.root, "", &mut |schema, _| {
        single_parts::without_nulls_and_rules(schema);
    });
    let paths = document
        .root
        .get_mut("paths")
        .and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(serde_json::Map::values_mut);
    for item in items.filter_map(Value::as_object_mut) {
        item.retain(|method, _| !methods::is_unsent(method));
    }
    document
}

/// The refusal of a document whose operations are all skipped.
fn nothing_left(document: &Document) -> Problem {
    let skipped = document.root.get(SKIPPED).and_then(Value::as_array);
    let why = skipped.into_iter().flatten().map(|pair| {
        let part = |i| pair.get(i).and_then(Value::as_str).unwrap_or_default();
        format!("{}: {}", part(0), part(1))
    });
    let why: Vec<String> = why.collect();
    document
        .problem(
            "/paths",
            format!("no operation can be generated ({})", why.join("; ")),
        )
        .fix("change what stands in the way of one of them, with an overlay action")
}

/// Runs every other pass; `report` hears the name of each and what it changed.
///
/// # Errors
/// The first refusal.
pub(crate) fn run(
    document: &mut Document,
    context: &Context<'_>,
    report: &mut dyn FnMut(&str, &Changes),
) -> Result<()> {
    for (name, pass) in PASSES {
        let changes = pass(document, context)?;
        has_room(document, &changes)?;
        report(name, &changes);
    }
    Ok(())
}

/// # Errors
/// A pass that made the document grow out of proportion; what it did first is the place.
fn has_room(document: &Document, changes: &Changes) -> Result<()> {
    let Some(first) = changes.first() else {
        return Ok(());
    };
    document.has_room(
        weight(&document.root),
        first,
        "the document, with what it repeats written out,",
    )
}

/// Where the operations are kept that are not generated: `[["POST /a", "why"], …]`.
pub(crate) const SKIPPED: &str = "x-odc-skipped";

/// Takes an operation out of the document, and says so.
fn skip(document: &mut Document, operation: &str, why: &str) {
    let Some((item, method)) = operation.rsplit_once('/') else {
        return;
    };
    let name = format!("{} {}", method.to_uppercase(), path_of(item));
    document.note(operation, format!("{name} is not generated: {why}"));
    if let Some(item) = document
        .root
        .pointer_mut(item)
        .and_then(Value::as_object_mut)
    {
        item.shift_remove(method);
    }
    if !document.root[SKIPPED].is_array() {
        document.root[SKIPPED] = Value::Array(Vec::new());
    }
    if let Some(skipped) = document.root[SKIPPED].as_array_mut() {
        skipped.push(serde_json::json!([name, why]));
    }
}

/// Takes all components of a kind out of the document once each stands where it is used: what is in them needs no names.
fn drop_components(document: &mut Document, kind: &str) {
    let components = document.root.get_mut("components");
    if let Some(components) = components.and_then(Value::as_object_mut) {
        components.shift_remove(kind);
    }
}

/// The path of a path item.
fn path_of(item: &str) -> String {
    let token = item.strip_prefix("/paths/").unwrap_or(item);
    key_of(token)
}

/// A media type without its parameters.
pub(crate) fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or(media).trim()
}

/// JSON: under its own name, a vendor's (RFC 6839, section 3.1), the one that ASP.NET adds, or any.
pub(crate) fn is_json(media: &str) -> bool {
    let media = essence(media);
    matches!(media, "application/json" | "text/json" | "*/*") || media.ends_with("+json")
}

/// The JSON pointers of all operations.
fn operations(root: &Value) -> Vec<String> {
    objects(root, "/paths")
        .flat_map(|(path, item)| {
            let path = child("/paths", path);
            let methods = item.as_object().into_iter().flatten();
            methods.map(move |(method, _)| (path.clone(), method.clone()))
        })
        .filter(|(_, method)| METHODS.contains(&method.as_str()))
        .map(|(path, method)| child(&path, &method))
        .collect()
}

/// Calls `visit` for every object of the document that is a schema or holds one, deepest first; maps, whose keys are
/// names of the API whatever they look like, are walked through and not visited.
fn each_object(value: &mut Value, pointer: &str, visit: &mut dyn FnMut(&mut Value, &str)) {
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

/// Members whose keys are names of the API.
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

/// Members that hold no schemas, of those that are left after `unread`: values of the API, and what is said of the API
/// as a whole.
fn is_data(key: &str) -> bool {
    matches!(key, "enum" | "servers" | "tags" | "mapping") || key.starts_with("x-")
}

/// What is said of a place rather than of the schema that stands there.
const PLACE: [&str; 8] = [
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
fn is_component(pointer: &str) -> bool {
    pointer
        .strip_prefix("/components/schemas/")
        .is_some_and(|name| !name.contains('/'))
}

/// The composition that a schema is one part of.
fn composer(pointer: &str) -> Option<&str> {
    let mut steps = pointer.rsplit('/');
    steps.next()?.parse::<usize>().ok()?;
    let composers = ["allOf", "oneOf", "anyOf"];
    steps.next().filter(|step| composers.contains(step))
}

/// A reference to a component schema by its published name.
fn reference(name: &str) -> Value {
    serde_json::json!({"$ref": child("#/components/schemas", name)})
}

/// What a document becomes by one pass; for the tests of the passes.
#[cfg(test)]
fn applied(pass: Pass, root: &Value) -> Result<Value> {
    let mut document = Document::parse("x.json", &root.to_string())?;
    let names = Names::of(&document)?;
    let api = Api::read("x", &document, &names)?;
    let context = Context {
        names: &names,
        api: &api,
    };
    run_twice(&mut document, |document| pass(document, &context))?;
    Ok(document.root)
}

/// The document after one early pass, and what that changed; for the tests of these passes.
#[cfg(test)]
fn applied_early(pass: EarlyPass, root: &Value) -> (Document, Changes) {
    let mut document = Document::parse("x.json", &root.to_string()).unwrap();
    let changes = run_twice(&mut document, pass).unwrap();
    (document, changes)
}

/// What component schemas become by one early pass.
#[cfg(test)]
fn applied_to_schemas(pass: EarlyPass, schemas: &Value) -> Value {
    let root = serde_json::json!({"components": {"schemas": schemas}});
    let (mut document, _) = applied_early(pass, &root);
    document.root["components"]["schemas"].take()
}

#[cfg(test)]
fn run_twice(
    document: &mut Document,
    pass: impl Fn(&mut Document) -> Result<Changes>,
) -> Result<Changes> {
    let changes = pass(document)?;
    let once = document.root.clone();
    assert_eq!(
        pass(document)?,
        Changes::new(),
        "a second run finds nothing to do"
    );
    assert_eq!(document.root, once, "a pass is idempotent");
    Ok(changes)
}
