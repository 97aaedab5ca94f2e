// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

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
            Parameter::new("portfolioKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a portfolio."),
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
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `GET /environments`
pub static LIST_ENVIRONMENTS: Operation = Operation::new(
        "list_environments",
        "Environments_ListEnvironments",
        Method::GET,
        "/environments",
    )
    .with_about("List the environments")
    .with_parameters(
        &[
            Parameter::new("portfolioKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a portfolio."),
        ],
    )
    .with_success(
        200u16,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Whole,
        }),
    )
    .with_requirement(Requirement::Permission("Stage > View stage"))
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `PATCH /environments`
pub static UPDATE_ENVIRONMENTS: Operation = Operation::new(
        "update_environments",
        "Environments_UpdateEnvironments",
        Method::PATCH,
        "/environments",
    )
    .with_about("Change several environments at once")
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/UpdateEnvironmentsBatchRequest\",\"$defs\":{\"UpdateEnvironmentRequest\":{\"required\":[\"key\"],\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"Key of the environment to change.\"},\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"New name, 1 to 50 characters.\"},\"order\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"New order value within the portfolio.\"}},\"description\":\"Change of one environment (stage in the portal) within a batch.\"},\"UpdateEnvironmentsBatchRequest\":{\"required\":[\"environments\"],\"type\":\"object\",\"properties\":{\"environments\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/UpdateEnvironmentRequest\"},\"description\":\"One entry for each environment to change. The list is required, although its type allows null.\"}},\"additionalProperties\":false,\"description\":\"Changes to several environments (stages in the portal), sent together.\"}}}",
            )
            .with_required(),
    )
    .with_success(200u16, Success::Nothing)
    .with_requirement(
        Requirement::Cases(
            &[
                Case {
                    condition: "a new name",
                    needs: Requirement::Permission(
                        "Portfolio management > Manage stages",
                    ),
                },
                Case {
                    condition: "a new order",
                    needs: Requirement::Permission(
                        "Portfolio management > Manage portfolio",
                    ),
                },
            ],
        ),
    )
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `PATCH /environments/{environmentKey}`
pub static UPDATE_ENVIRONMENT: Operation = Operation::new(
        "update_environment",
        "Environments_PatchEnvironment",
        Method::PATCH,
        "/environments/{environmentKey}",
    )
    .with_about("Change an environment")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the environment to change."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PatchEnvironmentRequest\",\"$defs\":{\"PatchEnvironmentRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"New name, 1 to 50 characters.\"},\"order\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"New order value within the portfolio.\"}},\"description\":\"New name and position of an environment (stage in the portal). The effect of a `null` field is not documented: leave out every field that must not change.\"}}}",
            )
            .with_required(),
    )
    .with_success(200u16, Success::Nothing)
    .with_requirement(
        Requirement::Cases(
            &[
                Case {
                    condition: "a new name",
                    needs: Requirement::Permission(
                        "Portfolio management > Manage stages",
                    ),
                },
                Case {
                    condition: "a new order",
                    needs: Requirement::Permission(
                        "Portfolio management > Manage portfolio",
                    ),
                },
            ],
        ),
    )
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `GET /libraries`
pub static LIST_LIBRARIES: Operation = Operation::new(
        "list_libraries",
        "Libraries_ListLibraries",
        Method::GET,
        "/libraries",
    )
    .with_about("List the libraries")
    .with_parameters(
        &[
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_about("Position of the first row to return, counted from zero."),
            Parameter::new("key", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about("Keys of the libraries to return, joined by commas."),
            Parameter::new("type", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_about(
                    "Library types to return: `LowCodeLibrary`, `ExtensionLibrary`, `ExternalLibrary`, `WidgetLibrary`, `MobileLibrary`.",
                ),
            Parameter::new("nameContains", Place::Query, ValueKind::Text)
                .with_about("Text that the name of the library must contain."),
            Parameter::new("permissionFilter", Place::Query, ValueKind::Text)
                .with_about("Limits the list by permission."),
            Parameter::new("sort", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Repeated)
                .with_about(
                    "Order of the libraries: `Name` or `PublishDateTime`, a colon, and `asc` or `desc`, for example `Name:asc`.",
                ),
            Parameter::new("portfolioKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a portfolio."),
            Parameter::new("revisions", Place::Query, ValueKind::Text)
                .with_values(&["Latest", "HighestTag", "All"])
                .with_about("Which revisions of each library to include."),
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
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `GET /portfolios`
pub static LIST_PORTFOLIOS: Operation = Operation::new(
        "list_portfolios",
        "Portfolios_ListPortfolios",
        Method::GET,
        "/portfolios",
    )
    .with_about("List the portfolios")
    .with_parameters(
        &[
            Parameter::new("portfolioKey", Place::Query, ValueKind::Text)
                .with_format("uuid")
                .with_about("Key of a single portfolio to return."),
            Parameter::new("limit", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("100")
                .with_about("Maximum number of rows on the page, from 1 to 100."),
            Parameter::new("offset", Place::Query, ValueKind::Integer)
                .with_format("int32")
                .with_default("0")
                .with_about("Position of the first row to return, counted from zero."),
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
    .with_requirement(Requirement::Any)
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
/// `PATCH /portfolios/{portfolioKey}`
pub static UPDATE_PORTFOLIO: Operation = Operation::new(
        "update_portfolio",
        "Portfolios_PatchPortfolio",
        Method::PATCH,
        "/portfolios/{portfolioKey}",
    )
    .with_about("Rename a portfolio")
    .with_parameters(
        &[
            Parameter::new("portfolioKey", Place::Path, ValueKind::Text)
                .with_format("uuid")
                .with_required()
                .with_about("Key of the portfolio to rename."),
        ],
    )
    .with_body(
        RequestBody::new(
                "application/json",
                "{\"$ref\":\"#/$defs/PatchPortfolioRequest\",\"$defs\":{\"PatchPortfolioRequest\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":[\"string\",\"null\"],\"description\":\"New name, 1 to 50 characters.\"}},\"additionalProperties\":false,\"description\":\"New name of a portfolio.\"}}}",
            )
            .with_required(),
    )
    .with_success(200u16, Success::Nothing)
    .with_requirement(Requirement::Permission("Portfolio management > Manage portfolio"))
    .with_rate_limits(&[RateLimit::per_minute("portfolio", 100u32)]);
