//! `odctl audit`: who has which role, and how they got it.
//!
//! The pages of users contain the roles, with the names of the groups that give them. So 5,000 users need 50
//! requests, however many groups there are. One more request returns the stages, and one the apps of up to 1,000
//! assets: 52. One request for each user would be 5,000 requests, and asking each group for members and roles another
//! 80 or more. The filter `hasApplicationRoles` would save pages, but no document says whether it counts roles
//! through groups, and an audit must not miss one.

mod application;
mod organization;

use clap::{Args, Subcommand};
use odc_runtime::Operation;
use serde_json::Value;

use super::findings::Findings;
use super::people::{RoleOrGroup, Source};
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names::{self, Named};

/// The operations that the command calls.
pub(super) fn operations() -> Vec<&'static Operation> {
    [
        tasks::operations_of("audit roles"),
        tasks::operations_of("audit roles organization"),
    ]
    .concat()
}

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
/// each 100 holders of each role. With --organization the first and the third are left out. A role takes two requests
/// more than all grants: the application roles, and the catalogue, in which a permission may have the same name.
#[derive(Debug, Default, Args)]
#[command(after_help = help::after(
    &["odctl audit roles -o csv > roles.csv", "odctl audit roles --in Production --source group", "odctl audit roles --who-can 'Production/Booking Portal/Manager'", "odctl audit roles --who-can 'Manage users'", "odctl audit roles --organization"],
    &operations(),
))]
pub(super) struct Roles {
    /// Only users with this text in name or e-mail address
    #[arg(long, value_name = "TEXT", conflicts_with = "organization", value_parser = names::searched)]
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
    pub(super) async fn find(self, context: &Context<'_>) -> Result<Findings, Failure> {
        if let Some(wanted) = &self.who_can {
            names::check("role or permission", wanted)?;
        }
        if self.organization {
            return organization::audit(context, self.who_can.as_deref()).await;
        }
        let stage = match &self.stage {
            Some(stage) => Some(context.stage(stage).await?.key),
            None => None,
        };
        let app = match &self.app {
            Some(app) => Some(context.asset(app).await?),
            None => None,
        };
        let filter = application::Filter {
            user: self.user,
            stage,
            app: app.as_ref().map(|app| app.key.clone()),
            sources: self.sources,
        };
        let findings = match self.who_can {
            None => application::audit(context, filter).await,
            Some(wanted) => who_can(context, &filter, &wanted).await,
        }?;
        if let (Some(app), true) = (&app, findings.rows.is_empty()) {
            context.check_exists(app).await?;
        }
        Ok(findings)
    }
}

/// Lists who has a role or a permission. It searches both kinds before it chooses one, so that a part of one name
/// never hides a complete name of the other kind.
async fn who_can(
    context: &Context<'_>,
    filter: &application::Filter,
    wanted: &str,
) -> Result<Findings, Failure> {
    let roles = application::roles(context, filter).await?;
    let mut said = Vec::new();
    let catalogue = if filter.is_wide() {
        match organization::catalogue(context).await {
            Err(failure)
                if failure.exit() == Exit::NotPermitted
                    && !application::exactly(wanted, &roles).is_empty() =>
            {
                let why = failure.line().unwrap_or_default();
                said.push(format!("permissions are left out: {why}"));
                Vec::new()
            }
            catalogue => catalogue?,
        }
    } else {
        Vec::new()
    };
    let mut findings = match find_wanted(wanted, &roles, &catalogue)? {
        Audited::Roles(roles) => application::who_has(context, filter, &roles).await?,
        Audited::Permission(one) => organization::who_can(context, &one, &catalogue).await?,
    };
    findings.said.splice(..0, said);
    Ok(findings)
}

/// The meaning of a name.
#[derive(Debug, PartialEq, Eq)]
enum Audited {
    Roles(Vec<Named>),
    Permission(Named),
}

/// The thing that a user named: the one with exactly this name. If there is none, the one that contains it.
fn find_wanted(
    wanted: &str,
    roles: &[RoleOrGroup],
    catalogue: &[Value],
) -> Result<Audited, Failure> {
    const KIND: &str = "role or permission";
    let same = application::exactly(wanted, roles);
    let permissions = organization::exactly(wanted, catalogue);
    match (same.is_empty(), permissions.as_slice()) {
        (false, []) => return Ok(Audited::Roles(same)),
        (true, [one]) => return Ok(Audited::Permission(one.clone())),
        (true, []) => {}
        _ => {
            let all = [same, permissions].concat();
            return Err(names::shared(KIND, wanted, all.iter()));
        }
    }
    let mut all: Vec<_> = roles.iter().map(RoleOrGroup::named).collect();
    let of_roles = all.len();
    all.extend(catalogue.iter().map(organization::named));
    let found = names::find(KIND, wanted, &all)?;
    let is_role = all.iter().take(of_roles).any(|it| it == found);
    Ok(if is_role {
        Audited::Roles(vec![found.clone()])
    } else {
        Audited::Permission(found.clone())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn role(key: &str, name: &str) -> RoleOrGroup {
        RoleOrGroup {
            key: key.to_owned(),
            name: name.to_owned(),
            label: format!("QA/Desk/{name}"),
            stage: "QA".to_owned(),
            app: "Desk".to_owned(),
            row: Value::Null,
        }
    }

    #[test]
    fn a_complete_name_of_either_kind_comes_before_a_part() {
        let roles = [
            role("r1", "Manage users (old)"),
            role("r2", "Viewer"),
            role("r3", "Deploy"),
        ];
        let catalogue = [
            json!({"key": "p1", "name": "Manage users", "category": "User management", "claimName": "UserManage"}),
            json!({"key": "p2", "name": "Viewer of logs", "category": "Monitoring", "claimName": "LogView"}),
            json!({"key": "p3", "name": "Deploy", "category": "Release management", "claimName": "AppDeploy"}),
        ];
        let key = |wanted: &str| match find_wanted(wanted, &roles, &catalogue).unwrap() {
            Audited::Roles(roles) => roles[0].key.clone(),
            Audited::Permission(one) => one.key,
        };
        for (wanted, found) in [
            ("manage users", "p1"),
            ("UserManage", "p1"),
            ("viewer", "r2"),
            ("(old)", "r1"),
            ("of logs", "p2"),
            ("QA/Desk/Deploy", "r3"),
            ("Release management > Deploy", "p3"),
            ("r3", "r3"),
        ] {
            assert_eq!(key(wanted), found, "{wanted}");
        }
    }

    #[test]
    fn a_text_that_fits_a_role_and_a_permission_is_refused_with_both_names() {
        let roles = [role("r1", "Deploy")];
        let catalogue = [
            json!({"key": "p1", "name": "Deploy", "category": "Release", "claimName": "AppDeploy"}),
        ];
        let line = |wanted: &str| {
            let failure = find_wanted(wanted, &roles, &catalogue).unwrap_err();
            failure.line().unwrap().to_owned()
        };
        assert_eq!(
            line("deploy"),
            "\"deploy\" is the name of 2 roles or permissions: QA/Desk/Deploy (r1), Release > Deploy (p1); write more of the name, or the key"
        );
        assert!(line("depl").contains("a part of the names of 2 roles or permissions"));
        assert_eq!(line("zzz"), "there is no role or permission \"zzz\"");
    }
}
