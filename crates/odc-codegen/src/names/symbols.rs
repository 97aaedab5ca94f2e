//! Writes the symbols of published names as words. This distinguishes names with the same letters and digits.

use super::rules::{Rule, SYMBOLS, Trail};
use super::words::camel;

/// The name with its symbols as words, except symbols that only separate words.
pub(super) fn with_symbols(name: &str, trail: &mut Trail) -> String {
    let has_words = !camel(name).is_empty();
    spell(name, trail, |c| {
        let separates =
            matches!(c, '_' | ' ' | '.' | ':' | '/') || (c == '-' && !name.starts_with(c));
        has_words && separates
    })
}

/// The name with all its symbols as words.
pub(super) fn with_all_symbols(name: &str, trail: &mut Trail) -> String {
    spell(name, trail, |_| false)
}

fn spell(name: &str, trail: &mut Trail, separates: impl Fn(char) -> bool) -> String {
    let words = name.chars().map(|c| {
        if c.is_alphanumeric() {
            return c.to_string();
        }
        if separates(c) {
            return " ".to_owned();
        }
        let (rule, word) = word_of(c);
        rule.record(&c.to_string(), &word, trail);
        format!(" {word} ")
    });
    camel(&words.collect::<String>())
}

/// The word for a symbol: the word in the table, or otherwise its Unicode name.
fn word_of(c: char) -> (&'static Rule, String) {
    let mut bytes = [0; 4];
    let symbol: &str = c.encode_utf8(&mut bytes);
    let [known @ .., other] = SYMBOLS.rules else {
        unreachable!("the table has rules");
    };
    if let Some(rule) = known.iter().find(|rule| rule.holds(symbol)) {
        return (rule, rule.becomes.to_owned());
    }
    let name = unicode_names2::name(c).map(|name| name.to_string().to_lowercase());
    let name = name.unwrap_or_else(|| format!("U {:04X}", u32::from(c)));
    (other, camel(&name))
}
