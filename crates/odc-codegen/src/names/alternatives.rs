//! Chooses the variant names of a union's alternatives.

use std::collections::HashSet;

use super::unique::{Claim, find_rejections};

/// The variant for a value of an unknown alternative.
const UNKNOWN: &str = "Unknown";

/// An alternative, by the names that its type gives it.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    /// The name of the type, such as `ShapeCircle` or `Integer`.
    pub(crate) name: String,
    /// The exact name after the Rust type, when it is more precise: `I64`.
    pub(crate) exact: Option<String>,
}

/// Distinct variant names of the alternatives of the union. A variant has the name of its type without the name of the
/// union: `Circle` for the alternative `ShapeCircle` of `Shape`. When another type has this shorter name, the variant
/// has the whole name of its type.
///
/// Only equal types get a number. Values are always read as the first of them.
pub(crate) fn alternative_names(union: &str, alternatives: &[Alternative]) -> Vec<String> {
    let candidates: Vec<Vec<&str>> = alternatives
        .iter()
        .map(|alternative| candidates(union, alternative))
        .collect();
    let claims: Vec<Claim> = alternatives
        .iter()
        .zip(&candidates)
        .map(|(alternative, names)| {
            if names.first() == Some(&alternative.name.as_str()) {
                Claim::Exact
            } else {
                Claim::Weak
            }
        })
        .collect();
    let rejections = find_rejections(&candidates, &claims, str::to_owned);
    let mut taken: HashSet<String> = HashSet::from([UNKNOWN.to_owned()]);
    let names = candidates.iter().zip(rejections).map(|(names, rejected)| {
        let name = names[rejected.len()];
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let mut free = std::iter::once(name.to_owned()).chain(numbered);
        let free = free.find(|name| taken.insert(name.clone()));
        free.expect("the numbers do not end")
    });
    names.collect()
}

/// The names that an alternative can have, the best first. There is at least one.
fn candidates<'a>(union: &str, alternative: &'a Alternative) -> Vec<&'a str> {
    let name = alternative.name.as_str();
    let mut names = vec![within(union, name), name];
    names.extend(alternative.exact.as_deref());
    names.dedup();
    if names.len() > 1 {
        names.retain(|name| *name != UNKNOWN);
    }
    names
}

/// The name of an alternative without the name of its union.
fn within<'a>(union: &str, name: &'a str) -> &'a str {
    let rest = name.strip_prefix(union).unwrap_or(name);
    if rest.starts_with(char::is_uppercase) {
        rest
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(union: &str, types: &[(&str, Option<&str>)]) -> Vec<String> {
        let types = types.iter().map(|(name, exact)| Alternative {
            name: (*name).to_owned(),
            exact: exact.map(str::to_owned),
        });
        alternative_names(union, &types.collect::<Vec<_>>())
    }

    #[test]
    fn an_alternative_has_the_same_name_in_every_order() {
        let integers = [("Integer", Some("I32")), ("Integer", Some("I64"))];
        for (union, types, expected) in [
            (
                "Shape",
                vec![("ShapeCircle", None), ("Square", None)],
                vec!["Circle", "Square"],
            ),
            (
                "Shape",
                vec![("ShapeCircle", None), ("Circle", None)],
                vec!["ShapeCircle", "Circle"],
            ),
            ("Number", integers.to_vec(), vec!["I32", "I64"]),
            ("Number", integers[..1].to_vec(), vec!["Integer"]),
            (
                "Kind",
                vec![("KindUnknown", None), ("A", None)],
                vec!["KindUnknown", "A"],
            ),
            ("Kind", vec![("Unknown", None)], vec!["Unknown2"]),
        ] {
            assert_eq!(names(union, &types), expected);
            let (mut types, mut expected) = (types, expected);
            types.reverse();
            expected.reverse();
            assert_eq!(names(union, &types), expected, "in reverse");
        }
    }

    #[test]
    fn equal_types_get_numbers() {
        let texts = [("String", None), ("String", None)];
        assert_eq!(names("Text", &texts), ["String", "String2"]);
    }
}
