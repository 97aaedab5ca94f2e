// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `deployment_operations`.

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

/// A call of [`Client::list_deployments`](crate::Client::list_deployments): `GET /deployment-operations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListDeployments {
    client: Client,
    options: CallOptions,
    environment_key: Option<uuid::Uuid>,
    status: Option<enums::OperationStatus>,
    asset_key: Option<uuid::Uuid>,
    revision: Option<i32>,
    portfolio_key: Option<uuid::Uuid>,
    operations: Option<Vec<enums::DeploymentKind>>,
    created_date_since: Option<chrono::DateTime<chrono::Utc>>,
    created_date_to: Option<chrono::DateTime<chrono::Utc>>,
    permission_filter: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
}

impl ListDeployments {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key: None,
            status: None,
            asset_key: None,
            revision: None,
            portfolio_key: None,
            operations: None,
            created_date_since: None,
            created_date_to: None,
            permission_filter: None,
            limit: None,
            offset: None,
            sort: None,
        }
    }

    /// Key of an environment (stage in the portal). The list contains only deployments in it.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Status of the deployments to return.
    pub fn status(mut self, status: impl Into<enums::OperationStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Key of an asset. The list contains only its deployments.
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of a revision. The list contains only deployments of revisions with this number. Send it
    /// together with `assetKey`.
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of a portfolio. The list contains only deployments in this portfolio.
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Kinds of deployments to return. Repeat the parameter to return several kinds. Without it, the
    /// list contains all kinds.
    pub fn operations(
        mut self,
        operations: impl IntoIterator<Item = impl Into<enums::DeploymentKind>>,
    ) -> Self {
        self.operations = Some(operations.into_iter().map(Into::into).collect());
        self
    }

    /// Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`. The list contains
    /// only deployments that were created in the period. It is not documented whether the period
    /// includes this timestamp.
    pub fn created_date_since(
        mut self,
        created_date_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.created_date_since = Some(created_date_since.into());
        self
    }

    /// End of a period, RFC 3339 with an offset. The list contains only deployments that were created
    /// in the period. It is not documented whether the period includes this timestamp.
    pub fn created_date_to(
        mut self,
        created_date_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.created_date_to = Some(created_date_to.into());
        self
    }

    /// A permission. The list contains only deployments of assets on which the API client holds it.
    /// Write the permission alone, such as `AppDeploy`, or the permission, a dot and the key of an
    /// environment. Values: `AppViewSourceCode`, `AppDebug`, `AppChange`, `AppDelete`, `AppDeploy`,
    /// `AppRelease`, `AppMonitor`, `AppMonitorUserInfo`, `AppSecurityView`, `CodeQualityManage`,
    /// `CodeQualityView`, `AppUserView`, `AppAccessManage`, `AppGroupManage`, `CfgView`, `ConnConfig`,
    /// `AppCfgChange`.
    pub fn permission_filter(mut self, permission_filter: impl Into<String>) -> Self {
        self.permission_filter = Some(permission_filter.into());
        self
    }

    /// Maximum number of rows on the page. For this API, neither a range nor a default is documented;
    /// the general documentation of the service gives 1 to 100 for all lists, and 100 as the default.
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row to return, counted from zero. The default is 0: the general
    /// documentation of the service gives it for all lists.
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Fields that give the order of the deployments, joined with commas: `AssetKey`, `AssetName`,
    /// `ApplicationKey`, `ApplicationName`, `CreatedAt`, `UpdatedAt`, `FinishedAt`. The order is
    /// ascending; a leading `-` makes it descending. The default is `-CreatedAt`, the latest first.
    pub fn sort(mut self, sort: impl IntoIterator<Item = impl ToString>) -> Self {
        self.sort = Some(
                sort
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/deployment-operations", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("assetKey", &self.asset_key)
            .query_some("createdDateSince", &self.created_date_since)
            .query_some("createdDateTo", &self.created_date_to)
            .query_some("environmentKey", &self.environment_key)
            .query_some("limit", &self.limit)
            .query_some("offset", &self.offset)
            .query_some("operations", &self.operations)
            .query_some("permissionFilter", &self.permission_filter)
            .query_some("portfolioKey", &self.portfolio_key)
            .query_some("revision", &self.revision)
            .query_some("sort", &self.sort)
            .query_some("status", &self.status)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_DEPLOYMENTS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::DeploymentPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_DEPLOYMENTS, request, &self.options)
            .await
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::Deployment> {
        ItemStream::new(0, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::DeploymentPage> {
        PageStream::new(0, self)
    }
}

impl ListCall for ListDeployments {
    type Page = types::DeploymentPage;
    type Item = types::Deployment;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_DEPLOYMENTS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListDeployments {
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
            total_results: None,
        }
    }
}

/// A call of [`Client::start_deployment`](crate::Client::start_deployment): `POST /deployment-operations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct StartDeployment {
    client: Client,
    options: CallOptions,
    body: type_builders::NewDeploymentBuilder,
}

impl StartDeployment {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// What to do, with which asset, and in which environment.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::NewDeploymentBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// What to do. Every request needs it.
    #[must_use]
    pub fn operation(mut self, operation: impl Into<enums::DeploymentKind>) -> Self {
        self.body = self.body.operation(operation);
        self
    }

    /// Key of the asset to deploy, to undeploy or to configure.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.body = self.body.asset_key(asset_key);
        self
    }

    /// Key of the build to deploy: a finished `Release` build of the revision. Only `Deploy` needs it.
    #[must_use]
    pub fn build_key(mut self, build_key: impl Into<uuid::Uuid>) -> Self {
        self.body = self.body.build_key(build_key);
        self
    }

    /// Number of the revision. `Deploy`: the revision to deploy; `ApplyConfigs`: the revision that is
    /// deployed; `Undeploy`: leave it out.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.body = self.body.revision(revision);
        self
    }

    /// Key of the environment (stage in the portal) of the operation. Every request needs it. It must
    /// belong to the portfolio of the asset.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.body = self.body.environment_key(environment_key);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/deployment-operations", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::START_DEPLOYMENT, e))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::START_DEPLOYMENT, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Deployment>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::START_DEPLOYMENT, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_deployment`](crate::Client::get_deployment): `GET /deployment-operations/{operationKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetDeployment {
    client: Client,
    options: CallOptions,
    operation_key: uuid::Uuid,
}

