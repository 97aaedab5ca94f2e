// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `portfolios`.

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

/// A call of [`Client::list_portfolios`](crate::Client::list_portfolios): `GET /portfolios`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListPortfolios {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    portfolio_key: Option<uuid::Uuid>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListPortfolios {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            portfolio_key: None,
            limit: None,
            offset: None,
        }
    }

    /// Key of a single portfolio to return.
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
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

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/portfolios", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("limit", &self.limit)
            .query_some("offset", &self.offset)
            .query_some("portfolioKey", &self.portfolio_key)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_PORTFOLIOS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::PortfolioPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_PORTFOLIOS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::Portfolio> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::PortfolioPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListPortfolios {
    type Page = types::PortfolioPage;
    type Item = types::Portfolio;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_PORTFOLIOS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListPortfolios {
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

/// A call of [`Client::update_portfolio`](crate::Client::update_portfolio): `PATCH /portfolios/{portfolioKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdatePortfolio {
    client: Client,
    options: CallOptions,
    portfolio_key: uuid::Uuid,
    body: type_builders::PortfolioPatchBuilder,
}

impl UpdatePortfolio {
    pub(crate) fn new(client: &Client, portfolio_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            portfolio_key,
            body: Default::default(),
        }
    }

    /// The new name.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::PortfolioPatchBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// New name, 1 to 50 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.body = self.body.name(name);
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
            "{}/portfolios/{}", transport.base_url(), encode_path(& self.portfolio_key
            .to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_PORTFOLIO, e))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_PORTFOLIO, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_PORTFOLIO, request, &self.options)
            .await
    }
}
