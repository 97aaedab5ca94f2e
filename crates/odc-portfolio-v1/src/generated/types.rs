// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! The types of requests and responses.

use odc_runtime::Patch;
use serde::{Deserialize, Serialize};
use super::{enums, type_builders};
pub use super::enums::*;

/// An asset with its deployments: one for each environment (stage in the portal) that is shown.
///
/// Schema `DeployedAsset` of the document.
#[doc(alias = "application")]
#[doc(alias = "app")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeployedAsset {
    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow` or `Agent`. Other
    /// values are possible.
    #[serde(rename = "type", default)]
    pub type_: Option<String>,
    /// Key of the asset. Other APIs of the platform call it `applicationKey`.
    pub key: uuid::Uuid,
    /// True if the asset comes with the platform.
    #[serde(rename = "isBuiltIn", default, skip_serializing_if = "Option::is_none")]
    pub is_built_in: Option<bool>,
    /// Current deployments of the asset, from newest to oldest.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub deployments: Vec<Deployment>,
}

impl DeployedAsset {
    /// A builder of [`DeployedAsset`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeployedAssetBuilder {
        Default::default()
    }
}

/// One page of deployed assets.
///
/// Schema `DeployedAssetPagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeployedAssetPage {
    /// Paging values of the asset list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// Assets on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<DeployedAsset>,
}

impl DeployedAssetPage {
    /// A builder of [`DeployedAssetPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeployedAssetPageBuilder {
        Default::default()
    }
}

/// The deployment of an asset in one environment (stage in the portal).
///
/// Schema `Deployment` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Deployment {
    /// Key of the environment that holds the deployment.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey")]
    pub environment_key: uuid::Uuid,
    /// Name of the asset in this deployment.
    #[serde(default)]
    pub name: Option<String>,
    /// Number of the deployed revision. It counts the publishes of the asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Key of the build that was deployed.
    #[serde(rename = "buildKey", default, skip_serializing_if = "Option::is_none")]
    pub build_key: Option<uuid::Uuid>,
    /// Key of the deployment itself.
    #[serde(rename = "deploymentKey")]
    pub deployment_key: uuid::Uuid,
    /// When the deployment took place, RFC 3339.
    #[serde(
        rename = "deploymentDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub deployment_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Description of the asset; may be null.
    #[serde(default)]
    pub description: Option<String>,
    /// URL of the asset's icon; may be null.
    #[serde(rename = "iconUrl", default)]
    pub icon_url: Option<String>,
    /// Identifier of the user who deployed the asset, as plain text.
    #[serde(rename = "deploymentUserId", default)]
    pub deployment_user_id: Option<String>,
    /// Address of the deployed asset on the built-in host of the environment; may be null.
    #[serde(default)]
    pub url: Option<String>,
    /// Version with which the revision was tagged; may be null.
    #[serde(default)]
    pub tag: Option<String>,
    /// Key of the user who tagged the revision, as plain text; may be null.
    #[serde(rename = "taggingUserKey", default)]
    pub tagging_user_key: Option<String>,
    /// When the revision was tagged, RFC 3339; may be null.
    #[serde(
        rename = "taggingDateTime",
        default,
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub tagging_date_time: Option<chrono::DateTime<chrono::Utc>>,
}

impl Deployment {
    /// A builder of [`Deployment`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeploymentBuilder {
        Default::default()
    }
}

/// An environment (stage in the portal), where assets run.
///
/// Schema `Environment` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Environment {
    /// Key of the environment. It stays the same when the environment is renamed or reordered. Its type
    /// is plain text here, although it is a UUID elsewhere. Portal URLs contain it as `stageid`.
    pub key: String,
    /// Name of the environment as shown in the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Built-in host name of the environment. Version 2 calls it `builtinDomain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hostname: Option<String>,
    /// Role of the environment on the way to production.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<enums::EnvironmentPurpose>,
    /// Integer by which to sort the environments of a portfolio. A reorder gives the value to a
    /// different environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<i32>,
    /// Region in which the environment is located.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Where the environment runs: `oscloud` or `selfhosted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosting: Option<String>,
    /// Whether a self-hosted environment has been configured. Version 2 has `status` instead.
    #[serde(rename = "isConfigured", default, skip_serializing_if = "Option::is_none")]
    pub is_configured: Option<bool>,
    /// Whether a self-hosted environment has been deployed to its cluster. Version 2 has `status`
    /// instead.
    #[serde(
        rename = "isDeployedToCluster",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub is_deployed_to_cluster: Option<bool>,
}

impl Environment {
    /// A builder of [`Environment`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EnvironmentBuilder {
        Default::default()
    }
}

/// The complete list of visible environments (stages in the portal), without paging.
///
/// Schema `EnvironmentListResponse` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EnvironmentList {
    /// The environments.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Environment>,
}

impl EnvironmentList {
    /// A builder of [`EnvironmentList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EnvironmentListBuilder {
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
    /// Value of `offset` for the next page; null at the end of the list.
    #[serde(rename = "nextPageOffset", default, skip_serializing_if = "Option::is_none")]
    pub next_page_offset: Option<i32>,
    /// Number of matching rows on all pages together.
    #[serde(rename = "totalResults", default, skip_serializing_if = "Option::is_none")]
    pub total_results: Option<i32>,
    /// Number of pages: `totalResults` divided by `limit`.
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
