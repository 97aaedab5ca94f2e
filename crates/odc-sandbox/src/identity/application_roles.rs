//! Application roles, which the portal calls end-user roles.

use super::answers;
use super::user_filter::any_of;
use crate::call::{Call, Outcome, Reply};
use crate::model::{ApplicationRole, Tenant};
use crate::permission::Permission;

/// `GET /application-roles`: the roles of the stages in which the caller sees end users.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> Outcome {
    let query = &call.query;
    let key = query.key("key")?;
    let asset = query.key("assetKey")?;
    let environments = query.either("environmentKey", "environmentKeys")?;
    let portfolios = query.keys("portfolioKeys")?;
    let needle = query.needle("nameContains")?;
    let sort = query.sort(&["name", "environmentKey", "assetKey"])?;
    let page = query.page()?;
    let wanted = |role: &&ApplicationRole| {
        call.holds_in(Permission::ViewEndUsers, role.environment)
            && key.is_none_or(|key| key == role.key)
            && asset.is_none_or(|asset| asset == role.asset)
            && any_of(&environments, role.environment)
            && any_of(&portfolios, tenant.portfolio_of(role.environment))
            && needle
                .as_ref()
                .is_none_or(|needle| role.name.to_lowercase().contains(needle))
    };
    let mut roles: Vec<_> = tenant.application_roles.values().filter(wanted).collect();
    sort.apply(&mut roles, |field, role| sort_key(field, role));
    Reply::ok(&page.answer(&roles, |role| answers::application_role(tenant, role)))
}

/// What a role is sorted by.
pub(super) fn sort_key(field: &str, role: &ApplicationRole) -> String {
    match field {
        "environmentKey" => role.environment.to_string(),
        "assetKey" => role.asset.to_string(),
        _ => role.name.to_lowercase(),
    }
}
