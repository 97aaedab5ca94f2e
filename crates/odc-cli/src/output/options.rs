//! The options of the output. Writes data with these options.

use clap::ValueEnum as _;
use serde_json::Value;

use super::format::{Format, Shape};
use super::value::{self, Column};
use crate::exit::Failure;
use crate::terminal::{self, Notes, Text};

/// How data is written: the options that every command has.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Output {
    /// Format of the data on stdout
    #[arg(
        short = 'o',
        long = "output",
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        help_heading = "Output"
    )]
    pub format: Format,
    /// Columns to show, by name; any member of the JSON is one
    #[arg(
        long,
        global = true,
        value_delimiter = ',',
        value_name = "NAME,…",
        help_heading = "Output"
    )]
    pub columns: Vec<String>,
    /// Leave out the line with the names of the columns
    #[arg(long, global = true, help_heading = "Output")]
    pub no_header: bool,
    /// The receiver of hints.
    #[arg(skip)]
    pub notes: Notes,
}

/// The largest number of column names in a hint.
const MOST: usize = 6;

impl Output {
    /// Writes a list.
    ///
    /// # Errors
    /// `--columns` names an unknown column, or stdout cannot be written to.
    pub fn list(&self, columns: &[Column], rows: &[Value]) -> Result<(), Failure> {
        let chosen = self.choose(columns, rows)?;
        let shape = self.shape();
        let shown = self.format.fitting(&chosen, rows, shape);
        let text = self.format.list(&shown, rows, shape)?;
        terminal::data(&text)?;
        if let (Some(hint), Some(width)) = (left_out(&chosen, &shown), shape.width) {
            self.notes.say(format_args!(
                "left out at {width} columns: {hint} (--columns chooses, -o json has all)"
            ));
        }
        Ok(())
    }

    /// Refuses columns that rows of this kind will not have. A command that changes something calls this before the
    /// change.
    ///
    /// # Errors
    /// `--columns` names an unknown column.
    pub fn check(&self, columns: &[Column], rows: &[Value]) -> Result<(), Failure> {
        self.choose(columns, rows).map(|_| ())
    }

    /// Writes one page of a list: a table shows its items, JSON or YAML show the whole response.
    ///
    /// # Errors
    /// As [`list`](Self::list).
    pub fn page(&self, items: &[Value], response: &Value) -> Result<(), Failure> {
        let columns = value::columns_of(items);
        if self.columns.is_empty() && matches!(self.format, Format::Json | Format::Yaml) {
            return self.record(&columns, response);
        }
        self.list(&columns, items)
    }

    /// Writes one record: a table has one line for each column.
    ///
    /// # Errors
    /// As [`list`](Self::list).
    pub fn record(&self, columns: &[Column], record: &Value) -> Result<(), Failure> {
        let chosen = self.choose(columns, std::slice::from_ref(record))?;
        let text = self.format.record(&chosen, record, self.shape())?;
        terminal::data(&text)
    }

    /// Writes any JSON: a list as rows, an object as a record.
    ///
    /// # Errors
    /// As [`list`](Self::list).
    pub fn any(&self, value: &Value) -> Result<(), Failure> {
        match value {
            Value::Array(rows) => self.list(&value::columns_of(rows), rows),
            Value::Object(_) => {
                let columns = value::columns_of(std::slice::from_ref(value));
                self.record(&columns, value)
            }
            other => terminal::data(&self.format.scalar(other)?),
        }
    }

    /// Writes text that is itself the result, such as a script or a graph, in every format.
    ///
    /// # Errors
    /// Stdout cannot be written to.
    pub fn raw(&self, text: &Text) -> Result<(), Failure> {
        terminal::data(text)
    }

    /// Refuses options that a command ignores when it writes a text in its own form, such as a graph. `also` are the
    /// formats that it supports besides this form.
    ///
    /// # Errors
    /// The user has chosen another format, or columns.
    pub fn check_own_form(&self, what: &str, also: &[Format]) -> Result<(), Failure> {
        let name = |format: Format| {
            let value = format.to_possible_value();
            value.map_or_else(String::new, |it| format!("-o {}", it.get_name()))
        };
        let ignored = if self.format != Format::Table && !also.contains(&self.format) {
            name(self.format)
        } else if !self.columns.is_empty() {
            "--columns".to_owned()
        } else if self.no_header {
            "--no-header".to_owned()
        } else {
            return Ok(());
        };
        let also: Vec<_> = also.iter().copied().map(name).collect();
        let also = if also.is_empty() {
            String::new()
        } else {
            format!(" (it knows {})", also.join(" and "))
        };
        Err(Failure::usage(format_args!(
            "{ignored}: {what} has a form of its own; leave the option out{also}"
        )))
    }

    fn shape(&self) -> Shape {
        Shape {
            header: !self.no_header,
            width: terminal::width(),
            whole: self.columns.is_empty(),
        }
    }

    /// The columns that the user wants. If none are named, those of the command.
    fn choose(&self, columns: &[Column], rows: &[Value]) -> Result<Vec<Column>, Failure> {
        let find = |name: &String| {
            let known = columns
                .iter()
                .find(|column| column.name.eq_ignore_ascii_case(name));
            let member = Column::member(name);
            let is_there =
                || rows.is_empty() || rows.iter().any(|row| member.value_in(row).is_some());
            known
                .cloned()
                .or_else(|| is_there().then_some(member.clone()))
                .ok_or_else(|| {
                    let names: Vec<_> = columns.iter().map(|column| &*column.name).collect();
                    let names = names.join(", ");
                    Failure::usage(format_args!(
                        "--columns: there is no column \"{name}\"; there are {names}"
                    ))
                })
        };
        if self.no_header && self.format == Format::Markdown {
            return Err(Failure::usage(
                "--no-header: a table of Markdown needs its header; -o csv has none then",
            ));
        }
        if self.columns.is_empty() {
            return Ok(columns.to_vec());
        }
        self.columns.iter().map(find).collect()
    }
}

/// The names of the columns that are not shown.
fn left_out(all: &[Column], shown: &[Column]) -> Option<String> {
    let names = all.iter().filter(|column| !shown.contains(column));
    let names: Vec<_> = names.map(|column| &*column.name).collect();
    let more = names.len().saturating_sub(MOST);
    let first = names.get(..MOST).unwrap_or(&names).join(", ");
    match (first.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(first),
        (false, more) => Some(format!("{first} and {more} more")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_column_is_chosen_by_its_name_or_as_a_member_and_an_unknown_one_is_refused() {
        let columns = [Column::new("stage", "/name")];
        let rows = [json!({"name": "QA", "order": 1})];
        let choose = |names: &[&str]| {
            let columns_option = names.iter().map(ToString::to_string).collect();
            let output = Output {
                columns: columns_option,
                ..Output::default()
            };
            output.choose(&columns, &rows)
        };
        assert_eq!(choose(&[]).unwrap(), columns);
        assert_eq!(
            choose(&["Stage", "order"]).unwrap(),
            [columns[0].clone(), Column::member("order")]
        );
        let refused = choose(&["colour"]).unwrap_err();
        assert_eq!(
            refused.line(),
            Some("--columns: there is no column \"colour\"; there are stage")
        );
    }
}
