// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `revisions`.

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

/// A call of [`Client::get_highest_tagged_revision`](crate::Client::get_highest_tagged_revision): `GET /assets/{assetKey}/highest-tag-revision`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetHighestTaggedRevision {
    client: Client,
    options: CallOptions,
    asset_key: String,
    embed: Option<Vec<enums::RevisionEmbed>>,
}

impl GetHighestTaggedRevision {
    pub(crate) fn new(client: &Client, asset_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            embed: None,
        }
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
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
            "{}/assets/{}/highest-tag-revision", transport.base_url(), encode_path(& self
            .asset_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_HIGHEST_TAGGED_REVISION,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Revision>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::GET_HIGHEST_TAGGED_REVISION,
                request,
                &self.options,
            )
            .await
    }
}

/// A call of [`Client::get_latest_revision`](crate::Client::get_latest_revision): `GET /assets/{assetKey}/latest-revision`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetLatestRevision {
    client: Client,
    options: CallOptions,
    asset_key: String,
    embed: Option<Vec<enums::RevisionEmbed>>,
}

impl GetLatestRevision {
    pub(crate) fn new(client: &Client, asset_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            embed: None,
        }
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
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
            "{}/assets/{}/latest-revision", transport.base_url(), encode_path(& self
            .asset_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_LATEST_REVISION, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Revision>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_LATEST_REVISION, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_revision`](crate::Client::get_revision): `GET /assets/{assetKey}/revisions/{revisionNumber}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetRevision {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
    embed: Option<Vec<enums::RevisionEmbed>>,
}

impl GetRevision {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
            embed: None,
        }
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
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
            "{}/assets/{}/revisions/{}", transport.base_url(), encode_path(& self
            .asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("embed", &self.embed)
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_REVISION, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Revision>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_REVISION, request, &self.options)
            .await
    }
}

/// A call of [`Client::tag_revision`](crate::Client::tag_revision): `PATCH /assets/{assetKey}/revisions/{revisionNumber}`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct TagRevision {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
    body: type_builders::RevisionPatchBuilder,
}

impl TagRevision {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
            body: Default::default(),
        }
    }

    /// The new tag, release notes or publish message.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(mut self, body: impl Into<type_builders::RevisionPatchBuilder>) -> Self {
        self.body = body.into();
        self
    }

    /// New tag (version in the portal) as `MAJOR.MINOR.PATCH`: three integers without a suffix. Null
    /// removes the tag.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<Patch<String>>) -> Self {
        self.body = self.body.tag(tag);
        self
    }

    /// New release notes. They need a tag, in the same request or already on the revision.
    #[must_use]
    pub fn release_notes(mut self, release_notes: impl Into<Patch<String>>) -> Self {
        self.body = self.body.release_notes(release_notes);
        self
    }

    /// New publish message, at most 2,000 characters. The documentation calls a publish message
    /// permanent, but this operation sets it.
    #[must_use]
    pub fn commit_message(mut self, commit_message: impl Into<Patch<String>>) -> Self {
        self.body = self.body.commit_message(commit_message);
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
            "{}/assets/{}/revisions/{}", transport.base_url(), encode_path(& self
            .asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::TAG_REVISION, e))?;
        transport
            .patch(url)
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::TAG_REVISION, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::TAG_REVISION, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_revision_icon`](crate::Client::get_revision_icon): `GET /assets/{assetKey}/revisions/{revisionNumber}/icon`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetRevisionIcon {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
}

impl GetRevisionIcon {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
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
            "{}/assets/{}/revisions/{}/icon", transport.base_url(), encode_path(& self
            .asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_REVISION_ICON, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::AssetIcon>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_REVISION_ICON, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_revision_metadata`](crate::Client::get_revision_metadata): `GET /assets/{assetKey}/revisions/{revisionNumber}/metadata`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetRevisionMetadata {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
}

