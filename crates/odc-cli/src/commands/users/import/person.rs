//! The data about a person in a file. All errors in it are reported with line and column.

use std::collections::HashMap;

use odc_identity_v1::types::NewUser;
use uuid::Uuid;

use super::sheet::{Sheet, SheetRow};
use crate::commands::people::LIST_SEPARATOR;
use crate::exit::Failure;

/// The columns of a file.
pub(super) const COLUMNS: [&str; 9] = [
    "email", "name", "active", "roles", "groups", "built-in", "provider", "subject", "username",
];

/// The data about a person in one line. Empty cells change nothing.
#[derive(Debug, Default)]
pub(super) struct Person {
    pub(super) line: u64,
    pub(super) email: String,
    pub(super) name: Option<String>,
    pub(super) active: Option<bool>,
    pub(super) roles: Vec<String>,
    pub(super) groups: Vec<String>,
    built_in: Option<bool>,
    provider: Option<Uuid>,
    subject: Option<String>,
    username: Option<String>,
}

/// The problems of a file, found before anything is sent.
#[derive(Debug)]
pub(super) struct Problems {
    file: String,
    lines: Vec<String>,
}

impl Problems {
    pub(super) fn of_file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            lines: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, line: u64, column: &str, problem: &str) {
        let file = &self.file;
        self.lines
            .push(format!("{file} line {line}, column {column}: {problem}"));
    }

    /// Refuses the file if it has a problem. Calls `say` for each problem except the last, which the failure
    /// contains.
    pub(super) fn refuse(mut self, say: impl Fn(&str)) -> Result<(), Failure> {
        let Some(last) = self.lines.pop() else {
            return Ok(());
        };
        self.lines.iter().for_each(|line| say(line));
        Err(Failure::usage(format_args!("{last}; nothing was sent")))
    }
}

/// The people of a table.
///
/// # Errors
/// A column is unknown or missing.
pub(super) fn people(sheet: &Sheet, problems: &mut Problems) -> Result<Vec<Person>, Failure> {
    let columns = columns(sheet, &problems.file)?;
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut all = Vec::new();
    for row in &sheet.rows {
        let person = person(row, &columns, problems);
        if person.email.is_empty() {
            problems.add(row.line, "email", "it is empty");
        } else if !person.email.contains('@') || person.email.contains(char::is_whitespace) {
            let problem = format!("\"{}\" is not an e-mail address", person.email);
            problems.add(row.line, "email", &problem);
        } else if let Some(first) = seen.insert(person.email.to_lowercase(), row.line) {
            let problem = format!("{} is already in line {first}", person.email);
            problems.add(row.line, "email", &problem);
        }
        all.push(person);
    }
    Ok(all)
}

/// The column of each cell.
fn columns(sheet: &Sheet, file: &str) -> Result<Vec<&'static str>, Failure> {
    let known = |name: &String| {
        let plain = name.to_lowercase().replace([' ', '_'], "-");
        let plain = if plain == "e-mail" { "email" } else { &plain };
        COLUMNS.iter().copied().find(|column| *column == plain)
    };
    let mut columns = Vec::new();
    for (at, name) in sheet.columns.iter().enumerate() {
        let problem = match known(name) {
            Some(column) if columns.contains(&column) => format!("\"{name}\" stands twice"),
            Some(column) => {
                columns.push(column);
                continue;
            }
            None => format!(
                "there is no column \"{name}\"; there are {}",
                COLUMNS.join(", ")
            ),
        };
        return Err(Failure::usage(format_args!(
            "{file} line 1, column {}: {problem}; nothing was sent",
            at + 1
        )));
    }
    if columns.contains(&"email") {
        return Ok(columns);
    }
    Err(Failure::usage(format_args!(
        "{file} line 1: the column email is missing; the first line names the columns: {}",
        COLUMNS.join(", ")
    )))
}

