//! The permissions of an API client. Some are granted for single stages, and the others for the organization.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::unique;
use crate::wire_name::{WireName, wire_names};

wire_names! {
    /// A permission that an API client can hold.
    pub enum Permission {
        /// See a stage and what is deployed in it. Per stage.
        ViewStage = "ViewStage",
        /// See users with application roles, and those roles. Per stage.
        ViewEndUsers = "ViewEndUsers",
        /// Grant and revoke application roles. Per stage.
        ManageEndUserAccess = "ManageEndUserAccess",
        /// Manage groups, their members, roles and claim mappings. Per stage.
        ManageEndUserGroups = "ManageEndUserGroups",
        /// See users with organization roles, and those roles. Organization-wide.
        ViewMembers = "ViewMembers",
        /// Grant and revoke organization roles. Organization-wide.
        ManageMemberAccess = "ManageMemberAccess",
        /// See, create, change and delete all users. Organization-wide.
        ManageUsers = "ManageUsers",
        /// Create, change and delete organization roles. Organization-wide.
        ManageOrganizationRoles = "ManageOrganizationRoles",
        /// Rename stages. Organization-wide.
        ManageStages = "ManageStages",
        /// Rename portfolios and reorder their stages. Organization-wide.
        ManagePortfolio = "ManagePortfolio",
        /// See assets, their source code and their builds, and start builds. Organization-wide.
        OpenAssets = "OpenAssets",
        /// Create assets. Organization-wide.
        CreateAssets = "CreateAssets",
        /// Add revisions to assets, tag and publish them. Organization-wide.
        ChangeAssets = "ChangeAssets",
        /// Delete assets. Organization-wide.
        DeleteAssets = "DeleteAssets",
        /// Tag revisions. Organization-wide.
        ReleaseAssets = "ReleaseAssets",
        /// Deploy assets, undeploy them, and apply their configurations. Per stage.
        DeployAssets = "DeployAssets",
        /// See the configuration of a stage. Per stage.
        ViewConfigurations = "ViewConfigurations",
        /// Change the configuration of a stage, except e-mail. Per stage.
        EditConfigurations = "EditConfigurations",
        /// Change the e-mail configuration of a stage. Per stage.
        ManageEmailConfiguration = "ManageEmailConfiguration",
    }
}

impl Permission {
    /// Whether it is granted for single stages. The others are granted for the organization.
    #[must_use]
    pub fn is_per_stage(self) -> bool {
        matches!(
            self,
            Self::ViewStage
                | Self::ViewEndUsers
                | Self::ManageEndUserAccess
                | Self::ManageEndUserGroups
                | Self::DeployAssets
                | Self::ViewConfigurations
                | Self::EditConfigurations
                | Self::ManageEmailConfiguration
        )
    }

    /// Its name in the portal, `Category > Name`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ViewStage => "Stage > View stage",
            Self::ViewEndUsers => "User management > View end users",
            Self::ManageEndUserAccess => "User management > Manage end-user access",
            Self::ManageEndUserGroups => "User management > Manage end-user groups",
            Self::ViewMembers => "User management > View members",
            Self::ManageMemberAccess => "User management > Manage member access",
            Self::ManageUsers => "User management > Manage users",
            Self::ManageOrganizationRoles => "User management > Manage organization roles",
            Self::ManageStages => "Portfolio management > Manage stages",
            Self::ManagePortfolio => "Portfolio management > Manage portfolio",
            Self::OpenAssets => "Asset management > Open",
            Self::CreateAssets => "Asset management > Create",
            Self::ChangeAssets => "Asset management > Change",
            Self::DeleteAssets => "Asset management > Delete",
            Self::ReleaseAssets => "Release management > Release",
            Self::DeployAssets => "Release management > Deploy assets",
            Self::ViewConfigurations => "Configuration management > View configurations",
            Self::EditConfigurations => "Configuration management > Edit configurations",
            Self::ManageEmailConfiguration => {
                "Configuration management > Manage Email SMTP configuration"
            }
        }
    }

    /// Whether it is about assets, their deployment or their configuration.
    pub(crate) fn is_about_assets(self) -> bool {
        let (category, _) = self.label().split_once(" > ").unwrap_or_default();
        [
            "Asset management",
            "Release management",
            "Configuration management",
        ]
        .contains(&category)
    }

    /// The permission with this name in the portal.
    pub(crate) fn from_label(label: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|permission| permission.label() == label)
    }

    /// Every permission.
    #[must_use]
    pub fn all() -> &'static [Self] {
        Self::ALL
    }

    /// The permissions that the portal selects in addition to it.
    fn brings(self) -> &'static [Self] {
        match self {
            Self::ManageEndUserGroups => &[
                Self::ViewStage,
                Self::ViewEndUsers,
                Self::ManageEndUserAccess,
            ],
            Self::ManageUsers | Self::ManageOrganizationRoles => {
                &[Self::ViewMembers, Self::ManageMemberAccess]
            }
            Self::ChangeAssets => &[Self::OpenAssets],
            Self::EditConfigurations => &[Self::ViewConfigurations],
            _ => &[],
        }
    }
}

