//! Rust names of enum values.

use super::rules::{self, Rule, SYMBOLS, Trail, VARIANT_NAMES, VARIANT_WAYS, VARIANTS, value};
use super::trace::{Candidate, Trace, choose_names};
use super::unique::number_later;
use super::words::camel;

/// The variant name of an enum value: `client_secret_post` -> `ClientSecretPost`, `ES256` -> `Es256`, `3d` -> `Value3d`.
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
            with_symbol_words(value, trail)
        }
        _ => camel(value),
    };
    let name = if name.is_empty() {
        with_symbol_words(value, trail)
    } else {
        name
    };
    rules::apply(others, name, trail)
}

/// Distinct variant names of the values of an enum, which may have a name from the overlay.
///
/// Values that differ only in symbols have these as words: `C#` and `C` become `CHash` and `C`.
pub(crate) fn variant_names(values: &[(String, Option<String>)]) -> Vec<String> {
    let traces = variant_traces(values);
    traces.iter().map(|trace| trace.name().to_owned()).collect()
}

/// How the values of an enum got their names.
pub(crate) fn variant_traces(values: &[(String, Option<String>)]) -> Vec<Trace> {
    let fixed = values.iter().filter_map(|(_, given)| given.as_deref());
    let taken: Vec<&str> = VARIANTS.iter().copied().chain(fixed).collect();
    let candidate =
        |way, make: &dyn Fn(&mut Trail) -> String| Candidate::make(&VARIANT_WAYS, way, make);
    let ruled = values.iter().filter(|(_, given)| given.is_none());
    let candidates: Vec<Vec<Candidate>> = ruled
        .map(|(value, _)| {
            let plain = candidate(value::NAME, &|trail| variant_traced(value, trail));
            let symbols = candidate(value::SYMBOLS, &|trail| {
                let words = with_symbol_words(value, trail);
                variant_traced(&words, trail)
            });
            if with_symbol_words(value, &mut Trail::new()).is_empty() {
                vec![plain]
            } else {
                vec![plain, symbols]
            }
        })
        .collect();
    let mut ruled = choose_names(candidates, str::to_owned);
    let names: Vec<String> = ruled.iter().map(|trace| trace.name().to_owned()).collect();
    for (trace, name) in ruled.iter_mut().zip(number_later(&names, &taken, "")) {
        trace.record_number(&VARIANT_WAYS.rules[value::NUMBER], &name);
    }
    let mut ruled = ruled.into_iter();
    let traces = values.iter().map(|(_, given)| match given {
        Some(name) => Trace {
            candidates: vec![candidate(value::GIVEN, &|_| name.clone())],
            ..Trace::default()
        },
        None => ruled.next().unwrap_or_default(),
    });
    traces.collect()
}

/// The value with its symbols as words, except those that only separate words.
fn with_symbol_words(value: &str, trail: &mut Trail) -> String {
    let plain = camel(value).is_empty();
    let words: String = value
        .chars()
        .map(|c| match symbol_rule(c) {
            Some(_) if !plain && matches!(c, '_' | ' ' | '.' | ':' | '/') => " ".to_owned(),
            Some(_) if !plain && c == '-' && !value.starts_with(c) => " ".to_owned(),
            Some(rule) => {
                rule.record(&c.to_string(), rule.becomes, trail);
                format!(" {} ", rule.becomes)
            }
            None => c.to_string(),
        })
        .collect();
    camel(&words)
}

fn symbol_rule(c: char) -> Option<&'static Rule> {
    let mut bytes = [0; 4];
    let symbol = c.encode_utf8(&mut bytes);
    SYMBOLS.rules.iter().find(|rule| rule.holds(symbol))
}
