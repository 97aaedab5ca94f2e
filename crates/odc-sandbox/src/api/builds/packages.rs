//! Packages of generated code.

use axum::http::StatusCode;
use serde_json::json;

use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{PackageStatus, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `POST /build-operations/{operationKey}/generated-code`.
pub(super) fn start(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    tenant.start_package(call.key("operationKey")?, call.now)?;
    Reply::json(StatusCode::CREATED, &json!({ "isSuccessful": true }))
}

/// `GET /build-operations/{operationKey}/generated-code`.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, build) = tenant.build(call.key("operationKey")?, call.now)?;
    let package = build.package.as_ref();
    let package = package.ok_or_else(|| Problem::not_found("package of generated code"))?;
    let status = package.status(call.now);
    let failed = package.failed.as_ref();
    let failed = failed.filter(|_| status == PackageStatus::Failed);
    if failed.is_some_and(|failed| failed.vanish) {
        return Err(Problem::not_found("package of generated code"));
    }
    let errors = failed.map(|failed| {
        let errors = failed.messages.iter().map(
            |one| json!({ "timestamp": package.end, "severity": "Error", "message": one.message }),
        );
        errors.collect::<Vec<_>>()
    });
    let path = format!("package/{}/{}", asset.key, build.key);
    let uri = (status == PackageStatus::Finished).then(|| call.download_url(&path));
    Reply::ok(&json!({ "status": status.name(), "uri": uri, "errors": errors }))
}
