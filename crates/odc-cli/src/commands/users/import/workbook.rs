//! The first sheet of a workbook as rows of texts.
//!
//! A workbook of some kilobytes can contain gigabytes of text, or two cells that are a million lines apart. Therefore
//! its parts are first unpacked only to count their bytes, and each cell is counted before it is stored.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{BufRead, BufReader, Cursor, Read as _};
use std::path::Path;

use calamine::{Data, DataRef, Ods, Reader as _, Xlsx};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::exit::Failure;

/// The largest number of columns of a table. An import has fewer.
pub(super) const MOST_COLUMNS: u32 = 64;

/// The largest number of lines of a table.
pub(super) const MOST_LINES: u32 = 100_000;

/// The largest number of parts in a workbook.
const MOST_PARTS: usize = 10_000;

/// The largest number of bytes in its parts.
const MOST_UNPACKED: u64 = 128 << 20;

/// The largest number of bytes in the texts of its cells. One text may be in many cells.
const MOST_TEXT: usize = 64 << 20;

/// The largest number of characters in a cell. Office programs have the same limit.
const LONGEST: usize = 32_767;

/// A type of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// The rows of a workbook that have at least one cell that is not empty, each with its line. The first cell of each
/// row is in the first column that any of these rows uses.
///
/// # Errors
/// It is not such a workbook, or it is too large for an import.
pub(super) fn read(
    path: &Path,
    bytes: &[u8],
    kind: Kind,
) -> Result<Vec<(u64, Vec<String>)>, Failure> {
    let unreadable = |error: &dyn Display| Failure::unreadable(path, error);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| unreadable(&it))?;
    check_parts(path, &mut archive, MOST_UNPACKED)?;
    let none = || unreadable(&"it has no sheet");
    match kind {
        Kind::Xlsx => {
            let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|it| unreadable(&it))?;
            let name = book.sheet_names().first().cloned().ok_or_else(none)?;
            let mut cells = Cells::new(path, &name);
            let mut reader = book
                .worksheet_cells_reader(&name)
                .map_err(|it| unreadable(&it))?;
            while let Some(cell) = reader.next_cell().map_err(|it| unreadable(&it))? {
                cells.add(cell.get_position(), cell.get_value())?;
            }
            Ok(cells.rows())
        }
        Kind::Ods => {
            let content = archive
                .by_name("content.xml")
                .map_err(|it| unreadable(&it))?;
            check_repeats(path, BufReader::new(content))?;
            let mut book = Ods::new(Cursor::new(bytes)).map_err(|it| unreadable(&it))?;
            let name = book.sheet_names().first().cloned().ok_or_else(none)?;
            let range = book.worksheet_range(&name).map_err(|it| unreadable(&it))?;
            let (above, before) = range.start().unwrap_or_default();
            let mut cells = Cells::new(path, &name);
            for (row, column, cell) in range.used_cells() {
                let number = |at: usize, first: u32| {
                    u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first)
                };
                let place = (number(row, above), number(column, before));
                cells.add(place, &borrowed(cell))?;
            }
            Ok(cells.rows())
        }
    }
}

/// Refuses a workbook whose parts have more than `most` bytes. The sizes that the archive states are not trusted.
fn check_parts(
    path: &Path,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    most: u64,
) -> Result<(), Failure> {
    let unreadable = |error: &dyn Display| Failure::unreadable(path, error);
    let parts = archive.len();
    if parts > MOST_PARTS {
        return Err(unreadable(&format_args!(
            "it has {parts} parts, and a workbook has at most {MOST_PARTS}"
        )));
    }
    let mut left = most;
    for at in 0..parts {
        let part = archive.by_index(at).map_err(|it| unreadable(&it))?;
        let count = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let count = count.map_err(|it| unreadable(&it))?;
        left = left.checked_sub(count).ok_or_else(|| {
            unreadable(&format_args!(
                "unpacked it has more than {} MiB; split it, or save it as CSV",
                most >> 20
            ))
        })?;
    }
    Ok(())
}

/// A cell during the reading of a workbook.
fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The texts of the cells that are not empty.
struct Cells<'a> {
    path: &'a Path,
    sheet: &'a str,
    rows: BTreeMap<u32, Vec<String>>,
    bytes: usize,
}

impl<'a> Cells<'a> {
    const fn new(path: &'a Path, sheet: &'a str) -> Self {
        Self {
            path,
            sheet,
            rows: BTreeMap::new(),
            bytes: 0,
        }
    }

