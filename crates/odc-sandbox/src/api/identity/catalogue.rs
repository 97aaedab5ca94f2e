//! The permissions catalogue and the identity providers, which can only be read.

use super::organization_responses;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{CataloguePermission, IdentityProvider, Tenant};
use crate::problem::Problem;

/// `GET /permissions`.
pub(super) fn list_permissions(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let needle = call.query.search_text("nameContains")?;
    let page = call.query.page()?;
    let wanted = |one: &&CataloguePermission| {
        needle
            .as_ref()
            .is_none_or(|needle| one.name.to_lowercase().contains(needle))
    };
    let permissions: Vec<_> = tenant.permissions.iter().filter(wanted).collect();
    Reply::ok(&page.write(&permissions, |one| organization_responses::permission(one))?)
}

/// `GET /permissions/{key}`.
pub(super) fn get_permission(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let permission = tenant.permission(call.key("key")?);
    let permission = permission.ok_or_else(|| Problem::not_found("permission"))?;
    Reply::ok(&organization_responses::permission(permission)?)
}

/// `GET /identity-providers`.
pub(super) fn list_providers(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.query.key("key")?;
    let needle = call.query.search_text("nameContains")?;
    let page = call.query.page()?;
    let wanted = |one: &&IdentityProvider| {
        key.is_none_or(|key| key == one.key)
            && needle
                .as_ref()
                .is_none_or(|needle| one.name.to_lowercase().contains(needle))
    };
    let providers: Vec<_> = tenant.providers.iter().filter(wanted).collect();
    Reply::ok(&page.write(&providers, |one| organization_responses::provider(one))?)
}

/// `GET /identity-providers/{key}`.
pub(super) fn get_provider(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let provider = tenant.provider(call.key("key")?);
    let provider = provider.ok_or_else(|| Problem::not_found("identity provider"))?;
    Reply::ok(&organization_responses::provider(provider)?)
}
