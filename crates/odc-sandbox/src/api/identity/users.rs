//! Users: listing, counting, reading, creating, changing, deleting.

use std::borrow::Cow;

use axum::http::StatusCode;
use odc_identity_v1::types;
use odc_runtime::Patch;
use uuid::Uuid;

use super::answers;
use super::user_filter::{Embed, Sight, UserFilter};
use crate::api::call::{Call, Outcome, Reply};
use crate::api::json::{built, count};
use crate::model::{NewUser, Tenant, UserStatus, Users};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// What lists of users sort by.
pub(super) const SORT_FIELDS: [&str; 5] = ["name", "key", "email", "status", "lastLoginAt"];

/// `GET /users`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> Outcome {
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
    Reply::ok(&page.answer(&keys, |key| {
        let user = tenant
            .users
            .get(*key)
            .ok_or_else(|| Problem::not_found("user"))?;
        answers::user(call, tenant, user, &embeds)
    })?)
}

/// `GET /users/count`.
pub(super) fn count_users(call: &Call, tenant: &mut Tenant) -> Outcome {
    let filter = UserFilter::for_count(&call.query)?;
    let users = matching(call, tenant, &filter);
    let mut answer = types::UserCount::default();
    answer.user_count = count(users.len());
    Reply::ok(&answer)
}

/// The users that the caller sees and the filter wants, by name; all of them without a copy.
fn matching<'a>(call: &Call, tenant: &'a Tenant, filter: &UserFilter) -> Cow<'a, [Uuid]> {
    let sight = Sight::of(call);
    if sight.everyone && filter.is_open() {
        return Cow::Borrowed(tenant.users.keys());
    }
    let matching = tenant
        .users
        .iter()
        .filter(|user| filter.matches(tenant, user) && sight.sees(call, tenant, user));
    Cow::Owned(matching.map(|user| user.key).collect())
}

/// What a user is sorted by; whoever never logged in comes before the first login.
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

/// `GET /users/{key}`. A user that the caller may not see is as absent as one that does not exist.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> Outcome {
    let key = call.key("key")?;
    let embeds: Vec<Embed> = call.query.many_of("embed")?;
    let sight = Sight::of(call);
    let user = tenant
        .users
        .get(key)
        .filter(|user| sight.sees(call, tenant, user));
    let user = user.ok_or_else(|| Problem::not_found("user"))?;
    Reply::ok(&answers::user(call, tenant, user, &embeds)?)
}

/// `POST /users`.
pub(super) fn create(call: &Call, tenant: &mut Tenant) -> Outcome {
    let wanted: NewUser = call.body()?;
    let created = tenant.create_user(&wanted)?;
    Reply::created(&built(
        types::CreatedUser::builder().key(created.key).build(),
    )?)
}

/// `PATCH /users/{key}`: what is absent stays, null clears. A status cannot be cleared, so null leaves
/// it; invited and self-registering users become active by their own act alone.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> Outcome {
    let key = call.key("key")?;
    let patch: types::UserPatch = call.body()?;
    let found = tenant.users.change(key, |user| {
        apply(&mut user.name, patch.name);
        apply(&mut user.photo_url, patch.photo_url);
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

/// Absent leaves a member alone, null clears it.
pub(super) fn apply<T>(member: &mut Option<T>, patch: Patch<T>) {
    match patch {
        Patch::Absent => {}
        Patch::Null => *member = None,
        Patch::Value(value) => *member = Some(value),
    }
}

/// `DELETE /users/{key}`: final, and takes memberships and roles along.
pub(super) fn delete(call: &Call, tenant: &mut Tenant) -> Outcome {
    if tenant.remove_user(call.key("key")?) {
        Ok(Reply::empty(StatusCode::NO_CONTENT))
    } else {
        Err(Problem::not_found("user"))
    }
}

/// The user of a path, whom the caller need not see otherwise.
pub(super) fn existing(call: &Call, tenant: &Tenant) -> Result<Uuid, Problem> {
    let key = call.key("key")?;
    tenant
        .users
        .get(key)
        .map(|user| user.key)
        .ok_or_else(|| Problem::not_found("user"))
}
