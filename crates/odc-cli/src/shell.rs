//! The environment of every command, with or without a tenant: its options, its folders, and where it writes.

use std::sync::{Mutex, OnceLock, PoisonError};

use odc_http::text::shell_word;
use odc_runtime::client::StatusCode;
use odc_runtime::{Error, Tenant};
use tokio::sync::OnceCell;

use crate::candidates;
use crate::embedded::Embedded;
use crate::exit::{Exit, Failure, error_line};
use crate::folders::Folders;
use crate::output::Output;
use crate::profile::Saving;
use crate::progress::Progress;
use crate::terminal::{Color, Notes};

/// Reports why a wait makes no progress: one line whenever the kind of the failure changes. A 429 has its own line.
pub fn trouble(notes: &Notes) -> impl FnMut(&Error) + Send + 'static + use<> {
    let notes = notes.clone();
    let mut last = None;
    move |error| {
        let now = Some((error.kind(), error.status()));
        let is_limit = error.status() == Some(StatusCode::TOO_MANY_REQUESTS);
        if last != now && !is_limit {
            notes.say(format_args!("{}; still waiting", error_line(error)));
        }
        last = now;
    }
}

/// The options that every command has.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Globals {
    /// Profile to use instead of the current one and of the environment
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        add = candidates::profiles(),
        conflicts_with = "sandbox",
        help_heading = "Tenant"
    )]
    pub profile: Option<String>,
    /// Use an embedded tenant, which is kept between commands
    #[arg(long, global = true, help_heading = "Tenant")]
    pub sandbox: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        help_heading = "Output"
    )]
    pub color: Color,
}

/// A change that may have happened in the tenant. It lasts as long as this value exists.
#[derive(Debug)]
pub struct MayHappen<'a> {
    shell: &'a Shell,
    before: Option<String>,
}

impl Drop for MayHappen<'_> {
    fn drop(&mut self) {
        self.shell.goes_on(self.before.take());
    }
}

/// A change that the service may have made, although it reported no success.
#[derive(Debug)]
pub struct Unconfirmed {
    /// The error of the request.
    pub error: Error,
    /// The possible change in the tenant, and the command that shows it.
    advice: Option<String>,
}

impl From<Unconfirmed> for Failure {
    fn from(unconfirmed: Unconfirmed) -> Self {
        let Unconfirmed { error, advice } = unconfirmed;
        match advice {
            Some(advice) => Self::new(
                Exit::for_error(&error),
                format_args!("{}; {advice}", error_line(&error)),
            ),
            None => error.into(),
        }
    }
}

/// A word of a command line. On Windows, a backslash is as normal as a slash.
fn quoted(word: &str) -> String {
    if cfg!(windows) && !shell_word(&word.replace('\\', "/")).starts_with('\'') {
        return word.to_owned();
    }
    shell_word(word)
}

/// The environment of one command.
#[derive(Debug)]
pub struct Shell {
    /// The options that every command has.
    pub globals: Globals,
    /// The receiver of data.
    pub out: Output,
    /// The receiver of everything else.
    pub notes: Notes,
    /// The folders of files.
    pub folders: Folders,
    pub(crate) embedded: OnceCell<Embedded>,
    ending: OnceLock<(Saving, Tenant)>,
    goes_on: Mutex<Option<String>>,
}

impl Shell {
    /// The environment of a command with these options.
    ///
    /// # Errors
    /// The user has no home folder.
    pub fn new(globals: Globals, out: Output) -> Result<Self, Failure> {
        globals.color.apply();
        let notes = Notes::default();
        let out = Output {
            notes: notes.clone(),
            ..out
        };
        Ok(Self {
            globals,
            out,
            notes,
            folders: Folders::of_user()?,
            embedded: OnceCell::new(),
            ending: OnceLock::new(),
            goes_on: Mutex::new(None),
        })
    }

    /// Begins a step that may take a long time. `what` describes the work, such as `reading users`.
    #[must_use]
    pub fn progress(&self, what: &str) -> Progress {
        Progress::start(&self.notes, what)
    }

