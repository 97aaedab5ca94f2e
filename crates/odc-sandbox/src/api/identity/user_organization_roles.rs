//! The organization roles of one user: at most one for the organization, and one for each asset.

use axum::http::StatusCode;
use odc_identity_v1::types;
use uuid::Uuid;

use super::organization_responses;
use super::user_filter::lets_through;
use super::users::user_of_path;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{AssetContext, OrganizationGrant, Period, Tenant};
use crate::problem::Problem;

/// `GET /users/{key}/organization-roles`: a row for each assignment.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let scopes: Vec<AssetContext> = call.query.many_of("scopes")?;
    let assets = call.query.keys("assetKeys")?;
    let page = call.query.page()?;
    let user = tenant.users.get(user_of_path(call, tenant)?);
    let user = user.ok_or_else(|| Problem::not_found("user"))?;
    let wanted = |grant: &&OrganizationGrant| {
        let scope = match grant.asset {
            Some(_) => AssetContext::Asset,
            None => AssetContext::Organization,
        };
        (scopes.is_empty() || scopes.contains(&scope))
            && (assets.is_empty()
                || grant
                    .asset
                    .is_some_and(|asset| lets_through(&assets, asset)))
    };
    let grants: Vec<_> = user.organization_roles.iter().filter(wanted).collect();
    Reply::ok(&page.write(&grants, |grant| {
        organization_responses::user_role(tenant, grant)
    })?)
}

/// The user and the role of a path.
fn user_and_role_of_path(call: &Call, tenant: &Tenant) -> Result<(Uuid, Uuid), Problem> {
    let role = call.key("roleKey")?;
    let user = user_of_path(call, tenant)?;
    let role = tenant.organization_roles.get(&role);
    Ok((
        user,
        role.ok_or_else(|| Problem::not_found("organization role"))?
            .key,
    ))
}

/// `POST /users/{key}/organization-roles/{roleKey}`. A user has one role at each scope, so a grant
/// replaces the role of that scope.
pub(super) fn grant(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (user, role) = user_and_role_of_path(call, tenant)?;
    let wanted: types::OrganizationRoleGrant = call.body_or_default()?;
    let period = wanted.grant_period.map(|period| Period {
        start_time: period.start_time,
        end_time: period.end_time,
    });
    period.as_ref().map_or(Ok(()), Period::check)?;
    let assets = checked_assets(tenant, wanted.asset_keys)?;
    let portfolio = portfolio(tenant, wanted.portfolio_key)?;
    let new: Vec<_> = if assets.is_empty() {
        vec![OrganizationGrant {
            role,
            period,
            asset: None,
            portfolio: None,
        }]
    } else {
        let grant = |asset| OrganizationGrant {
            role,
            period,
            asset: Some(asset),
            portfolio,
        };
        assets.into_iter().map(grant).collect()
    };
    tenant.users.change(user, |user| {
        let replaced = |old: &OrganizationGrant| new.iter().any(|new| new.asset == old.asset);
        user.organization_roles.retain(|old| !replaced(old));
        user.organization_roles.extend(new);
    });
    Ok(Reply::empty(StatusCode::CREATED))
}

/// `DELETE /users/{key}/organization-roles/{roleKey}`: for the organization, or for the named assets.
pub(super) fn revoke(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (user, role) = user_and_role_of_path(call, tenant)?;
    let wanted: types::OrganizationRoleRevocation = call.body_or_default()?;
    let assets = checked_assets(tenant, wanted.asset_keys)?;
    tenant.users.change(user, |user| {
        user.organization_roles.retain(|grant| {
            let meant = match grant.asset {
                None => assets.is_empty(),
                Some(asset) => assets.contains(&asset),
            };
            grant.role != role || !meant
        });
    });
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The assets of a request, each once.
fn checked_assets(tenant: &Tenant, keys: Option<Vec<Uuid>>) -> Result<Vec<Uuid>, Problem> {
    let mut keys = keys.unwrap_or_default();
    keys.sort_unstable();
    keys.dedup();
    match keys
        .iter()
        .find(|key| tenant.assets.iter().all(|asset| asset.key != **key))
    {
        Some(key) => Err(Problem::bad_request(format!("there is no asset {key}"))),
        None => Ok(keys),
    }
}

/// The portfolio of an asset-scoped grant; the main portfolio when the call names none.
fn portfolio(tenant: &Tenant, wanted: Option<Uuid>) -> Result<Option<Uuid>, Problem> {
    let Some(wanted) = wanted else {
        return Ok(tenant.portfolios.first().map(|main| main.key));
    };
    let known = tenant
        .portfolios
        .iter()
        .any(|portfolio| portfolio.key == wanted);
    if known {
        Ok(Some(wanted))
    } else {
        Err(Problem::bad_request("there is no such portfolio"))
    }
}
