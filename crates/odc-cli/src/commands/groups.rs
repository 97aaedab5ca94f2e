//! `odctl groups`: groups of end users, which give application roles to their members.

use clap::{Args, Subcommand};
use odc_identity_v1::operations::{LIST_GROUP_APPLICATION_ROLES, LIST_GROUP_USERS, LIST_GROUPS};
use serde_json::{Value, json};

use super::people::{
    self, Members, Outcome, Present, RoleOrGroup, Row, change_members, check_columns, display,
    finish, key_of, members,
};
use super::reported::reported;
use super::tasks;
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names::{self, Named};
use crate::output::{Column, Format, counted, text};
use crate::report::{Report, Reporting};
use crate::request::Request;

const COLUMNS: [Column; 4] = [
    Column::new("group", "/name"),
    Column::new("stage", "/stage"),
    Column::new("description", "/description"),
    Column::new("key", "/key").minor(),
];

const MEMBER_COLUMNS: [Column; 4] = [
    Column::new("name", "/user/name"),
    Column::new("email", "/user/email"),
    Column::new("status", "/user/status"),
    Column::new("membership", "/membershipTypes"),
];

/// List and show groups of end users, and change who is in them
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Groups {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the groups
    #[command(after_help = help::after(&["odctl groups list", "odctl groups list sales --in Development"], &[&LIST_GROUPS, NAMES_STAGES]))]
    List {
        /// Part of a name
        #[arg(value_parser = names::searched)]
        name: Option<String>,
        /// Only groups of this stage: name, part of a name, or key
        #[arg(long = "in", value_name = "STAGE")]
        stage: Option<String>,
    },
    /// Show the members of a group, how they became members, and the roles that they get
    #[command(after_help = help::after(&["odctl groups show Development/Sales", "odctl groups show Sales --in Development -o json"], &[&LIST_GROUPS, &LIST_GROUP_USERS, &LIST_GROUP_APPLICATION_ROLES, NAMES_STAGES, NAMES_ASSETS]))]
    Show {
        /// The group: name, Stage/Group, a part of one, or key
        group: String,
        /// Stage of the group: name, part of a name, or key
        #[arg(long = "in", value_name = "STAGE")]
        stage: Option<String>,
    },
    /// Add users to a group: a request for each 100
    #[command(after_help = help::after(&["odctl groups add Sales ana.becker@acme.example aoife.becker@acme.example --in Development"], tasks::operations_of("groups add")))]
    Add(Change),
    /// Remove users from a group; members by a claim of the identity provider stay
    #[command(after_help = help::after(&["odctl groups remove Sales ana.becker@acme.example --in Development --dry-run"], tasks::operations_of("groups remove")))]
    Remove(Change),
}

#[derive(Debug, Args)]
struct Change {
    /// The group: name, Stage/Group, a part of one, or key
    group: String,
    /// The users: e-mail address, name, a part of one, or key
    #[arg(required = true, value_name = "USER")]
    users: Vec<String>,
    /// Stage of the group: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE")]
    stage: Option<String>,
    /// Show what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    reporting: Reporting,
}

impl Groups {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        match self.action {
            Action::List { name, stage } => list(context, name.as_deref(), stage).await,
            Action::Show { group, stage } => {
                let stage = stage_of(context, stage).await?;
                show(
                    context,
                    people::group(context, &group, stage.as_ref()).await?,
                )
                .await
            }
            Action::Add(change) => change.run(context, Members::Add).await,
            Action::Remove(change) => change.run(context, Members::Remove).await,
        }
    }
}

async fn stage_of(context: &Context<'_>, stage: Option<String>) -> Result<Option<Named>, Failure> {
    match stage {
        Some(stage) => Ok(Some(context.stage(&stage).await?)),
        None => Ok(None),
    }
}

async fn list(
    context: &Context<'_>,
    name: Option<&str>,
    stage: Option<String>,
) -> Result<Exit, Failure> {
    let stage = stage_of(context, stage).await?;
    let groups = people::groups(context, stage.as_ref(), name).await?;
    let rows: Vec<_> = groups.into_iter().map(row).collect();
    context.shell.out.list(&COLUMNS, &rows)?;
    Ok(Exit::Done)
}

