//! `odctl assets`: the assets of the tenant.

use clap::Args;

use crate::context::{Context, NAMES_ASSETS};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names;
use crate::output::Column;
use crate::request::{Listed, Request};

const COLUMNS: [Column; 6] = [
    Column::new("asset", "/name"),
    Column::new("key", "/assetKey").minor(),
    Column::new("type", "/assetType"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("tag", "/tag"),
    Column::new("changed", "/createdAt"),
];

/// List the assets with their newest revisions: apps, libraries, agents, workflows
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl assets", "odctl assets booking", "odctl assets --type Agent --type Workflow -o json"],
    &[NAMES_ASSETS],
))]
pub struct Assets {
    /// Part of a name
    #[arg(value_parser = names::searched)]
    name: Option<String>,
    /// Only assets of this type; may be repeated
    #[arg(long = "type", value_name = "TYPE", value_parser = Listed::for_parameter(NAMES_ASSETS, "assetTypes"))]
    types: Vec<String>,
    /// Only assets that can be deployed
    #[arg(long)]
    deployable: bool,
}

impl Assets {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        if self.name.is_none() && self.types.is_empty() && !self.deployable {
            context.shell.out.list(&COLUMNS, context.assets().await?)?;
            return Ok(Exit::Done);
        }
        let mut request = Request::new(NAMES_ASSETS)
            .with("limit", 1000)
            .with("sort", "name");
        if let Some(name) = &self.name {
            request = request.with("nameContains", name);
        }
        if self.deployable {
            request = request.with("metadata.isDeployable", true);
        }
        let request = self
            .types
            .iter()
            .fold(request, |request, it| request.with("assetTypes", it));
        let assets = context.all(&request, "assets").await?;
        context.shell.out.list(&COLUMNS, &assets)?;
        Ok(Exit::Done)
    }
}
