//! The application roles of all users, with the source of each.

use serde_json::{Value, json};

use odc_identity_v1::operations::LIST_USERS;

use crate::commands::findings::Findings;
use crate::commands::people::{self, Source, sources};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::names::Named;
use crate::output::{Column, counted, text};
use crate::request::Request;

static COLUMNS: [Column; 8] = [
    Column::new("user", "/user/name").or("/user/email"),
    Column::new("email", "/user/email").minor(),
    Column::new("status", "/user/status").minor(),
    Column::new("stage", "/stage"),
    Column::new("app", "/app"),
    Column::new("role", "/role/name"),
    Column::new("source", "/source"),
    Column::new("group", "/group/name"),
];

/// The wanted grants.
#[derive(Debug, Default)]
pub(super) struct Filter {
    pub(super) user: Option<String>,
    pub(super) stage: Option<String>,
    pub(super) app: Option<String>,
    pub(super) sources: Vec<Source>,
}

impl Filter {
    /// Whether no option says that the name is an application role.
    pub(super) const fn is_wide(&self) -> bool {
        self.user.is_none() && self.stage.is_none() && self.app.is_none() && self.sources.is_empty()
    }

    fn admits(&self, role: &Value, source: Source) -> bool {
        let is = |wanted: &Option<String>, member: &str| {
            wanted
                .as_ref()
                .is_none_or(|wanted| text(role.get(member)).eq_ignore_ascii_case(wanted))
        };
        is(&self.stage, "environmentKey")
            && is(&self.app, "assetKey")
            && (self.sources.is_empty() || self.sources.contains(&source))
    }
}

/// Lists every grant.
pub(super) async fn audit(context: &Context<'_>, filter: Filter) -> Result<Findings, Failure> {
    let (rows, users) = grants(context, &filter).await?;
    Ok(findings(rows, users))
}

/// The application roles among which a name is searched.
pub(super) async fn roles(
    context: &Context<'_>,
    filter: &Filter,
) -> Result<Vec<people::RoleOrGroup>, Failure> {
    let named = |key: &Option<String>| {
        key.clone().map(|key| Named {
            name: key.clone(),
            key,
        })
    };
    let (stage, app) = (named(&filter.stage), named(&filter.app));
    people::roles(context, stage.as_ref(), app.as_ref(), None).await
}

/// The roles that have exactly this name, in every stage and app; this full name, or this key.
pub(super) fn exactly(wanted: &str, roles: &[people::RoleOrGroup]) -> Vec<Named> {
    let lower = wanted.to_lowercase();
    let is_it = |role: &&people::RoleOrGroup| {
        let texts = [&role.name, &role.label, &role.key];
        texts.iter().any(|text| text.to_lowercase() == lower)
    };
    let found = roles.iter().filter(is_it);
    found.map(people::RoleOrGroup::named).collect()
}

/// Lists the grants of some roles.
pub(super) async fn who_has(
    context: &Context<'_>,
    filter: &Filter,
    meant: &[Named],
) -> Result<Findings, Failure> {
    let (mut rows, users) = grants(context, filter).await?;
    rows.retain(|row| {
        let key = text(row.pointer("/role/key"));
        meant.iter().any(|role| role.key == key)
    });
    Ok(findings(rows, users))
}

fn findings(rows: Vec<Value>, users: usize) -> Findings {
    let (grants, users) = (counted(rows.len(), "grant"), counted(users, "user"));
    Findings {
        columns: &COLUMNS,
        rows,
        subject: None,
        said: vec![format!("{grants} of {users}")],
        exit: Exit::Done,
    }
}

/// A row for each grant, and the number of users who were read.
async fn grants(context: &Context<'_>, filter: &Filter) -> Result<(Vec<Value>, usize), Failure> {
    let mut request = Request::new(&LIST_USERS)
        .with("embed", "ApplicationRoles")
        .with("sort", "key")
        .with("limit", 100);
    if let Some(text) = &filter.user {
        request = request.with("nameOrEmailContains", text);
    }
    let mut users = context.all(&request, "users").await?;
    users.sort_by_key(|user| text(user.get("name")).to_lowercase());
    let (stages, apps) = (context.stage_names().await?, context.asset_names().await?);
    let mut rows = Vec::new();
    for user in &users {
        for (role, source, group) in sources(user)? {
            if !filter.admits(role, source) {
                continue;
            }
            let stage = text(role.get("environmentKey"));
            let app = text(role.get("assetKey"));
            rows.push(json!({
                "user": {
                    "key": user["key"],
                    "name": user["name"],
                    "email": user["email"],
                    "status": user["status"],
                },
                "stage": stages.get(&stage).unwrap_or(&stage),
                "app": apps.get(&app).unwrap_or(&app),
                "role": role,
                "source": source.word(),
                "group": group,
            }));
        }
    }
    Ok((rows, users.len()))
}
