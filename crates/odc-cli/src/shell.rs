//! What every command has, with or without a tenant: its options, its folders, and where it writes.

use std::sync::{Mutex, OnceLock, PoisonError};

use odc_runtime::Tenant;
use tokio::sync::OnceCell;

use crate::candidates;
use crate::embedded::Embedded;
use crate::exit::Failure;
use crate::folders::Folders;
use crate::output::Output;
use crate::profile::Saving;
use crate::progress::Progress;
use crate::terminal::{Color, Notes};

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

/// The surroundings of one command.
#[derive(Debug)]
pub struct Shell {
    /// The options that every command has.
    pub globals: Globals,
    /// Where data goes.
    pub out: Output,
    /// Where everything else goes.
    pub notes: Notes,
    /// Where files are.
    pub folders: Folders,
    pub(crate) embedded: OnceCell<Embedded>,
    ending: OnceLock<(Saving, Tenant)>,
    goes_on: Mutex<Option<String>>,
}

impl Shell {
    /// The surroundings of a command with these options.
    ///
    /// # Errors
    /// The user has no home folder.
    pub fn new(globals: Globals, out: Output) -> Result<Self, Failure> {
        globals.color.apply();
        Ok(Self {
            globals,
            out,
            notes: Notes::default(),
            folders: Folders::of_user()?,
            embedded: OnceCell::new(),
            ending: OnceLock::new(),
            goes_on: Mutex::new(None),
        })
    }

    /// Begins a step that may take long, named as what is being done.
    #[must_use]
    pub fn progress(&self, what: &str) -> Progress {
        Progress::start(&self.notes, what)
    }

    /// Says what goes on in the tenant, and how to pick it up, should the user stop the command now. `None` when nothing
    /// does.
    pub fn goes_on(&self, what: Option<String>) {
        *self.goes_on.lock().unwrap_or_else(PoisonError::into_inner) = what;
    }

    /// What goes on in the tenant.
    #[must_use]
    pub fn what_goes_on(&self) -> Option<String> {
        self.goes_on
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Names what is to be kept when the command ends: the tokens of its first tenant, and what that has used of a rate
    /// budget which machines share.
    pub(crate) fn set_saving(&self, saving: Saving, tenant: &Tenant) {
        let _ = self.ending.set((saving, tenant.clone()));
    }

    /// Keeps what the next command goes on with: a new token, and the state of the sandbox.
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

    /// Keeps the state of the sandbox, if the command used it.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn keep_sandbox(&self) -> Result<(), Failure> {
        self.embedded.get().map_or(Ok(()), Embedded::keep)
    }
}
