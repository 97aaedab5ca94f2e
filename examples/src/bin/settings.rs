//! Compares the settings of an asset in two stages, and sets them from a file.
//!
//! Settings differ from stage to stage on purpose, so a promotion can fail because of them. `diff` shows what differs;
//! `apply` sets what a file says, so that people can review the settings of each stage and keep them with the code. The
//! file is YAML or JSON. A secret is never in the file and never printed: its value comes from an environment variable.
//! `null` goes back to the default in the sandbox; what the service does with it is not documented.
//!
//! ```yaml
//! settings:
//!   PageSize: 50
//!   ServiceToken: ${CLAIMS_SERVICE_TOKEN}   # a secret
//!   Letterhead: null                        # back to the default
//! timers:
//!   NightlyCleanup: {IsActive: false}
//! libraries:
//!   Charts:
//!     settings: {Language: pt}
//! integrations:
//!   ExchangeRates:
//!     BaseUrl: https://rates.example/v2
//! system:
//!   Email.Sender: claims@example.com
//! ```
//!
//! ```text
//! cargo run -p odc-examples --bin settings -- diff "Claims Desk" Development Production
//! cargo run -p odc-examples --bin settings -- apply "Claims Desk" Production settings.yaml --dry-run
//! ```

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use clap::{Parser, Subcommand};
use odc_asset_configurations_v1::Client;
use odc_examples::configuration::{Change, Configuration, Entry, read, write};
use odc_examples::finding::{Asset, Stage, find_asset, find_stage};
use odc_examples::settings_file::SettingsFile;
use odc_examples::steps::{Patience, Step, note_trouble};
use odc_examples::{Session, print, stages, table};
use odc_runtime::Tenant;

/// Compares the settings of an asset in two stages, and sets them from a file.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists the settings that differ between two stages
    Diff {
        /// Name or key of the asset
        asset: String,
        /// Name or key of a stage
        from: String,
        /// Name or key of the stage to compare with
        to: String,
    },
    /// Sets what a file says; everything else stays as it is
    Apply {
        /// Name or key of the asset
        asset: String,
        /// Name or key of the stage
        stage: String,
        /// The file, YAML or JSON
        file: PathBuf,
        /// Print the changes without making them
        #[arg(long)]
        dry_run: bool,
        /// Bring the settings into effect at once, and not with the next deployment
        #[arg(long)]
        now: bool,
        #[command(flatten)]
        patience: Patience,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let tenant = &session.tenant;
    let portfolios = odc_portfolio_v2::Client::connect(tenant);
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let client = Client::connect(tenant);
    match arguments.command {
        Command::Diff { asset, from, to } => {
            let asset = find_asset(&repository, &asset).await?;
            let stages = stages(&portfolios).await?;
            let from = find_stage(&portfolios, &stages, &asset, &from).await?;
            let to = find_stage(&portfolios, &stages, &asset, &to).await?;
            diff(&client, &asset, &from, &to).await
        }
        Command::Apply {
            asset,
            stage,
            file,
            dry_run,
            now,
            patience,
        } => {
            let file = SettingsFile::read(&file)?;
            let asset = find_asset(&repository, &asset).await?;
            let stages = stages(&portfolios).await?;
            let stage = find_stage(&portfolios, &stages, &asset, &stage).await?;
            let configuration = configuration(&client, &asset, &stage).await?;
            let changes = file.changes(&configuration)?;
            apply(
                tenant,
                &asset,
                &stage,
                &configuration,
                changes,
                (dry_run, now.then_some(patience.deadline)),
            )
            .await
        }
    }
}

/// The settings in a stage, as the newest revision declares them.
async fn configuration(
    client: &Client,
    asset: &Asset,
    stage: &Stage,
) -> anyhow::Result<Configuration> {
    asset.check_deployable()?;
    Ok(read(client, asset, asset.newest.revision, stage).await?)
}