    fn add(&mut self, (row, column): (u32, u32), cell: &DataRef<'_>) -> Result<(), Failure> {
        let at = |problem: &dyn Display| {
            let (file, sheet) = (self.path.display(), self.sheet);
            let name = format!("{}{}", letters(column), u64::from(row) + 1);
            Failure::usage(format_args!(
                "{file}, sheet {sheet:?}, cell {name}: {problem}"
            ))
        };
        let text = match cell {
            DataRef::SharedString(text) => text,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text.as_str()
            }
            _ => "",
        };
        if text.len() > LONGEST && text.chars().count() > LONGEST {
            return Err(at(&format_args!(
                "its text has more than {LONGEST} characters"
            )));
        }
        let text = match cell {
            DataRef::Empty => return Ok(()),
            DataRef::Bool(flag) => flag.to_string(),
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::DateTime(time) => time.to_string(),
            DataRef::Error(error) => {
                return Err(at(&format_args!(
                    "it holds the error {error}; mend its formula"
                )));
            }
            _ => text.trim().to_owned(),
        };
        if text.is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(at(&format_args!(
                "a table has at most {MOST_COLUMNS} columns"
            )));
        }
        if row >= MOST_LINES {
            return Err(at(&format_args!(
                "a table has at most {MOST_LINES} lines; split it"
            )));
        }
        self.bytes += text.len();
        if self.bytes > MOST_TEXT {
            return Err(at(&format_args!(
                "the cells up to here have more than {} MiB of text; split the table",
                MOST_TEXT >> 20
            )));
        }
        let cells = self.rows.entry(row).or_default();
        let column = usize::try_from(column).unwrap_or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        Ok(())
    }

    fn rows(self) -> Vec<(u64, Vec<String>)> {
        let begins = self.rows.values().map(|cells| {
            let mut cells = cells.iter();
            cells.position(|it| !it.is_empty()).unwrap_or_default()
        });
        let first = begins.min().unwrap_or_default();
        let rows = self.rows.into_iter().map(|(row, mut cells)| {
            cells.drain(..first);
            (u64::from(row) + 1, cells)
        });
        rows.collect()
    }
}

/// The letters of a column, as office programs name it.
fn letters(column: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), u64::from(column) + 1);
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Refuses an ODS workbook with a cell outside the limits of a table that is not empty: the library that reads it
/// would take memory for all cells before it.
fn check_repeats(path: &Path, content: impl BufRead) -> Result<(), Failure> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let (mut buffer, mut row, mut rows, mut column) = (Vec::new(), 0_u64, 0, 0_u64);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let event = event.map_err(|error| Failure::unreadable(path, error))?;
        let (element, is_open) = match &event {
            Event::Start(element) => (element, true),
            Event::Empty(element) => (element, false),
            Event::Eof => return Ok(()),
            _ => continue,
        };
        match element.name().0 {
            "table:table" => (row, rows) = (0, 0),
            "table:table-row" => {
                (row, column) = (row.saturating_add(rows), 0);
                rows = repeats(path, element, "table:number-rows-repeated")?;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let count = repeats(path, element, "table:number-columns-repeated")?;
                let (first, end) = (column, column.saturating_add(count));
                column = end;
                let has_value = |it: &str| it.starts_with("office:") || it == "table:formula";
                let mut attributes = element.attributes();
                let mut attributes = attributes.with_checks(false).flatten();
                let is_used = is_open || attributes.any(|it| has_value(it.key.0));
                let last = row.saturating_add(rows);
                if is_used && (end > MOST_COLUMNS.into() || last > MOST_LINES.into()) {
                    let far = first.max(end.saturating_sub(1));
                    let name = letters(u32::try_from(far).unwrap_or(u32::MAX));
                    return Err(Failure::usage(format_args!(
                        "{}, cell {name}{last}: a table has at most {MOST_COLUMNS} columns and {MOST_LINES} lines; split it",
                        path.display()
                    )));
                }
            }
            _ => {}
        }
    }
}

