//! Tables for terminals and for Markdown.

use chrono::{DateTime, SecondsFormat};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use serde_json::Value;

use super::fit::{self, Measure};
use super::value::{Column, text};
use crate::terminal::line;

/// The columns that fit a terminal of this width. If there are too few to be useful, all columns.
pub(super) fn fitting(columns: &[Column], rows: &[Value], header: bool, width: u16) -> Vec<Column> {
    let minor = columns.iter().map(|column| column.is_minor);
    let widths = measures(columns, rows, header).into_iter().zip(minor);
    let chosen = fit::fitting(&widths.collect::<Vec<_>>(), width.into());
    if chosen.len() < columns.len().min(2) {
        return columns.to_vec();
    }
    let chosen = chosen.into_iter();
    chosen.filter_map(|at| columns.get(at).cloned()).collect()
}

/// A table with blanks between its columns. Texts that do not fit the terminal are wrapped between words. If the
/// columns still do not fit, there is a line for each column of each row.
pub(super) fn plain(
    columns: &[Column],
    rows: &[Value],
    header: bool,
    width: Option<u16>,
) -> String {
    let Some(width) = width else {
        return trimmed(&spaced(filled(columns, rows, header, |cell| cell)));
    };
    let measures = measures(columns, rows, header);
    let least = fit::total(measures.iter().map(|measure| measure.least()));
    if least > usize::from(width) && columns.len() > 1 {
        let records = rows.iter().map(|row| record(columns, row, Some(width)));
        return records.collect::<Vec<_>>().join("\n");
    }
    let bounds = measures.iter().map(|measure| measure.least());
    arranged(columns, rows, header, width, &measures, bounds)
}

/// One record, with one line for each column. No word is broken.
pub(super) fn record(columns: &[Column], record: &Value, width: Option<u16>) -> String {
    let lines: Vec<Value> = columns
        .iter()
        .map(|column| {
            let text = text(column.shown_in(record));
            let prefix = if text.is_empty() { "" } else { column.prefix };
            serde_json::json!({"name": &*column.name, "value": format!("{prefix}{text}")})
        })
        .collect();
    let columns = [Column::new("name", "/name"), Column::new("value", "/value")];
    let Some(width) = width else {
        return plain(&columns, &lines, false, None);
    };
    let measures = measures(&columns, &lines, false);
    let bounds = measures.iter().map(|measure| measure.unbroken());
    arranged(&columns, &lines, false, width, &measures, bounds)
}

/// A table that is at most as wide as the terminal. If the smallest widths of its columns need more, it is wider.
fn arranged(
    columns: &[Column],
    rows: &[Value],
    header: bool,
    width: u16,
    measures: &[Measure],
    bounds: impl Iterator<Item = usize>,
) -> String {
    let mut table = spaced(filled(columns, rows, header, |cell| cell));
    if fit::total(measures.iter().map(|measure| measure.whole)) > usize::from(width) {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width);
        for ((column, measure), bound) in table.column_iter_mut().zip(measures).zip(bounds) {
            // A limit includes the blanks after the column.
            let bound = bound + usize::from(column.padding_width());
            column.set_constraint(if measure.is_text {
                let bound = u16::try_from(bound).unwrap_or(u16::MAX);
                ColumnConstraint::LowerBoundary(Width::Fixed(bound))
            } else {
                ColumnConstraint::ContentWidth
            });
        }
    }
    trimmed(&table)
}

/// The widths of the columns.
fn measures(columns: &[Column], rows: &[Value], header: bool) -> Vec<Measure> {
    let of = |column: &Column| {
        let most = longest(rows.len());
        let cells: Vec<_> = rows.iter().map(|row| cell(column, row, most)).collect();
        let name = header.then(|| line(&column.name));
        Measure::of_column(name.as_deref(), cells.iter().map(String::as_str))
    };
    columns.iter().map(of).collect()
}

/// The table without lines, and with blanks between its columns.
fn spaced(mut table: Table) -> Table {
    table.load_style(presets::NOTHING);
    let last = table.column_count().saturating_sub(1);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if at == last { 0 } else { fit::GAP }));
    }
    table
}

