// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Typed helpers for `httpmock` servers.

use serde::Serialize;
use super::{enums, types};

/// One method per operation, which mocks a response of it.
pub trait MockServerExt {
    /// Mocks [`Client::get_deletion_analysis`](crate::Client::get_deletion_analysis): `GET /deletion-analyses/{analysisKey}`.
    fn get_deletion_analysis(
        &self,
        config: impl FnOnce(GetDeletionAnalysisWhen, GetDeletionAnalysisThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::start_deletion_analysis`](crate::Client::start_deletion_analysis): `POST /deletion-analyses`.
    fn start_deletion_analysis(
        &self,
        config: impl FnOnce(StartDeletionAnalysisWhen, StartDeletionAnalysisThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_deployment_analysis`](crate::Client::get_deployment_analysis): `GET /deployment-analyses/{analysisKey}`.
    fn get_deployment_analysis(
        &self,
        config: impl FnOnce(GetDeploymentAnalysisWhen, GetDeploymentAnalysisThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::start_deployment_analysis`](crate::Client::start_deployment_analysis): `POST /deployment-analyses`.
    fn start_deployment_analysis(
        &self,
        config: impl FnOnce(StartDeploymentAnalysisWhen, StartDeploymentAnalysisThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_consumers`](crate::Client::list_consumers): `GET /assets/{assetKey}/consumers`.
    fn list_consumers(
        &self,
        config: impl FnOnce(ListConsumersWhen, ListConsumersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_producer_graph`](crate::Client::get_producer_graph): `GET /assets/{assetKey}/revisions/{revisionNumber}/producer-graph`.
    fn get_producer_graph(
        &self,
        config: impl FnOnce(GetProducerGraphWhen, GetProducerGraphThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_producers`](crate::Client::list_producers): `GET /assets/{assetKey}/revisions/{revisionNumber}/producers`.
    fn list_producers(
        &self,
        config: impl FnOnce(ListProducersWhen, ListProducersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_revision_consumers`](crate::Client::list_revision_consumers): `GET /assets/{assetKey}/revisions/{revisionNumber}/consumers`.
    fn list_revision_consumers(
        &self,
        config: impl FnOnce(ListRevisionConsumersWhen, ListRevisionConsumersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_public_elements`](crate::Client::list_public_elements): `GET /assets/{assetKey}/revisions/{revisionNumber}/public-elements`.
    fn list_public_elements(
        &self,
        config: impl FnOnce(ListPublicElementsWhen, ListPublicElementsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_referenced_elements`](crate::Client::list_referenced_elements): `GET /assets/{assetKey}/revisions/{revisionNumber}/referenced-elements`.
    fn list_referenced_elements(
        &self,
        config: impl FnOnce(ListReferencedElementsWhen, ListReferencedElementsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::search_public_elements`](crate::Client::search_public_elements): `POST /public-elements/search`.
    fn search_public_elements(
        &self,
        config: impl FnOnce(SearchPublicElementsWhen, SearchPublicElementsThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn get_deletion_analysis(
        &self,
        config: impl FnOnce(GetDeletionAnalysisWhen, GetDeletionAnalysisThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetDeletionAnalysisWhen::new(w), GetDeletionAnalysisThen::new(t));
        })
    }

    fn start_deletion_analysis(
        &self,
        config: impl FnOnce(StartDeletionAnalysisWhen, StartDeletionAnalysisThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(StartDeletionAnalysisWhen::new(w), StartDeletionAnalysisThen::new(t));
        })
    }

    fn get_deployment_analysis(
        &self,
        config: impl FnOnce(GetDeploymentAnalysisWhen, GetDeploymentAnalysisThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetDeploymentAnalysisWhen::new(w), GetDeploymentAnalysisThen::new(t));
        })
    }

    fn start_deployment_analysis(
        &self,
        config: impl FnOnce(StartDeploymentAnalysisWhen, StartDeploymentAnalysisThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                StartDeploymentAnalysisWhen::new(w),
                StartDeploymentAnalysisThen::new(t),
            );
        })
    }

