//! The steps and the progress of an import: a file that a later run continues.

use std::path::{Path, PathBuf};

use odc_identity_v1::bulk::Unfinished;
use odc_identity_v1::types::NewUser;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::commands::people::{Outcome, Row};
use crate::exit::Failure;
use crate::files::{self, LARGEST_STATE};
use crate::folders::{cannot, replace};
use crate::shell::Shell;
use crate::turn::Turn;

/// The steps of an import. They are personal data, and only their owner can read the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct State {
    /// The tenant of the import.
    pub(super) tenant: String,
    /// The users to create, and their results.
    pub(super) users: Unfinished,
    /// The steps, in the order of the file.
    pub(super) steps: Vec<ImportStep>,
}

/// One change of one person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ImportStep {
    /// The line of the file.
    pub(super) line: u64,
    /// The e-mail address of the person.
    pub(super) email: String,
    /// The key of the user; `None` until the user exists.
    pub(super) user: Option<Uuid>,
    /// The change.
    pub(super) change: Change,
    /// Its result. `None` until it was tried.
    pub(super) outcome: Option<Outcome>,
}

/// The change of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Change {
    /// The user is created.
    Create(Box<NewUser>),
    /// The name or the status changes.
    Update {
        name: Option<String>,
        active: Option<bool>,
    },
    /// The user gets an application role.
    Role { key: Uuid, label: String },
    /// The user is added to a group.
    Group { key: Uuid, label: String },
}

impl Change {
    const fn word(&self) -> &'static str {
        match self {
            Self::Create(_) => "create",
            Self::Update { .. } => "update",
            Self::Role { .. } => "grant",
            Self::Group { .. } => "add to group",
        }
    }

    fn what(&self) -> String {
        match self {
            Self::Create(user) => user.name.clone().unwrap_or_default(),
            Self::Update { name, active } => {
                let name = name.as_ref().map(|name| format!("name {name}"));
                let active = active.map(|active| if active { "active" } else { "inactive" });
                let parts = name.into_iter().chain(active.map(ToOwned::to_owned));
                parts.collect::<Vec<_>>().join(", ")
            }
            Self::Role { label, .. } | Self::Group { label, .. } => label.clone(),
        }
    }
}

impl ImportStep {
    /// The step for people. A step that was not tried yet is shown as planned.
    pub(super) fn row(&self) -> Row {
        Row {
            line: Some(self.line),
            user: self.email.clone(),
            change: self.change.word(),
            what: self.change.what(),
            outcome: self.outcome.clone().unwrap_or(Outcome::Planned),
        }
    }
}

/// The file of a state.
#[derive(Clone, Debug)]
pub(super) struct StateFile(PathBuf);

impl StateFile {
    /// The file beside the table.
    pub(super) fn beside(table: &Path) -> Self {
        let mut name = table.as_os_str().to_owned();
        name.push(".import-state.json");
        Self(PathBuf::from(name))
    }

    pub(super) const fn at_path(path: PathBuf) -> Self {
        Self(path)
    }

    /// The command that continues the import.
    pub(super) fn go_on(&self, shell: &Shell) -> String {
        let path = std::path::absolute(&self.0).unwrap_or_else(|_| self.0.clone());
        shell.command(&["users", "import", "--resume", &path.display().to_string()])
    }

    /// Locks the file, so that no other command imports with it.
    ///
    /// # Errors
    /// Another command has the lock, or the folder cannot be written to.
    pub(super) fn take_turn(&self) -> Result<Turn, Failure> {
        Turn::take(&self.0)?.ok_or_else(|| {
            Failure::usage(format_args!(
                "another odctl imports by {}; wait for its end",
                self.0.display()
            ))
        })
    }

    /// Refuses to begin while an earlier import has not ended.
    pub(super) fn refuse_present(&self, shell: &Shell) -> Result<(), Failure> {
        if !self.0.exists() {
            return Ok(());
        }
        Err(Failure::usage(format_args!(
            "an earlier import of this file has not ended: {} continues it; remove {} to begin anew",
            self.go_on(shell),
            self.0.display()
        )))
    }

    /// Refuses a file that does not exist.
    pub(super) fn require_present(&self) -> Result<(), Failure> {
        let path = &self.0;
        let found = std::fs::metadata(path);
        found
            .map(drop)
            .map_err(|error| Failure::unreadable(path, error))
    }

    pub(super) fn load(&self) -> Result<State, Failure> {
        let path = &self.0;
        let text = files::kept_text(path, LARGEST_STATE)?;
        serde_json::from_str(&text).map_err(|error| {
            Failure::usage(format_args!(
                "{} is not a state of an import: {error}",
                path.display()
            ))
        })
    }

    pub(super) fn save(&self, state: &State) -> Result<(), Failure> {
        let json = serde_json::to_vec(state);
        let json = json.map_err(|error| cannot("write", &self.0, &error.into()))?;
        replace(&self.0, &json)
    }

    pub(super) fn remove(&self) -> Result<(), Failure> {
        std::fs::remove_file(&self.0).map_err(|error| cannot("remove", &self.0, &error))
    }
}
