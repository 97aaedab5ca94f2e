//! Converts published names to words, and words to identifiers.
//!
//! Identifiers are ASCII. Letters that are not ASCII are written with ASCII letters. Characters that are not letters or
//! digits separate words. So each identifier is valid and has the case that Rust expects.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

use super::rules::{IDENTIFIERS, LETTERS, PLURALS, Trail};

/// A snake-case identifier.
pub(crate) fn identifier(name: &str) -> String {
    identifier_traced(name, &mut Trail::new())
}

pub(super) fn identifier_traced(name: &str, trail: &mut Trail) -> String {
    IDENTIFIERS.apply(snake(name), trail)
}

/// `GroupIdp-claim` -> `group_idp_claim`; empty when there is no letter and no digit.
pub(super) fn snake(text: &str) -> String {
    ascii_words(text).to_snake_case()
}

/// `group-idp claim` -> `GroupIdpClaim`; empty when there is no letter and no digit.
pub(super) fn camel(text: &str) -> String {
    ascii_words(text).to_upper_camel_case()
}

/// The letters and digits of a text in ASCII. Apostrophes are removed. Any other character becomes a space.
fn ascii_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != '\'') {
        let mut bytes = [0; 4];
        let letter: &str = c.encode_utf8(&mut bytes);
        if c.is_ascii_alphanumeric() {
            words.push(c);
        } else if let Some(rule) = LETTERS.rules.iter().find(|rule| rule.holds(letter)) {
            words.push_str(rule.becomes);
        } else if c.is_alphanumeric() {
            let ascii = any_ascii::any_ascii_char(c).chars();
            words.extend(ascii.map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }));
        } else {
            words.push(' ');
        }
    }
    words
}

/// The singular: `categories` -> `category`, `batches` -> `batch`, `releases` -> `release`, `status` -> `status`.
///
/// The table covers regular English words and a few irregular words. A wrong singular makes a name less readable, but
/// causes no error.
pub(super) fn singular(words: &str) -> String {
    singular_traced(words, &mut Trail::new())
}

pub(super) fn singular_traced(words: &str, trail: &mut Trail) -> String {
    let found = PLURALS.find(words);
    let one = found.map(|(rule, rest)| (rule, rule.becomes.replace('*', rest)));
    match one.filter(|(_, one)| one.len() > 1) {
        Some((rule, one)) => {
            rule.record(words, &one, trail);
            one
        }
        None => words.to_owned(),
    }
}

/// Whether words end with a plural.
pub(super) fn is_plural(words: &str) -> bool {
    singular(words) != words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_words_lose_their_plural_ending() {
        for (many, one) in [
            ("users", "user"),
            ("application_roles", "application_role"),
            ("categories", "category"),
            ("releases", "release"),
            ("addresses", "address"),
            ("statuses", "status"),
            ("analyses", "analysis"),
            ("hypotheses", "hypothesis"),
            ("diagnoses", "diagnosis"),
            ("heroes", "hero"),
            ("shoes", "shoe"),
            ("batches", "batch"),
            ("caches", "cache"),
            ("indexes", "index"),
            ("metrics", "metric"),
            ("analytics", "analytics"),
            ("status", "status"),
            ("access", "access"),
            ("data", "data"),
            ("s", "s"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn identifiers_are_ascii_and_not_keywords() {
        for (published, name) in [
            ("x-api-version", "x_api_version"),
            ("$filter", "filter"),
            ("type", "type_"),
            ("1st", "_1st"),
            ("日本", "ri_ben"),
            ("größe", "groesse"),
            ("Grün en Maße", "gruen_en_masse"),
            ("→", "x"),
            ("", "x"),
        ] {
            assert_eq!(identifier(published), name);
        }
    }
}
