//! Changes the name of a stage, or its place in the order of its portfolio.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use odc_portfolio_v2::types::{EnvironmentPatch, EnvironmentUpdate, EnvironmentsPatch};
use odc_runtime::{Patch, Requirement};
use uuid::Uuid;

use super::names::new_name;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::checked_build;
use crate::model::permission::Permission;
use crate::model::{Environment, Tenant, check_orders};
use crate::problem::Problem;

/// `PATCH /environments/{environmentKey}`.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.key("environmentKey")?;
    let patch: EnvironmentPatch = call.body()?;
    let mut update = checked_build(EnvironmentUpdate::builder().key(key).build())?;
    update.name = patch.name;
    update.order = patch.order;
    apply(call, tenant, &[update])
}

/// `PATCH /environments`: all of it or nothing.
pub(super) fn update_several(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let patch: EnvironmentsPatch = call.body()?;
    let mut seen = BTreeSet::new();
    let twice = patch.environments.iter().find(|one| !seen.insert(one.key));
    if let Some(twice) = twice {
        return Err(Problem::unprocessable(format!(
            "the environment {} is to be changed twice",
            twice.key
        )));
    }
    apply(call, tenant, &patch.environments)
}

fn apply(call: &Call, tenant: &mut Tenant, updates: &[EnvironmentUpdate]) -> HandlerResult {
    check_permissions(call, updates)?;
    let mut after = tenant.environments.clone();
    for update in updates {
        change(&mut after, update)?;
    }
    for portfolio in &tenant.portfolios {
        check_orders(&after, portfolio.key)?;
    }
    let place = |key: Uuid| tenant.portfolios.iter().position(|one| one.key == key);
    after.sort_by_key(|one| (place(one.portfolio), one.order));
    tenant.environments = after;
    Ok(Reply::empty(StatusCode::OK))
}

/// A new name and a new order need different permissions.
fn check_permissions(call: &Call, updates: &[EnvironmentUpdate]) -> Result<(), Problem> {
    let names = updates.iter().any(|one| !one.name.is_absent());
    let orders = updates.iter().any(|one| !one.order.is_absent());
    let needed = [
        (names, Permission::ManageStages),
        (orders, Permission::ManagePortfolio),
    ];
    let mut missing = needed
        .iter()
        .filter(|(is_needed, permission)| *is_needed && !call.holds(*permission));
    match missing.next() {
        Some((_, permission)) => Err(Problem::forbidden(&Requirement::Permission(
            permission.label(),
        ))),
        None => Ok(()),
    }
}

/// Neither a name nor an order can be cleared.
fn change(environments: &mut [Environment], update: &EnvironmentUpdate) -> Result<(), Problem> {
    let environment = environments.iter_mut().find(|one| one.key == update.key);
    let environment = environment.ok_or_else(|| Problem::not_found("environment"))?;
    if let Some(name) = new_name(&update.name)? {
        environment.name = name;
    }
    let order = match update.order {
        Patch::Absent => return Ok(()),
        Patch::Null => return Err(Problem::unprocessable("order cannot be cleared")),
        Patch::Value(order) => order,
    };
    if environment.is_fixed() && order != environment.order {
        return Err(Problem::unprocessable(
            "Development stays first and Production last",
        ));
    }
    environment.order = order;
    Ok(())
}
