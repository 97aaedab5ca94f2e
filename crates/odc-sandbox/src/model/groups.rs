//! Groups of end users, and how users come to be in them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Tenant;
use crate::named::named;
use crate::unique;

named! {
    /// How a user came into a group; one user may be in it both ways.
    pub(crate) enum MembershipType {
        Assigned = "Assigned",
        Mapped = "Mapped",
    }
}

/// A user's ways into a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Membership {
    pub(crate) assigned: bool,
    pub(crate) mapped: bool,
}

impl Membership {
    pub(crate) fn types(self) -> Vec<MembershipType> {
        let assigned = self.assigned.then_some(MembershipType::Assigned);
        let mapped = self.mapped.then_some(MembershipType::Mapped);
        assigned.into_iter().chain(mapped).collect()
    }

    pub(crate) fn is(self, wanted: MembershipType) -> bool {
        match wanted {
            MembershipType::Assigned => self.assigned,
            MembershipType::Mapped => self.mapped,
        }
    }
}

/// A group. It belongs to one stage for ever.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) environment: Uuid,
    pub(crate) updated_at: DateTime<Utc>,
    #[serde(deserialize_with = "unique::set")]
    pub(crate) roles: BTreeSet<Uuid>,
    #[serde(deserialize_with = "unique::map")]
    pub(crate) members: BTreeMap<Uuid, Membership>,
    pub(crate) mappings: Vec<ClaimMapping>,
}

/// A rule that puts users into a group by a claim of their provider's token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ClaimMapping {
    pub(crate) key: Uuid,
    pub(crate) provider: Uuid,
    pub(crate) claim: String,
    pub(crate) value: String,
    pub(crate) delimiter: Option<String>,
    pub(crate) updated_at: DateTime<Utc>,
}

impl Tenant {
    /// Changes how a user is in a group, on both sides. Unknown users and groups change nothing.
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

    /// Removes a group and everything that came through it.
    pub(crate) fn remove_group(&mut self, key: Uuid) -> Option<Group> {
        let group = self.groups.remove(&key)?;
        for user_key in group.members.keys() {
            if let Some(user) = self.users.get_mut(*user_key) {
                user.groups.retain(|held| *held != key);
            }
        }
        Some(group)
    }

    /// Removes a user from everywhere.
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
