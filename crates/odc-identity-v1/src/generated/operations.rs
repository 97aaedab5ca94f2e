// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "User and Access Management API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/identity/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &LIST_APPLICATION_ROLES,
    &LIST_APPLICATION_ROLE_USERS,
    &CREATE_USERS_IN_BULK,
    &GET_BULK_USER_OPERATION,
    &LIST_GROUP_USERS,
    &MODIFY_GROUP_USERS,
    &LIST_GROUPS,
    &CREATE_GROUP,
    &GET_GROUP,
    &UPDATE_GROUP,
    &DELETE_GROUP,
    &LIST_GROUP_APPLICATION_ROLES,
    &MODIFY_GROUP_APPLICATION_ROLES,
    &DELETE_GROUP_CLAIM_MAPPING,
    &LIST_IDENTITY_PROVIDERS,
    &GET_IDENTITY_PROVIDER,
    &LIST_ORGANIZATION_ROLES,
    &CREATE_ORGANIZATION_ROLE,
    &GET_ORGANIZATION_ROLE,
    &UPDATE_ORGANIZATION_ROLE,
    &DELETE_ORGANIZATION_ROLE,
    &LIST_ORGANIZATION_ROLE_USERS,
    &LIST_PERMISSIONS,
    &GET_PERMISSION,
    &GRANT_APPLICATION_ROLE,
    &REVOKE_APPLICATION_ROLE,
    &LIST_USER_APPLICATION_ROLES,
    &LIST_USER_ORGANIZATION_ROLES,
    &GRANT_ORGANIZATION_ROLE,
    &REVOKE_ORGANIZATION_ROLE,
    &COUNT_USERS,
    &LIST_USERS,
    &CREATE_USER,
    &GET_USER,
    &UPDATE_USER,
    &DELETE_USER,
    &LIST_USER_GROUPS,
];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// `GET /application-roles`
pub static LIST_APPLICATION_ROLES: Operation = Operation::new(
        "list_application_roles",
        "ApplicationRole_QueryApplicationRoles",
        Method::GET,
        "/application-roles",
    )
    .with_permissions(&["User management > View end users"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /application-roles/{key}/users`
pub static LIST_APPLICATION_ROLE_USERS: Operation = Operation::new(
        "list_application_role_users",
        "ApplicationRole_QueryUsersByApplicationRole",
        Method::GET,
        "/application-roles/{key}/users",
    )
    .with_permissions(&["User management > View end users"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users/bulk`
pub static CREATE_USERS_IN_BULK: Operation = Operation::new(
        "create_users_in_bulk",
        "BulkUserProfile_CreateBulkUserProfilesOperation",
        Method::POST,
        "/users/bulk",
    )
    .with_permissions(&["User management > Manage users"])
    .with_rate_limits(
        &[
            RateLimit::per_minute("identity", 100u32),
            RateLimit::per_minute("identity-bulk", 5u32),
        ],
    );

/// `GET /users/bulk/{key}`
pub static GET_BULK_USER_OPERATION: Operation = Operation::new(
        "get_bulk_user_operation",
        "BulkUserProfile_GetBulkUserProfileOperationStatus",
        Method::GET,
        "/users/bulk/{key}",
    )
    .with_permissions(&["User management > Manage users"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups/{key}/users`
pub static LIST_GROUP_USERS: Operation = Operation::new(
        "list_group_users",
        "Group_QueryUsersFromGroup",
        Method::GET,
        "/groups/{key}/users",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /groups/{key}/users`
pub static MODIFY_GROUP_USERS: Operation = Operation::new(
        "modify_group_users",
        "Group_AddOrRemoveUsersFromGroup",
        Method::PATCH,
        "/groups/{key}/users",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups`
pub static LIST_GROUPS: Operation = Operation::new(
        "list_groups",
        "Group_QueryGroups",
        Method::GET,
        "/groups",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /groups`
pub static CREATE_GROUP: Operation = Operation::new(
        "create_group",
        "Group_CreateGroup",
        Method::POST,
        "/groups",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups/{key}`
pub static GET_GROUP: Operation = Operation::new(
        "get_group",
        "Group_ReadGroup",
        Method::GET,
        "/groups/{key}",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /groups/{key}`
pub static UPDATE_GROUP: Operation = Operation::new(
        "update_group",
        "Group_UpdateGroup",
        Method::PATCH,
        "/groups/{key}",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /groups/{key}`
pub static DELETE_GROUP: Operation = Operation::new(
        "delete_group",
        "Group_DeleteGroup",
        Method::DELETE,
        "/groups/{key}",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups/{key}/application-roles`
pub static LIST_GROUP_APPLICATION_ROLES: Operation = Operation::new(
        "list_group_application_roles",
        "Group_QueryApplicationRolesGroups",
        Method::GET,
        "/groups/{key}/application-roles",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /groups/{key}/application-roles`
pub static MODIFY_GROUP_APPLICATION_ROLES: Operation = Operation::new(
        "modify_group_application_roles",
        "Group_ModifyGroupApplicationRoles",
        Method::PATCH,
        "/groups/{key}/application-roles",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /groups/{key}/claim-mappings/{mappingKey}`
pub static DELETE_GROUP_CLAIM_MAPPING: Operation = Operation::new(
        "delete_group_claim_mapping",
        "GroupIdpClaimMapping_DeleteGroupIdpClaimMapping",
        Method::DELETE,
        "/groups/{key}/claim-mappings/{mappingKey}",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /identity-providers`
pub static LIST_IDENTITY_PROVIDERS: Operation = Operation::new(
        "list_identity_providers",
        "IdentityProvider_QueryIdentityProviders",
        Method::GET,
        "/identity-providers",
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /identity-providers/{key}`
pub static GET_IDENTITY_PROVIDER: Operation = Operation::new(
        "get_identity_provider",
        "IdentityProvider_ReadIdentityProvider",
        Method::GET,
        "/identity-providers/{key}",
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /organization-roles`
pub static LIST_ORGANIZATION_ROLES: Operation = Operation::new(
        "list_organization_roles",
        "OrganizationRole_QueryOrganizationRoles",
        Method::GET,
        "/organization-roles",
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /organization-roles`
pub static CREATE_ORGANIZATION_ROLE: Operation = Operation::new(
        "create_organization_role",
        "OrganizationRole_CreateOrganizationRole",
        Method::POST,
        "/organization-roles",
    )
    .with_permissions(&["User management > Manage organization roles"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /organization-roles/{key}`
pub static GET_ORGANIZATION_ROLE: Operation = Operation::new(
        "get_organization_role",
        "OrganizationRole_ReadOrganizationRole",
        Method::GET,
        "/organization-roles/{key}",
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /organization-roles/{key}`
pub static UPDATE_ORGANIZATION_ROLE: Operation = Operation::new(
        "update_organization_role",
        "OrganizationRole_UpdateOrganizationRole",
        Method::PATCH,
        "/organization-roles/{key}",
    )
    .with_permissions(&["User management > Manage organization roles"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /organization-roles/{key}`
pub static DELETE_ORGANIZATION_ROLE: Operation = Operation::new(
        "delete_organization_role",
        "OrganizationRole_DeleteOrganizationRole",
        Method::DELETE,
        "/organization-roles/{key}",
    )
    .with_permissions(&["User management > Manage organization roles"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /organization-roles/{key}/users`
pub static LIST_ORGANIZATION_ROLE_USERS: Operation = Operation::new(
        "list_organization_role_users",
        "OrganizationRole_QueryUsersByRole",
        Method::GET,
        "/organization-roles/{key}/users",
    )
    .with_permissions(&["User management > View members"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /permissions`
pub static LIST_PERMISSIONS: Operation = Operation::new(
        "list_permissions",
        "Permission_QueryPermissions",
        Method::GET,
        "/permissions",
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /permissions/{key}`
pub static GET_PERMISSION: Operation = Operation::new(
        "get_permission",
        "Permission_ReadPermission",
        Method::GET,
        "/permissions/{key}",
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users/{key}/application-roles/{roleKey}`
pub static GRANT_APPLICATION_ROLE: Operation = Operation::new(
        "grant_application_role",
        "UserApplicationRoles_GrantApplicationRoleToUser",
        Method::POST,
        "/users/{key}/application-roles/{roleKey}",
    )
    .with_permissions(&["User management > Manage end-user access"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /users/{key}/application-roles/{roleKey}`
pub static REVOKE_APPLICATION_ROLE: Operation = Operation::new(
        "revoke_application_role",
        "UserApplicationRoles_RevokeApplicationRoleForUser",
        Method::DELETE,
        "/users/{key}/application-roles/{roleKey}",
    )
    .with_permissions(&["User management > Manage end-user access"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}/application-roles`
pub static LIST_USER_APPLICATION_ROLES: Operation = Operation::new(
        "list_user_application_roles",
        "UserApplicationRoles_QueryUserApplicationRoles",
        Method::GET,
        "/users/{key}/application-roles",
    )
    .with_permissions(&["User management > View end users"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}/organization-roles`
pub static LIST_USER_ORGANIZATION_ROLES: Operation = Operation::new(
        "list_user_organization_roles",
        "UserOrganizationRoles_GetUserOrganizationRoles",
        Method::GET,
        "/users/{key}/organization-roles",
    )
    .with_permissions(
        &["User management > View members", "User management > Manage users"],
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users/{key}/organization-roles/{roleKey}`
pub static GRANT_ORGANIZATION_ROLE: Operation = Operation::new(
        "grant_organization_role",
        "UserOrganizationRoles_GrantOrganizationRoleToUser",
        Method::POST,
        "/users/{key}/organization-roles/{roleKey}",
    )
    .with_permissions(&["User management > Manage member access"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /users/{key}/organization-roles/{roleKey}`
pub static REVOKE_ORGANIZATION_ROLE: Operation = Operation::new(
        "revoke_organization_role",
        "UserOrganizationRoles_RevokeOrganizationRoleForUser",
        Method::DELETE,
        "/users/{key}/organization-roles/{roleKey}",
    )
    .with_permissions(&["User management > Manage member access"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/count`
pub static COUNT_USERS: Operation = Operation::new(
        "count_users",
        "UserProfile_CountUsers",
        Method::GET,
        "/users/count",
    )
    .with_permissions(
        &[
            "User management > View end users",
            "User management > View members",
            "User management > Manage users",
        ],
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users`
pub static LIST_USERS: Operation = Operation::new(
        "list_users",
        "UserProfile_QueryUsers",
        Method::GET,
        "/users",
    )
    .with_permissions(
        &[
            "User management > View end users",
            "User management > View members",
            "User management > Manage users",
        ],
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users`
pub static CREATE_USER: Operation = Operation::new(
        "create_user",
        "UserProfile_CreateUser",
        Method::POST,
        "/users",
    )
    .with_permissions(&["User management > Manage users"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}`
pub static GET_USER: Operation = Operation::new(
        "get_user",
        "UserProfile_GetUser",
        Method::GET,
        "/users/{key}",
    )
    .with_permissions(
        &[
            "User management > View end users",
            "User management > View members",
            "User management > Manage users",
        ],
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /users/{key}`
pub static UPDATE_USER: Operation = Operation::new(
        "update_user",
        "UserProfile_PatchUser",
        Method::PATCH,
        "/users/{key}",
    )
    .with_permissions(&["User management > Manage users"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /users/{key}`
pub static DELETE_USER: Operation = Operation::new(
        "delete_user",
        "UserProfile_DeleteUser",
        Method::DELETE,
        "/users/{key}",
    )
    .with_permissions(&["User management > Manage users"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}/groups`
pub static LIST_USER_GROUPS: Operation = Operation::new(
        "list_user_groups",
        "UserProfile_QueryGroupsByUser",
        Method::GET,
        "/users/{key}/groups",
    )
    .with_permissions(&["User management > Manage end-user groups"])
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