/// The permissions of one API client.
///
/// Some permissions include others, as in the portal's form. Managing end-user groups of a stage includes viewing the
/// stage, viewing its end users, and managing their access. Managing users or organization roles includes viewing
/// members and managing member access. Changing assets includes opening them. Editing configurations includes viewing
/// them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Permissions {
    #[serde(deserialize_with = "unique::set")]
    organization: BTreeSet<Permission>,
    #[serde(deserialize_with = "unique::map")]
    stages: BTreeMap<Uuid, BTreeSet<Permission>>,
}

impl Permissions {
    /// No permission. Every call gets a 403.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds an organization-wide permission, or a per-stage permission in each of `stages`.
    #[must_use]
    pub fn with(mut self, permission: Permission, stages: &[Uuid]) -> Self {
        for permission in permission.brings().iter().copied().chain([permission]) {
            if permission.is_per_stage() {
                for stage in stages {
                    self.stages.entry(*stage).or_default().insert(permission);
                }
            } else {
                self.organization.insert(permission);
            }
        }
        self
    }

    /// Every permission, in each of `stages`.
    #[must_use]
    pub fn every(stages: &[Uuid]) -> Self {
        Permission::ALL
            .iter()
            .fold(Self::none(), |held, permission| {
                held.with(*permission, stages)
            })
    }

    /// Returns the permissions together with the permissions that they include, or the reason why they cannot be
    /// granted.
    pub(crate) fn completed(&self) -> Result<Self, String> {
        let organization = self
            .organization
            .iter()
            .map(|permission| (*permission, None));
        let stages = self.stages.iter();
        let stages = stages.flat_map(|(key, held)| held.iter().map(|held| (*held, Some(*key))));
        let mut completed = Self::none();
        for (permission, stage) in organization.chain(stages) {
            if permission.is_per_stage() != stage.is_some() {
                let place = if stage.is_some() {
                    "the organization"
                } else {
                    "stages"
                };
                return Err(format!("{} is granted for {place}", permission.name()));
            }
            completed = completed.with(permission, stage.as_slice());
        }
        Ok(completed)
    }

    /// Removes the permissions for all other stages.
    pub(crate) fn keep_stages(&mut self, stages: &[Uuid]) {
        self.stages.retain(|key, _| stages.contains(key));
    }

    /// The stages for which a permission is granted.
    pub(crate) fn stages(&self) -> impl Iterator<Item = Uuid> {
        self.stages.keys().copied()
    }

    /// Whether no permission is granted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.organization.is_empty() && self.stages.values().all(BTreeSet::is_empty)
    }

    /// Whether the client holds the permission for the organization, or for at least one stage.
    #[must_use]
    pub fn holds(&self, permission: Permission) -> bool {
        self.organization.contains(&permission)
            || self.stages.values().any(|held| held.contains(&permission))
    }

    /// Whether the client holds a per-stage permission in this stage.
    #[must_use]
    pub fn holds_in(&self, permission: Permission, stage: Uuid) -> bool {
        self.stages
            .get(&stage)
            .is_some_and(|held| held.contains(&permission))
    }
}
