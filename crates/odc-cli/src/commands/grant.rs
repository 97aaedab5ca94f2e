//! `odctl grant` and `odctl revoke`: application roles of end users, and organization roles of members.

mod organization;

use clap::Args;
use odc_identity_v1::Client;
use serde_json::Value;

use super::consent::Consent;
use super::people::{
    self, Outcome, RoleOrGroup, Row, Source, check_columns, display, finish, key_of, shown_by,
    sources,
};
use super::reported::reported;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::text;
use crate::report::{Report, Reporting};
use organization::OrganizationRole;

/// Give a user a role
///
/// An application role is granted directly, in one stage. A user has at most one organization role for the whole
/// organization: another one takes its place.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl grant ana.becker@acme.example Manager --in Production --app 'Booking Portal'", "odctl grant ana.becker@acme.example 'Production/Booking Portal/Manager' --dry-run", "odctl grant ana.becker@acme.example Developer --organization"],
    &[tasks::operations_of("grant"), tasks::operations_of("grant organization")].concat(),
))]
pub struct Grant {
    #[command(flatten)]
    what: What,
}

/// Take a role from a user
///
/// A role that the user has through a group stays: odctl groups remove ends that.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl revoke ana.becker@acme.example Manager --in Production --app 'Booking Portal'", "odctl revoke ana.becker@acme.example Developer --organization --yes"],
    &[tasks::operations_of("revoke"), tasks::operations_of("revoke organization")].concat(),
))]
pub struct Revoke {
    #[command(flatten)]
    what: What,
}

#[derive(Debug, Args)]
struct What {
    /// The user: e-mail address, name, a part of one, or key
    user: String,
    /// The role: name, Stage/App/Role, a part of one, or key
    role: String,
    /// Stage of the application role: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE", conflicts_with = "organization")]
    stage: Option<String>,
    /// App of the application role, or asset for which an organization role holds: name, part of a name, or key
    #[arg(long, value_name = "ASSET")]
    app: Option<String>,
    /// It is an organization role
    #[arg(long)]
    organization: bool,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    reporting: Reporting,
}

/// The change of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Grant,
    Revoke,
}

impl Deed {
    const fn word(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Revoke => "revoke",
        }
    }
}

impl Grant {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        self.what.run(context, Deed::Grant).await
    }
}

impl Revoke {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        self.what.run(context, Deed::Revoke).await
    }
}

impl What {
    async fn run(self, context: &Context<'_>, deed: Deed) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = (deed.word(), format!("{} {}", self.user, self.role));
        let work = async |report: &mut Report| self.change(context, deed, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn change(
        self,
        context: &Context<'_>,
        deed: Deed,
        report: &mut Report,
    ) -> Result<Exit, Failure> {
        check_columns(context, false)?;
        let user = people::user(context, &self.user).await?;
        let app = match &self.app {
            Some(app) => Some(context.asset(app).await?),
            None => None,
        };
        let (what, outcome) = if self.organization {
            let role = people::organization_role(context, &self.role).await?;
            let role = OrganizationRole::new(&user, &role, app.as_ref())?;
            let outcome = match deed {
                Deed::Grant => role.grant(context, self.consent).await?,
                Deed::Revoke => role.revoke(context, self.consent).await?,
            };
            (role.label(), outcome)
        } else {
            let stage = match &self.stage {
                Some(stage) => Some(context.stage(stage).await?),
                None => None,
            };
            let role = people::role(context, &self.role, stage.as_ref(), app.as_ref()).await?;
            let outcome = self.application_role(context, deed, &user, &role).await?;
            (role.label, outcome)
        };
        let row = Row {
            line: None,
            user: display(&user),
            change: deed.word(),
            what,
            outcome,
        };
        finish(context, &[row], report)
    }

    async fn application_role(
        &self,
        context: &Context<'_>,
        deed: Deed,
        user: &Value,
        role: &RoleOrGroup,
    ) -> Result<Outcome, Failure> {
        let held = sources(user)?;
        let held: Vec<_> = held
            .into_iter()
            .filter(|(it, ..)| text(it.get("key")) == role.key)
            .collect();
        let is_direct = held.iter().any(|(_, source, _)| *source == Source::Direct);
        let groups: Vec<_> = held
            .iter()
            .filter_map(|(.., group)| group.map(|group| text(group.get("name"))))
            .collect();
        let (name, through) = (display(user), groups.join(", "));
        if is_direct == (deed == Deed::Grant) {
            if deed == Deed::Revoke && !groups.is_empty() {
                return Err(Failure::failed(format_args!(
                    "{name} has {} through the group {through} alone; odctl groups remove takes the user out of it",
                    role.label
                )));
            }
            return Ok(Outcome::Unchanged);
        }
        if !groups.is_empty() {
            let word = match deed {
                Deed::Grant => "already has",
                Deed::Revoke => "keeps",
            };
            context.shell.notes.say(format_args!(
                "{name} {word} the role through the group {through}"
            ));
        }
        if self.consent.dry_run {
            return Ok(Outcome::Planned);
        }
        let client = Client::connect(&context.tenant);
        let (user, key) = (key_of(&text(user.get("key")))?, key_of(&role.key)?);
        let verb = match deed {
            Deed::Grant => "got",
            Deed::Revoke => "lost",
        };
        let what = format!("{name} may have {verb} {}", role.label);
        let advice = shown_by(context.shell, &what, user);
        match deed {
            Deed::Grant => {
                let call = client.grant_application_role(user, key).send();
                context.shell.change(advice, call).await?;
            }
            Deed::Revoke => {
                let call = client.revoke_application_role(user, key).send();
                context.shell.change(advice, call).await?;
            }
        }
        Ok(Outcome::Done)
    }
}
