//! Tables for terminals and for Markdown.

use chrono::{DateTime, SecondsFormat};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde_json::Value;

use super::value::{Column, text};
use crate::terminal::line;

/// A table with blanks between its columns, which fits the width of a terminal.
pub(super) fn plain(
    columns: &[Column],
    rows: &[Value],
    header: bool,
    width: Option<u16>,
) -> String {
    let mut table = filled(columns, rows, header, |cell| cell);
    table.load_style(presets::NOTHING);
    for column in table.column_iter_mut() {
        column.set_padding((0, 3));
    }
    if let Some(width) = width {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width);
    }
    trimmed(&table)
}

/// One record: a line for each column.
pub(super) fn record(columns: &[Column], record: &Value, width: Option<u16>) -> String {
    let lines: Vec<Value> = columns
        .iter()
        .map(|column| serde_json::json!({"name": &*column.name, "value": text(column.of(record))}))
        .collect();
    plain(
        &[Column::new("name", "/name"), Column::new("value", "/value")],
        &lines,
        false,
        width,
    )
}

/// A table of Markdown, with a head in any case: without one it is no table.
#[must_use]
pub fn markdown(columns: &[Column], rows: &[Value]) -> String {
    let escape = |cell: String| {
        let mut escaped = String::new();
        for c in cell.chars() {
            // What ends a cell, and what begins HTML, a link or an image.
            if matches!(c, '\\' | '|' | '<' | '[' | '`') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    };
    let mut table = filled(columns, rows, true, escape);
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
    for row in rows {
        let cells = columns.iter().map(|column| escape(cell(column, row)));
        table.add_row(cells);
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(shown) = table.column_mut(index).filter(|_| is_numeric(column, rows)) {
            shown.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// A value on one printable line; "-" for nothing.
fn cell(column: &Column, row: &Value) -> String {
    let text = text(column.of(row));
    if text.is_empty() {
        return "-".to_owned();
    }
    let text = to_the_second(&text).unwrap_or(text);
    line(&format!("{}{text}", column.prefix))
}

/// A timestamp without the parts of its second. Nobody reads nanoseconds, and other formats keep them.
fn to_the_second(text: &str) -> Option<String> {
    // Most cells are something else, and cheaply so.
    let may_be = text.len() > 20 && text.as_bytes().get(10) == Some(&b'T');
    let time = may_be.then(|| DateTime::parse_from_rfc3339(text).ok());
    Some(time.flatten()?.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// Whether all values of a column are numbers, and there is one.
fn is_numeric(column: &Column, rows: &[Value]) -> bool {
    let mut values = rows
        .iter()
        .filter_map(|row| column.of(row))
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
