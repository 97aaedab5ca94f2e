//! The organization roles of members, and the permissions behind them.

use std::collections::{BTreeSet, HashMap};

use odc_identity_v1::operations::{
    LIST_ORGANIZATION_ROLE_USERS, LIST_ORGANIZATION_ROLES, LIST_PERMISSIONS,
};
use serde_json::{Value, json};

use crate::commands::answer::Answer;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::names::{self, Named};
use crate::output::{Column, counted, text};
use crate::request::Request;

static COLUMNS: [Column; 6] = [
    Column::new("user", "/user/name"),
    Column::new("email", "/user/email"),
    Column::new("status", "/user/status"),
    Column::new("role", "/role/name"),
    Column::new("permission", "/permission"),
    Column::new("stages", "/stages"),
];

/// Lists who holds which organization role; only those with a permission when one is named.
pub(super) async fn audit(context: &Context<'_>, wanted: Option<&str>) -> Result<Answer, Failure> {
    if let Some(wanted) = wanted {
        return who_can(context, wanted).await;
    }
    let roles = roles(context).await?;
    let roles = roles.into_iter().map(|role| (role, None)).collect();
    list(context, roles).await
}

/// Lists who holds a permission, through which role, and to which stages it is limited.
pub(super) async fn who_can(context: &Context<'_>, wanted: &str) -> Result<Answer, Failure> {
    let catalogue = Request::new(&LIST_PERMISSIONS).with("limit", 100);
    let catalogue = context.all(&catalogue, "permissions").await?;
    let permission = find(wanted, &catalogue)?;
    let enough = including(&permission.key, &catalogue);
    let mut found = Vec::new();
    for role in roles(context).await? {
        let entries = role["permissions"].as_array().cloned().unwrap_or_default();
        let entry = entries
            .into_iter()
            .find(|entry| enough.contains(&text(entry.get("permissionKey"))));
        if let Some(entry) = entry {
            found.push((role, Some(entry)));
        }
    }
    list(context, found).await
}

async fn roles(context: &Context<'_>) -> Result<Vec<Value>, Failure> {
    let request = Request::new(&LIST_ORGANIZATION_ROLES).with("limit", 100);
    context.all(&request, "organization roles").await
}

/// The permission that somebody named, by the name that the portal shows, the claim, or `Category > Name`.
fn find(wanted: &str, catalogue: &[Value]) -> Result<Named, Failure> {
    let claims = catalogue
        .iter()
        .find(|it| text(it.get("claimName")).eq_ignore_ascii_case(wanted));
    if let Some(permission) = claims {
        return Ok(Named {
            key: text(permission.get("key")),
            name: text(permission.get("name")),
        });
    }
    let full = |it: &Value| format!("{} > {}", text(it.get("category")), text(it.get("name")));
    let same: Vec<_> = catalogue
        .iter()
        .filter(|it| text(it.get("name")).eq_ignore_ascii_case(wanted))
        .collect();
    let among: Vec<&Value> = if same.is_empty() {
        catalogue.iter().collect()
    } else {
        same
    };
    let all: Vec<_> = among
        .iter()
        .map(|it| Named {
            key: text(it.get("key")),
            name: full(it),
        })
        .collect();
    names::find("role or permission", wanted, &all).cloned()
}

/// The permission, and every one that includes it, however far.
fn including(key: &str, catalogue: &[Value]) -> BTreeSet<String> {
    let mut found = BTreeSet::from([key.to_owned()]);
    loop {
        let before = found.len();
        for permission in catalogue {
            let inherits = permission["inherits"].as_array().into_iter().flatten();
            let mut included = inherits.map(|it| text(it.get("key")));
            if included.any(|it| found.contains(&it)) {
                found.insert(text(permission.get("key")));
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Lists the holders of roles. A permission that comes with a role is shown, with its limits.
async fn list(
    context: &Context<'_>,
    roles: Vec<(Value, Option<Value>)>,
) -> Result<Answer, Failure> {
    let limited = roles.iter().any(|(_, permission)| permission.is_some());
    let stages = if limited {
        context.stage_names().await?
    } else {
        HashMap::new()
    };
    let mut rows = Vec::new();
    for (role, permission) in roles {
        let request = Request::new(&LIST_ORGANIZATION_ROLE_USERS)
            .with("key", text(role.get("key")))
            .with("limit", 100);
        let limits = permission.as_ref().map(|it| {
            let keys = it["environmentKeys"].as_array().into_iter().flatten();
            let names = keys.map(|key| {
                let key = text(Some(key));
                stages.get(&key).cloned().unwrap_or(key)
            });
            names.collect::<Vec<_>>()
        });
        for user in context.all(&request, "members").await? {
            rows.push(json!({
                "user": user,
                "role": {"key": role["key"], "name": role["name"]},
                "permission": permission.as_ref().map(|it| it["name"].clone()),
                "stages": limits,
            }));
        }
    }
    rows.sort_by_key(|row| text(row.pointer("/user/name")).to_lowercase());
    let said = format!(
        "{} of organization roles; a grant may be for single assets or a time, which odctl users show tells",
        counted(rows.len(), "grant")
    );
    Ok(Answer {
        columns: &COLUMNS,
        rows,
        said: vec![said],
        exit: Exit::Done,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Vec<Value> {
        vec![
            json!({"key": "1", "name": "Deploy", "category": "Release", "claimName": "AppDeploy", "inherits": [{"key": "2"}]}),
            json!({"key": "2", "name": "Open", "category": "Assets", "claimName": "AppView", "inherits": null}),
            json!({"key": "3", "name": "Administer", "category": "Release", "claimName": "Admin", "inherits": [{"key": "1"}]}),
            json!({"key": "4", "name": "Open", "category": "Libraries", "claimName": "LibraryView"}),
        ]
    }

    #[test]
    fn whoever_holds_a_permission_that_includes_another_can_do_both() {
        let keys = |key: &str| including(key, &catalogue()).into_iter().collect::<Vec<_>>();
        assert_eq!(keys("2"), ["1", "2", "3"]);
        assert_eq!(keys("3"), ["3"]);
    }

    #[test]
    fn a_permission_is_named_by_name_claim_or_category() {
        for (wanted, key) in [
            ("deploy", "1"),
            ("libraryview", "4"),
            ("Libraries > Open", "4"),
            ("administ", "3"),
        ] {
            assert_eq!(find(wanted, &catalogue()).unwrap().key, key, "{wanted}");
        }
        assert_eq!(
            find("open", &catalogue()).unwrap_err().exit(),
            Exit::WrongUse
        );
        assert_eq!(
            find("nonsense", &catalogue()).unwrap_err().exit(),
            Exit::NotFound
        );
    }
}
