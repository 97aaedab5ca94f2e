//! Changes of people as rows: the planned changes, and their results.

use odc_runtime::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::output::{Column, counted};
use crate::report::Report;
use crate::shell::Shell;

const COLUMNS: [Column; 5] = [
    Column::new("user", "/user"),
    Column::new("change", "/change"),
    Column::new("what", "/what"),
    Column::new("outcome", "/outcome"),
    Column::new("message", "/message"),
];

/// The result of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::commands) enum Outcome {
    /// It was not made, because of `--dry-run`.
    Planned,
    /// It was made.
    Done,
    /// It was already as wanted.
    Unchanged,
    /// The service refused it.
    Failed(String),
}

impl Outcome {
    const fn word(&self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Unchanged => "unchanged",
            Self::Failed(_) => "failed",
        }
    }
}

/// A change of one user.
#[derive(Clone, Debug)]
pub(in crate::commands) struct Row {
    /// The line of the file, if there is one.
    pub(in crate::commands) line: Option<u64>,
    /// The user, for people.
    pub(in crate::commands) user: String,
    /// The change, such as `grant`.
    pub(in crate::commands) change: &'static str,
    /// The role, the group or the value.
    pub(in crate::commands) what: String,
    /// The result.
    pub(in crate::commands) outcome: Outcome,
}

impl Row {
    fn to_json(&self) -> Value {
        let message = match &self.outcome {
            Outcome::Failed(message) => Some(message),
            _ => None,
        };
        let mut row = json!({
            "user": self.user,
            "change": self.change,
            "what": self.what,
            "outcome": self.outcome.word(),
            "message": message,
        });
        if let Some(line) = self.line {
            row["line"] = json!(line);
        }
        row
    }
}

/// Whether a failed call concerns only this change, so that others may succeed. A missing permission concerns all
/// changes.
pub(in crate::commands) fn is_of_one(error: &Error) -> bool {
    let status = error.status().map(|status| status.as_u16());
    matches!(status, Some(400 | 404 | 409 | 422))
}

/// The possible effect on a user, and the command that shows it.
pub(in crate::commands) fn shown_by(shell: &Shell, what: &str, user: Uuid) -> String {
    let look = shell.command(&["users", "show", &user.to_string()]);
    format!("{what}; {look} shows it")
}

/// Refuses columns that the rows of changes do not have, before anything is changed. Changes from a file also have
/// its line.
///
/// # Errors
/// `--columns` names an unknown column.
pub(in crate::commands) fn check_columns(
    context: &Context<'_>,
    of_file: bool,
) -> Result<(), Failure> {
    let sample = Row {
        line: of_file.then_some(1),
        user: String::new(),
        change: "",
        what: String::new(),
        outcome: Outcome::Planned,
    };
    let out = &context.shell.out;
    out.check(&columns(of_file), &[sample.to_json()])
}

fn columns(of_file: bool) -> Vec<Column> {
    let line = of_file.then(|| Column::new("line", "/line"));
    line.into_iter().chain(COLUMNS).collect()
}

/// A check for each change. It passes unless the change failed.
fn report_changes(rows: &[Row], report: &mut Report) {
    for row in rows {
        let line = row.line.map(|line| format!("line {line}: "));
        let name = format!(
            "{}{} {} {}",
            line.unwrap_or_default(),
            row.user,
            row.change,
            row.what
        );
        match &row.outcome {
            Outcome::Failed(why) => report.broken(name.trim_end(), why),
            _ => report.add_passed(name.trim_end()),
        }
    }
}

/// Reports and writes the rows. The exit code says whether some of them or all of them failed.
///
/// # Errors
/// Stdout cannot be written to.
pub(in crate::commands) fn finish(
    context: &Context<'_>,
    rows: &[Row],
    report: &mut Report,
) -> Result<Exit, Failure> {
    report_changes(rows, report);
    let columns = columns(rows.iter().any(|row| row.line.is_some()));
    let json: Vec<_> = rows.iter().map(Row::to_json).collect();
    context.shell.out.list(&columns, &json)?;
    let count =
        |outcome: fn(&Outcome) -> bool| rows.iter().filter(|row| outcome(&row.outcome)).count();
    let failed = count(|it| matches!(it, Outcome::Failed(_)));
    let planned = count(|it| *it == Outcome::Planned);
    let notes = &context.shell.notes;
    if planned > 0 {
        notes.say(format_args!(
            "{}; nothing was changed (--dry-run)",
            counted(planned, "change")
        ));
    }
    if failed > 0 {
        notes.say(format_args!(
            "{failed} of {} failed",
            counted(rows.len(), "change")
        ));
    }
    Ok(match failed {
        0 => Exit::Done,
        all if all == rows.len() => Exit::Failed,
        _ => Exit::Partly,
    })
}
