//! The permissions that a caller must hold, and the sentence about them in the docs.

use std::collections::BTreeSet;
use std::fmt;

/// The permissions that an operation needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Requirement {
    /// Any one permission.
    Any,
    Permission(String),
    AllOf(Vec<Self>),
    AnyOf(Vec<Self>),
    /// The permissions must be held for a stage or an asset.
    Within {
        needs: Box<Self>,
        place: String,
    },
    /// The content of the request decides which case applies.
    Cases(Vec<Case>),
    /// Needed in addition to everything else, when the condition is true.
    When(Box<Case>),
    /// A sentence in another form.
    Words {
        sentence: String,
        permissions: Vec<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    /// Empty in the case for all requests to which no other case applies.
    pub(crate) condition: String,
    pub(crate) needs: Requirement,
}

/// The alternatives. Each is a set of all permissions that it requires.
pub(crate) type Alternatives = Vec<BTreeSet<String>>;

/// The largest number of separate alternatives. When there are more, they become one alternative that requires all
/// permissions.
const MOST_ALTERNATIVES: usize = 256;

impl Requirement {
    /// Returns sets of permissions. An API client that holds one whole set may make every call of the operation.
    pub(crate) fn alternatives(&self) -> Alternatives {
        match self {
            Self::Any => vec![BTreeSet::new()],
            Self::Permission(name) => vec![BTreeSet::from([name.clone()])],
            Self::AnyOf(parts) => parts.iter().flat_map(Self::alternatives).collect(),
            Self::AllOf(parts) => all_of(parts.iter()),
            Self::Cases(cases) => all_of(cases.iter().map(|case| &case.needs)),
            Self::Within { needs, .. } => needs.alternatives(),
            Self::When(case) => case.needs.alternatives(),
            Self::Words { permissions, .. } if permissions.is_empty() => vec![BTreeSet::new()],
            Self::Words { permissions, .. } => {
                let one = |name: &String| BTreeSet::from([name.clone()]);
                permissions.iter().map(one).collect()
            }
        }
    }
}

impl Requirement {
    /// The requirement as our own sentence, in a form that [`read_requirement`](super::permissions::read_requirement)
    /// can read. `None` when there is no such sentence.
    pub(super) fn in_our_words(&self) -> Option<String> {
        let all = |parts: &[Self], between: &str| -> Option<String> {
            let parts: Option<Vec<String>> = parts.iter().map(Self::in_our_words).collect();
            Some(parts?.join(between))
        };
        let is_name = |part: &Self| matches!(part, Self::Permission(_));
        match self {
            Self::Any => Some("any one permission".to_owned()),
            Self::Permission(name) => Some(format!("**{name}**")),
            Self::AllOf(parts) if parts.is_empty() => Some("no permission".to_owned()),
            Self::AnyOf(parts) if parts.iter().all(is_name) => all(parts, " or "),
            Self::AllOf(parts) if parts.iter().all(is_name) => all(parts, " and "),
            Self::AllOf(parts) => all(parts, "; "),
            Self::AnyOf(_) | Self::Words { .. } => None,
            Self::Within { needs, .. } => needs.in_our_words(),
            Self::When(case) => Some(format!(
                "for some requests also {}",
                case.needs.in_our_words()?
            )),
            Self::Cases(cases) => {
                let cases = cases.iter().enumerate().map(|(index, case)| {
                    let needs = case.needs.in_our_words()?;
                    let words = ["for some requests", "for others", "for yet others"];
                    let words = words.get(index)?;
                    // Bold permissions mark the end of a condition. Without them, a colon marks it.
                    let mark = if needs.contains("**") { "" } else { ":" };
                    Some(if case.condition.is_empty() {
                        needs
                    } else {
                        format!("{words}{mark} {needs}")
                    })
                });
                Some(cases.collect::<Option<Vec<_>>>()?.join("; "))
            }
        }
    }
}

/// A piece of the sentence about a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A permission.
    Name(&'a str),
    /// Words of the document.
    Words(&'a str),
    /// Our own words between them.
    Ours(&'static str),
}

impl Requirement {
    /// The sentence about the requirement, without a period.
    pub(crate) fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        self.say(&mut pieces);
        pieces
    }

    fn say<'a>(&'a self, pieces: &mut Vec<Piece<'a>>) {
        match self {
            Self::Any => pieces.push(Piece::Ours("any one permission")),
            Self::Permission(name) => pieces.push(Piece::Name(name)),
            Self::AllOf(parts) if parts.is_empty() => pieces.push(Piece::Ours("no permission")),
            Self::AllOf(parts) => {
                let depends = |part: &Self| matches!(part, Self::Cases(_) | Self::When(_));
                let depends = parts.iter().any(depends);
                say_parts(
                    parts,
                    if depends { "; " } else { " and " },
                    !depends,
                    pieces,
                );
            }
            Self::AnyOf(parts) => say_parts(parts, " or ", true, pieces),
            Self::Within { needs, place } => {
                needs.say(pieces);
                pieces.push(Piece::Ours(if needs.is_compound() { ", " } else { " " }));
                pieces.push(Piece::Words(place));
            }
            Self::Cases(cases) => {
                for (index, case) in cases.iter().enumerate() {
                    if index > 0 {
                        pieces.push(Piece::Ours("; "));
                    }
                    if !case.condition.is_empty() {
                        pieces.push(Piece::Words(&case.condition));
                        pieces.push(Piece::Ours(": "));
                    }
                    case.needs.say(pieces);
                }
            }
            Self::When(case) => {
                pieces.push(Piece::Words(&case.condition));
                pieces.push(Piece::Ours(": also "));
                case.needs.say(pieces);
            }
            Self::Words { sentence, .. } => {
                pieces.push(Piece::Words(sentence.trim_end_matches('.')));
            }
        }
    }

    /// Whether the sentence needs parentheses inside another one.
    const fn is_compound(&self) -> bool {
        match self {
            Self::AllOf(parts) | Self::AnyOf(parts) => parts.len() > 1,
            Self::Cases(_) | Self::When(_) => true,
            _ => false,
        }
    }
}

fn say_parts<'a>(
    parts: &'a [Requirement],
    between: &'static str,
    set_off: bool,
    pieces: &mut Vec<Piece<'a>>,
) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            pieces.push(Piece::Ours(between));
        }
        let set_off = set_off && part.is_compound();
        if set_off {
            pieces.push(Piece::Ours("("));
        }
        part.say(pieces);
        if set_off {
            pieces.push(Piece::Ours(")"));
        }
    }
}

/// Permissions as code.
impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().iter().try_for_each(|piece| match piece {
            Piece::Name(name) => write!(f, "`{name}`"),
            Piece::Words(words) | Piece::Ours(words) => f.write_str(words),
        })
    }
}

fn all_of<'a>(parts: impl Iterator<Item = &'a Requirement>) -> Alternatives {
    parts.fold(vec![BTreeSet::new()], |all, part| {
        let part = part.alternatives();
        if all.len() * part.len() > MOST_ALTERNATIVES {
            return vec![all.into_iter().chain(part).flatten().collect()];
        }
        let with = |one: &BTreeSet<String>| {
            let one = one.clone();
            part.iter()
                .map(move |other| &one | other)
                .collect::<Vec<_>>()
        };
        all.iter().flat_map(with).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_alternatives_do_not_multiply() {
        let names = (0..40).map(|n| Requirement::Permission(format!("A > {n}")));
        let either = Requirement::AnyOf(names.collect());
        let all = Requirement::AllOf(vec![either; 3]);
        assert!(all.alternatives().len() <= MOST_ALTERNATIVES);
    }
}
