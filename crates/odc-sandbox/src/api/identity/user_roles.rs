//! The application roles of one user: what is held and how, granting, revoking.

use axum::http::StatusCode;
use uuid::Uuid;

use super::answers;
use super::application_roles::sort_key;
use super::user_filter::any_of;
use super::users::existing;
use crate::api::call::{Call, Outcome, Reply};
use crate::api::query::Query;
use crate::model::permission::Permission;
use crate::model::{HeldRole, Membership, Tenant};
use crate::problem::Problem;
use crate::wire_name::wire_names;

wire_names! {
    /// How a user comes to hold a role.
    enum AssignmentSource {
        Direct = "Direct",
        GroupAssigned = "GroupAssigned",
        GroupMapped = "GroupMapped",
    }
}

/// The sources that a call looks at: direct grants alone, unless it says otherwise.
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

    /// The role as these sources show it; None when it comes from none of them.
    fn limit<'a>(&self, held: HeldRole<'a>, groups: &[Uuid]) -> Option<HeldRole<'a>> {
        let assigned = self.0.contains(&AssignmentSource::GroupAssigned);
        let mapped = self.0.contains(&AssignmentSource::GroupMapped);
        let seen = |(key, membership): (Uuid, Membership)| {
            let seen = Membership {
                assigned: membership.assigned && assigned,
                mapped: membership.mapped && mapped,
            };
            (seen != Membership::default() && any_of(groups, key)).then_some((key, seen))
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
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> Outcome {
    let query = &call.query;
    let needle = query.needle("nameContains")?;
    let assets = query.either("assetKey", "assetKeys")?;
    let environments = query.either("environmentKey", "environmentKeys")?;
    let portfolios = query.keys("portfolioKeys")?;
    let groups = query.keys("groupKeys")?;
    let keys = query.keys("applicationRoleKeys")?;
    let sources = Sources::parse(query)?;
    let sort = query.sort(&["name", "environmentKey", "assetKey"])?;
    let page = query.page()?;
    let user = tenant.users.get(existing(call, tenant)?);
    let user = user.ok_or_else(|| Problem::not_found("user"))?;
    let wanted = |held: &HeldRole<'_>| {
        let role = held.role;
        call.holds_in(Permission::ViewEndUsers, role.environment)
            && needle
                .as_ref()
                .is_none_or(|needle| role.name.to_lowercase().contains(needle))
            && any_of(&assets, role.asset)
            && any_of(&environments, role.environment)
            && any_of(&portfolios, tenant.portfolio_of(role.environment))
            && any_of(&keys, role.key)
    };
    let held = tenant.roles_of(user).into_iter().filter(wanted);
    let mut held: Vec<_> = held
        .filter_map(|held| sources.limit(held, &groups))
        .collect();
    sort.apply(&mut held, |field, held| sort_key(field, held.role));
    Reply::ok(&page.answer(&held, |held| answers::user_application_role(tenant, held))?)
}

/// `POST /users/{key}/application-roles/{roleKey}`. Granting what is held already changes nothing.
pub(super) fn grant(call: &Call, tenant: &mut Tenant) -> Outcome {
    let (user, role) = place(call, tenant)?;
    tenant.users.change(user, |user| {
        if !user.roles.contains(&role) {
            user.roles.push(role);
        }
    });
    Ok(Reply::empty(StatusCode::CREATED))
}

/// `DELETE /users/{key}/application-roles/{roleKey}`: takes the direct grant; what a group gives stays.
pub(super) fn revoke(call: &Call, tenant: &mut Tenant) -> Outcome {
    let (user, role) = place(call, tenant)?;
    tenant
        .users
        .change(user, |user| user.roles.retain(|held| *held != role));
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The user and the role of a path, when the caller may manage access in the role's stage.
fn place(call: &Call, tenant: &Tenant) -> Result<(Uuid, Uuid), Problem> {
    let role = call.key("roleKey")?;
    let user = existing(call, tenant)?;
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
