// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! The types of requests and responses.

use odc_runtime::Patch;
use serde::{Deserialize, Serialize};
use super::{enums, type_builders};
pub use super::enums::*;

/// A deployment: an operation that deploys an asset, undeploys it or applies its configuration. It
/// does not name the environment (stage in the portal).
///
/// Schema `DeploymentOperationResponse` of the document.
#[doc(alias = "DeploymentOperation")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Deployment {
    /// Key of the deployment, used to poll its status. Paths of this API call it `operationKey`.
    pub key: uuid::Uuid,
    /// State of the deployment. Stop polling at `Finished` or `FinishedWithError`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::OperationStatus>,
    /// When the deployment started, RFC 3339.
    #[serde(
        rename = "startedDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub started_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// When the deployment ended, RFC 3339. Ignore it until the status is final: before that, it may be
    /// absent, null or a date without meaning.
    #[serde(
        rename = "finishedDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub finished_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Who started the deployment: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it.
    #[serde(rename = "deployedBy", default, skip_serializing_if = "Option::is_none")]
    pub deployed_by: Option<String>,
    /// Key of the asset. The same asset has the same key in every environment (stage in the portal).
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
    /// Numbers of the revisions that the deployment acts on. An app or agent has one revision in an
    /// environment. A workflow can have several, because older revisions stay until their running
    /// instances end. May be null.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub revisions: Vec<i32>,
    /// Key of the build that is deployed. May be null.
    #[serde(rename = "buildKey", default, skip_serializing_if = "Option::is_none")]
    pub build_key: Option<uuid::Uuid>,
    /// Name of the asset.
    #[serde(rename = "assetName", default, skip_serializing_if = "Option::is_none")]
    pub asset_name: Option<String>,
    /// What the deployment does: deploy, undeploy or apply configurations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<enums::DeploymentKind>,
    /// Key of the portfolio; may be null. An asset can only be in the environments of its own
    /// portfolio.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
}

impl Deployment {
    /// A builder of [`Deployment`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeploymentBuilder {
        Default::default()
    }
}

/// One page of deployments.
///
/// Schema `Int32NullableDeploymentOperationResponsePagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeploymentPage {
    /// Paging values of the list of deployments. May be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// The deployments on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Deployment>,
}

impl DeploymentPage {
    /// A builder of [`DeploymentPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeploymentPageBuilder {
        Default::default()
    }
}

/// A message of a deployment or a publication: progress, a warning, or an error.
///
/// Schema `MessageDetailsV1TaskProgressMessage` of the document.
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
    /// Error code or kind of the message, as free text, such as `OS-DPL-50205`; may be null.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Whether the message is progress, a warning or an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<enums::MessageSeverity>,
    /// Text of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The step and the asset that the message is about. May be null.
    #[serde(rename = "additionalInfo", default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<MessageSubject>,
}

impl Message {
    /// A builder of [`Message`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::MessageBuilder {
        Default::default()
    }
}

/// One page of messages.
///
/// Schema `StringMessageDetailsV1TaskProgressMessagePagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MessagePage {
    /// Paging values of the list of messages. May be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<MessagePageInfo>,
    /// The messages on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Message>,
}

impl MessagePage {
    /// A builder of [`MessagePage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::MessagePageBuilder {
        Default::default()
    }
}

/// Paging values of a list of messages. Positions are texts that the service makes, not numbers.
///
/// Schema `StringPageInfo` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MessagePageInfo {
    /// Number of messages on this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// Page size that the service used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// Position of this page, as it was sent. May be null on the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    /// Value of `offset` for the next page, to be sent unchanged. Null at the end.
    #[serde(rename = "nextPageOffset", default, skip_serializing_if = "Option::is_none")]
    pub next_page_offset: Option<String>,
}

impl MessagePageInfo {
    /// A builder of [`MessagePageInfo`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::MessagePageInfoBuilder {
        Default::default()
    }
}

/// What a message is about: a step of the operation and an asset.
///
/// Schema `MessageDetailsV1` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MessageSubject {
    /// Step of the operation that wrote the message. The value has no documented meaning.
    #[serde(rename = "stepId", default, skip_serializing_if = "Option::is_none")]
    pub step_id: Option<String>,
    /// Key of the asset that the message is about. May be null.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
}

impl MessageSubject {
    /// A builder of [`MessageSubject`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::MessageSubjectBuilder {
        Default::default()
    }
}

