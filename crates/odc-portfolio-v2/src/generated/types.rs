// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

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
    /// Address of the deployed asset on the default domain of the environment; may be null. Version 1
    /// uses the built-in domain.
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
    /// Key of the portfolio to which the environment belongs.
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

/// An environment (stage in the portal), where assets of a portfolio run.
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
    /// Name of the environment, at most 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Built-in domain of the environment; version 1 calls it `hostname`.
    #[serde(rename = "builtinDomain", default, skip_serializing_if = "Option::is_none")]
    pub builtin_domain: Option<String>,
    /// Domain that is used by default: the custom domain that was chosen as default, or else the
    /// built-in domain.
    #[serde(rename = "defaultDomain", default, skip_serializing_if = "Option::is_none")]
    pub default_domain: Option<String>,
    /// Role of the environment on the way to production. It is null or absent where version 1 says
    /// `Unknown`.
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
    /// State of a self-hosted environment; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::SelfHostedState>,
    /// Key of the portfolio to which the environment belongs.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
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
    /// The environments, each with the key of its portfolio.
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

/// New name and position of an environment (stage in the portal). The effect of a `null` field is
/// not documented: leave out every field that must not change.
///
/// Schema `PatchEnvironmentRequest` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EnvironmentPatch {
    /// New name, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub name: Patch<String>,
    /// New order value within the portfolio.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub order: Patch<i32>,
}

impl EnvironmentPatch {
    /// A builder of [`EnvironmentPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EnvironmentPatchBuilder {
        Default::default()
    }
}

/// Change of one environment (stage in the portal) within a batch.
///
/// Schema `UpdateEnvironmentRequest` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EnvironmentUpdate {
    /// Key of the environment to change.
    pub key: uuid::Uuid,
    /// New name, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub name: Patch<String>,
    /// New order value within the portfolio.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub order: Patch<i32>,
}

impl EnvironmentUpdate {
    /// A builder of [`EnvironmentUpdate`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EnvironmentUpdateBuilder {
        Default::default()
    }
}

/// Changes to several environments (stages in the portal), sent together.
///
/// Schema `UpdateEnvironmentsBatchRequest` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EnvironmentsPatch {
    /// One entry for each environment to change. The list is required, although its type allows null.
    #[doc(alias = "stage")]
    pub environments: Vec<EnvironmentUpdate>,
}

impl EnvironmentsPatch {
    /// A builder of [`EnvironmentsPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EnvironmentsPatchBuilder {
        Default::default()
    }
}

/// A library with the requested revisions. A library is an asset that other assets build on.
///
/// Schema `Library` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Library {
    /// Key of the library.
    pub key: uuid::Uuid,
    /// Type of the library, such as `LowCodeLibrary`, `ExtensionLibrary`, `ExternalLibrary`,
    /// `WidgetLibrary` or `MobileLibrary`. Other values are possible.
    #[serde(rename = "type", default)]
    pub type_: Option<String>,
    /// True if the library comes with the platform.
    #[serde(rename = "isBuiltIn", default, skip_serializing_if = "Option::is_none")]
    pub is_built_in: Option<bool>,
    /// Key of the portfolio in which the library is listed.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
    /// Revisions that the `revisions` parameter of the request selects.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub revisions: Vec<LibraryRevision>,
}

impl Library {
    /// A builder of [`Library`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::LibraryBuilder {
        Default::default()
    }
}

/// One page of libraries.
///
/// Schema `LibraryPagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LibraryPage {
    /// Paging values. They count libraries, not revisions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// Libraries on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Library>,
}

impl LibraryPage {
    /// A builder of [`LibraryPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::LibraryPageBuilder {
        Default::default()
    }
}

/// One published revision of a library. To release a revision, tag it with a version higher than
/// all earlier versions.
///
/// Schema `LibraryRevision` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LibraryRevision {
    /// Number of the revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Name of the library in this revision.
    #[serde(default)]
    pub name: Option<String>,
    /// Description of the library in this revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Pre-signed URL of the icon. Download the picture instead of storing the URL.
    #[serde(rename = "iconUrl", default, skip_serializing_if = "Option::is_none")]
    pub icon_url: Option<String>,
    /// When the revision was published, RFC 3339 in UTC.
    #[serde(
        rename = "publishDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub publish_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Key of the user who published the revision, as plain text.
    #[serde(rename = "publishUserKey", default, skip_serializing_if = "Option::is_none")]
    pub publish_user_key: Option<String>,
    /// Version as major.minor.patch, if the revision is tagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Key of the user who tagged the revision, as plain text.
    #[serde(rename = "taggingUserKey", default, skip_serializing_if = "Option::is_none")]
    pub tagging_user_key: Option<String>,
    /// When the revision was tagged, RFC 3339 in UTC.
    #[serde(
        rename = "taggingDateTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub tagging_date_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether this is the highest known revision of the library. The service computes this for each
    /// response.
    #[serde(rename = "isLatest", default, skip_serializing_if = "Option::is_none")]
    pub is_latest: Option<bool>,
}

impl LibraryRevision {
    /// A builder of [`LibraryRevision`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::LibraryRevisionBuilder {
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
    /// Position of the first row on the page, counted from zero; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// Value of `offset` for the next page. It may be null. To detect the end, do not rely on null
    /// alone: also compare with `totalResults`.
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

/// A portfolio: a set of environments (stages in the portal) with its own assets and databases.
/// Assets never move from one portfolio to another.
///
/// Schema `Portfolio` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Portfolio {
    /// Key of the portfolio.
    pub key: uuid::Uuid,
    /// Name of the portfolio, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Type of hosting, as free text.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// True for the main portfolio. Every organization has one, and it contains the system assets.
    #[serde(
        rename = "isMainPortfolio",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub is_main_portfolio: Option<bool>,
    /// Number of non-production environments; null if it is not known.
    #[doc(alias = "stage")]
    #[serde(
        rename = "nonProductionEnvironmentCount",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub non_production_environment_count: Option<i32>,
}

impl Portfolio {
    /// A builder of [`Portfolio`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PortfolioBuilder {
        Default::default()
    }
}

/// One page of portfolios.
///
/// Schema `PortfolioPagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PortfolioPage {
    /// Paging values of the portfolio list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// Portfolios on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Portfolio>,
}

impl PortfolioPage {
    /// A builder of [`PortfolioPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PortfolioPageBuilder {
        Default::default()
    }
}

/// New name of a portfolio.
///
/// Schema `PatchPortfolioRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PortfolioPatch {
    /// New name, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub name: Patch<String>,
}

impl PortfolioPatch {
    /// A builder of [`PortfolioPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PortfolioPatchBuilder {
        Default::default()
    }
}
