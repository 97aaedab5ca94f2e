// @generated from openapi/builds-v1.json (SHA-256 a7a28afb1ee02f2d353ff15b81481eee223e9906a86b6fb39328fd241f6dcd4c)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `build`.

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

/// A call of [`Client::get_build`](crate::Client::get_build): `GET /build-operations/{operationKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetBuild {
    client: Client,
    options: CallOptions,
    operation_key: uuid::Uuid,
}

impl GetBuild {
    pub(crate) fn new(client: &Client, operation_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            operation_key,
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
            "{}/build-operations/{}", transport.base_url(), encode_path(& self
            .operation_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_BUILD, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Build>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_BUILD, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_build_messages`](crate::Client::list_build_messages): `GET /build-operations/{operationKey}/log-messages`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListBuildMessages {
    client: Client,
    options: CallOptions,
    operation_key: uuid::Uuid,
}

impl ListBuildMessages {
    pub(crate) fn new(client: &Client, operation_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            operation_key,
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
            "{}/build-operations/{}/log-messages", transport.base_url(), encode_path(&
            self.operation_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_BUILD_MESSAGES, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::MessageList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_BUILD_MESSAGES, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::Message> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListBuildMessages {
    type Page = types::MessageList;
    type Item = types::Message;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_BUILD_MESSAGES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::get_generated_code_package`](crate::Client::get_generated_code_package): `GET /build-operations/{operationKey}/generated-code`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetGeneratedCodePackage {
    client: Client,
    options: CallOptions,
    operation_key: uuid::Uuid,
}

impl GetGeneratedCodePackage {
    pub(crate) fn new(client: &Client, operation_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            operation_key,
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
            "{}/build-operations/{}/generated-code", transport.base_url(), encode_path(&
            self.operation_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_GENERATED_CODE_PACKAGE,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::GeneratedCodePackage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_GENERATED_CODE_PACKAGE, request, &self.options)
            .await
    }
}

/// A call of [`Client::start_generated_code_package`](crate::Client::start_generated_code_package): `POST /build-operations/{operationKey}/generated-code`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct StartGeneratedCodePackage {
    client: Client,
    options: CallOptions,
    operation_key: uuid::Uuid,
}

impl StartGeneratedCodePackage {
    pub(crate) fn new(client: &Client, operation_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            operation_key,
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
            "{}/build-operations/{}/generated-code", transport.base_url(), encode_path(&
            self.operation_key.to_string())
        );
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::START_GENERATED_CODE_PACKAGE,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::StartedGeneratedCodePackage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::START_GENERATED_CODE_PACKAGE,
                request,
                &self.options,
            )
            .await
    }
}

/// A call of [`Client::list_builds`](crate::Client::list_builds): `GET /build-operations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListBuilds {
    client: Client,
    options: CallOptions,
    asset_key: Option<uuid::Uuid>,
    asset_revision: Option<i32>,
    build_type: Option<enums::BuildType>,
}

impl ListBuilds {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key: None,
            asset_revision: None,
            build_type: None,
        }
    }

    /// Key of the asset (app, library, agent or workflow in the portal). The API document does not mark
    /// it as required; send it in each request.
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of the revision. The API document does not mark it as required; send it in each request.
    pub fn asset_revision(mut self, asset_revision: i32) -> Self {
        self.asset_revision = Some(asset_revision);
        self
    }

    /// Type of the builds to return. Without it, the list contains builds of both types.
    pub fn build_type(mut self, build_type: impl Into<enums::BuildType>) -> Self {
        self.build_type = Some(build_type.into());
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/build-operations", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("assetKey", &self.asset_key)
            .query_some("assetRevision", &self.asset_revision)
            .query_some("byBuildType", &self.build_type)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_BUILDS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::BuildList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_BUILDS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::Build> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListBuilds {
    type Page = types::BuildList;
    type Item = types::Build;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_BUILDS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.builds
    }
}

/// A call of [`Client::start_build`](crate::Client::start_build): `POST /build-operations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct StartBuild {
    client: Client,
    options: CallOptions,
    body: type_builders::NewBuildBuilder,
}

impl StartBuild {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// The revision to build and the type of the build.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::NewBuildBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// Key of the asset to build (app, library, agent or workflow in the portal).
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.body = self.body.asset_key(asset_key);
        self
    }

    /// Number of the revision to build.
    #[must_use]
    pub fn asset_revision(mut self, asset_revision: i32) -> Self {
        self.body = self.body.asset_revision(asset_revision);
        self
    }

    /// Type of the build. The default is `Debug`, which cannot be deployed.
    #[must_use]
    pub fn build_type(mut self, build_type: impl Into<enums::BuildType>) -> Self {
        self.body = self.body.build_type(build_type);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/build-operations", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::START_BUILD, e))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::START_BUILD, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::StartedBuild>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::START_BUILD, request, &self.options)
            .await
    }
}
