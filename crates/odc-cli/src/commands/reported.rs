//! Runs a command and writes its report for a CI system, even if the command fails.

use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::report::{Report, Reporting};

/// Runs the work of a command, and reports it. The command has the same name as in `tag`.
///
/// # Errors
/// The options do not fit each other, the work fails, or the report cannot be written.
pub(super) async fn reported(
    context: &Context<'_>,
    reporting: &Reporting,
    (command, subject): (&str, String),
    work: impl AsyncFnOnce(&mut Report) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    reporting.check()?;
    let mut report = Report::new(format!("odctl {command}"));
    report.about(subject);
    let ended = work(&mut report).await;
    reporting.end(report, ended, &context.shell.notes)
}
