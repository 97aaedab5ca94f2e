//! The parts of a revision, and the URL for an upload.

use axum::http::StatusCode;
use serde_json::json;

use super::embeds;
use super::revisions::asset_and_revision;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::Tenant;

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/icon`.
pub(super) fn icon(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, (number, _)) = asset_and_revision(call, tenant)?;
    Reply::ok(&embeds::icon(call, asset, number))
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/metadata`.
pub(super) fn metadata(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, (_, revision)) = asset_and_revision(call, tenant)?;
    let mut response = embeds::metadata(asset);
    response["commitMessage"] = json!(revision.message);
    Reply::ok(&response)
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/release-notes`.
pub(super) fn release_notes(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (_, (_, revision)) = asset_and_revision(call, tenant)?;
    let tag = revision.tag.as_ref();
    Reply::ok(&json!({
        "tag": tag.map(|tag| &tag.name),
        "content": tag.and_then(|tag| tag.notes.as_ref()),
    }))
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/signature`.
pub(super) fn signature(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, (number, _)) = asset_and_revision(call, tenant)?;
    Reply::ok(&embeds::signature(call, asset, number))
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/source-code`.
pub(super) fn source_code(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, (number, _)) = asset_and_revision(call, tenant)?;
    Reply::ok(&embeds::source_code(call, asset, number))
}

/// `POST /uploads`.
pub(super) fn upload(call: &Call, _: &mut Tenant) -> HandlerResult {
    let url = call.files.new_upload(&call.files_origin, call.now);
    Reply::json(StatusCode::CREATED, &json!({ "uploadUrl": url }))
}
