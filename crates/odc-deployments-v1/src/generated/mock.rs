// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Typed helpers for `httpmock` servers.

use serde::Serialize;
use super::{enums, types};

/// One method per operation, which mocks a response of it.
pub trait MockServerExt {
    /// Mocks [`Client::list_deployments`](crate::Client::list_deployments): `GET /deployment-operations`.
    fn list_deployments(
        &self,
        config: impl FnOnce(ListDeploymentsWhen, ListDeploymentsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::start_deployment`](crate::Client::start_deployment): `POST /deployment-operations`.
    fn start_deployment(
        &self,
        config: impl FnOnce(StartDeploymentWhen, StartDeploymentThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_deployment`](crate::Client::get_deployment): `GET /deployment-operations/{operationKey}`.
    fn get_deployment(
        &self,
        config: impl FnOnce(GetDeploymentWhen, GetDeploymentThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_deployment_messages`](crate::Client::list_deployment_messages): `GET /deployment-operations/{operationKey}/messages`.
    fn list_deployment_messages(
        &self,
        config: impl FnOnce(ListDeploymentMessagesWhen, ListDeploymentMessagesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_publications`](crate::Client::list_publications): `GET /publish-operations`.
    fn list_publications(
        &self,
        config: impl FnOnce(ListPublicationsWhen, ListPublicationsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::start_publication`](crate::Client::start_publication): `POST /publish-operations`.
    fn start_publication(
        &self,
        config: impl FnOnce(StartPublicationWhen, StartPublicationThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_publication`](crate::Client::get_publication): `GET /publish-operations/{operationKey}`.
    fn get_publication(
        &self,
        config: impl FnOnce(GetPublicationWhen, GetPublicationThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_publication_messages`](crate::Client::list_publication_messages): `GET /publish-operations/{operationKey}/messages`.
    fn list_publication_messages(
        &self,
        config: impl FnOnce(ListPublicationMessagesWhen, ListPublicationMessagesThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn list_deployments(
        &self,
        config: impl FnOnce(ListDeploymentsWhen, ListDeploymentsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListDeploymentsWhen::new(w), ListDeploymentsThen::new(t));
        })
    }

    fn start_deployment(
        &self,
        config: impl FnOnce(StartDeploymentWhen, StartDeploymentThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(StartDeploymentWhen::new(w), StartDeploymentThen::new(t));
        })
    }

    fn get_deployment(
        &self,
        config: impl FnOnce(GetDeploymentWhen, GetDeploymentThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetDeploymentWhen::new(w), GetDeploymentThen::new(t));
        })
    }

    fn list_deployment_messages(
        &self,
        config: impl FnOnce(ListDeploymentMessagesWhen, ListDeploymentMessagesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListDeploymentMessagesWhen::new(w),
                ListDeploymentMessagesThen::new(t),
            );
        })
    }

    fn list_publications(
        &self,
        config: impl FnOnce(ListPublicationsWhen, ListPublicationsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListPublicationsWhen::new(w), ListPublicationsThen::new(t));
        })
    }

    fn start_publication(
        &self,
        config: impl FnOnce(StartPublicationWhen, StartPublicationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(StartPublicationWhen::new(w), StartPublicationThen::new(t));
        })
    }

    fn get_publication(
        &self,
        config: impl FnOnce(GetPublicationWhen, GetPublicationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetPublicationWhen::new(w), GetPublicationThen::new(t));
        })
    }

    fn list_publication_messages(
        &self,
        config: impl FnOnce(ListPublicationMessagesWhen, ListPublicationMessagesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListPublicationMessagesWhen::new(w),
                ListPublicationMessagesThen::new(t),
            );
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

/// Selects the requests of `list_deployments` that the mock matches.
pub struct ListDeploymentsWhen(httpmock::When);

impl ListDeploymentsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/deployments/v1)?/deployment-operations$"))
    }

    /// Key of an environment (stage in the portal). The list contains only deployments in it.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Status of the deployments to return.
    pub fn status(self, status: impl Into<enums::OperationStatus>) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::OperationStatus,
        >(&status.into());
        Self(self.0.query_param("status", text))
    }

    /// Key of an asset. The list contains only its deployments.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Number of a revision. The list contains only deployments of revisions with this number. Send it
    /// together with `assetKey`.
    pub fn revision(self, revision: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&revision);
        Self(self.0.query_param("revision", text))
    }

    /// Key of a portfolio. The list contains only deployments in this portfolio.
    pub fn portfolio_key(self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&portfolio_key.into());
        Self(self.0.query_param("portfolioKey", text))
    }

    /// Kinds of deployments to return. Repeat the parameter to return several kinds. Without it, the
    /// list contains all kinds.
    pub fn operations(
        self,
        operations: impl IntoIterator<Item = impl Into<enums::DeploymentKind>>,
    ) -> Self {
        let texts = operations
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::DeploymentKind,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("operations", text)))
    }

    /// Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`. The list contains
    /// only deployments that were created in the period. It is not documented whether the period
    /// includes this timestamp.
    pub fn created_date_since(
        self,
        created_date_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&created_date_since.into());
        Self(self.0.query_param("createdDateSince", text))
    }

    /// End of a period, RFC 3339 with an offset. The list contains only deployments that were created
    /// in the period. It is not documented whether the period includes this timestamp.
    pub fn created_date_to(
        self,
        created_date_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&created_date_to.into());
        Self(self.0.query_param("createdDateTo", text))
    }

    /// A permission. The list contains only deployments of assets on which the API client holds it.
    /// Write the permission alone, such as `AppDeploy`, or the permission, a dot and the key of an
    /// environment. Values: `AppViewSourceCode`, `AppDebug`, `AppChange`, `AppDelete`, `AppDeploy`,
    /// `AppRelease`, `AppMonitor`, `AppMonitorUserInfo`, `AppSecurityView`, `CodeQualityManage`,
    /// `CodeQualityView`, `AppUserView`, `AppAccessManage`, `AppGroupManage`, `CfgView`, `ConnConfig`,
    /// `AppCfgChange`.
    pub fn permission_filter(self, permission_filter: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&permission_filter.into());
        Self(self.0.query_param("permissionFilter", text))
    }

    /// Maximum number of rows on the page. For this API, neither a range nor a default is documented;
    /// the general documentation of the service gives 1 to 100 for all lists, and 100 as the default.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0: the general
    /// documentation of the service gives it for all lists.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Fields that give the order of the deployments, joined with commas: `AssetKey`, `AssetName`,
    /// `ApplicationKey`, `ApplicationName`, `CreatedAt`, `UpdatedAt`, `FinishedAt`. The order is
    /// ascending; a leading `-` makes it descending. The default is `-CreatedAt`, the latest first.
    pub fn sort(self, sort: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = sort
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("sort", joined))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_deployments`.
pub struct ListDeploymentsThen(httpmock::Then);

impl ListDeploymentsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of deployments.
    pub fn ok(self, response: &types::DeploymentPage) -> Self {
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

/// Selects the requests of `start_deployment` that the mock matches.
pub struct StartDeploymentWhen(httpmock::When);

impl StartDeploymentWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/deployments/v1)?/deployment-operations$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewDeployment) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `start_deployment`.
pub struct StartDeploymentThen(httpmock::Then);

impl StartDeploymentThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The deployment was accepted and runs in the background. Use `key` to poll it. Its status is
    /// usually `Running`.
    pub fn created(self, response: &types::Deployment) -> Self {
        Self(
            self
                .0
                .status(201u16)
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

/// Selects the requests of `get_deployment` that the mock matches.
pub struct GetDeploymentWhen(httpmock::When);

impl GetDeploymentWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/deployments/v1)?/deployment-operations/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the deployment: `key` in the response to the request that started it.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/deployments/v1)?/deployment-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
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

/// Sets the response of `get_deployment`.
pub struct GetDeploymentThen(httpmock::Then);

impl GetDeploymentThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The deployment with its current status.
    pub fn ok(self, response: &types::Deployment) -> Self {
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

/// Selects the requests of `list_deployment_messages` that the mock matches.
pub struct ListDeploymentMessagesWhen(httpmock::When);

impl ListDeploymentMessagesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/deployments/v1)?/deployment-operations/[0-9a-fA-F-]{36}/messages$",
                ),
        )
    }

    /// Key of the deployment: `key` in the response to the request that started it.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/deployments/v1)?/deployment-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
                ),
            ),
            "/messages$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Maximum number of messages on the page. Neither a range nor a default is documented.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position in the list: `nextPageOffset` of the previous page, unchanged. Leave it out for the
    /// first page. It is a text that the service makes, not a number.
    pub fn offset(self, offset: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&offset.into());
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_deployment_messages`.
pub struct ListDeploymentMessagesThen(httpmock::Then);

impl ListDeploymentMessagesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of messages of the deployment.
    pub fn ok(self, response: &types::MessagePage) -> Self {
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

/// Selects the requests of `list_publications` that the mock matches.
pub struct ListPublicationsWhen(httpmock::When);

impl ListPublicationsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/deployments/v1)?/publish-operations$"))
    }

    /// Key of an environment (stage in the portal). The list contains only publications in it.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Status of the publications to return.
    pub fn status(self, status: impl Into<enums::OperationStatus>) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::OperationStatus,
        >(&status.into());
        Self(self.0.query_param("status", text))
    }

