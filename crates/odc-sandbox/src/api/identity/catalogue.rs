//! What can only be read: the permissions catalogue and the identity providers.

use super::organization_answers;
use crate::api::call::{Call, Outcome, Reply};
use crate::model::{CataloguePermission, IdentityProvider, Tenant};
use crate::problem::Problem;

/// `GET /permissions`.
pub(super) fn list_permissions(call: &Call, tenant: &mut Tenant) -> Outcome {
    let needle = call.query.needle("nameContains")?;
    let page = call.query.page()?;
    let wanted = |one: &&CataloguePermission| {
        needle
            .as_ref()
            .is_none_or(|needle| one.name.to_lowercase().contains(needle))
    };
    let permissions: Vec<_> = tenant.permissions.iter().filter(wanted).collect();
    Reply::ok(&page.answer(&permissions, |one| organization_answers::permission(one))?)
}

/// `GET /permissions/{key}`.
pub(super) fn get_permission(call: &Call, tenant: &mut Tenant) -> Outcome {
    let permission = tenant.permission(call.key("key")?);
    let permission = permission.ok_or_else(|| Problem::not_found("permission"))?;
    Reply::ok(&organization_answers::permission(permission)?)
}

/// `GET /identity-providers`.
pub(super) fn list_providers(call: &Call, tenant: &mut Tenant) -> Outcome {
    let key = call.query.key("key")?;
    let needle = call.query.needle("nameContains")?;
    let page = call.query.page()?;
    let wanted = |one: &&IdentityProvider| {
        key.is_none_or(|key| key == one.key)
            && needle
                .as_ref()
                .is_none_or(|needle| one.name.to_lowercase().contains(needle))
    };
    let providers: Vec<_> = tenant.providers.iter().filter(wanted).collect();
    Reply::ok(&page.answer(&providers, |one| organization_answers::provider(one))?)
}

/// `GET /identity-providers/{key}`.
pub(super) fn get_provider(call: &Call, tenant: &mut Tenant) -> Outcome {
    let provider = tenant.provider(call.key("key")?);
    let provider = provider.ok_or_else(|| Problem::not_found("identity provider"))?;
    Reply::ok(&organization_answers::provider(provider)?)
}
