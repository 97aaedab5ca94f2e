//! `odctl users list`.

use clap::Args;
use odc_identity_v1::operations::LIST_USERS;

use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::request::Request;

const COLUMNS: [Column; 5] = [
    Column::new("name", "/name"),
    Column::new("email", "/email"),
    Column::new("status", "/status"),
    Column::new("last login", "/lastLoginAt"),
    Column::new("key", "/key"),
];

/// List the users
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users list ana", "odctl users list --status Invited --all -o csv"],
    &[&LIST_USERS, NAMES_STAGES, NAMES_ASSETS],
))]
pub(super) struct List {
    /// Part of a name, e-mail address or username
    text: Option<String>,
    /// Status: `Active`, `Invited`, `Inactive` or `PendingRegistration`
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Only users with roles in this stage: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE")]
    stage: Option<String>,
    /// Only users with roles in this app: name, part of a name, or key
    #[arg(long, value_name = "ASSET")]
    app: Option<String>,
    /// How many to list
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=100), conflicts_with = "all")]
    limit: u32,
    /// List all of them: a request for each 100
    #[arg(long)]
    all: bool,
}

impl List {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let mut request = Request::new(&LIST_USERS);
        if let Some(text) = &self.text {
            request = request.with("nameOrEmailOrUsernameContains", text);
        }
        if let Some(status) = &self.status {
            request = request.with("status", status);
        }
        if let Some(stage) = &self.stage {
            request = request.with("environmentKey", context.stage(stage).await?.key);
        }
        if let Some(app) = &self.app {
            request = request.with("assetKey", context.asset(app).await?.key);
        }
        let users = if self.all {
            let request = request.with("sort", "key").with("limit", 100);
            context.all(&request, "users").await?
        } else {
            let request = request.with("limit", self.limit);
            let page = context.send(&request).await?;
            if request.has_more(&page) {
                context
                    .shell
                    .notes
                    .say("there are more users; --limit and --all list them");
            }
            request.items(&page).cloned().unwrap_or_default()
        };
        context.shell.out.list(&COLUMNS, &users)?;
        Ok(Exit::Done)
    }
}
