// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

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

/// Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs.
pub const SECRETS: &[&str] = &[];

/// `GET /deployed-assets`
pub static LIST_DEPLOYED_ASSETS: Operation = Operation::new(
        "list_deployed_assets",
        "DeployedAssets_ListAssets",
        Method::GET,
        "/deployed-assets",
    )
    .with_about("List the deployed assets")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about("Keys of environments, joined by commas."),
            Parameter::new("key", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about("Keys of the assets to return, joined by commas."),
            Parameter::new("type", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_about(
                    "Asset types to return: `WebApplication`, `MobileApplication`, `Workflow`, `Agent`.",
                ),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the asset must contain."),
            Parameter::new("permissionFilter", Place::Query, ValueKind::Text)
                .with_about("Limits the list by an asset permission."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_about(
                    "Order of the assets by their deployment time in an environment: `deployments[ENVIRONMENTKEY].deploymentDateTime` with the key of that environment.",
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
                total: Some("page.totalResults"),
            },
        }),
    )
    .with_requirement(Requirement::Permission("Stage > View stage"))
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
    .with_about("List the environments")
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_requirement(Requirement::Permission("Stage > View stage"))
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)])
    .with_deprecation(Deprecation {
        since: Some("2026-07-08"),
        sunset: Some("2027-01-08"),
        successor: Some("crate odc-portfolio-v2"),
    });
