// @generated from openapi/asset-configurations-v1.json (SHA-256 9100430e0f726532330c6112285478db6d03f58a7dab8ffade549aa9fe36e034)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `default`.

use odc_runtime::client::{
    ByteStream, QueryParam, QuerySome as _, Request, encode_path, header,
};

use odc_runtime::{
    CallOptions, CursorCall, Error, ItemStream, ListCall, PageStream, PagedCall, Patch,
    ResponseValue,
};

use crate::generated::client::Client;
use crate::generated::types::*;
use crate::generated::{enums, operations, type_builders, types};

/// A call of [`Client::get_deployed_agent_configuration`](crate::Client::get_deployed_agent_configuration): `GET /environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetDeployedAgentConfiguration {
    client: Client,
    options: CallOptions,
    environment_key: String,
    agent_key: String,
    fields: Option<String>,
    show_binary_values: Option<bool>,
}

impl GetDeployedAgentConfiguration {
    pub(crate) fn new(
        client: &Client,
        environment_key: String,
        agent_key: String,
    ) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            agent_key,
            fields: None,
            show_binary_values: None,
        }
    }

    /// Parts of the configuration to return, joined with commas: `settings`, `timers`, `libraries`,
    /// `integrations`. Expect null for a part that you do not select, and all parts without the
    /// parameter; neither is documented. The API document also names `systemConfigurations`, but an
    /// agent has none.
    pub fn fields(mut self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        self.fields = Some(
                fields
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(mut self, show_binary_values: bool) -> Self {
        self.show_binary_values = Some(show_binary_values);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/agents/{}/revisions/deployed/configurations", transport
            .base_url(), encode_path(& self.environment_key.to_string()), encode_path(&
            self.agent_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("fields", &self.fields)
            .query_some("showBinaryValues", &self.show_binary_values)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_DEPLOYED_AGENT_CONFIGURATION,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::AgentConfiguration>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::GET_DEPLOYED_AGENT_CONFIGURATION,
                request,
                &self.options,
            )
            .await
    }
}

/// A call of [`Client::get_agent_revision_configuration`](crate::Client::get_agent_revision_configuration): `GET /environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetAgentRevisionConfiguration {
    client: Client,
    options: CallOptions,
    environment_key: String,
    agent_key: String,
    baseline_revision: i32,
    fields: Option<String>,
    show_binary_values: Option<bool>,
}

impl GetAgentRevisionConfiguration {
    pub(crate) fn new(
        client: &Client,
        environment_key: String,
        agent_key: String,
        baseline_revision: i32,
    ) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            agent_key,
            baseline_revision,
            fields: None,
            show_binary_values: None,
        }
    }

    /// Parts of the configuration to return, joined with commas: `settings`, `timers`, `libraries`,
    /// `integrations`. Expect null for a part that you do not select, and all parts without the
    /// parameter; neither is documented. The API document also names `systemConfigurations`, but an
    /// agent has none.
    pub fn fields(mut self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        self.fields = Some(
                fields
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(mut self, show_binary_values: bool) -> Self {
        self.show_binary_values = Some(show_binary_values);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/agents/{}/revisions/{}/configurations", transport
            .base_url(), encode_path(& self.environment_key.to_string()), encode_path(&
            self.agent_key.to_string()), encode_path(& self.baseline_revision
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("fields", &self.fields)
            .query_some("showBinaryValues", &self.show_binary_values)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_AGENT_REVISION_CONFIGURATION,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::AgentConfiguration>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::GET_AGENT_REVISION_CONFIGURATION,
                request,
                &self.options,
            )
            .await
    }
}

/// A call of [`Client::get_deployed_application_configuration`](crate::Client::get_deployed_application_configuration): `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetDeployedApplicationConfiguration {
    client: Client,
    options: CallOptions,
    environment_key: String,
    application_key: String,
    fields: Option<String>,
    show_binary_values: Option<bool>,
}

impl GetDeployedApplicationConfiguration {
    pub(crate) fn new(
        client: &Client,
        environment_key: String,
        application_key: String,
    ) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            application_key,
            fields: None,
            show_binary_values: None,
        }
    }

    /// Parts of the configuration to return, joined with commas: `systemConfigurations`, `settings`,
    /// `timers`, `libraries`, `integrations`. Expect null for a part that you do not select, and all
    /// parts without the parameter; neither is documented.
    pub fn fields(mut self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        self.fields = Some(
                fields
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(mut self, show_binary_values: bool) -> Self {
        self.show_binary_values = Some(show_binary_values);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/applications/{}/revisions/deployed/configurations",
            transport.base_url(), encode_path(& self.environment_key.to_string()),
            encode_path(& self.application_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("fields", &self.fields)
            .query_some("showBinaryValues", &self.show_binary_values)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_DEPLOYED_APPLICATION_CONFIGURATION,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::ApplicationConfiguration>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::GET_DEPLOYED_APPLICATION_CONFIGURATION,
                request,
                &self.options,
            )
            .await
    }
}

/// A call of [`Client::get_application_revision_configuration`](crate::Client::get_application_revision_configuration): `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetApplicationRevisionConfiguration {
    client: Client,
    options: CallOptions,
    environment_key: String,
    application_key: String,
    baseline_revision: i32,
    fields: Option<String>,
    show_binary_values: Option<bool>,
}

