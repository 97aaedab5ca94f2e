//! The answers of the identity API: one function for each type.

use serde_json::{Map, Value, json};

use super::user_filter::Embed;
use crate::call::Call;
use crate::model::{ApplicationRole, HeldRole, Membership, Profile, Tenant, User};
use crate::permission::Permission;
use uuid::Uuid;

/// `UserProfileApiResponse`.
pub(super) fn user(call: &Call, tenant: &Tenant, user: &User, embeds: &[Embed]) -> Value {
    let mut answer = json!({
        "key": user.key,
        "name": user.name,
        "email": user.email,
        "status": user.status,
        "access": {
            "hasOrganizationRoles": !user.organization_roles.is_empty(),
            "hasApplicationRoles": tenant.has_application_roles(user),
        },
        "lastLoginAt": user.last_login_at,
        "isActive": user.is_active(),
        "photoUrl": user.photo_url,
        "isEmailVerified": user.is_email_verified,
        "isTermsAndConditionsAccepted": user.accepted_terms,
    });
    let embedded = embedded(call, tenant, user, embeds, |held| {
        user_application_role(tenant, held)
    });
    add_embedded(&mut answer, embedded);
    answer
}

/// The `_embedded` member, None when nothing was asked for.
fn embedded(
    call: &Call,
    tenant: &Tenant,
    user: &User,
    embeds: &[Embed],
    role: impl Fn(&HeldRole<'_>) -> Value,
) -> Option<Value> {
    let mut members = Map::new();
    if embeds.contains(&Embed::ApplicationRoles) {
        let held = tenant.roles_of(user);
        let visible = held
            .iter()
            .filter(|held| sees_roles_in(call, held.role.environment));
        members.insert("applicationRoles".to_owned(), visible.map(role).collect());
    }
    if embeds.contains(&Embed::UserIdentityProviders) {
        let profiles = user
            .profiles
            .iter()
            .map(|profile| user_profile(user, profile));
        members.insert("userIdentityProviders".to_owned(), profiles.collect());
    }
    (!members.is_empty()).then_some(Value::Object(members))
}

fn add_embedded(answer: &mut Value, embedded: Option<Value>) {
    if let (Value::Object(members), Some(embedded)) = (answer, embedded) {
        members.insert("_embedded".to_owned(), embedded);
    }
}

/// Who manages all users sees all their roles; others those of their stages.
fn sees_roles_in(call: &Call, environment: Uuid) -> bool {
    call.holds(Permission::ManageUsers) || call.holds_in(Permission::ViewEndUsers, environment)
}

/// `UserIdpProfileResponse`.
fn user_profile(user: &User, profile: &Profile) -> Value {
    json!({
        "userKey": user.key,
        "identityProviderKey": profile.provider,
        "subject": profile.subject,
        "username": profile.username,
        "name": user.name,
        "email": user.email,
        "photoUrl": user.photo_url,
        "firstLoginAt": profile.first_login_at,
        "lastLoginAt": profile.last_login_at,
        "isEmailVerified": user.is_email_verified,
    })
}

/// `ApplicationRoleApiResponse`.
pub(super) fn application_role(tenant: &Tenant, role: &ApplicationRole) -> Value {
    json!({
        "key": role.key,
        "name": role.name,
        "environmentKey": role.environment,
        "assetKey": role.asset,
        "externalKey": role.external_key,
        "claim": role.claim,
        "portfolioKey": tenant.portfolio_of(role.environment),
    })
}

/// `UserApplicationRoleApiResponse`.
pub(super) fn user_application_role(tenant: &Tenant, held: &HeldRole<'_>) -> Value {
    let rows = held
        .groups
        .iter()
        .flat_map(|(key, membership)| assigned_group(tenant, *key, *membership));
    let rows: Vec<_> = rows.collect();
    let mut answer = application_role(tenant, held.role);
    if let Value::Object(members) = &mut answer {
        members.insert("isDirectlyAssigned".to_owned(), json!(held.is_direct));
        members.insert("assignedGroups".to_owned(), json!(rows));
    }
    answer
}

/// `AssignedGroupInfoApiResponse`, once for each way into the group.
fn assigned_group(tenant: &Tenant, key: Uuid, membership: Membership) -> Vec<Value> {
    let name = tenant.groups.get(&key).map(|group| group.name.as_str());
    let types = membership.types().into_iter();
    types
        .map(|kind| json!({ "key": key, "name": name, "membershipType": kind }))
        .collect()
}
