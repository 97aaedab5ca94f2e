//! `odctl undeploy`: removes an asset from a stage.

use clap::Args;
use odc_deployments_v1::Client;
use serde_json::{Value, json};
use uuid::Uuid;

use super::consent::{Consent, Patience};
use super::delivery::{rollout, target};
use super::deployed;
use super::reported::reported;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::report::{Report, Reporting};

const COLUMNS: [Column; 4] = [
    Column::new("asset", "/asset"),
    Column::new("stage", "/stage"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("operation", "/deploymentKey"),
];

/// Take an asset out of a stage, and wait until it is gone
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl undeploy \"Booking Portal\" --from Production", "odctl undeploy \"Booking Portal\" --from prod --yes"],
    tasks::operations_of("undeploy"),
))]
pub struct Undeploy {
    /// Name, part of a name, or key
    asset: String,
    /// Stage: name, part of a name, or key
    #[arg(long, value_name = "STAGE")]
    from: String,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    patience: Patience,
    #[command(flatten)]
    reporting: Reporting,
}

impl Undeploy {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("undeploy", format!("{} from {}", self.asset, self.from));
        let work = async |report: &mut Report| self.undeploy(context, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn undeploy(self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        let asset = target::asset(context, &self.asset).await?;
        let stage = target::stage(context, &self.from, target::portfolio_of(&asset)).await?;
        let (name, place) = (&asset.name, &stage.name);
        report.about(format!("{name} from {place}"));
        let key = stage.key.to_string();
        let Some(running) = running(context, asset.key, &key).await? else {
            return Err(Failure::not_found(format_args!(
                "{name} does not run in {place}; {} shows where it does",
                context.shell.command(&["where", &asset.key.to_string()])
            )));
        };
        let revision = running["revision"].as_i64();
        let row_of = |key: Option<Uuid>| {
            json!({
                "asset": name,
                "assetKey": asset.key,
                "stage": place,
                "stageKey": stage.key,
                "revision": revision,
                "deploymentKey": key,
            })
        };
        let out = &context.shell.out;
        out.check(&COLUMNS, &[row_of(None)])?;
        let shown = revision.map_or_else(|| "?".to_owned(), |revision| revision.to_string());
        context.shell.notes.say(format_args!(
            "plan   {name}   r{shown} goes out of {place}; its data stays"
        ));
        let question = format!("Undeploy {name} from {place}?");
        if !self.consent.is_given(context.shell, question)? {
            return Ok(Exit::Done);
        }
        if !self.consent.yes {
            let now = self::running(context, asset.key, &key).await?;
            if now.and_then(|now| now["revision"].as_i64()) != revision {
                return Err(Failure::usage(format_args!(
                    "somebody else has changed {name} in {place} meanwhile; nothing was changed; give the command again"
                )));
            }
        }
        let call = Client::connect(&context.tenant).undeploy(asset.key, stage.key);
        let what = format!("the undeployment of {name} from {place}");
        let asset_key = asset.key.to_string();
        let look = ["deployments", "--asset", &asset_key, "--in", &key];
        let advice = format!(
            "{what} may have begun; {} shows it",
            context.shell.command(&look)
        );
        let started = context.shell.change(advice, call.send()).await?;
        rollout::wait(context, started.key, &what, self.patience.deadline).await?;
        out.record(&COLUMNS, &row_of(Some(started.key)))?;
        Ok(Exit::Done)
    }
}

/// The deployment of an asset in a stage.
async fn running(
    context: &Context<'_>,
    asset: Uuid,
    stage: &str,
) -> Result<Option<Value>, Failure> {
    let rows = deployed::read(context, Some(&asset.to_string())).await?;
    let mut found = rows.iter().map(|row| deployed::deployment_in(row, stage));
    Ok(found.find_map(|it| it).cloned())
}
