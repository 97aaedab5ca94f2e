//! Changes the membership of groups. The group's list and the user's list change together.

use uuid::Uuid;

use super::groups::{Group, Membership};
use super::tenant::Tenant;

impl Tenant {
    /// Changes how a user is a member of a group, in both lists. Does nothing when there is no such user or group.
    pub(crate) fn change_membership(
        &mut self,
        group_key: Uuid,
        user_key: Uuid,
        change: impl FnOnce(&mut Membership),
    ) {
        let Some(group) = self.groups.get_mut(&group_key) else {
            return;
        };
        let Some(user) = self.users.get_mut(user_key) else {
            return;
        };
        let mut membership = group.members.get(&user_key).copied().unwrap_or_default();
        change(&mut membership);
        if membership == Membership::default() {
            group.members.remove(&user_key);
            user.groups.retain(|key| *key != group_key);
        } else {
            group.members.insert(user_key, membership);
            if !user.groups.contains(&group_key) {
                user.groups.push(group_key);
            }
        }
    }

    /// Removes a group, and removes it from the lists of its members.
    pub(crate) fn remove_group(&mut self, key: Uuid) -> Option<Group> {
        let group = self.groups.remove(&key)?;
        for user_key in group.members.keys() {
            if let Some(user) = self.users.get_mut(*user_key) {
                user.groups.retain(|held| *held != key);
            }
        }
        Some(group)
    }

    /// Removes a user, and removes the user from all groups. Returns whether the user existed.
    pub(crate) fn remove_user(&mut self, key: Uuid) -> bool {
        let Some(user) = self.users.remove(key) else {
            return false;
        };
        for group in &user.groups {
            if let Some(group) = self.groups.get_mut(group) {
                group.members.remove(&key);
            }
        }
        true
    }
}