    /// Number of a revision. The list contains only publications of revisions with this number. Send it
    /// together with `assetKey`.
    pub fn revision(self, revision: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&revision);
        Self(self.0.query_param("revision", text))
    }

    /// Key of an asset. The list contains only its publications.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Key of a portfolio. The list contains only publications in this portfolio.
    pub fn portfolio_key(self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&portfolio_key.into());
        Self(self.0.query_param("portfolioKey", text))
    }

    /// Start of a period, RFC 3339 with an offset, such as `2026-08-22T00:00:00Z`. The list contains
    /// only publications that were created in the period. It is not documented whether the period
    /// includes this timestamp.
    pub fn created_date_since(
        self,
        created_date_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&created_date_since.into());
        Self(self.0.query_param("createdDateSince", text))
    }

    /// End of a period, RFC 3339 with an offset. The list contains only publications that were created
    /// in the period. It is not documented whether the period includes this timestamp.
    pub fn created_date_to(
        self,
        created_date_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&created_date_to.into());
        Self(self.0.query_param("createdDateTo", text))
    }

    /// Maximum number of rows on the page. For this API, neither a range nor a default is documented;
    /// the general documentation of the service gives 1 to 100 for all lists, and 100 as the default.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0: the general
    /// documentation of the service gives it for all lists.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Fields that give the order of the publications, joined with commas: `AssetKey`, `AssetName`,
    /// `ApplicationKey`, `ApplicationName`, `CreatedAt`, `UpdatedAt`, `FinishedAt`. The order is
    /// ascending; a leading `-` makes it descending. The default is `-CreatedAt`, the latest first.
    pub fn sort(self, sort: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = sort
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("sort", joined))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_publications`.
pub struct ListPublicationsThen(httpmock::Then);

impl ListPublicationsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of publications.
    pub fn ok(self, response: &types::PublicationPage) -> Self {
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

/// Selects the requests of `start_publication` that the mock matches.
pub struct StartPublicationWhen(httpmock::When);

impl StartPublicationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/deployments/v1)?/publish-operations$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewPublication) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `start_publication`.
pub struct StartPublicationThen(httpmock::Then);

impl StartPublicationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The publication was accepted and runs in the background. Use `key` to poll it.
    pub fn created(self, response: &types::Publication) -> Self {
        Self(
            self
                .0
                .status(201u16)
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

/// Selects the requests of `get_publication` that the mock matches.
pub struct GetPublicationWhen(httpmock::When);

impl GetPublicationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/deployments/v1)?/publish-operations/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the publication: `key` in the response to the request that started it.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/deployments/v1)?/publish-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
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

/// Sets the response of `get_publication`.
pub struct GetPublicationThen(httpmock::Then);

impl GetPublicationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The publication with its current status.
    pub fn ok(self, response: &types::Publication) -> Self {
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

/// Selects the requests of `list_publication_messages` that the mock matches.
pub struct ListPublicationMessagesWhen(httpmock::When);

impl ListPublicationMessagesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/deployments/v1)?/publish-operations/[0-9a-fA-F-]{36}/messages$",
                ),
        )
    }

    /// Key of the publication: `key` in the response to the request that started it.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/deployments/v1)?/publish-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
                ),
            ),
            "/messages$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Maximum number of messages on the page. Neither a range nor a default is documented.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position in the list: `nextPageOffset` of the previous page, unchanged. Leave it out for the
    /// first page. It is a text that the service makes, not a number.
    pub fn offset(self, offset: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&offset.into());
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_publication_messages`.
pub struct ListPublicationMessagesThen(httpmock::Then);

impl ListPublicationMessagesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of messages of the publication.
    pub fn ok(self, response: &types::MessagePage) -> Self {
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
