//! Reads tables of a file as texts: CSV, and the first sheet of a workbook. Each row has the number of its line.

use std::path::Path;

use super::workbook::{self, Kind, MOST_COLUMNS, MOST_LINES};
use crate::exit::Failure;
use crate::files::{self, LARGEST_DATA};

/// A table with the names of its columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The names of the columns, as they are in the file.
    pub(super) columns: Vec<String>,
    /// The rows that are not empty.
    pub(super) rows: Vec<SheetRow>,
}

/// A row, whose cells are in the order of the columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SheetRow {
    /// The line in the file, counted from one.
    pub(super) line: u64,
    /// The cells, without blanks at their ends.
    pub(super) cells: Vec<String>,
}

impl Sheet {
    /// Reads a file. Its extension shows its type: `.xlsx`, `.xlsm` and `.ods` are workbooks, all others are CSV.
    ///
    /// # Errors
    /// It cannot be read, or a line of it has another form.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let ending = path
            .extension()
            .map(|it| it.to_string_lossy().to_lowercase());
        let kind = match ending.as_deref() {
            Some("xlsx" | "xlsm") => Some(Kind::Xlsx),
            Some("ods") => Some(Kind::Ods),
            Some("xls" | "xlsb") => {
                // The libraries for these formats use as much memory as the file demands.
                return Err(Failure::usage(format_args!(
                    "{}: save the workbook as .xlsx, .ods or CSV",
                    path.display()
                )));
            }
            _ => None,
        };
        let bytes = files::bytes(path, LARGEST_DATA)?;
        match kind {
            Some(kind) => Self::of_workbook(path, &bytes, kind),
            None => Self::of_csv(&bytes, &path.display().to_string()),
        }
    }

    fn of_csv(bytes: &[u8], file: &str) -> Result<Self, Failure> {
        // Excel writes a byte order mark.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
        let delimiter = if head.contains(&b';') && !head.contains(&b',') {
            b';'
        } else {
            b','
        };
        check_quotes(bytes, delimiter).map_err(|wrong| {
            let Wrong {
                line,
                column,
                problem,
            } = wrong;
            Failure::usage(format_args!(
                "{file} line {line}, column {column}: {problem}"
            ))
        })?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(bytes);
        let lines = Lines(bytes);
        let strange = |error: csv::Error| Failure::usage(csv_problem(file, lines, &error));
        let columns: Vec<_> = reader
            .headers()
            .map_err(strange)?
            .iter()
            .map(ToOwned::to_owned)
            .collect();
        let most = u64::from(MOST_COLUMNS);
        if columns.len() as u64 > most {
            let place = format!("{file} line 1, column {}", most + 1);
            return Err(Failure::usage(format_args!(
                "{place}: a table has at most {most} columns"
            )));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(strange)?;
            let line = record.position().map_or(0, |at| lines.line_of_record(at));
            if rows.len() as u64 >= u64::from(MOST_LINES) {
                return Err(Failure::usage(format_args!(
                    "{file} line {line}: a table has at most {MOST_LINES} lines; split it"
                )));
            }
            let cells = record.iter().map(ToOwned::to_owned).collect();
            rows.extend(row(file, line, cells, columns.len())?);
        }
        Ok(Self { columns, rows })
    }

    fn of_workbook(path: &Path, bytes: &[u8], kind: Kind) -> Result<Self, Failure> {
        let file = path.display().to_string();
        let mut lines = workbook::read(path, bytes, kind)?.into_iter();
        let columns = lines.next().map(|(_, cells)| cells).unwrap_or_default();
        let mut rows = Vec::new();
        for (line, cells) in lines {
            rows.extend(row(&file, line, cells, columns.len())?);
        }
        Ok(Self { columns, rows })
    }
}

/// The mistake in a quote, and its place.
struct Wrong {
    line: u64,
    column: u64,
    problem: &'static str,
}

/// The position of a reader in a cell.
enum InCell {
    Start,
    Blanks,
    Plain,
    Quoted,
    AfterQuote,
    BlanksAfterQuote,
}

/// Refuses quotes that make the CSV reader read other cells than the file shows. If a quote is not closed, the next
/// lines would become a part of its cell. Text after a closing quote would become a part of the cell.
fn check_quotes(bytes: &[u8], delimiter: u8) -> Result<(), Wrong> {
    use InCell::{AfterQuote, Blanks, BlanksAfterQuote, Plain, Quoted, Start};
    let (mut line, mut column, mut state) = (1, 1, Start);
    let wrong = |line, column, problem| {
        Err(Wrong {
            line,
            column,
            problem,
        })
    };
    for byte in bytes {
        state = match (state, *byte) {
            (Quoted, b'\r' | b'\n') => {
                let problem = "the cell has several lines; is a quote not closed?";
                return wrong(line, column, problem);
            }
            (Quoted, b'"') => AfterQuote,
            (Quoted, _) | (AfterQuote | Start, b'"') => Quoted,
            (Blanks, b'"') => {
                return wrong(line, column, "a blank is before the quote; remove it");
            }
            (_, b'\n') => {
                (line, column) = (line + 1, 1);
                Start
            }
            (_, b'\r') => Start,
            (_, other) if other == delimiter => {
                column += 1;
                Start
            }
            (Start | Blanks, b' ' | b'\t') => Blanks,
            (AfterQuote | BlanksAfterQuote, b' ' | b'\t') => BlanksAfterQuote,
            (AfterQuote | BlanksAfterQuote, _) => {
                let problem = "text follows the closing quote; write a quote inside a cell twice";
                return wrong(line, column, problem);
            }
            (Start | Blanks | Plain, _) => Plain,
        };
    }
    match state {
        Quoted => wrong(line, column, "a quote is not closed"),
        _ => Ok(()),
    }
}

