//! `odctl users list`.

use clap::Args;
use odc_identity_v1::operations::LIST_USERS;

use crate::commands::amount::Amount;
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names;
use crate::output::Column;
use crate::request::{Listed, Request};

const COLUMNS: [Column; 5] = [
    Column::new("name", "/name"),
    Column::new("email", "/email"),
    Column::new("status", "/status"),
    Column::new("last login", "/lastLoginAt").minor(),
    Column::new("key", "/key").minor(),
];

/// List the users
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users list ana", "odctl users list --status Invited --all -o csv"],
    &[&LIST_USERS, NAMES_STAGES, NAMES_ASSETS],
))]
pub(super) struct List {
    /// Part of a name, e-mail address or username
    #[arg(value_parser = names::searched)]
    text: Option<String>,
    /// Only users with this status
    #[arg(long, value_name = "STATUS", value_parser = Listed::for_parameter(&LIST_USERS, "status"))]
    status: Option<String>,
    /// Only users with roles in this stage: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE")]
    stage: Option<String>,
    /// Only users with roles in this app: name, part of a name, or key
    #[arg(long, value_name = "ASSET")]
    app: Option<String>,
    #[command(flatten)]
    amount: Amount,
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
        let app = match &self.app {
            Some(app) => Some(context.asset(app).await?),
            None => None,
        };
        if let Some(app) = &app {
            request = request.with("assetKey", &app.key);
        }
        if self.amount.is_all() {
            // Users who are created in the meantime do not shift the pages.
            request = request.with("sort", "key");
        }
        let users = self.amount.read(context, &request, "users").await?;
        if let (Some(app), true) = (&app, users.rows.is_empty()) {
            context.check_exists(app).await?;
        }
        users.write(context, &COLUMNS)?;
        Ok(Exit::Done)
    }
}
