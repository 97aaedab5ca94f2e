//! Consent to a change: `--dry-run`, `--yes`, and the question on a terminal. Also the time that a command waits.

use std::fmt::Display;
use std::io::IsTerminal as _;
use std::time::Duration;

use clap::Args;
use console::Term;

use crate::exit::{Exit, Failure};
use crate::shell::Shell;

/// Whether a change is made.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct Consent {
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do it without a question
    #[arg(long, short = 'y', conflicts_with = "dry_run")]
    pub yes: bool,
}

impl Consent {
    /// Asks the question, such as `go ahead?`. Returns false when the command ends here because of `--dry-run`.
    ///
    /// # Errors
    /// The answer is no, or there is no terminal to ask on.
    pub(crate) fn is_given(self, shell: &Shell, question: impl Display) -> Result<bool, Failure> {
        if self.dry_run {
            shell.notes.say("nothing was changed (--dry-run)");
            return Ok(false);
        }
        if self.yes {
            return Ok(true);
        }
        let advice = format!(
            "there is no terminal to answer {:?} on, and nothing was changed; add --yes to do it",
            question.to_string()
        );
        ask(&question, advice)?;
        Ok(true)
    }

    /// Asks before a change that cannot be undone, unless `--yes` is given.
    ///
    /// # Errors
    /// The answer is no, or there is no terminal to ask on.
    pub(crate) fn confirm(self, shell: &Shell, what: &str) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        let advice = "this cannot be undone, and there is no terminal to ask on: give --yes to do it, or --dry-run to look";
        if has_terminal() {
            shell.notes.say(what);
        }
        ask(
            "This cannot be undone. Go ahead?",
            format_args!("{what}; {advice}"),
        )
    }

    /// Like [`confirm`](Self::confirm), but a dry run and `--yes` also print the data that is lost, so that the log
    /// contains it.
    ///
    /// # Errors
    /// The answer is no, or there is no terminal to ask on.
    pub(crate) fn confirm_loss(self, shell: &Shell, what: &str) -> Result<(), Failure> {
        if self.dry_run || self.yes {
            shell.notes.say(what);
            return Ok(());
        }
        self.confirm(shell, what)
    }
}

fn has_terminal() -> bool {
    std::io::stdin().is_terminal() && Term::stderr().is_term()
}

/// Asks on the terminal. Without one, the error says what to do.
fn ask(question: impl Display, without_terminal: impl Display) -> Result<(), Failure> {
    if !has_terminal() {
        return Err(Failure::usage(without_terminal));
    }
    let term = Term::stderr();
    let question = format!("{} [y/N] ", crate::terminal::line(&question.to_string()));
    let answer = term.write_str(&question).and_then(|()| term.read_line());
    match answer {
        Ok(answer) if is_yes(&answer) => Ok(()),
        Ok(_) => Err(Failure::failed(
            "the answer was not yes; nothing was changed",
        )),
        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Err(Failure::new(
            Exit::Interrupted,
            "stopped; nothing was changed",
        )),
        Err(error) => Err(Failure::failed(format_args!(
            "the answer cannot be read: {error}; nothing was changed"
        ))),
    }
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

/// The choice whether a change that needs no question is made.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct DryRun {
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// How long a command waits.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Patience {
    /// Minutes to wait at most; what has started continues in the tenant
    #[arg(long = "deadline", value_name = "MINUTES", default_value = "60", value_parser = minutes)]
    pub deadline: Duration,
}

fn minutes(text: &str) -> Result<Duration, String> {
    let minutes: f64 = text.parse().map_err(|_| "it is not a number".to_owned())?;
    let time = Duration::try_from_secs_f64(minutes * 60.0).ok();
    time.filter(|time| !time.is_zero() && *time <= LONGEST)
        .ok_or_else(|| "it is not a time between 0 and a week".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_yes_counts_as_consent() {
        assert!(["y", "Y", " yes\n", "YES"].into_iter().all(is_yes));
        assert!(!["", "n", "yeah", "no"].into_iter().any(is_yes));
    }

    #[test]
    fn a_deadline_must_be_a_possible_time() {
        assert_eq!(minutes("1.5"), Ok(Duration::from_secs(90)));
        for text in ["0", "-1", "x", "NaN", "10081", "1e300"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }
}
