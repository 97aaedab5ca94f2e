//! Tags, release notes and messages of revisions, and the deletion of assets.

use axum::http::StatusCode;
use odc_runtime::Patch;
use serde::Deserialize;

use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{Purpose, Tag, Tenant, Version};
use crate::problem::Problem;

/// The largest length of a message of a revision, in characters.
const MOST_MESSAGE_CHARACTERS: usize = 2000;

/// `AssetVersionPatchRequest`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Request {
    tag: Patch<String>,
    release_notes: Patch<String>,
    commit_message: Patch<String>,
}

/// Refuses a message that is too long.
pub(super) fn check_message(message: &str) -> Result<(), Problem> {
    if message.chars().count() > MOST_MESSAGE_CHARACTERS {
        return Err(Problem::bad_request(format!(
            "commitMessage must have at most {MOST_MESSAGE_CHARACTERS} characters"
        )));
    }
    Ok(())
}

/// A tag in its normal spelling.
pub(super) fn new_tag(call: &Call, name: &str, notes: Option<String>) -> Tag {
    let version = Version::parse(name);
    Tag {
        name: version.map_or_else(|| name.to_owned(), |version| version.to_string()),
        by: call.subject,
        at: call.now,
        notes,
    }
}

/// `PATCH /assets/{assetKey}/revisions/{revisionNumber}`. Without a tag there are no notes: if the tag is removed,
/// the notes are removed too.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (key, number) = (call.key("assetKey")?, call.number("revisionNumber")?);
    let known = tenant
        .asset(key)
        .ok_or_else(|| Problem::not_found("asset"))?;
    let old = known.revision(number);
    let old = old.ok_or_else(|| Problem::not_found("revision"))?;
    let request: Request = call.body()?;
    let mut tag = old.tag.clone();
    match &request.tag {
        Patch::Absent => {}
        Patch::Null => tag = None,
        Patch::Value(name) => {
            known.check_new_tag(name, false)?;
            let notes = tag.and_then(|tag| tag.notes);
            tag = Some(Box::new(new_tag(call, name, notes)));
        }
    }
    match (request.release_notes, &mut tag) {
        (Patch::Absent, _) | (Patch::Null, None) => {}
        (Patch::Null, Some(tag)) => tag.notes = None,
        (Patch::Value(notes), Some(tag)) => tag.notes = Some(notes),
        (Patch::Value(_), None) => {
            return Err(Problem::bad_request(
                "releaseNotes need a tag, and the revision has none",
            ));
        }
    }
    if let Patch::Value(message) = &request.commit_message {
        check_message(message)?;
    }
    let revision = tenant.asset_mut(key);
    let revision = revision.and_then(|asset| asset.revision_mut(number));
    if let Some(revision) = revision {
        revision.tag = tag;
        match request.commit_message {
            Patch::Absent => {}
            Patch::Null => revision.message = None,
            Patch::Value(message) => revision.message = Some(message),
        }
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// `DELETE /assets/{assetKey}`. Deletes it immediately, in all stages.
pub(super) fn delete(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let key = call.key("assetKey")?;
    let asset = tenant
        .asset(key)
        .ok_or_else(|| Problem::not_found("asset"))?;
    if asset.is_built_in {
        return Err(Problem::bad_request(
            "an asset of the platform cannot be deleted",
        ));
    }
    let mut stages = tenant.environments.iter();
    let is_live = stages
        .any(|stage| stage.purpose == Purpose::Production && asset.deployment(stage.key).is_some());
    if is_live && !tenant.deletes_in_production {
        return Err(Problem::bad_request(
            "the asset is deployed in Production; undeploy it there first",
        ));
    }
    tenant.remove_asset(key);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
