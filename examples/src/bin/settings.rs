//! Compares the settings of an asset in two stages, and sets them from a file.
//!
//! Settings differ from stage to stage on purpose, so a promotion can fail because of them. `diff` shows the
//! differences. `apply` sets the values of a file, so that people can review the settings of each stage and keep them
//! with the code. The file is YAML or JSON. A secret is never in the file and never printed: its value comes from an
//! environment variable that `--var` names, because the author of the file may not be the user. In the sandbox,
//! `null` restores the default. No document says what the service does with it.
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
//! cargo run -p odc-examples --bin settings -- apply "Claims Desk" Production settings.yaml --var CLAIMS_SERVICE_TOKEN --dry-run
//! ```

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use clap::{Args, Parser};
use odc_asset_configurations_v1::{Changes, Entry};
use odc_examples::configuration::{Configuration, is_secret, path, read, shown, write};
use odc_examples::finding::{Asset, Stage, find_asset, find_stage};
use odc_examples::settings_file::{self, Change};
use odc_examples::steps::{note_trouble, progress, seconds};
use odc_examples::{Session, cell, note, print, table};
use odc_runtime::Tenant;

/// Compares the settings of an asset in two stages, and sets them from a file.
#[derive(Debug, Parser)]
enum Arguments {
    Diff(Diff),
    Apply(Apply),
}

/// Lists the settings that differ between two stages
#[derive(Debug, Args)]
struct Diff {
    /// Name or key of the asset
    asset: String,
    /// Name or key of a stage
    from: String,
    /// Name or key of the stage to compare with
    to: String,
}

/// Sets what a file says; everything else stays as it is
#[derive(Debug, Args)]
struct Apply {
    /// Name or key of the asset
    asset: String,
    /// Name or key of the stage
    stage: String,
    /// The file, YAML or JSON
    file: PathBuf,
    /// Environment variable from which the file may take values; may be repeated
    #[arg(long = "var", value_name = "NAME")]
    variables: Vec<String>,
    /// Print the changes without making them
    #[arg(long)]
    dry_run: bool,
    /// Bring the settings into effect at once, and not with the next deployment
    #[arg(long)]
    now: bool,
    /// How long to wait at most until they are in effect
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
    match arguments {
        Arguments::Diff(arguments) => diff(&session.tenant, arguments).await,
        Arguments::Apply(arguments) => apply(&session.tenant, arguments).await,
    }
}

async fn diff(tenant: &Tenant, arguments: Diff) -> anyhow::Result<()> {
    let asset = find_asset(tenant, &arguments.asset).await?;
    let from = find_stage(tenant, &asset, &arguments.from).await?;
    let to = find_stage(tenant, &asset, &arguments.to).await?;
    asset.check_deployable()?;
    let latest = asset.latest.latest_revision;
    let ours = read(tenant, &asset, latest, &from).await?.entries;
    let theirs = read(tenant, &asset, latest, &to).await?.entries;
    let mut differences = table(["setting", &from.name, &to.name]);
    for entry in &ours {
        let Some(other) = theirs.iter().find(|other| other.names == entry.names) else {
            continue;
        };
        let values_differ =
            !is_secret(&entry.setting) && entry.setting.next_value() != other.setting.next_value();
        if values_differ || standing(entry) != standing(other) {
            differences.add_row([path(entry), standing(entry), standing(other)]);
        }
    }
    print(&differences)?;
    note(format_args!(
        "{} of {} settings differ; of a secret only whether it is set is known",
        differences.row_count(),
        ours.len()
    ));
    Ok(())
}

/// The state of a setting in a stage.
fn standing(entry: &Entry) -> String {
    let setting = &entry.setting;
    let is_set = cell(setting.value_origin.as_ref()).ends_with("Override");
    let value = match (is_secret(setting), is_set) {
        (true, true) => "(secret, set)".to_owned(),
        (true, false) => "(secret, not set)".to_owned(),
        (false, _) => shown(setting, setting.next_value()),
    };
    let pending = if setting.is_pending() {
        " (pending)"
    } else {
        ""
    };
    value + pending
}

async fn apply(tenant: &Tenant, arguments: Apply) -> anyhow::Result<()> {
    let Apply { file, now, .. } = &arguments;
    let wanted = settings_file::read(file)?;
    let asset = find_asset(tenant, &arguments.asset).await?;
    let stage = find_stage(tenant, &asset, &arguments.stage).await?;
    asset.check_deployable()?;
    let configuration = read(tenant, &asset, asset.latest.latest_revision, &stage).await?;
    let variables = &arguments.variables;
    let changes = settings_file::changes(file, wanted, &configuration.entries, variables)?;
    if *now && configuration.deployed.is_none() {
        bail!(
            "{} is not deployed in {}, so no setting can come into effect there; leave out --now",
            asset.name,
            stage.name
        );
    }
    print_changes(&changes)?;
    if *now {
        print_others(&configuration, &changes)?;
    }
    let (name, place, count) = (&asset.name, &stage.name, changes.len());
    print(format_args!("changes of {name} in {place}: {count}"))?;
    if arguments.dry_run {
        return Ok(print("nothing was changed; leave out --dry-run to do it")?);
    }
    let mut body = Changes::new();
    for Change { entry, value, .. } in changes {
        body.set(entry, value);
    }
    if !body.is_empty() {
        write(tenant, &asset, &stage, body).await?;
        if !now {
            print("set; they come into effect with the next deployment")?;
        }
    }
    match configuration.deployed {
        Some(running) if *now => effect(tenant, &asset, &stage, running, arguments.deadline).await,
        _ => Ok(()),
    }
}

fn print_changes(changes: &[Change<'_>]) -> std::io::Result<()> {
    for change in changes {
        let (path, setting) = (path(change.entry), &change.entry.setting);
        let (old, new) = (shown(setting, setting.next_value()), &change.shown);
        print(format_args!("{path}: {old} -> {new}"))?;
    }
    Ok(())
}

/// Prints the values that other people have set and that the same operation brings into effect.
fn print_others(configuration: &Configuration, changes: &[Change<'_>]) -> std::io::Result<()> {
    let is_changed = |entry: &Entry| changes.iter().any(|one| one.entry.keys == entry.keys);
    for entry in configuration.pending().filter(|entry| !is_changed(entry)) {
        let path = path(entry);
        print(format_args!(
            "also pending, so it comes into effect too: {path}"
        ))?;
    }
    Ok(())
}

/// Brings the settings into effect for the revision that runs.
async fn effect(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    running: i32,
    deadline: Duration,
) -> anyhow::Result<()> {
    let deployments = odc_deployments_v1::Client::connect(tenant);
    let start = deployments.apply_configurations(asset.key, stage.key);
    let started = start.revision(running).send().await?;
    let mut show = progress("settings");
    let wait = deployments
        .wait_for_deployment(started.key)
        .deadline(deadline);
    let wait = wait.on_progress(move |operation| show(cell(operation.status.as_ref())));
    wait.on_trouble(note_trouble).await?;
    print("in effect")?;
    Ok(())
}
