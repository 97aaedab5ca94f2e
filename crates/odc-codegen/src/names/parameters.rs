//! Chooses the Rust names of an operation's parameters.

use std::collections::{HashMap, HashSet};

use super::rules::{BUILDER, PARAMETER_WAYS, param};
use super::trace::{Candidate, Rejection, Trace};
use super::words::{identifier, identifier_traced};

/// A parameter as published.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Published<'a> {
    pub(crate) name: &'a str,
    /// `path`, `query`, `header`, or `part` for a file in a form.
    pub(crate) place: &'a str,
    /// The overlay's `x-rust-name`.
    pub(crate) given: Option<&'a str>,
}

/// The names of an operation's parameters. No parameter gets a name that the builder uses itself.
///
/// Parameters with a name in the overlay choose first. Then parameters in the path choose; they become arguments of the
/// method. When two parameters differ only in place or case, the second one gets its place in its name: `{key}` and
/// `?key=` become `key` and `key_query`.
pub(crate) fn parameter_names(published: &[Published<'_>]) -> Vec<String> {
    let traces = parameter_traces(published);
    traces.iter().map(|trace| trace.name().to_owned()).collect()
}

/// How an operation's parameters got their names.
pub(crate) fn parameter_traces(published: &[Published<'_>]) -> Vec<Trace> {
    let mut order: Vec<usize> = (0..published.len()).collect();
    order.sort_by_cached_key(|i| {
        let Published { name, place, given } = published[*i];
        let rank = ["path", "query"].iter().position(|ranked| place == *ranked);
        (
            given.is_none(),
            rank.unwrap_or(2),
            identifier(name) != name,
            name,
        )
    });
    let mut traces = vec![Trace::default(); published.len()];
    let mut taken: HashSet<String> = BUILDER.iter().map(|&name| name.to_owned()).collect();
    let mut next = HashMap::new();
    for i in order {
        traces[i] = choose_free(&published[i], &mut taken, &mut next);
    }
    traces
}

/// Chooses the first candidate that is free. `next` has the next number for each name. All smaller numbers are taken.
fn choose_free(
    published: &Published<'_>,
    taken: &mut HashSet<String>,
    next: &mut HashMap<String, usize>,
) -> Trace {
    let Published { name, place, given } = *published;
    let way = given.map_or(param::NAME, |_| param::GIVEN);
    let name = given.unwrap_or(name);
    let candidate = |way, text: &str| {
        Candidate::make(&PARAMETER_WAYS, way, |trail| identifier_traced(text, trail))
    };
    let mut trace = Trace {
        candidates: vec![
            candidate(way, name),
            candidate(param::PLACE, &format!("{name} {place}")),
        ],
        ..Trace::default()
    };
    for (i, candidate) in trace.candidates.iter().enumerate() {
        if taken.insert(candidate.name.clone()) {
            trace.rejections = vec![Rejection::Taken; i];
            return trace;
        }
    }
    trace.rejections = vec![Rejection::Taken];
    let qualified = trace.name().to_owned();
    let number = next.entry(qualified.clone()).or_insert(2);
    let free = loop {
        let name = format!("{qualified}_{number}");
        *number += 1;
        if taken.insert(name.clone()) {
            break name;
        }
    };
    trace.record_number(&PARAMETER_WAYS.rules[param::NUMBER], &free);
    trace
}
