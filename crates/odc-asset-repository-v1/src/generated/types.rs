// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! The types of requests and responses.

use odc_runtime::Patch;
use serde::{Deserialize, Serialize};
use super::{enums, type_builders};
pub use super::enums::*;

/// An asset (app, library, agent, workflow or connection in the portal), as its latest revision
/// describes it. This is the newest stored revision. It is possible that it is not deployed
/// anywhere. `GET /assets/{assetKey}/latest-revision` returns the same as a revision.
///
/// Schema `Asset` of the document.
#[doc(alias = "application")]
#[doc(alias = "app")]
#[doc(alias = "library")]
#[doc(alias = "agent")]
#[doc(alias = "workflow")]
#[doc(alias = "connection")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Asset {
    /// Key of the asset, a UUID as plain text. The same asset has the same key in every environment
    /// (stage in the portal). Some other APIs call it `applicationKey`.
    #[serde(rename = "assetKey")]
    pub asset_key: String,
    /// Key of the portfolio to which the asset belongs, a UUID as plain text; may be null. An asset
    /// never moves to another portfolio.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<String>,
    /// Number of the latest revision. The revision that is deployed in an environment (stage in the
    /// portal) can be an older one.
    #[serde(rename = "revision")]
    pub latest_revision: i32,
    /// Name of the asset in its latest revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the asset in its latest revision; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// True if another system installed the asset.
    #[serde(rename = "isExternal", default, skip_serializing_if = "Option::is_none")]
    pub is_external: Option<bool>,
    /// Tag (version in the portal) of the latest revision as `MAJOR.MINOR.PATCH`; null if it has none.
    /// An older revision can have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Digest of the model of the latest revision, a UUID as plain text. It changes with every change
    /// of the model.
    #[serde(rename = "modelDigest", default, skip_serializing_if = "Option::is_none")]
    pub model_digest: Option<String>,
    /// Asset key of the template from which the asset was created; otherwise null.
    #[serde(
        rename = "clonedFromTemplateKey",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub cloned_from_template_key: Option<String>,
    /// Type of the asset, such as `WebApplication`, `Agent` or `LowCodeLibrary`. Other values are
    /// possible.
    #[serde(rename = "assetType", default, skip_serializing_if = "Option::is_none")]
    pub asset_type: Option<enums::AssetType>,
    /// Who stored the latest revision: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it.
    #[serde(rename = "createdBy", default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
    /// When the latest revision was stored, RFC 3339. The asset can be older.
    #[serde(
        rename = "createdAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub created_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Publish message of the latest revision, at most 2,000 characters; may be null.
    #[serde(rename = "commitMessage", default, skip_serializing_if = "Option::is_none")]
    pub commit_message: Option<String>,
    /// Who tagged the latest revision: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it. May be null, for example if this revision has no tag.
    #[serde(rename = "taggedBy", default, skip_serializing_if = "Option::is_none")]
    pub tagged_by: Option<String>,
    /// When the latest revision was tagged, RFC 3339; may be null, for example if it has no tag.
    #[serde(
        rename = "taggedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub tagged_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Additional data of the latest revision that the request asked for; otherwise null or absent.
    #[serde(rename = "_embedded", default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<RevisionEmbedded>,
}

impl Asset {
    /// A builder of [`Asset`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetBuilder {
        Default::default()
    }
}

/// A link to the icon of a revision.
///
/// Schema `AssetIcon` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetIcon {
    /// Pre-signed URL of the icon. It is a secret: anyone who has it can download the file. Use it at
    /// once, without an access token, instead of storing it.
    #[serde(rename = "iconUrl", default, skip_serializing_if = "Option::is_none")]
    pub icon_url: Option<odc_runtime::Secret>,
    /// Digest of the picture, a UUID. Use it to find out whether a stored picture is still current.
    #[serde(rename = "iconDigest", default, skip_serializing_if = "Option::is_none")]
    pub icon_digest: Option<uuid::Uuid>,
}

