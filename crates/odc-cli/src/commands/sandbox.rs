//! `odctl sandbox`: the tenant behind `--sandbox`.

use clap::{Args, Subcommand};

use crate::embedded;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::shell::Shell;

/// Manage the embedded tenant of --sandbox
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct SandboxCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Forget all changes; the next command with --sandbox finds a new tenant
    #[command(after_help = help::after(&["odctl sandbox reset"], &[]))]
    Reset,
}

impl SandboxCommand {
    pub(crate) fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        match self.action {
            Action::Reset => embedded::reset(&shell.folders.sandbox(), &shell.notes)?,
        }
        shell
            .notes
            .say("the next command with --sandbox finds a new tenant");
        Ok(Exit::Done)
    }
}
