//! Chooses the Rust names of enum values.

use super::rules::{self, Trail, VARIANT_NAMES, VARIANT_WAYS, VARIANTS, value};
use super::symbols::{with_all_symbols, with_symbols};
use super::trace::{Candidate, Kind, Trace, Wish, choose_names};
use super::unique::Claim;
use super::words::camel;

/// The variant name of an enum value: `client_secret_post` -> `ClientSecretPost`, `ES256` -> `Es256`, `3d` ->
/// `Value3d`.
#[cfg(test)]
pub(crate) fn variant(value: &str) -> String {
    variant_traced(value, &mut Trail::new())
}

fn variant_traced(value: &str, trail: &mut Trail) -> String {
    let [empty, others @ ..] = VARIANT_NAMES.rules else {
        return String::new();
    };
    if value.is_empty() {
        return empty.make("", "", trail);
    }
    let name = match value.strip_prefix(['+', '-']) {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => {
            with_symbols(value, trail)
        }
        _ => camel(value),
    };
    let name = if name.is_empty() {
        with_symbols(value, trail)
    } else {
        name
    };
    rules::apply(others, name, trail)
}

/// Distinct variant names of the values of an enum. A value may have a name from the overlay.
///
/// When values differ only in symbols, the names have the symbols as words: `C#` and `C` become `CHash` and `C`.
pub(crate) fn variant_names(values: &[(String, Option<String>)]) -> Vec<String> {
    let traces = variant_traces(values);
    traces.iter().map(|trace| trace.name().to_owned()).collect()
}

/// How the values of an enum got their names.
pub(crate) fn variant_traces(values: &[(String, Option<String>)]) -> Vec<Trace> {
    let wishes = values.iter().map(|(value, given)| Wish {
        published: value.clone(),
        candidates: candidates(value, given.as_deref()),
        claim: match given {
            Some(_) => Claim::Given,
            None if variant_traced(value, &mut Trail::new()) == *value => Claim::Exact,
            None => Claim::Weak,
        },
    });
    let kind = Kind {
        number: &VARIANT_WAYS.rules[value::NUMBER],
        mark: "",
        reserved: VARIANTS,
        key: str::to_owned,
    };
    choose_names(wishes.collect(), kind).0
}

fn candidates(value: &str, given: Option<&str>) -> Vec<Candidate> {
    let candidate =
        |way, make: &dyn Fn(&mut Trail) -> String| Candidate::make(&VARIANT_WAYS, way, make);
    if let Some(given) = given {
        return vec![candidate(value::GIVEN, &|_| given.to_owned())];
    }
    vec![
        candidate(value::NAME, &|trail| variant_traced(value, trail)),
        candidate(value::SYMBOLS, &|trail| {
            let words = with_symbols(value, trail);
            variant_traced(&words, trail)
        }),
        candidate(value::ALL_SYMBOLS, &|trail| {
            let words = with_all_symbols(value, trail);
            variant_traced(&words, trail)
        }),
    ]
}
