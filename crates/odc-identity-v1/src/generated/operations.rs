// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

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

/// Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs.
pub const SECRETS: &[&str] = &["clientSecret"];

/// `GET /application-roles`
pub static LIST_APPLICATION_ROLES: Operation = Operation::new(
        "list_application_roles",
        "ApplicationRole_QueryApplicationRoles",
        Method::GET,
        "/application-roles",
    )
    .with_about("List application roles")
    .with_parameters(
        &[
            Parameter::new("key", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about(
                    "Key of the application role (end-user role in the portal).",
                ),
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of the asset that owns the role."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an environment (stage in the portal)."),
            Parameter::new("environmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("portfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the role must contain."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Field to sort by: `name` (the default), `environmentKey` or `assetKey`.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Permission("User management > View end users"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /application-roles/{key}/users`
pub static LIST_APPLICATION_ROLE_USERS: Operation = Operation::new(
        "list_application_role_users",
        "ApplicationRole_QueryUsersByApplicationRole",
        Method::GET,
        "/application-roles/{key}/users",
    )
    .with_about("List users who hold an application role")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the application role (end-user role in the portal).",
                ),
            Parameter::new("userKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a single user."),
            Parameter::new("nameOrEmailContains", Place::Query, ValueKind::Text)
                .with_about(
                    "Text that the name or e-mail address of the user must contain.",
                ),
            Parameter::new(
                    "nameOrEmailOrUsernameContains",
                    Place::Query,
                    ValueKind::Text,
                )
                .with_about(
                    "Text that the name, e-mail address or username of the user must contain.",
                ),
            Parameter::new("lastLoginAtSince", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Earliest last login to include."),
            Parameter::new("lastLoginAtTo", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Latest last login to include."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Field to sort by: `userKey`, `name` (the default), `email`, `status` or `lastLoginAt`.",
                ),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["ApplicationRoles", "UserIdentityProviders"])
                .with_about(
                    "Additional data under `_embedded` of each user: `ApplicationRoles`, `UserIdentityProviders`, or both.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Permission("User management > View end users"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users/bulk`
pub static CREATE_USERS_IN_BULK: Operation = Operation::new(
        "create_users_in_bulk",
        "BulkUserProfile_CreateBulkUserProfilesOperation",
        Method::POST,
        "/users/bulk",
    )
    .with_about("Create users in bulk")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/UserProfileCreateApiRequestBulkApiRequest\",\"$defs\":{\"UserProfileCreateApiRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"Display name. Ignored when the call only adds the built-in profile to an existing user.\"},\"email\":{\"type\":[\"string\",\"null\"],\"description\":\"E-mail address. If a user with exactly this address exists and `addToBuiltInIdentityProvider` is true, that user gets the built-in profile.\"},\"isActive\":{\"type\":\"boolean\",\"description\":\"Whether the account starts as `Active` (default, `true`) or `Inactive`.\"},\"photoUrl\":{\"type\":[\"string\",\"null\"],\"description\":\"URL of a picture. Ignored when the call only adds the built-in profile to an existing user.\"},\"addToBuiltInIdentityProvider\":{\"type\":\"boolean\",\"description\":\"Whether the user gets a profile at the built-in identity provider; `false` by default. The user sets a first password later, by requesting a password reset.\"},\"identityProviderKey\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\",\"description\":\"Key of an external provider at which a profile is created or linked. Use it with `subject` or `username`.\"},\"subject\":{\"type\":[\"string\",\"null\"],\"description\":\"The user's subject claim at the provider. The first login is matched by it.\"},\"username\":{\"type\":[\"string\",\"null\"],\"description\":\"The user's name at the provider, for providers that match users by name.\"}},\"additionalProperties\":false,\"description\":\"Data of a user to create. The schema requires no field. One guide sends only `email`, another also sends `name` and `photoUrl`. The service sends no e-mail and grants no role.\"},\"UserProfileCreateApiRequestBulkApiRequest\":{\"required\":[\"records\"],\"type\":\"object\",\"properties\":{\"records\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/UserProfileCreateApiRequest\"},\"description\":\"1 to 100 users, each with the same fields as in a single creation. For any other number the service returns 400.\"}},\"additionalProperties\":false,\"description\":\"Users to create in one bulk operation.\"}}}",
            )
            .with_required(),
    )
    .with_success(202u16, Success::Json)
    .with_requirement(Requirement::Permission("User management > Manage users"))
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
    .with_about("Get the status of a bulk creation")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_required()
                .with_about(
                    "Key of the bulk operation, from the response of `POST /users/bulk`.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Permission("User management > Manage users"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups/{key}/users`
pub static LIST_GROUP_USERS: Operation = Operation::new(
        "list_group_users",
        "Group_QueryUsersFromGroup",
        Method::GET,
        "/groups/{key}/users",
    )
    .with_about("List users of a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
            Parameter::new("userKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a single user."),
            Parameter::new("userKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of users."),
            Parameter::new("nameOrEmailContains", Place::Query, ValueKind::Text)
                .with_about(
                    "Text that the name or e-mail address of the user must contain.",
                ),
            Parameter::new(
                    "nameOrEmailOrUsernameContains",
                    Place::Query,
                    ValueKind::Text,
                )
                .with_about(
                    "Text that the name, e-mail address or username of the user must contain.",
                ),
            Parameter::new("lastLoginAtSince", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Earliest last login to include."),
            Parameter::new("lastLoginAtTo", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Latest last login to include."),
            Parameter::new("membershipType", Place::Query, ValueKind::Text)
                .with_values(&["Assigned", "Mapped"])
                .with_about(
                    "Kind of membership to include: `Assigned` for users who were added directly, `Mapped` for users who joined through an identity-provider claim mapping.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Field of the user to sort by: `key`, `name` (the default), `email`, `status` or `lastLoginAt`.",
                ),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["ApplicationRoles", "UserIdentityProviders"])
                .with_about(
                    "Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the portal), `UserIdentityProviders`, or both.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /groups/{key}/users`
pub static MODIFY_GROUP_USERS: Operation = Operation::new(
        "modify_group_users",
        "Group_AddOrRemoveUsersFromGroup",
        Method::PATCH,
        "/groups/{key}/users",
    )
    .with_about("Add or remove users of a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PatchUsersByGroupRequest\",\"$defs\":{\"PatchUsersByGroupRequest\":{\"type\":\"object\",\"properties\":{\"userKeysToAdd\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the users who become direct members.\"},\"userKeysToRemove\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the users to remove. A membership through a claim mapping cannot be ended this way.\"}},\"additionalProperties\":false,\"description\":\"Users to add to a group and to remove from it. One request may contain both lists. The effect of a key in both lists is not documented.\"}}}",
            )
            .with_required(),
    )
    .with_success(200u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups`
pub static LIST_GROUPS: Operation = Operation::new(
        "list_groups",
        "Group_QueryGroups",
        Method::GET,
        "/groups",
    )
    .with_about("List groups")
    .with_parameters(
        &[
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the group must contain."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an environment (stage in the portal)."),
            Parameter::new("environmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("identityProviderKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an identity provider."),
            Parameter::new("portfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /groups`
pub static CREATE_GROUP: Operation = Operation::new(
        "create_group",
        "Group_CreateGroup",
        Method::POST,
        "/groups",
    )
    .with_about("Create a group")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/GroupCreateRequest\",\"$defs\":{\"GroupCreateRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"Name for the group. The portal requires one.\"},\"description\":{\"type\":[\"string\",\"null\"],\"description\":\"Optional text about the group.\"},\"environmentKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the environment (stage in the portal) in which to create the group. It cannot be changed afterwards.\"},\"applicationRoleKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the application roles that the members will receive.\"},\"userKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the first members.\"}},\"additionalProperties\":false,\"description\":\"Data of a new group. Users and application roles (end-user roles in the portal) can be added now or later. Claim mappings cannot be set here.\"}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups/{key}`
pub static GET_GROUP: Operation = Operation::new(
        "get_group",
        "Group_ReadGroup",
        Method::GET,
        "/groups/{key}",
    )
    .with_about("Get a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /groups/{key}`
pub static UPDATE_GROUP: Operation = Operation::new(
        "update_group",
        "Group_UpdateGroup",
        Method::PATCH,
        "/groups/{key}",
    )
    .with_about("Change the name or description of a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PatchGroupRequest\",\"$defs\":{\"PatchGroupRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"New name of the group.\"},\"description\":{\"type\":[\"string\",\"null\"],\"description\":\"New description of the group.\"}},\"additionalProperties\":false,\"description\":\"New name and description of a group. Its environment (stage in the portal) cannot be changed. Other operations change its members and roles.\"}}}",
            )
            .with_required(),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /groups/{key}`
pub static DELETE_GROUP: Operation = Operation::new(
        "delete_group",
        "Group_DeleteGroup",
        Method::DELETE,
        "/groups/{key}",
    )
    .with_about("Delete a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
        ],
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /groups/{key}/application-roles`
pub static LIST_GROUP_APPLICATION_ROLES: Operation = Operation::new(
        "list_group_application_roles",
        "Group_QueryApplicationRolesGroups",
        Method::GET,
        "/groups/{key}/application-roles",
    )
    .with_about("List application roles of a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of the asset that owns the role."),
            Parameter::new("applicationRoleKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about(
                    "Key of a single application role (end-user role in the portal).",
                ),
            Parameter::new("applicationRoleKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of application roles."),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the role must contain."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about("Field to sort by: `name` (the default) or `assetKey`."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /groups/{key}/application-roles`
pub static MODIFY_GROUP_APPLICATION_ROLES: Operation = Operation::new(
        "modify_group_application_roles",
        "Group_ModifyGroupApplicationRoles",
        Method::PATCH,
        "/groups/{key}/application-roles",
    )
    .with_about("Add or remove application roles of a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PatchGroupApplicationRolesRequest\",\"$defs\":{\"PatchGroupApplicationRolesRequest\":{\"type\":\"object\",\"properties\":{\"applicationRoleKeysToAdd\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the roles that the group will receive.\"},\"applicationRoleKeysToRemove\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the roles to remove from the group.\"}},\"additionalProperties\":false,\"description\":\"Application roles (end-user roles in the portal) to add to a group and to remove from it. One request may contain both lists. The effect of a key in both lists is not documented.\"}}}",
            )
            .with_required(),
    )
    .with_success(200u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /groups/{key}/claim-mappings/{mappingKey}`
pub static DELETE_GROUP_CLAIM_MAPPING: Operation = Operation::new(
        "delete_group_claim_mapping",
        "GroupIdpClaimMapping_DeleteGroupIdpClaimMapping",
        Method::DELETE,
        "/groups/{key}/claim-mappings/{mappingKey}",
    )
    .with_about("Delete a claim mapping of a group")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the group."),
            Parameter::new("mappingKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the claim mapping, from `groupIdpClaimMappings` of the group.",
                ),
        ],
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /identity-providers`
pub static LIST_IDENTITY_PROVIDERS: Operation = Operation::new(
        "list_identity_providers",
        "IdentityProvider_QueryIdentityProviders",
        Method::GET,
        "/identity-providers",
    )
    .with_about("List identity providers")
    .with_parameters(
        &[
            Parameter::new("key", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a single identity provider to return."),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the provider must contain."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /identity-providers/{key}`
pub static GET_IDENTITY_PROVIDER: Operation = Operation::new(
        "get_identity_provider",
        "IdentityProvider_ReadIdentityProvider",
        Method::GET,
        "/identity-providers/{key}",
    )
    .with_about("Get an identity provider")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the identity provider."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /organization-roles`
pub static LIST_ORGANIZATION_ROLES: Operation = Operation::new(
        "list_organization_roles",
        "OrganizationRole_QueryOrganizationRoles",
        Method::GET,
        "/organization-roles",
    )
    .with_about("List organization roles")
    .with_parameters(
        &[
            Parameter::new("roleKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a single organization role to return."),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the role must contain."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about("Field to sort by."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /organization-roles`
pub static CREATE_ORGANIZATION_ROLE: Operation = Operation::new(
        "create_organization_role",
        "OrganizationRole_CreateOrganizationRole",
        Method::POST,
        "/organization-roles",
    )
    .with_about("Create an organization role")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/OrganizationRoleCreateRequest\",\"$defs\":{\"OrganizationRoleCreateRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"Name for the role.\"},\"permissions\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/PermissionDetailsRequest\"},\"description\":\"Permissions that the role will have.\"}},\"additionalProperties\":false,\"description\":\"Name and permissions of a new organization role.\"},\"PermissionDetailsRequest\":{\"type\":\"object\",\"properties\":{\"permissionKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the permission to include, as listed under `/permissions`.\"},\"environmentKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Environments to which the permission is limited.\"},\"portfolioKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Portfolios to which the permission is limited.\"},\"claimName\":{\"type\":[\"string\",\"null\"],\"description\":\"Claim name of the permission.\"},\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"Readable name of the permission.\"}},\"additionalProperties\":false,\"description\":\"One permission for a new or changed organization role, with its limits to environments (stages in the portal) and portfolios. Limits are meant only for permissions that allow them (`allowStages`, `allowPortfolios`).\"}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(
        Requirement::Permission("User management > Manage organization roles"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /organization-roles/{key}`
pub static GET_ORGANIZATION_ROLE: Operation = Operation::new(
        "get_organization_role",
        "OrganizationRole_ReadOrganizationRole",
        Method::GET,
        "/organization-roles/{key}",
    )
    .with_about("Get an organization role")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the organization role."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /organization-roles/{key}`
pub static UPDATE_ORGANIZATION_ROLE: Operation = Operation::new(
        "update_organization_role",
        "OrganizationRole_UpdateOrganizationRole",
        Method::PATCH,
        "/organization-roles/{key}",
    )
    .with_about("Change an organization role")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the organization role."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/OrganizationRoleUpdateRequest\",\"$defs\":{\"OrganizationRoleUpdateRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"New name of the role.\"},\"permissions\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/PermissionDetailsRequest\"},\"description\":\"Permissions that the role will have.\"}},\"additionalProperties\":false,\"description\":\"Changes to an organization role. It is not documented whether `permissions` replaces the present set or is merged into it. Sending the full set is correct in both cases, except when something is to be removed.\"},\"PermissionDetailsRequest\":{\"type\":\"object\",\"properties\":{\"permissionKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the permission to include, as listed under `/permissions`.\"},\"environmentKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Environments to which the permission is limited.\"},\"portfolioKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Portfolios to which the permission is limited.\"},\"claimName\":{\"type\":[\"string\",\"null\"],\"description\":\"Claim name of the permission.\"},\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"Readable name of the permission.\"}},\"additionalProperties\":false,\"description\":\"One permission for a new or changed organization role, with its limits to environments (stages in the portal) and portfolios. Limits are meant only for permissions that allow them (`allowStages`, `allowPortfolios`).\"}}}",
            )
            .with_required(),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage organization roles"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /organization-roles/{key}`
pub static DELETE_ORGANIZATION_ROLE: Operation = Operation::new(
        "delete_organization_role",
        "OrganizationRole_DeleteOrganizationRole",
        Method::DELETE,
        "/organization-roles/{key}",
    )
    .with_about("Delete an organization role")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the organization role."),
        ],
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage organization roles"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /organization-roles/{key}/users`
pub static LIST_ORGANIZATION_ROLE_USERS: Operation = Operation::new(
        "list_organization_role_users",
        "OrganizationRole_QueryUsersByRole",
        Method::GET,
        "/organization-roles/{key}/users",
    )
    .with_about("List users who hold an organization role")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the organization role."),
            Parameter::new("nameOrEmailContains", Place::Query, ValueKind::Text)
                .with_about(
                    "Text that the name or e-mail address of the user must contain.",
                ),
            Parameter::new(
                    "nameOrEmailOrUsernameContains",
                    Place::Query,
                    ValueKind::Text,
                )
                .with_about(
                    "Text that the name, e-mail address or username of the user must contain.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Field to sort by: `userKey`, `name` (the default), `email`, `status` or `lastLoginAt`.",
                ),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["ApplicationRoles", "UserIdentityProviders"])
                .with_about(
                    "Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the portal), `UserIdentityProviders`, or both.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Permission("User management > View members"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /permissions`
pub static LIST_PERMISSIONS: Operation = Operation::new(
        "list_permissions",
        "Permission_QueryPermissions",
        Method::GET,
        "/permissions",
    )
    .with_about("List permissions")
    .with_parameters(
        &[
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the permission must contain."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /permissions/{key}`
pub static GET_PERMISSION: Operation = Operation::new(
        "get_permission",
        "Permission_ReadPermission",
        Method::GET,
        "/permissions/{key}",
    )
    .with_about("Get a permission")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the permission."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users/{key}/application-roles/{roleKey}`
pub static GRANT_APPLICATION_ROLE: Operation = Operation::new(
        "grant_application_role",
        "UserApplicationRoles_GrantApplicationRoleToUser",
        Method::POST,
        "/users/{key}/application-roles/{roleKey}",
    )
    .with_about("Grant an application role to a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("roleKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the application role (end-user role in the portal) to grant.",
                ),
        ],
    )
    .with_success(201u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user access"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /users/{key}/application-roles/{roleKey}`
pub static REVOKE_APPLICATION_ROLE: Operation = Operation::new(
        "revoke_application_role",
        "UserApplicationRoles_RevokeApplicationRoleForUser",
        Method::DELETE,
        "/users/{key}/application-roles/{roleKey}",
    )
    .with_about("Revoke an application role from a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("roleKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the application role (end-user role in the portal) to revoke.",
                ),
        ],
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(
        Requirement::Permission("User management > Manage end-user access"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}/application-roles`
pub static LIST_USER_APPLICATION_ROLES: Operation = Operation::new(
        "list_user_application_roles",
        "UserApplicationRoles_QueryUserApplicationRoles",
        Method::GET,
        "/users/{key}/application-roles",
    )
    .with_about("List application roles of a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the role must contain."),
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of the asset that owns the role."),
            Parameter::new("assetKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of assets that own the roles."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an environment (stage in the portal)."),
            Parameter::new("environmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("portfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("groupKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of groups."),
            Parameter::new("applicationRoleKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of application roles (end-user roles in the portal)."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Field to sort by: `name` (the default), `environmentKey` or `assetKey`.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("assignmentSources", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["Direct", "GroupAssigned", "GroupMapped"])
                .with_about(
                    "Sources of the roles: `Direct` (granted to the user), `GroupAssigned` (through a group to which the user was added), `GroupMapped` (through a group that the user joined by a claim mapping).",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Permission("User management > View end users"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}/organization-roles`
pub static LIST_USER_ORGANIZATION_ROLES: Operation = Operation::new(
        "list_user_organization_roles",
        "UserOrganizationRoles_GetUserOrganizationRoles",
        Method::GET,
        "/users/{key}/organization-roles",
    )
    .with_about("List organization roles of a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("scopes", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["Organization", "Asset"])
                .with_about(
                    "Scopes of the assignments: `Organization`, `Asset` or both.",
                ),
            Parameter::new("assetKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of assets."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(
        Requirement::AnyOf(
            &[
                Requirement::Permission("User management > View members"),
                Requirement::Permission("User management > Manage users"),
            ],
        ),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users/{key}/organization-roles/{roleKey}`
pub static GRANT_ORGANIZATION_ROLE: Operation = Operation::new(
        "grant_organization_role",
        "UserOrganizationRoles_GrantOrganizationRoleToUser",
        Method::POST,
        "/users/{key}/organization-roles/{roleKey}",
    )
    .with_about("Grant an organization role to a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("roleKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the organization role to grant."),
        ],
    )
    .with_body(
        RequestBody::new(
            "application/json",
            "{\"$ref\":\"#/$defs/GrantDetailsRequest\",\"$defs\":{\"GrantDetailsRequest\":{\"type\":\"object\",\"properties\":{\"grantPeriod\":{\"$ref\":\"#/$defs/GrantPeriodApiModel\"},\"assetKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the assets for which the role is granted. They make the grant asset-scoped.\"},\"portfolioKey\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\",\"description\":\"Portfolio of an asset-scoped grant. The default is the main portfolio. It has no meaning for other grants.\"}},\"additionalProperties\":false,\"description\":\"Optional conditions of an organization role grant: its period and the assets to which it is limited. A body with only `assetKeys` is a complete asset-scoped grant.\"},\"GrantPeriodApiModel\":{\"type\":\"object\",\"properties\":{\"startTime\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\",\"description\":\"Timestamp from which the role applies, RFC 3339 in UTC.\"},\"endTime\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\",\"description\":\"Timestamp at which the role stops applying, RFC 3339 in UTC.\"}},\"additionalProperties\":false,\"description\":\"Period during which an organization role assignment is valid. Its start and its end may be null.\"}}}",
        ),
    )
    .with_success(201u16, Success::Nothing)
    .with_requirement(Requirement::Permission("User management > Manage member access"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /users/{key}/organization-roles/{roleKey}`
pub static REVOKE_ORGANIZATION_ROLE: Operation = Operation::new(
        "revoke_organization_role",
        "UserOrganizationRoles_RevokeOrganizationRoleForUser",
        Method::DELETE,
        "/users/{key}/organization-roles/{roleKey}",
    )
    .with_about("Revoke an organization role from a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("roleKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the organization role to revoke."),
        ],
    )
    .with_body(
        RequestBody::new(
            "application/json",
            "{\"$ref\":\"#/$defs/RevokeDetailsRequest\",\"$defs\":{\"RevokeDetailsRequest\":{\"type\":\"object\",\"properties\":{\"assetKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"format\":\"uuid\"},\"description\":\"Keys of the assets. The asset-scoped assignments of the role for these assets will end.\"}},\"additionalProperties\":false,\"description\":\"Body of an organization role revocation. It is sent with the DELETE request.\"}}}",
        ),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(Requirement::Permission("User management > Manage member access"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/count`
pub static COUNT_USERS: Operation = Operation::new(
        "count_users",
        "UserProfile_CountUsers",
        Method::GET,
        "/users/count",
    )
    .with_about("Count users")
    .with_parameters(
        &[
            Parameter::new("domains", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_about(
                    "Domains of the users to include, for example `example.com`.",
                ),
            Parameter::new("status", Place::Query, ValueKind::Text)
                .with_values(&["Active", "Invited", "Inactive", "PendingRegistration"])
                .with_about(
                    "Status of the users to include: `Active`, `Inactive`, `Invited` or `PendingRegistration`.",
                ),
            Parameter::new("hasOrganizationRoles", Place::Query, ValueKind::Boolean)
                .with_about("`true` selects only users who hold organization roles."),
            Parameter::new("hasApplicationRoles", Place::Query, ValueKind::Boolean)
                .with_about(
                    "`true` selects only users who hold application roles (end-user roles in the portal).",
                ),
            Parameter::new("environmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("portfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("loggedInEnvironmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("loggedInPortfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("lastLoginAtSince", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Earliest last login to include."),
            Parameter::new("lastLoginAtTo", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Latest last login to include."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(
        Requirement::AnyOf(
            &[
                Requirement::Permission("User management > View end users"),
                Requirement::Permission("User management > View members"),
                Requirement::Permission("User management > Manage users"),
            ],
        ),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users`
pub static LIST_USERS: Operation = Operation::new(
        "list_users",
        "UserProfile_QueryUsers",
        Method::GET,
        "/users",
    )
    .with_about("List users")
    .with_parameters(
        &[
            Parameter::new("nameOrEmailContains", Place::Query, ValueKind::Text)
                .with_about(
                    "Text that the name or e-mail address of the user must contain.",
                ),
            Parameter::new(
                    "nameOrEmailOrUsernameContains",
                    Place::Query,
                    ValueKind::Text,
                )
                .with_about(
                    "Text that the name, e-mail address or username of the user must contain.",
                ),
            Parameter::new("userKeys", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about(
                    "Keys of the users to return, at most 20, in one string and separated by commas.",
                ),
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an asset."),
            Parameter::new("status", Place::Query, ValueKind::Text)
                .with_values(&["Active", "Invited", "Inactive", "PendingRegistration"])
                .with_about(
                    "Status of the users to include: `Active`, `Inactive`, `Invited` or `PendingRegistration`.",
                ),
            Parameter::new("lastLoginAtSince", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Earliest last login to include."),
            Parameter::new("lastLoginAtTo", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("Latest last login to include."),
            Parameter::new("hasOrganizationRoles", Place::Query, ValueKind::Boolean)
                .with_about("`true` selects only users who hold organization roles."),
            Parameter::new("hasApplicationRoles", Place::Query, ValueKind::Boolean)
                .with_about(
                    "`true` selects only users who hold application roles (end-user roles in the portal).",
                ),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Field to sort by: `key`, `name` (the default), `email`, `status` or `lastLoginAt`.",
                ),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an environment (stage in the portal)."),
            Parameter::new("environmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("portfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("domains", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_about(
                    "Domains of the users to include, for example `example.com`.",
                ),
            Parameter::new("loggedInEnvironmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("loggedInPortfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["ApplicationRoles", "UserIdentityProviders"])
                .with_about(
                    "Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the portal), `UserIdentityProviders`, or both.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(
        Requirement::AnyOf(
            &[
                Requirement::Permission("User management > View end users"),
                Requirement::Permission("User management > View members"),
                Requirement::Permission("User management > Manage users"),
            ],
        ),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `POST /users`
pub static CREATE_USER: Operation = Operation::new(
        "create_user",
        "UserProfile_CreateUser",
        Method::POST,
        "/users",
    )
    .with_about("Create a user")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/UserProfileCreateApiRequest\",\"$defs\":{\"UserProfileCreateApiRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"Display name. Ignored when the call only adds the built-in profile to an existing user.\"},\"email\":{\"type\":[\"string\",\"null\"],\"description\":\"E-mail address. If a user with exactly this address exists and `addToBuiltInIdentityProvider` is true, that user gets the built-in profile.\"},\"isActive\":{\"type\":\"boolean\",\"description\":\"Whether the account starts as `Active` (default, `true`) or `Inactive`.\"},\"photoUrl\":{\"type\":[\"string\",\"null\"],\"description\":\"URL of a picture. Ignored when the call only adds the built-in profile to an existing user.\"},\"addToBuiltInIdentityProvider\":{\"type\":\"boolean\",\"description\":\"Whether the user gets a profile at the built-in identity provider; `false` by default. The user sets a first password later, by requesting a password reset.\"},\"identityProviderKey\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\",\"description\":\"Key of an external provider at which a profile is created or linked. Use it with `subject` or `username`.\"},\"subject\":{\"type\":[\"string\",\"null\"],\"description\":\"The user's subject claim at the provider. The first login is matched by it.\"},\"username\":{\"type\":[\"string\",\"null\"],\"description\":\"The user's name at the provider, for providers that match users by name.\"}},\"additionalProperties\":false,\"description\":\"Data of a user to create. The schema requires no field. One guide sends only `email`, another also sends `name` and `photoUrl`. The service sends no e-mail and grants no role.\"}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(Requirement::Permission("User management > Manage users"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}`
pub static GET_USER: Operation = Operation::new(
        "get_user",
        "UserProfile_GetUser",
        Method::GET,
        "/users/{key}",
    )
    .with_about("Get a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["ApplicationRoles", "UserIdentityProviders"])
                .with_about(
                    "Additional data under `_embedded`: `ApplicationRoles` (end-user roles in the portal), `UserIdentityProviders`, or both.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(
        Requirement::AnyOf(
            &[
                Requirement::Permission("User management > View end users"),
                Requirement::Permission("User management > View members"),
                Requirement::Permission("User management > Manage users"),
            ],
        ),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `PATCH /users/{key}`
pub static UPDATE_USER: Operation = Operation::new(
        "update_user",
        "UserProfile_PatchUser",
        Method::PATCH,
        "/users/{key}",
    )
    .with_about("Change a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/UserProfilePatchRequest\",\"$defs\":{\"UserProfilePatchRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"New display name.\"},\"isActive\":{\"type\":[\"boolean\",\"null\"],\"description\":\"`true` activates the account. `false` deactivates it, which blocks every login.\"},\"photoUrl\":{\"type\":[\"string\",\"null\"],\"description\":\"New picture URL.\"}},\"additionalProperties\":false,\"description\":\"Changes to a user. The e-mail address and the identity provider profiles cannot be changed through the API. The effect of an absent or `null` field is not documented.\"}}}",
            )
            .with_required(),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(Requirement::Permission("User management > Manage users"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `DELETE /users/{key}`
pub static DELETE_USER: Operation = Operation::new(
        "delete_user",
        "UserProfile_DeleteUser",
        Method::DELETE,
        "/users/{key}",
    )
    .with_about("Delete a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
        ],
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(Requirement::Permission("User management > Manage users"))
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
/// `GET /users/{key}/groups`
pub static LIST_USER_GROUPS: Operation = Operation::new(
        "list_user_groups",
        "UserProfile_QueryGroupsByUser",
        Method::GET,
        "/users/{key}/groups",
    )
    .with_about("List groups of a user")
    .with_parameters(
        &[
            Parameter::new("key", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the user."),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the group must contain."),
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an asset that limits the list of groups."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an environment (stage in the portal)."),
            Parameter::new("environmentKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of environments (stages in the portal)."),
            Parameter::new("portfolioKeys", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios."),
            Parameter::new("membershipType", Place::Query, ValueKind::Text)
                .with_values(&["Assigned", "Mapped"])
                .with_about(
                    "Kind of membership to include: `Assigned` for users who were added directly, `Mapped` for users who joined through an identity-provider claim mapping.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(
        Requirement::Permission("User management > Manage end-user groups"),
    )
    .with_rate_limits(&[RateLimit::per_minute("identity", 100u32)]);
