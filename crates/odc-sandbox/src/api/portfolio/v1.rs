//! The lists of version 1.

use odc_portfolio_v1::types;

use super::assets::{self, Row};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::{JsonResult, checked_build, with_nulls};
use crate::model::permission::Permission;
use crate::model::{Deployment, Environment, HostingState, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `GET /deployed-assets`.
pub(super) fn list_assets(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let rows = assets::rows(call, tenant, None)?;
    Reply::ok(&call.query.page()?.write(&rows, |one| row(tenant, one))?)
}

/// `GET /environments`: the stages that the caller may view, in one response.
pub(super) fn list_environments(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let visible = tenant
        .environments
        .iter()
        .filter(|one| call.holds_in(Permission::ViewStage, one.key));
    let mut response = types::EnvironmentList::default();
    response.results = visible.map(environment).collect::<Result<_, _>>()?;
    Reply::ok(&response)
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
        .deployment_date_time(deployment.at);
    let mut response = checked_build(response.build())?;
    response.description.clone_from(&row.asset.description);
    response.icon_url = stage.and_then(|stage| row.icon_url(stage));
    response.deployment_user_id = deployment.by.map(|by| by.to_string());
    response.url = stage.and_then(|stage| row.url(&stage.hostname));
    response.tag = tag.map(|tag| tag.name.clone());
    response.tagging_user_key = tag.map(|tag| tag.by.to_string());
    response.tagging_date_time = tag.map(|tag| tag.at);
    Ok(response)
}

/// `Environment`.
fn environment(environment: &Environment) -> Result<types::Environment, Problem> {
    let state = environment.state;
    let response = types::Environment::builder()
        .key(environment.key.to_string())
        .name(&environment.name)
        .hostname(&environment.hostname)
        .purpose(environment.purpose.name())
        .order(environment.order)
        .region(&environment.region)
        .hosting(&environment.hosting)
        .is_configured(state.is_none_or(HostingState::is_configured))
        .is_deployed_to_cluster(state.is_none_or(HostingState::is_deployed));
    checked_build(response.build())
}
