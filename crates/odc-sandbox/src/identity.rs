//! The identity API, version 1.

mod answers;
mod application_roles;
mod user_filter;
mod users;

use axum::http::Method;

use crate::call::{Call, Outcome};
use crate::model::Tenant;
use crate::operation::{Api, Operation};
use crate::permission::Permission::{self, ManageUsers, ViewEndUsers, ViewMembers};

const ANY_USERS: &[Permission] = &[ViewEndUsers, ViewMembers, ManageUsers];

const fn operation(
    id: &'static str,
    name: &'static str,
    method: Method,
    path: &'static str,
    needs: &'static [Permission],
    handler: fn(&Call, &mut Tenant) -> Outcome,
) -> Operation {
    Operation {
        id,
        name,
        api: Api::IdentityV1,
        method,
        path,
        needs,
        handler,
    }
}

/// Every operation of this API.
#[rustfmt::skip]
pub(crate) static OPERATIONS: &[Operation] = &[
    operation("ApplicationRole_QueryApplicationRoles", "list_application_roles",
        Method::GET, "/application-roles", &[ViewEndUsers], application_roles::list),
    operation("UserProfile_QueryUsers", "list_users",
        Method::GET, "/users", ANY_USERS, users::list),
    operation("UserProfile_CreateUser", "create_user",
        Method::POST, "/users", &[ManageUsers], users::create),
    operation("UserProfile_GetUser", "get_user",
        Method::GET, "/users/{key}", ANY_USERS, users::get),
];