impl GetRevisionMetadata {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
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
            "{}/assets/{}/revisions/{}/metadata", transport.base_url(), encode_path(&
            self.asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_REVISION_METADATA, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::AssetMetadata>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_REVISION_METADATA, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_revision_release_notes`](crate::Client::get_revision_release_notes): `GET /assets/{assetKey}/revisions/{revisionNumber}/release-notes`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetRevisionReleaseNotes {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
}

impl GetRevisionReleaseNotes {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
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
            "{}/assets/{}/revisions/{}/release-notes", transport.base_url(),
            encode_path(& self.asset_key.to_string()), encode_path(& self.revision_number
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_REVISION_RELEASE_NOTES,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::ReleaseNotes>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_REVISION_RELEASE_NOTES, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_revision_signature`](crate::Client::get_revision_signature): `GET /assets/{assetKey}/revisions/{revisionNumber}/signature`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetRevisionSignature {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
}

impl GetRevisionSignature {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
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
            "{}/assets/{}/revisions/{}/signature", transport.base_url(), encode_path(&
            self.asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::GET_REVISION_SIGNATURE, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::AssetSignature>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_REVISION_SIGNATURE, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_revision_source_code`](crate::Client::get_revision_source_code): `GET /assets/{assetKey}/revisions/{revisionNumber}/source-code`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetRevisionSourceCode {
    client: Client,
    options: CallOptions,
    asset_key: String,
    revision_number: i32,
}

impl GetRevisionSourceCode {
    pub(crate) fn new(client: &Client, asset_key: String, revision_number: i32) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            asset_key,
            revision_number,
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
            "{}/assets/{}/revisions/{}/source-code", transport.base_url(), encode_path(&
            self.asset_key.to_string()), encode_path(& self.revision_number.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_REVISION_SOURCE_CODE,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::AssetSourceCode>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_REVISION_SOURCE_CODE, request, &self.options)
            .await
    }
}

/// A call of [`Client::list_revisions`](crate::Client::list_revisions): `GET /assets/{assetKey}/revisions`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct ListRevisions {
    client: Client,
    options: CallOptions,
    prefetch: usize,
    asset_key: String,
    model_digest: Option<String>,
    revision_date_time_since: Option<chrono::DateTime<chrono::Utc>>,
    revision_date_time_to: Option<chrono::DateTime<chrono::Utc>>,
    is_tagged: Option<bool>,
    tag: Option<String>,
    sort: Option<String>,
    commit_message: Option<String>,
    embed: Option<Vec<enums::RevisionEmbed>>,
    limit: Option<i32>,
    offset: Option<i32>,
}

impl ListRevisions {
    pub(crate) fn new(client: &Client, asset_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            prefetch: 0,
            asset_key,
            model_digest: None,
            revision_date_time_since: None,
            revision_date_time_to: None,
            is_tagged: None,
            tag: None,
            sort: None,
            commit_message: None,
            embed: None,
            limit: None,
            offset: None,
        }
    }

    /// Digest of the model (`modelDigest`), in full. The list contains only revisions with this digest.
    pub fn model_digest(mut self, model_digest: impl Into<String>) -> Self {
        self.model_digest = Some(model_digest.into());
        self
    }

    /// Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`. The list contains
    /// only revisions that were stored in the period. It is not documented whether the period includes
    /// this timestamp.
    pub fn revision_date_time_since(
        mut self,
        revision_date_time_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.revision_date_time_since = Some(revision_date_time_since.into());
        self
    }

    /// End of a period, RFC 3339 with an offset. The list contains only revisions that were stored in
    /// the period. It is not documented whether the period includes this timestamp.
    pub fn revision_date_time_to(
        mut self,
        revision_date_time_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.revision_date_time_to = Some(revision_date_time_to.into());
        self
    }

    /// True returns only revisions with a tag, false only revisions without one.
    pub fn is_tagged(mut self, is_tagged: bool) -> Self {
        self.is_tagged = Some(is_tagged);
        self
    }

    /// A tag in full, such as `1.4.0`. The list contains only the revision with this tag.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Order of the list: `revision` for the number, or `tag`. The order is ascending; a leading `-`
    /// makes it descending. The default order is not documented.
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// Text that the publish message of the revision must contain.
    pub fn commit_message(mut self, commit_message: impl Into<String>) -> Self {
        self.commit_message = Some(commit_message.into());
        self
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        self.embed = Some(embed.into_iter().map(Into::into).collect());
        self
    }

    /// Maximum number of rows on the page, from 1 to 1000. The default is 100. The general
    /// documentation of the service gives 100 as the maximum of all lists.
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row to return, counted from zero. The default is 0.
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
            "{}/assets/{}/revisions", transport.base_url(), encode_path(& self.asset_key
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("commitMessage", &self.commit_message)
            .query_some("embed", &self.embed)
            .query_some("isTagged", &self.is_tagged)
            .query_some("limit", &self.limit)
            .query_some("modelDigest", &self.model_digest)
            .query_some("offset", &self.offset)
            .query_some("revisionDateTimeSince", &self.revision_date_time_since)
            .query_some("revisionDateTimeTo", &self.revision_date_time_to)
            .query_some("sort", &self.sort)
            .query_some("tag", &self.tag)
            .build()
            .map_err(|e| Error::invalid_request(&operations::LIST_REVISIONS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::RevisionPage>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::LIST_REVISIONS, request, &self.options)
            .await
    }

    /// Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once
    /// the total is known.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// All items from the starting offset on, fetched page by page when they are needed.
    pub fn stream(self) -> ItemStream<types::Revision> {
        ItemStream::new(self.prefetch, self)
    }

    /// All pages from the starting offset on.
    pub fn pages(self) -> PageStream<types::RevisionPage> {
        PageStream::new(self.prefetch, self)
    }
}

impl ListCall for ListRevisions {
    type Page = types::RevisionPage;
    type Item = types::Revision;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::LIST_REVISIONS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}

impl PagedCall for ListRevisions {
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

/// A call of [`Client::search_revisions`](crate::Client::search_revisions): `POST /assets/search`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct SearchRevisions {
    client: Client,
    options: CallOptions,
    body: type_builders::RevisionSearchBuilder,
}

impl SearchRevisions {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            body: Default::default(),
        }
    }

