//! `odctl config`: the configuration of assets in each stage.

mod apply;
mod changes;
mod entries;
mod export;
mod file;
mod update;
mod variables;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use odc_asset_configurations_v1::operations::{
    GET_AGENT_REVISION_CONFIGURATION, GET_APPLICATION_REVISION_CONFIGURATION,
};
use serde_json::{Value, json};

use super::consent::{Consent, Patience};
use super::reported::reported;
use super::tasks;
use crate::candidates;
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names::Named;
use crate::output::{Column, Format};
use crate::report::{Report, Reporting};
use entries::{Configuration, Entry, Target};
use variables::Variables;

const COLUMNS: [Column; 5] = [
    Column::new("setting", "/setting"),
    Column::new("value", "/shown"),
    Column::new("from", "/valueOrigin"),
    Column::new("pending", "/pending"),
    Column::new("type", "/dataType"),
];

const READS: [&odc_runtime::Operation; 4] = [
    &GET_APPLICATION_REVISION_CONFIGURATION,
    &GET_AGENT_REVISION_CONFIGURATION,
    NAMES_STAGES,
    NAMES_ASSETS,
];

/// Show, compare, export and set the configuration of apps and agents
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Config {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the settings of an asset in a stage, as its newest revision declares them
    ///
    /// A value that is pending comes into effect with the next deployment. The value of a secret is never shown.
    #[command(after_help = help::after(&["odctl config get 'Claims Desk' --in Production", "odctl config get 'Booking Desk' --in prod -o json"], &READS))]
    Get {
        /// Asset: name, part of a name, or key
        asset: String,
        /// Stage: name, part of a name, or key
        #[arg(long = "in", value_name = "STAGE")]
        stage: String,
        /// Only settings that the next deployment changes
        #[arg(long)]
        pending: bool,
    },
    /// Compare the settings of an asset in two stages; exit code 4 when they differ
    ///
    /// For secrets, it only compares whether they are set. A pending value comes into effect with the next deployment;
    /// JSON, YAML and CSV have it beside the value.
    #[command(after_help = help::after(&["odctl config diff Development Production --asset 'Claims Desk'"], &READS))]
    Diff {
        /// A stage: name, part of a name, or key
        #[arg(add = candidates::stages())]
        from: String,
        /// The stage to compare with
        #[arg(add = candidates::stages())]
        to: String,
        /// Asset: name, part of a name, or key
        #[arg(long, value_name = "ASSET")]
        asset: String,
        #[command(flatten)]
        reporting: Reporting,
    },
    /// Set the values of a file; everything else stays unchanged
    ///
    /// The file is YAML, as config export writes it. A value `${NAME}` comes from the environment variable NAME; secrets are
    /// taken from there alone. The variable is one that --var names, or the one that config export writes for this setting, such
    /// as `CLAIMS_DESK_SETTINGS_API_KEY`; never one that begins with ODC_. `null` goes back to the default, and `$${` stands for `${`. The whole file is checked before
    /// anything is sent. The values come into effect with the next deployment, or at once with --apply-now, together with
    /// every other pending value of the asset. It asks before the value of a secret is replaced, which nobody can read back, and
    /// before pending values of others go live.
    #[command(after_help = help::after(&["odctl config apply settings.yaml --in Production --dry-run", "CLAIMS_TOKEN=… odctl config apply settings.yaml --in Production --var CLAIMS_TOKEN --apply-now --yes"], tasks::operations_of("config apply")))]
    Apply {
        /// The file
        file: PathBuf,
        /// Stage: name, part of a name, or key
        #[arg(long = "in", value_name = "STAGE")]
        stage: String,
        /// Environment variable from which the file may take values; may be repeated
        #[arg(long = "var", value_name = "NAME", value_parser = variables::named)]
        variables: Vec<String>,
        /// Bring the values into effect at once, and wait until they are
        #[arg(long)]
        apply_now: bool,
        #[command(flatten)]
        patience: Patience,
        #[command(flatten)]
        consent: Consent,
        #[command(flatten)]
        reporting: Reporting,
    },
    /// Write the values that were set in a stage as YAML, for config apply
    ///
    /// Secrets that are set are written as `${NAME}`, never with their value. Files are left out, with a note for each.
    /// With -o json the file is JSON, which config apply takes too.
    #[command(after_help = help::after(&["odctl config export 'Claims Desk' --in Production > settings.yaml", "odctl config export 'Booking Desk' 'Claims Desk' --in prod"], &READS))]
    Export {
        /// Assets: name, part of a name, or key
        #[arg(required = true, value_name = "ASSET")]
        assets: Vec<String>,
        /// Stage: name, part of a name, or key
        #[arg(long = "in", value_name = "STAGE")]
        stage: String,
    },
}