impl AssetIcon {
    /// A builder of [`AssetIcon`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetIconBuilder {
        Default::default()
    }
}

/// Technical facts about a revision, with its publish message.
///
/// Schema `AssetMetadata` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetMetadata {
    /// Kind of template; null if the asset is not a template.
    #[serde(rename = "templateType", default, skip_serializing_if = "Option::is_none")]
    pub template_type: Option<enums::TemplateType>,
    /// Version of ODC Studio that made the revision; may be null.
    #[serde(rename = "toolVersion", default, skip_serializing_if = "Option::is_none")]
    pub tool_version: Option<String>,
    /// Platform on which the code of an external library runs; otherwise null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    /// Mobile frameworks that a mobile library supports; otherwise null.
    #[serde(
        rename = "mobileFrameworks",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub mobile_frameworks: Vec<String>,
    /// Version of the assembly, if the asset is a model plugin; otherwise null.
    #[serde(
        rename = "assemblyVersion",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub assembly_version: Option<String>,
    /// Name of the assembly, if the asset is a model plugin; otherwise null.
    #[serde(rename = "assemblyName", default, skip_serializing_if = "Option::is_none")]
    pub assembly_name: Option<String>,
    /// Path of the asset in its URL; null if the asset cannot be deployed. The service makes it from
    /// the name, with at most 35 characters. It must be unique in each environment (stage in the
    /// portal), otherwise publishing fails with `OS-APPS-40047`.
    #[serde(rename = "urlPath", default, skip_serializing_if = "Option::is_none")]
    pub url_path: Option<String>,
    /// True if the asset can be deployed. Web and mobile apps, agents and workflows can be deployed; a
    /// library cannot.
    #[serde(rename = "isDeployable", default, skip_serializing_if = "Option::is_none")]
    pub is_deployable: Option<bool>,
    /// True if the asset comes with the platform.
    #[serde(rename = "isBuiltInAsset", default, skip_serializing_if = "Option::is_none")]
    pub is_built_in_asset: Option<bool>,
    /// Publish message of the revision, at most 2,000 characters; may be null.
    #[serde(rename = "commitMessage", default, skip_serializing_if = "Option::is_none")]
    pub commit_message: Option<String>,
}

impl AssetMetadata {
    /// A builder of [`AssetMetadata`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetMetadataBuilder {
        Default::default()
    }
}

/// One page of assets.
///
/// Schema `AssetPage` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetPage {
    /// Paging values of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// Assets on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Asset>,
}

impl AssetPage {
    /// A builder of [`AssetPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetPageBuilder {
        Default::default()
    }
}

/// A link to the signature of a revision. The signature describes the public elements, which other
/// assets can use.
///
/// Schema `AssetSignature` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetSignature {
    /// Pre-signed URL of the signature. It is a secret: anyone who has it can download the file. Use it
    /// at once, without an access token, instead of storing it.
    #[serde(
        rename = "signatureBinaryUrl",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_binary_url: Option<odc_runtime::Secret>,
    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[serde(
        rename = "signatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_digest: Option<uuid::Uuid>,
    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[serde(
        rename = "compatibilitySignatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_signature_digest: Option<uuid::Uuid>,
}

impl AssetSignature {
    /// A builder of [`AssetSignature`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetSignatureBuilder {
        Default::default()
    }
}

/// A link to the source code of a revision.
///
/// Schema `AssetSourceCode` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetSourceCode {
    /// Pre-signed URL of the source code. It is a secret: anyone who has it can download the file. Use
    /// it at once, without an access token, instead of storing it.
    #[serde(
        rename = "sourceCodeBinaryUrl",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub source_code_binary_url: Option<odc_runtime::Secret>,
    /// Digest of the file, a UUID. Use it to find out whether a stored file is still current.
    #[serde(
        rename = "sourceCodeDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub source_code_digest: Option<uuid::Uuid>,
}

impl AssetSourceCode {
    /// A builder of [`AssetSourceCode`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetSourceCodeBuilder {
        Default::default()
    }
}

