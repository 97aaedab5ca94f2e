// @generated from openapi/asset-repository-v1.json (SHA-256 12c1dd54c79764b3e4f878696cd08fdd199e920adf674dffb5b2b80a1b07838b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Asset Repository API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/asset-repository/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &CREATE_REVISION,
    &LIST_ASSETS,
    &DELETE_ASSET,
    &GET_ASSET,
    &GET_HIGHEST_TAGGED_REVISION,
    &GET_LATEST_REVISION,
    &GET_REVISION,
    &TAG_REVISION,
    &GET_REVISION_ICON,
    &GET_REVISION_METADATA,
    &GET_REVISION_RELEASE_NOTES,
    &GET_REVISION_SIGNATURE,
    &GET_REVISION_SOURCE_CODE,
    &LIST_REVISIONS,
    &SEARCH_REVISIONS,
    &CREATE_UPLOAD,
];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// `POST /assets`
pub static CREATE_REVISION: Operation = Operation::new(
        "create_revision",
        "AssetRepository_CreateAssetRevision",
        Method::POST,
        "/assets",
    )
    .with_permissions(&["Asset management > Create", "Asset management > Change"])
    .with_rate_limits(
        &[
            RateLimit::per_minute("asset-repository", 100u32),
            RateLimit::per_minute("asset-repository-create", 10u32),
        ],
    );

/// `GET /assets`
pub static LIST_ASSETS: Operation = Operation::new(
        "list_assets",
        "AssetRepository_ListAssets",
        Method::GET,
        "/assets",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `DELETE /assets/{assetKey}`
pub static DELETE_ASSET: Operation = Operation::new(
        "delete_asset",
        "AssetRepository_DeleteAsset",
        Method::DELETE,
        "/assets/{assetKey}",
    )
    .with_permissions(&["Asset management > Delete"])
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}`
pub static GET_ASSET: Operation = Operation::new(
        "get_asset",
        "AssetRepository_GetAsset",
        Method::GET,
        "/assets/{assetKey}",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/highest-tag-revision`
pub static GET_HIGHEST_TAGGED_REVISION: Operation = Operation::new(
        "get_highest_tagged_revision",
        "AssetRepository_GetApplicationHighestTagRevision",
        Method::GET,
        "/assets/{assetKey}/highest-tag-revision",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/latest-revision`
pub static GET_LATEST_REVISION: Operation = Operation::new(
        "get_latest_revision",
        "AssetRepository_GetAssetLatestRevision",
        Method::GET,
        "/assets/{assetKey}/latest-revision",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}`
pub static GET_REVISION: Operation = Operation::new(
        "get_revision",
        "AssetRepository_GetAssetRevision",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `PATCH /assets/{assetKey}/revisions/{revisionNumber}`
pub static TAG_REVISION: Operation = Operation::new(
        "tag_revision",
        "AssetRepository_PatchVersion",
        Method::PATCH,
        "/assets/{assetKey}/revisions/{revisionNumber}",
    )
    .with_permissions(&["Asset management > Change", "Release management > Release"])
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/icon`
pub static GET_REVISION_ICON: Operation = Operation::new(
        "get_revision_icon",
        "AssetRepository_GetAssetRevisionIcon",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/icon",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/metadata`
pub static GET_REVISION_METADATA: Operation = Operation::new(
        "get_revision_metadata",
        "AssetRepository_GetAssetRevisionMetadata",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/metadata",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/release-notes`
pub static GET_REVISION_RELEASE_NOTES: Operation = Operation::new(
        "get_revision_release_notes",
        "AssetRepository_GetAssetRevisionReleaseNotes",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/release-notes",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/signature`
pub static GET_REVISION_SIGNATURE: Operation = Operation::new(
        "get_revision_signature",
        "AssetRepository_GetAssetRevisionSignature",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/signature",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/source-code`
pub static GET_REVISION_SOURCE_CODE: Operation = Operation::new(
        "get_revision_source_code",
        "AssetRepository_GetAssetRevisionSourceCode",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/source-code",
    )
    .with_permissions(&["Asset management > Open"])
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions`
pub static LIST_REVISIONS: Operation = Operation::new(
        "list_revisions",
        "AssetRepository_ListAssetRevisions",
        Method::GET,
        "/assets/{assetKey}/revisions",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `POST /assets/search`
pub static SEARCH_REVISIONS: Operation = Operation::new(
        "search_revisions",
        "AssetRepository_ListMultipleAssetRevisions",
        Method::POST,
        "/assets/search",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)])
    .with_idempotent(true);
/// `POST /uploads`
pub static CREATE_UPLOAD: Operation = Operation::new(
        "create_upload",
        "Uploads_CreateUpload",
        Method::POST,
        "/uploads",
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)])
    .with_idempotent(true);
