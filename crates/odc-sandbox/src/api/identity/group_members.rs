//! The members of a group, and how they became members.

use super::groups::group_of_path;
use super::responses;
use super::user_filter::{Embed, Logins, Texts, lets_through};
use super::users::{SORT_FIELDS, sort_key};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{Membership, MembershipType, Tenant, User};

/// `GET /groups/{key}/users`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let keys = query.one_or_many("userKey", "userKeys")?;
    let texts = Texts::parse(query)?;
    let logins = Logins::parse(query)?;
    let kind: Option<MembershipType> = query.one_of("membershipType")?;
    let embeds: Vec<Embed> = query.many_of("embed")?;
    let sort = query.sort(&SORT_FIELDS)?;
    let page = query.page()?;
    let group = group_of_path(call, tenant)?;
    let wanted = |(user, membership): &(&User, Membership)| {
        lets_through(&keys, user.key)
            && texts.matches(user)
            && logins.matches(user)
            && kind.is_none_or(|kind| membership.has_type(kind))
    };
    let members = group.members.iter();
    let members =
        members.filter_map(|(key, membership)| Some((tenant.users.get(*key)?, *membership)));
    let mut members: Vec<_> = members.filter(wanted).collect();
    sort.apply(&mut members, |field, (user, _)| {
        sort_key(&tenant.users, field, user.key)
    });
    Reply::ok(&page.write(&members, |(user, membership)| {
        responses::group_user(call, tenant, user, *membership, &embeds)
    })?)
}
