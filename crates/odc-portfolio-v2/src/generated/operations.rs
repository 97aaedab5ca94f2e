// @generated from openapi/portfolio-v2.json (SHA-256 36cf3bf83b0193a5665f5ac111529dda459cd001b894212eb3519e0013d7468e)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{Deprecation, Operation, RateLimit};
use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Portfolio API";

/// `info.version` of the document.
pub const VERSION: &str = "v2";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/portfolios/v2";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &LIST_DEPLOYED_ASSETS,
    &LIST_ENVIRONMENTS,
    &UPDATE_ENVIRONMENTS,
    &UPDATE_ENVIRONMENT,
    &LIST_LIBRARIES,
    &LIST_PORTFOLIOS,
    &UPDATE_PORTFOLIO,
];

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
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `GET /environments`
pub static LIST_ENVIRONMENTS: Operation = Operation::new(
        "list_environments",
        "Environments_ListEnvironments",
        Method::GET,
        "/environments",
    )
    .with_permissions(&["Stage > View stage"])
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `PATCH /environments`
pub static UPDATE_ENVIRONMENTS: Operation = Operation::new(
        "update_environments",
        "Environments_UpdateEnvironments",
        Method::PATCH,
        "/environments",
    )
    .with_permissions(
        &[
            "Portfolio management > Manage stages",
            "Portfolio management > Manage portfolio",
        ],
    )
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `PATCH /environments/{environmentKey}`
pub static UPDATE_ENVIRONMENT: Operation = Operation::new(
        "update_environment",
        "Environments_PatchEnvironment",
        Method::PATCH,
        "/environments/{environmentKey}",
    )
    .with_permissions(
        &[
            "Portfolio management > Manage stages",
            "Portfolio management > Manage portfolio",
        ],
    )
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `GET /libraries`
pub static LIST_LIBRARIES: Operation = Operation::new(
        "list_libraries",
        "Libraries_ListLibraries",
        Method::GET,
        "/libraries",
    )
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `GET /portfolios`
pub static LIST_PORTFOLIOS: Operation = Operation::new(
        "list_portfolios",
        "Portfolios_ListPortfolios",
        Method::GET,
        "/portfolios",
    )
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `PATCH /portfolios/{portfolioKey}`
pub static UPDATE_PORTFOLIO: Operation = Operation::new(
        "update_portfolio",
        "Portfolios_PatchPortfolio",
        Method::PATCH,
        "/portfolios/{portfolioKey}",
    )
    .with_permissions(&["Portfolio management > Manage portfolio"])
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
