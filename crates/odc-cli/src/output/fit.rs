//! Decides which columns of a table fit the width of a terminal, and how narrow each of them may become.
//!
//! A value without blanks, such as a key or a version, is never broken. Texts are wrapped between words.

use console::measure_text_width;

/// The blanks between two columns.
pub(super) const GAP: u16 = 3;

/// A longer word of a text, such as a URL in a message, is broken.
const LONGEST_WORD: usize = 40;

/// A text is at least this wide, even if a minor column has no room then.
const COMFORTABLE: usize = 20;

/// The widths of the cells of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measure {
    /// The width of the widest cell.
    pub whole: usize,
    /// The width of the longest word.
    word: usize,
    /// Whether a cell has several words.
    pub is_text: bool,
}

impl Measure {
    /// Measures a column. The name counts if it is shown.
    pub(super) fn of_column<'a>(name: Option<&str>, cells: impl Iterator<Item = &'a str>) -> Self {
        let mut measure = Self::default();
        for cell in cells {
            measure.add(cell);
            measure.is_text |= cell.contains(' ');
        }
        if let Some(name) = name {
            measure.add(name);
        }
        measure
    }

    fn add(&mut self, cell: &str) {
        self.whole = self.whole.max(measure_text_width(cell));
        let longest = cell.split(' ').map(measure_text_width).max();
        self.word = self.word.max(longest.unwrap_or_default());
    }

    /// The smallest width at which no word that a user could type or copy is broken.
    pub(super) fn least(self) -> usize {
        if self.is_text {
            self.word.min(LONGEST_WORD)
        } else {
            self.whole
        }
    }

    /// The width of the longest word.
    pub(super) const fn unbroken(self) -> usize {
        self.word
    }

    /// The smallest width at which a text is easy to read.
    fn comfortable(self) -> usize {
        self.whole.min(self.least().max(COMFORTABLE))
    }
}

/// The width of columns with the blanks between them.
pub(super) fn total(widths: impl Iterator<Item = usize>) -> usize {
    let gap = usize::from(GAP);
    let with_gaps: usize = widths.map(|width| width + gap).sum();
    with_gaps.saturating_sub(gap)
}

/// The indices of the columns that fit a width: first the major ones in their order, then the minor ones. A column
/// that does not fit beside the earlier ones is left out.
pub(super) fn fitting(columns: &[(Measure, bool)], width: usize) -> Vec<usize> {
    let fits = |chosen: &[usize], width_of: fn(Measure) -> usize| {
        let widths = chosen.iter().filter_map(|at| columns.get(*at));
        total(widths.map(|(measure, _)| width_of(*measure))) <= width
    };
    let mut chosen: Vec<usize> = Vec::new();
    for minor in [false, true] {
        let width_of = if minor {
            Measure::comfortable
        } else {
            Measure::least
        };
        for (at, (_, is_minor)) in columns.iter().enumerate() {
            if *is_minor == minor {
                chosen.push(at);
                if !fits(&chosen, width_of) {
                    chosen.pop();
                }
            }
        }
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(cells: &[&str]) -> Measure {
        Measure::of_column(None, cells.iter().copied())
    }

    #[test]
    fn a_key_needs_its_full_width_and_a_text_that_of_its_longest_word() {
        let key = measure(&["7c1e0f9a-52ab-4a0c-9a7e-6f0d3b1c2d4e", "-"]);
        assert_eq!((key.least(), key.is_text), (36, false));
        let text = measure(&["Add a filter by date", "Fix it"]);
        assert_eq!((text.least(), text.whole), (6, 20));
        let named = Measure::of_column(Some("last login"), ["-"].into_iter());
        assert_eq!((named.least(), named.is_text), (10, false));
    }

    #[test]
    fn a_word_of_a_text_is_not_broken_up_to_a_limit() {
        let url = format!("see https://{}", "x".repeat(60));
        let text = measure(&[&url]);
        assert_eq!((text.least(), text.unbroken()), (LONGEST_WORD, 68));
    }

    #[test]
    fn minor_columns_are_left_out_first() {
        let columns = [
            (measure(&["Booking Portal"]), false),
            (measure(&["7c1e0f9a-52ab-4a0c-9a7e-6f0d3b1c2d4e"]), true),
            (measure(&["WebApplication"]), false),
            (measure(&["2026-01-02T03:04:05Z"]), false),
        ];
        for (width, chosen) in [
            (100, &[0, 1, 2, 3][..]),
            (80, &[0, 2, 3]),
            (70, &[0, 2, 3]),
            (40, &[0, 2]),
            (8, &[0]),
            (3, &[]),
        ] {
            assert_eq!(fitting(&columns, width), chosen, "{width}");
        }
    }
}
