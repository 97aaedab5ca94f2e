//! The difference as people and as programs read it.

use std::fmt::Write as _;

use serde::Serialize;

use super::change::{Change, Class, count, summary};

/// Pointers stand in one column, unless what comes before is longer than this.
const MAX_COLUMN: usize = 64;

#[derive(Debug, Serialize)]
struct Machine<'a> {
    old: &'a str,
    new: &'a str,
    summary: Counts,
    changes: &'a [Change],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Counts {
    breaking: usize,
    additive: usize,
    text_only: usize,
}

impl Counts {
    fn of(changes: &[Change]) -> Self {
        Self {
            breaking: count(changes, Class::Breaking),
            additive: count(changes, Class::Additive),
            text_only: count(changes, Class::TextOnly),
        }
    }
}

/// A headline, one line for each change, and the counts.
pub(super) fn text(old: &str, new: &str, changes: &[Change]) -> String {
    let counts = Counts::of(changes);
    format!(
        "{old} -> {new}: {}\n{}{} breaking, {} additive, {} text-only\n",
        summary(changes),
        lines(changes),
        counts.breaking,
        counts.additive,
        counts.text_only
    )
}

/// `  breaking  GET /users/{key}: answer field `photoUrl` removed   POINTER`, for each change.
pub(crate) fn lines(changes: &[Change]) -> String {
    let sentences: Vec<String> = changes.iter().map(Change::sentence).collect();
    let width = sentences
        .iter()
        .map(|s| s.chars().count())
        .filter(|width| *width <= MAX_COLUMN)
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for (change, sentence) in changes.iter().zip(sentences) {
        let class = change.class.word();
        let pointer = if change.pointer.is_empty() {
            "(root)"
        } else {
            &change.pointer
        };
        let _ = writeln!(text, "  {class:8}  {sentence:width$}  {pointer}");
    }
    text
}

pub(super) fn json(old: &str, new: &str, changes: &[Change]) -> String {
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
