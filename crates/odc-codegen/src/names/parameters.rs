//! Rust names of the parameters of a call.

use std::collections::HashSet;

use super::reserved::BUILDER;
use super::words::identifier;

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
    let mut order: Vec<usize> = (0..published.len()).collect();
    order.sort_by_key(|i| {
        let Published { name, place, given } = published[*i];
        let rank = ["path", "query"].iter().position(|ranked| place == *ranked);
        (
            given.is_none(),
            rank.unwrap_or(2),
            identifier(name) != name,
            name,
        )
    });
    let mut names = vec![String::new(); published.len()];
    let mut taken: HashSet<String> = BUILDER.iter().map(|&name| name.to_owned()).collect();
    for i in order {
        let Published { name, place, given } = published[i];
        let name = given.unwrap_or(name);
        let qualified = identifier(&format!("{name} {place}"));
        let numbered = (2..).map(|n| format!("{qualified}_{n}"));
        let mut wishes = [identifier(name), qualified.clone()]
            .into_iter()
            .chain(numbered);
        names[i] = wishes
            .find(|name| taken.insert(name.clone()))
            .unwrap_or(qualified);
    }
    names
}

/// Whether a builder has a method or a field of this name itself.
pub(crate) fn is_builders_own(ident: &str) -> bool {
    BUILDER.contains(&ident)
}