fn person(row: &SheetRow, columns: &[&'static str], problems: &mut Problems) -> Person {
    let mut person = Person {
        line: row.line,
        ..Person::default()
    };
    for (column, cell) in columns.iter().zip(&row.cells) {
        if cell.is_empty() {
            continue;
        }
        let cell = cell.clone();
        match *column {
            "email" => person.email = cell,
            "name" => person.name = Some(cell),
            "subject" => person.subject = Some(cell),
            "username" => person.username = Some(cell),
            "roles" => person.roles = list(&cell),
            "groups" => person.groups = list(&cell),
            "active" => person.active = flag(row.line, column, &cell, problems),
            "built-in" => person.built_in = flag(row.line, column, &cell, problems),
            _ => person.provider = provider(row.line, column, &cell, problems),
        }
    }
    person
}

fn list(cell: &str) -> Vec<String> {
    let parts = cell.split(LIST_SEPARATOR).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(ToOwned::to_owned).collect()
}

fn provider(line: u64, column: &str, cell: &str, problems: &mut Problems) -> Option<Uuid> {
    let key = cell.parse().ok();
    if key.is_none() {
        let problem = format!("\"{cell}\" is not a key of an identity provider");
        problems.add(line, column, &problem);
    }
    key
}

fn flag(line: u64, column: &str, cell: &str, problems: &mut Problems) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => {
            problems.add(
                line,
                column,
                &format!("\"{cell}\" is neither true nor false"),
            );
            None
        }
    }
}

impl Person {
    /// The user to create.
    ///
    /// # Errors
    /// The record cannot be built.
    pub(super) fn record(&self) -> Result<NewUser, Failure> {
        let mut user = NewUser::builder().email(self.email.as_str());
        if let Some(name) = &self.name {
            user = user.name(name.as_str());
        }
        if let Some(active) = self.active {
            user = user.is_active(active);
        }
        if let Some(built_in) = self.built_in {
            user = user.add_to_built_in_identity_provider(built_in);
        }
        if let Some(provider) = self.provider {
            user = user.identity_provider_key(provider);
        }
        if let Some(subject) = &self.subject {
            user = user.subject(subject.as_str());
        }
        if let Some(username) = &self.username {
            user = user.username(username.as_str());
        }
        user.build().map_err(Failure::usage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(columns: &[&str], rows: &[&[&str]]) -> Sheet {
        let texts = |row: &[&str]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
        let rows = (2..).zip(rows).map(|(line, cells)| SheetRow {
            line,
            cells: texts(cells),
        });
        Sheet {
            columns: texts(columns),
            rows: rows.collect(),
        }
    }

    fn problems(columns: &[&str], rows: &[&[&str]]) -> Vec<String> {
        let mut problems = Problems::of_file("p.csv");
        match people(&sheet(columns, rows), &mut problems) {
            Ok(_) => problems.lines,
            Err(failure) => vec![failure.line().unwrap().to_owned()],
        }
    }

    #[test]
    fn every_mistake_is_reported_with_line_and_column() {
        let rows: [&[&str]; 5] = [
            &["ana@x.test", "maybe", ""],
            &["", "true", ""],
            &["ana", "", ""],
            &["ANA@x.test", "", ""],
            &["rui@x.test", "no", "k"],
        ];
        assert_eq!(
            problems(&["E-Mail", "Active", "provider"], &rows),
            [
                "p.csv line 2, column active: \"maybe\" is neither true nor false",
                "p.csv line 3, column email: it is empty",
                "p.csv line 4, column email: \"ana\" is not an e-mail address",
                "p.csv line 5, column email: ANA@x.test is already in line 2",
                "p.csv line 6, column provider: \"k\" is not a key of an identity provider",
            ]
        );
    }

    #[test]
    fn an_unknown_column_is_refused() {
        assert!(
            problems(&["email", "phone"], &[])[0].starts_with(
                "p.csv line 1, column 2: there is no column \"phone\"; there are email,"
            )
        );
        assert!(problems(&["email", "Email"], &[])[0].contains("column 2: \"Email\" stands twice"));
        assert!(problems(&["name"], &[])[0].contains("the column email is missing"));
    }

    #[test]
    fn lists_are_split_and_empty_cells_change_nothing() {
        let sheet = sheet(
            &["email", "name", "roles"],
            &[&["a@x.test", "", "QA/Desk/A; QA/Desk/B ;"]],
        );
        let people = people(&sheet, &mut Problems::of_file("p.csv")).unwrap();
        assert_eq!(people[0].roles, ["QA/Desk/A", "QA/Desk/B"]);
        assert_eq!(people[0].name, None);
    }
}
