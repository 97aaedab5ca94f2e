//! `odctl users deactivate` and `odctl users activate`: whether users can sign in.

use clap::Args;
use odc_identity_v1::Client;
use serde_json::Value;

use crate::commands::people::{
    self, Outcome, Row, check_columns, display, finish, is_of_one, key_of, shown_by,
};
use crate::commands::reported::reported;
use crate::commands::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure, error_line};
use crate::help;
use crate::output::text;
use crate::report::{Report, Reporting};
use crate::shell::Unconfirmed;

/// Block every login of users; odctl users activate undoes it
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users deactivate ana.becker@acme.example", "odctl users deactivate ana.becker@acme.example aoife.becker@acme.example --dry-run"],
    tasks::operations_of("users deactivate"),
))]
pub(super) struct Deactivate {
    #[command(flatten)]
    who: Who,
}

/// Let users sign in again
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users activate ana.becker@acme.example"],
    tasks::operations_of("users activate"),
))]
pub(super) struct Activate {
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, Args)]
struct Who {
    /// The users: e-mail address, name, a part of one, or key
    #[arg(required = true, value_name = "USER")]
    users: Vec<String>,
    /// Show what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    reporting: Reporting,
}

impl Deactivate {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        self.who.set(context, false).await
    }
}

impl Activate {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        self.who.set(context, true).await
    }
}

impl Who {
    async fn set(self, context: &Context<'_>, active: bool) -> Result<Exit, Failure> {
        let command = if active {
            "users activate"
        } else {
            "users deactivate"
        };
        let about = (command, self.users.join(", "));
        let work = async |report: &mut Report| self.set_all(context, active, report).await;
        reported(context, &self.reporting, about, work).await
    }

    /// All users are found before the first one is changed.
    async fn set_all(
        &self,
        context: &Context<'_>,
        active: bool,
        report: &mut Report,
    ) -> Result<Exit, Failure> {
        check_columns(context, false)?;
        let mut users = Vec::new();
        for user in &self.users {
            users.push(people::user(context, user).await?);
        }
        let is_alone = users.len() == 1;
        let mut rows = Vec::new();
        for user in &users {
            let outcome = match self.set_one(context, user, active).await {
                Ok(outcome) => outcome,
                Err(it) if is_of_one(&it.error) && !is_alone => {
                    Outcome::Failed(error_line(&it.error))
                }
                Err(error) => {
                    if !rows.is_empty() {
                        finish(context, &rows, report)?;
                    }
                    return Err(error.into());
                }
            };
            rows.push(Row {
                line: None,
                user: display(user),
                change: if active { "activate" } else { "deactivate" },
                what: text(user.get("name")),
                outcome,
            });
        }
        finish(context, &rows, report)
    }

    async fn set_one(
        &self,
        context: &Context<'_>,
        user: &Value,
        active: bool,
    ) -> Result<Outcome, Unconfirmed> {
        if user["isActive"] == active {
            return Ok(Outcome::Unchanged);
        }
        if self.dry_run {
            return Ok(Outcome::Planned);
        }
        let Ok(key) = key_of(&text(user.get("key"))) else {
            return Ok(Outcome::Failed(
                "the key of the user is not a UUID".to_owned(),
            ));
        };
        let call = Client::connect(&context.tenant).update_user(key);
        let word = if active { "active" } else { "inactive" };
        let what = format!("{} may be {word}", display(user));
        let advice = shown_by(context.shell, &what, key);
        let call = call.is_active(active).send();
        context.shell.change(advice, call).await?;
        Ok(Outcome::Done)
    }
}
