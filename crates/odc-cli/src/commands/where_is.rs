//! `odctl where`: the stages in which an asset runs.

use clap::Args;
use serde_json::{Value, json};

use super::deployed;
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Column, text};

const COLUMNS: [Column; 5] = [
    Column::new("stage", "/stage"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("tag", "/tag"),
    Column::new("deployed", "/deploymentDateTime").minor(),
    Column::new("url", "/url"),
];

/// Show where an asset is deployed, stage by stage
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl where \"Booking Portal\"", "odctl where \"Booking Desk\" -o json"],
    &[NAMES_ASSETS, NAMES_STAGES, deployed::OPERATION],
))]
pub struct Where {
    /// Name, part of a name, or key
    asset: String,
}

impl Where {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let asset = context.asset(&self.asset).await?;
        let deployed = deployed::read(context, Some(&asset.key)).await?;
        let mut rows = Vec::new();
        for stage in context.stages().await? {
            let key = text(stage.get("key"));
            let found = deployed
                .iter()
                .find_map(|it| deployed::deployment_in(it, &key));
            rows.extend(found.map(|deployment| with_stage(deployment, stage)));
        }
        if rows.is_empty() {
            context.check_exists(&asset).await?;
        }
        context.shell.out.list(&COLUMNS, &rows)?;
        if rows.is_empty() {
            context.shell.notes.say(format_args!(
                "{} is not deployed in any stage that this API client may see",
                asset.name
            ));
        }
        Ok(Exit::Done)
    }
}

/// A deployment as the service sent it, with the name of its stage before it.
fn with_stage(deployment: &Value, stage: &Value) -> Value {
    let mut row = json!({"stage": stage["name"]});
    if let (Some(row), Some(sent)) = (row.as_object_mut(), deployment.as_object()) {
        row.extend(sent.clone());
    }
    row
}
