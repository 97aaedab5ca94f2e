//! A plan as data: the assets, the stage, and the progress.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::analysis::Impact;
use crate::context::Context;
use crate::exit::Failure;
use crate::files::{self, LARGEST_DATA};

/// The form of the file. A file of another form is refused.
const FORM: u32 = 1;

/// The progress of an asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ItemStep {
    /// Nothing was done.
    #[default]
    Planned,
    /// Its build can be deployed.
    Built,
    /// A request to deploy it was sent, or its deployment has begun. In the second case `deployment` is known.
    Deploying,
    /// The revision runs.
    Deployed,
    /// It failed. `error` has the reason.
    Failed,
    /// It was not tried, because an asset that it uses failed.
    Held,
    /// A request to restore the earlier revision was sent, or this has begun. In the second case `back` is known.
    GoingBack,
    /// The earlier revision runs again.
    WentBack,
}

impl ItemStep {
    /// Whether nothing remains to do for it, unless the plan is undone.
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
    /// The build that ran in the stage.
    pub from_build: Option<Uuid>,
    /// The build to deploy. `None` if it must first be made.
    pub build: Option<Uuid>,
    /// Whether that build has finished.
    pub is_built: bool,
    /// The tag that the revision gets.
    pub tag: Option<String>,
    /// The release notes that the tag gets.
    pub notes: Option<String>,
    pub impact: Impact,
    /// The settings that come into effect with it. `None` if they cannot be read.
    pub pending_settings: Option<Vec<String>>,
    /// The assets of the plan that are deployed before it, because it uses them.
    pub after: Vec<Uuid>,
    pub step: ItemStep,
    /// The operation that deploys it.
    pub deployment: Option<Uuid>,
    /// How long the deployment took by the clock of the service, in seconds.
    pub seconds: Option<i64>,
    /// The operation that restores the earlier revision.
    pub back: Option<Uuid>,
    pub error: Option<String>,
    /// Whether its new revision still runs, because it could not be undone.
    #[serde(default)]
    pub stays: bool,
    /// Failed operations of earlier attempts.
    pub earlier: Vec<Uuid>,
}

impl Item {
    /// Whether it has started an operation.
    pub(crate) fn has_started(&self, key: Uuid) -> bool {
        self.deployment == Some(key) || self.back == Some(key) || self.earlier.contains(&key)
    }

    /// Prepares another attempt after it failed or was held back.
    fn try_again(&mut self) {
        self.earlier.extend(self.deployment.take());
        self.error = None;
        self.step = if self.is_built {
            ItemStep::Built
        } else {
            ItemStep::Planned
        };
    }

    /// Prepares another attempt to undo it, after the first one failed.
    fn try_back_again(&mut self) {
        self.earlier.extend(self.back.take());
        self.error = None;
        self.stays = false;
        self.step = ItemStep::Deployed;
    }
}

/// The deployments to a stage.
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
    /// The permissions that the API client lacks, as far as read requests can show this.
    pub missing_permissions: Vec<String>,
    /// Whether a failure undoes the deployed assets.
    pub rollback_on_failure: bool,
    /// Whether the plan is being undone, because one asset failed.
    pub is_going_back: bool,
    /// Whether the user has agreed to the plan.
    pub approved: bool,
    /// The assets. Those that other assets use come first.
    pub items: Vec<Item>,
}

/// The name of a tenant in plans. The embedded sandbox has a different port each time.
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

    /// A plan for tests, of a tenant that does not exist.
    #[cfg(test)]
    pub(crate) fn of_test(stage_name: &str, items: Vec<Item>) -> Self {
        Self {
            form: FORM,
            tenant: "acme.outsystems.dev".to_owned(),
            made_at: DateTime::UNIX_EPOCH,
            stage: Uuid::nil(),
            stage_name: stage_name.to_owned(),
            newest_operation: None,
            missing_permissions: Vec::new(),
            rollback_on_failure: false,
            is_going_back: false,
            approved: true,
            items,
        }
    }

    /// Reads a plan from its file.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub(crate) fn load(path: &Path) -> Result<Self, Failure> {
        let text = files::kept_text(path, LARGEST_DATA)?;
        let plan: Self = serde_json::from_str(&text).map_err(|error| {
            Failure::usage(format_args!("{} is not a plan: {error}", path.display()))
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

    /// Whether something in it remains to do, for this command or another one.
    pub(crate) fn is_open(&self) -> bool {
        self.items.iter().any(|item| {
            let is_lost = matches!(
                item.step,
                ItemStep::Failed | ItemStep::Held | ItemStep::WentBack
            );
            if self.is_going_back {
                item.stays || !is_lost
            } else {
                item.step != ItemStep::Deployed
            }
        })
    }

    /// Prepares another attempt for the assets that failed or were held back. If the plan is being undone, for those
    /// that could not be undone.
    pub(crate) fn try_again(&mut self) {
        for item in &mut self.items {
            match item.step {
                ItemStep::Failed if self.is_going_back && item.stays => item.try_back_again(),
                ItemStep::Failed | ItemStep::Held if !self.is_going_back => item.try_again(),
                _ => {}
            }
        }
    }

    /// The JSON of the file.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub(crate) fn to_json(&self) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(self).map_err(Failure::failed)?;
        Ok(text + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_plan_is_refused_with_line_and_column() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.json");
        std::fs::write(&path, "{\n  \"form\": x\n}").unwrap();
        let failure = Plan::load(&path).unwrap_err();
        let line = failure.line().unwrap();
        assert!(
            line.contains("plan.json is not a plan") && line.contains("line 2 column 11"),
            "{line}"
        );
    }

    fn plan(is_going_back: bool, item: Item) -> Plan {
        Plan {
            is_going_back,
            ..Plan::of_test("QA", vec![item])
        }
    }

    #[test]
    fn a_plan_is_open_while_something_remains_to_do() {
        use ItemStep::{Deployed, Failed, GoingBack, Held, Planned, WentBack};
        for (is_going_back, step, stays, is_open) in [
            (false, Planned, false, true),
            (false, Failed, false, true),
            (false, Held, false, true),
            (false, Deployed, false, false),
            (true, Failed, false, false),
            (true, Failed, true, true),
            (true, Held, false, false),
            (true, WentBack, false, false),
            (true, Deployed, false, true),
            (true, GoingBack, false, true),
        ] {
            let item = Item {
                step,
                stays,
                ..Item::default()
            };
            let plan = plan(is_going_back, item);
            assert_eq!(plan.is_open(), is_open, "{is_going_back} {step:?} {stays}");
        }
    }

    #[test]
    fn an_asset_that_could_not_be_undone_is_tried_again_and_its_first_attempt_is_known() {
        let key = Uuid::from_u128(7);
        let mut plan = plan(
            true,
            Item {
                step: ItemStep::Failed,
                stays: true,
                back: Some(key),
                error: Some("away".to_owned()),
                ..Item::default()
            },
        );
        plan.try_again();
        let item = &plan.items[0];
        assert_eq!(
            (item.step, item.stays, item.back, item.error.as_ref()),
            (ItemStep::Deployed, false, None, None)
        );
        assert!(item.has_started(key));
    }

    #[test]
    fn all_steps_are_final_except_those_that_wait() {
        for step in [
            ItemStep::Planned,
            ItemStep::Built,
            ItemStep::Deploying,
            ItemStep::GoingBack,
        ] {
            assert!(!step.is_final(), "{step:?}");
        }
        for step in [
            ItemStep::Deployed,
            ItemStep::Failed,
            ItemStep::Held,
            ItemStep::WentBack,
        ] {
            assert!(step.is_final(), "{step:?}");
        }
    }
}
