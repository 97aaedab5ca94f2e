// @generated from openapi/builds-v1.json (SHA-256 a7a28afb1ee02f2d353ff15b81481eee223e9906a86b6fb39328fd241f6dcd4c)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
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

/// `GET /build-operations/{operationKey}`
pub static GET_BUILD: Operation = Operation::new(
        "get_build",
        "BuildV_GetBuild",
        Method::GET,
        "/build-operations/{operationKey}",
    )
    .with_permissions(&["Asset management > Open"])
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `GET /build-operations/{operationKey}/log-messages`
pub static LIST_BUILD_MESSAGES: Operation = Operation::new(
        "list_build_messages",
        "BuildV_GetBuildFeedback",
        Method::GET,
        "/build-operations/{operationKey}/log-messages",
    )
    .with_permissions(&["Asset management > Open"])
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `GET /build-operations/{operationKey}/generated-code`
pub static GET_GENERATED_CODE_PACKAGE: Operation = Operation::new(
        "get_generated_code_package",
        "BuildV_GetSourceCode",
        Method::GET,
        "/build-operations/{operationKey}/generated-code",
    )
    .with_permissions(&["Asset management > Open"])
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `POST /build-operations/{operationKey}/generated-code`
pub static START_GENERATED_CODE_PACKAGE: Operation = Operation::new(
        "start_generated_code_package",
        "BuildV_StartSourceCodeProcess",
        Method::POST,
        "/build-operations/{operationKey}/generated-code",
    )
    .with_permissions(&["Asset management > Open"])
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
    .with_permissions(&["Asset management > Open"])
    .with_rate_limits(&[RateLimit::per_minute("builds", 100u32)]);
/// `POST /build-operations`
pub static START_BUILD: Operation = Operation::new(
        "start_build",
        "BuildV_StartNewBuildJob",
        Method::POST,
        "/build-operations",
    )
    .with_permissions(&["Asset management > Open"])
    .with_rate_limits(
        &[
            RateLimit::per_minute("builds", 100u32),
            RateLimit::per_minute("builds-start", 10u32),
        ],
    );
