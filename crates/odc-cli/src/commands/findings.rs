//! The result of a command before it is written: it becomes rows and lines here, or JSON for an agent.

use serde_json::Value;

use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::output::Column;

/// The result of a command.
#[derive(Debug)]
pub(super) struct Findings {
    pub columns: &'static [Column],
    pub rows: Vec<Value>,
    /// The subject of the result, for the checks of a report.
    pub subject: Option<String>,
    /// The lines in addition to the rows.
    pub said: Vec<String>,
    pub exit: Exit,
}

impl Findings {
    /// Writes the rows to stdout and the lines to stderr.
    ///
    /// # Errors
    /// `--columns` names an unknown column, or stdout cannot be written to.
    pub(super) fn write(&self, context: &Context<'_>) -> Result<Exit, Failure> {
        context.shell.out.list(self.columns, &self.rows)?;
        for line in &self.said {
            context.shell.notes.say(line);
        }
        Ok(self.exit)
    }
}
