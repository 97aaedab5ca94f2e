//! Groups of end users, and the ways in which a user becomes a member.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::unique;
use crate::wire_name::wire_names;

wire_names! {
    /// How a user became a member of a group. Both ways are possible at the same time.
    pub(crate) enum MembershipType {
        Assigned = "Assigned",
        Mapped = "Mapped",
    }
}

/// The ways in which a user is a member of a group.
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

    pub(crate) fn has_type(self, wanted: MembershipType) -> bool {
        match wanted {
            MembershipType::Assigned => self.assigned,
            MembershipType::Mapped => self.mapped,
        }
    }
}

/// A group. It always belongs to the same stage.
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
