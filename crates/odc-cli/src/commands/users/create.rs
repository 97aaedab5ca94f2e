//! `odctl users create`: creates one user. For many users there is `odctl users import`.

use clap::Args;
use odc_identity_v1::Client;
use odc_identity_v1::types::NewUser;
use serde_json::json;
use uuid::Uuid;

use crate::commands::reported::reported;
use crate::commands::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::report::Reporting;

const COLUMNS: [Column; 2] = [Column::new("email", "/email"), Column::new("key", "/key")];

/// Create a user; the service sends no e-mail and grants no role
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users create ana@acme.com --name 'Ana Maria' --built-in", "odctl users create ana@acme.com --dry-run"],
    tasks::operations_of("users create"),
))]
pub(super) struct Create {
    /// E-mail address
    email: String,
    /// Display name
    #[arg(long)]
    name: Option<String>,
    /// The account cannot be used until it is activated
    #[arg(long)]
    inactive: bool,
    /// Add a profile at the built-in identity provider; the user sets a password by a reset
    #[arg(long)]
    built_in: bool,
    /// Key of an external identity provider, with --subject or --username
    #[arg(long, value_name = "KEY")]
    provider: Option<Uuid>,
    /// The user's subject claim at that provider
    #[arg(long, requires = "provider")]
    subject: Option<String>,
    /// The user's name at that provider
    #[arg(long, requires = "provider")]
    username: Option<String>,
    /// Show what would be sent, and create nobody
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    reporting: Reporting,
}

impl Create {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("users create", self.email.clone());
        reported(context, &reporting, about, async |_| {
            self.create(context).await
        })
        .await
    }

    async fn create(self, context: &Context<'_>) -> Result<Exit, Failure> {
        if !self.email.contains('@') {
            return Err(Failure::usage(format_args!(
                "\"{}\" is not an e-mail address; --name takes the name",
                self.email
            )));
        }
        let record = self.record()?;
        let out = &context.shell.out;
        if self.dry_run {
            out.record(
                &[Column::member("email"), Column::member("name")],
                &json!(record),
            )?;
            context.shell.notes.say("nobody was created (--dry-run)");
            return Ok(Exit::Done);
        }
        out.check(&COLUMNS, &[json!({"email": self.email, "key": ""})])?;
        let call = Client::connect(&context.tenant).create_user();
        let advice = format!(
            "{} may have been created; {} shows it",
            self.email,
            context.shell.command(&["users", "show", &self.email])
        );
        let call = call.body(record).send();
        let created = context.shell.change(advice, call).await?;
        out.record(&COLUMNS, &json!({"email": self.email, "key": created.key}))?;
        Ok(Exit::Done)
    }

    fn record(&self) -> Result<NewUser, Failure> {
        let mut user = NewUser::builder()
            .email(self.email.as_str())
            .is_active(!self.inactive)
            .add_to_built_in_identity_provider(self.built_in);
        if let Some(name) = &self.name {
            user = user.name(name.as_str());
        }
        if let Some(provider) = self.provider {
            user = user.identity_provider_key(provider);
        }
        if let Some(subject) = &self.subject {
            user = user.subject(subject.as_str());
        }
        if let Some(username) = &self.username {
            user = user.username(username.as_str());
        }
        user.build().map_err(Failure::usage)
    }
}
