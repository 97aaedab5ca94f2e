//! Responses about organization roles, permissions and identity providers.

use odc_identity_v1::types;
use serde_json::{Value, json};

use crate::api::json::{JsonResult, checked_build, with_nulls};
use crate::model::{
    CataloguePermission, IdentityProvider, OrganizationGrant, OrganizationRole, PermissionDetails,
    ProviderKind, Tenant,
};
use crate::wire_name::WireName;

/// `OrganizationRoleApiResponse`.
pub(super) fn role(tenant: &Tenant, role: &OrganizationRole) -> JsonResult {
    let response = types::OrganizationRole::builder()
        .key(role.key)
        .name(&role.name)
        .is_read_only(role.is_read_only);
    let mut response = with_nulls(&checked_build(response.build())?, &[])?;
    let permissions = role
        .permissions
        .iter()
        .map(|one| role_permission(tenant, one));
    response["permissions"] = Value::Array(permissions.collect::<Result<_, _>>()?);
    Ok(response)
}

/// `OrgRolePermissionDetailsApiResponse`: a list of limits is null when there is none.
fn role_permission(tenant: &Tenant, details: &PermissionDetails) -> JsonResult {
    let known = tenant.permission(details.permission);
    let mut response = types::OrganizationRolePermission::default();
    response.permission_key = Some(details.permission);
    response.claim_name = known.map(|known| known.claim.clone());
    response.name = known.map(|known| known.name.clone());
    let mut response = with_nulls(&response, &["claimName", "name"])?;
    response["environmentKeys"] = json!(details.environments);
    response["portfolioKeys"] = json!(details.portfolios);
    Ok(response)
}

/// `OrganizationRoleByUserApiResponse`.
pub(super) fn user_role(tenant: &Tenant, grant: &OrganizationGrant) -> JsonResult {
    let mut response = checked_build(
        types::UserOrganizationRole::builder()
            .key(grant.role)
            .build(),
    )?;
    let role = tenant.organization_roles.get(&grant.role);
    response.name = role.map(|role| role.name.clone());
    response.asset_key = grant.asset;
    response.portfolio_key = grant.portfolio;
    let mut response = with_nulls(&response, &["name", "assetKey", "portfolioKey"])?;
    // Start and end may be null. Then they are sent as null.
    response["grantPeriod"] = json!(grant.period);
    Ok(response)
}

/// `PermissionResponse`.
pub(super) fn permission(permission: &CataloguePermission) -> JsonResult {
    let inherits = permission.inherits.iter().map(|key| {
        let mut inherited = types::PermissionInheritance::default();
        inherited.key = Some(*key);
        inherited.realm_stages = vec![types::PermissionStage::SameStage];
        inherited.realm_portfolio = Some(types::PermissionPortfolio::SamePortfolio);
        inherited
    });
    let scopes = permission.scopes.iter().map(|scope| scope.name().into());
    let response = types::Permission::builder()
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
    with_nulls(&checked_build(response.build())?, &["remarks"])
}

/// `IdentityProviderResponse`.
pub(super) fn provider(provider: &IdentityProvider) -> JsonResult {
    let (kind, subtype, trust, linking) = match provider.kind {
        ProviderKind::BuiltIn => ("Cognito", "Custom", "All", "Email"),
        ProviderKind::Oidc => ("OIDC", "Custom", "EmailVerifiedClaim", "Username"),
        ProviderKind::Google => ("OIDC", "Google", "EmailVerifiedClaim", "Email"),
        ProviderKind::Saml => ("SAML", "Custom", "None", "None"),
    };
    let response = types::IdentityProvider::builder()
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
    let mut response = with_nulls(&checked_build(response.build())?, &[])?;
    response["oidcConfiguration"] = match provider.kind {
        ProviderKind::Oidc | ProviderKind::Google => oidc(provider)?,
        ProviderKind::BuiltIn | ProviderKind::Saml => Value::Null,
    };
    response["samlConfiguration"] = match provider.kind {
        ProviderKind::Saml => saml()?,
        _ => Value::Null,
    };
    Ok(response)
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

/// `OidcConfigurationResponse`. The secret is not real. Users can test with it that their programs redact it.
fn oidc(provider: &IdentityProvider) -> JsonResult {
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
    with_nulls(&checked_build(configuration.build())?, &nullable)
}

/// A list of `SamlConfigurationItemModel`.
fn saml() -> JsonResult {
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
    with_nulls(&items.to_vec(), &[])
}
