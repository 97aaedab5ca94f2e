//! Finds the thing that the user named: by a key, a name, or a part of a name that only one thing has.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::exit::{Exit, Failure};

/// How many things an error lists.
const MOST: usize = 8;

/// A thing with its key and its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Named {
    /// The key.
    pub key: String,
    /// The name. If the thing has none, the key.
    pub name: String,
}

/// Whether the name fits a thing.
type Rule<'a> = &'a dyn Fn(&Named) -> bool;

/// Finds the thing that the user named, among all things of a kind, such as `stage`.
///
/// # Errors
/// The name is empty, or fits nothing, or several things.
pub fn find<'a>(kind: &str, text: &str, all: &'a [Named]) -> Result<&'a Named, Failure> {
    check(kind, text)?;
    let lower = text.to_lowercase();
    let rules: [(Rule<'_>, &str); 4] = [
        (&|it| it.key.eq_ignore_ascii_case(text), "is the key of"),
        (&|it| it.name == text, "is the name of"),
        (&|it| it.name.to_lowercase() == lower, "is the name of"),
        (
            &|it| it.name.to_lowercase().contains(&lower),
            "is a part of the names of",
        ),
    ];
    for (rule, what) in rules {
        let found: Vec<_> = all.iter().filter(|it| rule(it)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(one),
            several => return Err(ambiguous(kind, text, what, several.iter().copied())),
        }
    }
    Err(unknown(kind, text, all))
}

/// Refuses a name that consists of blanks, such as an unset variable of a script. It is a part of every name, so it
/// would select the only thing of a kind.
///
/// # Errors
/// The name is empty.
pub fn check(kind: &str, text: &str) -> Result<(), Failure> {
    if text.trim().is_empty() {
        return Err(Failure::usage(format_args!(
            "the {kind} is empty; write a name or a key"
        )));
    }
    Ok(())
}

/// A text to search for. Blanks alone would match everything.
///
/// # Errors
/// The text is empty.
pub fn searched(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err(
            "it is empty; write a part of a name, or leave it out to list everything".to_owned(),
        );
    }
    Ok(text.to_owned())
}

/// Whether a text is a key, so that no search is needed.
#[must_use]
pub fn is_key(text: &str) -> bool {
    Uuid::try_parse(text).is_ok()
}

/// The failure for a complete name that several things have.
#[must_use]
pub fn shared<'a>(
    kind: &str,
    text: &str,
    found: impl ExactSizeIterator<Item = &'a Named>,
) -> Failure {
    ambiguous(kind, text, "is the name of", found)
}

fn ambiguous<'a>(
    kind: &str,
    text: &str,
    what: &str,
    found: impl ExactSizeIterator<Item = &'a Named>,
) -> Failure {
    let count = found.len();
    let mut lines: Vec<_> = found
        .take(MOST)
        .map(|it| format!("{} ({})", it.name, it.key))
        .collect();
    if count > MOST {
        lines.push(format!("{} more", count - MOST));
    }
    let kinds = kind.replace(" or ", "s or ");
    Failure::usage(format_args!(
        "\"{text}\" {what} {count} {kinds}s: {}; write more of the name, or the key",
        lines.join(", ")
    ))
}

fn unknown(kind: &str, text: &str, all: &[Named]) -> Failure {
    let near = nearest(text, all.iter().map(|it| it.name.as_str()));
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", near.join(", "))
    };
    Failure::new(
        Exit::NotFound,
        format_args!("there is no {kind} \"{text}\"{hint}"),
    )
}

/// The names that are similar to a text, at most three. The most similar is first.
#[must_use]
pub fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = text.to_lowercase();
    let score = |name: &str| strsim::jaro_winkler(&lower, &name.to_lowercase());
    let scored = names.map(|name| (score(name), name));
    let mut near: Vec<_> = scored.filter(|(score, _)| *score > 0.7).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Named> {
        let names = [
            "Claims Desk",
            "Booking Portal",
            "Booking",
            "booking archive",
        ];
        names
            .iter()
            .enumerate()
            .map(|(at, name)| Named {
                key: format!("k{at}"),
                name: (*name).to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_key_a_name_and_a_part_of_one_are_found() {
        let all = all();
        for (text, key) in [
            ("k1", "k1"),
            ("Booking", "k2"),
            ("booking", "k2"),
            ("CLAIMS DESK", "k0"),
            ("desk", "k0"),
            ("archive", "k3"),
        ] {
            assert_eq!(find("asset", text, &all).unwrap().key, key, "{text}");
        }
    }

    #[test]
    fn a_name_of_blanks_is_refused_even_if_there_is_only_one_thing() {
        for text in ["", " ", "\t\u{a0}"] {
            let failure = find("asset", text, &all()[..1]).unwrap_err();
            assert_eq!(failure.exit(), Exit::WrongUse);
            let line = "the asset is empty; write a name or a key";
            assert_eq!(failure.line(), Some(line));
            assert!(searched(text).is_err());
        }
    }

    #[test]
    fn a_part_of_several_names_is_refused_with_the_candidates() {
        let failure = find("asset", "ook", &all()).unwrap_err();
        assert_eq!(failure.exit(), Exit::WrongUse);
        assert_eq!(
            failure.line(),
            Some(
                "\"ook\" is a part of the names of 3 assets: Booking Portal (k1), Booking (k2), booking archive (k3); write more of the name, or the key"
            )
        );
    }

    #[test]
    fn a_complete_name_of_several_things_is_not_called_a_part() {
        let mut all = all();
        all.push(Named {
            key: "k9".to_owned(),
            name: "BOOKING PORTAL".to_owned(),
        });
        let failure = find("asset", "booking portal", &all).unwrap_err();
        let start =
            "\"booking portal\" is the name of 2 assets: Booking Portal (k1), BOOKING PORTAL (k9);";
        assert!(failure.line().unwrap().starts_with(start), "{failure:?}");
    }

    #[test]
    fn an_unknown_name_is_not_found_and_the_most_similar_one_is_shown() {
        let failure = find("asset", "Clams Desk", &all()).unwrap_err();
        assert_eq!(failure.exit(), Exit::NotFound);
        assert_eq!(
            failure.line(),
            Some("there is no asset \"Clams Desk\"; did you mean Claims Desk?")
        );
        assert_eq!(
            find("stage", "zzz", &[]).unwrap_err().line(),
            Some("there is no stage \"zzz\"")
        );
    }
}
