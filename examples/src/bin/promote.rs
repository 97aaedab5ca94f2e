//! Promotes an asset to a stage: deploys a revision there, after the checks that a person would make.
//!
//! A pipeline that only starts a deployment can fail in several ways: there is no Release build, a consumer breaks,
//! or a setting of another person comes into effect too. Therefore this program finds or starts a Release build of
//! the revision, analyzes the impact, shows the pending settings, tags the revision, deploys it, and waits until it
//! runs. If the revision already runs there, it is deployed only if settings are pending. Without `--apply` the
//! program only prints the plan. After an error, run it again: it uses the existing build and tag.
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
use odc_examples::finding::{Asset, Stage, find_asset, find_stage};
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
    let plan = Plan::of(tenant, &arguments).await?;
    let (asset, revision, stage) = (&plan.asset, plan.revision, &plan.stage);
    let configuration = read(tenant, asset, revision, stage).await?;
    print_plan(asset, revision, stage, configuration.deployed)?;
    plan.print_build()?;
    let impact = impact(tenant, asset, revision, stage).await?;
    impact.print()?;
    plan.print_tag()?;
    configuration.print_pending()?;
    let changes_nothing =
        configuration.deployed == Some(revision) && configuration.pending().next().is_none();
    if changes_nothing {
        let place = &stage.name;
        print(format_args!(
            "deployed   revision {revision} runs in {place} already; it is not deployed again"
        ))?;
    }
    if !arguments.apply {
        return Ok(print("nothing was changed; add --apply to do it")?);
    }
    if changes_nothing {
        return plan.set_tag(tenant).await;
    }
    if !matches!(impact.status, NoIssuesFound | WarningsFound) && !arguments.despite_errors {
        bail!(
            "{} is not deployed, because the impact analysis found errors; correct them or add --despite-errors",
            asset.name
        );
    }
    let deadline = arguments.deadline;
    let build = plan.finish_build(tenant, deadline).await?;
    plan.set_tag(tenant).await?;
    deploy(tenant, asset, revision, build, stage, deadline).await
}

/// The revision to promote, and its existing build and tag.
struct Plan {
    asset: Asset,
    stage: Stage,
    revision: i32,
    /// A finished build, or a build that has not ended.
    build: Option<Build>,
    /// The tag that the revision has.
    tag: Option<String>,
    /// The tag that it will get, if it has none.
    new_tag: Option<Tag>,
}

impl Plan {
    async fn of(tenant: &Tenant, arguments: &Arguments) -> anyhow::Result<Self> {
        let asset = find_asset(tenant, &arguments.asset).await?;
        let stage = find_stage(tenant, &asset, &arguments.to).await?;
        stage.check_takes(&asset)?;
        let (revision, tag) = asset.revision(tenant, arguments.revision).await?;
        let new_tag = match (&tag, arguments.tag) {
            (None, wanted) => Some(new_tag(tenant, &asset, wanted).await?),
            (Some(tag), Some(wanted)) if *tag != wanted.to_string() => {
                bail!("revision {revision} has the tag {tag} already; leave out --tag {wanted}")
            }
            (Some(_), _) => None,
        };
        let builds = odc_builds_v1::Client::connect(tenant);
        let build = builds.find_build(asset.key, revision, BuildType::Release);
        Ok(Self {
            build: build.await?,
            asset,
            stage,
            revision,
            tag,
            new_tag,
        })
    }

    fn print_build(&self) -> std::io::Result<()> {
        let Some(build) = &self.build else {
            return print("build      a Release build has to be started");
        };
        let (key, status) = (build.build_key, cell(build.status.as_ref()));
        print(format_args!("build      {key} is {status}"))
    }

    fn print_tag(&self) -> std::io::Result<()> {
        let (tag, why) = match self.new_tag {
            Some(tag) => (tag.to_string(), "for the revision, which has none"),
            None => (cell(self.tag.as_ref()) + ",", "which the revision has"),
        };
        print(format_args!("tag        {tag} {why}"))
    }

    /// Waits for the existing build, or for a new one.
    async fn finish_build(&self, tenant: &Tenant, deadline: Duration) -> anyhow::Result<Uuid> {
        let builds = odc_builds_v1::Client::connect(tenant);
        let key = match &self.build {
            Some(build) if build.status == Some(BuildStatus::Finished) => {
                return Ok(build.build_key);
            }
            Some(running) => running.build_key,
            None => {
                let (start, revision) = (builds.start_build(), self.revision);
                let start = start.asset_key(self.asset.key).asset_revision(revision);
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

    async fn set_tag(&self, tenant: &Tenant) -> anyhow::Result<()> {
        if let Some(tag) = self.new_tag {
            let repository = odc_asset_repository_v1::Client::connect(tenant);
            let call = repository.tag_revision(self.asset.key, self.revision);
            call.tag(tag.to_string()).send().await?;
            print(format_args!("tagged     {tag}"))?;
        }
        Ok(())
    }
}

/// The wanted tag. If none is given, the tag that follows the highest tag of the asset.
async fn new_tag(tenant: &Tenant, asset: &Asset, wanted: Option<Tag>) -> anyhow::Result<Tag> {
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let name = &asset.name;
    match (wanted, repository.next_tag(asset.key).await?) {
        (Some(wanted), Some(next)) if wanted < next => bail!(
            "the tag {wanted} is not higher than the tags of {name}; the next free one is {next}"
        ),
        (Some(tag), _) | (None, Some(tag)) => Ok(tag),
        (None, None) => bail!("no tag follows the highest one of {name}; pass --tag"),
    }
}
