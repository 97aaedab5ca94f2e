//! The parts that a revision embeds if the call requests them, and the operations that return a single part.

use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::query::named;
use crate::model::{Asset, Digest, Revision};
use crate::problem::Problem;
use crate::wire_name::wire_names;

wire_names! {
    /// A part of a revision.
    pub(super) enum Embed {
        ReleaseNote = "releaseNote",
        Icon = "icon",
        SourceCode = "sourceCode",
        Signature = "signature",
        Metadata = "metadata",
    }
}

/// The version of the studio in which the revisions of the seed were made.
const TOOL_VERSION: &str = "1.7.4";

/// The parts of a body's list.
pub(super) fn named_parts(names: Option<&[String]>) -> Result<Vec<Embed>, Problem> {
    let names = names.unwrap_or_default().iter();
    names.map(|name| named("embeds", name)).collect()
}

/// `AssetEmbeddingV1`, with the requested parts. Null if the call requests none.
pub(super) fn embedded(
    call: &Call,
    asset: &Asset,
    (number, revision): (i32, &Revision),
    embeds: &[Embed],
) -> Value {
    if embeds.is_empty() {
        return Value::Null;
    }
    let mut parts = serde_json::Map::new();
    for embed in embeds {
        let (name, part) = match embed {
            Embed::ReleaseNote => ("releaseNote", release_note(call, asset, number, revision)),
            Embed::Icon => ("icon", icon(call, asset, number)),
            Embed::SourceCode => ("sourceCode", source_code(call, asset, number)),
            Embed::Signature => ("signature", signature(call, asset, number)),
            Embed::Metadata => ("metadata", metadata(asset)),
        };
        parts.insert(name.to_owned(), part);
    }
    Value::Object(parts)
}

/// A download URL for a part of a revision.
pub(super) fn part_url(call: &Call, part: &str, asset: &Asset, number: i32) -> String {
    call.download_url(&format!("{part}/{}/{number}", asset.key))
}

/// `AssetReleaseNote`.
fn release_note(call: &Call, asset: &Asset, number: i32, revision: &Revision) -> Value {
    let tag = revision.tag.as_ref();
    let notes = tag.and_then(|tag| tag.notes.as_ref());
    json!({
        "tag": tag.map(|tag| &tag.name),
        "releaseNoteUrl": notes.map(|_| part_url(call, "notes", asset, number)),
    })
}

/// `AssetIcon`.
pub(super) fn icon(call: &Call, asset: &Asset, number: i32) -> Value {
    let digest = asset.digest(number, Digest::Icon);
    json!({
        "iconUrl": asset.has_icon.then(|| part_url(call, "icon", asset, number)),
        "iconDigest": asset.has_icon.then_some(digest),
    })
}

/// `AssetSourceCode`.
pub(super) fn source_code(call: &Call, asset: &Asset, number: i32) -> Value {
    json!({
        "sourceCodeBinaryUrl": part_url(call, "source", asset, number),
        "sourceCodeDigest": asset.digest(number, Digest::Model),
    })
}

/// `AssetSignature`.
pub(super) fn signature(call: &Call, asset: &Asset, number: i32) -> Value {
    json!({
        "signatureBinaryUrl": part_url(call, "signature", asset, number),
        "signatureDigest": asset.digest(number, Digest::Signature),
        "compatibilitySignatureDigest": asset.digest(number, Digest::Compatibility),
    })
}

/// `BaseAssetMetadata`.
pub(super) fn metadata(asset: &Asset) -> Value {
    use crate::model::AssetType::{ExternalLibrary, MobileLibrary};
    let is_external = asset.kind == ExternalLibrary;
    json!({
        "templateType": asset.is_template().then_some("ApplicationTemplate"),
        "toolVersion": TOOL_VERSION,
        "runtime": is_external.then_some(".NET 10"),
        "mobileFrameworks": (asset.kind == MobileLibrary).then_some(["Capacitor"]),
        "assemblyVersion": Value::Null,
        "assemblyName": Value::Null,
        "urlPath": asset.url_path(),
        "isDeployable": asset.kind.is_deployable(),
        "isBuiltInAsset": asset.is_built_in,
    })
}
