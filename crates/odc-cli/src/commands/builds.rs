//! `odctl builds`: the builds of a revision.

use clap::Args;
use odc_builds_v1::operations::LIST_BUILDS;

use crate::context::{Context, NAMES_ASSETS};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Column, text};
use crate::request::{Listed, Request};

const COLUMNS: [Column; 6] = [
    Column::new("build", "/buildKey").minor(),
    Column::new("revision", "/assetRevision").prefixed("r"),
    Column::new("type", "/buildType"),
    Column::new("status", "/status"),
    Column::new("started", "/startedDateTime"),
    Column::new("finished", "/finishedDateTime"),
];

/// List the builds of one revision of an asset, the newest first
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl builds \"Booking Portal\"", "odctl builds \"Booking Portal\" --revision 7 --type Release"],
    &[NAMES_ASSETS, &LIST_BUILDS],
))]
pub struct Builds {
    /// Name, part of a name, or key
    asset: String,
    /// Number of the revision; the newest one by default
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i64>,
    /// Only builds of this type
    #[arg(long = "type", value_name = "TYPE", value_parser = Listed::for_parameter(&LIST_BUILDS, "byBuildType"))]
    build_type: Option<String>,
}

impl Builds {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let asset = context.asset(&self.asset).await?;
        let revision = match self.revision {
            Some(revision) => revision,
            None => context.newest_revision(&asset).await?,
        };
        let mut request = Request::new(&LIST_BUILDS)
            .with("assetKey", &asset.key)
            .with("assetRevision", revision);
        if let Some(build_type) = self.build_type {
            request = request.with("byBuildType", build_type);
        }
        let builds = context.all(&request, "builds").await;
        let is_missing = match &builds {
            Ok(rows) => rows.is_empty(),
            Err(failure) => failure.exit() == Exit::NotFound,
        };
        if is_missing {
            context.check_revision(&asset, revision).await?;
        }
        let mut builds = builds?;
        // The service states no order. Timestamps of RFC 3339 in UTC can be sorted as texts.
        builds.sort_by_key(|row| std::cmp::Reverse(text(row.get("startedDateTime"))));
        context.shell.out.list(&COLUMNS, &builds)?;
        Ok(Exit::Done)
    }
}
