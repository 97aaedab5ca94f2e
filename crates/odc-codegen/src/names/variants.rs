//! Rust names of enum values.

use super::reserved::VARIANTS;
use super::unique::{numbered, settle};
use super::words::camel;

/// The variant for an enum value: `client_secret_post` -> `ClientSecretPost`, `ES256` -> `Es256`, `3d` -> `Value3d`.
pub(crate) fn variant(value: &str) -> String {
    let name = match value.strip_prefix(['+', '-']) {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => spelled(value),
        _ => camel(value),
    };
    match name.chars().next() {
        None if value.is_empty() => "Empty".to_owned(),
        None => Some(spelled(value))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| "Value".to_owned()),
        Some(first) if first.is_ascii_digit() => format!("Value{name}"),
        Some(_) if name == "Self" => "Self_".to_owned(),
        Some(_) => name,
    }
}

/// The variants for the values of an enum, each its own; `given` names of the overlay come first.
///
/// Values that differ in symbols alone spell these: `C#` and `C` are `CHash` and `C`.
pub(crate) fn variants(values: &[(String, Option<String>)]) -> Vec<String> {
    let fixed = values.iter().filter_map(|(_, given)| given.as_deref());
    let taken: Vec<&str> = VARIANTS.iter().copied().chain(fixed).collect();
    let ruled: Vec<&String> = values
        .iter()
        .filter(|(_, given)| given.is_none())
        .map(|(value, _)| value)
        .collect();
    let wishes: Vec<Vec<String>> = ruled
        .iter()
        .map(|value| match spelled(value) {
            spelled if spelled.is_empty() => vec![variant(value)],
            spelled => vec![variant(value), variant(&spelled)],
        })
        .collect();
    let places = settle(&wishes, str::to_owned);
    let names: Vec<String> = wishes
        .iter()
        .zip(places)
        .map(|(names, at)| names[at].clone())
        .collect();
    let mut names = numbered(&names, &taken, "").into_iter();
    values
        .iter()
        .map(|(_, given)| given.clone().or_else(|| names.next()).unwrap_or_default())
        .collect()
}

/// With the symbols as words, but those that part words among letters.
fn spelled(value: &str) -> String {
    let plain = camel(value).is_empty();
    let words: String = value
        .chars()
        .map(|c| match symbol(c) {
            Some(_) if !plain && matches!(c, '_' | ' ' | '.' | ':' | '/') => " ".to_owned(),
            Some(_) if !plain && c == '-' && !value.starts_with(c) => " ".to_owned(),
            Some(word) => format!(" {word} "),
            None => c.to_string(),
        })
        .collect();
    camel(&words)
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' => "Space",
        '!' => "Not",
        '"' => "Quote",
        '#' => "Hash",
        '$' => "Dollar",
        '%' => "Percent",
        '&' => "And",
        '\'' => "Apostrophe",
        '(' | ')' => "Parenthesis",
        '*' => "Asterisk",
        '+' => "Plus",
        ',' => "Comma",
        '-' => "Minus",
        '.' => "Dot",
        '/' => "Slash",
        ':' => "Colon",
        ';' => "Semicolon",
        '<' => "Less",
        '=' => "Equal",
        '>' => "Greater",
        '?' => "Question",
        '@' => "At",
        '[' | ']' => "Bracket",
        '\\' => "Backslash",
        '^' => "Caret",
        '_' => "Underscore",
        '`' => "Backtick",
        '{' | '}' => "Brace",
        '|' => "Or",
        '~' => "Tilde",
        _ => return None,
    })
}
