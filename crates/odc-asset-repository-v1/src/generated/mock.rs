// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Typed helpers for `httpmock` servers.

use serde::Serialize;
use super::{enums, types};

/// One method per operation, which mocks a response of it.
pub trait MockServerExt {
    /// Mocks [`Client::create_revision`](crate::Client::create_revision): `POST /assets`.
    fn create_revision(
        &self,
        config: impl FnOnce(CreateRevisionWhen, CreateRevisionThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_assets`](crate::Client::list_assets): `GET /assets`.
    fn list_assets(
        &self,
        config: impl FnOnce(ListAssetsWhen, ListAssetsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::delete_asset`](crate::Client::delete_asset): `DELETE /assets/{assetKey}`.
    fn delete_asset(
        &self,
        config: impl FnOnce(DeleteAssetWhen, DeleteAssetThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_asset`](crate::Client::get_asset): `GET /assets/{assetKey}`.
    fn get_asset(
        &self,
        config: impl FnOnce(GetAssetWhen, GetAssetThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_highest_tagged_revision`](crate::Client::get_highest_tagged_revision): `GET /assets/{assetKey}/highest-tag-revision`.
    fn get_highest_tagged_revision(
        &self,
        config: impl FnOnce(GetHighestTaggedRevisionWhen, GetHighestTaggedRevisionThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_latest_revision`](crate::Client::get_latest_revision): `GET /assets/{assetKey}/latest-revision`.
    fn get_latest_revision(
        &self,
        config: impl FnOnce(GetLatestRevisionWhen, GetLatestRevisionThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_revision`](crate::Client::get_revision): `GET /assets/{assetKey}/revisions/{revisionNumber}`.
    fn get_revision(
        &self,
        config: impl FnOnce(GetRevisionWhen, GetRevisionThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::tag_revision`](crate::Client::tag_revision): `PATCH /assets/{assetKey}/revisions/{revisionNumber}`.
    fn tag_revision(
        &self,
        config: impl FnOnce(TagRevisionWhen, TagRevisionThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_revision_icon`](crate::Client::get_revision_icon): `GET /assets/{assetKey}/revisions/{revisionNumber}/icon`.
    fn get_revision_icon(
        &self,
        config: impl FnOnce(GetRevisionIconWhen, GetRevisionIconThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_revision_metadata`](crate::Client::get_revision_metadata): `GET /assets/{assetKey}/revisions/{revisionNumber}/metadata`.
    fn get_revision_metadata(
        &self,
        config: impl FnOnce(GetRevisionMetadataWhen, GetRevisionMetadataThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_revision_release_notes`](crate::Client::get_revision_release_notes): `GET /assets/{assetKey}/revisions/{revisionNumber}/release-notes`.
    fn get_revision_release_notes(
        &self,
        config: impl FnOnce(GetRevisionReleaseNotesWhen, GetRevisionReleaseNotesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_revision_signature`](crate::Client::get_revision_signature): `GET /assets/{assetKey}/revisions/{revisionNumber}/signature`.
    fn get_revision_signature(
        &self,
        config: impl FnOnce(GetRevisionSignatureWhen, GetRevisionSignatureThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_revision_source_code`](crate::Client::get_revision_source_code): `GET /assets/{assetKey}/revisions/{revisionNumber}/source-code`.
    fn get_revision_source_code(
        &self,
        config: impl FnOnce(GetRevisionSourceCodeWhen, GetRevisionSourceCodeThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_revisions`](crate::Client::list_revisions): `GET /assets/{assetKey}/revisions`.
    fn list_revisions(
        &self,
        config: impl FnOnce(ListRevisionsWhen, ListRevisionsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::search_revisions`](crate::Client::search_revisions): `POST /assets/search`.
    fn search_revisions(
        &self,
        config: impl FnOnce(SearchRevisionsWhen, SearchRevisionsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::create_upload`](crate::Client::create_upload): `POST /uploads`.
    fn create_upload(
        &self,
        config: impl FnOnce(CreateUploadWhen, CreateUploadThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn create_revision(
        &self,
        config: impl FnOnce(CreateRevisionWhen, CreateRevisionThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(CreateRevisionWhen::new(w), CreateRevisionThen::new(t));
        })
    }

    fn list_assets(
        &self,
        config: impl FnOnce(ListAssetsWhen, ListAssetsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListAssetsWhen::new(w), ListAssetsThen::new(t));
        })
    }

    fn delete_asset(
        &self,
        config: impl FnOnce(DeleteAssetWhen, DeleteAssetThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(DeleteAssetWhen::new(w), DeleteAssetThen::new(t));
        })
    }

    fn get_asset(
        &self,
        config: impl FnOnce(GetAssetWhen, GetAssetThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetAssetWhen::new(w), GetAssetThen::new(t));
        })
    }

    fn get_highest_tagged_revision(
        &self,
        config: impl FnOnce(GetHighestTaggedRevisionWhen, GetHighestTaggedRevisionThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetHighestTaggedRevisionWhen::new(w),
                GetHighestTaggedRevisionThen::new(t),
            );
        })
    }

    fn get_latest_revision(
        &self,
        config: impl FnOnce(GetLatestRevisionWhen, GetLatestRevisionThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetLatestRevisionWhen::new(w), GetLatestRevisionThen::new(t));
        })
    }

    fn get_revision(
        &self,
        config: impl FnOnce(GetRevisionWhen, GetRevisionThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetRevisionWhen::new(w), GetRevisionThen::new(t));
        })
    }

    fn tag_revision(
        &self,
        config: impl FnOnce(TagRevisionWhen, TagRevisionThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(TagRevisionWhen::new(w), TagRevisionThen::new(t));
        })
    }

    fn get_revision_icon(
        &self,
        config: impl FnOnce(GetRevisionIconWhen, GetRevisionIconThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetRevisionIconWhen::new(w), GetRevisionIconThen::new(t));
        })
    }

    fn get_revision_metadata(
        &self,
        config: impl FnOnce(GetRevisionMetadataWhen, GetRevisionMetadataThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetRevisionMetadataWhen::new(w), GetRevisionMetadataThen::new(t));
        })
    }

    fn get_revision_release_notes(
        &self,
        config: impl FnOnce(GetRevisionReleaseNotesWhen, GetRevisionReleaseNotesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetRevisionReleaseNotesWhen::new(w),
                GetRevisionReleaseNotesThen::new(t),
            );
        })
    }

    fn get_revision_signature(
        &self,
        config: impl FnOnce(GetRevisionSignatureWhen, GetRevisionSignatureThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetRevisionSignatureWhen::new(w), GetRevisionSignatureThen::new(t));
        })
    }

    fn get_revision_source_code(
        &self,
        config: impl FnOnce(GetRevisionSourceCodeWhen, GetRevisionSourceCodeThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetRevisionSourceCodeWhen::new(w), GetRevisionSourceCodeThen::new(t));
        })
    }

    fn list_revisions(
        &self,
        config: impl FnOnce(ListRevisionsWhen, ListRevisionsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListRevisionsWhen::new(w), ListRevisionsThen::new(t));
        })
    }

    fn search_revisions(
        &self,
        config: impl FnOnce(SearchRevisionsWhen, SearchRevisionsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(SearchRevisionsWhen::new(w), SearchRevisionsThen::new(t));
        })
    }

    fn create_upload(
        &self,
        config: impl FnOnce(CreateUploadWhen, CreateUploadThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(CreateUploadWhen::new(w), CreateUploadThen::new(t));
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem<'a> {
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<&'a str>,
}

/// A regular expression that matches the text itself.
fn literal(text: &str) -> String {
    let escaped = |c: char| {
        if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] }
    };

    text.chars().flat_map(escaped).collect()
}

/// Selects the requests of `create_revision` that the mock matches.
pub struct CreateRevisionWhen(httpmock::When);

impl CreateRevisionWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/asset-repository/v1)?/assets$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewRevision) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `create_revision`.
pub struct CreateRevisionThen(httpmock::Then);

impl CreateRevisionThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The stored revision. This record has an older form than the records of the other
    /// operations: `applicationKey` is the key of the asset.
    pub fn created(self, response: &types::CreatedRevision) -> Self {
        Self(
            self
                .0
                .status(201u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_assets` that the mock matches.
pub struct ListAssetsWhen(httpmock::When);

impl ListAssetsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/asset-repository/v1)?/assets$"))
    }

    /// Text that the name of the asset must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Text that the name or the description of the asset must contain.
    pub fn name_or_description_contains(
        self,
        name_or_description_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_description_contains.into());
        Self(self.0.query_param("nameOrDescriptionContains", text))
    }

    /// Asset types to return. Apps: `Agent`, `MobileApplication`, `WebApplication`, `Workflow`.
    /// Libraries: `ExtensionLibrary`, `ExternalLibrary`, `LowCodeLibrary`, `WidgetLibrary`. Others:
    /// `A2AConnection`, `AIModelConnection`, `ExternalConnection`, `KnowledgeBase`, `MCPConnection`,
    /// `SearchServiceConnection`. Repeat the parameter to return several types. `MobileLibrary` is not
    /// a documented value of this filter, although such assets exist.
    pub fn asset_types(
        self,
        asset_types: impl IntoIterator<Item = impl Into<enums::AssetType>>,
    ) -> Self {
        let texts = asset_types
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::AssetType,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("assetTypes", text)))
    }

    /// Keys of the assets to return, UUIDs. Repeat the parameter to return several assets.
    pub fn asset_keys(
        self,
        asset_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let texts = asset_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<String>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("assetKeys", text)))
    }

    /// Keys of portfolios, UUIDs. The list contains only assets of these portfolios. Repeat the
    /// parameter to give several keys.
    pub fn portfolio_keys(
        self,
        portfolio_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let texts = portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<String>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("portfolioKeys", text)))
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::RevisionEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// Text that the URL path of the asset must contain. Only assets that can be deployed have a URL
    /// path.
    pub fn url_path_contains(self, url_path_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&url_path_contains.into());
        Self(self.0.query_param("metadata.urlPathContains", text))
    }

