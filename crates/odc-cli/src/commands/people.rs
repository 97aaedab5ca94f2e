//! Shared by the commands about users, groups and roles.

mod changes;
mod find;
mod members;
mod sources;
mod text;

pub(super) use changes::{Outcome, Row, check_columns, finish, is_of_one, shown_by};
pub(super) use find::{
    LIST_SEPARATOR, RoleOrGroup, USER_OPERATIONS, group, groups, key_of, names_in_files,
    organization_role, pick, role, roles, user,
};
pub(super) use members::{Members, Present, change_members, member_key, members};
pub(super) use sources::{Source, sources};
pub(super) use text::display;
