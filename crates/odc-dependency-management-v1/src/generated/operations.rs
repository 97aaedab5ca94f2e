// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Dependency Management API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/dependency-management/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &GET_DELETION_ANALYSIS,
    &START_DELETION_ANALYSIS,
    &GET_DEPLOYMENT_ANALYSIS,
    &START_DEPLOYMENT_ANALYSIS,
    &LIST_CONSUMERS,
    &GET_PRODUCER_GRAPH,
    &LIST_PRODUCERS,
    &LIST_REVISION_CONSUMERS,
    &LIST_PUBLIC_ELEMENTS,
    &LIST_REFERENCED_ELEMENTS,
    &SEARCH_PUBLIC_ELEMENTS,
];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs.
pub const SECRETS: &[&str] = &[];

/// `GET /deletion-analyses/{analysisKey}`
pub static GET_DELETION_ANALYSIS: Operation = Operation::new(
        "get_deletion_analysis",
        "DeletionAnalysis_GetResult",
        Method::GET,
        "/deletion-analyses/{analysisKey}",
    )
    .with_about("Get a deletion analysis")
    .with_parameters(
        &[
            Parameter::new("analysisKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about(
                    "Key of the analysis, a UUID: `analysisKey` in the response to the request that started it.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_long_operation(LongOperation {
        state: "processStatus",
        running: &["InProgress"],
        done: &["Finished"],
        failed: &["Failed"],
        messages: None,
        many: None,
    })
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `POST /deletion-analyses`
pub static START_DELETION_ANALYSIS: Operation = Operation::new(
        "start_deletion_analysis",
        "DeletionAnalysis_LaunchDeletionAnalysis",
        Method::POST,
        "/deletion-analyses",
    )
    .with_about("Start a deletion analysis")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PublicLaunchDeletionAnalysisRequest\",\"$defs\":{\"PublicLaunchDeletionAnalysisRequest\":{\"type\":\"object\",\"properties\":{\"assetKey\":{\"type\":\"string\",\"description\":\"Key of the asset to analyze, a UUID.\"}},\"additionalProperties\":false,\"description\":\"The asset whose deletion is to be analyzed.\",\"required\":[\"assetKey\"]}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(Requirement::Permission("Asset management > Delete"))
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)])
    .with_idempotent(true);
/// `GET /deployment-analyses/{analysisKey}`
pub static GET_DEPLOYMENT_ANALYSIS: Operation = Operation::new(
        "get_deployment_analysis",
        "DeploymentAnalysis_GetResult",
        Method::GET,
        "/deployment-analyses/{analysisKey}",
    )
    .with_about("Get a deployment analysis")
    .with_parameters(
        &[
            Parameter::new("analysisKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about(
                    "Key of the analysis, a UUID: `analysisKey` in the response to the request that started it.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_long_operation(LongOperation {
        state: "processStatus",
        running: &["InProgress"],
        done: &["Finished"],
        failed: &["Failed"],
        messages: None,
        many: None,
    })
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `POST /deployment-analyses`
pub static START_DEPLOYMENT_ANALYSIS: Operation = Operation::new(
        "start_deployment_analysis",
        "DeploymentAnalysis_LaunchDeploymentAnalysis",
        Method::POST,
        "/deployment-analyses",
    )
    .with_about("Start a deployment analysis")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PublicLaunchDeploymentAnalysisRequest\",\"$defs\":{\"PublicLaunchDeploymentAnalysisRequest\":{\"type\":\"object\",\"properties\":{\"revision\":{\"type\":\"integer\",\"format\":\"int32\",\"description\":\"Number of the revision to analyze.\"},\"environmentKey\":{\"type\":\"string\",\"description\":\"Key of the target environment (stage in the portal), a UUID.\"},\"assetKey\":{\"type\":\"string\",\"description\":\"Key of the asset to analyze, a UUID.\"}},\"additionalProperties\":false,\"description\":\"The deployment that is to be analyzed.\",\"required\":[\"assetKey\",\"revision\",\"environmentKey\"]}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(Requirement::Permission("Release management > Deploy assets"))
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)])
    .with_idempotent(true);
/// `GET /assets/{assetKey}/consumers`
pub static LIST_CONSUMERS: Operation = Operation::new(
        "list_consumers",
        "DependencyManagement_ListAssetConsumers",
        Method::GET,
        "/assets/{assetKey}/consumers",
    )
    .with_about("List the consumers of an asset")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_about("Key of an environment (stage in the portal), a UUID."),
            Parameter::new("publicElementKey", Place::Query, ValueKind::Text)
                .with_about("Key of a public element of the asset."),
            Parameter::new("allowMultipleVersions", Place::Query, ValueKind::Boolean)
                .with_default("false")
                .with_about(
                    "True returns all revisions of each consumer that use the asset.",
                ),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the list: `name` is ascending and `-name` is descending.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/producer-graph`
pub static GET_PRODUCER_GRAPH: Operation = Operation::new(
        "get_producer_graph",
        "DependencyManagement_ListAssetProducerGraph",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/producer-graph",
    )
    .with_about("Get the producer graph of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
            Parameter::new("maxDepth", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("0")
                .with_about("Number of levels of producers to return."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_about("Key of an environment (stage in the portal), a UUID."),
            Parameter::new("producerTypeFilter", Place::Query, ValueKind::Text)
                .with_values(&["Deployable", "Libraries", "All"])
                .with_about(
                    "Kinds of producers to return: `Deployable` (those that can be deployed), `Libraries` or `All`.",
                ),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the producers in the tree: `name` is ascending and `-name` is descending.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/producers`