    fn list_consumers(
        &self,
        config: impl FnOnce(ListConsumersWhen, ListConsumersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListConsumersWhen::new(w), ListConsumersThen::new(t));
        })
    }

    fn get_producer_graph(
        &self,
        config: impl FnOnce(GetProducerGraphWhen, GetProducerGraphThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetProducerGraphWhen::new(w), GetProducerGraphThen::new(t));
        })
    }

    fn list_producers(
        &self,
        config: impl FnOnce(ListProducersWhen, ListProducersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListProducersWhen::new(w), ListProducersThen::new(t));
        })
    }

    fn list_revision_consumers(
        &self,
        config: impl FnOnce(ListRevisionConsumersWhen, ListRevisionConsumersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListRevisionConsumersWhen::new(w), ListRevisionConsumersThen::new(t));
        })
    }

    fn list_public_elements(
        &self,
        config: impl FnOnce(ListPublicElementsWhen, ListPublicElementsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListPublicElementsWhen::new(w), ListPublicElementsThen::new(t));
        })
    }

    fn list_referenced_elements(
        &self,
        config: impl FnOnce(ListReferencedElementsWhen, ListReferencedElementsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListReferencedElementsWhen::new(w),
                ListReferencedElementsThen::new(t),
            );
        })
    }

    fn search_public_elements(
        &self,
        config: impl FnOnce(SearchPublicElementsWhen, SearchPublicElementsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(SearchPublicElementsWhen::new(w), SearchPublicElementsThen::new(t));
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

/// Selects the requests of `get_deletion_analysis` that the mock matches.
pub struct GetDeletionAnalysisWhen(httpmock::When);

impl GetDeletionAnalysisWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/deletion-analyses/[^/]+$",
                ),
        )
    }

    /// Key of the analysis, a UUID: `analysisKey` in the response to the request that started it.
    pub fn analysis_key(self, analysis_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/deletion-analyses/",
            &literal(&odc_runtime::client::encode_path(&analysis_key.to_string())),
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

/// Sets the response of `get_deletion_analysis`.
pub struct GetDeletionAnalysisThen(httpmock::Then);

impl GetDeletionAnalysisThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The analysis. Expect a `report` only when `processStatus` is `Finished`.
    pub fn ok(self, response: &types::DeletionAnalysis) -> Self {
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

/// Selects the requests of `start_deletion_analysis` that the mock matches.
pub struct StartDeletionAnalysisWhen(httpmock::When);

impl StartDeletionAnalysisWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/dependency-management/v1)?/deletion-analyses$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewDeletionAnalysis) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `start_deletion_analysis`.
pub struct StartDeletionAnalysisThen(httpmock::Then);

impl StartDeletionAnalysisThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The analysis was accepted. Use `analysisKey` to read it. A user of the service has also
    /// seen status 200.
    pub fn created(self, response: &types::StartedAnalysis) -> Self {
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

/// Selects the requests of `get_deployment_analysis` that the mock matches.
pub struct GetDeploymentAnalysisWhen(httpmock::When);

impl GetDeploymentAnalysisWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/deployment-analyses/[^/]+$",
                ),
        )
    }

    /// Key of the analysis, a UUID: `analysisKey` in the response to the request that started it.
    pub fn analysis_key(self, analysis_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/deployment-analyses/",
            &literal(&odc_runtime::client::encode_path(&analysis_key.to_string())),
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

/// Sets the response of `get_deployment_analysis`.
pub struct GetDeploymentAnalysisThen(httpmock::Then);

impl GetDeploymentAnalysisThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The analysis. Expect a `report` only when `processStatus` is `Finished`.
    pub fn ok(self, response: &types::DeploymentAnalysis) -> Self {
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

/// Selects the requests of `start_deployment_analysis` that the mock matches.
pub struct StartDeploymentAnalysisWhen(httpmock::When);

impl StartDeploymentAnalysisWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/dependency-management/v1)?/deployment-analyses$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewDeploymentAnalysis) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `start_deployment_analysis`.
pub struct StartDeploymentAnalysisThen(httpmock::Then);

impl StartDeploymentAnalysisThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The analysis was accepted. Use `analysisKey` to read it. A user of the service has also
    /// seen status 200.
    pub fn created(self, response: &types::StartedAnalysis) -> Self {
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

/// Selects the requests of `list_consumers` that the mock matches.
pub struct ListConsumersWhen(httpmock::When);

impl ListConsumersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/assets/[^/]+/consumers$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/consumers$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of an environment (stage in the portal), a UUID. The list contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    pub fn environment_key(self, environment_key: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Key of a public element of the asset. The list contains only consumers of this element.
    pub fn public_element_key(self, public_element_key: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&public_element_key.into());
        Self(self.0.query_param("publicElementKey", text))
    }

    /// True returns all revisions of each consumer that use the asset. False, the default, returns only
    /// the highest of them.
    pub fn allow_multiple_versions(self, allow_multiple_versions: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&allow_multiple_versions);
        Self(self.0.query_param("allowMultipleVersions", text))
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_consumers`.
pub struct ListConsumersThen(httpmock::Then);

impl ListConsumersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The consumers of the asset.
    pub fn ok(self, response: &types::ConsumerList) -> Self {
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

/// Selects the requests of `get_producer_graph` that the mock matches.
pub struct GetProducerGraphWhen(httpmock::When);

impl GetProducerGraphWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/-?[0-9]+/producer-graph$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/producer-graph$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/producer-graph$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of levels of producers to return. 0, the default, means no limit. With 1, expect only the
    /// direct producers.
    pub fn max_depth(self, max_depth: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&max_depth);
        Self(self.0.query_param("maxDepth", text))
    }

    /// Key of an environment (stage in the portal), a UUID. The tree contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    pub fn environment_key(self, environment_key: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Kinds of producers to return: `Deployable` (those that can be deployed), `Libraries` or `All`.
    /// The default is not documented.
    pub fn producer_type_filter(
        self,
        producer_type_filter: impl Into<enums::ProducerTypeFilter>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::ProducerTypeFilter,
        >(&producer_type_filter.into());
        Self(self.0.query_param("producerTypeFilter", text))
    }

    /// Order of the producers in the tree: `name` is ascending and `-name` is descending. No other
    /// values are allowed. The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_producer_graph`.
pub struct GetProducerGraphThen(httpmock::Then);

impl GetProducerGraphThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The direct producers of the revision, each with its own producers inside it.
    pub fn ok(self, response: &types::DependencyGraph) -> Self {
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

/// Selects the requests of `list_producers` that the mock matches.
pub struct ListProducersWhen(httpmock::When);

impl ListProducersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/-?[0-9]+/producers$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/producers$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/producers$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of levels of producers to return. 0, the default, means no limit. With 1, expect only the
    /// direct producers.
    pub fn max_depth(self, max_depth: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&max_depth);
        Self(self.0.query_param("maxDepth", text))
    }

    /// Key of an environment (stage in the portal), a UUID. The list contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    pub fn environment_key(self, environment_key: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Kinds of producers to return: `Deployable` (those that can be deployed), `Libraries` or `All`.
    /// The default is not documented.
    pub fn producer_type_filter(
        self,
        producer_type_filter: impl Into<enums::ProducerTypeFilter>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::ProducerTypeFilter,
        >(&producer_type_filter.into());
        Self(self.0.query_param("producerTypeFilter", text))
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_producers`.
pub struct ListProducersThen(httpmock::Then);

impl ListProducersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The producers of the revision, direct and indirect.
    pub fn ok(self, response: &types::DependencyList) -> Self {
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

/// Selects the requests of `list_revision_consumers` that the mock matches.
pub struct ListRevisionConsumersWhen(httpmock::When);

impl ListRevisionConsumersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/-?[0-9]+/consumers$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/consumers$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/consumers$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of an environment (stage in the portal), a UUID. The list contains only assets that are
    /// deployed there. Without it, the environment is the one that publishing goes to: Development.
    pub fn environment_key(self, environment_key: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Key of a public element of the asset. The list contains only consumers of this element.
    pub fn public_element_key(self, public_element_key: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&public_element_key.into());
        Self(self.0.query_param("publicElementKey", text))
    }

    /// True returns all revisions of each consumer that use the asset. False, the default, returns only
    /// the highest of them.
    pub fn allow_multiple_versions(self, allow_multiple_versions: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&allow_multiple_versions);
        Self(self.0.query_param("allowMultipleVersions", text))
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_revision_consumers`.
pub struct ListRevisionConsumersThen(httpmock::Then);

impl ListRevisionConsumersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The consumers of the revision.
    pub fn ok(self, response: &types::ConsumerList) -> Self {
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

/// Selects the requests of `list_public_elements` that the mock matches.
pub struct ListPublicElementsWhen(httpmock::When);

impl ListPublicElementsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/-?[0-9]+/public-elements$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/public-elements$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/public-elements$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// True, the default, includes hidden elements. A hidden element is not public, but a public
    /// element needs it.
    pub fn include_hidden(self, include_hidden: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&include_hidden);
        Self(self.0.query_param("includeHidden", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_public_elements`.
pub struct ListPublicElementsThen(httpmock::Then);

impl ListPublicElementsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The public elements of the revision.
    pub fn ok(self, response: &types::PublicElementList) -> Self {
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

/// Selects the requests of `list_referenced_elements` that the mock matches.
pub struct ListReferencedElementsWhen(httpmock::When);

impl ListReferencedElementsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/-?[0-9]+/referenced-elements$",
                ),
        )
    }

    /// Key of the asset, a UUID. The same asset has the same key in every environment (stage in the
    /// portal).
    pub fn asset_key(self, asset_key: impl ToString) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/",
            &literal(&odc_runtime::client::encode_path(&asset_key.to_string())),
            "/revisions/[^/]+/referenced-elements$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision. Each new revision of an asset gets the next number, and no number is
    /// used twice.
    pub fn revision_number(self, revision_number: i32) -> Self {
        let path = [
            "^(/api/dependency-management/v1)?/assets/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&revision_number)),
            ),
            "/referenced-elements$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Order of the list: `name` is ascending and `-name` is descending. No other values are allowed.
    /// The default order is not documented.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// True, the default, includes hidden elements. A hidden element is not public, but a public
    /// element needs it.
    pub fn include_hidden(self, include_hidden: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&include_hidden);
        Self(self.0.query_param("includeHidden", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_referenced_elements`.
pub struct ListReferencedElementsThen(httpmock::Then);

impl ListReferencedElementsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The elements that the revision uses.
    pub fn ok(self, response: &types::ReferencedElementList) -> Self {
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

/// Selects the requests of `search_public_elements` that the mock matches.
pub struct SearchPublicElementsWhen(httpmock::When);

impl SearchPublicElementsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(
            when
                .path_matches(
                    "^(/api/dependency-management/v1)?/public-elements/search$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::PublicElementFilter) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `search_public_elements`.
pub struct SearchPublicElementsThen(httpmock::Then);

impl SearchPublicElementsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: A page of public elements.
    pub fn ok(self, response: &types::PublicElementPage) -> Self {
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
