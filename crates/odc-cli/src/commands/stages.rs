//! `odctl stages`: the stages of the tenant.

use clap::Args;

use crate::context::{Context, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;

const COLUMNS: [Column; 6] = [
    Column::new("stage", "/name"),
    Column::new("key", "/key").minor(),
    Column::new("purpose", "/purpose"),
    Column::new("domain", "/defaultDomain"),
    Column::new("region", "/region").minor(),
    Column::new("status", "/status"),
];

/// List the stages, in the order of the portal
#[derive(Debug, Args)]
#[command(after_help = help::after(&["odctl stages", "odctl stages -o csv --columns stage,key"], &[NAMES_STAGES]))]
pub struct Stages;

impl Stages {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        context.shell.out.list(&COLUMNS, context.stages().await?)?;
        Ok(Exit::Done)
    }
}