/// A revision that was just stored. The record has an older form than the revisions that the other
/// operations return.
///
/// Schema `ApplicationVersion` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CreatedRevision {
    /// Key of the asset, a UUID as plain text. The other records call it `assetKey`.
    #[serde(rename = "applicationKey")]
    pub asset_key: String,
    /// Number of the stored revision.
    pub revision: i32,
    /// Who stored the revision: a user, an API client or a tool, as plain text. Show it, do not parse
    /// it.
    #[serde(
        rename = "revisionUserKey",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_user_key: Option<String>,
    /// Deprecated. Name of the user who stored the revision. The field is deprecated.
    #[serde(
        rename = "revisionUserName",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_user_name: Option<String>,
    /// E-mail address of the user who stored the revision; may be null.
    #[serde(
        rename = "revisionUserEmail",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_user_email: Option<String>,
    /// When the revision was stored, RFC 3339.
    #[serde(
        rename = "revisionDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub revision_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Name of the asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the asset; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Type of the asset; may be null.
    #[serde(
        rename = "applicationType",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub asset_type: Option<enums::AssetType>,
    /// True if another system installed the asset.
    #[serde(rename = "isExternal", default, skip_serializing_if = "Option::is_none")]
    pub is_external: Option<bool>,
    /// True if the asset can be deployed. Web and mobile apps, agents and workflows can be deployed; a
    /// library cannot.
    #[serde(rename = "isDeployable", default, skip_serializing_if = "Option::is_none")]
    pub is_deployable: Option<bool>,
    /// True if the asset comes with the platform.
    #[serde(rename = "isBuiltInApp", default, skip_serializing_if = "Option::is_none")]
    pub is_built_in_asset: Option<bool>,
    /// Asset key of the template from which the asset was created; otherwise null.
    #[serde(
        rename = "fromTemplateKey",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub cloned_from_template_key: Option<String>,
    /// Pre-signed URL of the icon. It is a secret: anyone who has it can download the file. Use it at
    /// once, without an access token, instead of storing it.
    #[serde(rename = "iconUrl", default, skip_serializing_if = "Option::is_none")]
    pub icon_url: Option<odc_runtime::Secret>,
    /// Main color of the asset as `#RRGGBB`; may be null.
    #[serde(rename = "primaryColor", default, skip_serializing_if = "Option::is_none")]
    pub primary_color: Option<String>,
    /// Path of the asset in its URL; null if the asset cannot be deployed. The service makes it from
    /// the name, with at most 35 characters. It must be unique in each environment (stage in the
    /// portal), otherwise publishing fails with `OS-APPS-40047`.
    #[serde(rename = "urlPath", default, skip_serializing_if = "Option::is_none")]
    pub url_path: Option<String>,
    /// Kind of template; null if the asset is not a template.
    #[serde(rename = "templateType", default, skip_serializing_if = "Option::is_none")]
    pub template_type: Option<enums::TemplateType>,
    /// Version of ODC Studio that made the revision; may be null.
    #[serde(rename = "toolVersion", default, skip_serializing_if = "Option::is_none")]
    pub tool_version: Option<String>,
    /// Pre-signed URL of the source code. It is a secret: anyone who has it can download the file. Use
    /// it at once, without an access token, instead of storing it.
    #[serde(
        rename = "sourceCodeBinaryUrl",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub source_code_binary_url: Option<odc_runtime::Secret>,
    /// Pre-signed URL of a JSON file with facts about the model. It is a secret: anyone who has it can
    /// download the file. Use it at once, without an access token, instead of storing it.
    #[serde(
        rename = "metamodelJsonUrl",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub metamodel_json_url: Option<odc_runtime::Secret>,
    /// Pre-signed URL of the signature. It is a secret: anyone who has it can download the file. Use it
    /// at once, without an access token, instead of storing it.
    #[serde(
        rename = "signatureBinaryUrl",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_binary_url: Option<odc_runtime::Secret>,
    /// Pre-signed URL of the release notes. It is a secret: anyone who has it can download the file.
    /// Use it at once, without an access token, instead of storing it.
    #[serde(
        rename = "releaseNotesUrl",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub release_notes_url: Option<odc_runtime::Secret>,
    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[serde(
        rename = "signatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_digest: Option<String>,
    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[serde(
        rename = "compatibilitySignatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_signature_digest: Option<String>,
    /// Digest of the model, a UUID. It changes with every change of the model.
    #[serde(rename = "modelDigest", default, skip_serializing_if = "Option::is_none")]
    pub model_digest: Option<String>,
    /// Labels as pairs of name and value. No operation of this API sets them; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<std::collections::HashMap<String, Option<String>>>,
    /// Platform on which the code of an external library runs; otherwise null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    /// E-mail address of the user who last published the revision; may be null, for example if it was
    /// never published.
    #[serde(
        rename = "publishUserEmail",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub publish_user_email: Option<String>,
    /// Key of the user who last published the revision; may be null, for example if it was never
    /// published.
    #[serde(rename = "publishUserKey", default, skip_serializing_if = "Option::is_none")]
    pub publish_user_key: Option<String>,
    /// When the revision was last published, RFC 3339; may be null, for example if it was never
    /// published.
    #[serde(
        rename = "publishDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub publish_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// E-mail address of the user who released (tagged) the revision; may be null, for example if the
    /// revision has no tag.
    #[serde(
        rename = "releaseUserEmail",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub release_user_email: Option<String>,
    /// Key of the user who released (tagged) the revision; may be null, for example if the revision has
    /// no tag.
    #[serde(rename = "releaseUserKey", default, skip_serializing_if = "Option::is_none")]
    pub release_user_key: Option<String>,
    /// When the revision was released (tagged), RFC 3339; may be null, for example if the revision has
    /// no tag.
    #[serde(
        rename = "releaseDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub release_date_time: Option<chrono::DateTime<chrono::Utc>>,
}

impl CreatedRevision {
    /// A builder of [`CreatedRevision`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::CreatedRevisionBuilder {
        Default::default()
    }
}

/// Technical facts about a revision, as they are embedded in it. They do not include the publish
/// message, which is a field of the revision.
///
/// Schema `BaseAssetMetadata` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EmbeddedMetadata {
    /// Kind of template; null if the asset is not a template.
    #[serde(rename = "templateType", default, skip_serializing_if = "Option::is_none")]
    pub template_type: Option<enums::TemplateType>,
    /// Version of ODC Studio that made the revision; may be null.
    #[serde(rename = "toolVersion", default, skip_serializing_if = "Option::is_none")]
    pub tool_version: Option<String>,
    /// Platform on which the code of an external library runs; otherwise null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    /// Mobile frameworks that a mobile library supports; otherwise null.
    #[serde(
        rename = "mobileFrameworks",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub mobile_frameworks: Vec<String>,
    /// Version of the assembly, if the asset is a model plugin; otherwise null.
    #[serde(
        rename = "assemblyVersion",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub assembly_version: Option<String>,
    /// Name of the assembly, if the asset is a model plugin; otherwise null.
    #[serde(rename = "assemblyName", default, skip_serializing_if = "Option::is_none")]
    pub assembly_name: Option<String>,
    /// Path of the asset in its URL; null if the asset cannot be deployed. The service makes it from
    /// the name, with at most 35 characters. It must be unique in each environment (stage in the
    /// portal), otherwise publishing fails with `OS-APPS-40047`.
    #[serde(rename = "urlPath", default, skip_serializing_if = "Option::is_none")]
    pub url_path: Option<String>,
    /// True if the asset can be deployed. Web and mobile apps, agents and workflows can be deployed; a
    /// library cannot.
    #[serde(rename = "isDeployable", default, skip_serializing_if = "Option::is_none")]
    pub is_deployable: Option<bool>,
    /// True if the asset comes with the platform.
    #[serde(rename = "isBuiltInAsset", default, skip_serializing_if = "Option::is_none")]
    pub is_built_in_asset: Option<bool>,
}

impl EmbeddedMetadata {
    /// A builder of [`EmbeddedMetadata`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EmbeddedMetadataBuilder {
        Default::default()
    }
}

