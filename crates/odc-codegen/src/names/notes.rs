//! Adds notes for names of fields, enum values and parameters that got a number, and for methods that are not named after their
//! `operationId`. The overlay can give them better names.

use indexmap::IndexSet;
use serde_json::Value;

use super::fields::field_traces;
use super::overlay_name::overlay_name;
use super::parameters::{Published, parameter_traces};
use super::rules::{OPERATION_WAYS, op};
use super::trace::Trace;
use super::variants::variant_traces;
use crate::document::{Document, child, objects, operations, resolve};

/// Adds a note for each field and each enum value whose name got a number.
pub(super) fn note_members(document: &mut Document) {
    let mut notes = Vec::new();
    for (published, schema) in objects(&document.root, "/components/schemas") {
        let origin = document.findings.origin(published);
        notes.extend(numbered_fields(&origin, schema));
        notes.extend(numbered_values(&origin, schema));
    }
    for (pointer, what) in notes {
        document.note(&pointer, what);
    }
}

/// Adds a note for each parameter whose name got a number.
pub(super) fn note_parameters(document: &mut Document) {
    let mut notes = Vec::new();
    for pointer in operations(&document.root) {
        let at = child(&pointer, "parameters");
        let list = document.root.pointer(&at).and_then(Value::as_array);
        let published = list.into_iter().flatten().map(|one| {
            let one = resolve(&document.root, one);
            let text = |key: &str| one.get(key).and_then(Value::as_str);
            Published {
                name: text("name").unwrap_or_default(),
                place: text("in").unwrap_or_default(),
                given: overlay_name(one),
            }
        });
        let published: Vec<Published<'_>> = published.collect();
        for (i, trace) in parameter_traces(&published).iter().enumerate() {
            let what = number_note(trace, "parameter", "an `x-rust-name`");
            notes.extend(what.map(|what| (child(&at, &i.to_string()), what)));
        }
    }
    for (pointer, what) in notes {
        document.note(&pointer, what);
    }
}

/// Adds a note for each operation whose `operationId` is missing, or says nothing about its name.
pub(super) fn note_ids<'a>(
    document: &mut Document,
    named: impl Iterator<Item = (&'a String, &'a Trace)>,
) {
    let mut notes = Vec::new();
    for (pointer, trace) in named {
        let name = trace.name();
        let id = document.root.pointer(&format!("{pointer}/operationId"));
        let id = id.and_then(Value::as_str).unwrap_or_default();
        let granted = trace.candidates.get(trace.rejections.len());
        let by_id = [op::GIVEN, op::ID, op::VERB].map(|way| &OPERATION_WAYS.rules[way]);
        let is_noted = trace.number.is_some();
        if is_noted
            || granted.is_none_or(|granted| by_id.iter().any(|way| std::ptr::eq(*way, granted.way)))
        {
            continue;
        }
        let why = match id.trim() {
            "" => "it has no `operationId`".to_owned(),
            _ => format!("its `operationId` {id:?} gives no distinct name"),
        };
        let what = format!("{why}: its method is called `{name}`, after its method and path");
        notes.push((pointer.clone(), what));
    }
    for (pointer, what) in notes {
        document.note(&pointer, what);
    }
}

fn numbered_fields(origin: &str, schema: &Value) -> Vec<(String, String)> {
    let properties = || objects(schema, "/properties");
    let fields: Vec<_> = properties()
        .map(|(name, field)| (name.as_str(), overlay_name(field)))
        .collect();
    let place = child(origin, "properties");
    let named = properties().zip(field_traces(&fields));
    let numbered = named.filter_map(|((name, _), trace)| {
        let what = number_note(&trace, "field", "an `x-rust-name`")?;
        Some((child(&place, name), what))
    });
    numbered.collect()
}

fn numbered_values(origin: &str, schema: &Value) -> Vec<(String, String)> {
    let is_text = schema.get("type").is_some_and(|ty| ty == "string");
    let values = schema.get("enum").and_then(Value::as_array);
    let values = values.filter(|_| is_text).into_iter().flatten();
    let given = |value: &str| {
        let names = schema.get("x-odc-value-names")?;
        names.get(value)?.as_str().map(str::to_owned)
    };
    let texts: IndexSet<&str> = values.filter_map(Value::as_str).collect();
    let texts = texts.into_iter();
    let texts: Vec<_> = texts
        .map(|value| (value.to_owned(), given(value)))
        .collect();
    let notes = variant_traces(&texts).into_iter();
    let notes = notes.filter_map(|trace| number_note(&trace, "variant", "`x-odc-value-names`"));
    notes.map(|what| (child(origin, "enum"), what)).collect()
}

fn number_note(trace: &Trace, kind: &str, remedy: &str) -> Option<String> {
    let number = trace.number.as_ref()?;
    let (from, to) = (&number.from, &number.to);
    Some(format!(
        "the name `{from}` is taken, so the {kind} is called `{to}`; {remedy} in the overlay can give it a better name"
    ))
}
