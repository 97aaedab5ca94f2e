// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `default`.

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

/// A call of [`Client::get_deletion_analysis`](crate::Client::get_deletion_analysis): `GET /deletion-analyses/{analysisKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetDeletionAnalysis {
    client: Client,
    options: CallOptions,
    analysis_key: String,
}

impl GetDeletionAnalysis {
    pub(crate) fn new(client: &Client, analysis_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            analysis_key,
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
            "{}/deletion-analyses/{}", transport.base_url(), encode_path(& self
            .analysis_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_DELETION_ANALYSIS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::DeletionAnalysis>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_DELETION_ANALYSIS, request, &self.options)
            .await
    }
}

/// A call of [`Client::start_deletion_analysis`](crate::Client::start_deletion_analysis): `POST /deletion-analyses`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct StartDeletionAnalysis {
    client: Client,
    options: CallOptions,
    body: type_builders::NewDeletionAnalysisBuilder,
}

impl StartDeletionAnalysis {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// The asset to analyze.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::NewDeletionAnalysisBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// Key of the asset to analyze, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.body = self.body.asset_key(asset_key);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/deletion-analyses", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::START_DELETION_ANALYSIS,
                e,
            ))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::START_DELETION_ANALYSIS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::StartedAnalysis>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::START_DELETION_ANALYSIS, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_deployment_analysis`](crate::Client::get_deployment_analysis): `GET /deployment-analyses/{analysisKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetDeploymentAnalysis {
    client: Client,
    options: CallOptions,
    analysis_key: String,
}

impl GetDeploymentAnalysis {
    pub(crate) fn new(client: &Client, analysis_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            analysis_key,
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
            "{}/deployment-analyses/{}", transport.base_url(), encode_path(& self
            .analysis_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_DEPLOYMENT_ANALYSIS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::DeploymentAnalysis>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_DEPLOYMENT_ANALYSIS, request, &self.options)
            .await
    }
}

/// A call of [`Client::start_deployment_analysis`](crate::Client::start_deployment_analysis): `POST /deployment-analyses`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct StartDeploymentAnalysis {
    client: Client,
    options: CallOptions,
    body: type_builders::NewDeploymentAnalysisBuilder,
}

impl StartDeploymentAnalysis {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// The revision to analyze and the target environment.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::NewDeploymentAnalysisBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// Number of the revision to analyze.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.body = self.body.revision(revision);
        self
    }

    /// Key of the target environment (stage in the portal), a UUID.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.body = self.body.environment_key(environment_key);
        self
    }

    /// Key of the asset to analyze, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.body = self.body.asset_key(asset_key);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/deployment-analyses", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::START_DEPLOYMENT_ANALYSIS,
                e,
            ))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::START_DEPLOYMENT_ANALYSIS,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::StartedAnalysis>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::START_DEPLOYMENT_ANALYSIS, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_consumers`](crate::Client::list_consumers): `GET /assets/{assetKey}/consumers`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListConsumers {
    client: Client,
    options: CallOptions,
    asset_key: String,
    environment_key: Option<String>,
    public_element_key: Option<String>,
    allow_multiple_versions: Option<bool>,
    sort: Option<String>,
}

impl ListConsumers {
    pub(crate) fn new(client: &Client, asset_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            environment_key: None,
            public_element_key: None,
            allow_multiple_versions: None,
            sort: None,
        }
    }

    /// Key of an environment (stage in the portal), a UUID. The list contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Key of a public element of the asset. The list contains only consumers of this element.
    pub fn public_element_key(mut self, public_element_key: impl Into<String>) -> Self {
        self.public_element_key = Some(public_element_key.into());
        self
    }

    /// True returns all revisions of each consumer that use the asset. False, the default, returns only
    /// the highest of them.
    pub fn allow_multiple_versions(mut self, allow_multiple_versions: bool) -> Self {
        self.allow_multiple_versions = Some(allow_multiple_versions);
        self
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
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
        let url = format!(
            "{}/assets/{}/consumers", transport.base_url(), encode_path(& self.asset_key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("allowMultipleVersions", &self.allow_multiple_versions)
            .query_some("environmentKey", &self.environment_key)
            .query_some("publicElementKey", &self.public_element_key)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_CONSUMERS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::ConsumerList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_CONSUMERS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::Consumer> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListConsumers {
    type Page = types::ConsumerList;
    type Item = types::Consumer;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_CONSUMERS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::get_producer_graph`](crate::Client::get_producer_graph): `GET /assets/{assetKey}/revisions/{revisionNumber}/producer-graph`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetProducerGraph {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
    max_depth: Option<i32>,
    environment_key: Option<String>,
    producer_type_filter: Option<enums::ProducerTypeFilter>,
    sort: Option<String>,
}

