// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `libraries`.

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

/// A call of [`Client::list_libraries`](crate::Client::list_libraries): `GET /libraries`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListLibraries {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    limit: Option<i32>,
    offset: Option<i32>,
    key: Option<String>,
    type_: Option<Vec<String>>,
    name_contains: Option<String>,
    permission_filter: Option<String>,
    sort: Option<Vec<String>>,
    portfolio_key: Option<uuid::Uuid>,
    revisions: Option<enums::LibraryRevisionsFilter>,
}

impl ListLibraries {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            limit: None,
            offset: None,
            key: None,
            type_: None,
            name_contains: None,
            permission_filter: None,
            sort: None,
            portfolio_key: None,
            revisions: None,
        }
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

    /// Keys of the libraries to return, joined by commas.
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

    /// Library types to return: `LowCodeLibrary`, `ExtensionLibrary`, `ExternalLibrary`,
    /// `WidgetLibrary`, `MobileLibrary`.
    pub fn type_(mut self, type_: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.type_ = Some(type_.into_iter().map(Into::into).collect());
        self
    }

    /// Text that the name of the library must contain. The comparison ignores case.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
        self
    }

    /// Limits the list by permission. The values for libraries are not published.
    pub fn permission_filter(mut self, permission_filter: impl Into<String>) -> Self {
        self.permission_filter = Some(permission_filter.into());
        self
    }

    /// Order of the libraries: `Name` or `PublishDateTime`, a colon, and `asc` or `desc`, for example
    /// `Name:asc`.
    pub fn sort(mut self, sort: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.sort = Some(sort.into_iter().map(Into::into).collect());
        self
    }

    /// Key of a portfolio. The list contains only its libraries.
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Which revisions of each library to include. The default is `Latest`.
    pub fn revisions(
        mut self,
        revisions: impl Into<enums::LibraryRevisionsFilter>,
    ) -> Self {
        self.revisions = Some(revisions.into());
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/libraries", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("key", &self.key)
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("permissionFilter", &self.permission_filter)
            .query_some("portfolioKey", &self.portfolio_key)
            .query_some("revisions", &self.revisions)
            .query_some("sort", &self.sort)
            .query_some("type", &self.type_)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_LIBRARIES, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::LibraryPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_LIBRARIES, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::Library> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::LibraryPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListLibraries {
    type Page = types::LibraryPage;
    type Item = types::Library;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_LIBRARIES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListLibraries {
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
