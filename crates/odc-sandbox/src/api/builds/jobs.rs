//! Starts builds, reads a build, and lists the builds of a revision.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::responses;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{BuildType, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `BuildOperationDetails`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    asset_key: Option<Uuid>,
    asset_revision: Option<i32>,
    build_type: Option<String>,
}

/// `POST /build-operations`.
pub(super) fn start(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let request: Request = call.body()?;
    let missing = |name: &str| Problem::bad_request(format!("{name} is missing"));
    let asset = request.asset_key.ok_or_else(|| missing("assetKey"))?;
    let revision = request.asset_revision;
    let revision = revision.ok_or_else(|| missing("assetRevision"))?;
    let kind = match request.build_type.as_deref() {
        None => BuildType::Debug,
        Some(text) => BuildType::from_name(text)
            .ok_or_else(|| Problem::bad_request("buildType must be one of Debug, Release"))?,
    };
    let built = tenant
        .asset(asset)
        .ok_or_else(|| Problem::not_found("asset"))?;
    if !built.kind.is_deployable() && !built.kind.is_library() {
        return Err(Problem::bad_request("a connection is not built"));
    }
    let started = (call.subject, call.now, tenant.pace.build());
    let key = tenant.start_build(asset, revision, kind, started);
    let key = key.ok_or_else(|| Problem::not_found("revision"))?;
    Reply::json(
        StatusCode::CREATED,
        &json!({ "buildKey": key, "isSuccessful": true }),
    )
}

/// `GET /build-operations`, the newest first.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let missing = |name: &str| Problem::bad_request(format!("{name} is missing"));
    let key = call
        .query
        .key("assetKey")?
        .ok_or_else(|| missing("assetKey"))?;
    let revision = call.query.number("assetRevision")?;
    let revision = revision.ok_or_else(|| missing("assetRevision"))?;
    let kind: Option<BuildType> = call.query.one_of("byBuildType")?;
    let asset = tenant
        .asset(key)
        .ok_or_else(|| Problem::not_found("asset"))?;
    asset
        .revision(revision)
        .ok_or_else(|| Problem::not_found("revision"))?;
    let builds = asset.builds.iter().rev();
    let builds = builds.filter(|one| {
        one.revision == revision
            && kind.is_none_or(|kind| kind == one.kind)
            && !one.is_gone(call.now)
    });
    let builds = builds.map(|one| responses::build(asset, one, call.now));
    Reply::ok(&json!({ "builds": builds.collect::<Vec<_>>() }))
}

/// `GET /build-operations/{operationKey}`.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, build) = tenant.build(call.key("operationKey")?, call.now)?;
    Reply::ok(&responses::build(asset, build, call.now))
}

/// `GET /build-operations/{operationKey}/log-messages`.
pub(super) fn messages(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, build) = tenant.build(call.key("operationKey")?, call.now)?;
    Reply::ok(&json!({ "results": responses::messages(asset, build, call.now) }))
}