/// A row with a cell for each column. `None` if all cells are empty.
fn row(
    file: &str,
    line: u64,
    mut cells: Vec<String>,
    columns: usize,
) -> Result<Option<SheetRow>, Failure> {
    if cells.iter().all(String::is_empty) {
        return Ok(None);
    }
    if let Some(at) = cells.iter().skip(columns).position(|it| !it.is_empty()) {
        return Err(Failure::usage(format_args!(
            "{file} line {line}, column {}: the first line names {columns} columns only; put a cell that holds the separator in quotes",
            columns + at + 1
        )));
    }
    cells.resize(columns, String::new());
    Ok(Some(SheetRow { line, cells }))
}

/// The lines of a text. The reader names a record by a position. Line breaks and empty lines that it has not skipped
/// yet may come between this position and the record.
#[derive(Clone, Copy)]
struct Lines<'a>(&'a [u8]);

impl Lines<'_> {
    /// The line of the record at a position, counted from one.
    fn line_of_record(self, position: &csv::Position) -> u64 {
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let skipped = self.0.get(start..).unwrap_or_default();
        let skipped = skipped.iter().take_while(|byte| b"\r\n".contains(byte));
        let breaks = skipped.filter(|byte| **byte == b'\n').count();
        position.line() + breaks as u64
    }
}

fn csv_problem(file: &str, lines: Lines<'_>, error: &csv::Error) -> String {
    let line = error
        .position()
        .map(|at| format!(" line {}", lines.line_of_record(at)));
    let line = line.unwrap_or_default();
    match error.kind() {
        csv::ErrorKind::Utf8 { err, .. } => format!(
            "{file}{line}, column {}: it is not UTF-8; save the file as \"CSV UTF-8\"",
            err.field() + 1
        ),
        _ => format!("{file}{line}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_csv(text: &[u8]) -> Result<Sheet, String> {
        Sheet::of_csv(text, "people.csv").map_err(|failure| failure.line().unwrap().to_owned())
    }

    #[test]
    fn csv_of_excel_is_read_with_its_byte_order_mark_separator_and_line_numbers() {
        let sheet =
            of_csv(b"\xef\xbb\xbfemail;roles\r\n\r\na@x.test;\"A;B \"\r\n;\r\nb@x.test\r\n");
        let row = |line, cells: [&str; 2]| SheetRow {
            line,
            cells: cells.map(str::to_owned).to_vec(),
        };
        let rows = vec![row(3, ["a@x.test", "A;B"]), row(5, ["b@x.test", ""])];
        let columns = vec!["email".to_owned(), "roles".to_owned()];
        assert_eq!(sheet, Ok(Sheet { columns, rows }));
    }

    #[test]
    fn a_table_has_a_limited_number_of_columns_and_lines() {
        let wide = ",x".repeat(64);
        assert_eq!(
            of_csv(format!("email{wide}\na@x.test\n").as_bytes()).unwrap_err(),
            "people.csv line 1, column 65: a table has at most 64 columns"
        );
        let lines = "a\n".repeat(100_001);
        assert_eq!(
            of_csv(format!("email\n{lines}").as_bytes()).unwrap_err(),
            "people.csv line 100002: a table has at most 100000 lines; split it"
        );
    }

    #[test]
    fn a_line_that_cannot_be_read_is_reported_with_its_column() {
        assert_eq!(
            of_csv(b"email,name\na@x.test,Ana, Maria\n").unwrap_err(),
            "people.csv line 2, column 3: the first line names 2 columns only; put a cell that holds the separator in quotes"
        );
        assert_eq!(
            of_csv(b"email,name\na@x.test,In\xeas\n").unwrap_err(),
            "people.csv line 2, column 2: it is not UTF-8; save the file as \"CSV UTF-8\""
        );
    }

    #[test]
    fn a_quote_that_would_change_cells_is_reported_with_line_and_column() {
        let several = "the cell has several lines; is a quote not closed?";
        let after = "text follows the closing quote; write a quote inside a cell twice";
        for (rest, place, problem) in [
            (
                "v1@b.c,\"Val One,true\nv2@b.c,Vera,true\nv3@b.c,\"Vic\",true\n",
                "line 2, column 2",
                several,
            ),
            (
                "a@b.c,Ana,true\r\nb@b.c,\"Bo\r\n",
                "line 3, column 2",
                several,
            ),
            ("a@b.c,\"Ana", "line 2, column 2", "a quote is not closed"),
            ("\"q2@b.c\"x,Quinn,true\n", "line 2, column 1", after),
            ("\"q2@b.c\" \"x\",Quinn,true\n", "line 2, column 1", after),
            (
                "a@b.c, \"Ana, Maria\"\n",
                "line 2, column 2",
                "a blank is before the quote; remove it",
            ),
        ] {
            let refused = of_csv(format!("email,name,active\n{rest}").as_bytes());
            assert_eq!(
                refused.unwrap_err(),
                format!("people.csv {place}: {problem}")
            );
        }
        let sheet = of_csv(b"email,name\n\"a@b.c\" ,\"Ana \"\"A\"\" Maria\"\nb@b.c,Bo \"B\"\n");
        let cells: Vec<_> = sheet
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.cells)
            .collect();
        assert_eq!(cells, [["a@b.c", "Ana \"A\" Maria"], ["b@b.c", "Bo \"B\""]]);
    }
}
