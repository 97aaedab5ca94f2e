//! Promotes an asset to a stage: deploys a revision there, after the checks that a person would make.
//!
//! A pipeline that only starts a deployment has problems of its own: there is no Release build, a consumer breaks, or a
//! setting of somebody else goes live too. So this program finds a Release build of the revision or starts one,
//! analyzes the impact, shows the pending settings, tags the revision, deploys it, and waits until it runs. It does not
//! deploy a revision that runs there already, unless settings are pending. Without `--apply` it only prints the plan.
//! After an error, run it again: it uses what is there already, such as the build and the tag.
//!
//! ```text
//! cargo run -p odc-examples --bin promote -- "Claims Desk" --to Production
//! cargo run -p odc-examples --bin promote -- "Claims Desk" --to Production --tag 2.0.0 --apply
//! ```

use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use clap::Parser;
use odc_asset_repository_v1::Tag;
use odc_builds_v1::types::{Build, BuildStatus, BuildType};
use odc_dependency_management_v1::types::ReportStatus::{NoIssuesFound, WarningsFound};
use odc_examples::configuration::read;
use odc_examples::finding::{Asset, find_asset, find_stage};
use odc_examples::steps::{deploy, impact, note_trouble, print_plan, progress, seconds};
use odc_examples::{Session, cell, print};
use odc_runtime::Tenant;
use uuid::Uuid;

/// Promotes an asset to a stage; without `--apply` it only prints the plan.
#[derive(Debug, Parser)]
struct Arguments {
    /// Name or key of the asset
    asset: String,
    /// Name or key of the stage
    #[arg(long, value_name = "STAGE")]
    to: String,
    /// Number of the revision; by default the newest one
    #[arg(long)]
    revision: Option<i32>,
    /// Tag for the revision, such as 1.4.0, above the highest tag of the asset; by default the one that follows it
    #[arg(long)]
    tag: Option<Tag>,
    /// Make the changes
    #[arg(long, conflicts_with = "dry_run")]
    apply: bool,
    /// Print the plan without making changes; the default
    #[arg(long)]
    dry_run: bool,
    /// Deploy even if the impact analysis finds errors
    #[arg(long)]
    despite_errors: bool,
    /// How long to wait at most for the build, and for the deployment
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
    let stage = find_stage(tenant, &asset, &arguments.to).await?;
    stage.check_takes(&asset)?;
    let (revision, tag) = asset.revision(tenant, arguments.revision).await?;
    let new_tag = new_tag(tenant, &asset, revision, tag.as_deref(), arguments.tag).await?;
    let builds = odc_builds_v1::Client::connect(tenant);
    let build = builds
        .find_build(asset.key, revision, BuildType::Release)
        .await?;
    let configuration = read(tenant, &asset, revision, &stage).await?;

    print_plan(&asset, revision, &stage, configuration.deployed)?;
    print_build(build.as_ref())?;
    let impact = impact(tenant, &asset, revision, &stage).await?;
    impact.print()?;
    match &new_tag {
        Some(tag) => print(format_args!(
            "tag        {tag} for the revision, which has none"
        ))?,
        None => print(format_args!(
            "tag        {}, which the revision has",
            cell(tag)
        ))?,
    }
    configuration.print_pending()?;
    let changes_nothing =
        configuration.deployed == Some(revision) && configuration.pending().next().is_none();
    if changes_nothing {
        let stage = &stage.name;
        print(format_args!(
            "deployed   revision {revision} runs in {stage} already; it is not deployed again"
        ))?;
    }
    if !arguments.apply {
        return Ok(print("nothing was changed; add --apply to do it")?);
    }
    if changes_nothing {
        return set_tag(tenant, &asset, revision, new_tag).await;
    }
    if !matches!(impact.status, NoIssuesFound | WarningsFound) && !arguments.despite_errors {
        bail!(
            "{} is not deployed, because the impact analysis found errors; correct them or add --despite-errors",
            asset.name
        );
    }
    let deadline = arguments.deadline;
    let build = finished_build(&builds, &asset, revision, build, deadline).await?;
    set_tag(tenant, &asset, revision, new_tag).await?;
    deploy(tenant, &asset, revision, build, &stage, deadline).await
}

fn print_build(build: Option<&Build>) -> std::io::Result<()> {
    let Some(build) = build else {
        return print("build      a Release build has to be started");
    };
    let (key, status) = (build.build_key, cell(build.status.as_ref()));
    print(format_args!("build      {key} is {status}"))
}

/// Waits for the build that is there, or for a new one.
async fn finished_build(
    builds: &odc_builds_v1::Client,
    asset: &Asset,
    revision: i32,
    build: Option<Build>,
    deadline: Duration,
) -> anyhow::Result<Uuid> {
    let key = match build {
        Some(Build {
            build_key,
            status: Some(BuildStatus::Finished),
            ..
        }) => return Ok(build_key),
        Some(running) => running.build_key,
        None => {
            let start = builds
                .start_build()
                .asset_key(asset.key)
                .asset_revision(revision);
            let started = start.build_type(BuildType::Release).send().await?;
            if started.is_successful == Some(false) {
                bail!(
                    "the service did not start a build of revision {revision}; look for the reason in the portal"
                );
            }
            started.build_key
        }
    };
    let mut show = progress("build");
    let wait = builds.wait_for_build(key).deadline(deadline);
    let wait = wait.on_progress(move |build| show(cell(build.status.as_ref())));
    wait.on_trouble(note_trouble).await?;
    print(format_args!("built      {key}"))?;
    Ok(key)
}

/// The tag that the revision gets, if it has none: the wanted one, or else the one that follows the highest.
async fn new_tag(
    tenant: &Tenant,
    asset: &Asset,
    revision: i32,
    tag: Option<&str>,
    wanted: Option<Tag>,
) -> anyhow::Result<Option<Tag>> {
    match (tag, wanted) {
        (Some(tag), Some(wanted)) if tag != wanted.to_string() => {
            bail!("revision {revision} has the tag {tag} already; leave out --tag {wanted}")
        }
        (Some(_), _) => return Ok(None),
        (None, _) => {}
    }
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let name = &asset.name;
    match (wanted, repository.next_tag(asset.key).await?) {
        (Some(wanted), Some(next)) if wanted < next => bail!(
            "the tag {wanted} is not higher than the tags of {name}; the next free one is {next}"
        ),
        (None, None) => bail!("no tag follows the highest one of {name}; pass --tag"),
        (wanted, next) => Ok(wanted.or(next)),
    }
}

/// Tags the revision, unless it has a tag.
async fn set_tag(
    tenant: &Tenant,
    asset: &Asset,
    revision: i32,
    tag: Option<Tag>,
) -> anyhow::Result<()> {
    if let Some(tag) = tag {
        let repository = odc_asset_repository_v1::Client::connect(tenant);
        let call = repository.tag_revision(asset.key, revision);
        call.tag(tag.to_string()).send().await?;
        print(format_args!("tagged     {tag}"))?;
    }
    Ok(())
}
