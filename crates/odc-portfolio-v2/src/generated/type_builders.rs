// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the types.

use odc_runtime::{BuildError, Patch};
use super::{enums, types};
use super::types::*;

/// Builder of [`DeployedAsset`](types::DeployedAsset).
#[derive(Debug, Clone, Default)]
pub struct DeployedAssetBuilder {
    type_: Option<String>,
    key: Option<uuid::Uuid>,
    is_built_in: Option<bool>,
    deployments: Vec<Deployment>,
}

impl DeployedAssetBuilder {
    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow` or `Agent`. Other
    /// values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Key of the asset. Other APIs of the platform call it `applicationKey`.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// True if the asset comes with the platform.
    #[must_use]
    pub fn is_built_in(mut self, is_built_in: bool) -> Self {
        self.is_built_in = Some(is_built_in);
        self
    }

    /// Current deployments of the asset, from newest to oldest.
    #[must_use]
    pub fn deployments(
        mut self,
        deployments: impl IntoIterator<Item = impl Into<Deployment>>,
    ) -> Self {
        self.deployments = deployments.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DeployedAsset, BuildError> {
        Ok(types::DeployedAsset {
            type_: self.type_,
            key: self.key.ok_or_else(|| BuildError::missing("DeployedAsset", "key"))?,
            is_built_in: self.is_built_in,
            deployments: self.deployments,
        })
    }
}

impl From<types::DeployedAsset> for DeployedAssetBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeployedAsset) -> Self {
        Self {
            type_: value.type_,
            key: Some(value.key),
            is_built_in: value.is_built_in,
            deployments: value.deployments,
        }
    }
}

/// Builder of [`DeployedAssetPage`](types::DeployedAssetPage).
#[derive(Debug, Clone, Default)]
pub struct DeployedAssetPageBuilder {
    page: Option<PageInfo>,
    results: Vec<DeployedAsset>,
}

impl DeployedAssetPageBuilder {
    /// Paging values of the asset list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// Assets on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<DeployedAsset>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::DeployedAssetPage, BuildError> {
        Ok(types::DeployedAssetPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::DeployedAssetPage> for DeployedAssetPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeployedAssetPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`Deployment`](types::Deployment).
#[derive(Debug, Clone, Default)]
pub struct DeploymentBuilder {
    environment_key: Option<uuid::Uuid>,
    name: Option<String>,
    revision: Option<i32>,
    build_key: Option<uuid::Uuid>,
    deployment_key: Option<uuid::Uuid>,
    deployment_date_time: Option<chrono::DateTime<chrono::Utc>>,
    description: Option<String>,
    icon_url: Option<String>,
    deployment_user_id: Option<String>,
    url: Option<String>,
    tag: Option<String>,
    tagging_user_key: Option<String>,
    tagging_date_time: Option<chrono::DateTime<chrono::Utc>>,
    portfolio_key: Option<uuid::Uuid>,
}

impl DeploymentBuilder {
    /// Key of the environment that holds the deployment.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Name of the asset in this deployment.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Number of the deployed revision. It counts the publishes of the asset.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the build that was deployed.
    #[must_use]
    pub fn build_key(mut self, build_key: impl Into<uuid::Uuid>) -> Self {
        self.build_key = Some(build_key.into());
        self
    }

    /// Key of the deployment itself.
    #[must_use]
    pub fn deployment_key(mut self, deployment_key: impl Into<uuid::Uuid>) -> Self {
        self.deployment_key = Some(deployment_key.into());
        self
    }

    /// When the deployment took place, RFC 3339.
    #[must_use]
    pub fn deployment_date_time(
        mut self,
        deployment_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.deployment_date_time = Some(deployment_date_time.into());
        self
    }

    /// Description of the asset; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// URL of the asset's icon; may be null.
    #[must_use]
    pub fn icon_url(mut self, icon_url: impl Into<String>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }

    /// Identifier of the user who deployed the asset, as plain text.
    #[must_use]
    pub fn deployment_user_id(mut self, deployment_user_id: impl Into<String>) -> Self {
        self.deployment_user_id = Some(deployment_user_id.into());
        self
    }

    /// Address of the deployed asset on the default domain of the environment; may be null. Version 1
    /// uses the built-in domain.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Version with which the revision was tagged; may be null.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Key of the user who tagged the revision, as plain text; may be null.
    #[must_use]
    pub fn tagging_user_key(mut self, tagging_user_key: impl Into<String>) -> Self {
        self.tagging_user_key = Some(tagging_user_key.into());
        self
    }

    /// When the revision was tagged, RFC 3339; may be null.
    #[must_use]
    pub fn tagging_date_time(
        mut self,
        tagging_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.tagging_date_time = Some(tagging_date_time.into());
        self
    }

    /// Key of the portfolio to which the environment belongs.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Deployment, BuildError> {
        Ok(types::Deployment {
            environment_key: self
                .environment_key
                .ok_or_else(|| BuildError::missing("Deployment", "environment_key"))?,
            name: self.name,
            revision: self.revision,
            build_key: self.build_key,
            deployment_key: self
                .deployment_key
                .ok_or_else(|| BuildError::missing("Deployment", "deployment_key"))?,
            deployment_date_time: self.deployment_date_time,
            description: self.description,
            icon_url: self.icon_url,
            deployment_user_id: self.deployment_user_id,
            url: self.url,
            tag: self.tag,
            tagging_user_key: self.tagging_user_key,
            tagging_date_time: self.tagging_date_time,
            portfolio_key: self.portfolio_key,
        })
    }
}

impl From<types::Deployment> for DeploymentBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Deployment) -> Self {
        Self {
            environment_key: Some(value.environment_key),
            name: value.name,
            revision: value.revision,
            build_key: value.build_key,
            deployment_key: Some(value.deployment_key),
            deployment_date_time: value.deployment_date_time,
            description: value.description,
            icon_url: value.icon_url,
            deployment_user_id: value.deployment_user_id,
            url: value.url,
            tag: value.tag,
            tagging_user_key: value.tagging_user_key,
            tagging_date_time: value.tagging_date_time,
            portfolio_key: value.portfolio_key,
        }
    }
}

/// Builder of [`Environment`](types::Environment).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentBuilder {
    key: Option<String>,
    name: Option<String>,
    builtin_domain: Option<String>,
    default_domain: Option<String>,
    purpose: Option<enums::EnvironmentPurpose>,
    order: Option<i32>,
    region: Option<String>,
    hosting: Option<String>,
    status: Option<enums::SelfHostedState>,
    portfolio_key: Option<uuid::Uuid>,
}

impl EnvironmentBuilder {
    /// Key of the environment. It stays the same when the environment is renamed or reordered. Its type
    /// is plain text here, although it is a UUID elsewhere. Portal URLs contain it as `stageid`.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the environment, at most 50 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Built-in domain of the environment; version 1 calls it `hostname`.
    #[must_use]
    pub fn builtin_domain(mut self, builtin_domain: impl Into<String>) -> Self {
        self.builtin_domain = Some(builtin_domain.into());
        self
    }

    /// Domain that is used by default: the custom domain that was chosen as default, or else the
    /// built-in domain.
    #[must_use]
    pub fn default_domain(mut self, default_domain: impl Into<String>) -> Self {
        self.default_domain = Some(default_domain.into());
        self
    }

    /// Role of the environment on the way to production. It is null or absent where version 1 says
    /// `Unknown`.
    #[must_use]
    pub fn purpose(mut self, purpose: impl Into<enums::EnvironmentPurpose>) -> Self {
        self.purpose = Some(purpose.into());
        self
    }

    /// Integer by which to sort the environments of a portfolio. A reorder gives the value to a
    /// different environment.
    #[must_use]
    pub fn order(mut self, order: i32) -> Self {
        self.order = Some(order);
        self
    }

    /// Region in which the environment is located.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Where the environment runs: `oscloud` or `selfhosted`.
    #[must_use]
    pub fn hosting(mut self, hosting: impl Into<String>) -> Self {
        self.hosting = Some(hosting.into());
        self
    }

    /// State of a self-hosted environment; may be null.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::SelfHostedState>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Key of the portfolio to which the environment belongs.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Environment, BuildError> {
        Ok(types::Environment {
            key: self.key.ok_or_else(|| BuildError::missing("Environment", "key"))?,
            name: self.name,
            builtin_domain: self.builtin_domain,
            default_domain: self.default_domain,
            purpose: self.purpose,
            order: self.order,
            region: self.region,
            hosting: self.hosting,
            status: self.status,
            portfolio_key: self.portfolio_key,
        })
    }
}

impl From<types::Environment> for EnvironmentBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Environment) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            builtin_domain: value.builtin_domain,
            default_domain: value.default_domain,
            purpose: value.purpose,
            order: value.order,
            region: value.region,
            hosting: value.hosting,
            status: value.status,
            portfolio_key: value.portfolio_key,
        }
    }
}

/// Builder of [`EnvironmentList`](types::EnvironmentList).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentListBuilder {
    results: Vec<Environment>,
}

impl EnvironmentListBuilder {
    /// The environments, each with the key of its portfolio.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Environment>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::EnvironmentList, BuildError> {
        Ok(types::EnvironmentList {
            results: self.results,
        })
    }
}

impl From<types::EnvironmentList> for EnvironmentListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EnvironmentList) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`EnvironmentPatch`](types::EnvironmentPatch).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentPatchBuilder {
    name: Patch<String>,
    order: Patch<i32>,
}

impl EnvironmentPatchBuilder {
    /// New name, 1 to 50 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// New order value within the portfolio.
    #[must_use]
    pub fn order(mut self, order: impl Into<Patch<i32>>) -> Self {
        self.order = order.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::EnvironmentPatch, BuildError> {
        Ok(types::EnvironmentPatch {
            name: self.name,
            order: self.order,
        })
    }
}

impl From<types::EnvironmentPatch> for EnvironmentPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EnvironmentPatch) -> Self {
        Self {
            name: value.name,
            order: value.order,
        }
    }
}

/// Builder of [`EnvironmentUpdate`](types::EnvironmentUpdate).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentUpdateBuilder {
    key: Option<uuid::Uuid>,
    name: Patch<String>,
    order: Patch<i32>,
}

impl EnvironmentUpdateBuilder {
    /// Key of the environment to change.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// New name, 1 to 50 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// New order value within the portfolio.
    #[must_use]
    pub fn order(mut self, order: impl Into<Patch<i32>>) -> Self {
        self.order = order.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::EnvironmentUpdate, BuildError> {
        Ok(types::EnvironmentUpdate {
            key: self
                .key
                .ok_or_else(|| BuildError::missing("EnvironmentUpdate", "key"))?,
            name: self.name,
            order: self.order,
        })
    }
}

impl From<types::EnvironmentUpdate> for EnvironmentUpdateBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EnvironmentUpdate) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            order: value.order,
        }
    }
}

/// Builder of [`EnvironmentsPatch`](types::EnvironmentsPatch).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentsPatchBuilder {
    environments: Option<Vec<EnvironmentUpdate>>,
}

impl EnvironmentsPatchBuilder {
    /// One entry for each environment to change. The list is required, although its type allows null.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environments(
        mut self,
        environments: impl IntoIterator<Item = impl Into<EnvironmentUpdate>>,
    ) -> Self {
        self.environments = Some(environments.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::EnvironmentsPatch, BuildError> {
        Ok(types::EnvironmentsPatch {
            environments: self
                .environments
                .ok_or_else(|| BuildError::missing("EnvironmentsPatch", "environments"))?,
        })
    }
}

impl From<types::EnvironmentsPatch> for EnvironmentsPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EnvironmentsPatch) -> Self {
        Self {
            environments: Some(value.environments),
        }
    }
}

/// Builder of [`Library`](types::Library).
#[derive(Debug, Clone, Default)]
pub struct LibraryBuilder {
    key: Option<uuid::Uuid>,
    type_: Option<String>,
    is_built_in: Option<bool>,
    portfolio_key: Option<uuid::Uuid>,
    revisions: Vec<LibraryRevision>,
}

impl LibraryBuilder {
    /// Key of the library.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Type of the library, such as `LowCodeLibrary`, `ExtensionLibrary`, `ExternalLibrary`,
    /// `WidgetLibrary` or `MobileLibrary`. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// True if the library comes with the platform.
    #[must_use]
    pub fn is_built_in(mut self, is_built_in: bool) -> Self {
        self.is_built_in = Some(is_built_in);
        self
    }

    /// Key of the portfolio in which the library is listed.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Revisions that the `revisions` parameter of the request selects.
    #[must_use]
    pub fn revisions(
        mut self,
        revisions: impl IntoIterator<Item = impl Into<LibraryRevision>>,
    ) -> Self {
        self.revisions = revisions.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Library, BuildError> {
        Ok(types::Library {
            key: self.key.ok_or_else(|| BuildError::missing("Library", "key"))?,
            type_: self.type_,
            is_built_in: self.is_built_in,
            portfolio_key: self.portfolio_key,
            revisions: self.revisions,
        })
    }
}

impl From<types::Library> for LibraryBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Library) -> Self {
        Self {
            key: Some(value.key),
            type_: value.type_,
            is_built_in: value.is_built_in,
            portfolio_key: value.portfolio_key,
            revisions: value.revisions,
        }
    }
}

/// Builder of [`LibraryPage`](types::LibraryPage).
#[derive(Debug, Clone, Default)]
pub struct LibraryPageBuilder {
    page: Option<PageInfo>,
    results: Vec<Library>,
}

impl LibraryPageBuilder {
    /// Paging values. They count libraries, not revisions.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// Libraries on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Library>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::LibraryPage, BuildError> {
        Ok(types::LibraryPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::LibraryPage> for LibraryPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::LibraryPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`LibraryRevision`](types::LibraryRevision).
#[derive(Debug, Clone, Default)]
pub struct LibraryRevisionBuilder {
    revision: Option<i32>,
    name: Option<String>,
    description: Option<String>,
    icon_url: Option<String>,
    publish_date_time: Option<chrono::DateTime<chrono::Utc>>,
    publish_user_key: Option<String>,
    tag: Option<String>,
    tagging_user_key: Option<String>,
    tagging_date_time: Option<chrono::DateTime<chrono::Utc>>,
    is_latest: Option<bool>,
}

impl LibraryRevisionBuilder {
    /// Number of the revision.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Name of the library in this revision.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the library in this revision.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Pre-signed URL of the icon. Download the picture instead of storing the URL.
    #[must_use]
    pub fn icon_url(mut self, icon_url: impl Into<String>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }

    /// When the revision was published, RFC 3339 in UTC.
    #[must_use]
    pub fn publish_date_time(
        mut self,
        publish_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.publish_date_time = Some(publish_date_time.into());
        self
    }

    /// Key of the user who published the revision, as plain text.
    #[must_use]
    pub fn publish_user_key(mut self, publish_user_key: impl Into<String>) -> Self {
        self.publish_user_key = Some(publish_user_key.into());
        self
    }

    /// Version as major.minor.patch, if the revision is tagged.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Key of the user who tagged the revision, as plain text.
    #[must_use]
    pub fn tagging_user_key(mut self, tagging_user_key: impl Into<String>) -> Self {
        self.tagging_user_key = Some(tagging_user_key.into());
        self
    }

    /// When the revision was tagged, RFC 3339 in UTC.
    #[must_use]
    pub fn tagging_date_time(
        mut self,
        tagging_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.tagging_date_time = Some(tagging_date_time.into());
        self
    }

    /// Whether this is the highest known revision of the library. The service computes this for each
    /// response.
    #[must_use]
    pub fn is_latest(mut self, is_latest: bool) -> Self {
        self.is_latest = Some(is_latest);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::LibraryRevision, BuildError> {
        Ok(types::LibraryRevision {
            revision: self.revision,
            name: self.name,
            description: self.description,
            icon_url: self.icon_url,
            publish_date_time: self.publish_date_time,
            publish_user_key: self.publish_user_key,
            tag: self.tag,
            tagging_user_key: self.tagging_user_key,
            tagging_date_time: self.tagging_date_time,
            is_latest: self.is_latest,
        })
    }
}

impl From<types::LibraryRevision> for LibraryRevisionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::LibraryRevision) -> Self {
        Self {
            revision: value.revision,
            name: value.name,
            description: value.description,
            icon_url: value.icon_url,
            publish_date_time: value.publish_date_time,
            publish_user_key: value.publish_user_key,
            tag: value.tag,
            tagging_user_key: value.tagging_user_key,
            tagging_date_time: value.tagging_date_time,
            is_latest: value.is_latest,
        }
    }
}

/// Builder of [`PageInfo`](types::PageInfo).
#[derive(Debug, Clone, Default)]
pub struct PageInfoBuilder {
    count: Option<i32>,
    limit: Option<i32>,
    offset: Option<i32>,
    next_page_offset: Option<i32>,
    total_results: Option<i32>,
    total_pages: Option<i32>,
}

impl PageInfoBuilder {
    /// Number of rows on this page.
    #[must_use]
    pub fn count(mut self, count: i32) -> Self {
        self.count = Some(count);
        self
    }

    /// Page size that the service used.
    #[must_use]
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row on the page, counted from zero; may be null.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Value of `offset` for the next page. It may be null. To detect the end, do not rely on null
    /// alone: also compare with `totalResults`.
    #[must_use]
    pub fn next_page_offset(mut self, next_page_offset: i32) -> Self {
        self.next_page_offset = Some(next_page_offset);
        self
    }

    /// Number of matching rows on all pages together.
    #[must_use]
    pub fn total_results(mut self, total_results: i32) -> Self {
        self.total_results = Some(total_results);
        self
    }

    /// Number of pages: `totalResults` divided by `limit`.
    #[must_use]
    pub fn total_pages(mut self, total_pages: i32) -> Self {
        self.total_pages = Some(total_pages);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PageInfo, BuildError> {
        Ok(types::PageInfo {
            count: self.count,
            limit: self.limit,
            offset: self.offset,
            next_page_offset: self.next_page_offset,
            total_results: self.total_results,
            total_pages: self.total_pages,
        })
    }
}

impl From<types::PageInfo> for PageInfoBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PageInfo) -> Self {
        Self {
            count: value.count,
            limit: value.limit,
            offset: value.offset,
            next_page_offset: value.next_page_offset,
            total_results: value.total_results,
            total_pages: value.total_pages,
        }
    }
}

/// Builder of [`Portfolio`](types::Portfolio).
#[derive(Debug, Clone, Default)]
pub struct PortfolioBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    type_: Option<String>,
    is_main_portfolio: Option<bool>,
    non_production_environment_count: Option<i32>,
}

impl PortfolioBuilder {
    /// Key of the portfolio.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the portfolio, 1 to 50 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Type of hosting, as free text.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// True for the main portfolio. Every organization has one, and it contains the system assets.
    #[must_use]
    pub fn is_main_portfolio(mut self, is_main_portfolio: bool) -> Self {
        self.is_main_portfolio = Some(is_main_portfolio);
        self
    }

    /// Number of non-production environments; null if it is not known.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn non_production_environment_count(
        mut self,
        non_production_environment_count: i32,
    ) -> Self {
        self.non_production_environment_count = Some(non_production_environment_count);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Portfolio, BuildError> {
        Ok(types::Portfolio {
            key: self.key.ok_or_else(|| BuildError::missing("Portfolio", "key"))?,
            name: self.name,
            type_: self.type_,
            is_main_portfolio: self.is_main_portfolio,
            non_production_environment_count: self.non_production_environment_count,
        })
    }
}

impl From<types::Portfolio> for PortfolioBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Portfolio) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            type_: value.type_,
            is_main_portfolio: value.is_main_portfolio,
            non_production_environment_count: value.non_production_environment_count,
        }
    }
}

/// Builder of [`PortfolioPage`](types::PortfolioPage).
#[derive(Debug, Clone, Default)]
pub struct PortfolioPageBuilder {
    page: Option<PageInfo>,
    results: Vec<Portfolio>,
}

impl PortfolioPageBuilder {
    /// Paging values of the portfolio list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// Portfolios on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Portfolio>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PortfolioPage, BuildError> {
        Ok(types::PortfolioPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::PortfolioPage> for PortfolioPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PortfolioPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`PortfolioPatch`](types::PortfolioPatch).
#[derive(Debug, Clone, Default)]
pub struct PortfolioPatchBuilder {
    name: Patch<String>,
}

impl PortfolioPatchBuilder {
    /// New name, 1 to 50 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PortfolioPatch, BuildError> {
        Ok(types::PortfolioPatch {
            name: self.name,
        })
    }
}

impl From<types::PortfolioPatch> for PortfolioPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PortfolioPatch) -> Self {
        Self { name: value.name }
    }
}
