//! Starts analyses and reads their progress. A report describes the data at the time when it is read.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::lists::named_asset;
use super::{deletion, deployment};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::query;
use crate::model::permission::Permission;
use crate::model::{Analysis, AnalysisKind, Tenant, check_portfolio};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `PublicLaunchDeletionAnalysisRequest`, and `PublicLaunchDeploymentAnalysisRequest`, which has more.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Request {
    asset_key: Option<String>,
    revision: Option<i32>,
    environment_key: Option<String>,
}

/// `POST /deletion-analyses`.
pub(super) fn start_deletion(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let request: Request = call.body()?;
    let asset = named_asset(tenant, request.asset_key.as_deref())?.key;
    let key = tenant.start_analysis(AnalysisKind::Deletion, asset, None, call.now);
    Reply::json(StatusCode::CREATED, &json!({ "analysisKey": key }))
}

/// `POST /deployment-analyses`.
pub(super) fn start_deployment(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let request: Request = call.body()?;
    let missing = |name: &str| Problem::bad_request(format!("{name} is missing"));
    let asset = named_asset(tenant, request.asset_key.as_deref())?;
    let number = request.revision.ok_or_else(|| missing("revision"))?;
    asset
        .revision(number)
        .ok_or_else(|| Problem::not_found("revision"))?;
    let stage = request.environment_key.as_deref();
    let stage = stage.ok_or_else(|| missing("environmentKey"))?;
    let stage = tenant.environment(query::key("environmentKey", stage)?);
    let stage = stage.ok_or_else(|| Problem::not_found("environment"))?;
    check_portfolio(asset, stage)?;
    if !call.holds_in(Permission::DeployAssets, stage.key) {
        let label = Permission::DeployAssets.label();
        return Err(Problem::forbidden_in(label, &stage.name));
    }
    let (asset, target) = (asset.key, Some((number, stage.key)));
    let key = tenant.start_analysis(AnalysisKind::Deployment, asset, target, call.now);
    Reply::json(StatusCode::CREATED, &json!({ "analysisKey": key }))
}

/// `GET /deletion-analyses/{analysisKey}`.
pub(super) fn get_deletion(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let analysis = found(call, tenant, AnalysisKind::Deletion)?;
    respond(call, analysis, || deletion::report(tenant, analysis))
}

/// `GET /deployment-analyses/{analysisKey}`.
pub(super) fn get_deployment(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let analysis = found(call, tenant, AnalysisKind::Deployment)?;
    respond(call, analysis, || deployment::report(tenant, analysis))
}

fn found<'a>(call: &Call, tenant: &'a Tenant, kind: AnalysisKind) -> Result<&'a Analysis, Problem> {
    let analysis = tenant.analyses.get(call.key("analysisKey")?, call.now);
    analysis
        .filter(|one| one.kind == kind)
        .ok_or_else(|| Problem::not_found("analysis"))
}

/// The result of an analysis, with its report as soon as it exists.
fn respond(
    call: &Call,
    analysis: &Analysis,
    report: impl FnOnce() -> Option<Value>,
) -> HandlerResult {
    let is_done = call.now >= analysis.end;
    let report = if is_done && analysis.failed.is_none() {
        report()
    } else {
        None
    };
    let gone = (is_done && analysis.failed.is_none() && report.is_none())
        .then(|| "the asset was deleted while it was analysed".to_owned());
    let failed = analysis.failed.as_ref().filter(|_| is_done);
    let code = failed.and_then(|failed| Some(failed.messages.first()?.code.clone()));
    let error = failed.map(ToString::to_string).or(gone);
    let status = match (is_done, &error) {
        (false, _) => "InProgress",
        (true, None) => "Finished",
        (true, Some(_)) => "Failed",
    };
    let error = error.map(|detail| {
        let mut error = json!({ "title": "The analysis failed", "detail": detail });
        if let Some(code) = code {
            error["type"] = json!(code);
        }
        error
    });
    Reply::ok(&json!({
        "analysisKey": analysis.key,
        "type": analysis.kind.name(),
        "processStatus": status,
        "error": error,
        "report": report,
        "environmentKey": analysis.environment,
        "startedAt": analysis.at,
        "assetKey": analysis.asset,
    }))
}
