//! Makes the permissions catalogue, the organization roles with its permissions, and the identity providers.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::time::within_days;
use crate::model::{
    AssetContext, CataloguePermission, Dice, IdentityProvider, OrganizationRole, PermissionDetails,
    ProviderKind,
};

/// The category, the name and the claim of each permission, and whether it can be limited to stages.
const PERMISSIONS: [(&str, &str, &str, bool); 26] = [
    ("Asset management", "Open", "AppViewSourceCode", true),
    ("Asset management", "Debug", "AppDebug", true),
    ("Asset management", "Create and change", "AppChange", false),
    ("Asset management", "Delete", "AppDelete", true),
    ("Release management", "Deploy", "AppDeploy", true),
    ("Release management", "Release", "AppRelease", false),
    ("Monitoring", "Monitor", "AppMonitor", true),
    (
        "Monitoring",
        "See user information",
        "AppMonitorUserInfo",
        true,
    ),
    (
        "Analyze",
        "View security findings",
        "AppSecurityView",
        false,
    ),
    ("Analyze", "View code quality", "CodeQualityView", false),
    ("Analyze", "Manage code quality", "CodeQualityManage", false),
    ("End-user management", "View end users", "AppUserView", true),
    (
        "End-user management",
        "Manage end-user access",
        "AppAccessManage",
        true,
    ),
    (
        "End-user management",
        "Manage end-user groups",
        "AppGroupManage",
        true,
    ),
    (
        "User and access management",
        "View members",
        "MemberView",
        false,
    ),
    (
        "User and access management",
        "Manage member access",
        "MemberAccessManage",
        false,
    ),
    (
        "User and access management",
        "Manage users",
        "UserManage",
        false,
    ),
    (
        "User and access management",
        "Manage organization roles",
        "OrgRoleManage",
        false,
    ),
    ("Portfolio management", "View stage", "StageView", true),
    (
        "Portfolio management",
        "Manage stages",
        "StageManage",
        false,
    ),
    (
        "Portfolio management",
        "Manage portfolio",
        "PortfolioManage",
        false,
    ),
    (
        "Configuration management",
        "View configurations",
        "CfgView",
        true,
    ),
    (
        "Configuration management",
        "Change configurations",
        "AppCfgChange",
        true,
    ),
    (
        "Connection management",
        "Configure connections",
        "ConnConfig",
        true,
    ),
    (
        "Organization management",
        "Manage API clients",
        "ApiClientManage",
        false,
    ),
    (
        "Organization management",
        "Manage authentication",
        "AuthenticationManage",
        false,
    ),
];

/// Makes the catalogue, in the order of the list above.
pub(super) fn permissions(dice: &mut Dice) -> Vec<CataloguePermission> {
    let mut all: Vec<_> = PERMISSIONS
        .iter()
        .map(|(category, name, claim, stages)| CataloguePermission {
            key: dice.key(),
            name: (*name).to_owned(),
            category: (*category).to_owned(),
            purpose: format!("Lets its holder: {}", name.to_lowercase()),
            claim: (*claim).to_owned(),
            allow_stages: *stages,
            allow_portfolios: true,
            scopes: scopes(category),
            inherits: Vec::new(),
        })
        .collect();
    let key = |claim: &str| all.iter().find(|one| one.claim == claim).map(|one| one.key);
    let brought = [
        (
            "AppGroupManage",
            vec![key("AppUserView"), key("AppAccessManage"), key("StageView")],
        ),
        (
            "UserManage",
            vec![key("MemberView"), key("MemberAccessManage")],
        ),
        (
            "OrgRoleManage",
            vec![key("MemberView"), key("MemberAccessManage")],
        ),
        ("AppCfgChange", vec![key("CfgView")]),
    ];
    for (claim, inherits) in brought {
        for permission in all.iter_mut().filter(|one| one.claim == claim) {
            permission.inherits = inherits.iter().flatten().copied().collect();
        }
    }
    all
}

fn scopes(category: &str) -> Vec<AssetContext> {
    match category {
        "Asset management" | "Monitoring" | "Analyze" | "Release management" => {
            vec![AssetContext::Organization, AssetContext::Asset]
        }
        _ => vec![AssetContext::Organization],
    }
}

/// Makes the two built-in roles, and three roles of the tenant.
pub(super) fn organization_roles(
    dice: &mut Dice,
    catalogue: &[CataloguePermission],
) -> BTreeMap<Uuid, OrganizationRole> {
    let of = |categories: &[&str]| -> Vec<PermissionDetails> {
        let chosen = catalogue
            .iter()
            .filter(|one| categories.is_empty() || categories.contains(&one.category.as_str()));
        chosen
            .map(|one| PermissionDetails {
                permission: one.key,
                environments: None,
                portfolios: None,
            })
            .collect()
    };
    let roles = [
        ("Administrator", true, of(&[])),
        (
            "Developer",
            true,
            of(&["Asset management", "Release management", "Monitoring"]),
        ),
        ("Release Manager", false, of(&["Release management"])),
        ("Support Engineer", false, of(&["Monitoring", "Analyze"])),
        (
            "Access Manager",
            false,
            of(&["End-user management", "User and access management"]),
        ),
    ];
    let roles = roles.map(|(name, is_read_only, permissions)| OrganizationRole {
        key: dice.key(),
        name: name.to_owned(),
        permissions,
        is_read_only,
    });
    roles.into_iter().map(|role| (role.key, role)).collect()
}

/// Makes one provider of each kind.
pub(super) fn providers(dice: &mut Dice) -> Vec<IdentityProvider> {
    let kinds = [
        ("Built-in", ProviderKind::BuiltIn),
        ("Contoso Entra ID", ProviderKind::Oidc),
        ("Google", ProviderKind::Google),
        ("Partner SAML", ProviderKind::Saml),
    ];
    let providers = kinds.map(|(name, kind)| IdentityProvider {
        key: dice.key(),
        name: name.to_owned(),
        kind,
        client_id: dice.key().simple().to_string(),
        updated_at: within_days(dice, 500),
    });
    providers.into()
}
