// @generated from openapi/deployments-v1.json (SHA-256 d6790225b235fe7e0df40d5332282a99ce02025fbb42c8c9f1b18d0dc3a927e1)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
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

/// `GET /deployment-operations`
pub static LIST_DEPLOYMENTS: Operation = Operation::new(
        "list_deployments",
        "DeploymentOperations_Filter",
        Method::GET,
        "/deployment-operations",
    )
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `POST /deployment-operations`
pub static START_DEPLOYMENT: Operation = Operation::new(
        "start_deployment",
        "DeploymentOperations_Post",
        Method::POST,
        "/deployment-operations",
    )
    .with_permissions(&["Release management > Deploy assets"])
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
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `GET /deployment-operations/{operationKey}/messages`
pub static LIST_DEPLOYMENT_MESSAGES: Operation = Operation::new(
        "list_deployment_messages",
        "DeploymentOperations_GetMessages",
        Method::GET,
        "/deployment-operations/{operationKey}/messages",
    )
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `GET /publish-operations`
pub static LIST_PUBLICATIONS: Operation = Operation::new(
        "list_publications",
        "PublishOperations_Filter",
        Method::GET,
        "/publish-operations",
    )
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `POST /publish-operations`
pub static START_PUBLICATION: Operation = Operation::new(
        "start_publication",
        "PublishOperations_Post",
        Method::POST,
        "/publish-operations",
    )
    .with_permissions(&["Asset management > Change"])
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
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
/// `GET /publish-operations/{operationKey}/messages`
pub static LIST_PUBLICATION_MESSAGES: Operation = Operation::new(
        "list_publication_messages",
        "PublishOperations_GetMessages",
        Method::GET,
        "/publish-operations/{operationKey}/messages",
    )
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("deployments", 100u32)]);
