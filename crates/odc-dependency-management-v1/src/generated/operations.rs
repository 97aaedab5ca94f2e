// @generated from openapi/dependency-management-v1.json (SHA-256 9af404a80bdc96324411e07459ec1f5f488b960e771c48d2ff4f0f5e8cb65636)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
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

/// `GET /deletion-analyses/{analysisKey}`
pub static GET_DELETION_ANALYSIS: Operation = Operation::new(
        "get_deletion_analysis",
        "DeletionAnalysis_GetResult",
        Method::GET,
        "/deletion-analyses/{analysisKey}",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `POST /deletion-analyses`
pub static START_DELETION_ANALYSIS: Operation = Operation::new(
        "start_deletion_analysis",
        "DeletionAnalysis_LaunchDeletionAnalysis",
        Method::POST,
        "/deletion-analyses",
    )
    .with_permissions(&["Asset management > Delete"])
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)])
    .with_idempotent(true);
/// `GET /deployment-analyses/{analysisKey}`
pub static GET_DEPLOYMENT_ANALYSIS: Operation = Operation::new(
        "get_deployment_analysis",
        "DeploymentAnalysis_GetResult",
        Method::GET,
        "/deployment-analyses/{analysisKey}",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `POST /deployment-analyses`
pub static START_DEPLOYMENT_ANALYSIS: Operation = Operation::new(
        "start_deployment_analysis",
        "DeploymentAnalysis_LaunchDeploymentAnalysis",
        Method::POST,
        "/deployment-analyses",
    )
    .with_permissions(&["Release management > Deploy assets"])
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)])
    .with_idempotent(true);
/// `GET /assets/{assetKey}/consumers`
pub static LIST_CONSUMERS: Operation = Operation::new(
        "list_consumers",
        "DependencyManagement_ListAssetConsumers",
        Method::GET,
        "/assets/{assetKey}/consumers",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/producer-graph`
pub static GET_PRODUCER_GRAPH: Operation = Operation::new(
        "get_producer_graph",
        "DependencyManagement_ListAssetProducerGraph",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/producer-graph",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/producers`
pub static LIST_PRODUCERS: Operation = Operation::new(
        "list_producers",
        "DependencyManagement_ListAssetProducers",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/producers",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/consumers`
pub static LIST_REVISION_CONSUMERS: Operation = Operation::new(
        "list_revision_consumers",
        "DependencyManagement_ListAssetRevisionConsumers",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/consumers",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/public-elements`
pub static LIST_PUBLIC_ELEMENTS: Operation = Operation::new(
        "list_public_elements",
        "DependencyManagement_ListAssetRevisionPublicElements",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/public-elements",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `GET /assets/{assetKey}/revisions/{revisionNumber}/referenced-elements`
pub static LIST_REFERENCED_ELEMENTS: Operation = Operation::new(
        "list_referenced_elements",
        "DependencyManagement_ListReferencedElements",
        Method::GET,
        "/assets/{assetKey}/revisions/{revisionNumber}/referenced-elements",
    )
    .with_permissions(&["Asset management > Open"])
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)]);
/// `POST /public-elements/search`
pub static SEARCH_PUBLIC_ELEMENTS: Operation = Operation::new(
        "search_public_elements",
        "DependencyManagement_SearchPublicElements",
        Method::POST,
        "/public-elements/search",
    )
    .with_rate_limits(&[RateLimit::per_minute("dependency-management", 100u32)])
    .with_idempotent(true);
