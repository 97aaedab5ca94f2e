//! Promotes an asset to a stage, with the steps that the portal takes in its dialog.
//!
//! A pipeline that only starts a deployment gets errors that the portal's users never see: there is no Release build, a
//! consumer breaks, a setting of somebody else goes live too. So this program finds a Release build of the revision or
//! starts one, analyzes the impact, shows the settings that wait for the next deployment, tags the revision, deploys it,
//! and waits until it runs. Without `--apply` it only prints the plan. After an error, run it again: it goes on with what
//! is there already, such as the build and the tag.
//!
//! ```text
//! cargo run -p odc-examples --bin promote -- "Claims Desk" --to Production
//! cargo run -p odc-examples --bin promote -- "Claims Desk" --to Production --tag 2.0.0 --apply
//! ```

use std::process::ExitCode;

use anyhow::bail;
use clap::Parser;
use odc_asset_repository_v1::types::Revision;
use odc_builds_v1::types::{Build, BuildStatus, BuildType};
use odc_examples::configuration::{print_pending, read};
use odc_examples::finding::{Asset, find_asset, find_stage};
use odc_examples::steps::{Plan, Step, impact};
use odc_examples::{Session, cell, print, stages};
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
    /// Tag for the revision, such as 1.4.0; by default the one that follows the highest tag of the asset
    #[arg(long)]
    tag: Option<String>,
    /// Make the changes
    #[arg(long, conflicts_with = "dry_run")]
    apply: bool,
    /// Print the plan without making changes; the default
    #[arg(long)]
    dry_run: bool,
    /// Deploy also when the impact analysis finds errors
    #[arg(long)]
    despite_errors: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let tenant = &session.tenant;
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let builds = odc_builds_v1::Client::connect(tenant);
    let configurations = odc_asset_configurations_v1::Client::connect(tenant);

    let stages = stages(&odc_portfolio_v2::Client::connect(tenant)).await?;
    let stage = find_stage(&stages, &arguments.to)?;
    let asset = find_asset(&repository, &arguments.asset).await?;
    asset.check_deployable_to(&stage)?;
    let revision = asset.revision(&repository, arguments.revision).await?;
    let number = revision.revision;
    let tag = tag(&repository, &asset, &revision, arguments.tag).await?;
    let build = release_build(&builds, asset.key, number).await?;
    let configuration = read(&configurations, &asset, number, &stage).await?;

    print(format_args!("asset      {} {}", asset.name, asset.key))?;
    let running = configuration
        .deployed
        .map(|running| format!(", where revision {running} runs"));
    print(format_args!(
        "plan       revision {number} to {}{}",
        stage.name,
        running.unwrap_or_default()
    ))?;
    match &build {
        Some(build) => print(format_args!(
            "build      {} is {}",
            build.build_key,
            cell(build.status.as_ref())
        ))?,
        None => print("build      a Release build has to be started")?,
    }
    let impact = impact(tenant, &asset, number, &stage).await?;
    print(format_args!("impact     {}", impact.status))?;
    if impact.problems.row_count() > 0 {
        print(&impact.problems)?;
    }
    match &tag {
        Tag::Has(tag) => print(format_args!("tag        {tag}, which the revision has"))?,
        Tag::New(tag) => print(format_args!(
            "tag        {tag} for the revision, which has none"
        ))?,
    }
    print_pending(&configuration)?;
    if !arguments.apply {
        print("nothing was changed; add --apply to do it")?;
        return Ok(());
    }
    if impact.has_errors() && !arguments.despite_errors {
        bail!(
            "{} is not deployed, because the impact analysis found errors; correct them or add --despite-errors",
            asset.name
        );
    }

    let build = match build {
        Some(build) if build.status == Some(BuildStatus::Finished) => build.build_key,
        unfinished => finish_build(&builds, asset.key, number, unfinished).await?,
    };
    if let Tag::New(tag) = tag {
        repository
            .tag_revision(asset.key, number)
            .tag(tag.as_str())
            .send()
            .await?;
        print(format_args!("tagged     {tag}"))?;
    }
    let plan = Plan {
        asset: &asset,
        revision: number,
        stage: &stage,
    };
    plan.deploy(tenant, build).await
}

/// The newest Release build of a revision that has not failed; one that runs only if none has finished.
async fn release_build(
    builds: &odc_builds_v1::Client,
    asset: Uuid,
    revision: i32,
) -> anyhow::Result<Option<Build>> {
    let list = builds
        .list_builds()
        .asset_key(asset)
        .asset_revision(revision);
    let list = list
        .build_type(BuildType::Release)
        .send()
        .await?
        .into_inner();
    let rank = |build: &Build| match build.status {
        Some(BuildStatus::Finished) => Some(2),
        Some(BuildStatus::Pending | BuildStatus::Running) => Some(1),
        // Failed, cleaned up, or in a state that is not known.
        _ => None,
    };
    let usable = list
        .builds
        .into_iter()
        .filter(|build| rank(build).is_some());
    Ok(usable.max_by_key(|build| (rank(build), build.started_date_time)))
}

/// Waits for the build that runs, or for a new one.
async fn finish_build(
    builds: &odc_builds_v1::Client,
    asset: Uuid,
    revision: i32,
    running: Option<Build>,
) -> anyhow::Result<Uuid> {
    let key = if let Some(build) = running {
        build.build_key
    } else {
        let start = builds.start_build();
        let start = start.asset_key(asset).asset_revision(revision);
        let started = start.build_type(BuildType::Release).send().await?;
        if started.is_successful == Some(false) {
            bail!(
                "the service did not start a build of revision {revision}; look for the reason in the portal"
            );
        }
        started.build_key
    };
    let mut step = Step::start("build");
    let wait = builds
        .wait_for_build(key)
        .on_progress(move |build| step.show(build.status.as_ref()));
    let key = wait.await?.build_key;
    print(format_args!("built      {key}"))?;
    Ok(key)
}

/// The tag of the revision.
enum Tag {
    Has(String),
    New(String),
}

/// The tag that the revision has, or the one it gets.
async fn tag(
    repository: &odc_asset_repository_v1::Client,
    asset: &Asset,
    revision: &Revision,
    wanted: Option<String>,
) -> anyhow::Result<Tag> {
    match (&revision.tag, wanted) {
        (Some(tag), Some(wanted)) if *tag != wanted => {
            bail!(
                "revision {} has the tag {tag} already; leave out --tag {wanted}",
                revision.revision
            )
        }
        (Some(tag), _) => return Ok(Tag::Has(tag.clone())),
        (None, Some(wanted)) => return Ok(Tag::New(wanted)),
        (None, None) => {}
    }
    let highest = match repository
        .get_highest_tagged_revision(asset.key)
        .send()
        .await
    {
        Ok(highest) => highest.into_inner().tag.unwrap_or_default(),
        // The portal proposes 0.1.0 for the first one.
        Err(error) if error.is_not_found() => return Ok(Tag::New("0.1.0".to_owned())),
        Err(error) => return Err(error.into()),
    };
    let next = highest.rsplit_once('.').and_then(|(start, last)| {
        let next = last.parse::<u32>().ok()?.checked_add(1)?;
        Some(format!("{start}.{next}"))
    });
    match next {
        Some(next) => Ok(Tag::New(next)),
        None => bail!(
            "no tag follows from {highest}, the highest tag of {}; pass --tag",
            asset.name
        ),
    }
}
