// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `groups`.

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

/// A call of [`Client::list_group_users`](crate::Client::list_group_users): `GET /groups/{key}/users`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListGroupUsers {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: uuid::Uuid,
    user_key: Option<uuid::Uuid>,
    user_keys: Option<Vec<uuid::Uuid>>,
    name_or_email_contains: Option<String>,
    name_or_email_or_username_contains: Option<String>,
    last_login_at_since: Option<chrono::DateTime<chrono::Utc>>,
    last_login_at_to: Option<chrono::DateTime<chrono::Utc>>,
    membership_type: Option<enums::MembershipType>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
    embed: Option<Vec<enums::UserEmbed>>,
}

impl ListGroupUsers {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key,
            user_key: None,
            user_keys: None,
            name_or_email_contains: None,
            name_or_email_or_username_contains: None,
            last_login_at_since: None,
            last_login_at_to: None,
            membership_type: None,
            limit: None,
            offset: None,
            sort: None,
            embed: None,
        }
    }

    /// Key of a single user. The list contains only this user, if the user is a member. Cannot be
    /// combined with `userKeys`.
    pub fn user_key(mut self, user_key: impl Into<uuid::Uuid>) -> Self {
        self.user_key = Some(user_key.into());
        self
    }

    /// Keys of users. The list contains only members that are among these users. Cannot be combined
    /// with `userKey`.
    pub fn user_keys(
        mut self,
        user_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.user_keys = Some(user_keys.into_iter().map(Into::into).collect());
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

    /// Earliest last login to include. The timestamp itself is included. RFC 3339 date-time with an
    /// offset.
    pub fn last_login_at_since(
        mut self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_since = Some(last_login_at_since.into());
        self
    }

    /// Latest last login to include. The timestamp itself is included. RFC 3339 date-time with an
    /// offset.
    pub fn last_login_at_to(
        mut self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at_to = Some(last_login_at_to.into());
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

    /// Field of the user to sort by: `key`, `name` (the default), `email`, `status` or `lastLoginAt`.
    /// Put `-` in front for descending order.
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
            "{}/groups/{}/users", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .query_some("lastLoginAtSince", &self.last_login_at_since)
            .query_some("lastLoginAtTo", &self.last_login_at_to)
            .query_some("limit", &self.limit)
            .query_some("membershipType", &self.membership_type)
            .query_some("nameOrEmailContains", &self.name_or_email_contains)
            .query_some(
                "nameOrEmailOrUsernameContains",
                &self.name_or_email_or_username_contains,
            )
            .query_some("offset", &self.offset)
            .query_some("sort", &self.sort)
            .query_some("userKey", &self.user_key)
            .query_some("userKeys", &self.user_keys)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_GROUP_USERS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::GroupMemberPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_GROUP_USERS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::GroupMember> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::GroupMemberPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListGroupUsers {
    type Page = types::GroupMemberPage;
    type Item = types::GroupMember;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_GROUP_USERS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListGroupUsers {
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

/// A call of [`Client::modify_group_users`](crate::Client::modify_group_users): `PATCH /groups/{key}/users`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ModifyGroupUsers {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    body: type_builders::GroupUsersPatchBuilder,
}

impl ModifyGroupUsers {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            body: Default::default(),
        }
    }

    /// Keys of the users to add (`userKeysToAdd`) and to remove (`userKeysToRemove`).
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::GroupUsersPatchBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// Keys of the users who become direct members.
    #[must_use]
    pub fn user_keys_to_add(
        mut self,
        user_keys_to_add: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.body = self.body.user_keys_to_add(user_keys_to_add);
        self
    }

    /// Keys of the users to remove. A membership through a claim mapping cannot be ended this way.
    #[must_use]
    pub fn user_keys_to_remove(
        mut self,
        user_keys_to_remove: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.body = self.body.user_keys_to_remove(user_keys_to_remove);
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
            "{}/groups/{}/users", transport.base_url(), encode_path(& self.key
            .to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::MODIFY_GROUP_USERS, e))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::MODIFY_GROUP_USERS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::MODIFY_GROUP_USERS, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_groups`](crate::Client::list_groups): `GET /groups`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListGroups {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    name_contains: Option<String>,
    environment_key: Option<uuid::Uuid>,
    environment_keys: Option<Vec<uuid::Uuid>>,
    identity_provider_key: Option<uuid::Uuid>,
    portfolio_keys: Option<Vec<uuid::Uuid>>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListGroups {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            name_contains: None,
            environment_key: None,
            environment_keys: None,
            identity_provider_key: None,
            portfolio_keys: None,
            limit: None,
            offset: None,
        }
    }

    /// Text that the name of the group must contain.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
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

    /// Key of an identity provider. The list contains only groups that have a claim mapping of that
    /// provider.
    pub fn identity_provider_key(
        mut self,
        identity_provider_key: impl Into<uuid::Uuid>,
    ) -> Self {
        self.identity_provider_key = Some(identity_provider_key.into());
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
        let url = format!("{}/groups", transport.base_url());
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("environmentKey", &self.environment_key)
            .query_some("environmentKeys", &self.environment_keys)
            .query_some("identityProviderKey", &self.identity_provider_key)
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("portfolioKeys", &self.portfolio_keys)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_GROUPS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::GroupPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_GROUPS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::Group> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::GroupPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListGroups {
    type Page = types::GroupPage;
    type Item = types::Group;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_GROUPS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListGroups {
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

/// A call of [`Client::create_group`](crate::Client::create_group): `POST /groups`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct CreateGroup {
    client: Client,
    options: CallOptions,
    body: type_builders::NewGroupBuilder,
}

impl CreateGroup {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// Name, description and environment of the new group, and optionally the keys of its first users
    /// and application roles.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::NewGroupBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// Name for the group. The portal requires one.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body = self.body.name(name);
        self
    }

    /// Optional text about the group.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.body = self.body.description(description);
        self
    }

    /// Key of the environment (stage in the portal) in which to create the group. It cannot be changed
    /// afterwards.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.body = self.body.environment_key(environment_key);
        self
    }

    /// Keys of the application roles that the members will receive.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_role_keys(
        mut self,
        application_role_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.body = self.body.application_role_keys(application_role_keys);
        self
    }

    /// Keys of the first members.
    #[must_use]
    pub fn user_keys(
        mut self,
        user_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.body = self.body.user_keys(user_keys);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/groups", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_GROUP, e))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_GROUP, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::CreatedGroup>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::CREATE_GROUP, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_group`](crate::Client::get_group): `GET /groups/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetGroup {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
}

impl GetGroup {
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
            "{}/groups/{}", transport.base_url(), encode_path(& self.key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_GROUP, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Group>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_GROUP, request, &self.options)
            .await
    }
}

/// A call of [`Client::update_group`](crate::Client::update_group): `PATCH /groups/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateGroup {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    body: type_builders::GroupPatchBuilder,
}

impl UpdateGroup {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            body: Default::default(),
        }
    }

    /// The new name, the new description, or both.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::GroupPatchBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// New name of the group.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.body = self.body.name(name);
        self
    }

    /// New description of the group.
    #[must_use]
    pub fn description(mut self, description: impl Into<Patch<String>>) -> Self {
        self.body = self.body.description(description);
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
            "{}/groups/{}", transport.base_url(), encode_path(& self.key.to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_GROUP, e))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::UPDATE_GROUP, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_GROUP, request, &self.options)
            .await
    }
}

