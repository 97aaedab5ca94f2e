//! The file that keeps a plan while it is carried out.
//!
//! The whole file is replaced before and after each step. So if a command is killed at any time, another command can
//! continue the plan. Only one command at a time uses the file.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::plan::{Item, ItemStep, Plan};
use crate::exit::Failure;
use crate::folders::{make_private, replace};
use crate::shell::Shell;
use crate::turn::Turn;

/// The file of a plan, used by this command.
#[derive(Debug)]
pub(crate) struct PlanFile {
    path: PathBuf,
    /// Whether the file is removed at the end, when it is no longer needed.
    is_temporary: bool,
    _turn: Turn,
}

impl PlanFile {
    /// Opens the file of a plan that another command has saved. A file in the folder of plans is removed when
    /// everything is done.
    ///
    /// # Errors
    /// There is no such file, or another command uses it.
    pub(crate) fn take_kept(path: &Path, folder: &Path) -> Result<Self, Failure> {
        std::fs::metadata(path).map_err(|error| Failure::unreadable(path, error))?;
        Self::take(path, path.parent() == Some(folder))
    }

    /// Takes a file for a new plan.
    ///
    /// # Errors
    /// The file holds an unfinished plan or other data, or another command uses it.
    pub(crate) fn free(path: &Path, shell: &Shell) -> Result<Self, Failure> {
        let place = Self::take(path, false)?;
        Self::check_free(path, shell)?;
        Ok(place)
    }

    /// Refuses a file that holds an unfinished plan or other data.
    ///
    /// # Errors
    /// The file contains one.
    pub(crate) fn check_free(path: &Path, shell: &Shell) -> Result<(), Failure> {
        if !path.exists() || !Plan::load(path)?.is_open() {
            return Ok(());
        }
        Err(Failure::usage(format_args!(
            "{} has a plan that is not done; continue it with: {}; or discard it by removing the file",
            path.display(),
            go_on(shell, path)
        )))
    }

    /// Creates a new file in the folder of plans. It is removed when everything is done.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub(crate) fn temporary(plan: &Plan, folder: &Path) -> Result<Self, Failure> {
        let time = plan.made_at.format("%Y%m%dT%H%M%S");
        let name = format!("{time}-{}", Uuid::new_v4().simple());
        Self::named(&name, folder)
    }

    /// Opens the file of a plan by its name in the folder of plans, even if it does not exist yet. It is removed when
    /// everything is done.
    ///
    /// # Errors
    /// The folder cannot be written to, or another command uses the file.
    pub(crate) fn named(name: &str, folder: &Path) -> Result<Self, Failure> {
        make_private(folder)?;
        Self::take(&folder.join(format!("{name}.json")), true)
    }

    fn take(path: &Path, is_temporary: bool) -> Result<Self, Failure> {
        let turn = Turn::take(path)?.ok_or_else(|| {
            Failure::usage(format_args!(
                "another odctl carries out {}; wait for its end",
                path.display()
            ))
        })?;
        Ok(Self {
            path: path.to_owned(),
            is_temporary,
            _turn: turn,
        })
    }
}

/// The command that continues the plan of a file.
pub(crate) fn go_on(shell: &Shell, path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    shell.command(&["promote", "--resume", &path.display().to_string()])
}

/// A plan and its file.
#[derive(Debug)]
pub(crate) struct Kept {
    plan: Plan,
    place: PlanFile,
}

impl Kept {
    /// Saves a plan in its file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn new(plan: Plan, place: PlanFile) -> Result<Self, Failure> {
        let kept = Self { plan, place };
        kept.save()?;
        Ok(kept)
    }

    pub(crate) const fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn path(&self) -> &Path {
        &self.place.path
    }

    /// Changes an asset of the plan, and saves the plan before anything else happens.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn change(
        &mut self,
        at: usize,
        change: impl FnOnce(&mut Item),
    ) -> Result<(), Failure> {
        if let Some(item) = self.plan.items.get_mut(at) {
            change(item);
        }
        self.save()
    }

    /// Marks an asset as failed. If the plan requires it, the plan is undone from then on.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn fail(&mut self, at: usize, why: &str) -> Result<(), Failure> {
        self.plan.is_going_back |= self.plan.rollback_on_failure;
        self.change(at, |item| {
            item.step = ItemStep::Failed;
            item.error = Some(why.to_owned());
        })
    }

    /// Stops saving a plan. A temporary file is removed if nothing remains to do.
    pub(crate) fn finish(self) -> Plan {
        if self.place.is_temporary && !self.plan.is_open() {
            // If the file stays, it does no harm: no command reads it.
            let _ = std::fs::remove_file(&self.place.path);
        }
        self.plan
    }

    fn save(&self) -> Result<(), Failure> {
        replace(&self.place.path, self.plan.to_json()?.as_bytes())
    }
}
