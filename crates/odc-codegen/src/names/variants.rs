//! Rust names of enum values.

use super::rules::{self, Rule, SYMBOLS, Trail, VARIANT_NAMES, VARIANT_WAYS, VARIANTS, value};
use super::trace::{Trace, Wish, settled};
use super::unique::numbered;
use super::words::camel;

/// The variant for an enum value: `client_secret_post` -> `ClientSecretPost`, `ES256` -> `Es256`, `3d` -> `Value3d`.
#[cfg(test)]
pub(crate) fn variant(value: &str) -> String {
    variant_by(value, &mut Trail::new())
}

fn variant_by(value: &str, trail: &mut Trail) -> String {
    let [empty, others @ ..] = VARIANT_NAMES.rules else {
        return String::new();
    };
    if value.is_empty() {
        return empty.make("", "", trail);
    }
    let name = match value.strip_prefix(['+', '-']) {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => spelled(value, trail),
        _ => camel(value),
    };
    let name = if name.is_empty() {
        spelled(value, trail)
    } else {
        name
    };
    rules::apply(others, name, trail)
}

/// The variants for the values of an enum, each its own; `given` names of the overlay come first.
///
/// Values that differ in symbols alone spell these: `C#` and `C` are `CHash` and `C`.
pub(crate) fn variants(values: &[(String, Option<String>)]) -> Vec<String> {
    let traces = variant_traces(values);
    traces.iter().map(|trace| trace.name().to_owned()).collect()
}

/// How the values of an enum come by their names.
pub(crate) fn variant_traces(values: &[(String, Option<String>)]) -> Vec<Trace> {
    let fixed = values.iter().filter_map(|(_, given)| given.as_deref());
    let taken: Vec<&str> = VARIANTS.iter().copied().chain(fixed).collect();
    let wish = |way, make: &dyn Fn(&mut Trail) -> String| Wish::of(&VARIANT_WAYS, way, make);
    let ruled = values.iter().filter(|(_, given)| given.is_none());
    let wishes: Vec<Vec<Wish>> = ruled
        .map(|(value, _)| {
            let plain = wish(value::NAME, &|trail| variant_by(value, trail));
            let symbols = wish(value::SYMBOLS, &|trail| {
                let spelled = spelled(value, trail);
                variant_by(&spelled, trail)
            });
            if spelled(value, &mut Trail::new()).is_empty() {
                vec![plain]
            } else {
                vec![plain, symbols]
            }
        })
        .collect();
    let mut ruled = settled(wishes, str::to_owned);
    let names: Vec<String> = ruled.iter().map(|trace| trace.name().to_owned()).collect();
    for (trace, name) in ruled.iter_mut().zip(numbered(&names, &taken, "")) {
        trace.number(&VARIANT_WAYS.rules[value::NUMBER], &name);
    }
    let mut ruled = ruled.into_iter();
    let traces = values.iter().map(|(_, given)| match given {
        Some(name) => Trace {
            wishes: vec![wish(value::GIVEN, &|_| name.clone())],
            ..Trace::default()
        },
        None => ruled.next().unwrap_or_default(),
    });
    traces.collect()
}

/// With the symbols as words, but those that part words among letters.
fn spelled(value: &str, trail: &mut Trail) -> String {
    let plain = camel(value).is_empty();
    let words: String = value
        .chars()
        .map(|c| match symbol(c) {
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

fn symbol(c: char) -> Option<&'static Rule> {
    let mut bytes = [0; 4];
    let symbol = c.encode_utf8(&mut bytes);
    SYMBOLS.rules.iter().find(|rule| rule.holds(symbol))
}
