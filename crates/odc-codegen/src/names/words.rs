//! Published names as words, and words as identifiers.
//!
//! Identifiers are ASCII: whatever else a published name holds parts words. So each is valid, and in the case that
//! Rust wants.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

use super::reserved::KEYWORDS;

/// A snake-case identifier.
pub(crate) fn identifier(name: &str) -> String {
    let name = snake(name);
    match name.chars().next() {
        None => "x".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) if KEYWORDS.contains(&name.as_str()) => format!("{name}_"),
        Some(_) => name,
    }
}

/// `GroupIdp-claim` -> `group_idp_claim`; empty when there is no letter and no digit.
pub(super) fn snake(text: &str) -> String {
    let apart = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let text: String = text.chars().filter(|c| *c != '\'').map(apart).collect();
    text.to_snake_case()
}

/// `group-idp claim` -> `GroupIdpClaim`; empty when there is no letter and no digit.
pub(super) fn camel(text: &str) -> String {
    let apart = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    let text: String = text.chars().filter(|c| *c != '\'').map(apart).collect();
    text.to_upper_camel_case()
}

/// One of many: `categories` -> `category`, `batches` -> `batch`, `releases` -> `release`, `status` -> `status`.
///
/// Only what is regular in English, and the few words of other APIs that are not; an odd word makes a name less
/// pretty and nothing else.
pub(super) fn singular(words: &str) -> String {
    const SAME: [&str; 8] = [
        "ss", "us", "is", "tics", "hics", "series", "species", "news",
    ];
    const IRREGULAR: [(&str, &str); 5] = [
        ("caches", "cache"),
        ("cookies", "cookie"),
        ("indices", "index"),
        ("people", "person"),
        ("shoes", "shoe"),
    ];
    const ENDINGS: [(&str, &str); 12] = [
        ("ies", "y"),
        ("sses", "ss"),
        ("tuses", "tus"),
        ("iases", "ias"),
        ("yses", "ysis"),
        ("theses", "thesis"),
        ("gnoses", "gnosis"),
        ("oes", "o"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("s", ""),
    ];
    if SAME.iter().any(|ending| words.ends_with(ending)) {
        return words.to_owned();
    }
    let mut endings = IRREGULAR.iter().chain(&ENDINGS);
    let found = endings.find_map(|(many, one)| Some((words.strip_suffix(many)?, one)));
    match found {
        Some((stem, one)) if stem.len() + one.len() > 1 => format!("{stem}{one}"),
        _ => words.to_owned(),
    }
}

/// Whether words end with one of many.
pub(super) fn is_plural(words: &str) -> bool {
    singular(words) != words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_words_lose_the_ending_of_many() {
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
    fn identifiers_are_ascii_and_no_keywords() {
        for (published, name) in [
            ("x-api-version", "x_api_version"),
            ("$filter", "filter"),
            ("type", "type_"),
            ("1st", "_1st"),
            ("日本", "x"),
            ("", "x"),
        ] {
            assert_eq!(identifier(published), name);
        }
    }
}
