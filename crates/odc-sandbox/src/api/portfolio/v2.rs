//! How version 2 lists what version 1 does: with portfolios, default domains, and states of
//! self-hosted stages.

use odc_portfolio_v2::types;
use serde_json::json;

use super::assets::{self, Row};
use crate::api::call::{Call, Outcome, Reply};
use crate::api::json::{Answer, built, complete};
use crate::model::permission::Permission;
use crate::model::{Asset, Deployment, Environment, Purpose, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `GET /deployed-assets`.
pub(super) fn list_assets(call: &Call, tenant: &mut Tenant) -> Outcome {
    let portfolio = call.query.key("portfolioKey")?;
    let rows = assets::rows(call, tenant, portfolio)?;
    let page = call.query.page()?;
    Reply::ok(&page.answer(&rows, |one| row(tenant, one))?)
}

/// `GET /environments`: the stages that the caller may view, all at once.
pub(super) fn list_environments(call: &Call, tenant: &mut Tenant) -> Outcome {
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
fn row(tenant: &Tenant, row: &Row<'_>) -> Answer {
    let deployments = row.deployments.iter();
    let deployments = deployments.map(|one| deployment(tenant, row.asset, one));
    let answer = types::DeployedAsset::builder()
        .type_(row.asset.kind.name())
        .key(row.asset.key)
        .is_built_in(row.asset.is_built_in)
        .deployments(deployments.collect::<Result<Vec<_>, _>>()?);
    complete(&built(answer.build())?, &[])
}

/// `Deployment`.
fn deployment(
    tenant: &Tenant,
    asset: &Asset,
    deployment: &Deployment,
) -> Result<types::Deployment, Problem> {
    let tag = deployment.tag.as_ref();
    let answer = types::Deployment::builder()
        .environment_key(deployment.environment)
        .name(&asset.name)
        .revision(deployment.revision)
        .build_key(deployment.build_key)
        .deployment_key(deployment.key)
        .deployment_date_time(deployment.at)
        .portfolio_key(tenant.portfolio_of(deployment.environment));
    let mut answer = built(answer.build())?;
    answer.description.clone_from(&deployment.description);
    answer.icon_url.clone_from(&deployment.icon_url);
    answer.deployment_user_id = deployment.by.map(|by| by.to_string());
    answer.url = url(tenant, deployment);
    answer.tag = tag.map(|tag| tag.name.clone());
    answer.tagging_user_key = tag.map(|tag| tag.by.to_string());
    answer.tagging_date_time = tag.map(|tag| tag.at);
    Ok(answer)
}

/// The address on the stage's default domain.
fn url(tenant: &Tenant, deployment: &Deployment) -> Option<String> {
    let environment = tenant.environment(deployment.environment)?;
    let url = deployment.url.as_ref()?;
    Some(url.replacen(&environment.hostname, environment.default_domain(), 1))
}

/// `Environment`.
fn environment(environment: &Environment) -> Answer {
    let answer = types::Environment::builder()
        .key(environment.key.to_string())
        .name(&environment.name)
        .builtin_domain(&environment.hostname)
        .default_domain(environment.default_domain())
        .order(environment.order)
        .region(&environment.region)
        .hosting(&environment.hosting)
        .portfolio_key(environment.portfolio);
    let mut answer = built(answer.build())?;
    let known = Some(environment.purpose).filter(|purpose| *purpose != Purpose::Unknown);
    answer.purpose = known.map(|purpose| purpose.name().into());
    answer.status = environment.state.map(|state| state.name().into());
    complete(&answer, &["purpose", "status"])
}
