//! `odctl revisions`: the revisions of an asset.

use clap::Args;
use odc_asset_repository_v1::operations::LIST_REVISIONS;

use crate::context::{Context, NAMES_ASSETS};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::request::Request;

const COLUMNS: [Column; 5] = [
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("tag", "/tag"),
    Column::new("created", "/createdAt"),
    Column::new("by", "/createdBy").minor(),
    Column::new("message", "/commitMessage"),
];

/// List the revisions of an asset, the newest first
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl revisions \"Booking Portal\"", "odctl revisions \"Booking Desk\" --tagged"],
    &[NAMES_ASSETS, &LIST_REVISIONS],
))]
pub struct Revisions {
    /// Name, part of a name, or key
    asset: String,
    /// Only revisions with a tag
    #[arg(long)]
    tagged: bool,
}

impl Revisions {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let asset = context.asset(&self.asset).await?;
        let mut request = Request::new(&LIST_REVISIONS)
            .with("assetKey", &asset.key)
            .with("limit", 1000);
        if self.tagged {
            request = request.with("isTagged", true);
        }
        let mut revisions = context.all(&request, "revisions").await?;
        if revisions.is_empty() {
            context.check_exists(&asset).await?;
        }
        // The service states no order.
        revisions.sort_by_key(|row| std::cmp::Reverse(row["revision"].as_i64()));
        context.shell.out.list(&COLUMNS, &revisions)?;
        Ok(Exit::Done)
    }
}
