//! Groups: listing, reading, creating, changing, deleting, and their roles and members.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use odc_identity_v1::types;
use odc_runtime::Patch;
use uuid::Uuid;

use super::application_roles::sort_key;
use super::responses;
use super::user_filter::lets_through;
use super::users::{apply_patch, user_of_path};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::checked_build;
use crate::api::query::Query;
use crate::model::permission::Permission::ManageEndUserGroups;
use crate::model::{ApplicationRole, Group, MembershipType, Tenant};
use crate::problem::Problem;

/// The filters that both lists of groups take.
struct GroupFilter {
    needle: Option<String>,
    environments: Vec<Uuid>,
    portfolios: Vec<Uuid>,
}

impl GroupFilter {
    fn parse(query: &Query) -> Result<Self, Problem> {
        Ok(Self {
            needle: query.search_text("nameContains")?,
            environments: query.one_or_many("environmentKey", "environmentKeys")?,
            portfolios: query.keys("portfolioKeys")?,
        })
    }

    /// Whether the group is listed. A caller does not see groups of stages that it may not manage.
    fn matches(&self, call: &Call, tenant: &Tenant, group: &Group) -> bool {
        let named = |needle: &String| group.name.to_lowercase().contains(needle);
        call.holds_in(ManageEndUserGroups, group.environment)
            && self.needle.as_ref().is_none_or(named)
            && lets_through(&self.environments, group.environment)
            && lets_through(&self.portfolios, tenant.portfolio_of(group.environment))
    }
}

fn by_name(groups: &mut [&Group]) {
    groups.sort_by_cached_key(|group| (group.name.to_lowercase(), group.key));
}

/// `GET /groups`, by name.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let filter = GroupFilter::parse(&call.query)?;
    let provider = call.query.key("identityProviderKey")?;
    let page = call.query.page()?;
    let mapped =
        |group: &Group, provider| group.mappings.iter().any(|one| one.provider == provider);
    let wanted = |group: &&Group| {
        filter.matches(call, tenant, group)
            && provider.is_none_or(|provider| mapped(group, provider))
    };
    let mut groups: Vec<_> = tenant.groups.values().filter(wanted).collect();
    by_name(&mut groups);
    Reply::ok(&page.write(&groups, |group| responses::group(tenant, group))?)
}

/// `GET /users/{key}/groups`, by name.
pub(super) fn list_of_user(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let filter = GroupFilter::parse(&call.query)?;
    let asset = call.query.key("assetKey")?;
    let kind: Option<MembershipType> = call.query.one_of("membershipType")?;
    let page = call.query.page()?;
    let user = user_of_path(call, tenant)?;
    let of_asset = |group: &Group, asset| {
        let mut roles = group
            .roles
            .iter()
            .filter_map(|key| tenant.application_roles.get(key));
        roles.any(|role| role.asset == asset)
    };
    let wanted = |group: &&Group| {
        let membership = group.members.get(&user).copied().unwrap_or_default();
        group.members.contains_key(&user)
            && filter.matches(call, tenant, group)
            && kind.is_none_or(|kind| membership.has_type(kind))
            && asset.is_none_or(|asset| of_asset(group, asset))
    };
    let mut groups: Vec<_> = tenant.groups.values().filter(wanted).collect();
    by_name(&mut groups);
    Reply::ok(&page.write(&groups, |group| {
        let membership = group.members.get(&user).copied().unwrap_or_default();
        responses::user_group(tenant, group, membership)
    })?)
}

/// The group of a path. For the caller, a group that it may not manage does not exist.
pub(super) fn group_of_path<'a>(call: &Call, tenant: &'a Tenant) -> Result<&'a Group, Problem> {
    let group = tenant.groups.get(&call.key("key")?);
    let group = group.filter(|group| call.holds_in(ManageEndUserGroups, group.environment));
    group.ok_or_else(|| Problem::not_found("group"))
}

/// Changes a group.
fn change(
    call: &Call,
    tenant: &mut Tenant,
    key: Uuid,
    change: impl FnOnce(&mut Group),
) -> Result<(), Problem> {
    let group = tenant
        .groups
        .get_mut(&key)
        .ok_or_else(|| Problem::not_found("group"))?;
    change(group);
    group.updated_at = call.now;
    Ok(())
}

/// `GET /groups/{key}`.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    Reply::ok(&responses::group(tenant, group_of_path(call, tenant)?)?)
}

/// `POST /groups`.
pub(super) fn create(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let wanted: types::NewGroup = call.body()?;
    let name = checked_name(wanted.name)?;
    let environment = wanted
        .environment_key
        .and_then(|key| tenant.environment(key));
    let environment = environment
        .ok_or_else(|| Problem::bad_request("environmentKey must be the key of an environment"))?;
    if !call.holds_in(ManageEndUserGroups, environment.key) {
        return Err(Problem::forbidden_in(
            ManageEndUserGroups.label(),
            &environment.name,
        ));
    }
    let environment = environment.key;
    let roles = wanted.application_role_keys.unwrap_or_default();
    check_roles(tenant, &roles, environment)?;
    let users = wanted.user_keys.unwrap_or_default();
    check_users(tenant, &users)?;
    let key = tenant.new_key();
    let group = Group {
        key,
        name,
        description: wanted.description,
        environment,
        updated_at: call.now,
        roles: roles.into_iter().collect(),
        members: std::collections::BTreeMap::new(),
        mappings: Vec::new(),
    };
    tenant.groups.insert(key, group);
    for user in users {
        tenant.change_membership(key, user, |membership| membership.assigned = true);
    }
    Reply::created(&checked_build(
        types::CreatedGroup::builder().key(key).build(),
    )?)
}

