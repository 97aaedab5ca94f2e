//! Rust names of the fields of a type.

use std::collections::HashSet;

use super::rules::{FIELD_NAMES, FIELD_WAYS, field};
use super::trace::{Trace, Wish};
use super::words::identifier_by;

/// Gives each field a name of its own, in their order: `fooBar` and `foo_bar` are one field to Rust, so the later gets a
/// number; and so does one that is called like a method of the builder.
pub(crate) fn fields_apart(idents: &[String]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let free = idents.iter().map(|name| {
        let numbered = (2..).map(|n| format!("{}_{n}", name.trim_end_matches('_')));
        let is_free = |name: &String| !FIELD_NAMES.holds(name) && !taken.contains(name);
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = names.find(is_free).unwrap_or_else(|| name.clone());
        taken.insert(free.clone());
        free
    });
    free.collect()
}

/// How the fields of a type come by their names: each as published, and as the overlay calls it.
pub(crate) fn field_traces(fields: &[(&str, Option<&str>)]) -> Vec<Trace> {
    let wishes = fields.iter().map(|(published, given)| {
        let way = given.map_or(field::NAME, |_| field::GIVEN);
        Wish::of(&FIELD_WAYS, way, |trail| {
            identifier_by(given.unwrap_or(published), trail)
        })
    });
    let wishes: Vec<Wish> = wishes.collect();
    let names: Vec<String> = wishes.iter().map(|wish| wish.name.clone()).collect();
    let traces = wishes.into_iter().zip(fields_apart(&names));
    let traces = traces.map(|(wish, free)| {
        let mut trace = Trace {
            wishes: vec![wish],
            ..Trace::default()
        };
        let rule = match FIELD_NAMES.find(trace.name()) {
            Some((rule, _)) => rule,
            None => &FIELD_WAYS.rules[field::NUMBER],
        };
        trace.number(rule, &free);
        trace
    });
    traces.collect()
}
