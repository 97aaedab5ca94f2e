//! The organization roles of members, and the permissions behind them.

use std::collections::{BTreeSet, HashMap};

use odc_identity_v1::operations::{
    LIST_ORGANIZATION_ROLE_USERS, LIST_ORGANIZATION_ROLES, LIST_PERMISSIONS,
};
use serde_json::{Value, json};

use crate::commands::findings::Findings;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::names::{self, Named};
use crate::output::{Column, counted, text};
use crate::request::Request;

static COLUMNS: [Column; 6] = [
    Column::new("user", "/user/name").or("/user/email"),
    Column::new("email", "/user/email").minor(),
    Column::new("status", "/user/status").minor(),
    Column::new("role", "/role/name"),
    Column::new("permission", "/permission"),
    Column::new("stages", "/stages"),
];

/// Lists who holds which organization role. If a permission is named, only those who hold it.
pub(super) async fn audit(
    context: &Context<'_>,
    wanted: Option<&str>,
) -> Result<Findings, Failure> {
    if let Some(wanted) = wanted {
        let catalogue = catalogue(context).await?;
        let permission = find(wanted, &catalogue)?;
        return who_can(context, &permission, &catalogue).await;
    }
    let roles = roles(context).await?;
    let roles = roles.into_iter().map(|role| (role, Vec::new())).collect();
    list(context, roles).await
}

/// All permissions.
pub(super) async fn catalogue(context: &Context<'_>) -> Result<Vec<Value>, Failure> {
    let request = Request::new(&LIST_PERMISSIONS).with("limit", 100);
    context.all(&request, "permissions").await
}

/// Lists who holds a permission, through which role, and to which stages it is limited.
pub(super) async fn who_can(
    context: &Context<'_>,
    permission: &Named,
    catalogue: &[Value],
) -> Result<Findings, Failure> {
    let enough = including(&permission.key, catalogue);
    let roles = roles(context).await?;
    let found = roles.into_iter().map(|role| {
        let entries = entries(&role, &enough);
        (role, entries)
    });
    let found = found.filter(|(_, entries)| !entries.is_empty());
    list(context, found.collect()).await
}

/// All entries of a role that give one of the permissions. Each may be limited to other stages.
fn entries(role: &Value, enough: &BTreeSet<String>) -> Vec<Value> {
    let all = role["permissions"].as_array().into_iter().flatten();
    let gives = |entry: &&Value| enough.contains(&text(entry.get("permissionKey")));
    all.filter(gives).cloned().collect()
}

async fn roles(context: &Context<'_>) -> Result<Vec<Value>, Failure> {
    let request = Request::new(&LIST_ORGANIZATION_ROLES).with("limit", 100);
    context.all(&request, "organization roles").await
}

/// A permission by key and full name.
pub(super) fn named(permission: &Value) -> Named {
    let part = |member: &str| text(permission.get(member));
    Named {
        key: part("key"),
        name: format!("{} > {}", part("category"), part("name")),
    }
}

/// The permissions that have exactly this name in the portal, this claim, this `Category > Name`, or this key.
pub(super) fn exactly(wanted: &str, catalogue: &[Value]) -> Vec<Named> {
    let is_it = |it: &&Value| {
        let members = ["claimName", "name", "key"].map(|member| text(it.get(member)));
        let mut texts = members.into_iter().chain([named(it).name]);
        texts.any(|text| text.eq_ignore_ascii_case(wanted))
    };
    catalogue.iter().filter(is_it).map(named).collect()
}

/// The permission that the user named exactly, or by a part of its full name.
fn find(wanted: &str, catalogue: &[Value]) -> Result<Named, Failure> {
    let exact = exactly(wanted, catalogue);
    match exact.as_slice() {
        [] => {
            let all: Vec<_> = catalogue.iter().map(named).collect();
            names::find("permission", wanted, &all).cloned()
        }
        [one] => Ok(one.clone()),
        several => Err(names::shared("permission", wanted, several.iter())),
    }
}

/// The permission, and all permissions that include it, directly or through others.
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

/// Lists the holders of roles: one line for each matching entry of the role, with its limits. Without a wanted entry,
/// one line for each holder.
async fn list(context: &Context<'_>, roles: Vec<(Value, Vec<Value>)>) -> Result<Findings, Failure> {
    let limited = roles.iter().any(|(_, entries)| !entries.is_empty());
    let stages = if limited {
        context.stage_names().await?
    } else {
        HashMap::new()
    };
    let mut rows = Vec::new();
    for (role, entries) in roles {
        let request = Request::new(&LIST_ORGANIZATION_ROLE_USERS)
            .with("key", text(role.get("key")))
            .with("limit", 100);
        let mut ways: Vec<_> = entries
            .iter()
            .map(|entry| (entry["name"].clone(), limits(entry, &stages)))
            .collect();
        if ways.is_empty() {
            ways.push((Value::Null, Value::Null));
        }
        for user in context.all(&request, "members").await? {
            for (permission, stages) in &ways {
                rows.push(json!({
                    "user": user,
                    "role": {"key": role["key"], "name": role["name"]},
                    "permission": permission,
                    "stages": stages,
                }));
            }
        }
    }
    rows.sort_by_key(|row| text(row.pointer("/user/name")).to_lowercase());
    let said = format!(
        "{} of organization roles; a grant may be limited to single assets or to a period; odctl users show says so",
        counted(rows.len(), "grant")
    );
    Ok(Findings {
        columns: &COLUMNS,
        rows,
        subject: None,
        said: vec![said],
        exit: Exit::Done,
    })
}

/// The names of the stages to which a permission of a role is limited.
fn limits(entry: &Value, stages: &HashMap<String, String>) -> Value {
    let keys = entry["environmentKeys"].as_array().into_iter().flatten();
    let names = keys.map(|key| {
        let key = text(Some(key));
        stages.get(&key).cloned().unwrap_or(key)
    });
    json!(names.collect::<Vec<_>>())
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
    fn a_permission_that_includes_another_allows_both() {
        let keys = |key: &str| including(key, &catalogue()).into_iter().collect::<Vec<_>>();
        assert_eq!(keys("2"), ["1", "2", "3"]);
        assert_eq!(keys("3"), ["3"]);
    }

    #[test]
    fn each_entry_of_a_role_that_gives_a_permission_counts() {
        let role = json!({"permissions": [
            {"permissionKey": "1", "environmentKeys": ["qa"]},
            {"permissionKey": "4", "environmentKeys": ["qa"]},
            {"permissionKey": "3", "environmentKeys": ["prod"]},
        ]});
        let found = entries(&role, &including("1", &catalogue()));
        let stages: Vec<_> = found.iter().map(|it| &it["environmentKeys"][0]).collect();
        assert_eq!(stages, ["qa", "prod"]);
        assert!(entries(&json!({"permissions": null}), &including("1", &catalogue())).is_empty());
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