/// The tag of a revision, and a link to its release notes.
///
/// Schema `AssetReleaseNote` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EmbeddedReleaseNotes {
    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Pre-signed URL of the release notes. It is a secret: anyone who has it can download the file.
    /// Use it at once, without an access token, instead of storing it.
    #[serde(rename = "releaseNoteUrl", default, skip_serializing_if = "Option::is_none")]
    pub release_notes_url: Option<odc_runtime::Secret>,
}

impl EmbeddedReleaseNotes {
    /// A builder of [`EmbeddedReleaseNotes`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EmbeddedReleaseNotesBuilder {
        Default::default()
    }
}

/// A new asset without a file. `assetName` and `assetType` are required, although their types allow
/// null. The asset is a copy of a template if `templateKey` is given, and empty otherwise. Later
/// changes of the template do not affect the copy.
///
/// Schema `AssetCreateFromTemplateRequest` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewAsset {
    /// Name of the asset. Required.
    #[serde(rename = "assetName")]
    pub asset_name: String,
    /// Type of the asset: `WebApplication`, `MobileApplication`, `Agent`, `Workflow`, `LowCodeLibrary`
    /// or `MobileLibrary`. Required.
    #[serde(rename = "assetType")]
    pub asset_type: enums::AssetType,
    /// Asset key of the template to copy. Without it, the asset is empty.
    #[serde(rename = "templateKey", default, skip_serializing_if = "Option::is_none")]
    pub template_key: Option<String>,
    /// Description of the asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Icon of the asset: the bytes of the picture in base64. The format of the picture is not
    /// documented.
    #[serde(rename = "iconBase64", default, skip_serializing_if = "Option::is_none")]
    pub icon_base64: Option<String>,
}