/// The group as the service sent it, with the name of its stage.
fn row(group: RoleOrGroup) -> Value {
    let mut row = group.row;
    row["stage"] = json!(group.stage);
    row
}

async fn show(context: &Context<'_>, group: RoleOrGroup) -> Result<Exit, Failure> {
    let label = group.label.clone();
    let mut all = context.all(&members(&group.key), "members").await?;
    all.sort_by_key(|row| text(row.pointer("/user/name")).to_lowercase());
    let request = Request::new(&LIST_GROUP_APPLICATION_ROLES).with("limit", 100);
    let roles = context
        .all(&request.with("key", &group.key), "roles of the group")
        .await?;
    let out = &context.shell.out;
    if matches!(out.format, Format::Json | Format::Yaml) && out.columns.is_empty() {
        out.any(&json!({"group": row(group), "members": all, "roles": roles}))?;
        return Ok(Exit::Done);
    }
    out.list(&MEMBER_COLUMNS, &all)?;
    let apps = context.asset_names().await?;
    let names = roles.iter().map(|role| {
        let app = text(role.get("assetKey"));
        format!(
            "{}/{}",
            apps.get(&app).unwrap_or(&app),
            text(role.get("name"))
        )
    });
    let names: Vec<_> = names.collect();
    context.shell.notes.say(format_args!(
        "{label}: {}, who get {}",
        counted(all.len(), "member"),
        if names.is_empty() {
            "no role".to_owned()
        } else {
            names.join(", ")
        }
    ));
    Ok(Exit::Done)
}

impl Change {
    async fn run(self, context: &Context<'_>, deed: Members) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let command = match deed {
            Members::Add => "groups add",
            Members::Remove => "groups remove",
        };
        let about = (command, self.group.clone());
        let work = async |report: &mut Report| self.change(context, deed, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn change(
        self,
        context: &Context<'_>,
        deed: Members,
        report: &mut Report,
    ) -> Result<Exit, Failure> {
        check_columns(context, false)?;
        let stage = stage_of(context, self.stage.clone()).await?;
        let group = people::group(context, &self.group, stage.as_ref()).await?;
        let mut users = Vec::new();
        for wanted in &self.users {
            let user = people::user(context, wanted).await?;
            let key = key_of(&text(user.get("key")))?;
            if !users.iter().any(|(known, _)| *known == key) {
                users.push((key, display(&user)));
            }
        }
        let keys: Vec<_> = users.iter().map(|(key, _)| *key).collect();
        let present = Present::read(context, &group.key, &keys).await?;
        let is_open = |key: &uuid::Uuid| present.direct.contains(key) == (deed == Members::Remove);
        if deed == Members::Remove {
            for (_, user) in users.iter().filter(|(key, _)| present.mapped.contains(key)) {
                context.shell.notes.say(format_args!(
                    "{user} stays a member by a claim of the identity provider, until a login without it"
                ));
            }
        }
        let open: Vec<_> = keys.iter().copied().filter(is_open).collect();
        let outcomes = if self.dry_run {
            vec![Outcome::Planned; open.len()]
        } else {
            let what = match deed {
                Members::Add => "some may be in",
                Members::Remove => "some may be out of",
            };
            let look = context.shell.command(&["groups", "show", &group.key]);
            let advice = format!("{what} {} already; {look} shows it", group.label);
            let call = change_members(context, key_of(&group.key)?, &open, deed);
            context.shell.change(advice, call).await?
        };
        let mut outcomes = outcomes.into_iter();
        let rows: Vec<_> = users
            .into_iter()
            .map(|(key, user)| Row {
                line: None,
                user,
                change: match deed {
                    Members::Add => "add to group",
                    Members::Remove => "remove from group",
                },
                what: group.label.clone(),
                outcome: is_open(&key)
                    .then(|| outcomes.next())
                    .flatten()
                    .unwrap_or(Outcome::Unchanged),
            })
            .collect();
        finish(context, &rows, report)
    }
}
