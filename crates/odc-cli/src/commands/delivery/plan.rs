//! A plan as data: what is deployed where, how far it is, and the file that keeps it.
//!
//! The file is replaced as a whole before and after each step, so that a command which is killed at any moment leaves what
//! another one goes on with.

use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use uuid::Uuid;

use super::analysis::Impact;
use crate::context::Context;
use crate::exit::Failure;
use crate::folders::{cannot, make_private, open_lock};

/// The form of the file. A file of another form is refused.
const FORM: u32 = 1;

/// How far an asset is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Step {
    /// Nothing was done.
    #[default]
    Planned,
    /// Its build can be deployed.
    Built,
    /// The service is asked to deploy it, or has begun: then `deployment` is known.
    Deploying,
    /// The revision runs.
    Deployed,
    /// It failed; `error` says why.
    Failed,
    /// It was not tried, since an asset that it uses failed.
    Held,
    /// The service is asked to put back what ran before, or has begun: then `back` is known.
    GoingBack,
    /// What ran before runs again.
    WentBack,
}

impl Step {
    /// Whether nothing remains to be done when nothing is taken back.
    pub(crate) const fn is_final(self) -> bool {
        !matches!(
            self,
            Self::Planned | Self::Built | Self::Deploying | Self::GoingBack
        )
    }
}

/// An asset of a plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Item {
    /// The key of the asset.
    pub asset: Uuid,
    pub name: String,
    /// The revision that is deployed.
    pub revision: i32,
    /// The revision that ran in the stage when the plan was made.
    pub from: Option<i32>,
    /// The build that ran.
    pub from_build: Option<Uuid>,
    /// The build that is deployed; none when it has to be made.
    pub build: Option<Uuid>,
    /// Whether that build has finished.
    pub is_built: bool,
    /// The tag that the revision gets.
    pub tag: Option<String>,
    /// The release notes that the tag gets.
    pub notes: Option<String>,
    pub impact: Impact,
    /// The settings that go live with it; none when they cannot be read.
    pub pending_settings: Option<Vec<String>>,
    /// The assets of the plan that are deployed before it, since it uses them.
    pub after: Vec<Uuid>,
    pub step: Step,
    /// The operation that deploys it.
    pub deployment: Option<Uuid>,
    /// How long the deployment took by the clock of the service, in seconds.
    pub seconds: Option<i64>,
    /// The operation that puts back what ran before.
    pub back: Option<Uuid>,
    pub error: Option<String>,
    /// Whether its new revision still runs, since it could not be taken back.
    #[serde(default)]
    pub stays: bool,
    /// Operations of earlier tries, which failed.
    pub earlier: Vec<Uuid>,
}

impl Item {
    /// Whether it has started an operation.
    pub(crate) fn has_started(&self, key: Uuid) -> bool {
        self.deployment == Some(key) || self.back == Some(key) || self.earlier.contains(&key)
    }

    /// Makes it wait for another try, after it failed or was held back.
    fn try_again(&mut self) {
        self.earlier.extend(self.deployment.take());
        self.error = None;
        self.step = if self.is_built {
            Step::Built
        } else {
            Step::Planned
        };
    }
}

/// What is deployed to a stage.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Plan {
    form: u32,
    /// The tenant, by its domain.
    pub tenant: String,
    pub made_at: DateTime<Utc>,
    /// The key of the stage.
    pub stage: Uuid,
    pub stage_name: String,
    /// The newest operation in the stage when the plan was made.
    pub newest_operation: Option<Uuid>,
    /// The permissions that the API client lacks, as far as reading tells.
    pub missing_permissions: Vec<String>,
    /// Whether a failure takes the deployed assets back.
    pub rollback_on_failure: bool,
    /// Whether it is being taken back, since one failed.
    pub is_going_back: bool,
    /// Whether somebody agreed to it.
    pub approved: bool,
    /// The assets, those first that others use.
    pub items: Vec<Item>,
}

/// The name of a tenant in plans. The embedded sandbox has another port each time.
pub(crate) fn tenant_of(context: &Context<'_>) -> String {
    match context.source {
        None => "sandbox".to_owned(),
        Some(_) => context.tenant.auth().portal_domain().to_string(),
    }
}

impl Plan {
    /// A plan for a stage, without assets.
    pub(crate) fn new(context: &Context<'_>, stage: Uuid, stage_name: &str) -> Self {
        Self {
            form: FORM,
            tenant: tenant_of(context),
            made_at: Utc::now(),
            stage,
            stage_name: stage_name.to_owned(),
            newest_operation: None,
            missing_permissions: Vec::new(),
            rollback_on_failure: false,
            is_going_back: false,
            approved: false,
            items: Vec::new(),
        }
    }

    /// Reads a plan from its file.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub(crate) fn load(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| cannot("read", path, &error))?;
        let plan: Self = serde_json::from_str(&text).map_err(|error| {
            Failure::usage(format_args!("{} is no plan: {error}", path.display()))
        })?;
        if plan.form != FORM {
            return Err(Failure::usage(format_args!(
                "{} is a plan of another version of odctl; make a new one",
                path.display()
            )));
        }
        Ok(plan)
    }

    pub(crate) fn item(&self, asset: Uuid) -> Option<&Item> {
        self.items.iter().find(|item| item.asset == asset)
    }

    /// The JSON of `--plan json` and of the file.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub(crate) fn to_json(&self) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(self).map_err(Failure::failed)?;
        Ok(text + "\n")
    }
}

