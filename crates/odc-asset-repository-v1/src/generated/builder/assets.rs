// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `assets`.

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

/// A call of [`Client::create_revision`](crate::Client::create_revision): `POST /assets`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct CreateRevision {
    client: Client,
    options: CallOptions,
    body: type_builders::NewRevisionBuilder,
}

impl CreateRevision {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// The source of the revision, with its tag, release notes and publish message. `application/json`
    /// has all fields. `application/octet-stream` has the bytes of the file alone.
    /// `multipart/form-data` has a part `creationRequest` with the JSON, and a part `assetFile` with
    /// the bytes of the file.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::NewRevisionBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// Tag (version in the portal) for the new revision, as `MAJOR.MINOR.PATCH`: three integers without
    /// a suffix. The asset must not have this tag yet.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.body = self.body.tag(tag);
        self
    }

    /// Release notes for the tag. They need a tag in the same request.
    #[must_use]
    pub fn release_notes(mut self, release_notes: impl Into<String>) -> Self {
        self.body = self.body.release_notes(release_notes);
        self
    }

    /// True switches off the check that the tag follows the tags that the asset already has. The
    /// default is false.
    #[must_use]
    pub fn skip_sequential_version_validation(
        mut self,
        skip_sequential_version_validation: bool,
    ) -> Self {
        self.body = self
            .body
            .skip_sequential_version_validation(skip_sequential_version_validation);
        self
    }

    /// Publish message of the revision, at most 2,000 characters.
    #[must_use]
    pub fn commit_message(mut self, commit_message: impl Into<String>) -> Self {
        self.body = self.body.commit_message(commit_message);
        self
    }

    /// Key of the portfolio for a new asset. The default is the main portfolio of the organization. For
    /// an existing asset it must be the portfolio of the asset, otherwise the request fails.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.body = self.body.portfolio_key(portfolio_key);
        self
    }

    /// The URL from `POST /uploads` to which the file was uploaded. It is a secret: anyone who has it
    /// can use it.
    #[must_use]
    pub fn file_uri(mut self, file_uri: impl Into<odc_runtime::Secret>) -> Self {
        self.body = self.body.file_uri(file_uri);
        self
    }

    /// The new asset to create without a file.
    #[must_use]
    pub fn new_asset(mut self, new_asset: impl Into<types::NewAsset>) -> Self {
        self.body = self.body.new_asset(new_asset);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/assets", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_REVISION, e))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_REVISION, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::CreatedRevision>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::CREATE_REVISION, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_assets`](crate::Client::list_assets): `GET /assets`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListAssets {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    name_contains: Option<String>,
    name_or_description_contains: Option<String>,
    asset_types: Option<Vec<enums::AssetType>>,
    asset_keys: Option<Vec<String>>,
    portfolio_keys: Option<Vec<String>>,
    embed: Option<Vec<enums::RevisionEmbed>>,
    url_path_contains: Option<String>,
    template_type: Option<enums::TemplateType>,
    is_deployable: Option<bool>,
    is_built_in_asset: Option<bool>,
    is_external: Option<bool>,
    permission_filter: Option<enums::AssetPermission>,
    sort: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListAssets {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            name_contains: None,
            name_or_description_contains: None,
            asset_types: None,
            asset_keys: None,
            portfolio_keys: None,
            embed: None,
            url_path_contains: None,
            template_type: None,
            is_deployable: None,
            is_built_in_asset: None,
            is_external: None,
            permission_filter: None,
            sort: None,
            limit: None,
            offset: None,
        }
    }

    /// Text that the name of the asset must contain.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
        self
    }

    /// Text that the name or the description of the asset must contain.
    pub fn name_or_description_contains(
        mut self,
        name_or_description_contains: impl Into<String>,
    ) -> Self {
        self.name_or_description_contains = Some(name_or_description_contains.into());
        self
    }

    /// Asset types to return. Apps: `Agent`, `MobileApplication`, `WebApplication`, `Workflow`.
    /// Libraries: `ExtensionLibrary`, `ExternalLibrary`, `LowCodeLibrary`, `WidgetLibrary`. Others:
    /// `A2AConnection`, `AIModelConnection`, `ExternalConnection`, `KnowledgeBase`, `MCPConnection`,
    /// `SearchServiceConnection`. Repeat the parameter to return several types. `MobileLibrary` is not
    /// a documented value of this filter, although such assets exist.
    pub fn asset_types(
        mut self,
        asset_types: impl IntoIterator<Item = impl Into<enums::AssetType>>,
    ) -> Self {
        self.asset_types = Some(asset_types.into_iter().map(Into::into).collect());
        self
    }

    /// Keys of the assets to return, UUIDs. Repeat the parameter to return several assets.
    pub fn asset_keys(
        mut self,
        asset_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.asset_keys = Some(asset_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Keys of portfolios, UUIDs. The list contains only assets of these portfolios. Repeat the
    /// parameter to give several keys.
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.portfolio_keys = Some(portfolio_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        self.embed = Some(embed.into_iter().map(Into::into).collect());
        self
    }

    /// Text that the URL path of the asset must contain. Only assets that can be deployed have a URL
    /// path.
    pub fn url_path_contains(mut self, url_path_contains: impl Into<String>) -> Self {
        self.url_path_contains = Some(url_path_contains.into());
        self
    }

    /// Kind of template. The list contains only templates of this kind.
    pub fn template_type(
        mut self,
        template_type: impl Into<enums::TemplateType>,
    ) -> Self {
        self.template_type = Some(template_type.into());
        self
    }

    /// True returns only assets that can be deployed: web and mobile apps, agents and workflows. The
    /// effect of false is not documented; expect the other assets. A library cannot be deployed: each
    /// asset that uses it contains it.
    pub fn is_deployable(mut self, is_deployable: bool) -> Self {
        self.is_deployable = Some(is_deployable);
        self
    }

    /// True returns only assets that come with the platform. The effect of false is not documented;
    /// expect the other assets.
    pub fn is_built_in_asset(mut self, is_built_in_asset: bool) -> Self {
        self.is_built_in_asset = Some(is_built_in_asset);
        self
    }

    /// True returns only assets that another system installed. The effect of false is not documented;
    /// expect the other assets.
    pub fn is_external(mut self, is_external: bool) -> Self {
        self.is_external = Some(is_external);
        self
    }

    /// A permission. The list contains only assets on which the API client holds it. Write the
    /// permission alone, without the key of an environment.
    pub fn permission_filter(
        mut self,
        permission_filter: impl Into<enums::AssetPermission>,
    ) -> Self {
        self.permission_filter = Some(permission_filter.into());
        self
    }

    /// Order of the list: `name`, or `createdAt` for the time at which the revision was stored. The
    /// order is ascending; a leading `-` makes it descending. The default order is not documented.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// Maximum number of rows on the page, from 1 to 1000. The default is 100. The general
    /// documentation of the service gives 100 as the maximum of all lists.
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row to return, counted from zero. The default is 0.
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/assets", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("assetKeys", &self.asset_keys)
            .query_some("assetTypes", &self.asset_types)
            .query_some("embed", &self.embed)
            .query_some("isExternal", &self.is_external)
            .query_some("metadata.isBuiltInAsset", &self.is_built_in_asset)
            .query_some("metadata.isDeployable", &self.is_deployable)
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("nameOrDescriptionContains", &self.name_or_description_contains)
            .query_some("offset", &self.offset)
            .query_some("permissionFilter", &self.permission_filter)
            .query_some("portfolioKeys", &self.portfolio_keys)
            .query_some("sort", &self.sort)
            .query_some("metadata.templateType", &self.template_type)
            .query_some("metadata.urlPathContains", &self.url_path_contains)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_ASSETS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::AssetPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_ASSETS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::Asset> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::AssetPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListAssets {
    type Page = types::AssetPage;
    type Item = types::Asset;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_ASSETS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListAssets {
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

/// A call of [`Client::delete_asset`](crate::Client::delete_asset): `DELETE /assets/{assetKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct DeleteAsset {
    client: Client,
    options: CallOptions,
    asset_key: String,
}

impl DeleteAsset {
    pub(crate) fn new(client: &Client, asset_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
        }
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/assets/{}", transport.base_url(), encode_path(& self.asset_key
            .to_string())
        );
        transport
            .delete(url)
            .build()
            .map_err(|e| Error::invalid_request(&operations::DELETE_ASSET, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::DELETE_ASSET, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_asset`](crate::Client::get_asset): `GET /assets/{assetKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetAsset {
    client: Client,
    options: CallOptions,
    asset_key: String,
    embed: Option<Vec<enums::RevisionEmbed>>,
}

impl GetAsset {
    pub(crate) fn new(client: &Client, asset_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            embed: None,
        }
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        self.embed = Some(embed.into_iter().map(Into::into).collect());
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/assets/{}", transport.base_url(), encode_path(& self.asset_key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_ASSET, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Asset>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_ASSET, request, &self.options)
            .await
    }
}