    /// Kind of template. The list contains only templates of this kind.
    pub fn template_type(self, template_type: impl Into<enums::TemplateType>) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::TemplateType,
        >(&template_type.into());
        Self(self.0.query_param("metadata.templateType", text))
    }

    /// True returns only assets that can be deployed: web and mobile apps, agents and workflows. The
    /// effect of false is not documented; expect the other assets. A library cannot be deployed: each
    /// asset that uses it contains it.
    pub fn is_deployable(self, is_deployable: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&is_deployable);
        Self(self.0.query_param("metadata.isDeployable", text))
    }

    /// True returns only assets that come with the platform. The effect of false is not documented;
    /// expect the other assets.
    pub fn is_built_in_asset(self, is_built_in_asset: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&is_built_in_asset);
        Self(self.0.query_param("metadata.isBuiltInAsset", text))
    }

    /// True returns only assets that another system installed. The effect of false is not documented;
    /// expect the other assets.
    pub fn is_external(self, is_external: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&is_external);
        Self(self.0.query_param("isExternal", text))
    }

    /// A permission. The list contains only assets on which the API client holds it. Write the
    /// permission alone, without the key of an environment.
    pub fn permission_filter(
        self,
        permission_filter: impl Into<enums::AssetPermission>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::AssetPermission,
        >(&permission_filter.into());
        Self(self.0.query_param("permissionFilter", text))
    }

    /// Order of the list: `name`, or `createdAt` for the time at which the revision was stored. The
    /// order is ascending; a leading `-` makes it descending. The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Maximum number of rows on the page, from 1 to 1000. The default is 100. The general
    /// documentation of the service gives 100 as the maximum of all lists.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_assets`.