impl GetDeployment {
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
            "{}/deployment-operations/{}", transport.base_url(), encode_path(& self
            .operation_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_DEPLOYMENT, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Deployment>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_DEPLOYMENT, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_deployment_messages`](crate::Client::list_deployment_messages): `GET /deployment-operations/{operationKey}/messages`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListDeploymentMessages {
    client: Client,
    options: CallOptions,
    operation_key: uuid::Uuid,
    limit: Option<i32>,
    offset: Option<String>,
}

impl ListDeploymentMessages {
    pub(crate) fn new(client: &Client, operation_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            operation_key,
            limit: None,
            offset: None,
        }
    }

    /// Maximum number of messages on the page. Neither a range nor a default is documented.
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position in the list: `nextPageOffset` of the previous page, unchanged. Leave it out for the
    /// first page. It is a text that the service makes, not a number.
    pub fn offset(mut self, offset: impl Into<String>) -> Self {
        self.offset = Some(offset.into());
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
            "{}/deployment-operations/{}/messages", transport.base_url(), encode_path(&
            self.operation_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("limit", &self.limit)
            .query_some("offset", &self.offset)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::LIST_DEPLOYMENT_MESSAGES,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::MessagePage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_DEPLOYMENT_MESSAGES, request, &self.options)
            .await
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::Message> {
        ItemStream::by_cursor(self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::MessagePage> {
        PageStream::by_cursor(self)
    }
}

impl ListCall for ListDeploymentMessages {
    type Page = types::MessagePage;
    type Item = types::Message;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_DEPLOYMENT_MESSAGES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl CursorCall for ListDeploymentMessages {
    fn cursor(&self) -> Option<String> {
        self.offset.clone()
    }

    fn at(self, cursor: String) -> Self {
        Self {
            offset: Some(cursor),
            ..self
        }
    }

    fn next(page: &Self::Page) -> Option<String> {
        page.page.as_ref().and_then(|page| page.next_page_offset.clone())
    }
}
