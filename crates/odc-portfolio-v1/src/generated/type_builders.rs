// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

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

    /// Address of the deployed asset on the built-in host of the environment; may be null.
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
        }
    }
}

/// Builder of [`Environment`](types::Environment).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentBuilder {
    key: Option<String>,
    name: Option<String>,
    hostname: Option<String>,
    purpose: Option<enums::EnvironmentPurpose>,
    order: Option<i32>,
    region: Option<String>,
    hosting: Option<String>,
    is_configured: Option<bool>,
    is_deployed_to_cluster: Option<bool>,
}

impl EnvironmentBuilder {
    /// Key of the environment. It stays the same when the environment is renamed or reordered. Its type
    /// is plain text here, although it is a UUID elsewhere. Portal URLs contain it as `stageid`.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the environment as shown in the portal.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Built-in host name of the environment. Version 2 calls it `builtinDomain`.
    #[must_use]
    pub fn hostname(mut self, hostname: impl Into<String>) -> Self {
        self.hostname = Some(hostname.into());
        self
    }

    /// Role of the environment on the way to production.
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

    /// Whether a self-hosted environment has been configured. Version 2 has `status` instead.
    #[must_use]
    pub fn is_configured(mut self, is_configured: bool) -> Self {
        self.is_configured = Some(is_configured);
        self
    }

    /// Whether a self-hosted environment has been deployed to its cluster. Version 2 has `status`
    /// instead.
    #[must_use]
    pub fn is_deployed_to_cluster(mut self, is_deployed_to_cluster: bool) -> Self {
        self.is_deployed_to_cluster = Some(is_deployed_to_cluster);
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
            hostname: self.hostname,
            purpose: self.purpose,
            order: self.order,
            region: self.region,
            hosting: self.hosting,
            is_configured: self.is_configured,
            is_deployed_to_cluster: self.is_deployed_to_cluster,
        })
    }
}

impl From<types::Environment> for EnvironmentBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Environment) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            hostname: value.hostname,
            purpose: value.purpose,
            order: value.order,
            region: value.region,
            hosting: value.hosting,
            is_configured: value.is_configured,
            is_deployed_to_cluster: value.is_deployed_to_cluster,
        }
    }
}

/// Builder of [`EnvironmentList`](types::EnvironmentList).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentListBuilder {
    results: Vec<Environment>,
}

impl EnvironmentListBuilder {
    /// The environments.
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

    /// Position of the first row on the page, counted from zero.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Value of `offset` for the next page; null at the end of the list.
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
