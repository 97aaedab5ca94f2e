// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Deployments API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/deployments/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &LIST_DEPLOYMENTS,
    &START_DEPLOYMENT,
    &GET_DEPLOYMENT,
    &LIST_DEPLOYMENT_MESSAGES,
    &LIST_PUBLICATIONS,
    &START_PUBLICATION,
    &GET_PUBLICATION,
    &LIST_PUBLICATION_MESSAGES,
];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs.
pub const SECRETS: &[&str] = &[];

/// `GET /deployment-operations`
pub static LIST_DEPLOYMENTS: Operation = Operation::new(
        "list_deployments",
        "DeploymentOperations_Filter",
        Method::GET,
        "/deployment-operations",
    )
    .with_about("List the deployments")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an environment (stage in the portal)."),
            Parameter::new("status", Place::Query, ValueKind::Text)
                .with_values(&["Running", "FinishedWithError", "Finished"])
                .with_about("Status of the deployments to return."),
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an asset."),
            Parameter::new("revision", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Number of a revision."),
            Parameter::new("portfolioKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a portfolio."),
            Parameter::new("operations", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_values(&["Deploy", "Undeploy", "ApplyConfigs"])
                .with_about("Kinds of deployments to return."),
            Parameter::new("createdDateSince", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about(
                    "Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`.",
                ),
            Parameter::new("createdDateTo", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("End of a period, RFC 3339 with an offset."),
            Parameter::new("permissionFilter", Place::Query, ValueKind::Text)
                .with_about("A permission."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about(
                    "Fields that give the order of the deployments, joined with commas: `AssetKey`, `AssetName`, `ApplicationKey`, `ApplicationName`, `CreatedAt`, `UpdatedAt`, `FinishedAt`.",
                ),
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
                total: None,
            },
        }),
    )
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Stage > View stage"),
        place: "for the environment of the operation",
    })
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `POST /deployment-operations`
pub static START_DEPLOYMENT: Operation = Operation::new(
        "start_deployment",
        "DeploymentOperations_Post",
        Method::POST,
        "/deployment-operations",
    )
    .with_about("Start a deployment")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/DeploymentOperationRequest\",\"$defs\":{\"DeploymentOperationRequest\":{\"type\":\"object\",\"properties\":{\"operation\":{\"$ref\":\"#/$defs/DeploymentOperationsType\"},\"assetKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the asset to deploy, to undeploy or to configure.\"},\"buildKey\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\",\"description\":\"Key of the build to deploy: a finished `Release` build of the revision. Only `Deploy` needs it.\"},\"revision\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Number of the revision. `Deploy`: the revision to deploy; `ApplyConfigs`: the revision that is deployed; `Undeploy`: leave it out.\"},\"environmentKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the environment (stage in the portal) of the operation. Every request needs it. It must belong to the portfolio of the asset.\"}},\"additionalProperties\":false,\"description\":\"The deployment to start. The service needs `operation`, `assetKey` and `environmentKey` for every kind, although the API document does not mark them as required. `Deploy` also needs `revision` and `buildKey`. The API document says that `ApplyConfigs` also needs `revision`; a guide of the service leaves it out.\",\"required\":[\"operation\",\"assetKey\",\"environmentKey\"]},\"DeploymentOperationsType\":{\"enum\":[\"Deploy\",\"Undeploy\",\"ApplyConfigs\"],\"type\":\"string\",\"description\":\"Kind of a deployment. `Deploy`: puts a revision into an environment (stage in the portal) and applies pending configuration; `Undeploy`: removes the asset from an environment; `ApplyConfigs`: applies pending configuration of a deployed asset.\"}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Release management > Deploy assets"),
        place: "for the environment of the deployment",
    })
    .with_rate_limits(
        &[
            RateLimit::per_minute("deployments", 100u32),
            RateLimit::per_minute("deployments-start", 10u32),
        ],
    );

