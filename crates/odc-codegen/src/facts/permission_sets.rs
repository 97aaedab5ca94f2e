//! Makes a set of the permissions that a sentence names. The set has each permission once.
//!
//! A sentence may name a permission again in each of its parts. Readers would take the second one for another permission.

use super::requirement::{Case, Requirement};

impl Requirement {
    /// The same requirement without parts that another part contains.
    pub(super) fn into_set(self) -> Self {
        match self {
            Self::AllOf(parts) => {
                let parts = distinct(parts, " and ");
                let base: Vec<Self> = parts.clone();
                let adds = |part: &Self| match part {
                    // A condition does not repeat a permission that every request needs.
                    Self::When(case) => !contains(&base, &case.needs),
                    _ => true,
                };
                one_or(parts.into_iter().filter(adds).collect(), Self::AllOf)
            }
            Self::AnyOf(parts) => one_or(distinct(parts, " or "), Self::AnyOf),
            Self::Within { needs, place } => Self::Within {
                needs: Box::new(needs.into_set()),
                place,
            },
            Self::When(case) => Self::When(Box::new(Case {
                needs: case.needs.into_set(),
                ..*case
            })),
            Self::Cases(cases) => joined_cases(cases),
            other => other,
        }
    }
}

/// The distinct parts. Equal parts for different places become one part that names all these places, with `between` as
/// the separator.
fn distinct(parts: Vec<Requirement>, between: &str) -> Vec<Requirement> {
    let mut once: Vec<Requirement> = Vec::new();
    for part in parts.into_iter().map(Requirement::into_set) {
        if let Requirement::Within { needs, place } = &part {
            let known = once.iter_mut().find_map(|known| match known {
                Requirement::Within {
                    needs: same,
                    place: known,
                } if same == needs => Some(known),
                _ => None,
            });
            if let Some(known) = known {
                if known != place {
                    known.push_str(between);
                    known.push_str(place);
                }
                continue;
            }
        }
        if !once.contains(&part) {
            once.push(part);
        }
    }
    once
}

/// Whether all of these together contain a requirement.
fn contains(parts: &[Requirement], needs: &Requirement) -> bool {
    match needs {
        Requirement::AllOf(all) => all.iter().all(|needs| contains(parts, needs)),
        needs => parts.contains(needs),
    }
}

/// The cases, with one case for all conditions that need the same.
fn joined_cases(cases: Vec<Case>) -> Requirement {
    let mut once: Vec<Case> = Vec::new();
    for Case { condition, needs } in cases {
        let needs = needs.into_set();
        match once.iter_mut().find(|known| known.needs == needs) {
            // The case without a condition is for all other requests.
            Some(known) if known.condition.is_empty() => {}
            Some(known) => {
                known.condition.push_str(" or ");
                known.condition.push_str(&condition);
            }
            None => once.push(Case { condition, needs }),
        }
    }
    match once.as_slice() {
        [only] if only.condition.is_empty() => once.remove(0).needs,
        [_] => Requirement::When(Box::new(once.remove(0))),
        _ => Requirement::Cases(once),
    }
}

fn one_or(mut all: Vec<Requirement>, many: fn(Vec<Requirement>) -> Requirement) -> Requirement {
    match all.len() {
        1 => all.remove(0),
        _ => many(all),
    }
}

/// The sentence without repeated permissions. A permission is removed when only permissions and punctuation are between
/// it and the first permission with the same name. Words such as `or` say how permissions are joined, so nothing is
/// removed between them.
pub(super) fn without_repetition(sentence: &str) -> String {
    let parts: Vec<&str> = sentence.split("**").collect();
    if parts.len().is_multiple_of(2) {
        return sentence.to_owned();
    }
    let is_punctuation = |text: &str| !text.contains(char::is_alphanumeric);
    let mut kept = String::new();
    let mut listed: Vec<&str> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if index % 2 == 0 {
            let is_between = index > 0 && index + 1 < parts.len();
            if !(is_between && is_punctuation(part)) {
                listed.clear();
            }
            let repeats = parts
                .get(index + 1)
                .is_some_and(|name| listed.contains(&name.trim()));
            if !repeats {
                kept.push_str(part);
            }
        } else if !listed.contains(&part.trim()) {
            kept.push_str("**");
            kept.push_str(part);
            kept.push_str("**");
            if part.contains('>') {
                listed.push(part.trim());
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::permissions::read_requirement;
    use super::*;

    #[test]
    fn a_permission_that_a_sentence_repeats_is_written_once() {
        let eight = ["**A > B**"; 8];
        for sentence in [
            eight.join(", "),
            eight.join("; "),
            eight.join(" or "),
            eight.join(" and "),
            eight.join(". "),
            eight.join("\n- "),
            format!("Needs {}.", eight.join(", ")),
            "**A > B**; for the details also **A > B**".to_owned(),
            "**A > B**; for the details **A > B**".to_owned(),
        ] {
            assert_eq!(
                read_requirement(&sentence).to_string(),
                "`A > B`",
                "{sentence}"
            );
        }
    }

    #[test]
    fn repeated_permissions_with_other_conditions_or_places_are_joined() {
        for (sentence, said) in [
            (
                "**A > B** in the first stage; **A > B** in the last stage",
                "`A > B` in the first stage and in the last stage",
            ),
            (
                "a name: **A > B**; an order: **A > C**; a size: **A > B**",
                "a name or a size: `A > B`; an order: `A > C`",
            ),
            (
                "for a name **A > B**; for a size **A > B**",
                "for a name or for a size: also `A > B`",
            ),
            (
                "**A > B** or **A > C**; **A > B** or **A > C**",
                "`A > B` or `A > C`",
            ),
        ] {
            assert_eq!(read_requirement(sentence).to_string(), said, "{sentence}");
        }
    }

    #[test]
    fn a_list_that_does_not_say_how_it_is_joined_is_kept_without_repetition() {
        let read = read_requirement("Needs **A > B**, **A > C**, **A > B**, **A > C**.");
        assert_eq!(read.to_string(), "Needs A > B, A > C");
        let mixed = "**A > B** or **A > C** and **A > B**";
        assert_eq!(without_repetition(mixed), mixed);
    }
}
