//! The formats of data.

use serde_json::{Map, Value};

use super::table;
use super::value::{Column, text};
use crate::exit::Failure;
use crate::terminal::Text;

/// The parts of the data that are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Whether the names of the columns come first.
    pub header: bool,
    /// The width of the terminal, if there is one.
    pub width: Option<u16>,
    /// Whether the user has named no columns. Then JSON and YAML contain all members.
    pub whole: bool,
}

/// The format of the data on stdout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Columns for people
    #[default]
    Table,
    /// What the service sent, with members that odctl does not know
    Json,
    /// The same as YAML
    Yaml,
    /// The columns of the table, for spreadsheets
    Csv,
    /// The columns of the table, for wikis and pull requests
    Markdown,
}

impl Format {
    /// The columns that are shown. If the user has named none, those that fit the terminal.
    pub(super) fn fitting(self, columns: &[Column], rows: &[Value], shape: Shape) -> Vec<Column> {
        match shape.width {
            Some(width) if self == Self::Table && shape.whole => {
                table::fitting(columns, rows, shape.header, width)
            }
            _ => columns.to_vec(),
        }
    }

    /// A list as text.
    pub(super) fn list(
        self,
        columns: &[Column],
        rows: &[Value],
        shape: Shape,
    ) -> Result<Text, Failure> {
        match self {
            Self::Table => {
                let table = table::plain(columns, rows, shape.header, shape.width);
                Ok(Text::of_lines(&table))
            }
            Self::Markdown => Ok(Text::of_lines(&table::markdown(columns, rows))),
            Self::Csv => csv(columns, rows, shape.header).map(Text::verbatim),
            Self::Json | Self::Yaml if shape.whole => self.serialized(&rows),
            Self::Json | Self::Yaml => {
                let rows: Vec<_> = rows.iter().map(|row| part(columns, row)).collect();
                self.serialized(&rows)
            }
        }
    }

    /// One record as text.
    pub(super) fn record(
        self,
        columns: &[Column],
        record: &Value,
        shape: Shape,
    ) -> Result<Text, Failure> {
        match self {
            Self::Table => {
                let table = table::record(columns, record, shape.width);
                Ok(Text::of_lines(&table))
            }
            Self::Json | Self::Yaml if shape.whole => self.serialized(record),
            Self::Json | Self::Yaml => self.serialized(&part(columns, record)),
            Self::Csv | Self::Markdown => self.list(columns, std::slice::from_ref(record), shape),
        }
    }

    /// A single text, number or null as text.
    pub(super) fn scalar(self, value: &Value) -> Result<Text, Failure> {
        let plain = text(Some(value));
        match self {
            Self::Table => Ok(Text::of_lines(&format!("{plain}\n"))),
            Self::Markdown => {
                let escaped = table::markdown_text(&plain);
                Ok(Text::of_lines(&format!("{escaped}\n")))
            }
            Self::Csv => Ok(Text::verbatim(format!("{plain}\n"))),
            Self::Json | Self::Yaml => self.serialized(value),
        }
    }

    fn serialized(self, value: &impl serde::Serialize) -> Result<Text, Failure> {
        match self {
            Self::Yaml => yaml(value),
            _ => json(value),
        }
    }
}

/// JSON without text that a CI system would read as a command.
///
/// # Errors
/// The data cannot be written as JSON.
pub fn json(value: &impl serde::Serialize) -> Result<Text, Failure> {
    let json = serde_json::to_string_pretty(value).map_err(|error| unwritten(&error))?;
    Ok(Text::of_json(&json))
}

/// YAML without text that a CI system would read as a command. If YAML cannot avoid such text, the data is written as
/// JSON, which can escape it and is valid YAML.
///
/// # Errors
/// The data cannot be written as YAML.
pub fn yaml(value: &impl serde::Serialize) -> Result<Text, Failure> {
    let yaml = serde_norway::to_string(value).map_err(|error| unwritten(&error))?;
    Text::of_yaml(yaml).map_or_else(|| json(value), Ok)
}

fn unwritten(error: &dyn std::fmt::Display) -> Failure {
    Failure::failed(format_args!("the data cannot be written: {error}"))
}

/// The chosen members of a row.
fn part(columns: &[Column], row: &Value) -> Value {
    let member = |column: &Column| {
        let value = column.value_in(row).cloned().unwrap_or_default();
        (column.name.to_string(), value)
    };
    Value::Object(columns.iter().map(member).collect::<Map<_, _>>())
}

