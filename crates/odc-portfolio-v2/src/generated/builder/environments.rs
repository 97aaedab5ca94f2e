// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `environments`.

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

/// A call of [`Client::list_environments`](crate::Client::list_environments): `GET /environments`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListEnvironments {
    client: Client,
    options: CallOptions,
    portfolio_key: Option<uuid::Uuid>,
}

impl ListEnvironments {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            portfolio_key: None,
        }
    }

    /// Key of a portfolio. The list contains only its environments.
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/environments", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("portfolioKey", &self.portfolio_key)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_ENVIRONMENTS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::EnvironmentList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_ENVIRONMENTS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::Environment> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListEnvironments {
    type Page = types::EnvironmentList;
    type Item = types::Environment;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_ENVIRONMENTS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::update_environments`](crate::Client::update_environments): `PATCH /environments`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateEnvironments {
    client: Client,
    options: CallOptions,
    body: type_builders::EnvironmentsPatchBuilder,
}

impl UpdateEnvironments {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// The environments to change, each with its key and new values.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::EnvironmentsPatchBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// One entry for each environment to change. The list is required, although its type allows null.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environments(
        mut self,
        environments: impl IntoIterator<Item = impl Into<types::EnvironmentUpdate>>,
    ) -> Self {
        self.body = self.body.environments(environments);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/environments", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_ENVIRONMENTS, e))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_ENVIRONMENTS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_ENVIRONMENTS, request, &self.options)
            .await
    }
}

/// A call of [`Client::update_environment`](crate::Client::update_environment): `PATCH /environments/{environmentKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateEnvironment {
    client: Client,
    options: CallOptions,
    environment_key: uuid::Uuid,
    body: type_builders::EnvironmentPatchBuilder,
}

impl UpdateEnvironment {
    pub(crate) fn new(client: &Client, environment_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            body: Default::default(),
        }
    }

    /// The new name, the new order value, or both.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::EnvironmentPatchBuilder>,
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

    /// New order value within the portfolio.
    #[must_use]
    pub fn order(mut self, order: impl Into<Patch<i32>>) -> Self {
        self.body = self.body.order(order);
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
            "{}/environments/{}", transport.base_url(), encode_path(& self
            .environment_key.to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_ENVIRONMENT, e))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_ENVIRONMENT, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_ENVIRONMENT, request, &self.options)
            .await
    }
}