/// The number of repetitions of a row or cell.
fn repeats(path: &Path, element: &BytesStart<'_>, name: &str) -> Result<u64, Failure> {
    let mut most = 1;
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Failure::unreadable(path, error))?;
        if attribute.key.0 == name {
            let count = attribute.value.parse::<u64>();
            let count = count
                .map_err(|error| Failure::unreadable(path, format_args!("{name}: {error}")))?;
            most = most.max(count);
        }
    }
    Ok(most)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &[&[u8]])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, texts) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            texts.iter().for_each(|text| zip.write_all(text).unwrap());
        }
        zip.finish().unwrap().into_inner()
    }

    const PACKAGE: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>"#;

    fn xlsx(cells: &[&[u8]]) -> Result<Vec<(u64, Vec<String>)>, String> {
        let begin: &[u8] = b"<worksheet><sheetData><row>";
        let sheet = [&[begin], cells, &[b"</row></sheetData></worksheet>"]].concat();
        let bytes = packed(&[
            ("_rels/.rels", &[PACKAGE]),
            ("xl/workbook.xml", &[BOOK]),
            ("xl/_rels/workbook.xml.rels", &[RELATIONS]),
            ("xl/worksheets/sheet1.xml", &sheet),
        ]);
        assert!(bytes.len() < 1 << 20, "the file is small");
        let read = read(Path::new("p.xlsx"), &bytes, Kind::Xlsx);
        read.map_err(|failure| failure.line().unwrap().to_owned())
    }

    fn cell(name: &str, text: &str) -> Vec<u8> {
        format!(r#"<c r="{name}" t="str"><v>{text}</v></c>"#).into_bytes()
    }

    #[test]
    fn a_small_workbook_with_cells_far_apart_is_refused_with_the_name_of_the_cell() {
        for (far, problem) in [
            ("XFD1048576", "at most 64 columns"),
            ("BM2", "at most 64 columns"),
            ("A100001", "at most 100000 lines; split it"),
        ] {
            let refused = xlsx(&[&cell("A1", "email"), &cell(far, "x")]).unwrap_err();
            let begin = format!("p.xlsx, sheet \"People\", cell {far}: a table has ");
            assert_eq!(refused, format!("{begin}{problem}"));
        }
        let read = xlsx(&[
            &cell("B2", " email "),
            &cell("BL100000", "x"),
            &cell("XFD1048576", " "),
        ]);
        let rows = read.unwrap();
        assert_eq!(rows[0], (2, vec!["email".to_owned()]));
        assert_eq!((rows[1].0, rows[1].1.len()), (100_000, 63));
    }

    #[test]
    fn a_workbook_that_is_large_after_unpacking_is_refused() {
        let bytes = packed(&[("a", &[&[b' '; 600]]), ("b", &[&[b' '; 425]])]);
        let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        let path = Path::new("p.xlsx");
        assert!(check_parts(path, &mut archive, 1_025).is_ok());
        let refused = check_parts(path, &mut archive, 1_024).unwrap_err();
        let line = refused.line().unwrap();
        assert!(line.contains("unpacked it has more than"), "{line}");
        let long = "a".repeat(LONGEST + 1);
        let refused = xlsx(&[&cell("C7", &long)]).unwrap_err();
        let expected = "p.xlsx, sheet \"People\", cell C7: its text has more than 32767 characters";
        assert_eq!(refused, expected);
    }

    #[test]
    fn cells_are_texts_and_a_cell_with_an_error_is_refused() {
        let mut cells = Cells::new(Path::new("p.xlsx"), "S");
        let of = [
            DataRef::SharedString(" Ana "),
            DataRef::Bool(true),
            DataRef::Float(7.0),
            DataRef::Empty,
            DataRef::Int(3),
        ];
        for (column, cell) in (0..).zip(&of) {
            cells.add((1, column), cell).unwrap();
        }
        let error = DataRef::Error(calamine::CellErrorType::NA);
        let refused = cells.add((1, 27), &error).unwrap_err();
        assert_eq!(
            refused.line(),
            Some("p.xlsx, sheet \"S\", cell AB2: it holds the error #N/A; mend its formula")
        );
        let row = ["Ana", "true", "7", "", "3"].map(str::to_owned).to_vec();
        assert_eq!(cells.rows(), [(2, row)]);
    }

    #[test]
    fn an_ods_workbook_with_too_many_repetitions_is_refused_before_it_takes_memory() {
        let check = |table: &str| {
            let content = format!("<office:x><table:table>{table}</table:table></office:x>");
            let checked = check_repeats(Path::new("p.ods"), content.as_bytes());
            checked.map_err(|failure| failure.line().unwrap().to_owned())
        };
        let used = r#"office:value-type="string"><text:p>a</text:p></table:table-cell>"#;
        let ends = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
        let fine = format!(
            r#"<table:table-row><table:table-cell {used}<table:table-cell table:number-columns-repeated="16383"/></table:table-row>{ends}"#
        );
        assert_eq!(check(&fine), Ok(()));
        for (table, cell) in [
            (
                format!(
                    r#"<table:table-row><table:table-cell table:number-columns-repeated="16384" {used}</table:table-row>"#
                ),
                "XFD1",
            ),
            (
                format!(
                    r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell {used}</table:table-row>"#
                ),
                "A1048576",
            ),
            (
                format!("{ends}<table:table-row><table:table-cell {used}</table:table-row>"),
                "A1048571",
            ),
        ] {
            let refused = check(&table).unwrap_err();
            assert!(
                refused.starts_with(&format!("p.ods, cell {cell}: ")),
                "{refused}"
            );
        }
    }
}
