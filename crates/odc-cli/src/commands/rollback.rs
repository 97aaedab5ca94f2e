//! `odctl rollback`: deploys the revision that ran in a stage before the current one.

use std::path::PathBuf;

use clap::Args;
use odc_builds_v1::types::BuildType;
use odc_deployments_v1::types::{DeploymentKind, OperationStatus};
use uuid::Uuid;

use super::consent::{Consent, Patience};
use super::delivery::building;
use super::delivery::rollout::Running;
use super::delivery::survey::{self, AssetToDeploy};
use super::delivery::target::{self, Asset, Stage};
use super::reported::reported;
use super::{promote, tasks};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::report::{Report, Reporting};

/// Put back the revision that ran in a stage before, after showing it
///
/// The findings of the impact analysis are shown, and do not stop it. Data stays, and pending settings go live with it.
/// A second rollback puts back the revision that the first one replaced.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl promote \"Claims Portal\" --to Production", "odctl rollback \"Claims Portal\" --in Production", "odctl rollback \"Claims Portal\" --in prod --dry-run"],
    tasks::operations_of("rollback"),
))]
pub struct Rollback {
    /// Name, part of a name, or key
    asset: String,
    /// Stage: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE")]
    stage: String,
    /// File that keeps how far it is; by default one in the folder of odctl
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    patience: Patience,
    #[command(flatten)]
    reporting: Reporting,
}

impl Rollback {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("rollback", format!("{} in {}", self.asset, self.stage));
        let work = async |report: &mut Report| self.roll_back(context, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn roll_back(self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        let asset = target::asset(context, &self.asset).await?;
        let stage = target::stage(context, &self.stage, target::portfolio_of(&asset)).await?;
        stage.check_takes_deployments()?;
        let running = Running::read(context).await?;
        let now = running
            .in_stage(asset.key, stage.key)
            .and_then(|now| now.revision);
        let Some(now) = now else {
            return Err(Failure::not_found(format_args!(
                "{} does not run in {}; deploy the revision that you want with odctl deploy",
                asset.name, stage.name
            )));
        };
        let before = before(context, &asset, &stage, now).await?;
        let build = usable_build(context, &asset, &before).await?;
        let wanted = AssetToDeploy {
            asset: asset.key,
            name: asset.name.clone(),
            is_agent: asset.is_agent(),
            revision: before.revision,
            build,
            tag: None,
            notes: None,
        };
        let deadline = self.patience.deadline;
        let plan = survey::plan(
            context,
            "rollback",
            &stage,
            vec![wanted],
            &running,
            deadline,
        )
        .await?;
        promote::carry_out(
            context,
            plan,
            self.state,
            true,
            self.consent,
            self.patience,
            report,
        )
        .await
    }
}

/// A revision that ran.
struct Former {
    revision: i32,
    build: Option<Uuid>,
}

/// The revision that ran before the current one, from the history of the stage.
async fn before(
    context: &Context<'_>,
    asset: &Asset,
    stage: &Stage,
    now: i32,
) -> Result<Former, Failure> {
    let call = odc_deployments_v1::Client::connect(&context.tenant).list_deployments();
    let call = call.asset_key(asset.key).environment_key(stage.key);
    let call = call
        .operations([DeploymentKind::Deploy])
        .status(OperationStatus::Finished);
    let mut rows = call.sort(["-CreatedAt"]).stream();
    // A deployment after an unfinished operation does not show which revision runs, so the history begins at `now`.
    let mut has_seen_now = false;
    while let Some(row) = rows.try_next().await? {
        let Some(revision) = row.revisions.into_iter().max() else {
            continue;
        };
        if revision == now {
            has_seen_now = true;
        } else if has_seen_now {
            return Ok(Former {
                revision,
                build: row.build_key,
            });
        }
    }
    Err(Failure::not_found(format_args!(
        "r{now} is the only revision of {} that was deployed to {}; deploy another with odctl deploy --revision",
        asset.name, stage.name
    )))
}

/// The build that ran, if it still exists. `None` if a build must be found or made.
async fn usable_build(
    context: &Context<'_>,
    asset: &Asset,
    before: &Former,
) -> Result<Option<Uuid>, Failure> {
    let Some(ran) = before.build else {
        return Ok(None);
    };
    let client = odc_builds_v1::Client::connect(&context.tenant);
    let list = client
        .list_builds()
        .asset_key(asset.key)
        .asset_revision(before.revision);
    let list = list
        .build_type(BuildType::Release)
        .send()
        .await?
        .into_inner();
    let mut builds = list.builds.iter();
    let is_there = builds.any(|build| build.build_key == ran && building::is_finished(build));
    Ok(is_there.then_some(ran))
}