impl GetApplicationRevisionConfiguration {
    pub(crate) fn new(
        client: &Client,
        environment_key: String,
        application_key: String,
        baseline_revision: i32,
    ) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            application_key,
            baseline_revision,
            fields: None,
            show_binary_values: None,
        }
    }

    /// Parts of the configuration to return, joined with commas: `systemConfigurations`, `settings`,
    /// `timers`, `libraries`, `integrations`. Expect null for a part that you do not select, and all
    /// parts without the parameter; neither is documented.
    pub fn fields(mut self, fields: impl IntoIterator<Item = impl ToString>) -> Self {
        self.fields = Some(
                fields
                    .into_iter()
                    .map(|value| value.to_string())
                    .collect::<Vec<_>>()
                    .join(","),
            )
            .filter(|joined: &String| !joined.is_empty());
        self
    }

    /// True returns the content of binary values. Otherwise, expect null as the `value` of a binary
    /// value, and only its `filename`; the default is not documented.
    pub fn show_binary_values(mut self, show_binary_values: bool) -> Self {
        self.show_binary_values = Some(show_binary_values);
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/applications/{}/revisions/{}/configurations", transport
            .base_url(), encode_path(& self.environment_key.to_string()), encode_path(&
            self.application_key.to_string()), encode_path(& self.baseline_revision
            .to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query_some("fields", &self.fields)
            .query_some("showBinaryValues", &self.show_binary_values)
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_APPLICATION_REVISION_CONFIGURATION,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(
        self,
    ) -> Result<ResponseValue<types::ApplicationConfiguration>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(
                &operations::GET_APPLICATION_REVISION_CONFIGURATION,
                request,
                &self.options,
            )
            .await
    }
}

/// A call of [`Client::update_agent_configuration`](crate::Client::update_agent_configuration): `PATCH /environments/{environmentKey}/agents/{agentKey}/configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateAgentConfiguration {
    client: Client,
    options: CallOptions,
    environment_key: String,
    agent_key: String,
    body: Option<type_builders::AgentConfigurationPatchBuilder>,
}

impl UpdateAgentConfiguration {
    pub(crate) fn new(
        client: &Client,
        environment_key: String,
        agent_key: String,
    ) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            agent_key,
            body: Default::default(),
        }
    }

    /// The values to change, each with the key of its setting, timer, integration or library.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::AgentConfigurationPatchBuilder>,
    ) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Key of the agent. The path already has it, so leave it out.
    #[must_use]
    pub fn key(mut self, key: impl Into<Patch<String>>) -> Self {
        self.body = Some(self.body.unwrap_or_default().key(key));
        self
    }

    /// Number of the revision against which the service checks the keys and the types of the values.
    /// The values do not belong to this revision. Without it, expect the deployed revision; the default
    /// is not documented.
    #[must_use]
    pub fn revision_baseline(
        mut self,
        revision_baseline: impl Into<Patch<i32>>,
    ) -> Self {
        self.body = Some(
            self.body.unwrap_or_default().revision_baseline(revision_baseline),
        );
        self
    }

    /// Settings to change. The others stay as they are.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<types::SettingUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().settings(settings));
        self
    }

    /// Timers to change. The others stay as they are.
    #[must_use]
    pub fn timers(
        mut self,
        timers: impl IntoIterator<Item = impl Into<types::TimerUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().timers(timers));
        self
    }

    /// Integrations to change. The others stay as they are.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<types::IntegrationUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().integrations(integrations));
        self
    }

    /// Libraries with new values, for this agent alone. The others stay as they are.
    #[must_use]
    pub fn libraries(
        mut self,
        libraries: impl IntoIterator<Item = impl Into<types::LibraryUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().libraries(libraries));
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/agents/{}/configurations", transport.base_url(),
            encode_path(& self.environment_key.to_string()), encode_path(& self.agent_key
            .to_string())
        );
        let request = transport.patch(url);
        let request = match &self.body {
            Some(body) => {
                let body = body
                    .clone()
                    .build()
                    .map_err(|e| Error::invalid_request(
                        &operations::UPDATE_AGENT_CONFIGURATION,
                        e,
                    ))?;
                request.json(&body)
            }
            None => request,
        };
        request
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::UPDATE_AGENT_CONFIGURATION,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_AGENT_CONFIGURATION, request, &self.options)
            .await
    }
}

/// A call of [`Client::update_application_configuration`](crate::Client::update_application_configuration): `PATCH /environments/{environmentKey}/applications/{applicationKey}/configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateApplicationConfiguration {
    client: Client,
    options: CallOptions,
    environment_key: String,
    application_key: String,
    body: Option<type_builders::ApplicationConfigurationPatchBuilder>,
}

