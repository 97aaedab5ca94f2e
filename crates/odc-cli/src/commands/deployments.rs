//! `odctl deployments`: deployments, undeployments and changes of configuration.

use clap::Args;
use odc_deployments_v1::operations::LIST_DEPLOYMENTS;

use super::amount::Amount;
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::request::{Listed, Request};

const COLUMNS: [Column; 7] = [
    Column::new("operation", "/key").minor(),
    Column::new("asset", "/assetName"),
    Column::new("kind", "/operation"),
    Column::new("revision", "/revisions").prefixed("r"),
    Column::new("status", "/status"),
    Column::new("started", "/startedDateTime"),
    Column::new("finished", "/finishedDateTime").minor(),
];

/// List the deployments, the newest first; odctl logs shows the messages of one
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl deployments --in Production", "odctl deployments --asset 'Booking Desk' --status FinishedWithError"],
    &[&LIST_DEPLOYMENTS, NAMES_ASSETS, NAMES_STAGES],
))]
pub struct Deployments {
    /// Stage: name, part of a name, or key
    #[arg(long = "in", alias = "stage", value_name = "STAGE")]
    stage: Option<String>,
    /// Asset: name, part of a name, or key
    #[arg(long, value_name = "ASSET")]
    asset: Option<String>,
    /// Only deployments with this status
    #[arg(long, value_name = "STATUS", value_parser = Listed::for_parameter(&LIST_DEPLOYMENTS, "status"))]
    status: Option<String>,
    #[command(flatten)]
    amount: Amount,
}

impl Deployments {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let mut request = Request::new(&LIST_DEPLOYMENTS).with("sort", "-CreatedAt");
        if let Some(stage) = &self.stage {
            request = request.with("environmentKey", context.stage(stage).await?.key);
        }
        let asset = match &self.asset {
            Some(asset) => Some(context.asset(asset).await?),
            None => None,
        };
        if let Some(asset) = &asset {
            request = request.with("assetKey", &asset.key);
        }
        if let Some(status) = &self.status {
            request = request.with("status", status);
        }
        let deployments = self.amount.read(context, &request, "deployments").await?;
        if let (Some(asset), true) = (&asset, deployments.rows.is_empty()) {
            context.check_exists(asset).await?;
        }
        deployments.write(context, &COLUMNS)?;
        Ok(Exit::Done)
    }
}
