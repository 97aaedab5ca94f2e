//! `odctl users import`: creates and updates users from a file.

mod carry_out;
mod person;
mod plan;
mod sheet;
mod state;
mod workbook;

use std::path::PathBuf;

use clap::Args;

use crate::commands::people::{check_columns, finish};
use crate::commands::reported::reported;
use crate::commands::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::counted;
use crate::report::{Report, Reporting};
use crate::turn::Turn;
use person::Problems;
use sheet::Sheet;
use state::{Change, State, StateFile};

/// Create and change users as a file says: CSV, or the first sheet of an .xlsx or .ods workbook
///
/// The first line names the columns: email, name, active, roles, groups, built-in, provider, subject, username. Only
/// email is required. Roles are written as Stage/App/Role and groups as Stage/Group, with ";" between them; a shorter
/// name is enough when it is unique, and a key is accepted too. An empty cell changes nothing, and the import removes
/// nothing.
///
/// All errors in the file are reported with line and column before anything is sent. While the import runs, a file
/// beside FILE holds its state. When the import was killed or has stopped, --resume continues it and creates no user
/// twice. The service sends no e-mail: tell the people that they have an account.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users import people.xlsx --dry-run", "odctl users import people.csv", "odctl users import --resume people.csv.import-state.json"],
    tasks::operations_of("users import"),
))]
pub(super) struct Import {
    /// The file
    #[arg(required_unless_present = "resume", conflicts_with = "resume")]
    file: Option<PathBuf>,
    /// Continue an import that was killed or has stopped, whose state is in this file
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// Show the differences from the tenant, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    reporting: Reporting,
}

impl Import {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let file = self.file.as_ref().or(self.resume.as_ref());
        let file = file.map(|it| it.display().to_string()).unwrap_or_default();
        let about = ("users import", file);
        let work = async |report: &mut Report| self.import(context, report).await;
        reported(context, &self.reporting, about, work).await
    }

    async fn import(&self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        check_columns(context, true)?;
        let (state, file, _turn) = match (&self.resume, &self.file) {
            (Some(path), _) => {
                let file = StateFile::at_path(path.clone());
                file.require_present()?;
                let turn = self.take_turn(&file)?;
                (resumed(context, &file)?, file, turn)
            }
            (None, Some(path)) => {
                let sheet = Sheet::read(path)?;
                let mut problems = Problems::of_file(path.display().to_string());
                let people = person::people(&sheet, &mut problems)?;
                let file = StateFile::beside(path);
                let turn = self.take_turn(&file)?;
                if turn.is_some() {
                    file.refuse_present(context.shell)?;
                }
                (plan::plan(context, &people, problems).await?, file, turn)
            }
            (None, None) => return Err(Failure::usage("name a file, or --resume")),
        };
        summarize(context, &state);
        let is_open = state.steps.iter().any(|step| step.outcome.is_none());
        let is_begun = self.resume.is_some();
        let state = if self.dry_run || !(is_open || is_begun) {
            state
        } else {
            let state = carry_out::carry_out(context, state, &file).await?;
            file.remove()?;
            state
        };
        let rows: Vec<_> = state.steps.iter().map(state::ImportStep::row).collect();
        finish(context, &rows, report)
    }

    /// Locks a state before it is read. A run that changes nothing needs no lock.
    fn take_turn(&self, file: &StateFile) -> Result<Option<Turn>, Failure> {
        let is_wanted = !self.dry_run;
        is_wanted.then(|| file.take_turn()).transpose()
    }
}

/// The state of an earlier run, if it belongs to this tenant.
fn resumed(context: &Context<'_>, file: &StateFile) -> Result<State, Failure> {
    let state = file.load()?;
    let tenant = plan::tenant_of(context);
    if state.tenant != tenant {
        return Err(Failure::usage(format_args!(
            "the import is for {}, and this is {tenant}; choose its profile with --profile",
            state.tenant
        )));
    }
    Ok(state)
}

/// Describes the steps in one line.
fn summarize(context: &Context<'_>, state: &State) {
    let count = |is: fn(&Change) -> bool| {
        let open = state.steps.iter().filter(|step| step.outcome.is_none());
        open.filter(|step| is(&step.change)).count()
    };
    let parts = [
        (
            count(|it| matches!(it, Change::Create(_))),
            "user",
            " to create",
        ),
        (
            count(|it| matches!(it, Change::Update { .. })),
            "user",
            " to update",
        ),
        (
            count(|it| matches!(it, Change::Role { .. })),
            "role",
            " to grant",
        ),
        (
            count(|it| matches!(it, Change::Group { .. })),
            "membership",
            " to add",
        ),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, noun, rest)| format!("{}{rest}", counted(*count, noun)))
        .collect();
    let notes = &context.shell.notes;
    if parts.is_empty() {
        notes.say("nothing differs from today");
    } else {
        notes.say(parts.join(", "));
    }
}