impl NewAsset {
    /// A builder of [`NewAsset`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewAssetBuilder {
        Default::default()
    }
}

/// A revision to store, with its source. Give `fileUri`, or `assetCreationDetails`, or send the
/// file in the part `assetFile`.
///
/// Schema `AssetVersionCreationRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewRevision {
    /// Tag (version in the portal) for the new revision, as `MAJOR.MINOR.PATCH`: three integers without
    /// a suffix. The asset must not have this tag yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Release notes for the tag. They need a tag in the same request.
    #[serde(rename = "releaseNotes", default, skip_serializing_if = "Option::is_none")]
    pub release_notes: Option<String>,
    /// True switches off the check that the tag follows the tags that the asset already has. The
    /// default is false.
    #[serde(
        rename = "skipSequentialVersionValidation",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub skip_sequential_version_validation: Option<bool>,
    /// Publish message of the revision, at most 2,000 characters.
    #[serde(rename = "commitMessage", default, skip_serializing_if = "Option::is_none")]
    pub commit_message: Option<String>,
    /// Key of the portfolio for a new asset. The default is the main portfolio of the organization. For
    /// an existing asset it must be the portfolio of the asset, otherwise the request fails.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
    /// The URL from `POST /uploads` to which the file was uploaded. It is a secret: anyone who has it
    /// can use it.
    #[serde(rename = "fileUri", default, skip_serializing_if = "Option::is_none")]
    pub file_uri: Option<odc_runtime::Secret>,
    /// The new asset to create without a file.
    #[serde(
        rename = "assetCreationDetails",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub new_asset: Option<NewAsset>,
}

impl NewRevision {
    /// A builder of [`NewRevision`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewRevisionBuilder {
        Default::default()
    }
}

