//! Deploys the revision that ran in a stage before the current one.
//!
//! In an outage, nobody wants to search for revisions and builds. The list of deployments shows which revision ran in
//! the stage before the current one, and its build usually still exists. This program finds both, shows its plan,
//! deploys the revision, and waits until it runs. Without `--apply` it only prints the plan. The impact analysis does
//! not stop it, even if it finds errors. Data and settings are not restored: the deployment applies the settings that
//! are pending now. A second rollback deploys the revision that the first one replaced.
//!
//! ```text
//! cargo run -p odc-examples --bin rollback -- "Claims Desk" --in Production
//! cargo run -p odc-examples --bin rollback -- "Claims Desk" --in Production --apply
//! ```

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Parser;
use odc_builds_v1::types::{BuildStatus, BuildType};
use odc_deployments_v1::types::{DeploymentKind, OperationStatus};
use odc_examples::configuration::read;
use odc_examples::finding::{Asset, Stage, find_asset, find_stage};
use odc_examples::steps::{deploy, impact, print_plan, seconds};
use odc_examples::{Session, print};
use odc_runtime::Tenant;
use uuid::Uuid;

/// Puts back the revision that ran in a stage before; without `--apply` it only prints the plan.
#[derive(Debug, Parser)]
struct Arguments {
    /// Name or key of the asset
    asset: String,
    /// Name or key of the stage
    #[arg(long = "in", value_name = "STAGE")]
    stage: String,
    /// Make the changes
    #[arg(long, conflicts_with = "dry_run")]
    apply: bool,
    /// Print the plan without making changes; the default
    #[arg(long)]
    dry_run: bool,
    /// How long to wait at most for the deployment
    #[arg(long, value_name = "SECONDS", default_value = "1800", value_parser = seconds)]
    deadline: Duration,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let tenant = &session.tenant;
    let asset = find_asset(tenant, &arguments.asset).await?;
    let stage = find_stage(tenant, &asset, &arguments.stage).await?;
    stage.check_takes(&asset)?;
    let (running, before, build) = history(tenant, &asset, &stage).await?;
    let build = usable_build(tenant, &asset, &stage, before, build).await?;
    let configuration = read(tenant, &asset, before, &stage).await?;

    print_plan(&asset, before, &stage, Some(running))?;
    print(format_args!("build      {build}"))?;
    impact(tenant, &asset, before, &stage).await?.print()?;
    configuration.print_pending()?;
    if !arguments.apply {
        return Ok(print("nothing was changed; add --apply to do it")?);
    }
    deploy(tenant, &asset, before, build, &stage, arguments.deadline).await
}

/// The revision that runs in the stage, the one before it, and the build of the earlier one.
async fn history(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
) -> anyhow::Result<(i32, i32, Option<Uuid>)> {
    let (asset_name, stage_name) = (&asset.name, &stage.name);
    let mut ended = odc_deployments_v1::Client::connect(tenant)
        .list_deployments()
        .asset_key(asset.key)
        .environment_key(stage.key)
        .operations([DeploymentKind::Deploy, DeploymentKind::Undeploy])
        .status(OperationStatus::Finished)
        .sort(["-CreatedAt"])
        .stream();
    let mut running = None;
    while let Some(one) = ended.try_next().await? {
        let is_removal = one.operation == Some(DeploymentKind::Undeploy);
        match (running, one.revisions.into_iter().max()) {
            (None, _) if is_removal => bail!(
                "{asset_name} was removed from {stage_name}; deploy the revision that you want with promote"
            ),
            _ if is_removal => {}
            (None, revision) => running = revision,
            // The same revision can be deployed again with a new build that has security patches.
            (Some(running), Some(before)) if before != running => {
                return Ok((running, before, one.build_key));
            }
            _ => {}
        }
    }
    match running {
        Some(running) => bail!(
            "revision {running} is the only one of {asset_name} that was ever deployed to {stage_name}"
        ),
        None => bail!("{asset_name} was never deployed to {stage_name}"),
    }
}

/// The build that ran. If it no longer exists, the newest finished Release build of the same revision.
async fn usable_build(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    revision: i32,
    former: Option<Uuid>,
) -> anyhow::Result<Uuid> {
    let list = odc_builds_v1::Client::connect(tenant)
        .list_builds()
        .asset_key(asset.key)
        .asset_revision(revision)
        .build_type(BuildType::Release);
    let builds = list.send().await?.into_inner().builds.into_iter();
    let finished = builds.filter(|build| build.status == Some(BuildStatus::Finished));
    let best = finished.max_by_key(|one| (Some(one.build_key) == former, one.finished_date_time));
    let best = best.with_context(|| {
        format!(
            "revision {revision} of {} has no Release build any more; build and deploy it with: promote {} --to {} --revision {revision} --apply",
            asset.name, asset.key, stage.key
        )
    });
    Ok(best?.build_key)
}
