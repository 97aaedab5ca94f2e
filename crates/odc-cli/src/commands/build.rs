//! `odctl build`: a build of a revision, reused when there is one.

use clap::{Args, ValueEnum};
use odc_builds_v1::Client;
use odc_builds_v1::types::BuildType;
use serde_json::json;
use uuid::Uuid;

use super::consent::{DryRun, Patience};
use super::delivery::{building, target};
use super::reported::reported;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::report::{Report, Reporting};

const COLUMNS: [Column; 6] = [
    Column::new("asset", "/asset"),
    Column::new("revision", "/assetRevision").prefixed("r"),
    Column::new("type", "/buildType"),
    Column::new("build", "/buildKey"),
    Column::new("status", "/status"),
    Column::new("reused", "/reused"),
];

/// The type of a build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// For stages after Development
    #[default]
    Release,
    /// For Development
    Debug,
}

/// Build a revision of an asset, and wait for the build
///
/// A finished build of the same type is reused, and one that runs is waited for.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl build \"Booking Portal\"", "odctl build \"Booking Portal\" --revision 8 --kind debug --new"],
    tasks::operations_of("build"),
))]
pub struct BuildAsset {
    /// Name, part of a name, or key
    asset: String,
    /// Number of the revision; the newest one by default
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i32>,
    /// Type of the build
    #[arg(long, value_enum, default_value_t, value_name = "TYPE")]
    kind: Kind,
    /// Make a build also when there is one
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    dry_run: DryRun,
    #[command(flatten)]
    patience: Patience,
    #[command(flatten)]
    reporting: Reporting,
}

impl BuildAsset {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("build", self.asset.clone());
        let work = async |report: &mut Report| self.build(context, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn build(self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        let asset = target::asset(context, &self.asset).await?;
        let revision = asset.revision(context, self.revision).await?.revision;
        report.about(format!("{} r{revision}", asset.name));
        let kind = match self.kind {
            Kind::Release => BuildType::Release,
            Kind::Debug => BuildType::Debug,
        };
        // The members of a build that the service sends.
        let sample = json!({
            "asset": null, "reused": null, "buildKey": null, "assetKey": null, "assetRevision": null, "buildType": null,
            "startedDateTime": null, "finishedDateTime": null, "builtBy": null, "status": null, "securityAudit": null,
        });
        context.shell.out.check(&COLUMNS, &[sample])?;
        let client = Client::connect(&context.tenant);
        let known = if self.new {
            None
        } else {
            client.find_build(asset.key, revision, kind.clone()).await?
        };
        let what = format!("{} r{revision}", asset.name);
        let notes = &context.shell.notes;
        let is_reused = known.is_some();
        let build = match known {
            Some(build) if building::is_finished(&build) => {
                if self.dry_run.dry_run {
                    notes.say(format_args!(
                        "{what} has this {kind} build; nothing was changed (--dry-run)"
                    ));
                }
                build
            }
            other if self.dry_run.dry_run => {
                let plan = other.map_or_else(
                    || format!("a {kind} build of {what} would be made"),
                    |build| format!("the build {} would be waited for", build.build_key),
                );
                notes.say(format_args!("{plan}; nothing was changed (--dry-run)"));
                return Ok(Exit::Done);
            }
            other => {
                let key = match other {
                    Some(build) => build.build_key,
                    None => start(context, &client, &asset, revision, kind).await?,
                };
                building::wait(context, &client, key, &what, self.patience.deadline).await?
            }
        };
        let mut row = json!({"asset": asset.name, "reused": is_reused});
        if let (Some(row), Ok(serde_json::Value::Object(sent))) =
            (row.as_object_mut(), serde_json::to_value(&build))
        {
            row.extend(sent);
        }
        context.shell.out.record(&COLUMNS, &row)?;
        Ok(Exit::Done)
    }
}

/// Starts a build, and returns its key.
async fn start(
    context: &Context<'_>,
    client: &Client,
    asset: &target::Asset,
    revision: i32,
    kind: BuildType,
) -> Result<Uuid, Failure> {
    let (key, number) = (asset.key.to_string(), revision.to_string());
    let look = ["builds", &key, "--revision", &number];
    let advice = format!(
        "a build of {} r{revision} may have begun; {} shows it",
        asset.name,
        context.shell.command(&look)
    );
    let call = building::start(client, asset.key, revision, kind);
    let started = context.shell.change(advice, call).await?;
    building::key_of(&started, revision)
}
