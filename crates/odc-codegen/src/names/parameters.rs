//! Rust names of the parameters of a call.

use std::collections::HashSet;

use super::rules::{BUILDER, PARAMETER_WAYS, param};
use super::trace::{Lost, Trace, Wish};
use super::words::{identifier, identifier_by};

/// A parameter as published.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Published<'a> {
    pub(crate) name: &'a str,
    /// `path`, `query` or `header`.
    pub(crate) place: &'a str,
    /// The overlay's `x-rust-name`.
    pub(crate) given: Option<&'a str>,
}

/// The names of an operation's parameters, none of them the builder's own.
///
/// The overlay's come first, then those in the path, which are arguments. Of two that differ in their place or case alone the other says its
/// place: `{key}` and `?key=` are `key` and `key_query`.
pub(crate) fn parameters(published: &[Published<'_>]) -> Vec<String> {
    let traces = parameter_traces(published);
    traces.iter().map(|trace| trace.name().to_owned()).collect()
}

/// How an operation's parameters come by their names.
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
    for i in order {
        traces[i] = named(&published[i], &mut taken);
    }
    traces
}

/// The first name that is free.
fn named(published: &Published<'_>, taken: &mut HashSet<String>) -> Trace {
    let Published { name, place, given } = *published;
    let way = given.map_or(param::NAME, |_| param::GIVEN);
    let name = given.unwrap_or(name);
    let wish = |way, text: &str| Wish::of(&PARAMETER_WAYS, way, |trail| identifier_by(text, trail));
    let mut trace = Trace {
        wishes: vec![
            wish(way, name),
            wish(param::PLACE, &format!("{name} {place}")),
        ],
        ..Trace::default()
    };
    for (i, wish) in trace.wishes.iter().enumerate() {
        if taken.insert(wish.name.clone()) {
            trace.lost = vec![Lost::Taken; i];
            return trace;
        }
    }
    trace.lost = vec![Lost::Taken];
    let qualified = trace.name().to_owned();
    let mut numbered = (2..).map(|n| format!("{qualified}_{n}"));
    if let Some(free) = numbered.find(|name| taken.insert(name.clone())) {
        trace.number(&PARAMETER_WAYS.rules[param::NUMBER], &free);
    }
    trace
}

/// Whether a builder has a method or a field of this name itself.
pub(crate) fn is_builders_own(ident: &str) -> bool {
    BUILDER.contains(&ident)
}
