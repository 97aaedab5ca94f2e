//! Portfolios: a list, and a new name for one of them.

use axum::http::StatusCode;
use odc_portfolio_v2::types;

use super::names::new_name;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::{JsonResult, checked_build, to_i32, with_nulls};
use crate::model::{Environment, Portfolio, Purpose, Tenant};
use crate::problem::Problem;

/// `GET /portfolios`, the main one first.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.query.key("portfolioKey")?;
    let page = call.query.page()?;
    let wanted = |one: &&Portfolio| key.is_none_or(|key| key == one.key);
    let portfolios: Vec<_> = tenant.portfolios.iter().filter(wanted).collect();
    Reply::ok(&page.write(&portfolios, |one| portfolio(tenant, one))?)
}

/// `PATCH /portfolios/{portfolioKey}`.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.key("portfolioKey")?;
    let portfolio = tenant.portfolios.iter_mut().find(|one| one.key == key);
    let portfolio = portfolio.ok_or_else(|| Problem::not_found("portfolio"))?;
    let patch: types::PortfolioPatch = call.body()?;
    if let Some(name) = new_name(&patch.name)? {
        portfolio.name = name;
    }
    Ok(Reply::empty(StatusCode::OK))
}

/// `Portfolio`. The number of non-production stages is unknown while the purpose of one of its stages is unknown.
fn portfolio(tenant: &Tenant, portfolio: &Portfolio) -> JsonResult {
    let stages = tenant.environments.iter();
    let stages = stages.filter(|one| one.portfolio == portfolio.key);
    let stages: Vec<&Environment> = stages.collect();
    let is_elsewhere = stages.iter().any(|one| one.state.is_some());
    let is_main = tenant.portfolios.first();
    let response = types::Portfolio::builder()
        .key(portfolio.key)
        .name(&portfolio.name)
        .type_(if is_elsewhere {
            "selfhosted"
        } else {
            "oscloud"
        })
        .is_main_portfolio(is_main.is_some_and(|main| main.key == portfolio.key));
    let mut response = checked_build(response.build())?;
    if stages.iter().all(|one| one.purpose != Purpose::Unknown) {
        let below = stages
            .iter()
            .filter(|one| one.purpose != Purpose::Production);
        response.non_production_environment_count = to_i32(below.count());
    }
    with_nulls(&response, &["nonProductionEnvironmentCount"])
}