pub static LIST_PRODUCERS: Operation = Operation::new(
        "list_producers",
        "DependencyManagement_ListAssetProducers",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/producers",
    )
    .with_about("List the producers of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
            Parameter::new("maxDepth", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("0")
                .with_about("Number of levels of producers to return."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_about("Key of an environment (stage in the portal), a UUID."),
            Parameter::new("producerTypeFilter", Place::Query, ValueKind::Text)
                .with_values(&["Deployable", "Libraries", "All"])
                .with_about(
                    "Kinds of producers to return: `Deployable` (those that can be deployed), `Libraries` or `All`.",
                ),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the list: `name` is ascending and `-name` is descending.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/consumers`
pub static LIST_REVISION_CONSUMERS: Operation = Operation::new(
        "list_revision_consumers",
        "DependencyManagement_ListAssetRevisionConsumers",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/consumers",
    )
    .with_about("List the consumers of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_about("Key of an environment (stage in the portal), a UUID."),
            Parameter::new("publicElementKey", Place::Query, ValueKind::Text)
                .with_about("Key of a public element of the asset."),
            Parameter::new("allowMultipleVersions", Place::Query, ValueKind::Boolean)
                .with_default("false")
                .with_about(
                    "True returns all revisions of each consumer that use the asset.",
                ),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the list: `name` is ascending and `-name` is descending.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/public-elements`
pub static LIST_PUBLIC_ELEMENTS: Operation = Operation::new(
        "list_public_elements",
        "DependencyManagement_ListAssetRevisionPublicElements",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/public-elements",
    )
    .with_about("List the public elements of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the list: `name` is ascending and `-name` is descending.",
                ),
            Parameter::new("includeHidden", Place::Query, ValueKind::Boolean)
                .with_default("true")
                .with_about("True, the default, includes hidden elements."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/referenced-elements`
pub static LIST_REFERENCED_ELEMENTS: Operation = Operation::new(
        "list_referenced_elements",
        "DependencyManagement_ListReferencedElements",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/referenced-elements",
    )
    .with_about("List the elements that a revision uses")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the asset, a UUID."),
            Parameter::new("revisionNumber", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the list: `name` is ascending and `-name` is descending.",
                ),
            Parameter::new("includeHidden", Place::Query, ValueKind::Boolean)
                .with_default("true")
                .with_about("True, the default, includes hidden elements."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_requirement(Requirement::Permission("Asset management > Open"))
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `POST /public-elements/search`
pub static SEARCH_PUBLIC_ELEMENTS: Operation = Operation::new(
        "search_public_elements",
        "DependencyManagement_SearchPublicElements",
        Method::POST,
        "/public-elements/search",
    )
    .with_about("Search public elements")
    .with_body(
        RequestBody::new(
            "application/json",
            "{\"$ref\":\"#/$defs/DependenciesPublicElementFilter\",\"$defs\":{\"ApplicationFilter\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":[\"string\",\"null\"],\"description\":\"Key of the asset, a UUID.\"},\"digest\":{\"type\":[\"string\",\"null\"],\"description\":\"Digest of one revision of the asset. The API document does not say which digest. Without it, the newest revision is searched.\"}},\"additionalProperties\":false,\"description\":\"An asset whose public elements are to be found.\"},\"DependenciesPublicElementFilter\":{\"type\":\"object\",\"properties\":{\"elementNameContains\":{\"type\":[\"string\",\"null\"],\"description\":\"Text that the name of the element must contain.\"},\"elementNameOrDescriptionContains\":{\"type\":[\"string\",\"null\"],\"description\":\"Text that the name or the description of the element must contain.\"},\"elementType\":{\"type\":[\"string\",\"null\"],\"description\":\"Type of the elements to find, as in the field `type` of the results.\"},\"includeHidden\":{\"type\":[\"boolean\",\"null\"],\"description\":\"True includes hidden elements. A hidden element is not public, but a public element needs it. The default is not documented.\"},\"consumerPortfolioKeys\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\"},\"description\":\"Keys of portfolios, UUIDs. The result contains only elements that assets in these portfolios can use.\"},\"limit\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Maximum number of rows on the page. For this search, neither a range nor a default is documented; the general documentation of the service gives 1 to 100 for all lists, and 100 as the default.\"},\"offset\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Position of the first row to return, counted from zero. The default is 0: the general documentation of the service gives it for all lists.\"},\"sort\":{\"type\":[\"string\",\"null\"],\"description\":\"Field to sort by, such as `name`, without a hyphen: `sortAscending` gives the direction. The default is not documented.\"},\"sortAscending\":{\"type\":[\"boolean\",\"null\"],\"description\":\"True for ascending order, false for descending order.\"},\"assetFilters\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/ApplicationFilter\"},\"description\":\"Assets whose elements are to be found. Without it, all assets are searched.\"}},\"additionalProperties\":false,\"description\":\"Filters, order and page of a search for public elements. Every field is optional.\"}}}",
        ),
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Numbers {
                offset: "offset",
                in_body: true,
                next: "page.nextPageOffset",
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)])
    .with_idempotent(true);