/// A foreign text in Markdown: one printable line. It contains no HTML, link, image or code, and cannot end a cell.
#[must_use]
pub fn markdown_text(text: &str) -> String {
    let mut escaped = String::new();
    for c in line(text).chars() {
        if matches!(c, '\\' | '|' | '<' | '[' | '`') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A table in Markdown. It always has a head: without a head it would not be a table.
#[must_use]
pub fn markdown(columns: &[Column], rows: &[Value]) -> String {
    let mut table = filled(columns, rows, true, |cell| markdown_text(&cell));
    table.load_style(presets::ASCII_MARKDOWN);
    let text = trimmed(&table);
    let right = columns
        .iter()
        .map(|column| is_numeric(column, rows))
        .collect();
    align(&text, &right)
}

/// Marks the columns of numbers in the second line of a Markdown table.
fn align(text: &str, right: &Vec<bool>) -> String {
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    if let Some(rule) = lines.get_mut(1) {
        let mut parts: Vec<String> = rule.split('|').map(ToOwned::to_owned).collect();
        for (part, right) in parts.iter_mut().skip(1).zip(right) {
            if *right && part.pop().is_some() {
                part.push(':');
            }
        }
        *rule = parts.join("|");
    }
    lines.join("\n") + "\n"
}

fn filled(
    columns: &[Column],
    rows: &[Value],
    header: bool,
    escape: impl Fn(String) -> String,
) -> Table {
    let mut table = Table::new();
    if header {
        let names = columns.iter().map(|column| line(&column.name));
        table.set_header(names.map(&escape));
    }
    let most = longest(rows.len());
    for row in rows {
        let cells = columns.iter().map(|column| escape(cell(column, row, most)));
        table.add_row(cells);
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(shown) = table.column_mut(index).filter(|_| is_numeric(column, rows)) {
            shown.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// The largest number of characters in a cell. All cells of a column have the width of the widest one, so that one
/// long cell would take memory in each row.
fn longest(rows: usize) -> usize {
    ((8 << 20) / rows.max(1)).max(4_000)
}

/// A value on one printable line of at most this many characters. A missing value is "-".
fn cell(column: &Column, row: &Value, most: usize) -> String {
    let text = text(column.shown_in(row));
    if text.is_empty() {
        return "-".to_owned();
    }
    let text = to_the_second(&text).unwrap_or(text);
    match text.char_indices().nth(most) {
        Some((end, _)) => line(&format!("{}{}", column.prefix, &text[..end])) + "…",
        None => line(&format!("{}{text}", column.prefix)),
    }
}

/// A timestamp without fractions of a second. Users do not need nanoseconds, and other formats keep them.
fn to_the_second(text: &str) -> Option<String> {
    // Most cells do not contain a timestamp, and this check is cheap.
    let may_be = text.len() > 20 && text.as_bytes().get(10) == Some(&b'T');
    let time = may_be.then(|| DateTime::parse_from_rfc3339(text).ok());
    Some(time.flatten()?.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// Whether all values of a column are numbers, and there is at least one.
fn is_numeric(column: &Column, rows: &[Value]) -> bool {
    let mut values = rows
        .iter()
        .filter_map(|row| column.shown_in(row))
        .filter(|value| !value.is_null())
        .peekable();
    values.peek().is_some() && values.all(Value::is_number)
}

/// The lines of a table without blanks at their ends.
fn trimmed(table: &Table) -> String {
    let text = table.to_string();
    text.lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_long_text_does_not_take_memory_in_each_row() {
        let columns = [Column::new("name", "/name"), Column::new("key", "/key")];
        let mut rows = vec![json!({"name": "a", "key": "k"}); 200];
        rows[0] = json!({"name": "x".repeat(1 << 20), "key": "k"});
        for width in [None, Some(80)] {
            let table = plain(&columns, &rows, true, width);
            assert!(table.len() < 20 << 20, "{}", table.len());
        }
        let alone = plain(&columns, &rows[..1], true, None);
        assert!(alone.len() > 1 << 20, "a text that has room is whole");
    }

    #[test]
    fn a_timestamp_is_shown_to_the_second() {
        let columns = [Column::new("finished", "/at"), Column::new("name", "/name")];
        for (sent, shown) in [
            ("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05.9+02:00", "2026-01-02T03:04:05+02:00"),
            ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
            (
                "2026-01-02Tea at five o'clock",
                "2026-01-02Tea at five o'clock",
            ),
            ("1.4.0", "1.4.0"),
        ] {
            let row = json!({"at": sent, "name": "x"});
            let table = plain(&columns, std::slice::from_ref(&row), false, None);
            assert_eq!(table, format!("{shown}   x\n"));
            assert!(record(&columns, &row, None).starts_with(&format!("finished   {shown}\n")));
            assert!(markdown(&columns, &[row]).contains(&format!("| {shown} ")));
        }
    }

    #[test]
    fn at_any_width_no_word_is_broken_and_columns_that_do_not_fit_become_lines() {
        let key = "7c1e0f9a-52ab-4a0c-9a7e-6f0d3b1c2d4e";
        let columns = [
            Column::new("asset", "/a"),
            Column::new("key", "/k"),
            Column::new("revision", "/r").prefixed("r"),
            Column::new("message", "/m"),
        ];
        let rows = [
            json!({"a": "Booking Portal", "k": key, "r": 12, "m": "Add a filter by date"}),
            json!({"a": "Desk", "k": key, "r": 8, "m": null}),
        ];
        let words = |text: &str| -> std::collections::BTreeSet<String> {
            text.split_whitespace().map(ToOwned::to_owned).collect()
        };
        let whole = words(&plain(&columns, &rows, true, None));
        for width in 20..140 {
            let shown = plain(&columns, &rows, true, Some(width));
            assert_eq!(words(&shown), whole, "{width}\n{shown}");
            let most = shown.lines().map(|line| line.chars().count()).max();
            // A key and the name of its column are wider than this.
            assert!(width < 47 || most <= Some(width.into()), "{width}\n{shown}");
        }
        let below = plain(&columns, &rows, true, Some(50));
        let record = format!("asset      Desk\nkey        {key}\nrevision   r8\nmessage    -\n");
        assert!(below.ends_with(&format!("\n\n{record}")), "{below}");
    }

    #[test]
    fn a_table_fits_the_terminal_and_loses_nothing() {
        let columns = [Column::new("asset", "/a"), Column::new("message", "/m")];
        let rows = [json!({"a": "Booking Portal", "m": "Add a filter by date"})];
        let wide = plain(&columns, &rows, true, None);
        assert_eq!(
            wide.lines().nth(1),
            Some("Booking Portal   Add a filter by date")
        );
        let narrow = plain(&columns, &rows, true, Some(24));
        assert!(
            narrow.lines().all(|line| line.chars().count() <= 24),
            "{narrow}"
        );
        let words: Vec<_> = narrow.split_whitespace().collect();
        for word in ["Booking", "Portal", "filter", "date"] {
            assert!(words.contains(&word), "{narrow}");
        }
    }
}
