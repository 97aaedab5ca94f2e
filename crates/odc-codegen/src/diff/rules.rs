//! Compares what the service checks and the client does not: lengths, patterns, ranges, defaults.
//!
//! In an answer they are documentation. In a request a stricter rule refuses calls that worked, and
//! another default changes what a call means that leaves the value to it.

use std::cmp::Ordering;

use serde_json::Value;

use super::change::{Class, Element};
use super::place::At;
use super::setting::Setting;
use super::shape::{Kind, Shape};
use super::walk::{Role, Walk};

/// Which way a rule gets stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stricter {
    /// As the number grows; 0 is no rule.
    Up,
    /// As the number grows; every number is a rule.
    From,
    /// As the number shrinks.
    Down,
    /// With any value but the one that there was; `false` is no rule.
    Other,
    /// Never: a value that is left out has a meaning all the same.
    Default,
}

const RULES: [(&str, Stricter); 15] = [
    ("minLength", Stricter::Up),
    ("minItems", Stricter::Up),
    ("minProperties", Stricter::Up),
    ("minimum", Stricter::From),
    ("maxLength", Stricter::Down),
    ("maxItems", Stricter::Down),
    ("maxProperties", Stricter::Down),
    ("maximum", Stricter::Down),
    ("exclusiveMinimum", Stricter::Other),
    ("exclusiveMaximum", Stricter::Other),
    ("uniqueItems", Stricter::Other),
    ("pattern", Stricter::Other),
    ("multipleOf", Stricter::Other),
    ("format", Stricter::Other),
    ("default", Stricter::Default),
];

/// The keywords that are compared here.
pub(super) fn keywords() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(key, _)| *key)
}

impl<'a> Walk<'a> {
    pub(super) fn rules(&mut self, old: &At<'a>, new: &At<'a>, role: Role, place: &str) {
        for (key, stricter) in RULES {
            let (was, is) = (old.get(key), new.get(key));
            let Some(setting) = Setting::of(key, was.as_ref(), is.as_ref()) else {
                continue;
            };
            let [was, is] = [was, is].map(|at| at.map(|at| at.value));
            let class = match role {
                _ if role.is_read() => Class::TextOnly,
                // Of a number it names the Rust type or nothing, and types are compared elsewhere.
                _ if key == "format" && !is_text(new) => Class::TextOnly,
                _ => stricter.class(was, is),
            };
            self.setting(class, Element::Rule, &setting, place);
        }
    }
}

fn is_text(at: &At<'_>) -> bool {
    Shape::of(at).kind() == Kind::Text
}

impl Stricter {
    fn class(self, was: Option<&Value>, is: Option<&Value>) -> Class {
        let number = |value: Option<&Value>| value.and_then(Value::as_f64);
        let order = match self {
            Self::Default if was.is_some() && is.is_some() => return Class::Breaking,
            Self::Default => return Class::TextOnly,
            Self::Up => number(is)
                .unwrap_or(0.0)
                .total_cmp(&number(was).unwrap_or(0.0)),
            Self::From => {
                let least = |value| number(value).unwrap_or(f64::NEG_INFINITY);
                least(is).total_cmp(&least(was))
            }
            Self::Down => {
                let most = |value| number(value).unwrap_or(f64::INFINITY);
                most(was).total_cmp(&most(is))
            }
            Self::Other => match is {
                None | Some(Value::Bool(false)) => Ordering::Less,
                Some(_) => Ordering::Greater,
            },
        };
        match order {
            Ordering::Greater => Class::Breaking,
            Ordering::Less => Class::Additive,
            Ordering::Equal => Class::TextOnly,
        }
    }
}
