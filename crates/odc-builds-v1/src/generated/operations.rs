// @generated from openapi/builds-v1.json (SHA-256 296a0b56661478861ef281d32388ca5b00bfb988f55b40b04f2653231e5d27e6)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Build Operations API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/builds/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &GET_BUILD,
    &LIST_BUILD_MESSAGES,
    &GET_GENERATED_CODE_PACKAGE,
    &START_GENERATED_CODE_PACKAGE,
    &LIST_BUILDS,
    &START_BUILD,
];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs.
pub const SECRETS: &[&str] = &["uri"];

/// `GET /build-operations/{operationKey}`
pub static GET_BUILD: Operation = Operation::new(
        "get_build",
        "BuildV_GetBuild",
        Method::GET,
        "/build-operations/{operationKey}",
    )
    .with_about("Get a build")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the build: `buildKey` in the response to the request that started it, or in the list of the builds.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_long_operation(LongOperation {
        state: "status",
        running: &["Pending", "Running"],
        done: &["Finished"],
        failed: &["FinishedWithErrors", "ToBeDeleted", "Deleted"],
        messages: Some("list_build_messages"),
        many: None,
    })
    .with_requirement(Requirement::Permission("Asset management > Open"))
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `GET /build-operations/{operationKey}/log-messages`
pub static LIST_BUILD_MESSAGES: Operation = Operation::new(
        "list_build_messages",
        "BuildV_GetBuildFeedback",
        Method::GET,
        "/build-operations/{operationKey}/log-messages",
    )
    .with_about("List the messages of a build")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the build: `buildKey` in the response to the request that started it, or in the list of the builds.",
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
    .with_requirement(Requirement::Permission("Asset management > Open"))
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `GET /build-operations/{operationKey}/generated-code`
pub static GET_GENERATED_CODE_PACKAGE: Operation = Operation::new(
        "get_generated_code_package",
        "BuildV_GetSourceCode",
        Method::GET,
        "/build-operations/{operationKey}/generated-code",
    )
    .with_about("Get the package of the generated code")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the build: `buildKey` in the response to the request that started it, or in the list of the builds.",
                ),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_long_operation(LongOperation {
        state: "status",
        running: &["NotStarted", "Running"],
        done: &["Finished"],
        failed: &["TimedOut", "Failed"],
        messages: None,
        many: None,
    })
    .with_requirement(Requirement::Permission("Asset management > Open"))
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `POST /build-operations/{operationKey}/generated-code`
pub static START_GENERATED_CODE_PACKAGE: Operation = Operation::new(
        "start_generated_code_package",
        "BuildV_StartSourceCodeProcess",
        Method::POST,
        "/build-operations/{operationKey}/generated-code",
    )
    .with_about("Package the generated code of a build")
    .with_parameters(
        &[
            Parameter::new("operationKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about(
                    "Key of the build: `buildKey` in the response to the request that started it, or in the list of the builds.",
                ),
        ],
    )
    .with_success(201u16, Success::Json)
    .with_requirement(Requirement::Permission("Asset management > Open"))
    .with_rate_limits(
        &[
            RateLimit::per_minute("builds", 100u32),
            RateLimit::per_minute("builds-generated-code", 10u32),
        ],
    );

/// `GET /build-operations`
pub static LIST_BUILDS: Operation = Operation::new(
        "list_builds",
        "BuildV_ListBuilds",
        Method::GET,
        "/build-operations",
    )
    .with_about("List the builds of a revision")
    .with_parameters(
        &[
            Parameter::new("assetKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about(
                    "Key of the asset (app, library, agent or workflow in the portal).",
                ),
            Parameter::new("assetRevision", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Number of the revision."),
            Parameter::new("byBuildType", Place::Query, ValueKind::Text)
                .with_values(&["Debug", "Release"])
                .with_about("Type of the builds to return."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("builds"),
            pages: Pages::Whole,
        }),
    )
    .with_requirement(Requirement::Permission("Asset management > Open"))
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `POST /build-operations`
pub static START_BUILD: Operation = Operation::new(
        "start_build",
        "BuildV_StartNewBuildJob",
        Method::POST,
        "/build-operations",
    )
    .with_about("Start a build")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/BuildOperationDetails\",\"$defs\":{\"BuildOperationDetails\":{\"type\":\"object\",\"properties\":{\"assetKey\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the asset to build (app, library, agent or workflow in the portal).\"},\"assetRevision\":{\"type\":\"integer\",\"format\":\"int32\",\"description\":\"Number of the revision to build.\"},\"buildType\":{\"$ref\":\"#/$defs/BuildType\"}},\"additionalProperties\":false,\"description\":\"The build to start. The service needs the asset and the revision, although the API document does not mark them as required.\",\"required\":[\"assetKey\",\"assetRevision\"]},\"BuildType\":{\"enum\":[\"Debug\",\"Release\"],\"type\":\"string\",\"description\":\"Type of a build. `Debug`: for development, cannot be deployed; `Release`: can be deployed to every environment (stage in the portal) after Development.\"}}}",
            )
            .with_required(),
    )
    .with_success(201u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission("Asset management > Open"),
        place: "also for a `Release` build",
    })
    .with_rate_limits(
        &[
            RateLimit::per_minute("builds", 100u32),
            RateLimit::per_minute("builds-start", 10u32),
        ],
    );
