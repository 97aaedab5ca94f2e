//! Rust names of the fields of a type.

use std::collections::{HashMap, HashSet};

use super::rules::{FIELD_NAMES, FIELD_WAYS, Trail, field};
use super::trace::{Candidate, Trace};
use super::words::identifier_traced;

/// Makes the names of a type's fields distinct. `fooBar` and `foo_bar` have the same name in Rust, so the later one
/// gets a number. A field with the name of a method of the type's builder gets an underscore.
pub(crate) fn field_names(idents: &[String]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    // The next number of each name: the ones before it are taken.
    let mut next: HashMap<&str, usize> = HashMap::new();
    let free = idents.iter().map(|name| {
        let is_free = |name: &String| !FIELD_NAMES.holds(name) && !taken.contains(name);
        let plain = [
            name.clone(),
            FIELD_NAMES.apply(name.clone(), &mut Trail::new()),
        ];
        let free = plain.into_iter().find(is_free).unwrap_or_else(|| {
            let number = next.entry(name.trim_end_matches('_')).or_insert(2);
            loop {
                let numbered = format!("{}_{number}", name.trim_end_matches('_'));
                *number += 1;
                if is_free(&numbered) {
                    break numbered;
                }
            }
        });
        taken.insert(free.clone());
        free
    });
    free.collect()
}

/// How the fields of a type got their names. Each field has its published name and perhaps one from the overlay.
pub(crate) fn field_traces(fields: &[(&str, Option<&str>)]) -> Vec<Trace> {
    let candidates = fields.iter().map(|(published, given)| {
        let way = given.map_or(field::NAME, |_| field::GIVEN);
        Candidate::make(&FIELD_WAYS, way, |trail| {
            identifier_traced(given.unwrap_or(published), trail)
        })
    });
    let candidates: Vec<Candidate> = candidates.collect();
    let names: Vec<String> = candidates
        .iter()
        .map(|candidate| candidate.name.clone())
        .collect();
    let traces = candidates.into_iter().zip(field_names(&names));
    let traces = traces.map(|(candidate, free)| {
        let mut trace = Trace {
            candidates: vec![candidate],
            ..Trace::default()
        };
        let rule = match FIELD_NAMES.find(trace.name()) {
            Some((rule, _)) => rule,
            None => &FIELD_WAYS.rules[field::NUMBER],
        };
        trace.record_number(rule, &free);
        trace
    });
    traces.collect()
}