fn checked_name(name: Option<String>) -> Result<String, Problem> {
    let name = name.filter(|name| !name.trim().is_empty());
    name.ok_or_else(|| Problem::bad_request("name must not be empty"))
}

/// A group only holds roles of its own stage.
fn check_roles(tenant: &Tenant, keys: &[Uuid], environment: Uuid) -> Result<(), Problem> {
    let fits = |key: &&Uuid| {
        let role = tenant.application_roles.get(*key);
        role.is_none_or(|role| role.environment != environment)
    };
    match keys.iter().find(fits) {
        Some(key) => Err(Problem::bad_request(format!(
            "there is no application role {key} in the group's environment"
        ))),
        None => Ok(()),
    }
}

fn check_users(tenant: &Tenant, keys: &[Uuid]) -> Result<(), Problem> {
    match keys.iter().find(|key| tenant.users.get(**key).is_none()) {
        Some(key) => Err(Problem::bad_request(format!("there is no user {key}"))),
        None => Ok(()),
    }
}

/// `PATCH /groups/{key}`. A name cannot be cleared.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = group_of_path(call, tenant)?.key;
    let patch: types::GroupPatch = call.body()?;
    let name = match patch.name {
        Patch::Absent => None,
        Patch::Null => Some(checked_name(None)?),
        Patch::Value(name) => Some(checked_name(Some(name))?),
    };
    change(call, tenant, key, |group| {
        if let Some(name) = name {
            group.name = name;
        }
        apply_patch(&mut group.description, patch.description);
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// `DELETE /groups/{key}`. Deletes it with its mappings. Its members lose the roles that they have through it.
pub(super) fn delete(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = group_of_path(call, tenant)?.key;
    tenant.remove_group(key);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// `DELETE /groups/{key}/claim-mappings/{mappingKey}`. Mapped members leave the group at their next login.
pub(super) fn delete_claim_mapping(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let mapping = call.key("mappingKey")?;
    let group = group_of_path(call, tenant)?;
    if !group.mappings.iter().any(|one| one.key == mapping) {
        return Err(Problem::not_found("claim mapping"));
    }
    let key = group.key;
    change(call, tenant, key, |group| {
        group.mappings.retain(|one| one.key != mapping);
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// `GET /groups/{key}/application-roles`.
pub(super) fn list_roles(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let asset = query.key("assetKey")?;
    let keys = query.one_or_many("applicationRoleKey", "applicationRoleKeys")?;
    let needle = query.search_text("nameContains")?;
    let sort = query.sort(&["name", "assetKey"])?;
    let page = query.page()?;
    let group = group_of_path(call, tenant)?;
    let wanted = |role: &&ApplicationRole| {
        asset.is_none_or(|asset| asset == role.asset)
            && lets_through(&keys, role.key)
            && needle
                .as_ref()
                .is_none_or(|needle| role.name.to_lowercase().contains(needle))
    };
    let roles = group
        .roles
        .iter()
        .filter_map(|key| tenant.application_roles.get(key));
    let mut roles: Vec<_> = roles.filter(wanted).collect();
    sort.apply(&mut roles, |field, role| sort_key(field, role));
    Reply::ok(&page.write(&roles, |role| responses::application_role(tenant, role))?)
}

/// `PATCH /groups/{key}/application-roles`: all of it or nothing.
pub(super) fn modify_roles(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let patch: types::GroupApplicationRolesPatch = call.body()?;
    let group = group_of_path(call, tenant)?;
    let add = list_of(patch.application_role_keys_to_add);
    let remove = list_of(patch.application_role_keys_to_remove);
    check_overlap(&add, &remove)?;
    check_roles(tenant, &add, group.environment)?;
    let key = group.key;
    let remove: BTreeSet<_> = remove.into_iter().collect();
    change(call, tenant, key, |group| {
        group.roles.retain(|role| !remove.contains(role));
        group.roles.extend(add);
    })?;
    Ok(Reply::empty(StatusCode::OK))
}

/// `PATCH /groups/{key}/users`: all of it or nothing. A member by a claim mapping cannot be
/// removed by a call; the member leaves with the claim.
pub(super) fn modify_users(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let patch: types::GroupUsersPatch = call.body()?;
    let group = group_of_path(call, tenant)?;
    let add = list_of(patch.user_keys_to_add);
    let remove = list_of(patch.user_keys_to_remove);
    check_overlap(&add, &remove)?;
    check_users(tenant, &add)?;
    let mapped_only = |key: &&Uuid| {
        group
            .members
            .get(*key)
            .is_some_and(|membership| !membership.assigned)
    };
    if let Some(user) = remove.iter().find(mapped_only) {
        return Err(Problem::bad_request(format!(
            "the user {user} is a member by a claim mapping and cannot be removed by hand"
        )));
    }
    let key = group.key;
    for user in add {
        tenant.change_membership(key, user, |membership| membership.assigned = true);
    }
    for user in remove {
        tenant.change_membership(key, user, |membership| membership.assigned = false);
    }
    change(call, tenant, key, |_| {})?;
    Ok(Reply::empty(StatusCode::OK))
}

fn list_of(patch: Patch<Vec<Uuid>>) -> Vec<Uuid> {
    match patch {
        Patch::Value(keys) => keys,
        Patch::Absent | Patch::Null => Vec::new(),
    }
}

fn check_overlap(add: &[Uuid], remove: &[Uuid]) -> Result<(), Problem> {
    match add.iter().find(|key| remove.contains(key)) {
        Some(key) => Err(Problem::bad_request(format!(
            "{key} is to be both added and removed"
        ))),
        None => Ok(()),
    }
}
