//! Organization roles: listing, reading, creating, changing, deleting, and the users who hold them.

use axum::http::StatusCode;
use odc_identity_v1::types;
use odc_runtime::Patch;
use uuid::Uuid;

use super::application_roles::MEMBER_SORT_FIELDS;
use super::organization_responses;
use super::responses;
use super::user_filter::{Embed, Texts};
use super::users;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::checked_build;
use crate::model::{OrganizationRole, PermissionDetails, Tenant, User};
use crate::problem::Problem;

/// `GET /organization-roles`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.query.key("roleKey")?;
    let needle = call.query.search_text("nameContains")?;
    let sort = call.query.sort(&["name"])?;
    let page = call.query.page()?;
    let wanted = |role: &&OrganizationRole| {
        key.is_none_or(|key| key == role.key)
            && needle
                .as_ref()
                .is_none_or(|needle| role.name.to_lowercase().contains(needle))
    };
    let mut roles: Vec<_> = tenant.organization_roles.values().filter(wanted).collect();
    sort.apply(&mut roles, |_, role| role.name.to_lowercase());
    Reply::ok(&page.write(&roles, |role| organization_responses::role(tenant, role))?)
}

fn role_of_path<'a>(call: &Call, tenant: &'a Tenant) -> Result<&'a OrganizationRole, Problem> {
    let role = tenant.organization_roles.get(&call.key("key")?);
    role.ok_or_else(|| Problem::not_found("organization role"))
}

/// `GET /organization-roles/{key}`.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    Reply::ok(&organization_responses::role(
        tenant,
        role_of_path(call, tenant)?,
    )?)
}

/// `POST /organization-roles`.
pub(super) fn create(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let wanted: types::NewOrganizationRole = call.body()?;
    let name = checked_name(tenant, wanted.name, None)?;
    let permissions = selected(tenant, wanted.permissions.unwrap_or_default())?;
    let key = tenant.new_key();
    let role = OrganizationRole {
        key,
        name,
        permissions,
        is_read_only: false,
    };
    tenant.organization_roles.insert(key, role);
    Reply::created(&checked_build(
        types::CreatedOrganizationRole::builder()
            .org_role_key(key)
            .build(),
    )?)
}

/// `PATCH /organization-roles/{key}`: a list of permissions replaces the old one.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = changeable(call, tenant)?;
    let patch: types::OrganizationRolePatch = call.body()?;
    let name = match patch.name {
        Patch::Absent => None,
        Patch::Null => Some(checked_name(tenant, None, Some(key))?),
        Patch::Value(name) => Some(checked_name(tenant, Some(name), Some(key))?),
    };
    let permissions = match patch.permissions {
        Patch::Absent => None,
        Patch::Null => Some(Vec::new()),
        Patch::Value(permissions) => Some(selected(tenant, permissions)?),
    };
    if let Some(role) = tenant.organization_roles.get_mut(&key) {
        role.name = name.unwrap_or_else(|| role.name.clone());
        role.permissions = permissions.unwrap_or_else(|| role.permissions.clone());
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// `DELETE /organization-roles/{key}`: also revokes the role from all users.
pub(super) fn delete(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = changeable(call, tenant)?;
    tenant.organization_roles.remove(&key);
    tenant.users.forget_organization_role(key);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The built-in roles can be neither changed nor deleted.
fn changeable(call: &Call, tenant: &Tenant) -> Result<Uuid, Problem> {
    let role = role_of_path(call, tenant)?;
    if role.is_read_only {
        return Err(Problem::bad_request(
            "a built-in organization role cannot be changed",
        ));
    }
    Ok(role.key)
}

/// Names are unique; upper and lower case are the same.
fn checked_name(
    tenant: &Tenant,
    name: Option<String>,
    own: Option<Uuid>,
) -> Result<String, Problem> {
    let name = name.filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Problem::bad_request("name must not be empty"))?;
    let same = |role: &OrganizationRole| role.name.to_lowercase() == name.to_lowercase();
    let mut others = tenant
        .organization_roles
        .values()
        .filter(|role| Some(role.key) != own);
    if others.any(same) {
        return Err(Problem::conflict(
            "an organization role of this name exists already",
        ));
    }
    Ok(name)
}

fn selected(
    tenant: &Tenant,
    wanted: Vec<types::PermissionSelection>,
) -> Result<Vec<PermissionDetails>, Problem> {
    wanted
        .into_iter()
        .map(|one| selection(tenant, one))
        .collect()
}

fn selection(
    tenant: &Tenant,
    wanted: types::PermissionSelection,
) -> Result<PermissionDetails, Problem> {
    let known = wanted.permission_key.and_then(|key| tenant.permission(key));
    let known = known.ok_or_else(|| {
        Problem::bad_request("permissionKey must be the key of a permission of the catalogue")
    })?;
    let environments = wanted.environment_keys.filter(|keys| !keys.is_empty());
    let portfolios = wanted.portfolio_keys.filter(|keys| !keys.is_empty());
    if environments.is_some() && !known.allow_stages {
        let detail = format!(
            "the permission {} cannot be limited to environments",
            known.name
        );
        return Err(Problem::bad_request(detail));
    }
    let no_environment = |key: &Uuid| tenant.environment(*key).is_none();
    let no_portfolio = |key: &Uuid| tenant.portfolios.iter().all(|one| one.key != *key);
    if environments.iter().flatten().any(no_environment)
        || portfolios.iter().flatten().any(no_portfolio)
    {
        return Err(Problem::bad_request(
            "a permission is limited to what does not exist",
        ));
    }
    Ok(PermissionDetails {
        permission: known.key,
        environments,
        portfolios,
    })
}

/// `GET /organization-roles/{key}/users`. Lists each user once, even if the user has several grants of the role.
pub(super) fn list_users(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let texts = Texts::parse(query)?;
    let embeds: Vec<Embed> = query.many_of("embed")?;
    let sort = query.sort(&MEMBER_SORT_FIELDS)?;
    let page = query.page()?;
    let role = role_of_path(call, tenant)?;
    let wanted = |user: &&User| {
        user.organization_roles
            .iter()
            .any(|grant| grant.role == role.key)
            && texts.matches(user)
    };
    let mut users: Vec<_> = tenant.users.iter().filter(wanted).collect();
    sort.apply(&mut users, |field, user| {
        users::sort_key(&tenant.users, field, user.key)
    });
    Reply::ok(&page.write(&users, |user| {
        responses::role_user(call, tenant, user, &embeds)
    })?)
}
