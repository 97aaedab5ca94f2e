// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `application_roles`.

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

/// A call of [`Client::list_application_roles`](crate::Client::list_application_roles): `GET /application-roles`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListApplicationRoles {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: Option<uuid::Uuid>,
    asset_key: Option<uuid::Uuid>,
    environment_key: Option<uuid::Uuid>,
    environment_keys: Option<Vec<uuid::Uuid>>,
    portfolio_keys: Option<Vec<uuid::Uuid>>,
    name_contains: Option<String>,
    sort: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListApplicationRoles {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key: None,
            asset_key: None,
            environment_key: None,
            environment_keys: None,
            portfolio_keys: None,
            name_contains: None,
            sort: None,
            limit: None,
            offset: None,
        }
    }

    /// Key of the application role (end-user role in the portal). It is specific to one environment.
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Key of the asset that owns the role.
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
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

    /// Keys of portfolios. The list contains only roles whose environment belongs to one of them.
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.portfolio_keys = Some(portfolio_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Text that the name of the role must contain.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
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

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/application-roles", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("assetKey", &self.asset_key)
            .query_some("environmentKey", &self.environment_key)
            .query_some("environmentKeys", &self.environment_keys)
            .query_some("key", &self.key)
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("portfolioKeys", &self.portfolio_keys)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_APPLICATION_ROLES, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::ApplicationRolePage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_APPLICATION_ROLES, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::ApplicationRole> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::ApplicationRolePage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListApplicationRoles {
    type Page = types::ApplicationRolePage;
    type Item = types::ApplicationRole;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_APPLICATION_ROLES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListApplicationRoles {
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

/// A call of [`Client::list_application_role_users`](crate::Client::list_application_role_users): `GET /application-roles/{key}/users`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListApplicationRoleUsers {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: uuid::Uuid,
    user_key: Option<uuid::Uuid>,
    name_or_email_contains: Option<String>,
    name_or_email_or_username_contains: Option<String>,
    last_login_at_since: Option<chrono::DateTime<chrono::Utc>>,
    last_login_at_to: Option<chrono::DateTime<chrono::Utc>>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
    embed: Option<Vec<enums::UserEmbed>>,
}

impl ListApplicationRoleUsers {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key,
            user_key: None,
            name_or_email_contains: None,
            name_or_email_or_username_contains: None,
            last_login_at_since: None,
            last_login_at_to: None,
            limit: None,
            offset: None,
            sort: None,
            embed: None,
        }
    }

    /// Key of a single user. The list contains only this user, if the user holds the role.
    pub fn user_key(mut self, user_key: impl Into<uuid::Uuid>) -> Self {
        self.user_key = Some(user_key.into());
        self
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

    /// Earliest last login to include. The timestamp itself is included. A token refresh counts as a
    /// login. RFC 3339 date-time with an offset.
    pub fn last_login_at_since(
        mut self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_since = Some(last_login_at_since.into());
        self
    }

    /// Latest last login to include. The timestamp itself is included. A token refresh counts as a
    /// login. RFC 3339 date-time with an offset.
    pub fn last_login_at_to(
        mut self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_to = Some(last_login_at_to.into());
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

    /// Additional data under `_embedded` of each user: `ApplicationRoles`, `UserIdentityProviders`, or
    /// both. Embedded roles do not have the direct flag and the list of groups.
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
            "{}/application-roles/{}/users", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .query_some("lastLoginAtSince", &self.last_login_at_since)
            .query_some("lastLoginAtTo", &self.last_login_at_to)
            .query_some("limit", &self.limit)
            .query_some("nameOrEmailContains", &self.name_or_email_contains)
            .query_some(
                "nameOrEmailOrUsernameContains",
                &self.name_or_email_or_username_contains,
            )
            .query_some("offset", &self.offset)
            .query_some("sort", &self.sort)
            .query_some("userKey", &self.user_key)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::LIST_APPLICATION_ROLE_USERS,
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
                &operations::LIST_APPLICATION_ROLE_USERS,
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

impl ListCall for ListApplicationRoleUsers {
    type Page = types::RoleUserPage;
    type Item = types::RoleUser;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_APPLICATION_ROLE_USERS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListApplicationRoleUsers {
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