/// `GET /deployment-operations/{operationKey}`
pub static GET_DEPLOYMENT: Operation = Operation::new(
        "get_deployment",
        "DeploymentOperations_Get",
        Method::GET,
        "/deployment-operations/{operationKey}",
    )
    .with_about("Get a deployment")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the deployment: `key` in the response to the request that started it.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_long_operation(LongOperation {
        state: "status",
        running: &["Running"],
        done: &["Finished"],
        failed: &["FinishedWithError"],
        messages: Some("list_deployment_messages"),
        many: Some("list_deployments"),
    })
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Stage > View stage"),
        place: "for the environment of the operation",
    })
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `GET /deployment-operations/{operationKey}/messages`
pub static LIST_DEPLOYMENT_MESSAGES: Operation = Operation::new(
        "list_deployment_messages",
        "DeploymentOperations_GetMessages",
        Method::GET,
        "/deployment-operations/{operationKey}/messages",
    )
    .with_about("List the messages of a deployment")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the deployment: `key` in the response to the request that started it.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of messages on the page."),
            Parameter::new("offset", Place::Query, ValueKind::Text)
                .with_about(
                    "Position in the list: `nextPageOffset` of the previous page, unchanged.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Texts {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
            },
        }),
    )
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Stage > View stage"),
        place: "for the environment of the operation",
    })
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `GET /publish-operations`
pub static LIST_PUBLICATIONS: Operation = Operation::new(
        "list_publications",
        "PublishOperations_Filter",
        Method::GET,
        "/publish-operations",
    )
    .with_about("List the publications")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an environment (stage in the portal)."),
            Parameter::new("status", Place::Query, ValueKind::Text)
                .with_values(&["Running", "FinishedWithError", "Finished"])
                .with_about("Status of the publications to return."),
            Parameter::new("revision", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Number of a revision."),
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of an asset."),
            Parameter::new("portfolioKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a portfolio."),
            Parameter::new("createdDateSince", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about(
                    "Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`.",
                ),
            Parameter::new("createdDateTo", Place::Query, ValueKind::Text)
                .with_format("date-time")
                .with_about("End of a period, RFC 3339 with an offset."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about(
                    "Fields that give the order of the publications, joined with commas: `AssetKey`, `AssetName`, `ApplicationKey`, `ApplicationName`, `CreatedAt`, `UpdatedAt`, `FinishedAt`.",
                ),
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
                total: None,
            },
        }),
    )
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Stage > View stage"),
        place: "for the environment of the operation",
    })
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `POST /publish-operations`
pub static START_PUBLICATION: Operation = Operation::new(
        "start_publication",
        "PublishOperations_Post",
        Method::POST,
        "/publish-operations",
    )
    .with_about("Publish a revision")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PublishOperationRequest\",\"$defs\":{\"PublishOperationRequest\":{\"type\":\"object\",\"properties\":{\"operation\":{\"$ref\":\"#/$defs/PublishOperationsType\"},\"assetKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the asset to publish.\"},\"revision\":{\"type\":\"integer\",\"format\":\"int32\",\"description\":\"Number of the revision to publish. It must exist.\"},\"environmentKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the environment (stage in the portal) to publish to: Development of the portfolio of the asset. The API document does not mark it as required; send it in each request.\"}},\"additionalProperties\":false,\"description\":\"The publication to start. The service needs `operation`, `assetKey` and `revision`, although the API document does not mark them as required.\",\"required\":[\"operation\",\"assetKey\",\"revision\"]},\"PublishOperationsType\":{\"enum\":[\"Publish\"],\"type\":\"string\",\"description\":\"Kind of a publication. `Publish`: builds a revision and puts it into Development. There is no other kind.\"}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Asset management > Change"),
        place: "for the asset",
    })
    .with_rate_limits(
        &[
            RateLimit::per_minute("deployments", 100u32),
            RateLimit::per_minute("deployments-publish", 10u32),
        ],
    );

/// `GET /publish-operations/{operationKey}`
pub static GET_PUBLICATION: Operation = Operation::new(
        "get_publication",
        "PublishOperations_Get",
        Method::GET,
        "/publish-operations/{operationKey}",
    )
    .with_about("Get a publication")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the publication: `key` in the response to the request that started it.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_long_operation(LongOperation {
        state: "status",
        running: &["Running"],
        done: &["Finished"],
        failed: &["FinishedWithError"],
        messages: Some("list_publication_messages"),
        many: Some("list_publications"),
    })
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Stage > View stage"),
        place: "for the environment of the operation",
    })
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `GET /publish-operations/{operationKey}/messages`
pub static LIST_PUBLICATION_MESSAGES: Operation = Operation::new(
        "list_publication_messages",
        "PublishOperations_GetMessages",
        Method::GET,
        "/publish-operations/{operationKey}/messages",
    )
    .with_about("List the messages of a publication")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the publication: `key` in the response to the request that started it.",
                ),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of messages on the page."),
            Parameter::new("offset", Place::Query, ValueKind::Text)
                .with_about(
                    "Position in the list: `nextPageOffset` of the previous page, unchanged.",
                ),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Texts {
                offset: "offset",
                in_body: false,
                next: "page.nextPageOffset",
            },
        }),
    )
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Stage > View stage"),
        place: "for the environment of the operation",
    })
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
