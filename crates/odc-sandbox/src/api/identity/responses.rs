//! Responses about users, application roles and groups: one function for each type.

use odc_identity_v1::types;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::user_filter::Embed;
use crate::api::call::Call;
use crate::api::json::{JsonResult, checked_build, with_nulls};
use crate::model::permission::Permission;
use crate::model::{
    ApplicationRole, ClaimMapping, Group, HeldRole, Membership, MembershipType, Profile, Tenant,
    User,
};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `UserProfileApiResponse`.
pub(super) fn user(call: &Call, tenant: &Tenant, user: &User, embeds: &[Embed]) -> JsonResult {
    let mut access = types::UserAccess::default();
    access.has_organization_roles = Some(!user.organization_roles.is_empty());
    access.has_application_roles = Some(tenant.has_application_roles(user));
    let response = types::User::builder()
        .key(user.key)
        .status(user.status.name())
        .access(access)
        .is_active(user.is_active())
        .is_terms_and_conditions_accepted(user.accepted_terms);
    let mut response = checked_build(response.build())?;
    response.name.clone_from(&user.name);
    response.email.clone_from(&user.email);
    response.last_login_at = user.last_login_at;
    response.photo_url.clone_from(&user.photo_url);
    response.is_email_verified = user.is_email_verified;
    let nullable = [
        "name",
        "email",
        "lastLoginAt",
        "photoUrl",
        "isEmailVerified",
    ];
    let embedded = embedded(call, tenant, user, embeds, |held| {
        user_application_role(tenant, held)
    })?;
    Ok(with_embedded(with_nulls(&response, &nullable)?, embedded))
}

/// `RoleUserResponse`.
pub(super) fn role_user(call: &Call, tenant: &Tenant, user: &User, embeds: &[Embed]) -> JsonResult {
    let response = types::RoleUser::builder()
        .key(user.key)
        .status(user.status.name());
    let mut response = checked_build(response.build())?;
    response.name.clone_from(&user.name);
    response.email.clone_from(&user.email);
    response.last_login_at = user.last_login_at;
    response.photo_url.clone_from(&user.photo_url);
    let nullable = ["name", "email", "lastLoginAt", "photoUrl"];
    let embedded = embedded(call, tenant, user, embeds, |held| {
        application_role(tenant, held.role)
    })?;
    Ok(with_embedded(with_nulls(&response, &nullable)?, embedded))
}

/// `GroupUserResponse`. Its user type does not allow null as the last login, so the property is left out then.
pub(super) fn group_user(
    call: &Call,
    tenant: &Tenant,
    user: &User,
    membership: Membership,
    embeds: &[Embed],
) -> JsonResult {
    let response = types::GroupUser::builder()
        .key(user.key)
        .status(user.status.name());
    let mut response = checked_build(response.build())?;
    response.name.clone_from(&user.name);
    response.email.clone_from(&user.email);
    response.last_login_at = user.last_login_at;
    response.photo_url.clone_from(&user.photo_url);
    let embedded = embedded(call, tenant, user, embeds, |held| {
        application_role(tenant, held.role)
    })?;
    let profile = with_embedded(
        with_nulls(&response, &["name", "email", "photoUrl"])?,
        embedded,
    );
    let mut member = types::GroupMember::default();
    member.membership_types = membership_types(membership);
    let mut member = with_nulls(&member, &[])?;
    member["user"] = profile;
    Ok(member)
}

