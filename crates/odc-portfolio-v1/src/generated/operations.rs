// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Portfolio API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/portfolios/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[&LIST_DEPLOYED_ASSETS, &LIST_ENVIRONMENTS];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// `GET /deployed-assets`
pub static LIST_DEPLOYED_ASSETS: Operation = Operation::new(
        "list_deployed_assets",
        "DeployedAssets_ListAssets",
        Method::GET,
        "/deployed-assets",
    )
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)])
    .with_deprecation(Deprecation {
        since: Some("2026-07-08"),
        sunset: Some("2027-01-08"),
        successor: Some("crate odc-portfolio-v2"),
    });
/// `GET /environments`
pub static LIST_ENVIRONMENTS: Operation = Operation::new(
        "list_environments",
        "Environments_ListEnvironments",
        Method::GET,
        "/environments",
    )
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)])
    .with_deprecation(Deprecation {
        since: Some("2026-07-08"),
        sunset: Some("2027-01-08"),
        successor: Some("crate odc-portfolio-v2"),
    });
