// @generated from openapi/asset-configurations-v1.json (SHA-256 9100430e0f726532330c6112285478db6d03f58a7dab8ffade549aa9fe36e034)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! Typed helpers for `httpmock` servers.

use serde::Serialize;
use super::{enums, types};

/// One method per operation, which mocks a response of it.
pub trait MockServerExt {
    /// Mocks [`Client::get_deployed_agent_configuration`](crate::Client::get_deployed_agent_configuration): `GET /environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations`.
    fn get_deployed_agent_configuration(
        &self,
        config: impl FnOnce(
            GetDeployedAgentConfigurationWhen,
            GetDeployedAgentConfigurationThen,
        ),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_agent_revision_configuration`](crate::Client::get_agent_revision_configuration): `GET /environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations`.
    fn get_agent_revision_configuration(
        &self,
        config: impl FnOnce(
            GetAgentRevisionConfigurationWhen,
            GetAgentRevisionConfigurationThen,
        ),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_deployed_application_configuration`](crate::Client::get_deployed_application_configuration): `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations`.
    fn get_deployed_application_configuration(
        &self,
        config: impl FnOnce(
            GetDeployedApplicationConfigurationWhen,
            GetDeployedApplicationConfigurationThen,
        ),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_application_revision_configuration`](crate::Client::get_application_revision_configuration): `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations`.
    fn get_application_revision_configuration(
        &self,
        config: impl FnOnce(
            GetApplicationRevisionConfigurationWhen,
            GetApplicationRevisionConfigurationThen,
        ),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_agent_configuration`](crate::Client::update_agent_configuration): `PATCH /environments/{environmentKey}/agents/{agentKey}/configurations`.
    fn update_agent_configuration(
        &self,
        config: impl FnOnce(UpdateAgentConfigurationWhen, UpdateAgentConfigurationThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_application_configuration`](crate::Client::update_application_configuration): `PATCH /environments/{environmentKey}/applications/{applicationKey}/configurations`.
    fn update_application_configuration(
        &self,
        config: impl FnOnce(
            UpdateApplicationConfigurationWhen,
            UpdateApplicationConfigurationThen,
        ),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_environment_defaults`](crate::Client::get_environment_defaults): `GET /environments/{environmentKey}/default-system-configurations`.
    fn get_environment_defaults(
        &self,
        config: impl FnOnce(GetEnvironmentDefaultsWhen, GetEnvironmentDefaultsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_environment_defaults`](crate::Client::update_environment_defaults): `PATCH /environments/{environmentKey}/default-system-configurations`.
    fn update_environment_defaults(
        &self,
        config: impl FnOnce(UpdateEnvironmentDefaultsWhen, UpdateEnvironmentDefaultsThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn get_deployed_agent_configuration(
        &self,
        config: impl FnOnce(
            GetDeployedAgentConfigurationWhen,
            GetDeployedAgentConfigurationThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetDeployedAgentConfigurationWhen::new(w),
                GetDeployedAgentConfigurationThen::new(t),
            );
        })
    }

    fn get_agent_revision_configuration(
        &self,
        config: impl FnOnce(
            GetAgentRevisionConfigurationWhen,
            GetAgentRevisionConfigurationThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetAgentRevisionConfigurationWhen::new(w),
                GetAgentRevisionConfigurationThen::new(t),
            );
        })
    }

    fn get_deployed_application_configuration(
        &self,
        config: impl FnOnce(
            GetDeployedApplicationConfigurationWhen,
            GetDeployedApplicationConfigurationThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetDeployedApplicationConfigurationWhen::new(w),
                GetDeployedApplicationConfigurationThen::new(t),
            );
        })
    }

    fn get_application_revision_configuration(
        &self,
        config: impl FnOnce(
            GetApplicationRevisionConfigurationWhen,
            GetApplicationRevisionConfigurationThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetApplicationRevisionConfigurationWhen::new(w),
                GetApplicationRevisionConfigurationThen::new(t),
            );
        })
    }

    fn update_agent_configuration(
        &self,
        config: impl FnOnce(UpdateAgentConfigurationWhen, UpdateAgentConfigurationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                UpdateAgentConfigurationWhen::new(w),
                UpdateAgentConfigurationThen::new(t),
            );
        })
    }

    fn update_application_configuration(
        &self,
        config: impl FnOnce(
            UpdateApplicationConfigurationWhen,
            UpdateApplicationConfigurationThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                UpdateApplicationConfigurationWhen::new(w),
                UpdateApplicationConfigurationThen::new(t),
            );
        })
    }

    fn get_environment_defaults(
        &self,
        config: impl FnOnce(GetEnvironmentDefaultsWhen, GetEnvironmentDefaultsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetEnvironmentDefaultsWhen::new(w),
                GetEnvironmentDefaultsThen::new(t),
            );
        })
    }

    fn update_environment_defaults(
        &self,
        config: impl FnOnce(UpdateEnvironmentDefaultsWhen, UpdateEnvironmentDefaultsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                UpdateEnvironmentDefaultsWhen::new(w),
                UpdateEnvironmentDefaultsThen::new(t),
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

/// Selects the requests of `get_deployed_agent_configuration` that the mock matches.
pub struct GetDeployedAgentConfigurationWhen(httpmock::When);

impl GetDeployedAgentConfigurationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/agents/[^/]+/revisions/deployed/configurations$",
                ),
        )
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/agents/[^/]+/revisions/deployed/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the agent, a UUID. It is the asset key that other APIs use.
    pub fn agent_key(self, agent_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/agents/",
            &literal(&odc_runtime::client::encode_path(&agent_key.to_string())),
            "/revisions/deployed/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Parts of the configuration to return, joined with commas: `settings`, `timers`, `libraries`,
    /// `integrations`. Expect null for a part that you do not select, and all parts without the
    /// parameter; neither is documented. The API document also names `systemConfigurations`, but an
    /// agent has none.
    pub fn fields(self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = fields
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("fields", joined))
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(self, show_binary_values: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&show_binary_values);
        Self(self.0.query_param("showBinaryValues", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_deployed_agent_configuration`.
pub struct GetDeployedAgentConfigurationThen(httpmock::Then);

impl GetDeployedAgentConfigurationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The configuration of the agent in the environment.
    pub fn ok(self, response: &types::AgentConfiguration) -> Self {
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

/// Selects the requests of `get_agent_revision_configuration` that the mock matches.
pub struct GetAgentRevisionConfigurationWhen(httpmock::When);

impl GetAgentRevisionConfigurationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/agents/[^/]+/revisions/-?[0-9]+/configurations$",
                ),
        )
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/agents/[^/]+/revisions/[^/]+/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the agent, a UUID. It is the asset key that other APIs use.
    pub fn agent_key(self, agent_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/agents/",
            &literal(&odc_runtime::client::encode_path(&agent_key.to_string())),
            "/revisions/[^/]+/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision that declares the settings. The API document types it as text.
    pub fn baseline_revision(self, baseline_revision: i32) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/agents/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&baseline_revision)),
            ),
            "/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Parts of the configuration to return, joined with commas: `settings`, `timers`, `libraries`,
    /// `integrations`. Expect null for a part that you do not select, and all parts without the
    /// parameter; neither is documented. The API document also names `systemConfigurations`, but an
    /// agent has none.
    pub fn fields(self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = fields
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("fields", joined))
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(self, show_binary_values: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&show_binary_values);
        Self(self.0.query_param("showBinaryValues", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_agent_revision_configuration`.
pub struct GetAgentRevisionConfigurationThen(httpmock::Then);

impl GetAgentRevisionConfigurationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The configuration of the agent in the environment.
    pub fn ok(self, response: &types::AgentConfiguration) -> Self {
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

/// Selects the requests of `get_deployed_application_configuration` that the mock matches.
pub struct GetDeployedApplicationConfigurationWhen(httpmock::When);

impl GetDeployedApplicationConfigurationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/applications/[^/]+/revisions/deployed/configurations$",
                ),
        )
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/applications/[^/]+/revisions/deployed/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the app, a UUID. It is the asset key that other APIs use.
    pub fn application_key(self, application_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/applications/",
            &literal(&odc_runtime::client::encode_path(&application_key.to_string())),
            "/revisions/deployed/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Parts of the configuration to return, joined with commas: `systemConfigurations`, `settings`,
    /// `timers`, `libraries`, `integrations`. Expect null for a part that you do not select, and all
    /// parts without the parameter; neither is documented.
    pub fn fields(self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = fields
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("fields", joined))
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(self, show_binary_values: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&show_binary_values);
        Self(self.0.query_param("showBinaryValues", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_deployed_application_configuration`.
pub struct GetDeployedApplicationConfigurationThen(httpmock::Then);

impl GetDeployedApplicationConfigurationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The configuration of the app in the environment.
    pub fn ok(self, response: &types::ApplicationConfiguration) -> Self {
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

/// Selects the requests of `get_application_revision_configuration` that the mock matches.
pub struct GetApplicationRevisionConfigurationWhen(httpmock::When);

impl GetApplicationRevisionConfigurationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/applications/[^/]+/revisions/-?[0-9]+/configurations$",
                ),
        )
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/applications/[^/]+/revisions/[^/]+/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the app, a UUID. It is the asset key that other APIs use.
    pub fn application_key(self, application_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/applications/",
            &literal(&odc_runtime::client::encode_path(&application_key.to_string())),
            "/revisions/[^/]+/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Number of the revision that declares the settings. The API document types it as text.
    pub fn baseline_revision(self, baseline_revision: i32) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/applications/[^/]+/revisions/",
            &literal(
                &odc_runtime::client::encode_path(&<i32>::to_string(&baseline_revision)),
            ),
            "/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Parts of the configuration to return, joined with commas: `systemConfigurations`, `settings`,
    /// `timers`, `libraries`, `integrations`. Expect null for a part that you do not select, and all
    /// parts without the parameter; neither is documented.
    pub fn fields(self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = fields
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("fields", joined))
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(self, show_binary_values: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&show_binary_values);
        Self(self.0.query_param("showBinaryValues", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_application_revision_configuration`.
pub struct GetApplicationRevisionConfigurationThen(httpmock::Then);

impl GetApplicationRevisionConfigurationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The configuration of the app in the environment.
    pub fn ok(self, response: &types::ApplicationConfiguration) -> Self {
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

/// Selects the requests of `update_agent_configuration` that the mock matches.
pub struct UpdateAgentConfigurationWhen(httpmock::When);

impl UpdateAgentConfigurationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/agents/[^/]+/configurations$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::AgentConfigurationPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/agents/[^/]+/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the agent, a UUID. It is the asset key that other APIs use.
    pub fn agent_key(self, agent_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/agents/",
            &literal(&odc_runtime::client::encode_path(&agent_key.to_string())),
            "/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_agent_configuration`.
pub struct UpdateAgentConfigurationThen(httpmock::Then);

impl UpdateAgentConfigurationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The new values are stored and pending. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
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

/// Selects the requests of `update_application_configuration` that the mock matches.
pub struct UpdateApplicationConfigurationWhen(httpmock::When);

impl UpdateApplicationConfigurationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/applications/[^/]+/configurations$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::ApplicationConfigurationPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/applications/[^/]+/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the app, a UUID. It is the asset key that other APIs use.
    pub fn application_key(self, application_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/[^/]+/applications/",
            &literal(&odc_runtime::client::encode_path(&application_key.to_string())),
            "/configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_application_configuration`.
pub struct UpdateApplicationConfigurationThen(httpmock::Then);

impl UpdateApplicationConfigurationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The new values are stored and pending. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
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

/// Selects the requests of `get_environment_defaults` that the mock matches.
pub struct GetEnvironmentDefaultsWhen(httpmock::When);

impl GetEnvironmentDefaultsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/default-system-configurations$",
                ),
        )
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/default-system-configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_environment_defaults`.
pub struct GetEnvironmentDefaultsThen(httpmock::Then);

impl GetEnvironmentDefaultsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The system configurations of the environment.
    pub fn ok(self, response: &types::EnvironmentDefaults) -> Self {
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

/// Selects the requests of `update_environment_defaults` that the mock matches.
pub struct UpdateEnvironmentDefaultsWhen(httpmock::When);

impl UpdateEnvironmentDefaultsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(
            when
                .path_matches(
                    "^(/api/asset-configurations/v1)?/environments/[^/]+/default-system-configurations$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::EnvironmentDefaultsPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the environment (stage in the portal), a UUID. Portal URLs contain it as `stageid`.
    pub fn environment_key(self, environment_key: impl ToString) -> Self {
        let path = [
            "^(/api/asset-configurations/v1)?/environments/",
            &literal(&odc_runtime::client::encode_path(&environment_key.to_string())),
            "/default-system-configurations$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_environment_defaults`.
pub struct UpdateEnvironmentDefaultsThen(httpmock::Then);

impl UpdateEnvironmentDefaultsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The new values are stored. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
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