/// Paging values of a list response.
///
/// Schema `PageInfoWithTotals` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PageInfo {
    /// Number of rows on this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// Page size that the service used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// Position of the first row on the page, counted from zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// Value of `offset` for the next page. It may be null. To detect the end, do not rely on null
    /// alone: also compare with `totalResults`.
    #[serde(rename = "nextPageOffset", default, skip_serializing_if = "Option::is_none")]
    pub next_page_offset: Option<i32>,
    /// Number of matching rows on all pages together.
    #[serde(rename = "totalResults", default, skip_serializing_if = "Option::is_none")]
    pub total_results: Option<i32>,
    /// Number of pages. Expect `totalResults` divided by `limit`, rounded up.
    #[serde(rename = "totalPages", default, skip_serializing_if = "Option::is_none")]
    pub total_pages: Option<i32>,
}

impl PageInfo {
    /// A builder of [`PageInfo`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PageInfoBuilder {
        Default::default()
    }
}

/// The tag of a revision, and the text of its release notes.
///
/// Schema `AssetReleaseNoteContent` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReleaseNotes {
    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Text of the release notes; null if there are none. Users of the service have seen both HTML and
    /// Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

impl ReleaseNotes {
    /// A builder of [`ReleaseNotes`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ReleaseNotesBuilder {
        Default::default()
    }
}

/// One stored revision of an asset (app, library, agent, workflow or connection in the portal).
///
/// Schema `AssetRevisionV1` of the document.
#[doc(alias = "version")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Revision {
    /// Key of the asset, a UUID as plain text. The same asset has the same key in every environment
    /// (stage in the portal). Some other APIs call it `applicationKey`.
    #[serde(rename = "assetKey")]
    pub asset_key: String,
    /// Key of the portfolio to which the asset belongs, a UUID as plain text; may be null. An asset
    /// never moves to another portfolio.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<String>,
    /// Number of the revision.
    pub revision: i32,
    /// Name of the asset in this revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the asset in this revision; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// True if another system installed the asset.
    #[serde(rename = "isExternal", default, skip_serializing_if = "Option::is_none")]
    pub is_external: Option<bool>,
    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Digest of the model, a UUID as plain text. It changes with every change of the model.
    #[serde(rename = "modelDigest", default, skip_serializing_if = "Option::is_none")]
    pub model_digest: Option<String>,
    /// Asset key of the template from which the asset was created; otherwise null.
    #[serde(
        rename = "clonedFromTemplateKey",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub cloned_from_template_key: Option<String>,
    /// Type of the asset, such as `WebApplication`, `Agent` or `LowCodeLibrary`. Other values are
    /// possible.
    #[serde(rename = "assetType", default, skip_serializing_if = "Option::is_none")]
    pub asset_type: Option<enums::AssetType>,
    /// Who stored the revision: a user, an API client or a tool, as plain text. Show it, do not parse
    /// it.
    #[serde(rename = "createdBy", default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
    /// When the revision was stored, RFC 3339.
    #[serde(
        rename = "createdAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub created_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Publish message of the revision, at most 2,000 characters; may be null.
    #[serde(rename = "commitMessage", default, skip_serializing_if = "Option::is_none")]
    pub commit_message: Option<String>,
    /// Who tagged the revision: a user, an API client or a tool, as plain text. Show it, do not parse
    /// it. May be null, for example if the revision has no tag.
    #[serde(rename = "taggedBy", default, skip_serializing_if = "Option::is_none")]
    pub tagged_by: Option<String>,
    /// When the revision was tagged, RFC 3339; may be null, for example if the revision has no tag.
    #[serde(
        rename = "taggedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub tagged_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Additional data that the request asked for; otherwise null or absent.
    #[serde(rename = "_embedded", default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<RevisionEmbedded>,
}

impl Revision {
    /// A builder of [`Revision`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RevisionBuilder {
        Default::default()
    }
}

/// Additional data of a revision. It contains only what the request asked for with `embed` or
/// `embeds`.
///
/// Schema `AssetEmbeddingV1` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RevisionEmbedded {
    /// The tag, and a link to the release notes. Included by `releaseNote`.
    #[serde(rename = "releaseNote", default, skip_serializing_if = "Option::is_none")]
    pub release_notes: Option<EmbeddedReleaseNotes>,
    /// A link to the icon. Included by `icon`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<AssetIcon>,
    /// A link to the source code. Included by `sourceCode`.
    #[serde(rename = "sourceCode", default, skip_serializing_if = "Option::is_none")]
    pub source_code: Option<AssetSourceCode>,
    /// A link to the signature. Included by `signature`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<AssetSignature>,
    /// Technical facts about the revision. Included by `metadata`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<EmbeddedMetadata>,
}

