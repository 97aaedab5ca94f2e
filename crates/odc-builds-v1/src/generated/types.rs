// @generated from openapi/builds-v1.json (SHA-256 296a0b56661478861ef281d32388ca5b00bfb988f55b40b04f2653231e5d27e6)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! The types of requests and responses.

use odc_runtime::Patch;
use serde::{Deserialize, Serialize};
use super::{enums, type_builders};
pub use super::enums::*;

/// A build of one revision of an asset. To deploy the revision, send `buildKey` together with the
/// asset and the revision to the deployments API. Automatic patching can build an unchanged
/// revision again, so compare `buildKey` as well as the revision.
///
/// Schema `BuildDetails` of the document.
#[doc(alias = "BuildOperation")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Build {
    /// Key of the build. Paths of this API call it `operationKey`.
    #[serde(rename = "buildKey")]
    pub build_key: uuid::Uuid,
    /// Key of the asset. The same asset has the same key in every environment (stage in the portal).
    #[serde(rename = "assetKey")]
    pub asset_key: uuid::Uuid,
    /// Number of the revision that was built.
    #[serde(rename = "assetRevision")]
    pub asset_revision: i32,
    /// Type of the build. Only a `Release` build can be deployed.
    #[serde(rename = "buildType", default, skip_serializing_if = "Option::is_none")]
    pub build_type: Option<enums::BuildType>,
    /// When the build started, RFC 3339 in UTC; may be null while the status is `Pending`.
    #[serde(
        rename = "startedDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub started_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// When the build ended, RFC 3339 in UTC; may be null before that.
    #[serde(
        rename = "finishedDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub finished_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Who started the build: a user, an API client or a tool, as plain text. Show it, do not parse it.
    #[serde(rename = "builtBy", default, skip_serializing_if = "Option::is_none")]
    pub built_by: Option<String>,
    /// State of the build. Stop polling at every value except `Pending` and `Running`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::BuildStatus>,
    /// Known vulnerabilities of the build; may be null, for example if there is no result yet. The
    /// platform scans the images of builds every day.
    #[serde(rename = "securityAudit", default, skip_serializing_if = "Option::is_none")]
    pub security_audit: Option<SecurityAudit>,
}

impl Build {
    /// A builder of [`Build`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::BuildBuilder {
        Default::default()
    }
}

/// All builds of one revision, without paging.
///
/// Schema `BuildDetailsBuildListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BuildList {
    /// The builds, in no documented order.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub builds: Vec<Build>,
}

impl BuildList {
    /// A builder of [`BuildList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::BuildListBuilder {
        Default::default()
    }
}

/// The package with the generated code of a build: its state, and its URL or the reasons of the
/// failure.
///
/// Schema `GeneratedCodePackageResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GeneratedCodePackage {
    /// State of the package. Stop polling at `Finished`, `TimedOut` or `Failed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::GeneratedCodePackageStatus>,
    /// Pre-signed URL of the package, a zip file; may be null unless the status is `Finished`. It is a
    /// secret: anyone who has it can download the file. Use it at once, without an access token,
    /// instead of storing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<odc_runtime::Secret>,
    /// Reasons why the packaging failed. Empty or null if it did not fail.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub errors: Vec<GeneratedCodePackageError>,
}

impl GeneratedCodePackage {
    /// A builder of [`GeneratedCodePackage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GeneratedCodePackageBuilder {
        Default::default()
    }
}

/// A reason why the packaging failed.
///
/// Schema `GeneratedCodePackagingError` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GeneratedCodePackageError {
    /// When the error occurred, RFC 3339.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub timestamp: Option<chrono::DateTime<chrono::Utc>>,
    /// Severity as free text, with the same values as in the messages of a build. Ignore case when you
    /// compare it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// Text of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl GeneratedCodePackageError {
    /// A builder of [`GeneratedCodePackageError`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GeneratedCodePackageErrorBuilder {
        Default::default()
    }
}

