//! Finds the users, groups and roles that the user named, with as few requests as possible.
//!
//! Several apps may have a role with the same name, each of them in every stage, and a group name may exist in every
//! stage. The full names are `Stage/App/Role` and `Stage/Group`. A part of one is enough if only one thing has it.

use std::collections::HashMap;

use odc_identity_v1::operations::{
    GET_USER, LIST_APPLICATION_ROLES, LIST_GROUPS, LIST_ORGANIZATION_ROLES, LIST_USERS,
};
use odc_runtime::Operation;
use serde_json::Value;
use uuid::Uuid;

use super::text::display;
use crate::context::Context;
use crate::exit::Failure;
use crate::names::{self, Named};
use crate::output::text;
use crate::request::Request;

/// The operations that find the names of users, for the permissions in the help of a command.
pub(in crate::commands) const USER_OPERATIONS: [&Operation; 2] = [&LIST_USERS, &GET_USER];

/// The separator of names in a list in a cell of a file.
pub(in crate::commands) const LIST_SEPARATOR: char = ';';

/// A role or a group.
#[derive(Clone, Debug)]
pub(in crate::commands) struct RoleOrGroup {
    /// The key.
    pub(in crate::commands) key: String,
    /// The name. Others may have the same name.
    pub(in crate::commands) name: String,
    /// The full name.
    pub(in crate::commands) label: String,
    /// The name of the stage; empty for an organization role.
    pub(in crate::commands) stage: String,
    /// The name of the app that defines the role. It is empty for groups and organization roles.
    pub(in crate::commands) app: String,
    /// The JSON of the service.
    pub(in crate::commands) row: Value,
}

/// The key as the typed clients take it.
///
/// # Errors
/// It is not a UUID.
pub(in crate::commands) fn key_of(key: &str) -> Result<Uuid, Failure> {
    key.parse().map_err(|_| {
        Failure::failed(format_args!(
            "the service sent the key \"{key}\", which is not a UUID"
        ))
    })
}

/// The user with this key, e-mail address or name, or a part of these, including the roles: one request.
///
/// # Errors
/// The name is not clear, or the call fails.
pub(in crate::commands) async fn user(
    context: &Context<'_>,
    wanted: &str,
) -> Result<Value, Failure> {
    if names::is_key(wanted) {
        let request = Request::new(&GET_USER).with("key", wanted);
        return context
            .send(&request.with("embed", "ApplicationRoles"))
            .await;
    }
    names::check("user", wanted)?;
    let request = Request::new(&LIST_USERS)
        .with("nameOrEmailContains", wanted)
        .with("embed", "ApplicationRoles")
        .with("sort", "key")
        .with("limit", 100);
    let page = context.send(&request).await?;
    if request.has_more(&page) {
        return Err(Failure::usage(format_args!(
            "more than 100 users have \"{wanted}\" in name or e-mail address; write more of it, or the key"
        )));
    }
    let users = request.into_items(page)?;
    pick_user(wanted, &users)
}

/// The one user among those that the service found.
fn pick_user(wanted: &str, users: &[Value]) -> Result<Value, Failure> {
    let lower = wanted.to_lowercase();
    for member in ["email", "name"] {
        let same = |user: &&Value| text(user.get(member)).to_lowercase() == lower;
        let same: Vec<_> = users.iter().filter(same).collect();
        match same.as_slice() {
            [] => {}
            [one] => return Ok((*one).clone()),
            several => {
                let named: Vec<_> = several.iter().map(|user| candidate(user)).collect();
                return Err(names::shared("user", wanted, named.iter()));
            }
        }
    }
    let candidates: Vec<_> = users.iter().map(candidate).collect();
    let found = names::find("user", wanted, &candidates)?;
    let user = users.iter().find(|user| text(user.get("key")) == found.key);
    user.cloned()
        .ok_or_else(|| Failure::not_found(format_args!("there is no user \"{wanted}\"")))
}

/// A user by key, with name and address.
fn candidate(user: &Value) -> Named {
    let (name, shown) = (text(user.get("name")), display(user));
    let both = if name.is_empty() || name == shown {
        shown
    } else {
        format!("{name} <{shown}>")
    };
    Named {
        key: text(user.get("key")),
        name: both,
    }
}

impl RoleOrGroup {
    /// The key and the full name.
    pub(in crate::commands) fn named(&self) -> Named {
        Named {
            key: self.key.clone(),
            name: self.label.clone(),
        }
    }
}

