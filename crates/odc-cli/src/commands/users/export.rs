//! `odctl users export`: all users with their roles and groups, in the columns that `odctl users import` reads.

use std::collections::HashMap;

use clap::Args;
use odc_identity_v1::operations::{LIST_GROUP_USERS, LIST_GROUPS, LIST_USERS};
use serde_json::{Value, json};

use crate::commands::people::{
    self, LIST_SEPARATOR, Source, member_key, members, names_in_files, sources,
};
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Column, text};
use crate::request::Request;

const COLUMNS: [Column; 5] = [
    Column::new("email", "/email"),
    Column::new("name", "/name"),
    Column::new("active", "/active"),
    Column::new("roles", "/roles"),
    Column::new("groups", "/groups"),
];

/// Write all users with their direct roles and groups, in the columns that users import takes
///
/// Roles that a group gives are not among the roles: odctl audit roles lists them. Users without an e-mail address are
/// left out, and a note says how many. It makes a request for each 100 users, and one for each 100 direct members of
/// each group.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users export -o csv > people.csv"],
    &[&LIST_USERS, &LIST_GROUPS, &LIST_GROUP_USERS, NAMES_STAGES, NAMES_ASSETS],
))]
pub(super) struct Export {}

impl Export {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let request = Request::new(&LIST_USERS)
            .with("embed", "ApplicationRoles")
            .with("sort", "key")
            .with("limit", 100);
        let users = context.all(&request, "users").await?;
        let groups = groups_of_users(context).await?;
        let roles = names_of_roles(context, &users).await?;
        let mut rows = Vec::new();
        for user in users
            .iter()
            .filter(|user| !text(user.get("email")).is_empty())
        {
            let of_user = sources(user)?.into_iter();
            let direct = of_user.filter(|(_, source, _)| *source == Source::Direct);
            let mut held: Vec<_> = direct
                .filter_map(|(role, ..)| roles.get(&text(role.get("key"))).cloned())
                .collect();
            held.sort();
            let groups = groups.get(&text(user.get("key"))).cloned();
            rows.push(json!({
                "email": user["email"],
                "name": user["name"],
                "active": user["isActive"],
                "roles": joined(&held),
                "groups": joined(&groups.unwrap_or_default()),
            }));
        }
        context.shell.out.list(&COLUMNS, &rows)?;
        let left_out = users.len() - rows.len();
        if left_out > 0 {
            context.shell.notes.say(format_args!(
                "{left_out} of {} users have no e-mail address and are left out",
                users.len()
            ));
        }
        Ok(Exit::Done)
    }
}

fn joined(names: &[String]) -> String {
    names.join(&format!("{LIST_SEPARATOR} "))
}

/// For each role that a user has: its name in the file, by the key of the role.
async fn names_of_roles(
    context: &Context<'_>,
    users: &[Value],
) -> Result<HashMap<String, String>, Failure> {
    let (stages, apps) = (context.stage_names().await?, context.asset_names().await?);
    let of = |names: &HashMap<String, String>, role: &Value, member: &str| {
        let key = text(role.get(member));
        names.get(&key).cloned().unwrap_or(key)
    };
    let mut pairs = Vec::new();
    for user in users {
        for (role, ..) in sources(user)? {
            let stage = of(&stages, role, "environmentKey");
            let app = of(&apps, role, "assetKey");
            let label = format!("{stage}/{app}/{}", text(role.get("name")));
            pairs.push((text(role.get("key")), label));
        }
    }
    Ok(names_in_files(pairs))
}

/// For each user: the names in the file of the groups to which the user was added, by the key of the user.
async fn groups_of_users(context: &Context<'_>) -> Result<HashMap<String, Vec<String>>, Failure> {
    let groups = people::groups(context, None, None).await?;
    let pairs = groups.iter().map(|it| (it.key.clone(), it.label.clone()));
    let names = names_in_files(pairs);
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    for group in &groups {
        let request = members(&group.key).with("membershipType", "Assigned");
        for member in context.all(&request, "members of groups").await? {
            let groups = found.entry(member_key(&member)?).or_default();
            groups.push(names[&group.key].clone());
        }
    }
    for groups in found.values_mut() {
        groups.sort();
    }
    Ok(found)
}