/// A plan, and the file that has it.
#[derive(Debug)]
pub(crate) struct Kept {
    plan: Plan,
    path: PathBuf,
    /// Whether the file is of nobody's use when all is done.
    is_temporary: bool,
    /// Held as long as the plan is carried out, so that no other command does it too.
    _turn: Turn,
}

/// The lock on a file beside a plan. The plan itself is replaced at each step.
#[derive(Debug)]
struct Turn {
    path: PathBuf,
    _file: File,
}

impl Turn {
    fn take(plan: &Path) -> Result<Self, Failure> {
        let mut path = plan.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        let file = open_lock(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path, _file: file }),
            Err(TryLockError::Error(error)) => Err(cannot("lock", &path, &error)),
            Err(TryLockError::WouldBlock) => Err(Failure::usage(format_args!(
                "another odctl carries out {}; wait for its end",
                plan.display()
            ))),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A lock file that is left over locks nothing.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Kept {
    /// Keeps a plan in a file. A file in the folder of plans goes when all is done.
    ///
    /// # Errors
    /// The file cannot be written, or another command carries out its plan.
    pub(crate) fn new(plan: Plan, path: PathBuf, folder: &Path) -> Result<Self, Failure> {
        let kept = Self {
            _turn: Turn::take(&path)?,
            is_temporary: path.parent() == Some(folder),
            plan,
            path,
        };
        kept.save()?;
        Ok(kept)
    }

    /// Refuses a file that holds a plan which is not done, or something else.
    ///
    /// # Errors
    /// It does.
    pub(crate) fn check_free(path: &Path) -> Result<(), Failure> {
        if !path.exists() {
            return Ok(());
        }
        let plan = Plan::load(path)?;
        if plan.items.iter().all(|item| item.step.is_final()) {
            return Ok(());
        }
        Err(Failure::usage(format_args!(
            "{0} has a plan that is not done; go on with it by odctl promote --resume {0}, or remove the file",
            path.display()
        )))
    }

    /// Keeps a plan in a new file of a folder, until all of it is done.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn temporary(plan: Plan, folder: &Path) -> Result<Self, Failure> {
        make_private(folder)?;
        let time = plan.made_at.format("%Y%m%dT%H%M%S");
        let path = folder.join(format!("{time}-{}.json", Uuid::new_v4().simple()));
        Self::new(plan, path, folder)
    }

    pub(crate) const fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Changes an asset of the plan, and keeps that before anything else happens.
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

    /// Marks an asset as failed. Where the plan says so, it is taken back from then on.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn fail(&mut self, at: usize, why: &str) -> Result<(), Failure> {
        self.plan.is_going_back |= self.plan.rollback_on_failure;
        self.change(at, |item| {
            item.step = Step::Failed;
            item.error = Some(why.to_owned());
        })
    }

    /// Makes what failed or was held back wait for another try, unless the plan is being taken back.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn try_again(&mut self) -> Result<(), Failure> {
        if self.plan.is_going_back {
            return Ok(());
        }
        let items = self.plan.items.iter_mut();
        let lost = items.filter(|item| matches!(item.step, Step::Failed | Step::Held));
        lost.for_each(Item::try_again);
        self.save()
    }

    /// Notes that somebody agreed to the plan.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn approve(&mut self) -> Result<(), Failure> {
        self.plan.approved = true;
        self.save()
    }

    /// Ends the keeping of a plan. A temporary file goes when all is done.
    pub(crate) fn finish(self) -> Plan {
        let mut items = self.plan.items.iter();
        let is_done = items.all(|item| item.step == Step::Deployed);
        if self.is_temporary && is_done {
            // What is left over is only a file that nobody reads.
            let _ = std::fs::remove_file(&self.path);
        }
        self.plan
    }

    fn save(&self) -> Result<(), Failure> {
        let text = self.plan.to_json()?;
        let folder = self.path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| Path::new("."));
        let write = || {
            let mut file = NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&self.path)?;
            Ok(())
        };
        write().map_err(|error: std::io::Error| cannot("write", &self.path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_holds_no_plan_is_refused_with_its_line_and_column() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.json");
        std::fs::write(&path, "{\n  \"form\": x\n}").unwrap();
        let failure = Plan::load(&path).unwrap_err();
        let line = failure.line().unwrap();
        assert!(
            line.contains("plan.json is no plan") && line.contains("line 2 column 11"),
            "{line}"
        );
    }

    #[test]
    fn only_steps_that_wait_for_something_are_not_final() {
        for step in [Step::Planned, Step::Built, Step::Deploying, Step::GoingBack] {
            assert!(!step.is_final(), "{step:?}");
        }
        for step in [Step::Deployed, Step::Failed, Step::Held, Step::WentBack] {
            assert!(step.is_final(), "{step:?}");
        }
    }
}
