//! Starts operations, reads an operation, and lists operations.

use serde::Deserialize;
use uuid::Uuid;

use super::responses;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::permission_filter::permitted_stages;
use crate::api::query::{Query, Sort};
use crate::model::permission::Permission;
use crate::model::{NewRollout, Rollout, RolloutKind, RolloutStatus, Tenant};
use crate::problem::Problem;
use crate::wire_name::{WireName, wire_names};

wire_names! {
    /// The action of a deployment operation.
    enum DeploymentKind {
        Deploy = "Deploy",
        Undeploy = "Undeploy",
        ApplyConfigs = "ApplyConfigs",
    }
}

const SORTS: [&str; 7] = [
    "CreatedAt",
    "FinishedAt",
    "UpdatedAt",
    "ApplicationKey",
    "ApplicationName",
    "AssetKey",
    "AssetName",
];

/// `DeploymentOperationRequest`, and `PublishOperationRequest`, which has no build.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    operation: Option<String>,
    asset_key: Option<Uuid>,
    revision: Option<i32>,
    build_key: Option<Uuid>,
    environment_key: Option<Uuid>,
}

fn needed<T>(value: Option<T>, name: &str) -> Result<T, Problem> {
    value.ok_or_else(|| Problem::bad_request(format!("{name} is missing")))
}

/// `POST /deployment-operations`.
pub(super) fn deploy(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let request: Request = call.body()?;
    let kind = needed(request.operation, "operation")?;
    let kind = DeploymentKind::from_name(&kind).ok_or_else(|| {
        Problem::bad_request("operation must be one of Deploy, Undeploy, ApplyConfigs")
    })?;
    let environment = needed(request.environment_key, "environmentKey")?;
    let asset = needed(request.asset_key, "assetKey")?;
    let label = Permission::DeployAssets.label();
    let stage = tenant.environment(environment).filter(|stage| {
        call.holds_in(Permission::ViewStage, stage.key)
            || call.holds_in(Permission::DeployAssets, stage.key)
    });
    let stage = stage.ok_or_else(|| Problem::not_found("environment"))?;
    if !call.holds_in(Permission::DeployAssets, stage.key) {
        return Err(Problem::forbidden_in(label, &stage.name));
    }
    let rollout = tenant.start_rollout(NewRollout {
        kind: match kind {
            DeploymentKind::Deploy => RolloutKind::Deploy,
            DeploymentKind::Undeploy => RolloutKind::Undeploy,
            DeploymentKind::ApplyConfigs => RolloutKind::ApplyConfigs,
        },
        asset,
        environment,
        revision: request.revision,
        build: request.build_key,
        by: call.subject,
        at: call.now,
    })?;
    let rollout = rollout.clone();
    Reply::created(&responses::deployment(tenant, &rollout))
}

/// `POST /publish-operations`.
pub(super) fn publish(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let request: Request = call.body()?;
    let is_publish = request.operation.as_deref();
    if is_publish.is_some_and(|text| !text.eq_ignore_ascii_case("Publish")) {
        return Err(Problem::bad_request("operation must be Publish"));
    }
    let asset = needed(request.asset_key, "assetKey")?;
    let revision = needed(request.revision, "revision")?;
    let portfolio = tenant.asset(asset).map(|asset| asset.portfolio);
    let portfolio = portfolio.ok_or_else(|| Problem::not_found("asset"))?;
    let development = tenant.development_of(portfolio).map(|stage| stage.key);
    let asked = request.environment_key;
    let is_visible = |stage: &Uuid| call.holds_in(Permission::ViewStage, *stage);
    let environment = match asked {
        Some(stage) => Some(stage).filter(is_visible),
        None => development,
    };
    let environment = environment.ok_or_else(|| Problem::not_found("environment"))?;
    let rollout = tenant.start_rollout(NewRollout {
        kind: RolloutKind::Publish,
        asset,
        environment,
        revision: Some(revision),
        build: None,
        by: call.subject,
        at: call.now,
    })?;
    let rollout = rollout.clone();
    Reply::created(&responses::publication(tenant, &rollout, call.now))
}

