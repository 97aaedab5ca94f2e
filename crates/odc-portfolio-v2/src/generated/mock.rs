// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Typed helpers for `httpmock` servers.

use serde::Serialize;
use super::{enums, types};

/// One method per operation, which mocks a response of it.
pub trait MockServerExt {
    /// Mocks [`Client::list_deployed_assets`](crate::Client::list_deployed_assets): `GET /deployed-assets`.
    fn list_deployed_assets(
        &self,
        config: impl FnOnce(ListDeployedAssetsWhen, ListDeployedAssetsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_environments`](crate::Client::list_environments): `GET /environments`.
    fn list_environments(
        &self,
        config: impl FnOnce(ListEnvironmentsWhen, ListEnvironmentsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_environments`](crate::Client::update_environments): `PATCH /environments`.
    fn update_environments(
        &self,
        config: impl FnOnce(UpdateEnvironmentsWhen, UpdateEnvironmentsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_environment`](crate::Client::update_environment): `PATCH /environments/{environmentKey}`.
    fn update_environment(
        &self,
        config: impl FnOnce(UpdateEnvironmentWhen, UpdateEnvironmentThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_libraries`](crate::Client::list_libraries): `GET /libraries`.
    fn list_libraries(
        &self,
        config: impl FnOnce(ListLibrariesWhen, ListLibrariesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_portfolios`](crate::Client::list_portfolios): `GET /portfolios`.
    fn list_portfolios(
        &self,
        config: impl FnOnce(ListPortfoliosWhen, ListPortfoliosThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_portfolio`](crate::Client::update_portfolio): `PATCH /portfolios/{portfolioKey}`.
    fn update_portfolio(
        &self,
        config: impl FnOnce(UpdatePortfolioWhen, UpdatePortfolioThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn list_deployed_assets(
        &self,
        config: impl FnOnce(ListDeployedAssetsWhen, ListDeployedAssetsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListDeployedAssetsWhen::new(w), ListDeployedAssetsThen::new(t));
        })
    }

    fn list_environments(
        &self,
        config: impl FnOnce(ListEnvironmentsWhen, ListEnvironmentsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListEnvironmentsWhen::new(w), ListEnvironmentsThen::new(t));
        })
    }

    fn update_environments(
        &self,
        config: impl FnOnce(UpdateEnvironmentsWhen, UpdateEnvironmentsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(UpdateEnvironmentsWhen::new(w), UpdateEnvironmentsThen::new(t));
        })
    }

    fn update_environment(
        &self,
        config: impl FnOnce(UpdateEnvironmentWhen, UpdateEnvironmentThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(UpdateEnvironmentWhen::new(w), UpdateEnvironmentThen::new(t));
        })
    }

    fn list_libraries(
        &self,
        config: impl FnOnce(ListLibrariesWhen, ListLibrariesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListLibrariesWhen::new(w), ListLibrariesThen::new(t));
        })
    }

    fn list_portfolios(
        &self,
        config: impl FnOnce(ListPortfoliosWhen, ListPortfoliosThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListPortfoliosWhen::new(w), ListPortfoliosThen::new(t));
        })
    }

    fn update_portfolio(
        &self,
        config: impl FnOnce(UpdatePortfolioWhen, UpdatePortfolioThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(UpdatePortfolioWhen::new(w), UpdatePortfolioThen::new(t));
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem<'a> {
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<&'a str>,
}

/// A regular expression that matches the text itself.
fn literal(text: &str) -> String {
    let escaped = |c: char| {
        if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] }
    };

    text.chars().flat_map(escaped).collect()
}

/// Selects the requests of `list_deployed_assets` that the mock matches.
pub struct ListDeployedAssetsWhen(httpmock::When);

