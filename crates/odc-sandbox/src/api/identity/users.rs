//! Users: listing, counting, reading, creating, changing, deleting.

use std::borrow::Cow;

use axum::http::StatusCode;
use odc_identity_v1::types;
use odc_runtime::Patch;
use uuid::Uuid;

use super::responses;
use super::user_filter::{Embed, UserFilter, Visibility};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::{checked_build, to_i32};
use crate::model::{NewUser, Tenant, UserStatus, Users};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// The sort fields of users.
pub(super) const SORT_FIELDS: [&str; 5] = ["name", "key", "email", "status", "lastLoginAt"];

/// `GET /users`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let filter = UserFilter::for_list(&call.query)?;
    let embeds: Vec<Embed> = call.query.many_of("embed")?;
    let sort = call.query.sort(&SORT_FIELDS)?;
    let page = call.query.page()?;
    let mut keys = matching(call, tenant, &filter);
    if sort.field != "name" || sort.descending {
        sort.apply(keys.to_mut(), |field, key| {
            sort_key(&tenant.users, field, *key)
        });
    }
    Reply::ok(&page.write(&keys, |key| {
        let user = tenant
            .users
            .get(*key)
            .ok_or_else(|| Problem::not_found("user"))?;
        responses::user(call, tenant, user, &embeds)
    })?)
}

/// `GET /users/count`.
pub(super) fn count_users(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let filter = UserFilter::for_count(&call.query)?;
    let users = matching(call, tenant, &filter);
    let mut response = types::UserCount::default();
    response.user_count = to_i32(users.len());
    Reply::ok(&response)
}

/// The users that the caller sees and that pass the filter, sorted by name. Without a filter nothing is copied.
fn matching<'a>(call: &Call, tenant: &'a Tenant, filter: &UserFilter) -> Cow<'a, [Uuid]> {
    let sight = Visibility::of_caller(call);
    if sight.everyone && filter.is_open() {
        return Cow::Borrowed(tenant.users.keys());
    }
    let matching = tenant
        .users
        .iter()
        .filter(|user| filter.matches(tenant, user) && sight.sees(call, tenant, user));
    Cow::Owned(matching.map(|user| user.key).collect())
}

/// The sort key of a user. Users who never logged in come first.
pub(super) fn sort_key(users: &Users, field: &str, key: Uuid) -> (String, Uuid) {
    let Some(user) = users.get(key) else {
        return (String::new(), key);
    };
    let text = match field {
        "key" | "userKey" => key.to_string(),
        "email" => user.email.as_deref().unwrap_or_default().to_lowercase(),
        "status" => user.status.name().to_owned(),
        "lastLoginAt" => user
            .last_login_at
            .map(|at| at.to_rfc3339())
            .unwrap_or_default(),
        _ => user.name.as_deref().unwrap_or_default().to_lowercase(),
    };
    (text, key)
}

/// `GET /users/{key}`. For the caller, a user that it may not see does not exist.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.key("key")?;
    let embeds: Vec<Embed> = call.query.many_of("embed")?;
    let sight = Visibility::of_caller(call);
    let user = tenant
        .users
        .get(key)
        .filter(|user| sight.sees(call, tenant, user));
    let user = user.ok_or_else(|| Problem::not_found("user"))?;
    Reply::ok(&responses::user(call, tenant, user, &embeds)?)
}

/// `POST /users`.
pub(super) fn create(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let wanted: NewUser = call.body()?;
    let created = tenant.create_user(&wanted)?;
    Reply::created(&checked_build(
        types::CreatedUser::builder().key(created.key).build(),
    )?)
}

/// `PATCH /users/{key}`: an absent property does not change, null clears a property. A status cannot be cleared, so
/// null does not change it. Invited and self-registering users become active only by their own actions.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.key("key")?;
    let patch: types::UserPatch = call.body()?;
    let found = tenant.users.change(key, |user| {
        apply_patch(&mut user.name, patch.name);
        apply_patch(&mut user.photo_url, patch.photo_url);
        user.status = match (patch.is_active, user.status) {
            (Patch::Value(false), _) => UserStatus::Inactive,
            (Patch::Value(true), UserStatus::Inactive) => UserStatus::Active,
            (_, status) => status,
        };
    });
    if found {
        Ok(Reply::empty(StatusCode::NO_CONTENT))
    } else {
        Err(Problem::not_found("user"))
    }
}

/// An absent property does not change, null clears it.
pub(super) fn apply_patch<T>(member: &mut Option<T>, patch: Patch<T>) {
    match patch {
        Patch::Absent => {}
        Patch::Null => *member = None,
        Patch::Value(value) => *member = Some(value),
    }
}

/// `DELETE /users/{key}`: deletes the user with all memberships and roles.
pub(super) fn delete(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    if tenant.remove_user(call.key("key")?) {
        Ok(Reply::empty(StatusCode::NO_CONTENT))
    } else {
        Err(Problem::not_found("user"))
    }
}

/// The user of a path. Lists may not show this user to the caller.
pub(super) fn user_of_path(call: &Call, tenant: &Tenant) -> Result<Uuid, Problem> {
    let key = call.key("key")?;
    tenant
        .users
        .get(key)
        .map(|user| user.key)
        .ok_or_else(|| Problem::not_found("user"))
}
