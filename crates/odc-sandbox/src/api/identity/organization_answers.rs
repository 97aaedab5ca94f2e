//! The answers about organization roles, permissions and identity providers.

use odc_identity_v1::types;
use serde_json::{Value, json};

use crate::api::json::{Answer, built, complete};
use crate::model::{
    CataloguePermission, IdentityProvider, OrganizationGrant, OrganizationRole, PermissionDetails,
    ProviderKind, Tenant,
};
use crate::wire_name::WireName;

/// `OrganizationRoleApiResponse`.
pub(super) fn role(tenant: &Tenant, role: &OrganizationRole) -> Answer {
    let answer = types::OrganizationRole::builder()
        .key(role.key)
        .name(&role.name)
        .is_read_only(role.is_read_only);
    let mut answer = complete(&built(answer.build())?, &[])?;
    let permissions = role
        .permissions
        .iter()
        .map(|one| role_permission(tenant, one));
    answer["permissions"] = Value::Array(permissions.collect::<Result<_, _>>()?);
    Ok(answer)
}

/// `OrgRolePermissionDetailsApiResponse`: a list of limits is null when there is none.
fn role_permission(tenant: &Tenant, details: &PermissionDetails) -> Answer {
    let known = tenant.permission(details.permission);
    let mut answer = types::OrganizationRolePermission::default();
    answer.permission_key = Some(details.permission);
    answer.claim_name = known.map(|known| known.claim.clone());
    answer.name = known.map(|known| known.name.clone());
    let mut answer = complete(&answer, &["claimName", "name"])?;
    answer["environmentKeys"] = json!(details.environments);
    answer["portfolioKeys"] = json!(details.portfolios);
    Ok(answer)
}

/// `OrganizationRoleByUserApiResponse`.
pub(super) fn user_role(tenant: &Tenant, grant: &OrganizationGrant) -> Answer {
    let mut answer = built(
        types::UserOrganizationRole::builder()
            .key(grant.role)
            .build(),
    )?;
    let role = tenant.organization_roles.get(&grant.role);
    answer.name = role.map(|role| role.name.clone());
    answer.asset_key = grant.asset;
    answer.portfolio_key = grant.portfolio;
    let mut answer = complete(&answer, &["name", "assetKey", "portfolioKey"])?;
    // Either end may be null, and is then sent as null.
    answer["grantPeriod"] = json!(grant.period);
    Ok(answer)
}

/// `PermissionResponse`.
pub(super) fn permission(permission: &CataloguePermission) -> Answer {
    let inherits = permission.inherits.iter().map(|key| {
        let mut inherited = types::PermissionInheritance::default();
        inherited.key = Some(*key);
        inherited.realm_stages = vec![types::PermissionStage::SameStage];
        inherited.realm_portfolio = Some(types::PermissionPortfolio::SamePortfolio);
        inherited
    });
    let scopes = permission.scopes.iter().map(|scope| scope.name().into());
    let answer = types::Permission::builder()
        .key(permission.key)
        .name(&permission.name)
        .category(&permission.category)
        .purpose(&permission.purpose)
        .visibility("Public")
        .inherits(inherits.collect::<Vec<_>>())
        .allow_stages(permission.allow_stages)
        .allow_portfolios(permission.allow_portfolios)
        .allowed_scopes(scopes.collect::<Vec<types::PermissionScope>>())
        .claim_name(&permission.claim);
    complete(&built(answer.build())?, &["remarks"])
}

/// `IdentityProviderResponse`.
pub(super) fn provider(provider: &IdentityProvider) -> Answer {
    let (kind, subtype, trust, linking) = match provider.kind {
        ProviderKind::BuiltIn => ("Cognito", "Custom", "All", "Email"),
        ProviderKind::Oidc => ("OIDC", "Custom", "EmailVerifiedClaim", "Username"),
        ProviderKind::Google => ("OIDC", "Google", "EmailVerifiedClaim", "Email"),
        ProviderKind::Saml => ("SAML", "Custom", "None", "None"),
    };
    let answer = types::IdentityProvider::builder()
        .key(provider.key)
        .name(&provider.name)
        .token_normalizations(normalizations(provider.kind))
        .last_updated_date(provider.updated_at)
        .type_(kind)
        .subtype(subtype)
        .email_trust_type(trust)
        .hosting("oscloud")
        .auto_create_profiles(provider.kind != ProviderKind::Saml)
        .profile_linking_field(linking);
    let mut answer = complete(&built(answer.build())?, &[])?;
    answer["oidcConfiguration"] = match provider.kind {
        ProviderKind::Oidc | ProviderKind::Google => oidc(provider)?,
        ProviderKind::BuiltIn | ProviderKind::Saml => Value::Null,
    };
    answer["samlConfiguration"] = match provider.kind {
        ProviderKind::Saml => saml()?,
        _ => Value::Null,
    };
    Ok(answer)
}

fn normalizations(kind: ProviderKind) -> Vec<types::TokenNormalization> {
    if kind == ProviderKind::BuiltIn {
        return Vec::new();
    }
    let pairs = [
        ("sub", "sub"),
        ("name", "name"),
        ("email", "email"),
        ("photoUrl", "picture"),
    ];
    let pair = |(normal, foreign): (&str, &str)| {
        let mut pair = types::TokenNormalization::default();
        pair.normal_claim = Some(normal.to_owned());
        pair.foreign_claim = Some(foreign.to_owned());
        pair
    };
    pairs.map(pair).into()
}

/// `OidcConfigurationResponse`. The secret is made up, and there to be redacted by whoever reads it.
fn oidc(provider: &IdentityProvider) -> Answer {
    let host = match provider.kind {
        ProviderKind::Google => "https://accounts.google.example",
        _ => "https://login.contoso.example",
    };
    let configuration = types::OidcConfiguration::builder()
        .discovery_url(format!("{host}/.well-known/openid-configuration"))
        .authorization_url(format!("{host}/authorize"))
        .token_url(format!("{host}/token"))
        .user_info_url(format!("{host}/userinfo"))
        .jwks_url(format!("{host}/keys"))
        .issuer(host)
        .client_authentication_method("client_secret_post")
        .scopes(["openid", "profile", "email"].map(str::to_owned))
        .client_id(&provider.client_id)
        .client_secret(format!("provider-secret-{}", provider.client_id))
        .use_pkce(true)
        .pkce_method("S256")
        .suppress_nonce_verification(false);
    let nullable = [
        "logoutUrl",
        "clientAssertionSigningAlgorithm",
        "providerCustomConfig",
    ];
    complete(&built(configuration.build())?, &nullable)
}

/// A list of `SamlConfigurationItemModel`.
fn saml() -> Answer {
    let items = [
        ("MetadataUrl", "https://saml.partner.example/metadata"),
        (
            "NameIdFormat",
            "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
        ),
    ];
    let items = items.map(|(name, value)| {
        let mut item = types::SamlConfigurationItem::default();
        item.config_name = Some(name.to_owned());
        item.config_value = Some(value.to_owned());
        item
    });
    complete(&items.to_vec(), &[])
}
