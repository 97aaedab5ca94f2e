//! `odctl roles`: application roles, which end users get in apps, and organization roles, which members of the tenant get.

use clap::{Args, Subcommand};
use odc_identity_v1::operations::{
    LIST_APPLICATION_ROLE_USERS, LIST_APPLICATION_ROLES, LIST_ORGANIZATION_ROLE_USERS,
    LIST_ORGANIZATION_ROLES,
};
use serde_json::{Value, json};

use super::people::{self, RoleOrGroup};
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names;
use crate::output::{Column, Format, counted, text};
use crate::request::Request;

const COLUMNS: [Column; 4] = [
    Column::new("role", "/name"),
    Column::new("app", "/app"),
    Column::new("stage", "/stage"),
    Column::new("key", "/key").minor(),
];

const ORGANIZATION_COLUMNS: [Column; 4] = [
    Column::new("role", "/name"),
    Column::new("permissions", "/permissionNames"),
    Column::new("built in", "/isReadOnly"),
    Column::new("key", "/key").minor(),
];

const USER_COLUMNS: [Column; 4] = [
    Column::new("name", "/name"),
    Column::new("email", "/email"),
    Column::new("status", "/status"),
    Column::new("key", "/key").minor(),
];

/// List and show roles; odctl grant and odctl revoke change who has them
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Roles {
    #[command(subcommand)]
    action: Action,
}

/// The wanted roles.
#[derive(Debug, Args)]
struct RoleFilter {
    /// Stage of the role: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE", conflicts_with = "organization")]
    stage: Option<String>,
    /// App of the role: name, part of a name, or key
    #[arg(long, value_name = "ASSET", conflicts_with = "organization")]
    app: Option<String>,
    /// Organization roles instead of application roles
    #[arg(long)]
    organization: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List application roles, or organization roles with their permissions
    #[command(after_help = help::after(&["odctl roles list --in Production --app 'Booking Portal'", "odctl roles list --organization"], &[&LIST_APPLICATION_ROLES, &LIST_ORGANIZATION_ROLES, NAMES_STAGES, NAMES_ASSETS]))]
    List {
        /// Part of a name
        #[arg(value_parser = names::searched)]
        name: Option<String>,
        #[command(flatten)]
        filter: RoleFilter,
    },
    /// Show who has a role
    ///
    /// It is not documented whether the service lists those who have an application role through a group alone. odctl audit
    /// roles --who-can ROLE finds all of them.
    #[command(after_help = help::after(&["odctl roles show Manager --in Production --app 'Booking Portal'", "odctl roles show Developer --organization"], &[&LIST_APPLICATION_ROLES, &LIST_APPLICATION_ROLE_USERS, &LIST_ORGANIZATION_ROLES, &LIST_ORGANIZATION_ROLE_USERS, NAMES_STAGES, NAMES_ASSETS]))]
    Show {
        /// The role: name, Stage/App/Role, a part of one, or key
        role: String,
        #[command(flatten)]
        filter: RoleFilter,
    },
}

impl Roles {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        match self.action {
            Action::List { name, filter } => list(context, name.as_deref(), filter).await,
            Action::Show { role, filter } => show(context, &role, filter).await,
        }
    }
}

async fn list(
    context: &Context<'_>,
    name: Option<&str>,
    filter: RoleFilter,
) -> Result<Exit, Failure> {
    if filter.organization {
        let mut request = Request::new(&LIST_ORGANIZATION_ROLES).with("limit", 100);
        if let Some(name) = name {
            request = request.with("nameContains", name);
        }
        let mut rows = context.all(&request, "organization roles").await?;
        for row in &mut rows {
            let permissions = row["permissions"].as_array().into_iter().flatten();
            let names: Vec<_> = permissions.map(|it| text(it.get("name"))).collect();
            row["permissionNames"] = json!(names);
        }
        context.shell.out.list(&ORGANIZATION_COLUMNS, &rows)?;
        return Ok(Exit::Done);
    }
    let (stage, app) = filter.find(context).await?;
    let roles = people::roles(context, stage.as_ref(), app.as_ref(), name).await?;
    if let (Some(app), true) = (&app, roles.is_empty()) {
        context.check_exists(app).await?;
    }
    let rows: Vec<_> = roles.into_iter().map(row).collect();
    context.shell.out.list(&COLUMNS, &rows)?;
    Ok(Exit::Done)
}

type Named = crate::names::Named;

impl RoleFilter {
    async fn find(&self, context: &Context<'_>) -> Result<(Option<Named>, Option<Named>), Failure> {
        let stage = match &self.stage {
            Some(stage) => Some(context.stage(stage).await?),
            None => None,
        };
        let app = match &self.app {
            Some(app) => Some(context.asset(app).await?),
            None => None,
        };
        Ok((stage, app))
    }
}

/// The role as the service sent it, with the names of its stage and its app.
fn row(role: RoleOrGroup) -> Value {
    let mut row = role.row;
    row["stage"] = json!(role.stage);
    row["app"] = json!(role.app);
    row
}

async fn show(context: &Context<'_>, wanted: &str, filter: RoleFilter) -> Result<Exit, Failure> {
    let (role, operation) = if filter.organization {
        let role = people::organization_role(context, wanted).await?;
        (role, &LIST_ORGANIZATION_ROLE_USERS)
    } else {
        let (stage, app) = filter.find(context).await?;
        let role = people::role(context, wanted, stage.as_ref(), app.as_ref()).await?;
        (role, &LIST_APPLICATION_ROLE_USERS)
    };
    let request = Request::new(operation)
        .with("key", &role.key)
        .with("limit", 100);
    let users = context.all(&request, "users").await?;
    let label = role.label.clone();
    let out = &context.shell.out;
    if matches!(out.format, Format::Json | Format::Yaml) && out.columns.is_empty() {
        let role = if filter.organization {
            role.row
        } else {
            row(role)
        };
        out.any(&json!({"role": role, "users": users}))?;
    } else {
        out.list(&USER_COLUMNS, &users)?;
    }
    let hint = if filter.organization {
        ""
    } else {
        "; those who have it through a group alone may be missing, and odctl audit roles --who-can finds them"
    };
    context.shell.notes.say(format_args!(
        "{label}: {}{hint}",
        counted(users.len(), "user")
    ));
    Ok(Exit::Done)
}
