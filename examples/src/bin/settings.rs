//! Compares the settings of an asset in two stages, and sets them from a file.
//!
//! Settings differ from stage to stage on purpose, so they are what a promotion breaks most often. `diff` shows what
//! differs; `apply` sets what a file says, so that the settings of each stage can be reviewed and kept with the code. The
//! file is YAML or JSON. A secret is never in the file and never printed: its value comes from an environment variable.
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
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use odc_asset_configurations_v1::Client;
use odc_asset_configurations_v1::types::{
    IntegrationUpdate, LibraryUpdate, SettingUpdate, TimerUpdate,
};
use odc_examples::configuration::{Configuration, Entry, read};
use odc_examples::finding::{Asset, Stage, find_asset, find_stage};
use odc_examples::steps::Step;
use odc_examples::{Session, print, stages, table};
use odc_runtime::{BuildError, Patch, Secret, Tenant};
use serde_norway::Value;

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
    let stages = stages(&odc_portfolio_v2::Client::connect(tenant)).await?;
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let client = Client::connect(tenant);
    match arguments.command {
        Command::Diff { asset, from, to } => {
            let (from, to) = (find_stage(&stages, &from)?, find_stage(&stages, &to)?);
            let asset = find_asset(&repository, &asset).await?;
            diff(&client, &asset, &from, &to).await
        }
        Command::Apply {
            asset,
            stage,
            file,
            dry_run,
            now,
        } => {
            let stage = find_stage(&stages, &stage)?;
            let wanted = wanted(&file)?;
            let asset = find_asset(&repository, &asset).await?;
            let configuration = configuration(&client, &asset, &stage).await?;
            let changes = changes(&configuration, wanted, &file)?;
            apply(
                tenant,
                &asset,
                &stage,
                &configuration,
                changes,
                (dry_run, now),
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

/// A value of the file, with the names on the way to it. None goes back to the default.
type Wanted = (Vec<String>, Option<String>);

fn wanted(file: &Path) -> anyhow::Result<Vec<Wanted>> {
    let place = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {place}"))?;
    let root: Value = serde_norway::from_str(&text)
        .with_context(|| format!("{place} is neither YAML nor JSON"))?;
    let mut found = Vec::new();
    if root.is_mapping() {
        let collected = collect(root, &mut Vec::new(), &mut found);
        collected.with_context(|| format!("{place} cannot be used"))?;
    }
    if found.is_empty() {
        bail!("{place} has no settings; it has the form `settings: {{PageSize: 50}}`");
    }
    Ok(found)
}

fn collect(value: Value, names: &mut Vec<String>, found: &mut Vec<Wanted>) -> anyhow::Result<()> {
    let at = names.join(".");
    let text = match value {
        Value::Mapping(members) => {
            for (name, member) in members {
                let Value::String(name) = name else {
                    bail!("{at} has a name that is no text; put it in quotes")
                };
                names.push(name);
                collect(member, names, found)?;
                names.pop();
            }
            return Ok(());
        }
        Value::Null => None,
        // The service writes booleans like this.
        Value::Bool(flag) => Some(if flag { "True" } else { "False" }.to_owned()),
        Value::Number(number) if number.is_f64() => {
            bail!("{at} is a number whose digits could change; put it in quotes")
        }
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text),
        Value::Sequence(_) | Value::Tagged(_) => {
            bail!("{at} is neither a text, a number, true, false nor null")
        }
    };
    found.push((names.clone(), text));
    Ok(())
}

/// A change that has to be made.
struct Change<'a> {
    entry: &'a Entry,
    /// The value as the file has it, which can be printed.
    shown: String,
    value: Patch<Secret>,
}

/// The values of the file that are not set yet.
fn changes<'a>(
    configuration: &'a Configuration,
    wanted: Vec<Wanted>,
    file: &Path,
) -> anyhow::Result<Vec<Change<'a>>> {
    let mut changes = Vec::new();
    for (names, text) in wanted {
        let path = names.join(".");
        let entry = configuration
            .entries
            .iter()
            .find(|entry| entry.names == names || entry.keys == names);
        let entry = entry.with_context(|| {
            format!(
                "{} names {path}, which the asset does not have; it has {}",
                file.display(),
                beside(configuration, &names)
            )
        })?;
        let variable = text
            .as_deref()
            .and_then(|text| text.strip_prefix("${")?.strip_suffix('}'));
        let value = match (&text, variable) {
            (None, _) => Patch::Null,
            (Some(_), Some(name)) => match std::env::var(name) {
                Ok(value) if !value.is_empty() => Patch::from(value),
                _ => bail!(
                    "the environment variable {name} is not set; {} takes {path} from it",
                    file.display()
                ),
            },
            // The text is not repeated: it may be the secret.
            (Some(_), None) if entry.is_secret() => {
                bail!(
                    "{path} is a secret: write ${{NAME}} in {}, and put it into the environment variable NAME",
                    file.display()
                )
            }
            (Some(text), None) => Patch::from(text.as_str()),
        };
        let is_new = match &value {
            Patch::Value(value) => entry.is_secret() || entry.setting.value.as_ref() != Some(value),
            _ => entry.is_secret() || entry.setting.value.is_some(),
        };
        if is_new {
            let shown = text.unwrap_or_else(|| "(default)".to_owned());
            changes.push(Change {
                entry,
                shown,
                value,
            });
        }
    }
    Ok(changes)
}

