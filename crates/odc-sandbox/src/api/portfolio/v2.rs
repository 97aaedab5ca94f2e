//! The lists of version 2. They have more than those of version 1: portfolios, default domains, and the states of
//! self-hosted stages.

use odc_portfolio_v2::types;
use serde_json::json;

use super::assets::{self, Row};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::{JsonResult, checked_build, with_nulls};
use crate::model::permission::Permission;
use crate::model::{Deployment, Environment, Purpose, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `GET /deployed-assets`.
pub(super) fn list_assets(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let portfolio = call.query.key("portfolioKey")?;
    let rows = assets::rows(call, tenant, portfolio)?;
    let page = call.query.page()?;
    Reply::ok(&page.write(&rows, |one| row(tenant, one))?)
}

/// `GET /environments`: the stages that the caller may view, in one response.
pub(super) fn list_environments(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let portfolio = call.query.key("portfolioKey")?;
    let wanted = |one: &&Environment| {
        call.holds_in(Permission::ViewStage, one.key)
            && portfolio.is_none_or(|key| key == one.portfolio)
    };
    let visible = tenant.environments.iter().filter(wanted);
    let results = visible.map(environment).collect::<Result<Vec<_>, _>>()?;
    Reply::ok(&json!({ "results": results }))
}

/// `DeployedAsset`.
fn row(tenant: &Tenant, row: &Row<'_>) -> JsonResult {
    let deployments = row.deployments.iter();
    let deployments = deployments.map(|one| deployment(tenant, row, one));
    let response = types::DeployedAsset::builder()
        .type_(row.asset.kind.name())
        .key(row.asset.key)
        .is_built_in(row.asset.is_built_in)
        .deployments(deployments.collect::<Result<Vec<_>, _>>()?);
    with_nulls(&checked_build(response.build())?, &[])
}

/// `Deployment`.
fn deployment(
    tenant: &Tenant,
    row: &Row<'_>,
    deployment: &Deployment,
) -> Result<types::Deployment, Problem> {
    let tag = row.tag(deployment);
    let stage = tenant.environment(deployment.environment);
    let response = types::Deployment::builder()
        .environment_key(deployment.environment)
        .name(&row.asset.name)
        .revision(deployment.revision)
        .build_key(deployment.build)
        .deployment_key(deployment.key)
        .deployment_date_time(deployment.at)
        .portfolio_key(tenant.portfolio_of(deployment.environment));
    let mut response = checked_build(response.build())?;
    response.description.clone_from(&row.asset.description);
    response.icon_url = stage.and_then(|stage| row.icon_url(stage));
    response.deployment_user_id = deployment.by.map(|by| by.to_string());
    response.url = stage.and_then(|stage| row.url(stage.default_domain()));
    response.tag = tag.map(|tag| tag.name.clone());
    response.tagging_user_key = tag.map(|tag| tag.by.to_string());
    response.tagging_date_time = tag.map(|tag| tag.at);
    Ok(response)
}

/// `Environment`.
fn environment(environment: &Environment) -> JsonResult {
    let response = types::Environment::builder()
        .key(environment.key.to_string())
        .name(&environment.name)
        .builtin_domain(&environment.hostname)
        .default_domain(environment.default_domain())
        .order(environment.order)
        .region(&environment.region)
        .hosting(&environment.hosting)
        .portfolio_key(environment.portfolio);
    let mut response = checked_build(response.build())?;
    let known = Some(environment.purpose).filter(|purpose| *purpose != Purpose::Unknown);
    response.purpose = known.map(|purpose| purpose.name().into());
    response.status = environment.state.map(|state| state.name().into());
    with_nulls(&response, &["purpose", "status"])
}
