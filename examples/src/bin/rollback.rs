//! Puts back the revision that ran in a stage before.
//!
//! In an outage nobody wants to look up revisions and builds. The list of deployments shows which revision ran in the
//! stage before the current one, and its build is usually still there. This program finds both, shows what it will do,
//! deploys the revision, and waits until it runs. Without `--apply` it only prints the plan. The impact analysis does
//! not stop it, whatever it finds. Data and settings are not put back: the deployment applies the settings that are
//! pending now. A second rollback puts back the revision that the first one replaced.
//!
//! ```text
//! cargo run -p odc-examples --bin rollback -- "Claims Desk" --in Production
//! cargo run -p odc-examples --bin rollback -- "Claims Desk" --in Production --apply
//! ```

use std::process::ExitCode;

use anyhow::bail;
use clap::Parser;
use odc_builds_v1::types::{BuildStatus, BuildType};
use odc_deployments_v1::types::{Deployment, DeploymentKind, OperationStatus};
use odc_examples::configuration::{print_pending, read};
use odc_examples::finding::{Asset, Stage, find_asset, find_stage};
use odc_examples::steps::{Patience, Plan, impact};
use odc_examples::{Session, print, stages};
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
    #[command(flatten)]
    patience: Patience,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let (tenant, deadline) = (&session.tenant, arguments.patience.deadline);
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let asset = find_asset(&repository, &arguments.asset).await?;
    let portfolios = odc_portfolio_v2::Client::connect(tenant);
    let stages = stages(&portfolios).await?;
    let stage = find_stage(&portfolios, &stages, &asset, &arguments.stage).await?;
    asset.check_deployable_to(&stage)?;

    let (running, before) = history(tenant, &asset, &stage).await?;
    let build = usable_build(tenant, &asset, &stage, &before).await?;
    let configurations = odc_asset_configurations_v1::Client::connect(tenant);
    let configuration = read(&configurations, &asset, before.revision, &stage).await?;
    print(format_args!("asset      {} {}", asset.name, asset.key))?;
    print(format_args!(
        "plan       revision {} to {}, where revision {running} runs",
        before.revision, stage.name
    ))?;
    print(format_args!("build      {build}"))?;
    let impact = impact(tenant, &asset, before.revision, &stage, deadline).await?;
    impact.print()?;
    print_pending(&configuration)?;
    if !arguments.apply {
        print("nothing was changed; add --apply to do it")?;
        return Ok(());
    }
    let plan = Plan {
        asset: &asset,
        revision: before.revision,
        stage: &stage,
        deadline,
    };
    plan.deploy(tenant, build).await
}

/// What ran in a stage.
struct Former {
    revision: i32,
    build: Option<Uuid>,
}

/// The revision that runs in the stage, and the one before it.
async fn history(tenant: &Tenant, asset: &Asset, stage: &Stage) -> anyhow::Result<(i32, Former)> {
    let deployments = odc_deployments_v1::Client::connect(tenant);
    let mut rows = deployments
        .list_deployments()
        .asset_key(asset.key)
        .environment_key(stage.key)
        .operations([DeploymentKind::Deploy, DeploymentKind::Undeploy])
        .status(OperationStatus::Finished)
        .sort(["-CreatedAt"])
        .stream();
    let mut running = None;
    while let Some(Deployment {
        operation,
        revisions,
        build_key,
        ..
    }) = rows.try_next().await?
    {
        if operation == Some(DeploymentKind::Undeploy) {
            if running.is_none() {
                bail!(
                    "{} was removed from {}; deploy the revision that you want with promote",
                    asset.name,
                    stage.name
                );
            }
            continue;
        }
        let Some(revision) = revisions.into_iter().max() else {
            continue;
        };
        match running {
            None => running = Some(revision),
            // The same revision can be deployed again with a new build, which has security patches.
            Some(running) if running == revision => {}
            Some(running) => {
                return Ok((
                    running,
                    Former {
                        revision,
                        build: build_key,
                    },
                ));
            }
        }
    }
    match running {
        Some(running) => bail!(
            "revision {running} is the only one of {} that was ever deployed to {}",
            asset.name,
            stage.name
        ),
        None => bail!("{} was never deployed to {}", asset.name, stage.name),
    }
}

/// The build that ran, or else the newest finished Release build of the same revision.
async fn usable_build(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    before: &Former,
) -> anyhow::Result<Uuid> {
    let builds = odc_builds_v1::Client::connect(tenant);
    let list = builds
        .list_builds()
        .asset_key(asset.key)
        .asset_revision(before.revision);
    let list = list
        .build_type(BuildType::Release)
        .send()
        .await?
        .into_inner();
    let finished = list
        .builds
        .into_iter()
        .filter(|build| build.status == Some(BuildStatus::Finished));
    let best = finished.max_by_key(|build| {
        (
            Some(build.build_key) == before.build,
            build.finished_date_time,
        )
    });
    match best {
        Some(build) => Ok(build.build_key),
        None => bail!(
            "revision {number} of {} has no Release build any more; build and deploy it with: promote {} --to {} --revision {number} --apply",
            asset.name,
            asset.key,
            stage.key,
            number = before.revision
        ),
    }
}