impl ListDeployedAssetsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/portfolios/v2)?/deployed-assets$"))
    }

    /// Key of a portfolio. The list contains only assets that are deployed in its environments.
    pub fn portfolio_key(self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&portfolio_key.into());
        Self(self.0.query_param("portfolioKey", text))
    }

    /// Keys of environments, joined by commas. The list is limited to these environments.
    pub fn environment_key(
        self,
        environment_key: impl IntoIterator<Item = impl ToString>,
    ) -> Self {
        let joined = environment_key
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("environmentKey", joined))
    }

    /// Keys of the assets to return, joined by commas.
    pub fn key(self, key: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = key
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("key", joined))
    }

    /// Asset types to return: `WebApplication`, `MobileApplication`, `Workflow`, `Agent`.
    pub fn type_(self, type_: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let texts = type_
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<String>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("type", text)))
    }

    /// Text that the name of the asset must contain. The comparison ignores case.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Limits the list by an asset permission. Write the permission alone, or the permission, a dot and
    /// an environment key. Values: `AppViewSourceCode`, `AppDebug`, `AppChange`, `AppDelete`,
    /// `AppDeploy`, `AppRelease`, `AppMonitor`, `AppMonitorUserInfo`, `AppSecurityView`,
    /// `CodeQualityManage`, `CodeQualityView`, `AppUserView`, `AppAccessManage`, `AppGroupManage`,
    /// `CfgView`, `ConnConfig`, `AppCfgChange`.
    pub fn permission_filter(self, permission_filter: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&permission_filter.into());
        Self(self.0.query_param("permissionFilter", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Order of the assets by their deployment time in an environment:
    /// `deployments[ENVIRONMENTKEY].deploymentDateTime` with the key of that environment. The order is
    /// ascending; a leading `-` makes it descending. Join several values with commas. The deployments
    /// of one asset are always sorted from newest to oldest.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_deployed_assets`.
pub struct ListDeployedAssetsThen(httpmock::Then);

impl ListDeployedAssetsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of deployed assets.
    pub fn ok(self, response: &types::DeployedAssetPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_environments` that the mock matches.
pub struct ListEnvironmentsWhen(httpmock::When);

impl ListEnvironmentsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/portfolios/v2)?/environments$"))
    }

    /// Key of a portfolio. The list contains only its environments.
    pub fn portfolio_key(self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&portfolio_key.into());
        Self(self.0.query_param("portfolioKey", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_environments`.
pub struct ListEnvironmentsThen(httpmock::Then);

impl ListEnvironmentsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The environments that the API client may view.
    pub fn ok(self, response: &types::EnvironmentList) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `update_environments` that the mock matches.
pub struct UpdateEnvironmentsWhen(httpmock::When);

impl UpdateEnvironmentsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(when.path_matches("^(/api/portfolios/v2)?/environments$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::EnvironmentsPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_environments`.
pub struct UpdateEnvironmentsThen(httpmock::Then);

impl UpdateEnvironmentsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The changes were accepted. The response has no body.
    pub fn ok(self) -> Self {
        Self(self.0.status(200u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `update_environment` that the mock matches.
pub struct UpdateEnvironmentWhen(httpmock::When);

impl UpdateEnvironmentWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(when.path_matches("^(/api/portfolios/v2)?/environments/[0-9a-fA-F-]{36}$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::EnvironmentPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the environment to change.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/portfolios/v2)?/environments/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&environment_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_environment`.
pub struct UpdateEnvironmentThen(httpmock::Then);

impl UpdateEnvironmentThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The change was accepted. The response has no body.
    pub fn ok(self) -> Self {
        Self(self.0.status(200u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_libraries` that the mock matches.
pub struct ListLibrariesWhen(httpmock::When);

impl ListLibrariesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/portfolios/v2)?/libraries$"))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Keys of the libraries to return, joined by commas.
    pub fn key(self, key: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = key
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("key", joined))
    }

    /// Library types to return: `LowCodeLibrary`, `ExtensionLibrary`, `ExternalLibrary`,
    /// `WidgetLibrary`, `MobileLibrary`.
    pub fn type_(self, type_: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let texts = type_
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<String>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("type", text)))
    }

    /// Text that the name of the library must contain. The comparison ignores case.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Limits the list by permission. The values for libraries are not published.
    pub fn permission_filter(self, permission_filter: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&permission_filter.into());
        Self(self.0.query_param("permissionFilter", text))
    }

    /// Order of the libraries: `Name` or `PublishDateTime`, a colon, and `asc` or `desc`, for example
    /// `Name:asc`.
    pub fn sort(self, sort: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let texts = sort
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<String>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("sort", text)))
    }

    /// Key of a portfolio. The list contains only its libraries.
    pub fn portfolio_key(self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&portfolio_key.into());
        Self(self.0.query_param("portfolioKey", text))
    }

    /// Which revisions of each library to include. The default is `Latest`.
    pub fn revisions(self, revisions: impl Into<enums::LibraryRevisionsFilter>) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::LibraryRevisionsFilter,
        >(&revisions.into());
        Self(self.0.query_param("revisions", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_libraries`.
pub struct ListLibrariesThen(httpmock::Then);

impl ListLibrariesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of libraries.
    pub fn ok(self, response: &types::LibraryPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_portfolios` that the mock matches.
pub struct ListPortfoliosWhen(httpmock::When);

impl ListPortfoliosWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/portfolios/v2)?/portfolios$"))
    }

    /// Key of a single portfolio to return.
    pub fn portfolio_key(self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&portfolio_key.into());
        Self(self.0.query_param("portfolioKey", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_portfolios`.
pub struct ListPortfoliosThen(httpmock::Then);

impl ListPortfoliosThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of portfolios.
    pub fn ok(self, response: &types::PortfolioPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `update_portfolio` that the mock matches.
pub struct UpdatePortfolioWhen(httpmock::When);

impl UpdatePortfolioWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(when.path_matches("^(/api/portfolios/v2)?/portfolios/[0-9a-fA-F-]{36}$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::PortfolioPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the portfolio to rename.
    pub fn portfolio_key(self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/portfolios/v2)?/portfolios/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&portfolio_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_portfolio`.
pub struct UpdatePortfolioThen(httpmock::Then);

impl UpdatePortfolioThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The portfolio was renamed. The response has no body.
    pub fn ok(self) -> Self {
        Self(self.0.status(200u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}
