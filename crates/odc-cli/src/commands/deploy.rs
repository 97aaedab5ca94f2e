//! `odctl deploy`: deploys one revision to a stage.

use std::path::PathBuf;

use clap::Args;
use odc_builds_v1::types::BuildType;
use uuid::Uuid;

use super::consent::{Consent, DryRun, Patience};
use super::delivery::rollout::Running;
use super::delivery::survey::{self, AssetToDeploy};
use super::delivery::{building, target};
use super::reported::reported;
use super::{promote, tasks};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::report::{Report, Reporting};

/// Deploy a revision of an asset to a stage, and wait until it runs
///
/// A Release build is made when there is none. promote shows its plan first and asks; deploy shows it and does not ask.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl deploy \"Booking Portal\" --to Production", "odctl deploy \"Booking Portal\" --to Production --revision 8"],
    tasks::operations_of("deploy"),
))]
pub struct Deploy {
    /// Name, part of a name, or key
    asset: String,
    /// Stage: name, part of a name, or key
    #[arg(long, value_name = "STAGE")]
    to: String,
    /// Number of the revision; the newest one by default
    #[arg(long, value_name = "NUMBER", conflicts_with = "build")]
    revision: Option<i32>,
    /// Key of the build to deploy
    #[arg(long, value_name = "KEY")]
    build: Option<Uuid>,
    /// File that keeps how far it is; by default one in the folder of odctl
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Deploy also when the impact analysis finds errors
    #[arg(long)]
    despite_errors: bool,
    #[command(flatten)]
    dry_run: DryRun,
    #[command(flatten)]
    patience: Patience,
    #[command(flatten)]
    reporting: Reporting,
}

impl Deploy {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("deploy", format!("{} to {}", self.asset, self.to));
        let work = async |report: &mut Report| self.deploy(context, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn deploy(self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        let asset = target::asset(context, &self.asset).await?;
        asset.check_deployable()?;
        let stage = target::stage(context, &self.to, target::portfolio_of(&asset)).await?;
        stage.check_takes_deployments()?;
        let revision = match self.build {
            Some(key) => revision_of(context, &asset, key).await?,
            None => asset.revision(context, self.revision).await?.revision,
        };
        let wanted = AssetToDeploy {
            asset: asset.key,
            name: asset.name.clone(),
            is_agent: asset.is_agent(),
            revision,
            build: self.build,
            tag: None,
            notes: None,
        };
        let running = Running::read(context).await?;
        let deadline = self.patience.deadline;
        let plan =
            survey::plan(context, "deploy", &stage, vec![wanted], &running, deadline).await?;
        let consent = Consent {
            dry_run: self.dry_run.dry_run,
            yes: true,
        };
        promote::carry_out(
            context,
            plan,
            self.state,
            self.despite_errors,
            consent,
            self.patience,
            report,
        )
        .await
    }
}

/// The revision of a build that can be deployed.
async fn revision_of(
    context: &Context<'_>,
    asset: &target::Asset,
    key: Uuid,
) -> Result<i32, Failure> {
    let call = odc_builds_v1::Client::connect(&context.tenant).get_build(key);
    let build = match call.send().await {
        Ok(build) => build.into_inner(),
        Err(error) if error.is_not_found() => {
            return Err(Failure::not_found(format_args!("there is no build {key}")));
        }
        Err(error) => return Err(error.into()),
    };
    let why = if build.asset_key != asset.key {
        "is of another asset"
    } else if build.build_type != Some(BuildType::Release) {
        "is not a Release build"
    } else if !building::is_finished(&build) {
        "has not finished"
    } else {
        return Ok(build.asset_revision);
    };
    Err(Failure::usage(format_args!(
        "the build {key} {why}; {} lists others",
        context
            .shell
            .command(&["builds", &asset.key.to_string(), "--type", "Release"])
    )))
}
