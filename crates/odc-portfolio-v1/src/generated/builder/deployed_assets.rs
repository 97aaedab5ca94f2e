// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `deployed_assets`.

use odc_runtime::client::{
    ByteStream, QueryParam, QuerySome as _, Request, encode_path, header,
};

use odc_runtime::{
    CallOptions, CursorCall, Error, ItemStream, ListCall, PageStream, PagedCall, Patch,
    ResponseValue,
};

use crate::generated::client::Client;
use crate::generated::types::*;
use crate::generated::{enums, operations, type_builders, types};

/// A call of [`Client::list_deployed_assets`](crate::Client::list_deployed_assets): `GET /deployed-assets`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListDeployedAssets {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    environment_key: Option<String>,
    key: Option<String>,
    type_: Option<Vec<String>>,
    name_contains: Option<String>,
    permission_filter: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
}

impl ListDeployedAssets {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            environment_key: None,
            key: None,
            type_: None,
            name_contains: None,
            permission_filter: None,
            limit: None,
            offset: None,
            sort: None,
        }
    }

    /// Keys of environments, joined by commas. The list is limited to these environments.
    #[doc(alias = "stage")]
    pub fn environment_key(
        mut self,
        environment_key: impl IntoIterator<Item = impl ToString>,
    ) -> Self {
        self.environment_key = Some(
                environment_key
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// Keys of the assets to return, joined by commas.
    pub fn key(mut self, key: impl IntoIterator<Item = impl ToString>) -> Self {
        self.key = Some(
                key
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// Asset types to return: `WebApplication`, `MobileApplication`, `Workflow`, `Agent`.
    pub fn type_(mut self, type_: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.type_ = Some(type_.into_iter().map(Into::into).collect());
        self
    }

    /// Text that the name of the asset must contain. The comparison ignores case.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
        self
    }

    /// Limits the list by an asset permission. Write the permission alone, or the permission, a dot and
    /// an environment key. Values: `AppViewSourceCode`, `AppDebug`, `AppChange`, `AppDelete`,
    /// `AppDeploy`, `AppRelease`, `AppMonitor`, `AppMonitorUserInfo`, `AppSecurityView`,
    /// `CodeQualityManage`, `CodeQualityView`, `AppUserView`, `AppAccessManage`, `AppGroupManage`,
    /// `CfgView`, `ConnConfig`, `AppCfgChange`.
    pub fn permission_filter(mut self, permission_filter: impl Into<String>) -> Self {
        self.permission_filter = Some(permission_filter.into());
        self
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Order of the assets by their deployment time in an environment:
    /// `deployments[ENVIRONMENTKEY].deploymentDateTime` with the key of that environment. The order is
    /// ascending; a leading `-` makes it descending. Join several values with commas. The deployments
    /// of one asset are always sorted from newest to oldest.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/deployed-assets", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("environmentKey", &self.environment_key)
            .query_some("key", &self.key)
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("permissionFilter", &self.permission_filter)
            .query_some("sort", &self.sort)
            .query_some("type", &self.type_)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_DEPLOYED_ASSETS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::DeployedAssetPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_DEPLOYED_ASSETS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::DeployedAsset> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::DeployedAssetPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListDeployedAssets {
    type Page = types::DeployedAssetPage;
    type Item = types::DeployedAsset;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_DEPLOYED_ASSETS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListDeployedAssets {
    fn offset(&self) -> Option<i32> {
        self.offset
    }

    fn at(self, offset: i32) -> Self {
        Self {
            offset: Some(offset),
            ..self
        }
    }

    fn info(page: &Self::Page) -> odc_runtime::PageInfo {
        odc_runtime::PageInfo {
            offset: page.page.as_ref().and_then(|page| page.offset).map(Into::into),
            next_page_offset: page
                .page
                .as_ref()
                .and_then(|page| page.next_page_offset)
                .map(Into::into),
            total_results: page
                .page
                .as_ref()
                .and_then(|page| page.total_results)
                .map(Into::into),
        }
    }
}
