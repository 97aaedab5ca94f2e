//! Compares rules that the service checks and the client does not check: lengths, patterns, ranges, defaults.
//!
//! In a response, rules are documentation. In a request, a stricter rule refuses calls that succeeded before, and
//! another default changes the meaning of calls without the value.

use std::cmp::Ordering;

use serde_json::Value;

use super::change::{Class, Element, TYPE_CHANGED};
use super::comparer::{Comparer, Usage};
use super::place::Place;
use super::setting::Setting;
use super::shape::{Kind, Shape};

/// The changes that make a rule stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// A larger number is stricter. 0 means no rule.
    Minimum,
    /// A larger number is stricter. Every number is a rule.
    LowerBound,
    /// A smaller number is stricter.
    Maximum,
    /// Any other value is stricter. `false` means no rule.
    AnyChange,
    /// No change is stricter, but another default changes the meaning of a call.
    Default,
}

const RULES: [(&str, Strictness); 15] = [
    ("minLength", Strictness::Minimum),
    ("minItems", Strictness::Minimum),
    ("minProperties", Strictness::Minimum),
    ("minimum", Strictness::LowerBound),
    ("maxLength", Strictness::Maximum),
    ("maxItems", Strictness::Maximum),
    ("maxProperties", Strictness::Maximum),
    ("maximum", Strictness::Maximum),
    ("exclusiveMinimum", Strictness::AnyChange),
    ("exclusiveMaximum", Strictness::AnyChange),
    ("uniqueItems", Strictness::AnyChange),
    ("pattern", Strictness::AnyChange),
    ("multipleOf", Strictness::AnyChange),
    ("format", Strictness::AnyChange),
    ("default", Strictness::Default),
];

/// The keywords that are compared here.
pub(super) fn keywords() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(key, _)| *key)
}

impl<'a> Comparer<'a> {
    pub(super) fn compare_rules(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        usage: Usage,
        place: &str,
    ) {
        for (key, stricter) in RULES {
            let (was, is) = (old.get(key), new.get(key));
            let Some(setting) = Setting::changed(key, was.as_ref(), is.as_ref()) else {
                continue;
            };
            let [was, is] = [was, is].map(|at| at.map(|at| at.value));
            let is_file = |format: Option<&Value>| format.is_some_and(|format| format == "binary");
            if key == "format" && is_text(new) && !usage.is_read() && is_file(was) != is_file(is) {
                // In a form, a field with the format `binary` is a file.
                let (is, was) = (Shape::read(new).phrase(), Shape::read(old).phrase());
                let what = format!("{place} is {is} now, was {was}");
                self.report_breaking(TYPE_CHANGED, what, new);
                continue;
            }
            let class = match usage {
                _ if usage.is_read() => Class::TextOnly,
                // The format of a number only decides the Rust type. Other code compares it.
                _ if key == "format" && !is_text(new) => Class::TextOnly,
                _ => stricter.class(was, is),
            };
            self.report_setting(class, Element::Rule, &setting, place);
        }
    }
}

fn is_text(at: &Place<'_>) -> bool {
    Shape::read(at).kind() == Kind::Text
}

impl Strictness {
    fn class(self, was: Option<&Value>, is: Option<&Value>) -> Class {
        let number = |value: Option<&Value>| value.and_then(Value::as_f64);
        let order = match self {
            Self::Default if was.is_some() && is.is_some() => return Class::Breaking,
            Self::Default => return Class::TextOnly,
            Self::Minimum => number(is)
                .unwrap_or(0.0)
                .total_cmp(&number(was).unwrap_or(0.0)),
            Self::LowerBound => {
                let least = |value| number(value).unwrap_or(f64::NEG_INFINITY);
                least(is).total_cmp(&least(was))
            }
            Self::Maximum => {
                let most = |value| number(value).unwrap_or(f64::INFINITY);
                most(was).total_cmp(&most(is))
            }
            Self::AnyChange => match is {
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
