//! Responses about revisions.

use serde_json::{Value, json};

use super::embeds::{Embed, embedded, part_url};
use crate::api::call::Call;
use crate::model::{Asset, AssetType, Digest, Revision};
use crate::wire_name::WireName;

/// A revision with its number.
pub(super) type Numbered<'a> = (i32, &'a Revision);

/// `AssetRevisionV1`.
pub(super) fn revision(
    call: &Call,
    asset: &Asset,
    (number, revision): Numbered<'_>,
    embeds: &[Embed],
) -> Value {
    let tag = revision.tag.as_ref();
    json!({
        "assetKey": asset.key,
        "portfolioKey": asset.portfolio,
        "revision": number,
        "name": asset.name_in(revision),
        "description": asset.description,
        "isExternal": asset.is_external,
        "tag": tag.map(|tag| &tag.name),
        "modelDigest": asset.digest(number, Digest::Model),
        "clonedFromTemplateKey": asset.template,
        "assetType": asset.kind.name(),
        "createdBy": revision.by,
        "createdAt": revision.at,
        "commitMessage": revision.message,
        "taggedBy": tag.map(|tag| tag.by),
        "taggedAt": tag.map(|tag| tag.at),
        "_embedded": embedded(call, asset, (number, revision), embeds),
    })
}

/// The types that the response to a creation can name. The document allows no other types there.
const NAMED: [AssetType; 6] = [
    AssetType::WebApplication,
    AssetType::MobileApplication,
    AssetType::LowCodeLibrary,
    AssetType::ExtensionLibrary,
    AssetType::ExternalConnection,
    AssetType::ExternalLibrary,
];

/// `ApplicationVersion`, of the newest revision.
pub(super) fn version(call: &Call, asset: &Asset) -> Value {
    let number = asset.newest();
    let revision = asset.revision(number);
    let tag = revision.and_then(|revision| revision.tag.as_ref());
    let notes = tag.and_then(|tag| tag.notes.as_ref());
    let kind = Some(asset.kind).filter(|kind| NAMED.contains(kind));
    json!({
        "applicationKey": asset.key,
        "revision": number,
        "revisionUserKey": revision.map(|one| one.by),
        "revisionUserName": Value::Null,
        "revisionUserEmail": Value::Null,
        "revisionDateTime": revision.map(|one| one.at),
        "tag": tag.map(|tag| &tag.name),
        "name": asset.name,
        "description": asset.description,
        "applicationType": kind.map(WireName::name),
        "isExternal": asset.is_external,
        "isDeployable": asset.kind.is_deployable(),
        "isBuiltInApp": asset.is_built_in,
        "fromTemplateKey": asset.template,
        "iconUrl": asset.has_icon.then(|| part_url(call, "icon", asset, number)),
        "primaryColor": "#1068EB",
        "urlPath": asset.url_path(),
        "templateType": asset.is_template().then_some("ApplicationTemplate"),
        "toolVersion": "1.7.4",
        "sourceCodeBinaryUrl": part_url(call, "source", asset, number),
        "metamodelJsonUrl": part_url(call, "metamodel", asset, number),
        "signatureBinaryUrl": part_url(call, "signature", asset, number),
        "releaseNotesUrl": notes.map(|_| part_url(call, "notes", asset, number)),
        "signatureDigest": asset.digest(number, Digest::Signature),
        "compatibilitySignatureDigest": asset.digest(number, Digest::Compatibility),
        "modelDigest": asset.digest(number, Digest::Model),
        "labels": {},
        "runtime": Value::Null,
        "publishUserEmail": Value::Null,
        "publishUserKey": Value::Null,
        "publishDateTime": Value::Null,
        "releaseUserEmail": Value::Null,
        "releaseUserKey": tag.map(|tag| tag.by),
        "releaseDateTime": tag.map(|tag| tag.at),
    })
}
