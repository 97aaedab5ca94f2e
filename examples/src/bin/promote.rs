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

use anyhow::{Context as _, bail};
use clap::Parser;
use odc_asset_repository_v1::types::Revision;
use odc_builds_v1::types::{Build, BuildStatus, BuildType};
use odc_examples::configuration::{Configuration, print_pending, read};
use odc_examples::finding::{Asset, find_asset, find_stage};
use odc_examples::steps::{Patience, Plan, Step, impact, note_trouble};
use odc_examples::tags::Tag;
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
    /// Tag for the revision, such as 1.4.0, above the highest tag of the asset; by default the one that follows it
    #[arg(long)]
    tag: Option<String>,
    /// Make the changes
    #[arg(long, conflicts_with = "dry_run")]
    apply: bool,
    /// Print the plan without making changes; the default
    #[arg(long)]
    dry_run: bool,
    /// Deploy even if the impact analysis finds errors
    #[arg(long)]
    despite_errors: bool,
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
    let builds = odc_builds_v1::Client::connect(tenant);
    let configurations = odc_asset_configurations_v1::Client::connect(tenant);

    let asset = find_asset(&repository, &arguments.asset).await?;
    let portfolios = odc_portfolio_v2::Client::connect(tenant);
    let stages = stages(&portfolios).await?;
    let stage = find_stage(&portfolios, &stages, &asset, &arguments.to).await?;
    asset.check_deployable_to(&stage)?;
    let revision = asset.revision(&repository, arguments.revision).await?;
    let number = revision.revision;
    let tag = tagging(&repository, &asset, &revision, arguments.tag).await?;
    let build = release_build(&builds, asset.key, number).await?;
    let configuration = read(&configurations, &asset, number, &stage).await?;

    let plan = Plan {
        asset: &asset,
        revision: number,
        stage: &stage,
        deadline,
    };
    print_plan(plan, build.as_ref(), &configuration)?;
    let impact = impact(tenant, &asset, number, &stage, deadline).await?;
    impact.print()?;
    tag.print()?;
    print_pending(&configuration)?;
    let is_done = is_done(&configuration, number);
    if is_done {
        print(format_args!(
            "deployed   revision {number} runs in {} already; it is not deployed again",
            stage.name
        ))?;
    }
    if !arguments.apply {
        print("nothing was changed; add --apply to do it")?;
        return Ok(());
    }
    if is_done {
        return set_tag(&repository, &asset, number, &tag).await;
    }
    if impact.has_errors() && !arguments.despite_errors {
        bail!(
            "{} is not deployed, because the impact analysis found errors; correct them or add --despite-errors",
            asset.name
        );
    }

    let build = match build {
        Some(build) if build.status == Some(BuildStatus::Finished) => build.build_key,
        unfinished => finish_build(&builds, asset.key, number, unfinished, deadline).await?,
    };
    set_tag(&repository, &asset, number, &tag).await?;
    plan.deploy(tenant, build).await
}

/// Prints what is to be deployed where, and of which build.
fn print_plan(
    plan: Plan<'_>,
    build: Option<&Build>,
    configuration: &Configuration,
) -> std::io::Result<()> {
    let Plan {
        asset,
        revision,
        stage,
        ..
    } = plan;
    print(format_args!("asset      {} {}", asset.name, asset.key))?;
    let running = configuration
        .deployed
        .map(|running| format!(", where revision {running} runs"));
    print(format_args!(
        "plan       revision {revision} to {}{}",
        stage.name,
        running.unwrap_or_default()
    ))?;
    match build {
        Some(build) => print(format_args!(
            "build      {} is {}",
            build.build_key,
            cell(build.status.as_ref())
        )),
        None => print("build      a Release build has to be started"),
    }
}

/// Whether a deployment of the revision would change nothing: it runs, and no setting is pending.
fn is_done(configuration: &Configuration, revision: i32) -> bool {
    let mut entries = configuration.entries.iter();
    configuration.deployed == Some(revision) && !entries.any(|entry| entry.setting.is_pending())
}

/// Tags the revision, unless it has a tag.
async fn set_tag(
    repository: &odc_asset_repository_v1::Client,
    asset: &Asset,
    revision: i32,
    tag: &Tagging,
) -> anyhow::Result<()> {
    let Tagging::New(tag) = tag else {
        return Ok(());
    };
    let call = repository.tag_revision(asset.key, revision);
    call.tag(tag.to_string()).send().await?;
    print(format_args!("tagged     {tag}"))?;
    Ok(())
}

/// The newest finished Release build of a revision. If there is none, the newest that has not ended.
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
    deadline: Duration,
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
        .deadline(deadline)
        .on_progress(move |build| step.show(build.status.as_ref()))
        .on_trouble(note_trouble);
    let key = wait.await?.build_key;
    print(format_args!("built      {key}"))?;
    Ok(key)
}

/// The tag of the revision.
enum Tagging {
    Has(String),
    New(Tag),
}

impl Tagging {
    fn print(&self) -> std::io::Result<()> {
        match self {
            Self::Has(tag) => print(format_args!("tag        {tag}, which the revision has")),
            Self::New(tag) => print(format_args!(
                "tag        {tag} for the revision, which has none"
            )),
        }
    }
}

/// The tag that the revision has, or the one it gets.
async fn tagging(
    repository: &odc_asset_repository_v1::Client,
    asset: &Asset,
    revision: &Revision,
    wanted: Option<String>,
) -> anyhow::Result<Tagging> {
    let wanted = match (&revision.tag, wanted) {
        (Some(tag), Some(wanted)) if *tag != wanted => {
            bail!(
                "revision {} has the tag {tag} already; leave out --tag {wanted}",
                revision.revision
            )
        }
        (Some(tag), _) => return Ok(Tagging::Has(cell(Some(tag)))),
        (None, wanted) => wanted.map(|wanted| wanted.parse()).transpose()?,
    };
    let call = repository.get_highest_tagged_revision(asset.key);
    let highest = match call.send().await {
        Ok(highest) => highest.into_inner().tag.unwrap_or_default(),
        Err(error) if error.is_not_found() => {
            return Ok(Tagging::New(wanted.unwrap_or(Tag::FIRST)));
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Tagging::New(new_tag(asset, &highest, wanted)?))
}

/// The wanted tag, if it is higher than the highest one; without a wanted tag, the next one after the highest.
fn new_tag(asset: &Asset, highest: &str, wanted: Option<Tag>) -> anyhow::Result<Tag> {
    let known = highest.parse::<Tag>().ok();
    let next = known.and_then(Tag::next);
    match (wanted, known) {
        (Some(wanted), Some(known)) if wanted <= known => bail!(
            "the tag {wanted} is not higher than {known}, the highest tag of {}; the next free one is {}",
            asset.name,
            cell(next)
        ),
        (Some(wanted), _) => Ok(wanted),
        (None, _) => next.with_context(|| {
            format!(
                "no tag follows from {highest}, the highest tag of {}; pass --tag",
                asset.name
            )
        }),
    }
}