impl Config {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        match self.action {
            Action::Get {
                asset,
                stage,
                pending,
            } => get(context, &asset, &stage, pending).await,
            Action::Diff {
                from,
                to,
                asset,
                reporting,
            } => {
                let about = ("config diff", format!("{asset} in {from} and {to}"));
                let work =
                    async |report: &mut Report| diff(context, &from, &to, &asset, report).await;
                reported(context, &reporting, about, work).await
            }
            Action::Apply {
                file,
                stage,
                variables,
                apply_now,
                patience,
                consent,
                reporting,
            } => {
                let now = apply_now.then_some(patience.deadline);
                let about = ("config apply", format!("{} in {stage}", file.display()));
                let work = async |report: &mut Report| {
                    let variables = Variables::new(variables);
                    apply::apply(context, &file, &variables, &stage, now, consent, report).await
                };
                reported(context, &reporting, about, work).await
            }
            Action::Export { assets, stage } => export::export(context, &assets, &stage).await,
        }
    }
}

async fn get(
    context: &Context<'_>,
    asset: &str,
    stage: &str,
    pending: bool,
) -> Result<Exit, Failure> {
    let target = Target::find(context, asset).await?;
    let stage = context.stage(stage).await?;
    let configuration = Configuration::read(context, &target, &stage).await?;
    let entries = configuration.entries.iter();
    let entries: Vec<_> = entries
        .filter(|entry| !pending || entry.is_pending())
        .collect();
    let rows: Vec<_> = entries.iter().map(|entry| row(entry)).collect();
    context.shell.out.list(&COLUMNS, &rows)?;
    let runs = match configuration.deployed {
        Some(revision) => format!("revision {revision} runs in {}", stage.name),
        None => format!("it does not run in {}", stage.name),
    };
    context.shell.notes.say(format_args!(
        "{}: settings of revision {}; {runs}",
        target.asset.name, target.revision
    ));
    Ok(Exit::Done)
}

/// The unchanged setting from the service, with its place.
fn row(entry: &Entry) -> Value {
    let mut row = entry.row.clone();
    row["setting"] = json!(entry.path());
    row["shown"] = json!(entry.value_for_people());
    row["pending"] = json!(entry.is_pending());
    row
}

async fn diff(
    context: &Context<'_>,
    from: &str,
    to: &str,
    asset: &str,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let target = Target::find(context, asset).await?;
    let (from, to) = (context.stage(from).await?, context.stage(to).await?);
    if from == to {
        return Err(Failure::usage(format_args!(
            "both stages are {}; name two",
            from.name
        )));
    }
    let ours = Configuration::read(context, &target, &from).await?.entries;
    let theirs = Configuration::read(context, &target, &to).await?.entries;
    let theirs: BTreeMap<_, _> = theirs
        .iter()
        .map(|entry| (&entry.known.keys, entry))
        .collect();
    let out = &context.shell.out;
    let is_for_people = matches!(out.format, Format::Table | Format::Markdown);
    let mut rows = Vec::new();
    for entry in &ours {
        let other = theirs.get(&entry.known.keys);
        let (here, there) = (entry.standing(), other.and_then(|it| it.standing()));
        let is_same = other.is_some_and(|other| entry.is_same(other));
        let name = format!("{} of {}", entry.path(), target.asset.name);
        if is_same {
            report.add_passed(name);
        } else {
            report.broken(
                name,
                difference((&from, here.as_ref()), (&to, there.as_ref())),
            );
            let mut row = json!({
                "setting": entry.path(),
                "from": entry.value_for_people(),
                "fromPending": entry.is_pending(),
                "to": other.and_then(|it| it.value_for_people()),
                "toPending": other.is_some_and(|it| it.is_pending()),
            });
            if is_for_people {
                row["fromShown"] = json!(here);
                row["toShown"] = json!(there);
            }
            rows.push(row);
        }
    }
    let columns = columns_of_difference(&from.name, &to.name, is_for_people);
    out.list(&columns, &rows)?;
    let secrets = ours.iter().filter(|entry| entry.is_secret()).count();
    context.shell.notes.say(format_args!(
        "{} of {} settings differ; of the {secrets} secrets only whether they are set is known",
        rows.len(),
        ours.len()
    ));
    Ok(if rows.is_empty() {
        Exit::Done
    } else {
        Exit::Differs
    })
}

/// The columns of a comparison. For people, the text of a value says that it is pending; for programs this is a
/// separate column.
fn columns_of_difference(from: &str, to: &str, is_for_people: bool) -> Vec<Column> {
    let mut columns = vec![Column::new("setting", "/setting")];
    for (stage, shown, value, pending) in [
        (from, "/fromShown", "/from", "/fromPending"),
        (to, "/toShown", "/to", "/toPending"),
    ] {
        if is_for_people {
            columns.push(Column::new("", shown).named(stage));
        } else {
            columns.push(Column::new("", value).named(stage));
            columns.push(Column::new("", pending).named(format!("{stage} pending")));
        }
    }
    columns
}

/// How a setting differs in two stages, in words.
fn difference(here: (&Named, Option<&String>), there: (&Named, Option<&String>)) -> String {
    let words = |(stage, value): (&Named, Option<&String>)| {
        let value = value.map_or("nothing", String::as_str);
        format!("{} has {value}", stage.name)
    };
    format!("{}, {}", words(here), words(there))
}