    /// Reports why a wait makes no progress. It is for the `on_trouble` of a wait.
    pub fn trouble(&self) -> impl FnMut(&Error) + Send + 'static + use<> {
        trouble(&self.notes)
    }

    /// Sets the message for the case that the user stops the command from now on. It says what continues in the
    /// tenant, and how to follow it. `None` if nothing continues.
    pub fn goes_on(&self, what: Option<String>) {
        *self.goes_on.lock().unwrap_or_else(PoisonError::into_inner) = what;
    }

    /// Sets the message for the case that the user stops the command before the returned value is dropped. It says
    /// what may have happened in the tenant, and how to check it. The caller holds the value while a request that
    /// changes something is under way.
    #[must_use]
    pub fn may_happen(&self, what: String) -> MayHappen<'_> {
        let before = self.what_goes_on();
        self.goes_on(Some(what));
        MayHappen {
            shell: self,
            before,
        }
    }

    /// Sends a request that changes something. `advice` says what may have happened and which command shows it. It is
    /// printed if the user stops the command before the response, and if the call fails although the service may have
    /// made the change.
    ///
    /// # Errors
    /// The call fails.
    pub async fn change<T>(
        &self,
        advice: String,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Unconfirmed> {
        let _held = self.may_happen(advice.clone());
        call.await.map_err(|error| {
            let advice = error.is_outcome_unknown().then_some(advice);
            Unconfirmed { error, advice }
        })
    }

    /// A command line for the user that uses the tenant of this command: `odctl --profile acme logs KEY`.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> String {
        let mut line = vec!["odctl".to_owned()];
        if self.globals.sandbox {
            line.push("--sandbox".to_owned());
        }
        if let Some(profile) = &self.globals.profile {
            line.extend(["--profile".to_owned(), quoted(profile)]);
        }
        line.extend(words.iter().map(|word| quoted(word)));
        line.join(" ")
    }

    /// The operations that continue in the tenant without the command.
    #[must_use]
    pub fn what_goes_on(&self) -> Option<String> {
        self.goes_on
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Sets the data that are saved when the command ends: the tokens of its first tenant, and how much this tenant
    /// has used of a rate budget that machines share.
    pub(crate) fn set_saving(&self, saving: Saving, tenant: &Tenant) {
        let _ = self.ending.set((saving, tenant.clone()));
    }

    /// Saves the data that the next command needs: a new token, and the state of the sandbox.
    ///
    /// # Errors
    /// The state of the sandbox cannot be written.
    pub async fn close(&self) -> Result<(), Failure> {
        if let Some((saving, tenant)) = self.ending.get() {
            saving.finish().await;
            tenant.report_budget().await;
        }
        self.keep_sandbox()
    }

    /// Lets other commands use the sandbox of this command, because it keeps running.
    ///
    /// # Errors
    /// The file with the access data cannot be written.
    pub(crate) fn serve_sandbox(&self) -> Result<(), Failure> {
        self.embedded.get().map_or(Ok(()), Embedded::serve)
    }

    /// Saves the state of the sandbox, if the command used it.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn keep_sandbox(&self) -> Result<(), Failure> {
        self.embedded.get().map_or(Ok(()), Embedded::keep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_is_a_normal_character_only_on_windows() {
        let written = if cfg!(windows) { r"C:\a" } else { r"'C:\a'" };
        assert_eq!(quoted(r"C:\a"), written);
        assert_eq!(quoted(r"C:\a b"), r"'C:\a b'");
    }

    #[test]
    fn a_command_line_is_for_the_same_tenant() {
        let line = |globals| {
            let shell = Shell::new(globals, Output::default()).unwrap();
            shell.command(&["logs", "my key"])
        };
        let sandbox = Globals {
            sandbox: true,
            ..Globals::default()
        };
        let profile = Globals {
            profile: Some("acme".to_owned()),
            ..Globals::default()
        };
        assert_eq!(line(Globals::default()), "odctl logs 'my key'");
        assert_eq!(line(sandbox), "odctl --sandbox logs 'my key'");
        assert_eq!(line(profile), "odctl --profile acme logs 'my key'");
    }
}