    /// The revisions to return, and the data to include with each.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::RevisionSearchBuilder>,
    ) -> Self {
        self.body = body.into();
        self
    }

    /// One entry for each revision to return.
    #[must_use]
    pub fn filters(
        mut self,
        filters: impl IntoIterator<Item = impl Into<types::RevisionFilter>>,
    ) -> Self {
        self.body = self.body.filters(filters);
        self
    }

    /// Additional data to include in `_embedded` of each revision. Values: `releaseNote`, `icon`,
    /// `sourceCode`, `signature`, `metadata`.
    #[must_use]
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        self.body = self.body.embed(embed);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/assets/search", transport.base_url());
        let body = self
            .body
            .clone()
            .build()
            .map_err(|e| Error::invalid_request(&operations::SEARCH_REVISIONS, e))?;
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(&body)
            .build()
            .map_err(|e| Error::invalid_request(&operations::SEARCH_REVISIONS, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::RevisionList>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::SEARCH_REVISIONS, request, &self.options)
            .await
    }

    /// All items. They come with one response.
    pub fn stream(self) -> ItemStream<types::Revision> {
        ItemStream::whole(self)
    }
}

impl ListCall for SearchRevisions {
    type Page = types::RevisionList;
    type Item = types::Revision;
    fn operation() -> &'static odc_runtime::Operation {
        &operations::SEARCH_REVISIONS
    }

    async fn fetch(self) -> Result<Self::Page, Error> {
        Ok(self.send().await?.into_inner())
    }

    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
        &mut page.results
    }
}