/// `GET /deployment-operations/{operationKey}`.
pub(super) fn get_deployment(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let rollout = found(call, tenant, false)?;
    Reply::ok(&responses::deployment(tenant, rollout))
}

/// `GET /publish-operations/{operationKey}`.
pub(super) fn get_publication(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let rollout = found(call, tenant, true)?;
    Reply::ok(&responses::publication(tenant, rollout, call.now))
}

/// The operation of the path, if the caller sees its stage.
pub(super) fn found<'a>(
    call: &Call,
    tenant: &'a Tenant,
    is_publication: bool,
) -> Result<&'a Rollout, Problem> {
    let rollout = tenant.rollouts.get(call.key("operationKey")?);
    rollout
        .filter(|one| is_publication == (one.kind == RolloutKind::Publish))
        .filter(|one| call.holds_in(Permission::ViewStage, one.environment))
        .ok_or_else(|| Problem::not_found("operation"))
}

/// `GET /deployment-operations`, the newest first.
pub(super) fn list_deployments(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let kinds: Vec<DeploymentKind> = query.many_of("operations")?;
    let is_permitted = permitted_stages(call, tenant)?.is_none_or(|held| !held.is_empty());
    let page = query.page()?;
    let mut rows = rows(call, tenant)?;
    rows.retain(|one| {
        let name = one.kind.name();
        is_permitted
            && one.kind != RolloutKind::Publish
            && (kinds.is_empty() || kinds.iter().any(|kind| kind.name() == name))
    });
    let response = page.write_without_totals(&rows, |one| Ok(responses::deployment(tenant, one)));
    Reply::ok(&response?)
}

/// `GET /publish-operations`, the newest first.
pub(super) fn list_publications(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let page = call.query.page()?;
    let mut rows = rows(call, tenant)?;
    rows.retain(|one| one.kind == RolloutKind::Publish);
    let response = page.write_without_totals(&rows, |one| {
        Ok(responses::publication(tenant, one, call.now))
    });
    Reply::ok(&response?)
}

/// The operations that pass the filters of both lists, in the requested order.
fn rows<'a>(call: &Call, tenant: &'a Tenant) -> Result<Vec<&'a Rollout>, Problem> {
    let query = &call.query;
    let environment = query.key("environmentKey")?;
    let status: Option<RolloutStatus> = query.one_of("status")?;
    let asset = query.key("assetKey")?;
    let revision = query.number("revision")?;
    let portfolio = query.key("portfolioKey")?;
    let (since, to) = (
        query.time("createdDateSince")?,
        query.time("createdDateTo")?,
    );
    let sorts = sorts(query)?;
    let wanted = |one: &&Rollout| {
        call.holds_in(Permission::ViewStage, one.environment)
            && environment.is_none_or(|key| key == one.environment)
            && status.is_none_or(|status| status == one.status())
            && asset.is_none_or(|key| key == one.asset)
            && revision.is_none_or(|number| number == one.revision)
            && portfolio.is_none_or(|key| key == tenant.portfolio_of(one.environment))
            && since.is_none_or(|since| one.at >= since)
            && to.is_none_or(|to| one.at <= to)
    };
    let mut rows: Vec<_> = tenant.rollouts.iter().filter(wanted).collect();
    for sort in sorts.iter().rev() {
        sort.apply(&mut rows, |field, one| {
            let finished = one.is_done.then_some(one.end);
            let name = || {
                tenant
                    .asset(one.asset)
                    .map(|asset| asset.name.to_lowercase())
            };
            let (time, text) = match field {
                "CreatedAt" => (Some(one.at), None),
                "FinishedAt" => (finished, None),
                "UpdatedAt" => (Some(finished.unwrap_or(one.at)), None),
                "AssetName" | "ApplicationName" => (None, name()),
                _ => (None, Some(one.asset.to_string())),
            };
            (time, text)
        });
    }
    Ok(rows)
}

/// The newest operations come first, unless the call requests another order.
fn sorts(query: &Query) -> Result<Vec<Sort>, Problem> {
    let mut sorts = query.sorts(&SORTS)?;
    if sorts.is_empty() {
        sorts.push(Sort {
            field: "CreatedAt",
            descending: true,
        });
    }
    Ok(sorts)
}