/// The thing with this full or short name.
///
/// # Errors
/// The name fits no thing, or several things.
pub(in crate::commands) fn pick<'a>(
    kind: &str,
    wanted: &str,
    all: &'a [RoleOrGroup],
) -> Result<&'a RoleOrGroup, Failure> {
    names::check(kind, wanted)?;
    let lower = wanted.to_lowercase();
    let same = |it: &&RoleOrGroup| it.name.to_lowercase() == lower;
    let same: Vec<_> = all.iter().filter(same).collect();
    match same.as_slice() {
        [] => {}
        [one] => return Ok(one),
        several => {
            let named: Vec<_> = several.iter().map(|it| it.named()).collect();
            return Err(names::shared(kind, wanted, named.iter()));
        }
    }
    let labels: Vec<_> = all.iter().map(RoleOrGroup::named).collect();
    let found = names::find(kind, wanted, &labels)?;
    all.iter()
        .find(|it| it.key == found.key)
        .ok_or_else(|| Failure::not_found(format_args!("there is no {kind} \"{wanted}\"")))
}

/// The application roles of a stage and an app, or of all.
///
/// # Errors
/// A call fails.
pub(in crate::commands) async fn roles(
    context: &Context<'_>,
    stage: Option<&Named>,
    app: Option<&Named>,
    name: Option<&str>,
) -> Result<Vec<RoleOrGroup>, Failure> {
    let mut request = Request::new(&LIST_APPLICATION_ROLES).with("limit", 100);
    for (parameter, value) in [
        ("environmentKey", stage.map(|it| it.key.as_str())),
        ("assetKey", app.map(|it| it.key.as_str())),
        ("nameContains", name),
    ] {
        if let Some(value) = value {
            request = request.with(parameter, value);
        }
    }
    let rows = context.all(&request, "application roles").await?;
    let stages = context.stage_names().await?;
    let apps = context.asset_names().await?;
    let thing = |row: Value| {
        let name = text(row.get("name"));
        let of = |names: &HashMap<String, String>, member: &str| {
            let key = text(row.get(member));
            names.get(&key).cloned().unwrap_or(key)
        };
        let (stage, app) = (of(&stages, "environmentKey"), of(&apps, "assetKey"));
        RoleOrGroup {
            key: text(row.get("key")),
            label: format!("{stage}/{app}/{name}"),
            name,
            stage,
            app,
            row,
        }
    };
    Ok(rows.into_iter().map(thing).collect())
}

/// The application role that the user named.
///
/// # Errors
/// The name is not clear, or a call fails.
pub(in crate::commands) async fn role(
    context: &Context<'_>,
    wanted: &str,
    stage: Option<&Named>,
    app: Option<&Named>,
) -> Result<RoleOrGroup, Failure> {
    names::check("role", wanted)?;
    let short = (!names::is_key(wanted)).then(|| short_name(wanted));
    let mut all = roles(context, stage, app, short).await?;
    if all.is_empty() && short.is_some() {
        // Only the whole list contains the most similar names.
        all = roles(context, stage, app, None).await?;
    }
    pick("role", wanted, &all).cloned()
}

/// The groups of a stage, or of all.
///
/// # Errors
/// A call fails.
pub(in crate::commands) async fn groups(
    context: &Context<'_>,
    stage: Option<&Named>,
    name: Option<&str>,
) -> Result<Vec<RoleOrGroup>, Failure> {
    let mut request = Request::new(&LIST_GROUPS).with("limit", 100);
    if let Some(stage) = stage {
        request = request.with("environmentKey", &stage.key);
    }
    if let Some(name) = name {
        request = request.with("nameContains", name);
    }
    let rows = context.all(&request, "groups").await?;
    let stages = context.stage_names().await?;
    let thing = |row: Value| {
        let (name, key) = (text(row.get("name")), text(row.get("environmentKey")));
        let stage = stages.get(&key).cloned().unwrap_or(key);
        RoleOrGroup {
            key: text(row.get("key")),
            label: format!("{stage}/{name}"),
            name,
            stage,
            app: String::new(),
            row,
        }
    };
    Ok(rows.into_iter().map(thing).collect())
}

/// The group that the user named.
///
/// # Errors
/// The name is not clear, or a call fails.
pub(in crate::commands) async fn group(
    context: &Context<'_>,
    wanted: &str,
    stage: Option<&Named>,
) -> Result<RoleOrGroup, Failure> {
    names::check("group", wanted)?;
    let short = (!names::is_key(wanted)).then(|| short_name(wanted));
    let mut all = groups(context, stage, short).await?;
    if all.is_empty() && short.is_some() {
        all = groups(context, stage, None).await?;
    }
    pick("group", wanted, &all).cloned()
}

