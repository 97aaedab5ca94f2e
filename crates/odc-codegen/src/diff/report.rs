//! The difference as people and as programs read it.

use std::fmt::Write as _;

use serde::Serialize;

use super::change::{Change, Class, Element, count};

/// Pointers stand in one column, unless what comes before is longer than this.
const MAX_COLUMN: usize = 64;

/// The service rewords its documentation wholesale; that is not what anybody looks for.
const MAX_TEXTS: usize = 20;

#[derive(Debug, Serialize)]
struct Machine<'a> {
    old: &'a str,
    new: &'a str,
    summary: Counts,
    changes: &'a [Change],
}

#[derive(Debug, Serialize)]
struct Counts {
    breaking: usize,
    additive: usize,
    text: usize,
}

impl Counts {
    fn of(changes: &[Change]) -> Self {
        Self {
            breaking: count(changes, Class::Breaking),
            additive: count(changes, Class::Additive),
            text: count(changes, Class::TextOnly),
        }
    }
}

/// A headline, one line for each change, and the counts.
#[must_use]
pub fn text(old: &str, new: &str, changes: &[Change]) -> String {
    let counts = Counts::of(changes);
    let none = if changes.is_empty() {
        ": no difference for a client"
    } else {
        ""
    };
    format!(
        "{old} -> {new}{none}\n{}{} breaking, {} additive, {} text\n",
        lines(changes),
        counts.breaking,
        counts.additive,
        counts.text
    )
}

/// `  breaking  GET /users/{key}: answer field `photoUrl` removed   POINTER`, for each change; of many texts
/// the first ones.
#[must_use]
pub fn lines(changes: &[Change]) -> String {
    let is_text = |change: &&Change| change.element == Element::Text;
    let texts = changes.iter().filter(is_text).count();
    let mut left = MAX_TEXTS;
    let shown = changes.iter().filter(|change| {
        let fits = left > 0 || !is_text(change);
        left = left.saturating_sub(usize::from(is_text(change)));
        fits
    });
    let shown: Vec<(&Change, String)> = shown.map(|change| (change, change.sentence())).collect();
    let widths = shown.iter().map(|(_, sentence)| sentence.chars().count());
    let width = widths
        .filter(|width| *width <= MAX_COLUMN)
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for (change, sentence) in shown {
        let class = change.class.word();
        let pointer = if change.pointer.is_empty() {
            "(root)"
        } else {
            &change.pointer
        };
        let _ = writeln!(text, "  {class:8}  {sentence:width$}  {pointer}");
    }
    if texts > MAX_TEXTS {
        let more = texts - MAX_TEXTS;
        let _ = writeln!(
            text,
            "  text      … and {more} texts more (`diff --json` lists all)"
        );
    }
    text
}

/// The difference as JSON, for programs: see `cargo xtask diff --help`.
#[must_use]
pub fn json(old: &str, new: &str, changes: &[Change]) -> String {
    let machine = Machine {
        old,
        new,
        summary: Counts::of(changes),
        changes,
    };
    let mut text = serde_json::to_string_pretty(&machine).expect("strings and numbers alone");
    text.push('\n');
    text
}
