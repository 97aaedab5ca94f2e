//! Chooses the Rust names of the fields of a type.

use std::collections::HashSet;

use super::rules::{FIELD_NAMES, FIELD_WAYS, Trail, field};
use super::symbols::{with_all_symbols, with_symbols};
use super::trace::{Candidate, Kind, Trace, Wish, choose_names};
use super::unique::Claim;
use super::words::identifier_traced;

/// The names of a type's fields. They are all distinct. The input has the published name of each field, and its name in
/// the overlay, if there is one.
pub(crate) fn field_names(fields: &[(&str, Option<&str>)]) -> Vec<String> {
    let traces = field_traces(fields);
    traces.iter().map(|trace| trace.name().to_owned()).collect()
}

/// The name of the field for all members without a field of their own. It differs from the names of the other fields.
pub(crate) fn rest_name<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    let taken: HashSet<&String> = names.into_iter().collect();
    let longer = (2..).map(|n| format!("extra_{n}"));
    let mut free = std::iter::once("extra".to_owned()).chain(longer);
    let free = free.find(|name| !taken.contains(name));
    free.expect("the numbers do not end")
}

/// How the fields of a type got their names.
pub(crate) fn field_traces(fields: &[(&str, Option<&str>)]) -> Vec<Trace> {
    let wishes = fields.iter().map(|&(published, given)| Wish {
        published: published.to_owned(),
        candidates: candidates(published, given),
        claim: match given {
            Some(_) => Claim::Given,
            None if ident(published, &mut Trail::new()) == published => Claim::Exact,
            None => Claim::Weak,
        },
    });
    let kind = Kind {
        number: &FIELD_WAYS.rules[field::NUMBER],
        mark: "_",
        reserved: &[],
        key: str::to_owned,
    };
    choose_names(wishes.collect(), kind).0
}

fn candidates(published: &str, given: Option<&str>) -> Vec<Candidate> {
    let candidate =
        |way, make: &dyn Fn(&mut Trail) -> String| Candidate::make(&FIELD_WAYS, way, make);
    if let Some(given) = given {
        return vec![candidate(field::GIVEN, &|trail| ident(given, trail))];
    }
    vec![
        candidate(field::NAME, &|trail| ident(published, trail)),
        candidate(field::SYMBOLS, &|trail| {
            ident(&with_symbols(published, trail), trail)
        }),
        candidate(field::ALL_SYMBOLS, &|trail| {
            ident(&with_all_symbols(published, trail), trail)
        }),
    ]
}

/// The name as an identifier that differs from each method of the type's builder.
fn ident(name: &str, trail: &mut Trail) -> String {
    let name = identifier_traced(name, trail);
    FIELD_NAMES.apply(name, trail)
}
