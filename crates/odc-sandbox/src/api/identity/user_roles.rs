//! The application roles of one user: listing with their sources, granting, revoking.

use axum::http::StatusCode;
use uuid::Uuid;

use super::application_roles::sort_key;
use super::responses;
use super::user_filter::lets_through;
use super::users::user_of_path;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::query::Query;
use crate::model::permission::Permission;
use crate::model::{HeldRole, Membership, Tenant};
use crate::problem::Problem;
use crate::wire_name::wire_names;

wire_names! {
    /// How a user got a role.
    enum AssignmentSource {
        Direct = "Direct",
        GroupAssigned = "GroupAssigned",
        GroupMapped = "GroupMapped",
    }
}

/// The sources that a call requests. The default is only direct grants.
struct Sources(Vec<AssignmentSource>);

impl Sources {
    fn parse(query: &Query) -> Result<Self, Problem> {
        let wanted: Vec<AssignmentSource> = query.many_of("assignmentSources")?;
        Ok(Self(if wanted.is_empty() {
            vec![AssignmentSource::Direct]
        } else {
            wanted
        }))
    }

    /// The role with these sources; None when the user has it from none of them.
    fn limit<'a>(&self, held: HeldRole<'a>, groups: &[Uuid]) -> Option<HeldRole<'a>> {
        let assigned = self.0.contains(&AssignmentSource::GroupAssigned);
        let mapped = self.0.contains(&AssignmentSource::GroupMapped);
        let seen = |(key, membership): (Uuid, Membership)| {
            let seen = Membership {
                assigned: membership.assigned && assigned,
                mapped: membership.mapped && mapped,
            };
            (seen != Membership::default() && lets_through(groups, key)).then_some((key, seen))
        };
        let is_direct = held.is_direct && self.0.contains(&AssignmentSource::Direct);
        let through: Vec<_> = held.groups.into_iter().filter_map(seen).collect();
        let shown = !through.is_empty() || (is_direct && groups.is_empty());
        shown.then_some(HeldRole {
            role: held.role,
            is_direct,
            groups: through,
        })
    }
}

/// `GET /users/{key}/application-roles`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let needle = query.search_text("nameContains")?;
    let assets = query.one_or_many("assetKey", "assetKeys")?;
    let environments = query.one_or_many("environmentKey", "environmentKeys")?;
    let portfolios = query.keys("portfolioKeys")?;
    let groups = query.keys("groupKeys")?;
    let keys = query.keys("applicationRoleKeys")?;
    let sources = Sources::parse(query)?;
    let sort = query.sort(&["name", "environmentKey", "assetKey"])?;
    let page = query.page()?;
    let user = tenant.users.get(user_of_path(call, tenant)?);
    let user = user.ok_or_else(|| Problem::not_found("user"))?;
    let wanted = |held: &HeldRole<'_>| {
        let role = held.role;
        call.holds_in(Permission::ViewEndUsers, role.environment)
            && needle
                .as_ref()
                .is_none_or(|needle| role.name.to_lowercase().contains(needle))
            && lets_through(&assets, role.asset)
            && lets_through(&environments, role.environment)
            && lets_through(&portfolios, tenant.portfolio_of(role.environment))
            && lets_through(&keys, role.key)
    };
    let held = tenant.roles_of(user).into_iter().filter(wanted);
    let mut held: Vec<_> = held
        .filter_map(|held| sources.limit(held, &groups))
        .collect();
    sort.apply(&mut held, |field, held| sort_key(field, held.role));
    Reply::ok(&page.write(&held, |held| responses::user_application_role(tenant, held))?)
}

/// `POST /users/{key}/application-roles/{roleKey}`. Granting a role that the user holds changes nothing.
pub(super) fn grant(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (user, role) = user_and_role_of_path(call, tenant)?;
    tenant.users.change(user, |user| {
        if !user.roles.contains(&role) {
            user.roles.push(role);
        }
    });
    Ok(Reply::empty(StatusCode::CREATED))
}

/// `DELETE /users/{key}/application-roles/{roleKey}`: revokes the direct grant. The user keeps the role when a group has it.
pub(super) fn revoke(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (user, role) = user_and_role_of_path(call, tenant)?;
    tenant
        .users
        .change(user, |user| user.roles.retain(|held| *held != role));
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The user and the role of a path. The caller must be allowed to manage access in the role's stage.
fn user_and_role_of_path(call: &Call, tenant: &Tenant) -> Result<(Uuid, Uuid), Problem> {
    let role = call.key("roleKey")?;
    let user = user_of_path(call, tenant)?;
    let role = tenant.application_roles.get(&role);
    let role = role.ok_or_else(|| Problem::not_found("application role"))?;
    if !call.holds_in(Permission::ManageEndUserAccess, role.environment) {
        let stage = tenant
            .environment(role.environment)
            .map_or("", |stage| stage.name.as_str());
        return Err(Problem::forbidden_in(
            Permission::ManageEndUserAccess.label(),
            stage,
        ));
    }
    Ok((user, role.key))
}