impl UpdateApplicationConfiguration {
    pub(crate) fn new(
        client: &Client,
        environment_key: String,
        application_key: String,
    ) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            application_key,
            body: Default::default(),
        }
    }

    /// The values to change, each with the key of its setting, timer, integration, library or system
    /// configuration.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::ApplicationConfigurationPatchBuilder>,
    ) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Key of the app. The path already has it, so leave it out.
    #[must_use]
    pub fn key(mut self, key: impl Into<Patch<String>>) -> Self {
        self.body = Some(self.body.unwrap_or_default().key(key));
        self
    }

    /// Number of the revision against which the service checks the keys and the types of the values.
    /// The values do not belong to this revision. Without it, expect the deployed revision; the default
    /// is not documented.
    #[must_use]
    pub fn revision_baseline(
        mut self,
        revision_baseline: impl Into<Patch<i32>>,
    ) -> Self {
        self.body = Some(
            self.body.unwrap_or_default().revision_baseline(revision_baseline),
        );
        self
    }

    /// Settings to change. The others stay as they are.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<types::SettingUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().settings(settings));
        self
    }

    /// Timers to change. The others stay as they are.
    #[must_use]
    pub fn timers(
        mut self,
        timers: impl IntoIterator<Item = impl Into<types::TimerUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().timers(timers));
        self
    }

    /// Integrations to change. The others stay as they are.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<types::IntegrationUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().integrations(integrations));
        self
    }

    /// Libraries with new values, for this app alone. The others stay as they are.
    #[must_use]
    pub fn libraries(
        mut self,
        libraries: impl IntoIterator<Item = impl Into<types::LibraryUpdate>>,
    ) -> Self {
        self.body = Some(self.body.unwrap_or_default().libraries(libraries));
        self
    }

    /// System configurations to change. The others stay as they are.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<types::SettingUpdate>>,
    ) -> Self {
        self.body = Some(
            self.body.unwrap_or_default().system_configurations(system_configurations),
        );
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/applications/{}/configurations", transport.base_url(),
            encode_path(& self.environment_key.to_string()), encode_path(& self
            .application_key.to_string())
        );
        let request = transport.patch(url);
        let request = match &self.body {
            Some(body) => {
                let body = body
                    .clone()
                    .build()
                    .map_err(|e| Error::invalid_request(
                        &operations::UPDATE_APPLICATION_CONFIGURATION,
                        e,
                    ))?;
                request.json(&body)
            }
            None => request,
        };
        request
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::UPDATE_APPLICATION_CONFIGURATION,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_APPLICATION_CONFIGURATION, request, &self.options)
            .await
    }
}

/// A call of [`Client::get_environment_defaults`](crate::Client::get_environment_defaults): `GET /environments/{environmentKey}/default-system-configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct GetEnvironmentDefaults {
    client: Client,
    options: CallOptions,
    environment_key: String,
}

impl GetEnvironmentDefaults {
    pub(crate) fn new(client: &Client, environment_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
        }
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/default-system-configurations", transport.base_url(),
            encode_path(& self.environment_key.to_string())
        );
        transport
            .get(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::GET_ENVIRONMENT_DEFAULTS,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::EnvironmentDefaults>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::GET_ENVIRONMENT_DEFAULTS, request, &self.options)
            .await
    }
}

/// A call of [`Client::update_environment_defaults`](crate::Client::update_environment_defaults): `PATCH /environments/{environmentKey}/default-system-configurations`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct UpdateEnvironmentDefaults {
    client: Client,
    options: CallOptions,
    environment_key: String,
    body: Option<type_builders::EnvironmentDefaultsPatchBuilder>,
}

impl UpdateEnvironmentDefaults {
    pub(crate) fn new(client: &Client, environment_key: String) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
            environment_key,
            body: Default::default(),
        }
    }

    /// The values to change, each with its key.
    ///
    /// Replaces the values from the setters of its fields.
    pub fn body(
        mut self,
        body: impl Into<type_builders::EnvironmentDefaultsPatchBuilder>,
    ) -> Self {
        self.body = Some(body.into());
        self
    }

    /// System configurations to change. The others stay as they are.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<types::SettingUpdate>>,
    ) -> Self {
        self.body = Some(
            self.body.unwrap_or_default().system_configurations(system_configurations),
        );
        self
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!(
            "{}/environments/{}/default-system-configurations", transport.base_url(),
            encode_path(& self.environment_key.to_string())
        );
        let request = transport.patch(url);
        let request = match &self.body {
            Some(body) => {
                let body = body
                    .clone()
                    .build()
                    .map_err(|e| Error::invalid_request(
                        &operations::UPDATE_ENVIRONMENT_DEFAULTS,
                        e,
                    ))?;
                request.json(&body)
            }
            None => request,
        };
        request
            .build()
            .map_err(|e| Error::invalid_request(
                &operations::UPDATE_ENVIRONMENT_DEFAULTS,
                e,
            ))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<()>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .empty(&operations::UPDATE_ENVIRONMENT_DEFAULTS, request, &self.options)
            .await
    }
}
