// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

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
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem<'a> {
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<&'a str>,
}

/// Selects the requests of `list_deployed_assets` that the mock matches.
pub struct ListDeployedAssetsWhen(httpmock::When);

impl ListDeployedAssetsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/portfolios/v1)?/deployed-assets$"))
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
        Self(when.path_matches("^(/api/portfolios/v1)?/environments$"))
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