/// A call of [`Client::delete_group`](crate::Client::delete_group): `DELETE /groups/{key}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct DeleteGroup {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
}

impl DeleteGroup {
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
            "{}/groups/{}", transport.base_url(), encode_path(& self.key.to_string())
        );
        transport
            .delete(url)
            .build()
            .map_err(|e| Error::invalid_request(&operations::DELETE_GROUP, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::DELETE_GROUP, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_group_application_roles`](crate::Client::list_group_application_roles): `GET /groups/{key}/application-roles`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListGroupApplicationRoles {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    key: uuid::Uuid,
    asset_key: Option<uuid::Uuid>,
    application_role_key: Option<uuid::Uuid>,
    application_role_keys: Option<Vec<uuid::Uuid>>,
    name_contains: Option<String>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
}

impl ListGroupApplicationRoles {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            key,
            asset_key: None,
            application_role_key: None,
            application_role_keys: None,
            name_contains: None,
            limit: None,
            offset: None,
            sort: None,
        }
    }

    /// Key of the asset that owns the role.
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key of a single application role (end-user role in the portal). The list contains only this
    /// role, if the group has it. Cannot be combined with `applicationRoleKeys`.
    #[doc(alias = "end-user role")]
    pub fn application_role_key(
        mut self,
        application_role_key: impl Into<uuid::Uuid>,
    ) -> Self {
        self.application_role_key = Some(application_role_key.into());
        self
    }

    /// Keys of application roles. One match is enough. Cannot be combined with `applicationRoleKey`.
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

    /// Text that the name of the role must contain.
    pub fn name_contains(mut self, name_contains: impl Into<String>) -> Self {
        self.name_contains = Some(name_contains.into());
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

    /// Field to sort by: `name` (the default) or `assetKey`. Put `-` in front for descending order.
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
            "{}/groups/{}/application-roles", transport.base_url(), encode_path(& self
            .key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("applicationRoleKey", &self.application_role_key)
            .query_some("applicationRoleKeys", &self.application_role_keys)
            .query_some("assetKey", &self.asset_key)
            .query_some("limit", &self.limit)
            .query_some("nameContains", &self.name_contains)
            .query_some("offset", &self.offset)
            .query_some("sort", &self.sort)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::LIST_GROUP_APPLICATION_ROLES,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::ApplicationRolePage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::LIST_GROUP_APPLICATION_ROLES,
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
    pub fn stream(self) -> ItemStream<types::ApplicationRole> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::ApplicationRolePage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListGroupApplicationRoles {
    type Page = types::ApplicationRolePage;
    type Item = types::ApplicationRole;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_GROUP_APPLICATION_ROLES
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListGroupApplicationRoles {
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

/// A call of [`Client::modify_group_application_roles`](crate::Client::modify_group_application_roles): `PATCH /groups/{key}/application-roles`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ModifyGroupApplicationRoles {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    body: type_builders::GroupApplicationRolesPatchBuilder,
}

impl ModifyGroupApplicationRoles {
    pub(crate) fn new(client: &Client, key: uuid::Uuid) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            body: Default::default(),
        }
    }

    /// Keys of the application roles to add (`applicationRoleKeysToAdd`) and to remove
    /// (`applicationRoleKeysToRemove`).
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::GroupApplicationRolesPatchBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// Keys of the roles that the group will receive.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_role_keys_to_add(
        mut self,
        application_role_keys_to_add: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.body = self.body.application_role_keys_to_add(application_role_keys_to_add);
        self
    }

    /// Keys of the roles to remove from the group.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_role_keys_to_remove(
        mut self,
        application_role_keys_to_remove: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.body = self
            .body
            .application_role_keys_to_remove(application_role_keys_to_remove);
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
            "{}/groups/{}/application-roles", transport.base_url(), encode_path(& self
            .key.to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::MODIFY_GROUP_APPLICATION_ROLES,
                e,
            ))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::MODIFY_GROUP_APPLICATION_ROLES,
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
            .empty(&operations::MODIFY_GROUP_APPLICATION_ROLES, request, &self.options)
            .await
    }
}

/// A call of [`Client::delete_group_claim_mapping`](crate::Client::delete_group_claim_mapping): `DELETE /groups/{key}/claim-mappings/{mappingKey}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct DeleteGroupClaimMapping {
    client: Client,
    options: CallOptions,
    key: uuid::Uuid,
    mapping_key: uuid::Uuid,
}

impl DeleteGroupClaimMapping {
    pub(crate) fn new(
        client: &Client,
        key: uuid::Uuid,
        mapping_key: uuid::Uuid,
    ) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            key,
            mapping_key,
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
            "{}/groups/{}/claim-mappings/{}", transport.base_url(), encode_path(& self
            .key.to_string()), encode_path(& self.mapping_key.to_string())
        );
        transport
            .delete(url)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::DELETE_GROUP_CLAIM_MAPPING,
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
            .empty(&operations::DELETE_GROUP_CLAIM_MAPPING, request, &self.options)
            .await
    }
}