impl RevisionEmbedded {
    /// A builder of [`RevisionEmbedded`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RevisionEmbeddedBuilder {
        Default::default()
    }
}

/// Names one asset and one of its revisions. Give the key and one of `digest`, `revision` and
/// `isHighestTag`. The service ignores an empty text, null and false in these three.
///
/// Schema `AssetVersionFilter` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RevisionFilter {
    /// Key of the asset, a UUID as plain text.
    #[serde(rename = "key")]
    pub asset_key: String,
    /// Digest of the revision to return. The API document does not say which digest; it is probably
    /// `modelDigest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Number of the revision to return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// True returns the revision with the highest tag.
    #[serde(rename = "isHighestTag", default, skip_serializing_if = "Option::is_none")]
    pub is_highest_tag: Option<bool>,
}

impl RevisionFilter {
    /// A builder of [`RevisionFilter`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RevisionFilterBuilder {
        Default::default()
    }
}

/// The revisions that a search found, without paging.
///
/// Schema `AssetRevisionV1ListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RevisionList {
    /// The revisions.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Revision>,
}

impl RevisionList {
    /// A builder of [`RevisionList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RevisionListBuilder {
        Default::default()
    }
}

/// One page of revisions.
///
/// Schema `AssetRevisionV1PagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RevisionPage {
    /// Paging values of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// Revisions on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Revision>,
}

impl RevisionPage {
    /// A builder of [`RevisionPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RevisionPageBuilder {
        Default::default()
    }
}

/// Changes of a revision. Leave out every field that must not change. Null removes the tag. The
/// effect of null in the other fields is not documented.
///
/// Schema `AssetVersionPatchRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RevisionPatch {
    /// New tag (version in the portal) as `MAJOR.MINOR.PATCH`: three integers without a suffix. Null
    /// removes the tag.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub tag: Patch<String>,
    /// New release notes. They need a tag, in the same request or already on the revision.
    #[serde(rename = "releaseNotes", default, skip_serializing_if = "Patch::is_absent")]
    pub release_notes: Patch<String>,
    /// New publish message, at most 2,000 characters. The documentation calls a publish message
    /// permanent, but this operation sets it.
    #[serde(rename = "commitMessage", default, skip_serializing_if = "Patch::is_absent")]
    pub commit_message: Patch<String>,
}

impl RevisionPatch {
    /// A builder of [`RevisionPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RevisionPatchBuilder {
        Default::default()
    }
}

/// The revisions to return, and the data to include with each.
///
/// Schema `AssetListFilter` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RevisionSearch {
    /// One entry for each revision to return.
    #[serde(
        rename = "assetVersionFilters",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub filters: Option<Vec<RevisionFilter>>,
    /// Additional data to include in `_embedded` of each revision. Values: `releaseNote`, `icon`,
    /// `sourceCode`, `signature`, `metadata`.
    #[serde(rename = "embeds", default, skip_serializing_if = "Option::is_none")]
    pub embed: Option<Vec<enums::RevisionEmbed>>,
}

impl RevisionSearch {
    /// A builder of [`RevisionSearch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RevisionSearchBuilder {
        Default::default()
    }
}

/// The URL to which a file can be uploaded.
///
/// Schema `UploadsResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Upload {
    /// Pre-signed URL. Send the file to it with PUT, then pass the URL as `fileUri`. It is a secret:
    /// anyone who has it can upload to it. The API document requires it and also allows null: treat
    /// null as an error.
    #[serde(rename = "uploadUrl")]
    pub upload_url: odc_runtime::Secret,
}

impl Upload {
    /// A builder of [`Upload`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UploadBuilder {
        Default::default()
    }
}