/// The organization role that the user named.
///
/// # Errors
/// The name is not clear, or the call fails.
pub(in crate::commands) async fn organization_role(
    context: &Context<'_>,
    wanted: &str,
) -> Result<RoleOrGroup, Failure> {
    names::check("organization role", wanted)?;
    let request = Request::new(&LIST_ORGANIZATION_ROLES).with("limit", 100);
    let rows = context.all(&request, "organization roles").await?;
    let things: Vec<_> = rows
        .into_iter()
        .map(|row| RoleOrGroup {
            key: text(row.get("key")),
            name: text(row.get("name")),
            label: text(row.get("name")),
            stage: String::new(),
            app: String::new(),
            row,
        })
        .collect();
    pick("organization role", wanted, &things).cloned()
}

/// How a file identifies a thing that has a full name and a key: by the full name. If others have the same full name,
/// or if it contains the separator of a list, by the key.
pub(in crate::commands) fn names_in_files(
    things: impl IntoIterator<Item = (String, String)>,
) -> HashMap<String, String> {
    let labels: HashMap<String, String> = things.into_iter().collect();
    let mut times: HashMap<&String, usize> = HashMap::new();
    for label in labels.values() {
        *times.entry(label).or_default() += 1;
    }
    let of_file = |(key, label): (&String, &String)| {
        let is_clear = times[label] == 1 && !label.contains(LIST_SEPARATOR);
        let name = if is_clear { label } else { key };
        (key.clone(), name.clone())
    };
    labels.iter().map(of_file).collect()
}

/// The last part of a full name. The service can search for it.
fn short_name(wanted: &str) -> &str {
    wanted.rsplit('/').next().unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::exit::Exit;

    fn thing(key: &str, label: &str) -> RoleOrGroup {
        RoleOrGroup {
            key: key.to_owned(),
            name: short_name(label).to_owned(),
            label: label.to_owned(),
            stage: String::new(),
            app: String::new(),
            row: Value::Null,
        }
    }

    #[test]
    fn a_short_name_is_enough_if_only_one_role_has_it() {
        let all = [
            thing("1", "Production/Claims Desk/Manager"),
            thing("2", "QA/Claims Desk/Manager"),
            thing("3", "QA/Booking/Senior Manager"),
        ];
        for (wanted, key) in [
            ("production/claims desk/manager", "1"),
            ("QA/Claims", "2"),
            ("Senior Manager", "3"),
        ] {
            assert_eq!(pick("role", wanted, &all).unwrap().key, key, "{wanted}");
        }
        let failure = pick("role", "manager", &all).unwrap_err();
        assert_eq!(failure.exit(), Exit::WrongUse);
        assert!(
            failure.line().unwrap().starts_with(
                "\"manager\" is the name of 2 roles: Production/Claims Desk/Manager (1), QA/Claims Desk/Manager (2);"
            ),
            "{failure:?}"
        );
    }

    #[test]
    fn a_file_uses_the_key_if_the_full_name_is_not_unique() {
        let pair = |key: &str, label: &str| (key.to_owned(), label.to_owned());
        let names = names_in_files([
            pair("1", "QA/Team"),
            pair("2", "QA/Team"),
            pair("3", "QA/a;b"),
            pair("4", "QA/Sales"),
            pair("4", "QA/Sales"),
        ]);
        for (key, name) in [("1", "1"), ("2", "2"), ("3", "3"), ("4", "QA/Sales")] {
            assert_eq!(names[key], name);
        }
    }

    #[test]
    fn an_address_comes_before_a_name_and_several_users_are_refused() {
        let users = vec![
            json!({"key": "1", "name": "Ana", "email": "ana@x.test"}),
            json!({"key": "2", "name": "ana@x.test", "email": null}),
            json!({"key": "3", "name": "Ana Maria", "email": "ana.maria@x.test"}),
        ];
        for (wanted, key) in [("ANA@x.test", "1"), ("ana", "1"), ("maria@", "3")] {
            assert_eq!(pick_user(wanted, &users).unwrap()["key"], key, "{wanted}");
        }
        let twins = [&users[..1], &users[..1]].concat();
        let failure = pick_user("ana", &twins).unwrap_err();
        let start = "\"ana\" is the name of 2 users: Ana <ana@x.test> (1)";
        assert!(failure.line().unwrap().starts_with(start), "{failure:?}");
        assert_eq!(pick_user("an", &users).unwrap_err().exit(), Exit::WrongUse);
        assert_eq!(pick_user("an", &[]).unwrap_err().exit(), Exit::NotFound);
    }
}
