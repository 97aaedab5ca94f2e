// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `users`.

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

/// A call of [`Client::create_users_in_bulk`](crate::Client::create_users_in_bulk): `POST /users/bulk`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct CreateUsersInBulk {
    client: Client,
    options: CallOptions,
    body: type_builders::NewUsersBuilder,
}

impl CreateUsersInBulk {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// The users to create, in `records`. There can be 1 to 100 of them, each with the same fields as
    /// in `POST /users`.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::NewUsersBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// 1 to 100 users, each with the same fields as in a single creation. For any other number the
    /// service returns 400.
    #[must_use]
    pub fn records(
        mut self,
        records: impl IntoIterator<Item = impl Into<types::NewUser>>,
    ) -> Self {
        self.body = self.body.records(records);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/users/bulk", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_USERS_IN_BULK, e))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_USERS_IN_BULK, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::BulkUserOperation>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::CREATE_USERS_IN_BULK, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_bulk_user_operation`](crate::Client::get_bulk_user_operation): `GET /users/bulk/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetBulkUserOperation {
    client: Client,
    options: CallOptions,
    key: String,
}

impl GetBulkUserOperation {
    pub(crate) fn new(client: &Client, key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
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
            "{}/users/bulk/{}", transport.base_url(), encode_path(& self.key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_BULK_USER_OPERATION, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::BulkUserOperation>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_BULK_USER_OPERATION, request, &self.options)
            .await
    }
}

/// A call of [`Client::grant_application_role`](crate::Client::grant_application_role): `POST /users/{key}/application-roles/{roleKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GrantApplicationRole {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    role_key: uuid::Uuid,
}

