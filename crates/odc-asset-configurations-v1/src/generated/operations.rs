// @generated from openapi/asset-configurations-v1.json (SHA-256 a9d40831040fd680c8b99143fb0b28d5728a6140771bb9c1f49e6ec5e9ea2b76)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Asset Configurations API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/asset-configurations/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &GET_DEPLOYED_AGENT_CONFIGURATION,
    &GET_AGENT_REVISION_CONFIGURATION,
    &GET_DEPLOYED_APPLICATION_CONFIGURATION,
    &GET_APPLICATION_REVISION_CONFIGURATION,
    &UPDATE_AGENT_CONFIGURATION,
    &UPDATE_APPLICATION_CONFIGURATION,
    &GET_ENVIRONMENT_DEFAULTS,
    &UPDATE_ENVIRONMENT_DEFAULTS,
];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations`
pub static GET_DEPLOYED_AGENT_CONFIGURATION: Operation = Operation::new(
        "get_deployed_agent_configuration",
        "AssetConfiguration_GetAgentDeployedConfiguration",
        Method::GET,
        "/environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations",
    )
    .with_permissions(&["Configuration management > View configurations"])
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations`
pub static GET_AGENT_REVISION_CONFIGURATION: Operation = Operation::new(
        "get_agent_revision_configuration",
        "AssetConfiguration_GetAgentRevisionConfiguration",
        Method::GET,
        "/environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations",
    )
    .with_permissions(&["Configuration management > View configurations"])
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations`
pub static GET_DEPLOYED_APPLICATION_CONFIGURATION: Operation = Operation::new(
        "get_deployed_application_configuration",
        "AssetConfiguration_GetApplicationDeployedConfiguration",
        Method::GET,
        "/environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations",
    )
    .with_permissions(&["Configuration management > View configurations"])
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations`
pub static GET_APPLICATION_REVISION_CONFIGURATION: Operation = Operation::new(
        "get_application_revision_configuration",
        "AssetConfiguration_GetApplicationRevisionConfiguration",
        Method::GET,
        "/environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations",
    )
    .with_permissions(&["Configuration management > View configurations"])
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `PATCH /environments/{environmentKey}/agents/{agentKey}/configurations`
pub static UPDATE_AGENT_CONFIGURATION: Operation = Operation::new(
        "update_agent_configuration",
        "AssetConfiguration_PatchAgent",
        Method::PATCH,
        "/environments/{environmentKey}/agents/{agentKey}/configurations",
    )
    .with_permissions(&["Configuration management > Edit configurations"])
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)])
    .with_idempotent(true);
/// `PATCH /environments/{environmentKey}/applications/{applicationKey}/configurations`
pub static UPDATE_APPLICATION_CONFIGURATION: Operation = Operation::new(
        "update_application_configuration",
        "AssetConfiguration_PatchApplication",
        Method::PATCH,
        "/environments/{environmentKey}/applications/{applicationKey}/configurations",
    )
    .with_permissions(&["Configuration management > Edit configurations"])
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)])
    .with_idempotent(true);
/// `GET /environments/{environmentKey}/default-system-configurations`
pub static GET_ENVIRONMENT_DEFAULTS: Operation = Operation::new(
        "get_environment_defaults",
        "EnvironmentConfiguration_Get",
        Method::GET,
        "/environments/{environmentKey}/default-system-configurations",
    )
    .with_permissions(&["Configuration management > View configurations"])
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `PATCH /environments/{environmentKey}/default-system-configurations`
pub static UPDATE_ENVIRONMENT_DEFAULTS: Operation = Operation::new(
        "update_environment_defaults",
        "EnvironmentConfiguration_Patch",
        Method::PATCH,
        "/environments/{environmentKey}/default-system-configurations",
    )
    .with_permissions(
        &[
            "Configuration management > Edit configurations",
            "Configuration management > Manage Email SMTP configuration",
        ],
    )
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)])
    .with_idempotent(true);
