//! Who is in a group, and by which way.

use super::answers;
use super::groups::managed;
use super::user_filter::{Embed, Logins, Texts, any_of};
use super::users::{SORT_FIELDS, sort_key};
use crate::api::call::{Call, Outcome, Reply};
use crate::model::{Membership, MembershipType, Tenant, User};

/// `GET /groups/{key}/users`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> Outcome {
    let query = &call.query;
    let keys = query.either("userKey", "userKeys")?;
    let texts = Texts::parse(query)?;
    let logins = Logins::parse(query)?;
    let kind: Option<MembershipType> = query.one_of("membershipType")?;
    let embeds: Vec<Embed> = query.many_of("embed")?;
    let sort = query.sort(&SORT_FIELDS)?;
    let page = query.page()?;
    let group = managed(call, tenant)?;
    let wanted = |(user, membership): &(&User, Membership)| {
        any_of(&keys, user.key)
            && texts.matches(user)
            && logins.matches(user)
            && kind.is_none_or(|kind| membership.is(kind))
    };
    let members = group.members.iter();
    let members =
        members.filter_map(|(key, membership)| Some((tenant.users.get(*key)?, *membership)));
    let mut members: Vec<_> = members.filter(wanted).collect();
    sort.apply(&mut members, |field, (user, _)| {
        sort_key(&tenant.users, field, user.key)
    });
    Reply::ok(&page.answer(&members, |(user, membership)| {
        answers::group_user(call, tenant, user, *membership, &embeds)
    })?)
}