/// A message of a build, such as an error or a warning.
///
/// Schema `BuildFeedbackDetails` of the document.
#[doc(alias = "BuildMessage")]
#[doc(alias = "log")]
#[doc(alias = "feedback")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Message {
    /// When the message was written, RFC 3339.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub timestamp: Option<chrono::DateTime<chrono::Utc>>,
    /// Kind of the message or its error code, as free text; may be null.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Severity as free text, such as `Error`, `Warning` or `Info`. Ignore case when you compare it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// Text of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Step of the build that wrote the message. The value has no documented meaning.
    #[serde(rename = "stepId", default, skip_serializing_if = "Option::is_none")]
    pub step_id: Option<String>,
    /// Key of the asset that the message is about. It can be an asset that the built asset uses.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
    /// Code of the error, such as `OS-BLD-FE-40001`; may be null.
    #[serde(rename = "errorCode", default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
}

impl Message {
    /// A builder of [`Message`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::MessageBuilder {
        Default::default()
    }
}

/// All messages of one build, without paging.
///
/// Schema `BuildFeedbackDetailsResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MessageList {
    /// The messages, in no documented order. Sort them by `timestamp`.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Message>,
}

impl MessageList {
    /// A builder of [`MessageList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::MessageListBuilder {
        Default::default()
    }
}

/// The build to start. The service needs the asset and the revision, although the API document does
/// not mark them as required.
///
/// Schema `BuildOperationDetails` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewBuild {
    /// Key of the asset to build (app, library, agent or workflow in the portal).
    #[serde(rename = "assetKey")]
    pub asset_key: uuid::Uuid,
    /// Number of the revision to build.
    #[serde(rename = "assetRevision")]
    pub asset_revision: i32,
    /// Type of the build. The default is `Debug`, which cannot be deployed.
    #[serde(rename = "buildType", default, skip_serializing_if = "Option::is_none")]
    pub build_type: Option<enums::BuildType>,
}

impl NewBuild {
    /// A builder of [`NewBuild`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewBuildBuilder {
        Default::default()
    }
}

/// Result of the security audit of a build: the known vulnerabilities of what it contains.
///
/// Schema `SecurityVulnerabilities` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SecurityAudit {
    /// The vulnerabilities that were found. Empty or null if there are none.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub vulnerabilities: Vec<Vulnerability>,
}

impl SecurityAudit {
    /// A builder of [`SecurityAudit`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::SecurityAuditBuilder {
        Default::default()
    }
}

/// The response to the start of a build: its key, and whether it started.
///
/// Schema `BuildResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StartedBuild {
    /// Key of the new build, used to poll its status.
    #[serde(rename = "buildKey")]
    pub build_key: uuid::Uuid,
    /// True if the build started. If it is false, treat the request as failed.
    #[serde(rename = "isSuccessful", default, skip_serializing_if = "Option::is_none")]
    pub is_successful: Option<bool>,
}

impl StartedBuild {
    /// A builder of [`StartedBuild`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::StartedBuildBuilder {
        Default::default()
    }
}

/// The response to a request to package the generated code.
///
/// Schema `GeneratedCodePackagingResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StartedGeneratedCodePackage {
    /// True if the packaging started. If it is false, treat the request as failed.
    #[serde(rename = "isSuccessful", default, skip_serializing_if = "Option::is_none")]
    pub is_successful: Option<bool>,
}

impl StartedGeneratedCodePackage {
    /// A builder of [`StartedGeneratedCodePackage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::StartedGeneratedCodePackageBuilder {
        Default::default()
    }
}

/// A known vulnerability.
///
/// Schema `SecurityVulnerability` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Vulnerability {
    /// Identifier of the vulnerability, such as a CVE number, as free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Severity as free text. Ignore case when you compare it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// Link to details of the vulnerability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// When the vulnerability was published, RFC 3339.
    #[serde(
        rename = "publishedDate",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub published_date: Option<chrono::DateTime<chrono::Utc>>,
}

impl Vulnerability {
    /// A builder of [`Vulnerability`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::VulnerabilityBuilder {
        Default::default()
    }
}