async fn diff(client: &Client, asset: &Asset, from: &Stage, to: &Stage) -> anyhow::Result<()> {
    let ours = configuration(client, asset, from).await?.entries;
    let theirs = configuration(client, asset, to).await?.entries;
    let theirs: BTreeMap<_, _> = theirs.iter().map(|entry| (entry.path(), entry)).collect();
    let mut differences = table(["setting", &from.name, &to.name]);
    let mut secrets = 0;
    for entry in &ours {
        let Some(other) = theirs.get(&entry.path()) else {
            continue;
        };
        secrets += usize::from(entry.is_secret());
        let values_differ =
            !entry.is_secret() && entry.setting.next_value() != other.setting.next_value();
        if values_differ || standing(entry) != standing(other) {
            differences.add_row([entry.path(), standing(entry), standing(other)]);
        }
    }
    print(&differences)?;
    eprintln!(
        "{} of {} settings differ; of the {secrets} secrets only whether they are set is known",
        differences.row_count(),
        ours.len()
    );
    Ok(())
}

/// How a setting stands in a stage.
fn standing(entry: &Entry) -> String {
    let setting = &entry.setting;
    let origin = setting.value_origin.as_ref().map_or("", AsRef::as_ref);
    let value = match entry.is_secret() {
        true if origin.ends_with("Override") => "(secret, set)".to_owned(),
        true => "(secret, not set)".to_owned(),
        false => entry.show(setting.next_value()),
    };
    if setting.is_pending() {
        format!("{value} (pending)")
    } else {
        value
    }
}

async fn apply(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    configuration: &Configuration,
    changes: Vec<Change<'_>>,
    (dry_run, now): (bool, Option<Duration>),
) -> anyhow::Result<()> {
    for Change { entry, shown, .. } in &changes {
        print(format_args!(
            "{}: {} -> {shown}",
            entry.path(),
            entry.show(entry.setting.next_value())
        ))?;
    }
    let running = match (configuration.deployed, now) {
        (Some(revision), Some(deadline)) => Some((revision, deadline)),
        (None, Some(_)) => bail!(
            "{} is not deployed in {}, so no setting can come into effect there; leave out --now",
            asset.name,
            stage.name
        ),
        (_, None) => None,
    };
    let is_mine = |entry: &&Entry| {
        changes
            .iter()
            .any(|change| std::ptr::eq(change.entry, *entry))
    };
    let others = configuration
        .entries
        .iter()
        .filter(|entry| entry.setting.is_pending() && !is_mine(entry));
    for entry in others.filter(|_| now.is_some()) {
        print(format_args!(
            "also pending, so it comes into effect too: {}",
            entry.path()
        ))?;
    }
    print(format_args!(
        "changes of {} in {}: {}",
        asset.name,
        stage.name,
        changes.len()
    ))?;
    if dry_run {
        print("nothing was changed; leave out --dry-run to do it")?;
        return Ok(());
    }
    if !changes.is_empty() {
        write(&Client::connect(tenant), asset, stage, changes).await?;
        if now.is_none() {
            print("set; they come into effect with the next deployment")?;
        }
    }
    match running {
        Some((revision, deadline)) => effect(tenant, asset, stage, revision, deadline).await,
        None => Ok(()),
    }
}

/// Brings the settings into effect for the revision that runs.
async fn effect(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    revision: i32,
    deadline: Duration,
) -> anyhow::Result<()> {
    let deployments = odc_deployments_v1::Client::connect(tenant);
    let started = deployments
        .apply_configurations(asset.key, stage.key)
        .revision(revision)
        .send()
        .await?;
    let mut step = Step::start("settings");
    let wait = deployments.wait_for_deployment(started.key);
    let wait = wait.deadline(deadline);
    wait.on_progress(move |operation| step.show(operation.status.as_ref()))
        .on_trouble(note_trouble)
        .await?;
    print("in effect")?;
    Ok(())
}