impl GrantApplicationRole {
    pub(crate) fn new(client: &Client, key: uuid::Uuid, role_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            role_key,
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
            "{}/users/{}/application-roles/{}", transport.base_url(), encode_path(& self
            .key.to_string()), encode_path(& self.role_key.to_string())
        );
        transport
            .post(url)
            .build()
            .map_err(|e| Error::invalid_request(&operations::GRANT_APPLICATION_ROLE, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::GRANT_APPLICATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::revoke_application_role`](crate::Client::revoke_application_role): `DELETE /users/{key}/application-roles/{roleKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct RevokeApplicationRole {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    role_key: uuid::Uuid,
}

impl RevokeApplicationRole {
    pub(crate) fn new(client: &Client, key: uuid::Uuid, role_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            role_key,
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
            "{}/users/{}/application-roles/{}", transport.base_url(), encode_path(& self
            .key.to_string()), encode_path(& self.role_key.to_string())
        );
        transport
            .delete(url)
            .build()
            .map_err(|e| Error::invalid_request(&operations::REVOKE_APPLICATION_ROLE, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::REVOKE_APPLICATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_user_application_roles`](crate::Client::list_user_application_roles): `GET /users/{key}/application-roles`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListUserApplicationRoles {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: uuid::Uuid,
    name_contains: Option<String>,
    asset_key: Option<uuid::Uuid>,
    asset_keys: Option<Vec<uuid::Uuid>>,
    environment_key: Option<uuid::Uuid>,
    environment_keys: Option<Vec<uuid::Uuid>>,
    portfolio_keys: Option<Vec<uuid::Uuid>>,
    group_keys: Option<Vec<uuid::Uuid>>,
    application_role_keys: Option<Vec<uuid::Uuid>>,
    sort: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
    assignment_sources: Option<Vec<enums::AssignmentSource>>,
}

impl ListUserApplicationRoles {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key,
            name_contains: None,
            asset_key: None,
            asset_keys: None,
            environment_key: None,
            environment_keys: None,
            portfolio_keys: None,
            group_keys: None,
            application_role_keys: None,
            sort: None,
            limit: None,
            offset: None,
            assignment_sources: None,
        }
    }

    /// Text that the name of the role must contain.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
        self
    }

    /// Key of the asset that owns the role. Cannot be combined with `assetKeys`.
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Keys of assets that own the roles. One match is enough. Cannot be combined with `assetKey`.
    pub fn asset_keys(
        mut self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.asset_keys = Some(asset_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Key of an environment (stage in the portal). The list contains only its roles. Cannot be
    /// combined with `environmentKeys`.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Keys of environments (stages in the portal). One match is enough. Cannot be combined with
    /// `environmentKey`.
    #[doc(alias = "stage")]
    pub fn environment_keys(
        mut self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.environment_keys = Some(
            environment_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Keys of portfolios. One match is enough.
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.portfolio_keys = Some(portfolio_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Keys of groups. The list contains only roles that the user inherits from at least one of them.
    /// Also select the group sources in `assignmentSources`.
    pub fn group_keys(
        mut self,
        group_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.group_keys = Some(group_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Keys of application roles (end-user roles in the portal). One match is enough.
    #[doc(alias = "end-user role")]
    pub fn application_role_keys(
        mut self,
        application_role_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.application_role_keys = Some(
            application_role_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Field to sort by: `name` (the default), `environmentKey` or `assetKey`. Put `-` in front for
    /// descending order.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
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

    /// Sources of the roles: `Direct` (granted to the user), `GroupAssigned` (through a group to which
    /// the user was added), `GroupMapped` (through a group that the user joined by a claim mapping). An
    /// absent or empty list means only `Direct`.
    pub fn assignment_sources(
        mut self,
        assignment_sources: impl IntoIterator<Item = impl Into<enums::AssignmentSource>>,
    ) -> Self {
        self.assignment_sources = Some(
            assignment_sources.into_iter().map(Into::into).collect(),
        );
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
            "{}/users/{}/application-roles", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("applicationRoleKeys", &self.application_role_keys)
            .query_some("assetKey", &self.asset_key)
            .query_some("assetKeys", &self.asset_keys)
            .query_some("assignmentSources", &self.assignment_sources)
            .query_some("environmentKey", &self.environment_key)
            .query_some("environmentKeys", &self.environment_keys)
            .query_some("groupKeys", &self.group_keys)
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("portfolioKeys", &self.portfolio_keys)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::LIST_USER_APPLICATION_ROLES,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::UserApplicationRolePage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::LIST_USER_APPLICATION_ROLES,
                request,
                &self.options,
            )
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::UserApplicationRole> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::UserApplicationRolePage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListUserApplicationRoles {
    type Page = types::UserApplicationRolePage;
    type Item = types::UserApplicationRole;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_USER_APPLICATION_ROLES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListUserApplicationRoles {
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

/// A call of [`Client::list_user_organization_roles`](crate::Client::list_user_organization_roles): `GET /users/{key}/organization-roles`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListUserOrganizationRoles {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: uuid::Uuid,
    scopes: Option<Vec<enums::OrganizationRoleAssignmentScope>>,
    asset_keys: Option<Vec<uuid::Uuid>>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListUserOrganizationRoles {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key,
            scopes: None,
            asset_keys: None,
            limit: None,
            offset: None,
        }
    }

    /// Scopes of the assignments: `Organization`, `Asset` or both. Without this parameter, the list
    /// also contains both.
    pub fn scopes(
        mut self,
        scopes: impl IntoIterator<
            Item = impl Into<enums::OrganizationRoleAssignmentScope>,
        >,
    ) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Keys of assets. The list contains only asset-scoped assignments for one of them.
    pub fn asset_keys(
        mut self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.asset_keys = Some(asset_keys.into_iter().map(Into::into).collect());
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
        let url = format!(
            "{}/users/{}/organization-roles", transport.base_url(), encode_path(& self
            .key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("assetKeys", &self.asset_keys)
            .query_some("limit", &self.limit)
            .query_some("offset", &self.offset)
            .query_some("scopes", &self.scopes)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::LIST_USER_ORGANIZATION_ROLES,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::UserOrganizationRolePage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::LIST_USER_ORGANIZATION_ROLES,
                request,
                &self.options,
            )
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::UserOrganizationRole> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::UserOrganizationRolePage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListUserOrganizationRoles {
    type Page = types::UserOrganizationRolePage;
    type Item = types::UserOrganizationRole;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_USER_ORGANIZATION_ROLES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListUserOrganizationRoles {
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

/// A call of [`Client::grant_organization_role`](crate::Client::grant_organization_role): `POST /users/{key}/organization-roles/{roleKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GrantOrganizationRole {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    role_key: uuid::Uuid,
    body: Option<type_builders::OrganizationRoleGrantBuilder>,
}

impl GrantOrganizationRole {
    pub(crate) fn new(client: &Client, key: uuid::Uuid, role_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            role_key,
            body: Default::default(),
        }
    }

    /// Conditions of the grant. An asset-scoped grant needs only `assetKeys`.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::OrganizationRoleGrantBuilder>,
    ) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Period during which the grant is valid.
    #[must_use]
    pub fn grant_period(mut self, grant_period: impl Into<types::GrantPeriod>) -> Self {
        self.body = Some(self.body.unwrap_or_default().grant_period(grant_period));
        self
    }

    /// Keys of the assets for which the role is granted. They make the grant asset-scoped.
    #[must_use]
    pub fn asset_keys(
        mut self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().asset_keys(asset_keys));
        self
    }

    /// Portfolio of an asset-scoped grant. The default is the main portfolio. It has no meaning for
    /// other grants.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.body = Some(self.body.unwrap_or_default().portfolio_key(portfolio_key));
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
            "{}/users/{}/organization-roles/{}", transport.base_url(), encode_path(& self
            .key.to_string()), encode_path(& self.role_key.to_string())
        );
        let request = transport.post(url);
        let request = match &self.body {
            Some(body) => {
                let body = body
                    .clone()
                    .build()
                    .map_err(|e| Error::invalid_request(
                        &operations::GRANT_ORGANIZATION_ROLE,
                        e,
                    ))?;
                request.json(&body)
            }
            None => request,
        };
        request
            .build()
            .map_err(|e| Error::invalid_request(&operations::GRANT_ORGANIZATION_ROLE, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::GRANT_ORGANIZATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::revoke_organization_role`](crate::Client::revoke_organization_role): `DELETE /users/{key}/organization-roles/{roleKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct RevokeOrganizationRole {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    role_key: uuid::Uuid,
    body: Option<type_builders::OrganizationRoleRevocationBuilder>,
}

impl RevokeOrganizationRole {
    pub(crate) fn new(client: &Client, key: uuid::Uuid, role_key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            role_key,
            body: Default::default(),
        }
    }

    /// JSON with `assetKeys`: the assets for which to revoke the asset-scoped grant of the role.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::OrganizationRoleRevocationBuilder>,
    ) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Keys of the assets. The asset-scoped assignments of the role for these assets will end.
    #[must_use]
    pub fn asset_keys(
        mut self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().asset_keys(asset_keys));
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
            "{}/users/{}/organization-roles/{}", transport.base_url(), encode_path(& self
            .key.to_string()), encode_path(& self.role_key.to_string())
        );
        let request = transport.delete(url);
        let request = match &self.body {
            Some(body) => {
                let body = body
                    .clone()
                    .build()
                    .map_err(|e| Error::invalid_request(
                        &operations::REVOKE_ORGANIZATION_ROLE,
                        e,
                    ))?;
                request.json(&body)
            }
            None => request,
        };
        request
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::REVOKE_ORGANIZATION_ROLE,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::REVOKE_ORGANIZATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::count_users`](crate::Client::count_users): `GET /users/count`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct CountUsers {
    client: Client,
    options: CallOptions,
    domains: Option<Vec<String>>,
    status: Option<enums::UserStatus>,
    has_organization_roles: Option<bool>,
    has_application_roles: Option<bool>,
    environment_keys: Option<Vec<uuid::Uuid>>,
    portfolio_keys: Option<Vec<uuid::Uuid>>,
    logged_in_environment_keys: Option<Vec<uuid::Uuid>>,
    logged_in_portfolio_keys: Option<Vec<uuid::Uuid>>,
    last_login_at_since: Option<chrono::DateTime<chrono::Utc>>,
    last_login_at_to: Option<chrono::DateTime<chrono::Utc>>,
}

impl CountUsers {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            domains: None,
            status: None,
            has_organization_roles: None,
            has_application_roles: None,
            environment_keys: None,
            portfolio_keys: None,
            logged_in_environment_keys: None,
            logged_in_portfolio_keys: None,
            last_login_at_since: None,
            last_login_at_to: None,
        }
    }

    /// Domains of the users to include, for example `example.com`. ODC classifies users by the domain
    /// of their e-mail address.
    pub fn domains(
        mut self,
        domains: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.domains = Some(domains.into_iter().map(Into::into).collect());
        self
    }

    /// Status of the users to include: `Active`, `Inactive`, `Invited` or `PendingRegistration`.
    pub fn status(mut self, status: impl Into<enums::UserStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// `true` selects only users who hold organization roles. `false` is the default and filters
    /// nothing: it does not select users without such roles.
    pub fn has_organization_roles(mut self, has_organization_roles: bool) -> Self {
        self.has_organization_roles = Some(has_organization_roles);
        self
    }

    /// `true` selects only users who hold application roles (end-user roles in the portal). `false` is
    /// the default and filters nothing: it does not select users without such roles.
    #[doc(alias = "end-user role")]
    pub fn has_application_roles(mut self, has_application_roles: bool) -> Self {
        self.has_application_roles = Some(has_application_roles);
        self
    }

    /// Keys of environments (stages in the portal). Counts only users who hold roles in at least one of
    /// them.
    #[doc(alias = "stage")]
    pub fn environment_keys(
        mut self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.environment_keys = Some(
            environment_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Keys of portfolios. Counts only users who hold roles in at least one of them.
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.portfolio_keys = Some(portfolio_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Keys of environments (stages in the portal). Includes only users who signed in to at least one
    /// of them. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login there.
    #[doc(alias = "stage")]
    pub fn logged_in_environment_keys(
        mut self,
        logged_in_environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.logged_in_environment_keys = Some(
            logged_in_environment_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Keys of portfolios. Includes only users who signed in to at least one environment (stage in the
    /// portal) of these portfolios. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login
    /// there.
    pub fn logged_in_portfolio_keys(
        mut self,
        logged_in_portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.logged_in_portfolio_keys = Some(
            logged_in_portfolio_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Earliest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_since(
        mut self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_since = Some(last_login_at_since.into());
        self
    }

    /// Latest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_to(
        mut self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_to = Some(last_login_at_to.into());
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/users/count", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("domains", &self.domains)
            .query_some("environmentKeys", &self.environment_keys)
            .query_some("hasApplicationRoles", &self.has_application_roles)
            .query_some("hasOrganizationRoles", &self.has_organization_roles)
            .query_some("lastLoginAtSince", &self.last_login_at_since)
            .query_some("lastLoginAtTo", &self.last_login_at_to)
            .query_some("loggedInEnvironmentKeys", &self.logged_in_environment_keys)
            .query_some("loggedInPortfolioKeys", &self.logged_in_portfolio_keys)
            .query_some("portfolioKeys", &self.portfolio_keys)
            .query_some("status", &self.status)
            .build()
            .map_err(|e| Error::invalid_request(&operations::COUNT_USERS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::UserCount>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::COUNT_USERS, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_users`](crate::Client::list_users): `GET /users`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListUsers {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    name_or_email_contains: Option<String>,
    name_or_email_or_username_contains: Option<String>,
    user_keys: Option<String>,
    asset_key: Option<uuid::Uuid>,
    status: Option<enums::UserStatus>,
    last_login_at_since: Option<chrono::DateTime<chrono::Utc>>,
    last_login_at_to: Option<chrono::DateTime<chrono::Utc>>,
    has_organization_roles: Option<bool>,
    has_application_roles: Option<bool>,
    sort: Option<String>,
    environment_key: Option<uuid::Uuid>,
    environment_keys: Option<Vec<uuid::Uuid>>,
    portfolio_keys: Option<Vec<uuid::Uuid>>,
    domains: Option<Vec<String>>,
    logged_in_environment_keys: Option<Vec<uuid::Uuid>>,
    logged_in_portfolio_keys: Option<Vec<uuid::Uuid>>,
    embed: Option<Vec<enums::UserEmbed>>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListUsers {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            name_or_email_contains: None,
            name_or_email_or_username_contains: None,
            user_keys: None,
            asset_key: None,
            status: None,
            last_login_at_since: None,
            last_login_at_to: None,
            has_organization_roles: None,
            has_application_roles: None,
            sort: None,
            environment_key: None,
            environment_keys: None,
            portfolio_keys: None,
            domains: None,
            logged_in_environment_keys: None,
            logged_in_portfolio_keys: None,
            embed: None,
            limit: None,
            offset: None,
        }
    }

    /// Text that the name or e-mail address of the user must contain.
    pub fn name_or_email_contains(
        mut self,
        name_or_email_contains: impl Into<String>,
    ) -> Self {
        self.name_or_email_contains = Some(name_or_email_contains.into());
        self
    }

    /// Text that the name, e-mail address or username of the user must contain.
    pub fn name_or_email_or_username_contains(
        mut self,
        name_or_email_or_username_contains: impl Into<String>,
    ) -> Self {
        self.name_or_email_or_username_contains = Some(
            name_or_email_or_username_contains.into(),
        );
        self
    }

    /// Keys of the users to return, at most 20, in one string and separated by commas.
    pub fn user_keys(
        mut self,
        user_keys: impl IntoIterator<Item = impl ToString>,
    ) -> Self {
        self.user_keys = Some(
                user_keys
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// Key of an asset. The list contains only users who hold roles in it.
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Status of the users to include: `Active`, `Inactive`, `Invited` or `PendingRegistration`.
    pub fn status(mut self, status: impl Into<enums::UserStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Earliest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_since(
        mut self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_since = Some(last_login_at_since.into());
        self
    }

    /// Latest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_to(
        mut self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_to = Some(last_login_at_to.into());
        self
    }

    /// `true` selects only users who hold organization roles. `false` is the default and filters
    /// nothing: it does not select users without such roles.
    pub fn has_organization_roles(mut self, has_organization_roles: bool) -> Self {
        self.has_organization_roles = Some(has_organization_roles);
        self
    }

    /// `true` selects only users who hold application roles (end-user roles in the portal). `false` is
    /// the default and filters nothing: it does not select users without such roles.
    #[doc(alias = "end-user role")]
    pub fn has_application_roles(mut self, has_application_roles: bool) -> Self {
        self.has_application_roles = Some(has_application_roles);
        self
    }

    /// Field to sort by: `key`, `name` (the default), `email`, `status` or `lastLoginAt`. Put `-` in
    /// front for descending order.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// Key of an environment (stage in the portal). The list contains only users who hold roles there.
    /// Cannot be combined with `environmentKeys`.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Keys of environments (stages in the portal). The list contains only users who hold roles in at
    /// least one of them. Cannot be combined with `environmentKey`.
    #[doc(alias = "stage")]
    pub fn environment_keys(
        mut self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.environment_keys = Some(
            environment_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Keys of portfolios. The list contains only users who hold roles in at least one of them.
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.portfolio_keys = Some(portfolio_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Domains of the users to include, for example `example.com`. ODC classifies users by the domain
    /// of their e-mail address.
    pub fn domains(
        mut self,
        domains: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.domains = Some(domains.into_iter().map(Into::into).collect());
        self
    }

    /// Keys of environments (stages in the portal). Includes only users who signed in to at least one
    /// of them. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login there.
    #[doc(alias = "stage")]
    pub fn logged_in_environment_keys(
        mut self,
        logged_in_environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.logged_in_environment_keys = Some(
            logged_in_environment_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Keys of portfolios. Includes only users who signed in to at least one environment (stage in the
    /// portal) of these portfolios. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login
    /// there.
    pub fn logged_in_portfolio_keys(
        mut self,
        logged_in_portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.logged_in_portfolio_keys = Some(
            logged_in_portfolio_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the
    /// portal), `UserIdentityProviders`, or both. Embedded roles show whether they are direct and from
    /// which groups they come.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::UserEmbed>>,
    ) -> Self {
        self.embed = Some(embed.into_iter().map(Into::into).collect());
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
        let url = format!("{}/users", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("assetKey", &self.asset_key)
            .query_some("domains", &self.domains)
            .query_some("embed", &self.embed)
            .query_some("environmentKey", &self.environment_key)
            .query_some("environmentKeys", &self.environment_keys)
            .query_some("hasApplicationRoles", &self.has_application_roles)
            .query_some("hasOrganizationRoles", &self.has_organization_roles)
            .query_some("lastLoginAtSince", &self.last_login_at_since)
            .query_some("lastLoginAtTo", &self.last_login_at_to)
            .query_some("limit", &self.limit)
            .query_some("loggedInEnvironmentKeys", &self.logged_in_environment_keys)
            .query_some("loggedInPortfolioKeys", &self.logged_in_portfolio_keys)
            .query_some("nameOrEmailContains", &self.name_or_email_contains)
            .query_some(
                "nameOrEmailOrUsernameContains",
                &self.name_or_email_or_username_contains,
            )
            .query_some("offset", &self.offset)
            .query_some("portfolioKeys", &self.portfolio_keys)
            .query_some("sort", &self.sort)
            .query_some("status", &self.status)
            .query_some("userKeys", &self.user_keys)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_USERS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::UserPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_USERS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::User> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::UserPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListUsers {
    type Page = types::UserPage;
    type Item = types::User;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_USERS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListUsers {
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

/// A call of [`Client::create_user`](crate::Client::create_user): `POST /users`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct CreateUser {
    client: Client,
    options: CallOptions,
    body: type_builders::NewUserBuilder,
}

impl CreateUser {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// Profile of the new user, optionally with a link to an identity provider.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::NewUserBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// Display name. Ignored when the call only adds the built-in profile to an existing user.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body = self.body.name(name);
        self
    }

    /// E-mail address. If a user with exactly this address exists and `addToBuiltInIdentityProvider` is
    /// true, that user gets the built-in profile.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.body = self.body.email(email);
        self
    }

    /// Whether the account starts as `Active` (default, `true`) or `Inactive`.
    #[must_use]
    pub fn is_active(mut self, is_active: bool) -> Self {
        self.body = self.body.is_active(is_active);
        self
    }

    /// URL of a picture. Ignored when the call only adds the built-in profile to an existing user.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<String>) -> Self {
        self.body = self.body.photo_url(photo_url);
        self
    }

    /// Whether the user gets a profile at the built-in identity provider; `false` by default. The user
    /// sets a first password later, by requesting a password reset.
    #[must_use]
    pub fn add_to_built_in_identity_provider(
        mut self,
        add_to_built_in_identity_provider: bool,
    ) -> Self {
        self.body = self
            .body
            .add_to_built_in_identity_provider(add_to_built_in_identity_provider);
        self
    }

    /// Key of an external provider at which a profile is created or linked. Use it with `subject` or
    /// `username`.
    #[must_use]
    pub fn identity_provider_key(
        mut self,
        identity_provider_key: impl Into<uuid::Uuid>,
    ) -> Self {
        self.body = self.body.identity_provider_key(identity_provider_key);
        self
    }

    /// The user's subject claim at the provider. The first login is matched by it.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.body = self.body.subject(subject);
        self
    }

    /// The user's name at the provider, for providers that match users by name.
    #[must_use]
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.body = self.body.username(username);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/users", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_USER, e))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_USER, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::CreatedUser>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::CREATE_USER, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_user`](crate::Client::get_user): `GET /users/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetUser {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    embed: Option<Vec<enums::UserEmbed>>,
}

impl GetUser {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            embed: None,
        }
    }

    /// Additional data under `_embedded`: `ApplicationRoles` (end-user roles in the portal),
    /// `UserIdentityProviders`, or both. Without this parameter `_embedded` is absent.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::UserEmbed>>,
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
            "{}/users/{}", transport.base_url(), encode_path(& self.key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_USER, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::User>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_USER, request, &self.options)
            .await
    }
}

/// A call of [`Client::update_user`](crate::Client::update_user): `PATCH /users/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateUser {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    body: type_builders::UserPatchBuilder,
}

impl UpdateUser {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            body: Default::default(),
        }
    }

    /// The fields to change. The effect of an absent or `null` field is not documented, so include only
    /// what should change.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::UserPatchBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// New display name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.body = self.body.name(name);
        self
    }

    /// `true` activates the account. `false` deactivates it, which blocks every login.
    #[must_use]
    pub fn is_active(mut self, is_active: impl Into<Patch<bool>>) -> Self {
        self.body = self.body.is_active(is_active);
        self
    }

    /// New picture URL.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<Patch<String>>) -> Self {
        self.body = self.body.photo_url(photo_url);
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
            "{}/users/{}", transport.base_url(), encode_path(& self.key.to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_USER, e))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_USER, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_USER, request, &self.options)
            .await
    }
}

/// A call of [`Client::delete_user`](crate::Client::delete_user): `DELETE /users/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct DeleteUser {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
}

impl DeleteUser {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
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
            "{}/users/{}", transport.base_url(), encode_path(& self.key.to_string())
        );
        transport
            .delete(url)
            .build()
            .map_err(|e| Error::invalid_request(&operations::DELETE_USER, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::DELETE_USER, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_user_groups`](crate::Client::list_user_groups): `GET /users/{key}/groups`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListUserGroups {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: uuid::Uuid,
    name_contains: Option<String>,
    asset_key: Option<uuid::Uuid>,
    environment_key: Option<uuid::Uuid>,
    environment_keys: Option<Vec<uuid::Uuid>>,
    portfolio_keys: Option<Vec<uuid::Uuid>>,
    membership_type: Option<enums::MembershipType>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListUserGroups {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key,
            name_contains: None,
            asset_key: None,
            environment_key: None,
            environment_keys: None,
            portfolio_keys: None,
            membership_type: None,
            limit: None,
            offset: None,
        }
    }

    /// Text that the name of the group must contain.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
        self
    }

    /// Key of an asset that limits the list of groups. It is not documented how a group relates to an
    /// asset.
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key of an environment (stage in the portal). The list contains only its groups. Cannot be
    /// combined with `environmentKeys`.
    #[doc(alias = "stage")]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Keys of environments (stages in the portal). One match is enough. Cannot be combined with
    /// `environmentKey`.
    #[doc(alias = "stage")]
    pub fn environment_keys(
        mut self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.environment_keys = Some(
            environment_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Keys of portfolios. The list contains only groups that belong to one of them.
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.portfolio_keys = Some(portfolio_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Kind of membership to include: `Assigned` for users who were added directly, `Mapped` for users
    /// who joined through an identity-provider claim mapping.
    pub fn membership_type(
        mut self,
        membership_type: impl Into<enums::MembershipType>,
    ) -> Self {
        self.membership_type = Some(membership_type.into());
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
        let url = format!(
            "{}/users/{}/groups", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("assetKey", &self.asset_key)
            .query_some("environmentKey", &self.environment_key)
            .query_some("environmentKeys", &self.environment_keys)
            .query_some("limit", &self.limit)
            .query_some("membershipType", &self.membership_type)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("portfolioKeys", &self.portfolio_keys)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_USER_GROUPS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::UserGroupPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_USER_GROUPS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::UserGroup> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::UserGroupPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListUserGroups {
    type Page = types::UserGroupPage;
    type Item = types::UserGroup;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_USER_GROUPS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListUserGroups {
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
