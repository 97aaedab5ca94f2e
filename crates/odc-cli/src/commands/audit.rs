//! `odctl audit`: who has what, and how they came to it.
//!
//! The roles come embedded in the pages of users, with the names of the groups that give them. So 5,000 users are 50
//! requests, whatever the number of groups; one more names the stages, and one the apps of up to 1,000 assets: 52. Asking
//! each user would be 5,000, and asking each group for members and roles another 80 or more. The filter
//! `hasApplicationRoles` would save pages, but it is not documented whether it counts roles through groups, and an audit
//! must not miss one.

mod application;
mod organization;

use clap::{Args, Subcommand};
use odc_identity_v1::operations::{
    LIST_ORGANIZATION_ROLE_USERS, LIST_ORGANIZATION_ROLES, LIST_PERMISSIONS, LIST_USERS,
};
use odc_runtime::Operation;

use super::answer::Answer;
use super::people::Source;
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;

/// The operations behind it.
pub(super) const OPERATIONS: &[&Operation] = &[
    &LIST_USERS,
    NAMES_STAGES,
    NAMES_ASSETS,
    &LIST_ORGANIZATION_ROLES,
    &LIST_ORGANIZATION_ROLE_USERS,
    &LIST_PERMISSIONS,
];

/// Find out who has what
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Audit {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Roles(Roles),
}

/// List who has which role in which stage, directly, through a group, or through a mapping
///
/// Each line is one grant: a user who has a role directly and through two groups has three. For 5,000 users and 40 groups it
/// makes 52 requests: 50 pages of 100 users, in which the roles and the names of the groups are embedded, one for the names of
/// the stages and one for those of up to 1,000 assets. That is the least, since a page holds 100 users at most.
///
/// --who-can takes an application role or a permission of organization roles, such as "Manage users". A permission is looked
/// up in the catalogue, then in the roles that have it or one that includes it, then in who holds these: five requests (the
/// application roles, stages and assets, in which the name could stand, the catalogue, the organization roles), and one for
/// each 100 holders of each role. With --organization the first and the third are left out.
#[derive(Debug, Default, Args)]
#[command(after_help = help::after(
    &["odctl audit roles -o csv > roles.csv", "odctl audit roles --in Production --source group", "odctl audit roles --who-can 'Production/Claims Desk/Manager'", "odctl audit roles --who-can 'Manage users'", "odctl audit roles --organization"],
    OPERATIONS,
))]
pub(super) struct Roles {
    /// Only users with this text in name or e-mail address
    #[arg(long, value_name = "TEXT", conflicts_with = "organization")]
    pub(super) user: Option<String>,
    /// Only this stage: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE", conflicts_with = "organization")]
    pub(super) stage: Option<String>,
    /// Only this app: name, part of a name, or key
    #[arg(long, value_name = "ASSET", conflicts_with = "organization")]
    pub(super) app: Option<String>,
    /// Only grants of this source; may be repeated
    #[arg(
        long = "source",
        value_name = "SOURCE",
        conflicts_with = "organization"
    )]
    pub(super) sources: Vec<Source>,
    /// Only who has this application role or this permission; a role without its stage and app means it in all of them
    #[arg(long, value_name = "ROLE or PERMISSION")]
    pub(super) who_can: Option<String>,
    /// Organization roles instead of application roles
    #[arg(long)]
    pub(super) organization: bool,
}

impl Audit {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let Action::Roles(roles) = self.action;
        roles.find(context).await?.write(context)
    }
}

impl Roles {
    /// Finds the grants.
    ///
    /// # Errors
    /// A name is not clear, or a call fails.
    pub(super) async fn find(self, context: &Context<'_>) -> Result<Answer, Failure> {
        if self.organization {
            return organization::audit(context, self.who_can.as_deref()).await;
        }
        let stage = match &self.stage {
            Some(stage) => Some(context.stage(stage).await?.key),
            None => None,
        };
        let app = match &self.app {
            Some(app) => Some(context.asset(app).await?.key),
            None => None,
        };
        let filter = application::Filter {
            user: self.user,
            stage,
            app,
            sources: self.sources,
        };
        let is_wide = filter.is_wide();
        match self.who_can {
            None => application::audit(context, filter).await,
            Some(wanted) => match application::who_has(context, filter, &wanted).await {
                // No application role has the name: it may be a permission.
                Err(failure) if failure.exit() == Exit::NotFound && is_wide => {
                    organization::who_can(context, &wanted).await
                }
                ended => ended,
            },
        }
    }
}
