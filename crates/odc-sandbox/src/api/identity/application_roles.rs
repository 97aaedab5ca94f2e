//! Application roles, which the portal calls end-user roles, and the users to whom they are granted directly.

use super::responses;
use super::user_filter::{Embed, Logins, Texts, lets_through};
use super::users;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::permission::Permission;
use crate::model::{ApplicationRole, Tenant, User};
use crate::problem::Problem;

/// The fields by which the users of a role can be sorted.
pub(super) const MEMBER_SORT_FIELDS: [&str; 5] =
    ["name", "userKey", "email", "status", "lastLoginAt"];

/// `GET /application-roles`: the roles of the stages in which the caller sees end users.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let key = query.key("key")?;
    let asset = query.key("assetKey")?;
    let environments = query.one_or_many("environmentKey", "environmentKeys")?;
    let portfolios = query.keys("portfolioKeys")?;
    let needle = query.search_text("nameContains")?;
    let sort = query.sort(&["name", "environmentKey", "assetKey"])?;
    let page = query.page()?;
    let wanted = |role: &&ApplicationRole| {
        call.holds_in(Permission::ViewEndUsers, role.environment)
            && key.is_none_or(|key| key == role.key)
            && asset.is_none_or(|asset| asset == role.asset)
            && lets_through(&environments, role.environment)
            && lets_through(&portfolios, tenant.portfolio_of(role.environment))
            && needle
                .as_ref()
                .is_none_or(|needle| role.name.to_lowercase().contains(needle))
    };
    let mut roles: Vec<_> = tenant.application_roles.values().filter(wanted).collect();
    sort.apply(&mut roles, |field, role| sort_key(field, role));
    Reply::ok(&page.write(&roles, |role| responses::application_role(tenant, role))?)
}

/// The sort key of a role.
pub(super) fn sort_key(field: &str, role: &ApplicationRole) -> String {
    match field {
        "environmentKey" => role.environment.to_string(),
        "assetKey" => role.asset.to_string(),
        _ => role.name.to_lowercase(),
    }
}

/// `GET /application-roles/{key}/users`: the users to whom the role is granted directly.
pub(super) fn list_users(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.key("key")?;
    let query = &call.query;
    let only = query.key("userKey")?;
    let texts = Texts::parse(query)?;
    let logins = Logins::parse(query)?;
    let embeds: Vec<Embed> = query.many_of("embed")?;
    let sort = query.sort(&MEMBER_SORT_FIELDS)?;
    let page = query.page()?;
    let role = tenant.application_roles.get(&key);
    let role = role.filter(|role| call.holds_in(Permission::ViewEndUsers, role.environment));
    let role = role.ok_or_else(|| Problem::not_found("application role"))?;
    let wanted = |user: &&User| {
        user.roles.contains(&role.key)
            && only.is_none_or(|only| only == user.key)
            && texts.matches(user)
            && logins.matches(user)
    };
    let mut users: Vec<_> = tenant.users.iter().filter(wanted).collect();
    sort.apply(&mut users, |field, user| {
        users::sort_key(&tenant.users, field, user.key)
    });
    Reply::ok(&page.write(&users, |user| {
        responses::role_user(call, tenant, user, &embeds)
    })?)
}
