//! Writes the changes as text and as JSON.

use odc_http::text::printable;
use serde::Serialize;

use super::change::{Change, Class, Element, count};
use crate::document::Printed;

/// The largest width of a sentence that counts for the column of the pointers.
const MAX_COLUMN: usize = 64;

/// The number of changed texts that are shown. The service changes the words of its documentation often, and few
/// readers need to know.
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
    fn count(changes: &[Change]) -> Self {
        Self {
            breaking: count(changes, Class::Breaking),
            additive: count(changes, Class::Additive),
            text: count(changes, Class::TextOnly),
        }
    }
}

/// The report: a first line with both names, one line for each change, and the counts.
#[must_use]
pub fn text(old: &str, new: &str, changes: &[Change]) -> Printed {
    let Counts {
        breaking,
        additive,
        text,
    } = Counts::count(changes);
    let none = if changes.is_empty() {
        ": no difference for a client"
    } else {
        ""
    };
    let mut report = Printed::from_line(format_args!("{old} -> {new}{none}"));
    report += lines(changes);
    report.line(format_args!(
        "{breaking} breaking, {additive} additive, {text} text"
    ));
    report
}

/// One line for each change: ``  breaking  GET /users/{key}: response field `photoUrl` removed   POINTER``. Only the
/// first changed texts are listed.
#[must_use]
pub fn lines(changes: &[Change]) -> Printed {
    let is_text = |change: &&Change| change.element == Element::Text;
    let texts = changes.iter().filter(is_text).count();
    let mut left = MAX_TEXTS;
    let shown = changes.iter().filter(|change| {
        let fits = left > 0 || !is_text(change);
        left = left.saturating_sub(usize::from(is_text(change)));
        fits
    });
    // The sentences as they are printed, since their width is needed.
    let printed = |change: &Change| printable(&change.sentence()).to_string();
    let shown: Vec<(&Change, String)> = shown.map(|change| (change, printed(change))).collect();
    let widths = shown.iter().map(|(_, sentence)| sentence.chars().count());
    let width = widths
        .filter(|width| *width <= MAX_COLUMN)
        .max()
        .unwrap_or(0);
    let mut report = Printed::default();
    for (change, sentence) in shown {
        let class = change.class.word();
        let pointer = if change.pointer.is_empty() {
            "(root)"
        } else {
            &change.pointer
        };
        report.line(format_args!("  {class:8}  {sentence:width$}  {pointer}"));
    }
    if texts > MAX_TEXTS {
        let more = texts - MAX_TEXTS;
        report.line(format_args!(
            "  text      … and {more} more texts (`diff --json` lists all)"
        ));
    }
    report
}

/// The changes as JSON, for programs. See `cargo xtask diff --help`.
#[must_use]
pub fn json(old: &str, new: &str, changes: &[Change]) -> Printed {
    let mut report = Printed::default();
    report.json(&Machine {
        old,
        new,
        summary: Counts::count(changes),
        changes,
    });
    report
}