/// The names that could have been meant.
fn beside(configuration: &Configuration, names: &[String]) -> String {
    let matching = |entry: &&Entry| {
        entry
            .names
            .iter()
            .zip(names)
            .take_while(|(a, b)| a == b)
            .count()
    };
    let most = configuration
        .entries
        .iter()
        .map(|entry| matching(&entry))
        .max()
        .unwrap_or_default();
    let nearest = configuration
        .entries
        .iter()
        .filter(|entry| matching(entry) == most);
    nearest
        .map(Entry::path)
        .take(5)
        .collect::<Vec<_>>()
        .join(", ")
}

async fn apply(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    configuration: &Configuration,
    changes: Vec<Change<'_>>,
    (dry_run, now): (bool, bool),
) -> anyhow::Result<()> {
    for Change { entry, shown, .. } in &changes {
        print(format_args!(
            "{}: {} -> {shown}",
            entry.path(),
            entry.show(entry.setting.next_value())
        ))?;
    }
    let running = match (configuration.deployed, now) {
        (Some(revision), true) => Some(revision),
        (None, true) => bail!(
            "{} is not deployed in {}, so no setting can come into effect there; leave out --now",
            asset.name,
            stage.name
        ),
        (_, false) => None,
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
    for entry in others.filter(|_| now) {
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
        send(tenant, asset, stage, changes).await?;
        print("set; they come into effect with the next deployment")?;
    }
    let Some(revision) = running else {
        return Ok(());
    };
    let deployments = odc_deployments_v1::Client::connect(tenant);
    let started = deployments
        .apply_configurations(asset.key, stage.key)
        .revision(revision)
        .send()
        .await?;
    let mut step = Step::start("settings");
    let wait = deployments.wait_for_deployment(started.key);
    wait.on_progress(move |operation| step.show(operation.status.as_ref()))
        .await?;
    print("in effect")?;
    Ok(())
}

/// Sends all changes in one request.
async fn send(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    changes: Vec<Change<'_>>,
) -> anyhow::Result<()> {
    let client = Client::connect(tenant);
    let tree = Tree::of(changes)?;
    let baseline = asset.newest.revision;
    if asset.is_agent() {
        let call = client
            .update_agent_configuration(stage.key, asset.key)
            .revision_baseline(baseline);
        let call = call
            .settings(tree.settings(&["settings"]))
            .timers(tree.timers()?);
        let call = call
            .integrations(tree.integrations(&["integrations"])?)
            .libraries(tree.libraries()?);
        call.send().await?;
    } else {
        let call = client
            .update_application_configuration(stage.key, asset.key)
            .revision_baseline(baseline);
        let call = call
            .settings(tree.settings(&["settings"]))
            .timers(tree.timers()?);
        let call = call
            .integrations(tree.integrations(&["integrations"])?)
            .libraries(tree.libraries()?);
        call.system_configurations(tree.settings(&["system"]))
            .send()
            .await?;
    }
    Ok(())
}

/// The changes by the keys on the way to them.
struct Tree(BTreeMap<Vec<String>, Vec<SettingUpdate>>);

impl Tree {
    fn of(changes: Vec<Change<'_>>) -> Result<Self, BuildError> {
        let mut tree: BTreeMap<Vec<String>, Vec<SettingUpdate>> = BTreeMap::new();
        for Change { entry, value, .. } in changes {
            let Some((key, place)) = entry.keys.split_last() else {
                continue;
            };
            let update = SettingUpdate::builder()
                .key(key.as_str())
                .value(value)
                .build()?;
            tree.entry(place.to_vec()).or_default().push(update);
        }
        Ok(Self(tree))
    }

    /// The changes directly at a place.
    fn settings(&self, place: &[&str]) -> Vec<SettingUpdate> {
        let found = self.0.iter().filter(|(keys, _)| *keys == place);
        found.flat_map(|(_, updates)| updates.clone()).collect()
    }

    /// The changes of what stands at a place, by its key.
    fn groups(&self, place: &[&str]) -> Vec<(&str, Vec<SettingUpdate>)> {
        let below = self.0.iter().filter_map(|(keys, updates)| {
            let (key, before) = keys.split_last()?;
            (before == place).then(|| (key.as_str(), updates.clone()))
        });
        below.collect()
    }

    fn timers(&self) -> Result<Vec<TimerUpdate>, BuildError> {
        let groups = self.groups(&["timers"]).into_iter();
        groups
            .map(|(key, updates)| TimerUpdate::builder().key(key).settings(updates).build())
            .collect()
    }

    fn integrations(&self, place: &[&str]) -> Result<Vec<IntegrationUpdate>, BuildError> {
        let groups = self.groups(place).into_iter();
        groups
            .map(|(key, updates)| {
                IntegrationUpdate::builder()
                    .key(key)
                    .settings(updates)
                    .build()
            })
            .collect()
    }

    fn libraries(&self) -> Result<Vec<LibraryUpdate>, BuildError> {
        let mut keys: Vec<_> = self
            .0
            .keys()
            .filter_map(|keys| match keys.as_slice() {
                [list, key, ..] if list == "libraries" => Some(key),
                _ => None,
            })
            .collect();
        keys.dedup();
        let library = |key: &String| {
            let library = LibraryUpdate::builder().key(key.as_str());
            let library = library.settings(self.settings(&["libraries", key, "settings"]));
            let library =
                library.system_configurations(self.settings(&["libraries", key, "system"]));
            library
                .integrations(self.integrations(&["libraries", key, "integrations"])?)
                .build()
        };
        keys.into_iter().map(library).collect()
    }
}