impl GetProducerGraph {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
            max_depth: None,
            environment_key: None,
            producer_type_filter: None,
            sort: None,
        }
    }

    /// Number of levels of producers to return. 0, the default, means no limit. With 1, expect only the
    /// direct producers.
    pub fn max_depth(mut self, max_depth: i32) -> Self {
        self.max_depth = Some(max_depth);
        self
    }

    /// Key of an environment (stage in the portal), a UUID. The tree contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Kinds of producers to return: `Deployable` (those that can be deployed), `Libraries` or `All`.
    /// The default is not documented.
    pub fn producer_type_filter(
        mut self,
        producer_type_filter: impl Into<enums::ProducerTypeFilter>,
    ) -> Self {
        self.producer_type_filter = Some(producer_type_filter.into());
        self
    }

    /// Order of the producers in the tree: `name` is ascending and `-name` is descending. No other
    /// values are allowed. The default order is not documented.
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
        let url = format!(
            "{}/assets/{}/revisions/{}/producer-graph", transport.base_url(),
            encode_path(& self.asset_key.to_string()), encode_path(& self.revision_number
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("environmentKey", &self.environment_key)
            .query_some("maxDepth", &self.max_depth)
            .query_some("producerTypeFilter", &self.producer_type_filter)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_PRODUCER_GRAPH, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::DependencyGraph>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_PRODUCER_GRAPH, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::DependencyNode> {
        ItemStream::whole(self)
    }
}

impl ListCall for GetProducerGraph {
    type Page = types::DependencyGraph;
    type Item = types::DependencyNode;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::GET_PRODUCER_GRAPH
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::list_producers`](crate::Client::list_producers): `GET /assets/{assetKey}/revisions/{revisionNumber}/producers`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListProducers {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
    max_depth: Option<i32>,
    environment_key: Option<String>,
    producer_type_filter: Option<enums::ProducerTypeFilter>,
    sort: Option<String>,
}

impl ListProducers {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
            max_depth: None,
            environment_key: None,
            producer_type_filter: None,
            sort: None,
        }
    }

    /// Number of levels of producers to return. 0, the default, means no limit. With 1, expect only the
    /// direct producers.
    pub fn max_depth(mut self, max_depth: i32) -> Self {
        self.max_depth = Some(max_depth);
        self
    }

    /// Key of an environment (stage in the portal), a UUID. The list contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Kinds of producers to return: `Deployable` (those that can be deployed), `Libraries` or `All`.
    /// The default is not documented.
    pub fn producer_type_filter(
        mut self,
        producer_type_filter: impl Into<enums::ProducerTypeFilter>,
    ) -> Self {
        self.producer_type_filter = Some(producer_type_filter.into());
        self
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
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
        let url = format!(
            "{}/assets/{}/revisions/{}/producers", transport.base_url(), encode_path(&
            self.asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("environmentKey", &self.environment_key)
            .query_some("maxDepth", &self.max_depth)
            .query_some("producerTypeFilter", &self.producer_type_filter)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_PRODUCERS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::DependencyList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_PRODUCERS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::Dependency> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListProducers {
    type Page = types::DependencyList;
    type Item = types::Dependency;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_PRODUCERS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::list_revision_consumers`](crate::Client::list_revision_consumers): `GET /assets/{assetKey}/revisions/{revisionNumber}/consumers`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListRevisionConsumers {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
    environment_key: Option<String>,
    public_element_key: Option<String>,
    allow_multiple_versions: Option<bool>,
    sort: Option<String>,
}

impl ListRevisionConsumers {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
            environment_key: None,
            public_element_key: None,
            allow_multiple_versions: None,
            sort: None,
        }
    }

    /// Key of an environment (stage in the portal), a UUID. The list contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Key of a public element of the asset. The list contains only consumers of this element.
    pub fn public_element_key(mut self, public_element_key: impl Into<String>) -> Self {
        self.public_element_key = Some(public_element_key.into());
        self
    }

    /// True returns all revisions of each consumer that use the asset. False, the default, returns only
    /// the highest of them.
    pub fn allow_multiple_versions(mut self, allow_multiple_versions: bool) -> Self {
        self.allow_multiple_versions = Some(allow_multiple_versions);
        self
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
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
        let url = format!(
            "{}/assets/{}/revisions/{}/consumers", transport.base_url(), encode_path(&
            self.asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("allowMultipleVersions", &self.allow_multiple_versions)
            .query_some("environmentKey", &self.environment_key)
            .query_some("publicElementKey", &self.public_element_key)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_REVISION_CONSUMERS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::ConsumerList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_REVISION_CONSUMERS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::Consumer> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListRevisionConsumers {
    type Page = types::ConsumerList;
    type Item = types::Consumer;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_REVISION_CONSUMERS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::list_public_elements`](crate::Client::list_public_elements): `GET /assets/{assetKey}/revisions/{revisionNumber}/public-elements`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListPublicElements {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
    sort: Option<String>,
    include_hidden: Option<bool>,
}

impl ListPublicElements {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
            sort: None,
            include_hidden: None,
        }
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// True, the default, includes hidden elements. A hidden element is not public, but a public
    /// element needs it.
    pub fn include_hidden(mut self, include_hidden: bool) -> Self {
        self.include_hidden = Some(include_hidden);
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
            "{}/assets/{}/revisions/{}/public-elements", transport.base_url(),
            encode_path(& self.asset_key.to_string()), encode_path(& self.revision_number
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("includeHidden", &self.include_hidden)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_PUBLIC_ELEMENTS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::PublicElementList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_PUBLIC_ELEMENTS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::PublicElement> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListPublicElements {
    type Page = types::PublicElementList;
    type Item = types::PublicElement;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_PUBLIC_ELEMENTS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::list_referenced_elements`](crate::Client::list_referenced_elements): `GET /assets/{assetKey}/revisions/{revisionNumber}/referenced-elements`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListReferencedElements {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
    sort: Option<String>,
    include_hidden: Option<bool>,
}

impl ListReferencedElements {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
            sort: None,
            include_hidden: None,
        }
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// True, the default, includes hidden elements. A hidden element is not public, but a public
    /// element needs it.
    pub fn include_hidden(mut self, include_hidden: bool) -> Self {
        self.include_hidden = Some(include_hidden);
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
            "{}/assets/{}/revisions/{}/referenced-elements", transport.base_url(),
            encode_path(& self.asset_key.to_string()), encode_path(& self.revision_number
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("includeHidden", &self.include_hidden)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::LIST_REFERENCED_ELEMENTS,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::ReferencedElementList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_REFERENCED_ELEMENTS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::ReferencedElement> {
        ItemStream::whole(self)
    }
}

impl ListCall for ListReferencedElements {
    type Page = types::ReferencedElementList;
    type Item = types::ReferencedElement;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_REFERENCED_ELEMENTS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

/// A call of [`Client::search_public_elements`](crate::Client::search_public_elements): `POST /public-elements/search`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct SearchPublicElements {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    body: Option<type_builders::PublicElementFilterBuilder>,
}

impl SearchPublicElements {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            body: Default::default(),
        }
    }

    /// Filters, order and page. An empty object finds all public elements that the API client is
    /// allowed to use.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::PublicElementFilterBuilder>,
    ) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Text that the name of the element must contain.
    #[must_use]
    pub fn element_name_contains(
        mut self,
        element_name_contains: impl Into<String>,
    ) -> Self {
        self.body = Some(
            self.body.unwrap_or_default().element_name_contains(element_name_contains),
        );
        self
    }

    /// Text that the name or the description of the element must contain.
    #[must_use]
    pub fn element_name_or_description_contains(
        mut self,
        element_name_or_description_contains: impl Into<String>,
    ) -> Self {
        self.body = Some(
            self
                .body
                .unwrap_or_default()
                .element_name_or_description_contains(
                    element_name_or_description_contains,
                ),
        );
        self
    }

    /// Type of the elements to find, as in the field `type` of the results.
    #[must_use]
    pub fn element_type(mut self, element_type: impl Into<String>) -> Self {
        self.body = Some(self.body.unwrap_or_default().element_type(element_type));
        self
    }

    /// True includes hidden elements. A hidden element is not public, but a public element needs it.
    /// The default is not documented.
    #[must_use]
    pub fn include_hidden(mut self, include_hidden: bool) -> Self {
        self.body = Some(self.body.unwrap_or_default().include_hidden(include_hidden));
        self
    }

    /// Keys of portfolios, UUIDs. The result contains only elements that assets in these portfolios can
    /// use.
    #[must_use]
    pub fn consumer_portfolio_keys(
        mut self,
        consumer_portfolio_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.body = Some(
            self
                .body
                .unwrap_or_default()
                .consumer_portfolio_keys(consumer_portfolio_keys),
        );
        self
    }

    /// Maximum number of rows on the page. For this search, neither a range nor a default is
    /// documented; the general documentation of the service gives 1 to 100 for all lists, and 100 as
    /// the default.
    #[must_use]
    pub fn limit(mut self, limit: i32) -> Self {
        self.body = Some(self.body.unwrap_or_default().limit(limit));
        self
    }

    /// Position of the first row to return, counted from zero. The default is 0: the general
    /// documentation of the service gives it for all lists.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.body = Some(self.body.unwrap_or_default().offset(offset));
        self
    }

    /// Field to sort by, such as `name`, without a hyphen: `sortAscending` gives the direction. The
    /// default is not documented.
    #[must_use]
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.body = Some(self.body.unwrap_or_default().sort(sort));
        self
    }

    /// True for ascending order, false for descending order.
    #[must_use]
    pub fn sort_ascending(mut self, sort_ascending: bool) -> Self {
        self.body = Some(self.body.unwrap_or_default().sort_ascending(sort_ascending));
        self
    }

    /// Assets whose elements are to be found. Without it, all assets are searched.
    #[must_use]
    pub fn asset_filters(
        mut self,
        asset_filters: impl IntoIterator<Item = impl Into<types::AssetFilter>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().asset_filters(asset_filters));
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/public-elements/search", transport.base_url());
        let request = transport
            .post(url)
            .header(
                header::ACCEPT,
                header::HeaderValue::from_static("application/json"),
            );
        let request = match &self.body {
            Some(body) => {
                let body = body
                    .clone()
                    .build()
                    .map_err(|e| Error::invalid_request(
                        &operations::SEARCH_PUBLIC_ELEMENTS,
                        e,
                    ))?;
                request.json(&body)
            }
            None => request,
        };
        request
            .build()
            .map_err(|e| Error::invalid_request(&operations::SEARCH_PUBLIC_ELEMENTS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::PublicElementPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::SEARCH_PUBLIC_ELEMENTS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::PublicElement> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::PublicElementPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for SearchPublicElements {
    type Page = types::PublicElementPage;
    type Item = types::PublicElement;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::SEARCH_PUBLIC_ELEMENTS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for SearchPublicElements {
    fn offset(&self) -> Option<i32> {
        self.body.clone().and_then(|body| body.build().ok()).and_then(|body| body.offset)
    }

    fn at(self, offset: i32) -> Self {
        Self {
            body: Some(self.body.unwrap_or_default().offset(offset)),
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