pub struct ListAssetsThen(httpmock::Then);

impl ListAssetsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of assets, each described by its latest revision.
    pub fn ok(self, response: &types::AssetPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `delete_asset` that the mock matches.
pub struct DeleteAssetWhen(httpmock::When);

impl DeleteAssetWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::DELETE);
        Self(when.path_matches("^(/api/asset-repository/v1)?/assets/[^/]+$"))
    }

    /// Key of the asset to delete, a UUID.
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `delete_asset`.
pub struct DeleteAssetThen(httpmock::Then);

impl DeleteAssetThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The asset is deleted. Its removal from the environments continues in the background.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_asset` that the mock matches.
pub struct GetAssetWhen(httpmock::When);

impl GetAssetWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/asset-repository/v1)?/assets/[^/]+$"))
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::RevisionEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_asset`.
pub struct GetAssetThen(httpmock::Then);

impl GetAssetThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The asset, described by its latest revision.
    pub fn ok(self, response: &types::Asset) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_highest_tagged_revision` that the mock matches.
pub struct GetHighestTaggedRevisionWhen(httpmock::When);

impl GetHighestTaggedRevisionWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/highest-tag-revision$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/highest-tag-revision$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::RevisionEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_highest_tagged_revision`.
pub struct GetHighestTaggedRevisionThen(httpmock::Then);

impl GetHighestTaggedRevisionThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The revision with the highest tag.
    pub fn ok(self, response: &types::Revision) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_latest_revision` that the mock matches.
pub struct GetLatestRevisionWhen(httpmock::When);

impl GetLatestRevisionWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/latest-revision$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/latest-revision$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::RevisionEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_latest_revision`.
pub struct GetLatestRevisionThen(httpmock::Then);

impl GetLatestRevisionThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The latest revision.
    pub fn ok(self, response: &types::Revision) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_revision` that the mock matches.
pub struct GetRevisionWhen(httpmock::When);

impl GetRevisionWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/-?[0-9]+$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::RevisionEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_revision`.
pub struct GetRevisionThen(httpmock::Then);

impl GetRevisionThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The revision.
    pub fn ok(self, response: &types::Revision) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `tag_revision` that the mock matches.
pub struct TagRevisionWhen(httpmock::When);

impl TagRevisionWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/-?[0-9]+$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::RevisionPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `tag_revision`.
pub struct TagRevisionThen(httpmock::Then);

impl TagRevisionThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The revision was changed. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_revision_icon` that the mock matches.
pub struct GetRevisionIconWhen(httpmock::When);

impl GetRevisionIconWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/-?[0-9]+/icon$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/icon$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/icon$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_revision_icon`.
pub struct GetRevisionIconThen(httpmock::Then);

impl GetRevisionIconThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The link to the icon, and its digest.
    pub fn ok(self, response: &types::AssetIcon) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_revision_metadata` that the mock matches.
pub struct GetRevisionMetadataWhen(httpmock::When);

impl GetRevisionMetadataWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/-?[0-9]+/metadata$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/metadata$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/metadata$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_revision_metadata`.
pub struct GetRevisionMetadataThen(httpmock::Then);

impl GetRevisionMetadataThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The metadata of the revision.
    pub fn ok(self, response: &types::AssetMetadata) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_revision_release_notes` that the mock matches.
pub struct GetRevisionReleaseNotesWhen(httpmock::When);

impl GetRevisionReleaseNotesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/-?[0-9]+/release-notes$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/release-notes$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/release-notes$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_revision_release_notes`.
pub struct GetRevisionReleaseNotesThen(httpmock::Then);

impl GetRevisionReleaseNotesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The tag and the release notes. Users of the service have seen null for both when the
    /// revision has no tag.
    pub fn ok(self, response: &types::ReleaseNotes) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_revision_signature` that the mock matches.
pub struct GetRevisionSignatureWhen(httpmock::When);

impl GetRevisionSignatureWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/-?[0-9]+/signature$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/signature$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/signature$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_revision_signature`.
pub struct GetRevisionSignatureThen(httpmock::Then);

impl GetRevisionSignatureThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The link to the signature, and its digests.
    pub fn ok(self, response: &types::AssetSignature) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_revision_source_code` that the mock matches.
pub struct GetRevisionSourceCodeWhen(httpmock::When);

impl GetRevisionSourceCodeWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/-?[0-9]+/source-code$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/source-code$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/source-code$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_revision_source_code`.
pub struct GetRevisionSourceCodeThen(httpmock::Then);

impl GetRevisionSourceCodeThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The link to the source code, and its digest.
    pub fn ok(self, response: &types::AssetSourceCode) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_revisions` that the mock matches.
pub struct ListRevisionsWhen(httpmock::When);

impl ListRevisionsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/asset-repository/v1)?/assets/[^/]+/revisions$"))
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-repository/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Digest of the model (`modelDigest`), in full. The list contains only revisions with this digest.
    pub fn model_digest(self, model_digest: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&model_digest.into());
        Self(self.0.query_param("modelDigest", text))
    }

    /// Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`. The list contains
    /// only revisions that were stored in the period. It is not documented whether the period includes
    /// this timestamp.
    pub fn revision_date_time_since(
        self,
        revision_date_time_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&revision_date_time_since.into());
        Self(self.0.query_param("revisionDateTimeSince", text))
    }

    /// End of a period, RFC 3339 with an offset. The list contains only revisions that were stored in
    /// the period. It is not documented whether the period includes this timestamp.
    pub fn revision_date_time_to(
        self,
        revision_date_time_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&revision_date_time_to.into());
        Self(self.0.query_param("revisionDateTimeTo", text))
    }

    /// True returns only revisions with a tag, false only revisions without one.
    pub fn is_tagged(self, is_tagged: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&is_tagged);
        Self(self.0.query_param("isTagged", text))
    }

    /// A tag in full, such as `1.4.0`. The list contains only the revision with this tag.
    pub fn tag(self, tag: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&tag.into());
        Self(self.0.query_param("tag", text))
    }

    /// Order of the list: `revision` for the number, or `tag`. The order is ascending; a leading `-`
    /// makes it descending. The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Text that the publish message of the revision must contain.
    pub fn commit_message(self, commit_message: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&commit_message.into());
        Self(self.0.query_param("commitMessage", text))
    }

    /// Additional data to include in `_embedded`. Values: `releaseNote`, `icon`, `sourceCode`,
    /// `signature`, `metadata`. Repeat the parameter to include several. Nothing is included by
    /// default.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::RevisionEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// Maximum number of rows on the page, from 1 to 1000. The default is 100. The general
    /// documentation of the service gives 100 as the maximum of all lists.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_revisions`.
pub struct ListRevisionsThen(httpmock::Then);

impl ListRevisionsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of revisions.
    pub fn ok(self, response: &types::RevisionPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `search_revisions` that the mock matches.
pub struct SearchRevisionsWhen(httpmock::When);

impl SearchRevisionsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/asset-repository/v1)?/assets/search$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::RevisionSearch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `search_revisions`.
pub struct SearchRevisionsThen(httpmock::Then);

impl SearchRevisionsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The revisions that were found, without paging.
    pub fn ok(self, response: &types::RevisionList) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `create_upload` that the mock matches.
pub struct CreateUploadWhen(httpmock::When);

impl CreateUploadWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/asset-repository/v1)?/uploads$"))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `create_upload`.
pub struct CreateUploadThen(httpmock::Then);

impl CreateUploadThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The upload URL.
    pub fn created(self, response: &types::Upload) -> Self {
        Self(
            self
                .0
                .status(201u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}