/// The property `_embedded`; None when the call asks for nothing to embed.
fn embedded(
    call: &Call,
    tenant: &Tenant,
    user: &User,
    embeds: &[Embed],
    role: impl Fn(&HeldRole<'_>) -> JsonResult,
) -> Result<Option<Value>, Problem> {
    let mut members = Map::new();
    if embeds.contains(&Embed::ApplicationRoles) {
        let held = tenant.roles_of(user);
        let visible = held
            .iter()
            .filter(|held| sees_roles_in(call, held.role.environment));
        let roles = visible.map(role).collect::<Result<_, _>>()?;
        members.insert("applicationRoles".to_owned(), Value::Array(roles));
    }
    if embeds.contains(&Embed::UserIdentityProviders) {
        let profiles = user
            .profiles
            .iter()
            .map(|profile| user_profile(user, profile));
        let profiles = profiles.collect::<Result<_, _>>()?;
        members.insert("userIdentityProviders".to_owned(), Value::Array(profiles));
    }
    Ok((!members.is_empty()).then_some(Value::Object(members)))
}

fn with_embedded(mut response: Value, embedded: Option<Value>) -> Value {
    if let Some(embedded) = embedded {
        response["_embedded"] = embedded;
    }
    response
}

/// A caller that manages users sees all roles; other callers see the roles of their stages.
fn sees_roles_in(call: &Call, environment: Uuid) -> bool {
    call.holds(Permission::ManageUsers) || call.holds_in(Permission::ViewEndUsers, environment)
}

/// `UserIdpProfileResponse`.
fn user_profile(user: &User, profile: &Profile) -> JsonResult {
    let mut response = types::IdentityProviderProfile::default();
    response.user_key = Some(user.key);
    response.identity_provider_key = Some(profile.provider);
    response.subject.clone_from(&profile.subject);
    response.username.clone_from(&profile.username);
    response.name.clone_from(&user.name);
    response.email.clone_from(&user.email);
    response.photo_url.clone_from(&user.photo_url);
    response.first_login_at = profile.first_login_at;
    response.last_login_at = profile.last_login_at;
    response.is_email_verified = user.is_email_verified;
    let nullable = [
        "subject",
        "username",
        "name",
        "email",
        "photoUrl",
        "firstLoginAt",
        "lastLoginAt",
        "isEmailVerified",
    ];
    with_nulls(&response, &nullable)
}

/// `ApplicationRoleApiResponse`.
pub(super) fn application_role(tenant: &Tenant, role: &ApplicationRole) -> JsonResult {
    let response = types::ApplicationRole::builder()
        .key(role.key)
        .name(&role.name)
        .environment_key(role.environment)
        .asset_key(role.asset)
        .external_key(role.external_key)
        .claim(&role.claim)
        .portfolio_key(tenant.portfolio_of(role.environment));
    with_nulls(&checked_build(response.build())?, &[])
}

/// `UserApplicationRoleApiResponse`.
pub(super) fn user_application_role(tenant: &Tenant, held: &HeldRole<'_>) -> JsonResult {
    let role = held.role;
    let groups = held.groups.iter();
    let groups = groups.flat_map(|(key, membership)| assigned_group(tenant, *key, *membership));
    let response = types::UserApplicationRole::builder()
        .key(role.key)
        .name(&role.name)
        .environment_key(role.environment)
        .asset_key(role.asset)
        .external_key(role.external_key)
        .claim(&role.claim)
        .portfolio_key(tenant.portfolio_of(role.environment))
        .is_directly_assigned(held.is_direct)
        .assigned_groups(groups.collect::<Result<Vec<_>, _>>()?);
    with_nulls(&checked_build(response.build())?, &[])
}

/// `AssignedGroupInfoApiResponse`, one entry for each way in which the user is a member.
fn assigned_group(
    tenant: &Tenant,
    key: Uuid,
    membership: Membership,
) -> Vec<Result<types::AssignedGroup, Problem>> {
    let name = tenant
        .groups
        .get(&key)
        .map(|group| group.name.clone())
        .unwrap_or_default();
    let row = |kind: MembershipType| {
        let row = types::AssignedGroup::builder().key(key).name(&name);
        checked_build(row.membership_type(kind.name()).build())
    };
    membership.types().into_iter().map(row).collect()
}

fn membership_types(membership: Membership) -> Vec<types::MembershipType> {
    membership
        .types()
        .into_iter()
        .map(|kind| kind.name().into())
        .collect()
}

/// `GroupApiResponse`.
pub(super) fn group(tenant: &Tenant, group: &Group) -> JsonResult {
    let response = types::Group::builder()
        .key(group.key)
        .name(&group.name)
        .environment_key(group.environment)
        .portfolio_key(tenant.portfolio_of(group.environment))
        .updated_at(group.updated_at);
    let mut response = checked_build(response.build())?;
    response.description.clone_from(&group.description);
    let mut response = with_nulls(&response, &["description"])?;
    let mappings = group
        .mappings
        .iter()
        .map(claim_mapping)
        .collect::<Result<_, _>>()?;
    response["groupIdpClaimMappings"] = Value::Array(mappings);
    Ok(response)
}

/// `GroupIdpClaimMappingEmbedded`.
fn claim_mapping(mapping: &ClaimMapping) -> JsonResult {
    let mut claim = types::ForeignClaim::default();
    claim.name = Some(mapping.claim.clone());
    claim.value = Some(mapping.value.clone());
    claim.value_delimiter.clone_from(&mapping.delimiter);
    let response = types::ClaimMapping::builder()
        .key(mapping.key)
        .provider_key(mapping.provider)
        .last_updated_date(mapping.updated_at);
    let mut response = with_nulls(&checked_build(response.build())?, &[])?;
    response["foreignClaim"] = with_nulls(&claim, &["valueDelimiter"])?;
    Ok(response)
}

/// `UserGroupResponse`.
pub(super) fn user_group(tenant: &Tenant, of: &Group, membership: Membership) -> JsonResult {
    let mut response = types::UserGroup::default();
    response.membership_types = membership_types(membership);
    let mut response = with_nulls(&response, &[])?;
    response["group"] = group(tenant, of)?;
    Ok(response)
}
