//! Which permissions an API client must hold to make a call.

use std::fmt;

/// The permissions that an operation needs, from its document.
///
/// Permissions are named as the portal shows them, `Category > Name`. Conditions and places are words of the document.
/// `Display` is a plain sentence without a period.
///
/// ```
/// use odc_runtime::{Case, Requirement};
///
/// const CREATE: Requirement = Requirement::Cases(&[
///     Case { condition: "a new asset", needs: Requirement::Permission("Asset management > Create") },
///     Case {
///         condition: "a new revision",
///         needs: Requirement::Within {
///             needs: &Requirement::Permission("Asset management > Change"),
///             place: "on that asset",
///         },
///     },
/// ]);
/// assert_eq!(
///     CREATE.to_string(),
///     "a new asset: \"Asset management > Create\"; a new revision: \"Asset management > Change\" on that asset"
/// );
/// assert_eq!(CREATE.permissions(), ["Asset management > Create", "Asset management > Change"]);
/// assert!(CREATE.admits(|permission| permission == "Asset management > Change"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Requirement {
    /// Any one permission is enough.
    Any,
    /// This permission.
    Permission(&'static str),
    /// All of these.
    AllOf(&'static [Self]),
    /// One of these is enough.
    AnyOf(&'static [Self]),
    /// These permissions, held for a stage or an asset.
    Within {
        /// What is needed.
        needs: &'static Self,
        /// Where, in words: `in that stage`.
        place: &'static str,
    },
    /// The content of the request decides. At least one case applies. Each case that applies must be fulfilled.
    Cases(&'static [Case]),
    /// Needed in addition to everything else when the condition applies.
    When(&'static Case),
    /// A sentence of the document that the other variants cannot express, and the permissions that it names.
    Words {
        /// The sentence.
        sentence: &'static str,
        /// The permissions that it names.
        permissions: &'static [&'static str],
    },
}

/// What is needed under a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The condition in words: `for the e-mail settings`. It is empty for all requests to which no other case applies.
    pub condition: &'static str,
    /// What is needed then.
    pub needs: Requirement,
}

impl Requirement {
    /// All permissions that the requirement names, each once, in their order.
    #[must_use]
    pub fn permissions(&self) -> Vec<&'static str> {
        let mut all = Vec::new();
        self.collect(&mut all);
        all
    }

    fn collect(&self, all: &mut Vec<&'static str>) {
        let mut add = |names: &[&'static str]| {
            for name in names {
                if !all.contains(name) {
                    all.push(name);
                }
            }
        };
        match self {
            Self::Any => {}
            Self::Permission(name) => add(&[name]),
            Self::Words { permissions, .. } => add(permissions),
            Self::AllOf(parts) | Self::AnyOf(parts) => {
                parts.iter().for_each(|part| part.collect(all));
            }
            Self::Within { needs, .. } => needs.collect(all),
            Self::Cases(cases) => cases.iter().for_each(|case| case.needs.collect(all)),
            Self::When(case) => case.needs.collect(all),
        }
    }

    /// Whether a permission must be held for a stage or an asset.
    pub(crate) fn is_local(&self) -> bool {
        match self {
            Self::Within { .. } => true,
            Self::AllOf(parts) | Self::AnyOf(parts) => parts.iter().any(Self::is_local),
            Self::Cases(cases) => cases.iter().any(|case| case.needs.is_local()),
            Self::When(case) => case.needs.is_local(),
            Self::Any | Self::Permission(_) | Self::Words { .. } => false,
        }
    }

    /// Whether a caller with these permissions can make at least one call of the operation.
    ///
    /// Conditions and places are only words, so a single call may need more permissions. A part that applies only to
    /// some calls counts as not needed. A permission that is held for any stage or asset counts as held. The service
    /// decides.
    #[must_use]
    pub fn admits(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.admits_holder(&holds)
    }

    fn admits_holder(&self, holds: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Any | Self::When(_) => true,
            Self::Permission(name) => holds(name),
            Self::AllOf(parts) => parts.iter().all(|part| part.admits_holder(holds)),
            Self::AnyOf(parts) => parts.iter().any(|part| part.admits_holder(holds)),
            Self::Within { needs, .. } => needs.admits_holder(holds),
            Self::Cases(cases) => cases.iter().any(|case| case.needs.admits_holder(holds)),
            Self::Words { permissions, .. } => {
                permissions.is_empty() || permissions.iter().any(|name| holds(name))
            }
        }
    }

    /// Whether the sentence has several parts, so that it needs parentheses inside another one.
    const fn is_compound(&self) -> bool {
        match self {
            Self::AllOf(parts) | Self::AnyOf(parts) => parts.len() > 1,
            Self::Cases(_) | Self::When(_) => true,
            _ => false,
        }
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any one permission"),
            Self::Permission(name) => write!(f, "\"{name}\""),
            Self::AllOf([]) => f.write_str("no permission"),
            Self::AllOf(parts) => {
                let depends = |part: &Self| matches!(part, Self::Cases(_) | Self::When(_));
                if parts.iter().any(depends) {
                    join(f, parts.iter(), "; ")
                } else {
                    join(f, parts.iter().map(Part), " and ")
                }
            }
            Self::AnyOf(parts) => join(f, parts.iter().map(Part), " or "),
            Self::Within { needs, place } if needs.is_compound() => write!(f, "{needs}, {place}"),
            Self::Within { needs, place } => write!(f, "{needs} {place}"),
            Self::Cases(cases) => join(f, cases.iter(), "; "),
            Self::When(Case { condition, needs }) => write!(f, "{condition}: also {needs}"),
            Self::Words { sentence, .. } => f.write_str(sentence.trim_end_matches('.')),
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.condition.is_empty() {
            return self.needs.fmt(f);
        }
        write!(f, "{}: {}", self.condition, self.needs)
    }
}