/// The deployment to start. The service needs `operation`, `assetKey` and `environmentKey` for
/// every kind, although the API document does not mark them as required. `Deploy` also needs
/// `revision` and `buildKey`. The API document says that `ApplyConfigs` also needs `revision`; a
/// guide of the service leaves it out.
///
/// Schema `DeploymentOperationRequest` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewDeployment {
    /// What to do. Every request needs it.
    pub operation: enums::DeploymentKind,
    /// Key of the asset to deploy, to undeploy or to configure.
    #[serde(rename = "assetKey")]
    pub asset_key: uuid::Uuid,
    /// Key of the build to deploy: a finished `Release` build of the revision. Only `Deploy` needs it.
    #[serde(rename = "buildKey", default, skip_serializing_if = "Option::is_none")]
    pub build_key: Option<uuid::Uuid>,
    /// Number of the revision. `Deploy`: the revision to deploy; `ApplyConfigs`: the revision that is
    /// deployed; `Undeploy`: leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Key of the environment (stage in the portal) of the operation. Every request needs it. It must
    /// belong to the portfolio of the asset.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey")]
    pub environment_key: uuid::Uuid,
}

impl NewDeployment {
    /// A builder of [`NewDeployment`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewDeploymentBuilder {
        Default::default()
    }
}

/// The publication to start. The service needs `operation`, `assetKey` and `revision`, although the
/// API document does not mark them as required.
///
/// Schema `PublishOperationRequest` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewPublication {
    /// What to do. `Publish` is the only value.
    pub operation: enums::PublicationKind,
    /// Key of the asset to publish.
    #[serde(rename = "assetKey")]
    pub asset_key: uuid::Uuid,
    /// Number of the revision to publish. It must exist.
    pub revision: i32,
    /// Key of the environment (stage in the portal) to publish to: Development of the portfolio of the
    /// asset. The API document does not mark it as required; send it in each request.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<uuid::Uuid>,
}

impl NewPublication {
    /// A builder of [`NewPublication`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewPublicationBuilder {
        Default::default()
    }
}

/// Paging values of a list of deployments or publications. There are no totals.
///
/// Schema `Int32NullablePageInfo` of the document.
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
    /// Position of the first row on the page, counted from zero. May be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// Value of `offset` for the next page; null on the last page. Also stop at an empty page.
    #[serde(rename = "nextPageOffset", default, skip_serializing_if = "Option::is_none")]
    pub next_page_offset: Option<i32>,
}

impl PageInfo {
    /// A builder of [`PageInfo`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PageInfoBuilder {
        Default::default()
    }
}

/// A publication: an operation that builds a revision and puts it into Development. It does not
/// name the environment (stage in the portal).
///
/// Schema `PublishOperationResponse` of the document.
#[doc(alias = "PublishOperation")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Publication {
    /// Key of the publication, used to poll its status. Paths of this API call it `operationKey`.
    pub key: uuid::Uuid,
    /// State of the publication. Stop polling at `Finished` or `FinishedWithError`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::OperationStatus>,
    /// When the publication started, RFC 3339.
    #[serde(
        rename = "startedDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub started_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// When the publication ended, RFC 3339. Ignore it until the status is final: before that, it may
    /// be absent, null or a date without meaning.
    #[serde(
        rename = "finishedDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub finished_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Who started the publication: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it.
    #[serde(rename = "deployedBy", default, skip_serializing_if = "Option::is_none")]
    pub deployed_by: Option<String>,
    /// Key of the asset. The same asset has the same key in every environment (stage in the portal).
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
    /// Number of the published revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Key of the build of the published revision. May be null, for example while the build does not
    /// exist yet.
    #[serde(rename = "buildKey", default, skip_serializing_if = "Option::is_none")]
    pub build_key: Option<uuid::Uuid>,
    /// Key of the portfolio; may be null. An asset can only be in the environments of its own
    /// portfolio.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
    /// What the publication does: always `Publish`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<enums::PublicationKind>,
}

impl Publication {
    /// A builder of [`Publication`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PublicationBuilder {
        Default::default()
    }
}

/// One page of publications.
///
/// Schema `Int32NullablePublishOperationResponsePagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublicationPage {
    /// Paging values of the list of publications. May be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// The publications on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Publication>,
}

impl PublicationPage {
    /// A builder of [`PublicationPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PublicationPageBuilder {
        Default::default()
    }
}
