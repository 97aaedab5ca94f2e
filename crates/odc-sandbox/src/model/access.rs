//! Finds the application roles that a user holds, directly or through groups.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::groups::Membership;
use super::stages::ApplicationRole;
use super::tenant::Tenant;
use super::users::User;

/// An application role of a user, with all the ways in which the user holds it.
#[derive(Debug)]
pub(crate) struct HeldRole<'a> {
    pub(crate) role: &'a ApplicationRole,
    pub(crate) is_direct: bool,
    pub(crate) groups: Vec<(Uuid, Membership)>,
}

impl Tenant {
    /// All application roles of a user, by name.
    pub(crate) fn roles_of(&self, user: &User) -> Vec<HeldRole<'_>> {
        let mut held: BTreeMap<Uuid, HeldRole<'_>> = BTreeMap::new();
        for role in user
            .roles
            .iter()
            .filter_map(|key| self.application_roles.get(key))
        {
            held.entry(role.key).or_insert(HeldRole {
                role,
                is_direct: true,
                groups: Vec::new(),
            });
        }
        for group in user.groups.iter().filter_map(|key| self.groups.get(key)) {
            let Some(membership) = group.members.get(&user.key) else {
                continue;
            };
            for role in group
                .roles
                .iter()
                .filter_map(|key| self.application_roles.get(key))
            {
                let nothing = HeldRole {
                    role,
                    is_direct: false,
                    groups: Vec::new(),
                };
                held.entry(role.key)
                    .or_insert(nothing)
                    .groups
                    .push((group.key, *membership));
            }
        }
        let mut held: Vec<_> = held.into_values().collect();
        held.sort_by(|a, b| (&a.role.name, a.role.key).cmp(&(&b.role.name, b.role.key)));
        held
    }

    /// Whether a user holds, directly or through a group, an application role that `wanted` accepts.
    pub(crate) fn holds_role(
        &self,
        user: &User,
        wanted: impl Fn(&ApplicationRole) -> bool,
    ) -> bool {
        let through_groups = user.groups.iter().filter_map(|key| self.groups.get(key));
        let inherited = through_groups.flat_map(|group| &group.roles);
        let mut all = user.roles.iter().chain(inherited);
        all.any(|key| self.application_roles.get(key).is_some_and(&wanted))
    }

    pub(crate) fn has_application_roles(&self, user: &User) -> bool {
        self.holds_role(user, |_| true)
    }
}
