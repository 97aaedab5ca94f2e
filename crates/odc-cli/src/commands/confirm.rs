//! What commands that write or wait have in common: the dry run, the question before what cannot be undone, the deadline.

use std::io::IsTerminal as _;
use std::time::Duration;

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
    #[arg(short = 'y', long, conflicts_with = "dry_run")]
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
            Ok(answer) if is_yes(&answer) => Ok(()),
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

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

/// The longest deadline: a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// Reads a deadline in minutes, which may have a fraction.
pub(super) fn minutes(text: &str) -> Result<Duration, String> {
    let minutes: f64 = text.parse().map_err(|_| "it is no number".to_owned())?;
    let time = Duration::try_from_secs_f64(minutes * 60.0).ok();
    time.filter(|time| !time.is_zero() && *time <= LONGEST)
        .ok_or_else(|| "it is no time between 0 and a week".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        assert!(["y", "Y", " yes\n", "YES"].into_iter().all(is_yes));
        assert!(!["", "n", "yeah", "no"].into_iter().any(is_yes));
    }

    #[test]
    fn a_deadline_is_a_time_that_can_pass() {
        assert_eq!(minutes("1.5"), Ok(Duration::from_secs(90)));
        for text in ["0", "-1", "x", "NaN", "10081", "1e300"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }
}