fn csv(columns: &[Column], rows: &[Value], header: bool) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = || -> csv::Result<()> {
        if header {
            writer.write_record(columns.iter().map(|column| &*column.name))?;
        }
        for row in rows {
            writer.write_record(columns.iter().map(|column| text(column.value_in(row))))?;
        }
        Ok(())
    };
    write().map_err(|error| unwritten(&error))?;
    let bytes = writer.into_inner().map_err(|error| unwritten(&error))?;
    String::from_utf8(bytes).map_err(|error| unwritten(&error))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(format: Format, columns_option: &[&str]) -> String {
        let shape = Shape {
            header: true,
            width: None,
            whole: columns_option.is_empty(),
        };
        let columns = [Column::new("name", "/name"), Column::new("count", "/n")];
        let rows = [
            json!({"name": "a|b", "n": 10, "extra": [1]}),
            json!({"name": null, "n": 2}),
        ];
        let columns = if columns_option.is_empty() {
            &columns[..]
        } else {
            &columns[..1]
        };
        let written = format.list(columns, &rows, shape).unwrap();
        written.as_str().to_owned()
    }

    #[test]
    fn numbers_are_aligned_to_the_right_and_a_missing_value_is_a_hyphen() {
        assert_eq!(
            written(Format::Table, &[]),
            "name   count\na|b       10\n-          2\n"
        );
    }

    #[test]
    fn json_and_yaml_keep_members_that_no_column_shows() {
        let json: Value = serde_json::from_str(&written(Format::Json, &[])).unwrap();
        assert_eq!(json[0]["extra"], json!([1]));
        assert!(written(Format::Yaml, &[]).contains("extra:\n  - 1\n"));
        let json: Value = serde_json::from_str(&written(Format::Json, &["name"])).unwrap();
        assert_eq!(json, json!([{"name": "a|b"}, {"name": null}]));
    }

    #[test]
    fn yaml_contains_no_command_of_a_ci_system_and_means_the_same() {
        for text in [
            "a\n::error::b",
            "##vso[task.setvariable variable=A]b",
            "a\n  ::add-mask::b\n",
            "a\r\n::error::b",
        ] {
            let value = json!([{"name": text, "n": 1}]);
            let written = Format::Yaml.serialized(&value).unwrap();
            let read: Value = serde_norway::from_str(written.as_str()).unwrap();
            assert!(Text::of_yaml(written.as_str().to_owned()).is_some());
            assert_eq!(read, value);
        }
        // Some readers also end a line at a carriage return. It is escaped.
        let returned = Format::Yaml.serialized(&json!("a\r::error::b")).unwrap();
        assert_eq!(returned.as_str(), "\"a\\r::error::b\"\n");
        let plain = Format::Yaml
            .serialized(&json!({"name": "a::b\n# c"}))
            .unwrap();
        assert_eq!(plain.as_str(), "name: |-\n  a::b\n  # c\n");
    }

    #[test]
    fn a_single_text_contains_no_command_of_a_ci_system_either() {
        let hostile = json!("::error::a ##vso[b] <i>\u{1b}[2J");
        for (format, expected) in [
            (Format::Table, r"\u{3a}:error::a #\u{23}vso[b] <i>\u{1b}[2J"),
            (
                Format::Markdown,
                r"\\u{3a}:error::a #\\u{23}vso\[b] \<i>\\u{1b}\[2J",
            ),
            (Format::Json, r#""::error::a #\u0023vso[b] <i>\u001b[2J""#),
        ] {
            let written = format.scalar(&hostile).unwrap();
            assert_eq!(written.as_str(), format!("{expected}\n"));
        }
    }

    #[test]
    fn data_is_the_unchanged_json_and_only_tables_add_text() {
        let columns = [
            Column::new("user", "/name").or("/email"),
            Column::new("revision", "/revision").prefixed("r"),
        ];
        let rows = [json!({"name": null, "email": "a@x", "revision": 8})];
        let shape = Shape {
            header: false,
            width: None,
            whole: false,
        };
        for (format, written) in [
            (Format::Table, "a@x   r8\n"),
            (
                Format::Markdown,
                "| user | revision |\n|------|---------:|\n| a@x  |       r8 |\n",
            ),
            (Format::Csv, ",8\n"),
            (
                Format::Json,
                "[\n  {\n    \"user\": null,\n    \"revision\": 8\n  }\n]\n",
            ),
            (Format::Yaml, "- user: null\n  revision: 8\n"),
        ] {
            let text = format.list(&columns, &rows, shape).unwrap();
            assert_eq!(text.as_str(), written);
        }
        let written = Format::Json.record(&columns, &rows[0], shape).unwrap();
        assert!(written.as_str().contains("\"user\": null"), "{written:?}");
        let written = Format::Table.record(&columns, &rows[0], shape).unwrap();
        assert_eq!(written.as_str(), "user       a@x\nrevision   r8\n");
    }

    #[test]
    fn csv_has_a_head_and_empty_fields_for_missing_values() {
        assert_eq!(written(Format::Csv, &[]), "name,count\na|b,10\n,2\n");
    }

    #[test]
    fn markdown_escapes_the_separator_of_cells() {
        let text = written(Format::Markdown, &[]);
        assert_eq!(
            text,
            "| name | count |\n|------|------:|\n| a\\|b |    10 |\n| -    |     2 |\n"
        );
    }
}
