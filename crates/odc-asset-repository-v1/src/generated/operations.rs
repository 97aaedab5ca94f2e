// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

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

/// Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs.
pub const SECRETS: &[&str] = &[
    "fileUri",
    "iconUrl",
    "metamodelJsonUrl",
    "releaseNoteUrl",
    "releaseNotesUrl",
    "signatureBinaryUrl",
    "sourceCodeBinaryUrl",
    "uploadUrl",
];

/// `POST /assets`
pub static CREATE_REVISION: Operation = Operation::new(
        "create_revision",
        "AssetRepository_CreateAssetRevision",
        Method::POST,
        "/assets",
    )
    .with_about("Create an asset or a revision")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/AssetVersionCreationRequest\",\"$defs\":{\"ApplicationType\":{\"enum\":[\"WebApplication\",\"MobileApplication\",\"LowCodeLibrary\",\"ExtensionLibrary\",\"ExternalConnection\",\"ExternalLibrary\",\"Agent\",\"Workflow\",\"MobileLibrary\",\"WidgetLibrary\",\"A2AConnection\",\"AIModelConnection\",\"KnowledgeBase\",\"MCPConnection\",\"SearchServiceConnection\"],\"type\":\"string\",\"description\":\"Type of an asset. Other values are possible. `WebApplication`: a web app; `MobileApplication`: a mobile app; `Agent`: an agent; `Workflow`: a workflow; `LowCodeLibrary`: a library that is built in ODC Studio; `ExtensionLibrary`: an extension library; `ExternalLibrary`: a library that is generated from uploaded code; `WidgetLibrary`: a library of widgets; `MobileLibrary`: a mobile library; `ExternalConnection`: a connection to an external system; `A2AConnection`: a connection to an agent by the A2A protocol; `AIModelConnection`: a connection to an AI model; `MCPConnection`: a connection by the Model Context Protocol; `SearchServiceConnection`: a connection to a search service; `KnowledgeBase`: a knowledge base.\"},\"AssetCreateFromTemplateRequest\":{\"type\":\"object\",\"properties\":{\"assetName\":{\"type\":\"string\",\"description\":\"Name of the asset. Required.\"},\"assetType\":{\"$ref\":\"#/$defs/ApplicationType\"},\"templateKey\":{\"type\":[\"string\",\"null\"],\"description\":\"Asset key of the template to copy. Without it, the asset is empty.\"},\"description\":{\"type\":[\"string\",\"null\"],\"description\":\"Description of the asset.\"},\"iconBase64\":{\"type\":[\"string\",\"null\"],\"description\":\"Icon of the asset: the bytes of the picture in base64. The format of the picture is not documented.\"}},\"additionalProperties\":false,\"description\":\"A new asset without a file. `assetName` and `assetType` are required, although their types allow null. The asset is a copy of a template if `templateKey` is given, and empty otherwise. Later changes of the template do not affect the copy.\",\"required\":[\"assetName\",\"assetType\"]},\"AssetVersionCreationRequest\":{\"type\":\"object\",\"properties\":{\"tag\":{\"type\":[\"string\",\"null\"],\"description\":\"Tag (version in the portal) for the new revision, as `MAJOR.MINOR.PATCH`: three integers without a suffix. The asset must not have this tag yet.\"},\"releaseNotes\":{\"type\":[\"string\",\"null\"],\"description\":\"Release notes for the tag. They need a tag in the same request.\"},\"skipSequentialVersionValidation\":{\"type\":\"boolean\",\"description\":\"True switches off the check that the tag follows the tags that the asset already has. The default is false.\"},\"commitMessage\":{\"type\":[\"string\",\"null\"],\"description\":\"Publish message of the revision, at most 2,000 characters.\"},\"portfolioKey\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\",\"description\":\"Key of the portfolio for a new asset. The default is the main portfolio of the organization. For an existing asset it must be the portfolio of the asset, otherwise the request fails.\"},\"fileUri\":{\"type\":[\"string\",\"null\"],\"format\":\"uri\",\"description\":\"The URL from `POST /uploads` to which the file was uploaded. It is a secret: anyone who has it can use it.\"},\"assetCreationDetails\":{\"$ref\":\"#/$defs/AssetCreateFromTemplateRequest\"}},\"additionalProperties\":false,\"description\":\"A revision to store, with its source. Give `fileUri`, or `assetCreationDetails`, or send the file in the part `assetFile`.\"}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(
        Requirement::Cases(
            &[
                Case {
                    condition: "a new asset",
                    needs: Requirement::Permission("Asset management > Create"),
                },
                Case {
                    condition: "a new revision of an existing asset",
                    needs: Requirement::Within {
                        needs: &Requirement::Permission("Asset management > Change"),
                        place: "on that asset",
                    },
                },
            ],
        ),
    )
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
    .with_about("List the assets")
    .with_parameters(
        &[
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the asset must contain."),
            Parameter::new("nameOrDescriptionContains", Place::Query, ValueKind::Text)
                .with_about(
                    "Text that the name or the description of the asset must contain.",
                ),
            Parameter::new("assetTypes", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(
                    &[
                        "WebApplication",
                        "MobileApplication",
                        "LowCodeLibrary",
                        "ExtensionLibrary",
                        "ExternalConnection",
                        "ExternalLibrary",
                        "Agent",
                        "Workflow",
                        "MobileLibrary",
                        "WidgetLibrary",
                        "A2AConnection",
                        "AIModelConnection",
                        "KnowledgeBase",
                        "MCPConnection",
                        "SearchServiceConnection",
                    ],
                )
                .with_about("Asset types to return."),
            Parameter::new("assetKeys", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_about("Keys of the assets to return, UUIDs."),
            Parameter::new("portfolioKeys", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_about("Keys of portfolios, UUIDs."),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(
                    &["releaseNote", "icon", "sourceCode", "signature", "metadata"],
                )
                .with_about("Additional data to include in `_embedded`."),
            Parameter::new("metadata.urlPathContains", Place::Query, ValueKind::Text)
                .with_about("Text that the URL path of the asset must contain."),
            Parameter::new("metadata.templateType", Place::Query, ValueKind::Text)
                .with_values(&["ApplicationTemplate", "ScreenTemplateBundle"])
                .with_about("Kind of template."),
            Parameter::new("metadata.isDeployable", Place::Query, ValueKind::Boolean)
                .with_about(
                    "True returns only assets that can be deployed: web and mobile apps, agents and workflows.",
                ),
            Parameter::new("metadata.isBuiltInAsset", Place::Query, ValueKind::Boolean)
                .with_about("True returns only assets that come with the platform."),
            Parameter::new("isExternal", Place::Query, ValueKind::Boolean)
                .with_about("True returns only assets that another system installed."),
            Parameter::new("permissionFilter", Place::Query, ValueKind::Text)
                .with_values(
                    &[
                        "AppDebug",
                        "AppChange",
                        "AppDelete",
                        "AppUserView",
                        "AppDeploy",
                        "AppRelease",
                        "AppMonitor",
                        "AppMonitorUserInfo",
                        "AppAccessManage",
                        "CfgView",
                        "AppCfgChange",
                        "ConnConfig",
                        "AppViewSourceCode",
                        "AppGroupManage",
                        "CodeQualityView",
                        "CodeQualityManage",
                        "UpdatesView",
                    ],
                )
                .with_about("A permission."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the list: `name`, or `createdAt` for the time at which the revision was stored.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("100")
                .with_range(Some(1i64), Some(1000i64))
                .with_about("Maximum number of rows on the page, from 1 to 1000."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("0")
                .with_range(Some(0i64), Some(2147483647i64))
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `DELETE /assets/{assetKey}`
pub static DELETE_ASSET: Operation = Operation::new(
        "delete_asset",
        "AssetRepository_DeleteAsset",
        Method::DELETE,
        "/assets/{assetKey}",
    )
    .with_about("Delete an asset")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset to delete, a UUID."),
        ],
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(Requirement::Permission("Asset management > Delete"))
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}`
pub static GET_ASSET: Operation = Operation::new(
        "get_asset",
        "AssetRepository_GetAsset",
        Method::GET,
        "/assets/{assetKey}",
    )
    .with_about("Get an asset")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(
                    &["releaseNote", "icon", "sourceCode", "signature", "metadata"],
                )
                .with_about("Additional data to include in `_embedded`."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/highest-tag-revision`
pub static GET_HIGHEST_TAGGED_REVISION: Operation = Operation::new(
        "get_highest_tagged_revision",
        "AssetRepository_GetApplicationHighestTagRevision",
        Method::GET,
        "/assets/{assetKey}/highest-tag-revision",
    )
    .with_about("Get the revision with the highest tag")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(
                    &["releaseNote", "icon", "sourceCode", "signature", "metadata"],
                )
                .with_about("Additional data to include in `_embedded`."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/latest-revision`
pub static GET_LATEST_REVISION: Operation = Operation::new(
        "get_latest_revision",
        "AssetRepository_GetAssetLatestRevision",
        Method::GET,
        "/assets/{assetKey}/latest-revision",
    )
    .with_about("Get the latest revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(
                    &["releaseNote", "icon", "sourceCode", "signature", "metadata"],
                )
                .with_about("Additional data to include in `_embedded`."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}`
pub static GET_REVISION: Operation = Operation::new(
        "get_revision",
        "AssetRepository_GetAssetRevision",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}",
    )
    .with_about("Get a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(
                    &["releaseNote", "icon", "sourceCode", "signature", "metadata"],
                )
                .with_about("Additional data to include in `_embedded`."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `PATCH /assets/{assetKey}/revisions/{revisionNumber}`
pub static TAG_REVISION: Operation = Operation::new(
        "tag_revision",
        "AssetRepository_PatchVersion",
        Method::PATCH,
        "/assets/{assetKey}/revisions/{revisionNumber}",
    )
    .with_about("Tag a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/AssetVersionPatchRequest\",\"$defs\":{\"AssetVersionPatchRequest\":{\"type\":\"object\",\"properties\":{\"tag\":{\"type\":[\"string\",\"null\"],\"description\":\"New tag (version in the portal) as `MAJOR.MINOR.PATCH`: three integers without a suffix. Null removes the tag.\"},\"releaseNotes\":{\"type\":[\"string\",\"null\"],\"description\":\"New release notes. They need a tag, in the same request or already on the revision.\"},\"commitMessage\":{\"type\":[\"string\",\"null\"],\"description\":\"New publish message, at most 2,000 characters. The documentation calls a publish message permanent, but this operation sets it.\"}},\"additionalProperties\":false,\"description\":\"Changes of a revision. Leave out every field that must not change. Null removes the tag. The effect of null in the other fields is not documented.\"}}}",
            )
            .with_required(),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(
        Requirement::AnyOf(
            &[
                Requirement::Permission("Asset management > Change"),
                Requirement::Permission("Release management > Release"),
            ],
        ),
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/icon`
pub static GET_REVISION_ICON: Operation = Operation::new(
        "get_revision_icon",
        "AssetRepository_GetAssetRevisionIcon",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/icon",
    )
    .with_about("Get the icon of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/metadata`
pub static GET_REVISION_METADATA: Operation = Operation::new(
        "get_revision_metadata",
        "AssetRepository_GetAssetRevisionMetadata",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/metadata",
    )
    .with_about("Get the metadata of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/release-notes`
pub static GET_REVISION_RELEASE_NOTES: Operation = Operation::new(
        "get_revision_release_notes",
        "AssetRepository_GetAssetRevisionReleaseNotes",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/release-notes",
    )
    .with_about("Get the release notes of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/signature`
pub static GET_REVISION_SIGNATURE: Operation = Operation::new(
        "get_revision_signature",
        "AssetRepository_GetAssetRevisionSignature",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/signature",
    )
    .with_about("Get the signature of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/source-code`
pub static GET_REVISION_SOURCE_CODE: Operation = Operation::new(
        "get_revision_source_code",
        "AssetRepository_GetAssetRevisionSourceCode",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/source-code",
    )
    .with_about("Get the source code of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Permission("Asset management > Open"))
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `GET /assets/{assetKey}/revisions`
pub static LIST_REVISIONS: Operation = Operation::new(
        "list_revisions",
        "AssetRepository_ListAssetRevisions",
        Method::GET,
        "/assets/{assetKey}/revisions",
    )
    .with_about("List the revisions of an asset")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("modelDigest", Place::Query, ValueKind::Text)
                .with_about("Digest of the model (`modelDigest`), in full."),
            Parameter::new("revisionDateTimeSince", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about(
                    "Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`.",
                ),
            Parameter::new("revisionDateTimeTo", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("End of a period, RFC 3339 with an offset."),
            Parameter::new("isTagged", Place::Query, ValueKind::Boolean)
                .with_about(
                    "True returns only revisions with a tag, false only revisions without one.",
                ),
            Parameter::new("tag", Place::Query, ValueKind::Text)
                .with_about("A tag in full, such as `1.4.0`."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about("Order of the list: `revision` for the number, or `tag`."),
            Parameter::new("commitMessage", Place::Query, ValueKind::Text)
                .with_about(
                    "Text that the publish message of the revision must contain.",
                ),
            Parameter::new("embed", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(
                    &["releaseNote", "icon", "sourceCode", "signature", "metadata"],
                )
                .with_about("Additional data to include in `_embedded`."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("100")
                .with_range(Some(1i64), Some(1000i64))
                .with_about("Maximum number of rows on the page, from 1 to 1000."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("0")
                .with_range(Some(0i64), Some(2147483647i64))
                .with_about("Position of the first row to return, counted from zero."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)]);
/// `POST /assets/search`
pub static SEARCH_REVISIONS: Operation = Operation::new(
        "search_revisions",
        "AssetRepository_ListMultipleAssetRevisions",
        Method::POST,
        "/assets/search",
    )
    .with_about("Search revisions of several assets")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/AssetListFilter\",\"$defs\":{\"AssetEmbed\":{\"type\":\"string\",\"enum\":[\"releaseNote\",\"icon\",\"sourceCode\",\"signature\",\"metadata\"],\"description\":\"Data that can be included in a revision. `releaseNote`: the tag, and a link to the release notes; `icon`: a link to the icon; `sourceCode`: a link to the source code; `signature`: a link to the signature; `metadata`: technical facts. Other values are possible.\"},\"AssetListFilter\":{\"type\":\"object\",\"properties\":{\"assetVersionFilters\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/AssetVersionFilter\"},\"description\":\"One entry for each revision to return.\"},\"embeds\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/AssetEmbed\"},\"description\":\"Additional data to include in `_embedded` of each revision. Values: `releaseNote`, `icon`, `sourceCode`, `signature`, `metadata`.\"}},\"additionalProperties\":false,\"description\":\"The revisions to return, and the data to include with each.\"},\"AssetVersionFilter\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key of the asset, a UUID as plain text.\"},\"digest\":{\"type\":[\"string\",\"null\"],\"description\":\"Digest of the revision to return. The API document does not say which digest; it is probably `modelDigest`.\"},\"revision\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Number of the revision to return.\"},\"isHighestTag\":{\"type\":\"boolean\",\"description\":\"True returns the revision with the highest tag.\"}},\"additionalProperties\":false,\"description\":\"Names one asset and one of its revisions. Give the key and one of `digest`, `revision` and `isHighestTag`. The service ignores an empty text, null and false in these three.\",\"required\":[\"key\"]}}}",
            )
            .with_required(),
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
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
    .with_about("Create an upload URL")
    .with_success(201u16, Success::Json)
    .with_rate_limits(&[RateLimit::per_minute("asset-repository", 100u32)])
    .with_idempotent(true);