/// A requirement inside another one.
struct Part<'a>(&'a Requirement);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_compound() {
            write!(f, "({})", self.0)
        } else {
            self.0.fmt(f)
        }
    }
}

fn join(
    f: &mut fmt::Formatter<'_>,
    parts: impl Iterator<Item = impl fmt::Display>,
    between: &str,
) -> fmt::Result {
    for (index, part) in parts.enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        part.fmt(f)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Requirement::{AllOf, Any, AnyOf, Cases, Permission, When, Within, Words};
    use super::*;

    const A: Requirement = Permission("A > 1");
    const B: Requirement = Permission("B > 2");
    const C: Requirement = Permission("C > 3");
    const MAIL: Case = Case {
        condition: "for e-mail",
        needs: B,
    };

    const ALL: &[(Requirement, &str)] = &[
        (Any, "any one permission"),
        (AllOf(&[]), "no permission"),
        (A, "\"A > 1\""),
        (AnyOf(&[A, B, C]), "\"A > 1\" or \"B > 2\" or \"C > 3\""),
        (AllOf(&[A, B]), "\"A > 1\" and \"B > 2\""),
        (
            AllOf(&[A, AnyOf(&[B, C])]),
            "\"A > 1\" and (\"B > 2\" or \"C > 3\")",
        ),
        (
            Within {
                needs: &AllOf(&[A, B]),
                place: "in that stage",
            },
            "\"A > 1\" and \"B > 2\", in that stage",
        ),
        (
            Cases(&[
                Case {
                    condition: "",
                    needs: A,
                },
                MAIL,
            ]),
            "\"A > 1\"; for e-mail: \"B > 2\"",
        ),
        (
            AllOf(&[A, When(&MAIL)]),
            "\"A > 1\"; for e-mail: also \"B > 2\"",
        ),
        (
            Words {
                sentence: "Whatever A > 1 admits.",
                permissions: &["A > 1"],
            },
            "Whatever A > 1 admits",
        ),
    ];

    #[test]
    fn a_requirement_prints_as_a_plain_sentence() {
        for (requirement, sentence) in ALL {
            assert_eq!(requirement.to_string(), *sentence);
        }
    }

    #[test]
    fn a_caller_is_admitted_if_at_least_one_call_is() {
        let who = |held: &'static [&str]| {
            ALL.iter()
                .map(|(requirement, _)| requirement.admits(|name| held.contains(&name)))
                .collect::<Vec<_>>()
        };
        let (yes, no) = (true, false);
        assert_eq!(who(&[]), [yes, yes, no, no, no, no, no, no, no, no]);
        assert_eq!(
            who(&["A > 1"]),
            [yes, yes, yes, yes, no, no, no, yes, yes, yes]
        );
        assert_eq!(
            who(&["B > 2"]),
            [yes, yes, no, yes, no, no, no, yes, no, no]
        );
        assert_eq!(who(&["A > 1", "B > 2"]), [true; 10]);
    }

    #[test]
    fn a_permission_that_is_named_twice_is_one() {
        assert_eq!(
            AllOf(&[A, AnyOf(&[B, A])]).permissions(),
            ["A > 1", "B > 2"]
        );
        assert!(Any.permissions().is_empty());
    }
}
