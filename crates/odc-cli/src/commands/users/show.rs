//! `odctl users show`: a user with roles and groups.

use clap::Args;
use odc_identity_v1::operations::{LIST_USER_GROUPS, LIST_USER_ORGANIZATION_ROLES};
use serde_json::{Value, json};

use crate::commands::people::{self, USER_OPERATIONS, sources};
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Column, Format, text};
use crate::request::Request;

const COLUMNS: [Column; 8] = [
    Column::new("name", "/user/name"),
    Column::new("email", "/user/email"),
    Column::new("status", "/user/status"),
    Column::new("last login", "/user/lastLoginAt"),
    Column::new("key", "/user/key"),
    Column::new("roles", "/shown/roles"),
    Column::new("groups", "/shown/groups"),
    Column::new("organization roles", "/shown/organizationRoles"),
];

/// Show a user with application roles, groups and organization roles
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl users show ana.becker@acme.example", "odctl users show 'Aoife Becker' -o json"],
    &[USER_OPERATIONS[0], USER_OPERATIONS[1], &LIST_USER_GROUPS, &LIST_USER_ORGANIZATION_ROLES, NAMES_STAGES, NAMES_ASSETS],
))]
pub(super) struct Show {
    /// The user: e-mail address, name, a part of one, or key
    user: String,
}

impl Show {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let user = people::user(context, &self.user).await?;
        let key = text(user.get("key"));
        let groups = Request::new(&LIST_USER_GROUPS).with("limit", 100);
        let groups = context.all(&groups.with("key", &key), "groups").await?;
        let held = Request::new(&LIST_USER_ORGANIZATION_ROLES).with("limit", 100);
        let held = context
            .all(&held.with("key", &key), "organization roles")
            .await?;
        let mut found = json!({"user": user, "groups": groups, "organizationRoles": held});
        let out = &context.shell.out;
        if matches!(out.format, Format::Json | Format::Yaml) && out.columns.is_empty() {
            out.any(&found)?;
            return Ok(Exit::Done);
        }
        let (stages, apps) = (context.stage_names().await?, context.asset_names().await?);
        let named = |names: &std::collections::HashMap<String, String>, row: &Value, member| {
            let key = text(row.get(member));
            names.get(&key).cloned().unwrap_or(key)
        };
        let roles: Vec<_> = sources(&found["user"])?
            .into_iter()
            .map(|(role, source, group)| {
                let through = group.map(|group| format!(" {}", text(group.get("name"))));
                format!(
                    "{}/{}/{} ({}{})",
                    named(&stages, role, "environmentKey"),
                    named(&apps, role, "assetKey"),
                    text(role.get("name")),
                    source.word(),
                    through.unwrap_or_default(),
                )
            })
            .collect();
        let groups: Vec<_> = found["groups"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| {
                let group = &row["group"];
                let stage = named(&stages, group, "environmentKey");
                format!("{stage}/{}", text(group.get("name")))
            })
            .collect();
        let organization: Vec<_> = found["organizationRoles"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| {
                let app = row["assetKey"]
                    .is_string()
                    .then(|| format!(" for {}", named(&apps, row, "assetKey")));
                format!("{}{}", text(row.get("name")), app.unwrap_or_default())
            })
            .collect();
        found["shown"] =
            json!({"roles": roles, "groups": groups, "organizationRoles": organization});
        out.record(&COLUMNS, &found)?;
        Ok(Exit::Done)
    }
}
