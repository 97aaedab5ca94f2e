//! What commands that write have in common: the dry run, and the question before what cannot be undone.

use std::io::IsTerminal as _;

use clap::Args;
use console::Term;

use crate::exit::{Exit, Failure};
use crate::shell::Shell;

/// The options of a command that may do what cannot be undone.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Writing {
    /// Show what would be done, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Answer yes to the question before what cannot be undone
    #[arg(short = 'y', long)]
    pub(super) yes: bool,
}

impl Writing {
    /// Asks whether to go on with what cannot be undone, unless `--yes` has answered.
    ///
    /// # Errors
    /// The user says no, or there is nobody to ask.
    pub(super) fn confirm(self, shell: &Shell, what: &str) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        let term = Term::stderr();
        if !(std::io::stdin().is_terminal() && term.is_term()) {
            return Err(Failure::usage(format_args!(
                "{what}; this cannot be undone, and there is no terminal to ask on: give --yes to do it, or --dry-run to look"
            )));
        }
        shell.notes.say(what);
        let answer = term
            .write_str("This cannot be undone. Go ahead? [y/N] ")
            .and_then(|()| term.read_line());
        match answer {
            Ok(answer) if ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()) => Ok(()),
            Ok(_) => Err(Failure::failed("not confirmed; nothing was changed")),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Err(Failure::new(
                Exit::Interrupted,
                "stopped; nothing was changed",
            )),
            Err(error) => Err(Failure::failed(format_args!(
                "the answer cannot be read: {error}; nothing was changed"
            ))),
        }
    }
}
