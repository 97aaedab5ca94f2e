//! The identity API, version 1.

mod application_roles;
mod bulk;
mod catalogue;
mod group_members;
mod groups;
mod organization_responses;
mod organization_roles;
mod responses;
mod user_filter;
mod user_organization_roles;
mod user_roles;
mod users;

use odc_identity_v1::operations as of;
use odc_runtime::Operation;

use crate::api::call::{Call, HandlerResult};
use crate::api::operation::{Api, Served};
use crate::model::Tenant;

const fn served(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::IdentityV1,
        operation,
        handler,
    }
}

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Served] = &[
    served(&of::LIST_APPLICATION_ROLES, application_roles::list),
    served(
        &of::LIST_APPLICATION_ROLE_USERS,
        application_roles::list_users,
    ),
    served(&of::CREATE_USERS_IN_BULK, bulk::create),
    served(&of::GET_BULK_USER_OPERATION, bulk::status),
    served(&of::LIST_GROUP_USERS, group_members::list),
    served(&of::MODIFY_GROUP_USERS, groups::modify_users),
    served(&of::LIST_GROUPS, groups::list),
    served(&of::CREATE_GROUP, groups::create),
    served(&of::GET_GROUP, groups::get),
    served(&of::UPDATE_GROUP, groups::update),
    served(&of::DELETE_GROUP, groups::delete),
    served(&of::LIST_GROUP_APPLICATION_ROLES, groups::list_roles),
    served(&of::MODIFY_GROUP_APPLICATION_ROLES, groups::modify_roles),
    served(
        &of::DELETE_GROUP_CLAIM_MAPPING,
        groups::delete_claim_mapping,
    ),
    served(&of::LIST_IDENTITY_PROVIDERS, catalogue::list_providers),
    served(&of::GET_IDENTITY_PROVIDER, catalogue::get_provider),
    served(&of::LIST_ORGANIZATION_ROLES, organization_roles::list),
    served(&of::CREATE_ORGANIZATION_ROLE, organization_roles::create),
    served(&of::GET_ORGANIZATION_ROLE, organization_roles::get),
    served(&of::UPDATE_ORGANIZATION_ROLE, organization_roles::update),
    served(&of::DELETE_ORGANIZATION_ROLE, organization_roles::delete),
    served(
        &of::LIST_ORGANIZATION_ROLE_USERS,
        organization_roles::list_users,
    ),
    served(&of::LIST_PERMISSIONS, catalogue::list_permissions),
    served(&of::GET_PERMISSION, catalogue::get_permission),
    served(&of::GRANT_APPLICATION_ROLE, user_roles::grant),
    served(&of::REVOKE_APPLICATION_ROLE, user_roles::revoke),
    served(&of::LIST_USER_APPLICATION_ROLES, user_roles::list),
    served(
        &of::LIST_USER_ORGANIZATION_ROLES,
        user_organization_roles::list,
    ),
    served(&of::GRANT_ORGANIZATION_ROLE, user_organization_roles::grant),
    served(
        &of::REVOKE_ORGANIZATION_ROLE,
        user_organization_roles::revoke,
    ),
    served(&of::COUNT_USERS, users::count_users),
    served(&of::LIST_USERS, users::list),
    served(&of::CREATE_USER, users::create),
    served(&of::GET_USER, users::get),
    served(&of::UPDATE_USER, users::update),
    served(&of::DELETE_USER, users::delete),
    served(&of::LIST_USER_GROUPS, groups::list_of_user),
];
