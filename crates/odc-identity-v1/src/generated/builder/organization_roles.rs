// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `organization_roles`.

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

/// A call of [`Client::list_organization_roles`](crate::Client::list_organization_roles): `GET /organization-roles`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListOrganizationRoles {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    role_key: Option<uuid::Uuid>,
    name_contains: Option<String>,
    sort: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListOrganizationRoles {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            role_key: None,
            name_contains: None,
            sort: None,
            limit: None,
            offset: None,
        }
    }

    /// Key of a single organization role to return.
    pub fn role_key(mut self, role_key: impl Into<uuid::Uuid>) -> Self {
        self.role_key = Some(role_key.into());
        self
    }

    /// Text that the name of the role must contain.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
        self
    }

    /// Field to sort by. Only `name` is possible, and it is the default. Use `-name` for descending
    /// order.
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

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/organization-roles", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("roleKey", &self.role_key)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_ORGANIZATION_ROLES, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::OrganizationRolePage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_ORGANIZATION_ROLES, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::OrganizationRole> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::OrganizationRolePage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListOrganizationRoles {
    type Page = types::OrganizationRolePage;
    type Item = types::OrganizationRole;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_ORGANIZATION_ROLES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListOrganizationRoles {
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

/// A call of [`Client::create_organization_role`](crate::Client::create_organization_role): `POST /organization-roles`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct CreateOrganizationRole {
    client: Client,
    options: CallOptions,
    body: type_builders::NewOrganizationRoleBuilder,
}

impl CreateOrganizationRole {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// Name of the role and its permission entries.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::NewOrganizationRoleBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// Name for the role.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body = self.body.name(name);
        self
    }

    /// Permissions that the role will have.
    #[must_use]
    pub fn permissions(
        mut self,
        permissions: impl IntoIterator<Item = impl Into<types::PermissionSelection>>,
    ) -> Self {
        self.body = self.body.permissions(permissions);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/organization-roles", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::CREATE_ORGANIZATION_ROLE,
                e,
            ))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::CREATE_ORGANIZATION_ROLE,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::CreatedOrganizationRole>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::CREATE_ORGANIZATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_organization_role`](crate::Client::get_organization_role): `GET /organization-roles/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetOrganizationRole {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
}

impl GetOrganizationRole {
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
            "{}/organization-roles/{}", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_ORGANIZATION_ROLE, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::OrganizationRole>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_ORGANIZATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::update_organization_role`](crate::Client::update_organization_role): `PATCH /organization-roles/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateOrganizationRole {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    body: type_builders::OrganizationRolePatchBuilder,
}

impl UpdateOrganizationRole {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            body: Default::default(),
        }
    }

    /// The new name, the permission entries, or both.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::OrganizationRolePatchBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// New name of the role.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.body = self.body.name(name);
        self
    }

    /// Permissions that the role will have.
    #[must_use]
    pub fn permissions(
        mut self,
        permissions: impl Into<Patch<Vec<types::PermissionSelection>>>,
    ) -> Self {
        self.body = self.body.permissions(permissions);
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
            "{}/organization-roles/{}", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::UPDATE_ORGANIZATION_ROLE,
                e,
            ))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::UPDATE_ORGANIZATION_ROLE,
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
            .empty(&operations::UPDATE_ORGANIZATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::delete_organization_role`](crate::Client::delete_organization_role): `DELETE /organization-roles/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct DeleteOrganizationRole {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
}

impl DeleteOrganizationRole {
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
            "{}/organization-roles/{}", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        transport
            .delete(url)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::DELETE_ORGANIZATION_ROLE,
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
            .empty(&operations::DELETE_ORGANIZATION_ROLE, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_organization_role_users`](crate::Client::list_organization_role_users): `GET /organization-roles/{key}/users`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListOrganizationRoleUsers {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: uuid::Uuid,
    name_or_email_contains: Option<String>,
    name_or_email_or_username_contains: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
    embed: Option<Vec<enums::UserEmbed>>,
}

impl ListOrganizationRoleUsers {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key,
            name_or_email_contains: None,
            name_or_email_or_username_contains: None,
            limit: None,
            offset: None,
            sort: None,
            embed: None,
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

    /// Field to sort by: `userKey`, `name` (the default), `email`, `status` or `lastLoginAt`. Put `-`
    /// in front for descending order.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the
    /// portal), `UserIdentityProviders`, or both. Embedded roles do not have the direct flag and the
    /// list of groups.
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
            "{}/organization-roles/{}/users", transport.base_url(), encode_path(& self
            .key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .query_some("limit", &self.limit)
            .query_some("nameOrEmailContains", &self.name_or_email_contains)
            .query_some(
                "nameOrEmailOrUsernameContains",
                &self.name_or_email_or_username_contains,
            )
            .query_some("offset", &self.offset)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::LIST_ORGANIZATION_ROLE_USERS,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::RoleUserPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::LIST_ORGANIZATION_ROLE_USERS,
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
    pub fn stream(self) -> ItemStream<types::RoleUser> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::RoleUserPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListOrganizationRoleUsers {
    type Page = types::RoleUserPage;
    type Item = types::RoleUser;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_ORGANIZATION_ROLE_USERS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListOrganizationRoleUsers {
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
